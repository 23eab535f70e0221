"""Describe the tables; every invariant is a named constraint."""

from sqlalchemy import (
    Boolean,
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
    false,
    text,
)

from app.store.account_tables import (
    account_roles,
    account_sessions,
    accounts,
    audit,
    invitations,
)
from app.store.bank_tables import (
    blocks,
    edits,
    item_sums,
    margins,
    publications,
    retired_banks,
    stops,
    unclear,
)
from app.store.metadata import Document, metadata

__all__ = [
    "account_roles",
    "account_sessions",
    "accounts",
    "audit",
    "blocks",
    "edits",
    "hourly_keys",
    "invitations",
    "item_sums",
    "margins",
    "metadata",
    "publications",
    "retired_banks",
    "sittings",
    "starts",
    "stops",
    "unclear",
    "versions",
]

# A version is one immutable document: the bytes of its bank file, as they came in. Triggers
# (see migrations/) refuse to change or delete one that is published.
versions = Table(
    "versions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("bank_id", String(60), nullable=False),
    Column("number", Integer, nullable=False),
    Column("document", LargeBinary, nullable=False),
    Column("digest", LargeBinary(32), nullable=False),
    Column("origin", String(10), nullable=False),
    Column("created_on", Date, nullable=False),
    Column("published_on", Date),
    UniqueConstraint("bank_id", "number", name="bank_number"),
    CheckConstraint("number >= 1", name="number_from_one"),
    CheckConstraint("origin in ('shipped', 'imported')", name="origin_known"),
)

_UNCOUNTED = text("finished_on IS NOT NULL AND NOT counted")

# The id is random and the table keeps no hidden order, so that nothing tells who came first.
# All sittings of one person share a token; `occasion` counts them, so that the sitting which one
# repeats is the same token's at the occasion before. `counted` tells that trainers' figures are done with
# it; nothing tells in which block.
sittings = Table(
    "sittings",
    metadata,
    Column("id", String(22), primary_key=True),
    Column("token_hash", LargeBinary(32), nullable=False),
    Column("occasion", Integer, nullable=False),
    Column("version_id", Integer, ForeignKey("versions.id", ondelete="RESTRICT"), nullable=False),
    Column("language_start", String(2), nullable=False),
    Column("language_finish", String(2)),
    Column("answers", Document, nullable=False),
    Column("last_page", String(60)),
    Column("minutes", Integer),
    Column("result", Document),
    Column("finished_on", Date),
    Column("expires_on", Date, nullable=False),
    Column("counted", Boolean, nullable=False, server_default=false()),
    UniqueConstraint("token_hash", "occasion", name="token_occasion"),
    CheckConstraint("occasion >= 1", name="occasion_from_one"),
    CheckConstraint("language_start in ('en', 'fr')", name="language_start_known"),
    CheckConstraint("language_finish in ('en', 'fr')", name="language_finish_known"),
    CheckConstraint("minutes between 1 and 120", name="minutes_plausible"),
    CheckConstraint(
        "(result is null) = (finished_on is null) and (result is null) = (language_finish is null)",
        name="finished_has_result",
    ),
    Index("ix_sittings_expires_on", "expires_on"),
    Index("ix_sittings_version_id", "version_id"),
    Index(
        "ix_sittings_uncounted",
        "version_id",
        "language_finish",
        sqlite_where=_UNCOUNTED,
        postgresql_where=_UNCOUNTED,
    ),
    sqlite_with_rowid=False,
)

# How often somebody did something in this hour: began a sitting from a network address, tried to sign in.
# Neither the address nor the name is kept: the bucket is an HMAC under a key that lives for that hour only.
hourly_keys = Table(
    "hourly_keys",
    metadata,
    Column("hour", Integer, primary_key=True, autoincrement=False),
    Column("key", LargeBinary(32), nullable=False),
)
starts = Table(
    "starts",
    metadata,
    Column("bucket", LargeBinary(32), primary_key=True),
    Column("hour", Integer, ForeignKey("hourly_keys.hour", ondelete="CASCADE"), nullable=False),
    Column("count", Integer, nullable=False),
    Index("ix_starts_hour", "hour"),
    CheckConstraint("count >= 1", name="count_from_one"),
    sqlite_with_rowid=False,
)
