"""Make teams from the command line."""

from datetime import date

import click

from app.cli.database import ready
from app.config import Config
from app.store import accounts, audit, teams


@click.group()
def team() -> None:
    """Make teams."""


@team.command()
@click.argument("name")
@click.option("--manager", "email", required=True, help="The e-mail address of who is to manage it.")
@click.pass_obj
def add(config: Config, name: str, email: str) -> None:
    """Make a team called NAME."""
    # Forms and pages are read for this command only.
    from app.manager.forms import plain
    from app.manager.team import kept_until, may_manage

    called, today = plain(name), date.today()
    if not 1 <= len(called) <= teams.LONGEST_NAME:
        raise click.ClickException(f"A team's name has 1 to {teams.LONGEST_NAME} characters.")
    with ready(config).writing() as session:
        manager = accounts.called(session, email)
        if manager is None or not may_manage(manager):
            raise click.ClickException(f"{email} may not manage teams: `account add` invites a manager.")
        teams.create(session, called, manager.id, today, kept_until(config, today))
        audit.note(session, None, "team-made", called, new=manager.email)
        session.commit()
    click.echo(f"{called} is made; {manager.email} manages it.")
