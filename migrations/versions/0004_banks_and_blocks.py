"""Keep who edited and published what, and what trainers' figures are made of."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0004"
down_revision = "0003"

Document = sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")


def upgrade() -> None:
    _banks()
    _sittings()
    _figures()
    op.create_table(
        "unclear",
        sa.Column("id", sa.String(22), nullable=False),
        sa.Column("version_id", sa.Integer, nullable=False),
        sa.Column("question_id", sa.String(60), nullable=False),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("line", sa.String(300)),
        sa.Column("expires_on", sa.Date, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_unclear"),
        sa.ForeignKeyConstraint(
            ["version_id"], ["versions.id"], name="fk_unclear_version_id_versions", ondelete="RESTRICT"
        ),
        sa.CheckConstraint("language in ('en', 'fr')", name=op.f("ck_unclear_language_known")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_unclear_version_id", "unclear", ["version_id", "question_id"])
    op.create_index("ix_unclear_expires_on", "unclear", ["expires_on"])


def _banks() -> None:
    op.create_table(
        "retired_banks",
        sa.Column("bank_id", sa.String(60), nullable=False),
        sa.Column("retired_on", sa.Date, nullable=False),
        sa.PrimaryKeyConstraint("bank_id", name="pk_retired_banks"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "publications",
        sa.Column("version_id", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("account_id", sa.Integer),
        sa.Column("note", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("version_id", name="pk_publications"),
        sa.ForeignKeyConstraint(
            ["version_id"], ["versions.id"], name="fk_publications_version_id_versions", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name="fk_publications_account_id_accounts", ondelete="SET NULL"
        ),
    )
    op.create_index("ix_publications_account_id", "publications", ["account_id"])
    op.create_table(
        "edits",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("version_id", sa.Integer, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("account_id", sa.Integer),
        sa.Column("what", sa.String(40), nullable=False),
        sa.Column("place", sa.String(60), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_edits"),
        sa.ForeignKeyConstraint(
            ["version_id"], ["versions.id"], name="fk_edits_version_id_versions", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name="fk_edits_account_id_accounts", ondelete="SET NULL"
        ),
    )
    op.create_index("ix_edits_version_id", "edits", ["version_id", "id"])
    op.create_index("ix_edits_account_id", "edits", ["account_id"])


def _sittings() -> None:
    op.add_column("sittings", sa.Column("counted", sa.Boolean, server_default=sa.false(), nullable=False))
    # Whoever finished before was not told that answers are counted to improve the questions.
    op.execute(sa.text("UPDATE sittings SET counted = true WHERE finished_on IS NOT NULL"))
    uncounted = sa.text("finished_on IS NOT NULL AND NOT counted")
    op.create_index(
        "ix_sittings_uncounted",
        "sittings",
        ["version_id", "language_finish"],
        sqlite_where=uncounted,
        postgresql_where=uncounted,
    )


def _figures() -> None:
    op.create_table(
        "blocks",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("version_id", sa.Integer, nullable=False),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("people", sa.Integer, nullable=False),
        sa.Column("sheets", Document, nullable=False),
        sa.Column("expires_on", sa.Date, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_blocks"),
        sa.ForeignKeyConstraint(
            ["version_id"], ["versions.id"], name="fk_blocks_version_id_versions", ondelete="RESTRICT"
        ),
        sa.CheckConstraint("people >= 30", name=op.f("ck_blocks_people_enough")),
        sa.CheckConstraint("language in ('en', 'fr')", name=op.f("ck_blocks_language_known")),
    )
    op.create_index("ix_blocks_version_id", "blocks", ["version_id", "id"])
    op.create_index("ix_blocks_expires_on", "blocks", ["expires_on"])
    op.create_table(
        "item_sums",
        sa.Column("version_id", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("shown", Document, nullable=False),
        sa.Column("waiting", Document, nullable=False),
        sa.PrimaryKeyConstraint("version_id", "language", name="pk_item_sums"),
        sa.ForeignKeyConstraint(
            ["version_id"], ["versions.id"], name="fk_item_sums_version_id_versions", ondelete="RESTRICT"
        ),
        sa.CheckConstraint("language in ('en', 'fr')", name=op.f("ck_item_sums_language_known")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "margins",
        sa.Column("version_id", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("points", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("version_id", name="pk_margins"),
        sa.ForeignKeyConstraint(
            ["version_id"], ["versions.id"], name="fk_margins_version_id_versions", ondelete="RESTRICT"
        ),
        sa.CheckConstraint("points between 0 and 100", name=op.f("ck_margins_points_in_range")),
    )
    op.create_table(
        "stops",
        sa.Column("version_id", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("shown", Document, nullable=False),
        sa.Column("waiting", Document, nullable=False),
        sa.PrimaryKeyConstraint("version_id", "language", name="pk_stops"),
        sa.ForeignKeyConstraint(
            ["version_id"], ["versions.id"], name="fk_stops_version_id_versions", ondelete="RESTRICT"
        ),
        sa.CheckConstraint("language in ('en', 'fr')", name=op.f("ck_stops_language_known")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    for table in ("unclear", "stops", "margins", "item_sums", "blocks", "edits", "publications"):
        op.drop_table(table)
    op.drop_table("retired_banks")
    op.drop_index("ix_sittings_uncounted", "sittings")
    op.drop_column("sittings", "counted")
