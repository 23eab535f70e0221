"""Describe the tables of accounts, their roles, sessions and invitations, and the audit trail."""

from sqlalchemy import (
    BigInteger,
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
    Text,
    UniqueConstraint,
)

from app.store.metadata import Document, metadata

LONGEST_EMAIL = 254

# The names that Flask-Security asks for: active, fs_uniquifier (it changes with the password, so that
# what was signed before is void), tf_… (the second factor) and mf_recovery_codes.
accounts = Table(
    "accounts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("email", String(LONGEST_EMAIL), nullable=False),
    Column("password", String(255), nullable=False),
    Column("active", Boolean, nullable=False),
    Column("fs_uniquifier", String(64), nullable=False),
    Column("language", String(2), nullable=False),
    Column("tf_primary_method", String(20)),
    Column("tf_totp_secret", Text),
    Column("tf_last_counter", BigInteger),
    Column("mf_recovery_codes", Document),
    Column("created_on", Date, nullable=False),
    UniqueConstraint("email", name="account_email"),
    UniqueConstraint("fs_uniquifier", name="account_uniquifier"),
    CheckConstraint("email = lower(email)", name="email_lower"),
    CheckConstraint("language in ('en', 'fr')", name="language_known"),
    CheckConstraint("(tf_primary_method is null) = (tf_totp_secret is null)", name="second_factor_whole"),
    # No number is given twice: what is noted of one account is never read as another's.
    sqlite_autoincrement=True,
)

account_roles = Table(
    "account_roles",
    metadata,
    Column("account_id", Integer, ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True),
    Column("role", String(10), primary_key=True),
    CheckConstraint("role in ('manager', 'trainer', 'admin')", name="role_known"),
    Index("ix_account_roles_role", "role"),
    sqlite_with_rowid=False,
)

# What the session cookie of somebody with an account leads to: the cookie holds a random key, the row
# its hash. Times are seconds since 1970. Without an account it is a sign-in that waits for its code.
account_sessions = Table(
    "account_sessions",
    metadata,
    Column("key_hash", LargeBinary(32), primary_key=True),
    Column("account_id", Integer, ForeignKey("accounts.id", ondelete="CASCADE")),
    Column("data", Document, nullable=False),
    Column("began_at", BigInteger, nullable=False),
    Column("until", BigInteger, nullable=False),
    Index("ix_account_sessions_account_id", "account_id"),
    Index("ix_account_sessions_until", "until"),
    sqlite_with_rowid=False,
)

# An invitation with an empty address is the first administrator's: there is one of it, as of any address.
invitations = Table(
    "invitations",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("token_hash", LargeBinary(32), nullable=False),
    Column("email", String(LONGEST_EMAIL), nullable=False),
    Column("language", String(2), nullable=False),
    Column("roles", Document, nullable=False),
    Column("created_on", Date, nullable=False),
    Column("until", BigInteger, nullable=False),
    UniqueConstraint("token_hash", name="invitation_token"),
    UniqueConstraint("email", name="invitation_email"),
    CheckConstraint("email = lower(email)", name="email_lower"),
    CheckConstraint("language in ('en', 'fr')", name="language_known"),
    Index("ix_invitations_until", "until"),
    # No number is given twice: a page that is still open never leads to somebody else's.
    sqlite_autoincrement=True,
)

# Who did what to what, when (seconds since 1970), and what it was before and after. Never an answer.
# The address stays as it was then; nobody's is that of the command line.
audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", BigInteger, nullable=False),
    Column("account_id", Integer, ForeignKey("accounts.id", ondelete="SET NULL")),
    Column("email", String(LONGEST_EMAIL)),
    Column("what", String(60), nullable=False),
    Column("subject", String(400), nullable=False),
    Column("old", Text),
    Column("new", Text),
    Index("ix_audit_account_id", "account_id"),
    sqlite_autoincrement=True,
)
