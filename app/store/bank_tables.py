"""Describe the tables of who edits and publishes banks, and of what trainers' figures are made of."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
)

from app.store.metadata import Document, metadata

LONGEST_LINE = 300
"""A line on what is unclear has at most this many characters."""

# Not offered any more to whoever begins; sittings under way, rounds and results stay.
retired_banks = Table(
    "retired_banks",
    metadata,
    Column("bank_id", String(60), primary_key=True),
    Column("retired_on", Date, nullable=False),
    sqlite_with_rowid=False,
)

# Who published a version, and why, in their words. It stands beside the version, which never changes: an
# account may go. The command line's publications have none.
publications = Table(
    "publications",
    metadata,
    Column(
        "version_id",
        Integer,
        ForeignKey("versions.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("account_id", Integer, ForeignKey("accounts.id", ondelete="SET NULL")),
    Column("note", Text, nullable=False),
    Index("ix_publications_account_id", "account_id"),
)

# Who changed what of a draft, when (seconds since 1970); `place` is the id of the theme, scale or piece.
edits = Table(
    "edits",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("version_id", Integer, ForeignKey("versions.id", ondelete="CASCADE"), nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("account_id", Integer, ForeignKey("accounts.id", ondelete="SET NULL")),
    Column("what", String(40), nullable=False),
    Column("place", String(60), nullable=False),
    Index("ix_edits_version_id", "version_id", "id"),
    Index("ix_edits_account_id", "account_id"),
)

# A block of 30 finished sheets or more of one version and language: bare answers in an order of their own,
# for what a draft would do to people. Nothing tells whose they are; they go when sittings would.
blocks = Table(
    "blocks",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("version_id", Integer, ForeignKey("versions.id", ondelete="RESTRICT"), nullable=False),
    Column("language", String(2), nullable=False),
    Column("people", Integer, nullable=False),
    Column("sheets", Document, nullable=False),
    Column("expires_on", Date, nullable=False),
    CheckConstraint("people >= 30", name="people_enough"),
    CheckConstraint("language in ('en', 'fr')", name="language_known"),
    Index("ix_blocks_version_id", "version_id", "id"),
    Index("ix_blocks_expires_on", "expires_on"),
)

# What all blocks of a version and language come to, so that a page reads one row; what waits has yet to
# become thirty.
item_sums = Table(
    "item_sums",
    metadata,
    Column(
        "version_id",
        Integer,
        ForeignKey("versions.id", ondelete="RESTRICT"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("language", String(2), primary_key=True),
    Column("shown", Document, nullable=False),
    Column("waiting", Document, nullable=False),
    CheckConstraint("language in ('en', 'fr')", name="language_known"),
    sqlite_with_rowid=False,
)

# The measured margin of a version, from its hundredth complete sheet on.
margins = Table(
    "margins",
    metadata,
    Column(
        "version_id",
        Integer,
        ForeignKey("versions.id", ondelete="RESTRICT"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("points", Integer, nullable=False),
    CheckConstraint("points between 0 and 100", name="points_in_range"),
)

# On which page sittings that were never finished stopped, in the same way.
stops = Table(
    "stops",
    metadata,
    Column(
        "version_id",
        Integer,
        ForeignKey("versions.id", ondelete="RESTRICT"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("language", String(2), primary_key=True),
    Column("shown", Document, nullable=False),
    Column("waiting", Document, nullable=False),
    CheckConstraint("language in ('en', 'fr')", name="language_known"),
    sqlite_with_rowid=False,
)

# That somebody found a question unclear, with a line of theirs if they wrote one; not who, not when.
unclear = Table(
    "unclear",
    metadata,
    Column("id", String(22), primary_key=True),
    Column("version_id", Integer, ForeignKey("versions.id", ondelete="RESTRICT"), nullable=False),
    Column("question_id", String(60), nullable=False),
    Column("language", String(2), nullable=False),
    Column("line", String(LONGEST_LINE)),
    Column("expires_on", Date, nullable=False),
    CheckConstraint("language in ('en', 'fr')", name="language_known"),
    Index("ix_unclear_version_id", "version_id", "question_id"),
    Index("ix_unclear_expires_on", "expires_on"),
    sqlite_with_rowid=False,
)
