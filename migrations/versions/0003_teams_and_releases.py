"""Keep teams, their rounds, codes and releases, and which round a sitting belongs to."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0003"
down_revision = "0002"

Document = sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")

# A release goes with its team, and never changes.
SQLITE_FROZEN = (
    "CREATE TRIGGER releases_never_change BEFORE UPDATE ON releases"
    " BEGIN SELECT RAISE(ABORT, 'a release never changes'); END",
)
POSTGRESQL_FROZEN = (
    "CREATE FUNCTION refuse_released() RETURNS trigger LANGUAGE plpgsql AS $$"
    " BEGIN RAISE EXCEPTION 'a release never changes' USING ERRCODE = 'check_violation'; END $$",
    "CREATE TRIGGER releases_never_change BEFORE UPDATE ON releases FOR EACH ROW"
    " EXECUTE FUNCTION refuse_released()",
)


def upgrade() -> None:
    _teams()
    _rounds()
    _releases()
    op.create_table(
        "memberships",
        sa.Column("sitting_id", sa.String(22), nullable=False),
        sa.Column("round_id", sa.String(22)),
        sa.Column("share", sa.String(10), nullable=False),
        sa.PrimaryKeyConstraint("sitting_id", name="pk_memberships"),
        sa.ForeignKeyConstraint(
            ["sitting_id"], ["sittings.id"], name="fk_memberships_sitting_id_sittings", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["rounds.id"], name="fk_memberships_round_id_rounds", ondelete="RESTRICT"
        ),
        sa.CheckConstraint(
            "share in ('open', 'added', 'declined', 'released', 'ended')",
            name=op.f("ck_memberships_share_known"),
        ),
        sa.CheckConstraint(
            "(round_id is null) = (share in ('released', 'ended'))",
            name=op.f("ck_memberships_ended_has_no_round"),
        ),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_memberships_round_id", "memberships", ["round_id", "share"])
    for statement in POSTGRESQL_FROZEN if op.get_context().dialect.name == "postgresql" else SQLITE_FROZEN:
        op.execute(statement)


def _teams() -> None:
    op.create_table(
        "teams",
        sa.Column("id", sa.String(22), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("created_on", sa.Date, nullable=False),
        sa.Column("expires_on", sa.Date, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_teams"),
        sa.CheckConstraint("name <> ''", name=op.f("ck_teams_name_given")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_teams_expires_on", "teams", ["expires_on"])
    op.create_table(
        "team_managers",
        sa.Column("team_id", sa.String(22), nullable=False),
        sa.Column("account_id", sa.Integer, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("team_id", "account_id", name="pk_team_managers"),
        sa.ForeignKeyConstraint(
            ["team_id"], ["teams.id"], name="fk_team_managers_team_id_teams", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name="fk_team_managers_account_id_accounts", ondelete="CASCADE"
        ),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_team_managers_account_id", "team_managers", ["account_id"])


def _rounds() -> None:
    op.create_table(
        "rounds",
        sa.Column("id", sa.String(22), nullable=False),
        sa.Column("team_id", sa.String(22), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("version_id", sa.Integer, nullable=False),
        sa.Column("token", sa.String(32), nullable=False),
        sa.Column("code_secret", sa.LargeBinary(32)),
        sa.Column("codes", sa.Integer, nullable=False),
        sa.Column("opened_on", sa.Date, nullable=False),
        sa.Column("closed_on", sa.Date),
        sa.Column("openings", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_rounds"),
        sa.ForeignKeyConstraint(
            ["team_id"], ["teams.id"], name="fk_rounds_team_id_teams", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["versions.id"], name="fk_rounds_version_id_versions", ondelete="RESTRICT"
        ),
        sa.UniqueConstraint("team_id", "number", name="team_number"),
        sa.UniqueConstraint("token", name="round_token"),
        sa.CheckConstraint("number >= 1", name=op.f("ck_rounds_number_from_one")),
        sa.CheckConstraint("name <> ''", name=op.f("ck_rounds_name_given")),
        sa.CheckConstraint("openings >= 0", name=op.f("ck_rounds_openings_from_zero")),
        sa.CheckConstraint("(code_secret is null) = (codes = 0)", name=op.f("ck_rounds_codes_have_secret")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_rounds_version_id", "rounds", ["version_id"])
    op.create_table(
        "codes",
        sa.Column("code_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("round_id", sa.String(22), nullable=False),
        sa.PrimaryKeyConstraint("code_hash", name="pk_codes"),
        sa.ForeignKeyConstraint(
            ["round_id"], ["rounds.id"], name="fk_codes_round_id_rounds", ondelete="CASCADE"
        ),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_codes_round_id", "codes", ["round_id"])


def _releases() -> None:
    op.create_table(
        "releases",
        sa.Column("round_id", sa.String(22), nullable=False),
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("figures", Document, nullable=False),
        sa.Column("sealed_on", sa.Date, nullable=False),
        sa.PrimaryKeyConstraint("round_id", "number", name="pk_releases"),
        sa.ForeignKeyConstraint(
            ["round_id"], ["rounds.id"], name="fk_releases_round_id_rounds", ondelete="CASCADE"
        ),
        sa.CheckConstraint("number >= 1", name=op.f("ck_releases_number_from_one")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "totals",
        sa.Column("version_id", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("figures", Document, nullable=False),
        sa.PrimaryKeyConstraint("version_id", name="pk_totals"),
        sa.ForeignKeyConstraint(
            ["version_id"], ["versions.id"], name="fk_totals_version_id_versions", ondelete="RESTRICT"
        ),
    )


def downgrade() -> None:
    for table in ("memberships", "totals", "releases", "codes", "rounds", "team_managers", "teams"):
        op.drop_table(table)
    if op.get_context().dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_released()")
