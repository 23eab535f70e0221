"""Keep versions of banks, sittings, and how many sittings an address began this hour."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0001"
down_revision = None

Document = sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")

# A draft may change, and may be deleted; what is published never is.
SQLITE_FROZEN = (
    "CREATE TRIGGER versions_never_change BEFORE UPDATE ON versions WHEN OLD.published_on IS NOT NULL"
    " BEGIN SELECT RAISE(ABORT, 'a published version never changes'); END",
    "CREATE TRIGGER versions_never_go BEFORE DELETE ON versions WHEN OLD.published_on IS NOT NULL"
    " BEGIN SELECT RAISE(ABORT, 'a published version never changes'); END",
)
POSTGRESQL_FROZEN = (
    "CREATE FUNCTION refuse_published() RETURNS trigger LANGUAGE plpgsql AS $$"
    " BEGIN RAISE EXCEPTION 'a published version never changes' USING ERRCODE = 'check_violation'; END $$",
    "CREATE TRIGGER versions_never_change BEFORE UPDATE OR DELETE ON versions FOR EACH ROW"
    " WHEN (OLD.published_on IS NOT NULL) EXECUTE FUNCTION refuse_published()",
)


def upgrade() -> None:
    op.create_table(
        "versions",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("bank_id", sa.String(60), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("document", sa.LargeBinary, nullable=False),
        sa.Column("digest", sa.LargeBinary(32), nullable=False),
        sa.Column("origin", sa.String(10), nullable=False),
        sa.Column("created_on", sa.Date, nullable=False),
        sa.Column("published_on", sa.Date),
        sa.PrimaryKeyConstraint("id", name="pk_versions"),
        sa.UniqueConstraint("bank_id", "number", name="bank_number"),
        sa.CheckConstraint("number >= 1", name=op.f("ck_versions_number_from_one")),
        sa.CheckConstraint("origin in ('shipped', 'imported')", name=op.f("ck_versions_origin_known")),
    )
    op.create_table(
        "sittings",
        sa.Column("id", sa.String(22), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("occasion", sa.Integer, nullable=False),
        sa.Column("version_id", sa.Integer, nullable=False),
        sa.Column("language_start", sa.String(2), nullable=False),
        sa.Column("language_finish", sa.String(2)),
        sa.Column("answers", Document, nullable=False),
        sa.Column("last_page", sa.String(60)),
        sa.Column("minutes", sa.Integer),
        sa.Column("result", Document),
        sa.Column("finished_on", sa.Date),
        sa.Column("expires_on", sa.Date, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sittings"),
        sa.ForeignKeyConstraint(
            ["version_id"], ["versions.id"], name="fk_sittings_version_id_versions", ondelete="RESTRICT"
        ),
        sa.UniqueConstraint("token_hash", "occasion", name="token_occasion"),
        sa.CheckConstraint("occasion >= 1", name=op.f("ck_sittings_occasion_from_one")),
        sa.CheckConstraint("language_start in ('en', 'fr')", name=op.f("ck_sittings_language_start_known")),
        sa.CheckConstraint("language_finish in ('en', 'fr')", name=op.f("ck_sittings_language_finish_known")),
        sa.CheckConstraint("minutes between 1 and 120", name=op.f("ck_sittings_minutes_plausible")),
        sa.CheckConstraint(
            "(result is null) = (finished_on is null) and (result is null) = (language_finish is null)",
            name=op.f("ck_sittings_finished_has_result"),
        ),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_sittings_expires_on", "sittings", ["expires_on"])
    op.create_index("ix_sittings_version_id", "sittings", ["version_id"])
    op.create_table(
        "hourly_keys",
        sa.Column("hour", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("key", sa.LargeBinary(32), nullable=False),
        sa.PrimaryKeyConstraint("hour", name="pk_hourly_keys"),
    )
    op.create_table(
        "starts",
        sa.Column("bucket", sa.LargeBinary(32), nullable=False),
        sa.Column("hour", sa.Integer, nullable=False),
        sa.Column("count", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("bucket", name="pk_starts"),
        sa.ForeignKeyConstraint(
            ["hour"], ["hourly_keys.hour"], name="fk_starts_hour_hourly_keys", ondelete="CASCADE"
        ),
        sa.CheckConstraint("count >= 1", name=op.f("ck_starts_count_from_one")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_starts_hour", "starts", ["hour"])
    for statement in POSTGRESQL_FROZEN if op.get_context().dialect.name == "postgresql" else SQLITE_FROZEN:
        op.execute(statement)


def downgrade() -> None:
    for table in ("starts", "hourly_keys", "sittings", "versions"):
        op.drop_table(table)
    if op.get_context().dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_published()")
