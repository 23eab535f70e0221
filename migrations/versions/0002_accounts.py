"""Keep accounts with their roles and sessions, invitations, and an audit trail."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0002"
down_revision = "0001"

Document = sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")


def upgrade() -> None:
    op.create_table(
        "accounts",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("password", sa.String(255), nullable=False),
        sa.Column("active", sa.Boolean, nullable=False),
        sa.Column("fs_uniquifier", sa.String(64), nullable=False),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("tf_primary_method", sa.String(20)),
        sa.Column("tf_totp_secret", sa.Text),
        sa.Column("tf_last_counter", sa.BigInteger),
        sa.Column("mf_recovery_codes", Document),
        sa.Column("created_on", sa.Date, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_accounts"),
        sa.UniqueConstraint("email", name="account_email"),
        sa.UniqueConstraint("fs_uniquifier", name="account_uniquifier"),
        sa.CheckConstraint("email = lower(email)", name=op.f("ck_accounts_email_lower")),
        sa.CheckConstraint("language in ('en', 'fr')", name=op.f("ck_accounts_language_known")),
        sa.CheckConstraint(
            "(tf_primary_method is null) = (tf_totp_secret is null)",
            name=op.f("ck_accounts_second_factor_whole"),
        ),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "account_roles",
        sa.Column("account_id", sa.Integer, nullable=False),
        sa.Column("role", sa.String(10), nullable=False),
        sa.PrimaryKeyConstraint("account_id", "role", name="pk_account_roles"),
        _of_account("account_roles", "CASCADE"),
        sa.CheckConstraint(
            "role in ('manager', 'trainer', 'admin')", name=op.f("ck_account_roles_role_known")
        ),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_account_roles_role", "account_roles", ["role"])
    op.create_table(
        "account_sessions",
        sa.Column("key_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("account_id", sa.Integer),
        sa.Column("data", Document, nullable=False),
        sa.Column("began_at", sa.BigInteger, nullable=False),
        sa.Column("until", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("key_hash", name="pk_account_sessions"),
        _of_account("account_sessions", "CASCADE"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_account_sessions_account_id", "account_sessions", ["account_id"])
    op.create_index("ix_account_sessions_until", "account_sessions", ["until"])
    op.create_table(
        "invitations",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("token_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("roles", Document, nullable=False),
        sa.Column("created_on", sa.Date, nullable=False),
        sa.Column("until", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_invitations"),
        sa.UniqueConstraint("token_hash", name="invitation_token"),
        sa.UniqueConstraint("email", name="invitation_email"),
        sa.CheckConstraint("email = lower(email)", name=op.f("ck_invitations_email_lower")),
        sa.CheckConstraint("language in ('en', 'fr')", name=op.f("ck_invitations_language_known")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_invitations_until", "invitations", ["until"])
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("account_id", sa.Integer),
        sa.Column("email", sa.String(254)),
        sa.Column("what", sa.String(60), nullable=False),
        sa.Column("subject", sa.String(400), nullable=False),
        sa.Column("old", sa.Text),
        sa.Column("new", sa.Text),
        sa.PrimaryKeyConstraint("id", name="pk_audit"),
        _of_account("audit", "SET NULL"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_audit_account_id", "audit", ["account_id"])


def downgrade() -> None:
    for table in ("audit", "invitations", "account_sessions", "account_roles", "accounts"):
        op.drop_table(table)


def _of_account(table: str, gone: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_account_id_accounts"
    return sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=name, ondelete=gone)
