"""Find the team and the round of a page, and let nobody come to another's."""

import re
from datetime import date

from dateutil.relativedelta import relativedelta
from flask import g, request
from flask.typing import ResponseReturnValue

from app.config import Config
from app.quiz.bank import Absent
from app.store import rounds, teams
from app.store.accounts import Account, role_names
from app.store.rounds import Round
from app.store.teams import Team
from app.web import access
from app.web.access import View, admit_account, me
from app.web.ground import session

ID = re.compile(r"[\w-]{22}", re.ASCII)
"""What a team's id can look like: the database is not asked for anything else."""

ROLES = ("manager", "trainer")
"""Whoever holds one of these may make a team and manages it; a trainer does so for a workshop."""


def of_team(view: View) -> View:
    """Let a team's managers come; for everybody else who is signed in the team is not there."""
    return access.mark("team", _admit)(view)


def team() -> Team:
    """Return the team of this page."""
    found: Team = g.team
    return found


def round_here(number: int, *, lock: bool = False) -> Round:
    """Return the page's round by its number; raise Absent. With `lock` nobody else changes it meanwhile."""
    return rounds.find(session(), team().id, number, lock=lock)


def kept_until(config: Config, today: date) -> date:
    """Return the last day a team is kept that was used today."""
    return today + relativedelta(months=config.keep_teams_months)


def may_manage(account: Account) -> bool:
    """Tell whether an account can manage teams at all: it may have been suspended, or lost its role."""
    return bool(account.active) and not role_names(account).isdisjoint(ROLES)


def _admit() -> ResponseReturnValue | None:
    turned_away = admit_account()
    if turned_away is None:
        team_id = (request.view_args or {})["team_id"]
        if not me().roles.intersection(ROLES) or not ID.fullmatch(team_id):
            raise Absent(team_id)
        g.team = teams.managed(session(), team_id, me().id)
    return turned_away
