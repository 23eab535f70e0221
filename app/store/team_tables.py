"""Describe the tables of teams: who manages them, their rounds, codes and releases, and who takes part."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    UniqueConstraint,
)

from app.store.metadata import Document, metadata

teams = Table(
    "teams",
    metadata,
    Column("id", String(22), primary_key=True),
    Column("name", String(120), nullable=False),
    Column("created_on", Date, nullable=False),
    Column("expires_on", Date, nullable=False),
    CheckConstraint("name <> ''", name="name_given"),
    Index("ix_teams_expires_on", "expires_on"),
    sqlite_with_rowid=False,
)

team_managers = Table(
    "team_managers",
    metadata,
    Column("team_id", String(22), ForeignKey("teams.id", ondelete="CASCADE"), primary_key=True),
    Column(
        "account_id",
        Integer,
        ForeignKey("accounts.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    Index("ix_team_managers_account_id", "account_id"),
    sqlite_with_rowid=False,
)

# A round is pinned to a version. Its codes are worked out from a secret, so that the sheet of codes can be
# printed again and always holds all of them, used or not.
rounds = Table(
    "rounds",
    metadata,
    Column("id", String(22), primary_key=True),
    Column("team_id", String(22), ForeignKey("teams.id", ondelete="CASCADE"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("name", String(120), nullable=False),
    Column("version_id", Integer, ForeignKey("versions.id", ondelete="RESTRICT"), nullable=False),
    Column("token", String(32), nullable=False),
    Column("code_secret", LargeBinary(32)),
    Column("codes", Integer, nullable=False),
    Column("opened_on", Date, nullable=False),
    Column("closed_on", Date),
    Column("openings", Integer, nullable=False),
    UniqueConstraint("team_id", "number", name="team_number"),
    UniqueConstraint("token", name="round_token"),
    CheckConstraint("number >= 1", name="number_from_one"),
    CheckConstraint("name <> ''", name="name_given"),
    CheckConstraint("openings >= 0", name="openings_from_zero"),
    CheckConstraint("(code_secret is null) = (codes = 0)", name="codes_have_secret"),
    Index("ix_rounds_version_id", "version_id"),
    sqlite_with_rowid=False,
)

# A code that was used is gone: nothing tells when, or what came of it.
codes = Table(
    "codes",
    metadata,
    Column("code_hash", LargeBinary(32), primary_key=True),
    Column("round_id", String(22), ForeignKey("rounds.id", ondelete="CASCADE"), nullable=False),
    Index("ix_codes_round_id", "round_id"),
    sqlite_with_rowid=False,
)

# What a sealed block comes to. Triggers (see migrations/) refuse to change one.
releases = Table(
    "releases",
    metadata,
    Column("round_id", String(22), ForeignKey("rounds.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("figures", Document, nullable=False),
    Column("sealed_on", Date, nullable=False),
    CheckConstraint("number >= 1", name="number_from_one"),
    sqlite_with_rowid=False,
)

# The sum of what is published of all teams, kept as releases are sealed.
totals = Table(
    "totals",
    metadata,
    Column(
        "version_id",
        Integer,
        ForeignKey("versions.id", ondelete="RESTRICT"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("figures", Document, nullable=False),
)

# Which round a sitting belongs to, and whether its answers were added to the team's figures. A sitting
# joins one round, ever. At sealing the round is struck out: then nothing tells who was in the block.
memberships = Table(
    "memberships",
    metadata,
    Column("sitting_id", String(22), ForeignKey("sittings.id", ondelete="CASCADE"), primary_key=True),
    Column("round_id", String(22), ForeignKey("rounds.id", ondelete="RESTRICT")),
    Column("share", String(10), nullable=False),
    CheckConstraint("share in ('open', 'added', 'declined', 'released', 'ended')", name="share_known"),
    CheckConstraint("(round_id is null) = (share in ('released', 'ended'))", name="ended_has_no_round"),
    Index("ix_memberships_round_id", "round_id", "share"),
    sqlite_with_rowid=False,
)
