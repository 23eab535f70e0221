"""Keep accounts: who may sign in, what they may do, and how they prove who they are.

Flask-Security's mixins have to stand on the mapped classes; everything else in this room knows no web.
"""

import secrets
from collections.abc import Iterable, Sequence
from datetime import date

from flask_security import RoleMixin, UserMixin
from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import DeclarativeBase, Mapped, relationship, selectinload

from app.quiz.bank import Absent
from app.quiz.text import Language
from app.store.addresses import normalised
from app.store.metadata import metadata as tables_metadata
from app.store.session import Session
from app.store.tables import account_roles, account_sessions, accounts

ADMIN = "admin"


class Base(DeclarativeBase):
    """Map classes onto the tables that are described as everywhere else."""

    metadata = tables_metadata


class Role(Base, RoleMixin):
    """Be one role of one account."""

    __table__ = account_roles
    __mapper_args__ = {"properties": {"name": account_roles.c.role}}  # noqa: RUF012  -- SQLAlchemy's way

    name: Mapped[str]


class Account(Base, UserMixin):
    """Be somebody who can sign in; `password` is a hash, and the second factor's secret is encrypted."""

    __table__ = accounts

    password: Mapped[str]
    language: Mapped[Language]
    created_on: Mapped[date]
    tf_last_counter: Mapped[int | None]
    roles: Mapped[list[Role]] = relationship(  # type: ignore[assignment]
        cascade="all, delete-orphan", lazy="raise"
    )


_WITH_ROLES = select(Account).options(selectinload(Account.roles))


def called(session: Session, email: str) -> Account | None:
    """Find the account of an e-mail address, suspended or not."""
    wanted = _WITH_ROLES.where(accounts.c.email == normalised(email))
    return session.mapped().scalars(wanted).one_or_none()


def find(session: Session, account_id: int, *, lock: bool = False) -> Account:
    """Return an account; with `lock` nobody else changes it until the commit. Raise Absent."""
    wanted = _WITH_ROLES.where(accounts.c.id == account_id)
    found = session.mapped().scalars(wanted.with_for_update() if lock else wanted).one_or_none()
    if found is None:
        raise Absent(account_id)
    return found


def signed_as(session: Session, uniquifier: str, *, lock: bool = False) -> Account | None:
    """Find the active account that something was signed for; None once its password changed."""
    wanted = _WITH_ROLES.where(accounts.c.fs_uniquifier == uniquifier, accounts.c.active)
    return session.mapped().scalars(wanted.with_for_update() if lock else wanted).one_or_none()


def every(session: Session) -> Sequence[Account]:
    """List all accounts by e-mail address."""
    return session.mapped().scalars(_WITH_ROLES.order_by(accounts.c.email)).all()


def nobody_yet(session: Session) -> bool:
    """Tell whether there is no account at all."""
    return session.execute(select(accounts.c.id).limit(1)).first() is None


def make(
    session: Session, email: str, password_hash: str, roles: Iterable[str], language: Language, today: date
) -> Account:
    """Make an account; raise IntegrityError where the e-mail address has one."""
    made = Account(
        email=normalised(email),
        password=password_hash,
        active=True,
        fs_uniquifier=new_uniquifier(),
        language=language,
        created_on=today,
        roles=[Role(name=role) for role in sorted(set(roles))],
    )
    session.mapped().add(made)
    session.mapped().flush()
    return made


def new_uniquifier() -> str:
    """Make what an account's sessions and links are signed for; changed, all of them are void."""
    return secrets.token_hex(16)


def set_password(session: Session, account: Account, password_hash: str) -> None:
    """Change the password, and end every session and link of the account."""
    account.password = password_hash
    sign_out_everywhere(session, account)


def set_roles(session: Session, account: Account, roles: Iterable[str]) -> None:
    """Give and take roles."""
    wanted = set(roles)
    account.roles = [role for role in account.roles if role.name in wanted] + [
        Role(name=name) for name in sorted(wanted - role_names(account))
    ]
    session.mapped().flush()


def set_language(session: Session, account_id: int, language: Language) -> None:
    """Choose the language of e-mails."""
    session.execute(update(accounts).where(accounts.c.id == account_id).values(language=language))


def set_active(session: Session, account: Account, *, active: bool) -> None:
    """Suspend an account, which ends its sessions at once, or let it sign in again."""
    account.active = active
    if not active:
        sign_out_everywhere(session, account)


def sign_out_everywhere(session: Session, account: Account) -> None:
    """End every session of an account, every sign-in that waits for its code, and every link."""
    account.fs_uniquifier = new_uniquifier()
    session.execute(delete(account_sessions).where(account_sessions.c.account_id == account.id))


def set_second_factor(session: Session, account: Account, totp_secret: str | None) -> None:
    """Set the second factor up by its encrypted secret, or take it off with its recovery codes.

    Every session ends: one of before was begun without what is asked for from now on.
    """
    sign_out_everywhere(session, account)
    account.tf_primary_method = "authenticator" if totp_secret else None
    account.tf_totp_secret = totp_secret
    account.tf_last_counter = None
    account.mf_recovery_codes = None


def spend_recovery_code(account: Account, at: int) -> None:
    """Take the recovery code at a position (from 0) off the list: it is good once."""
    codes: list[str] = list(account.mf_recovery_codes or ())
    account.mf_recovery_codes = codes[:at] + codes[at + 1 :]


def role_names(account: Account) -> set[str]:
    """Return the names of an account's roles."""
    return {role.name for role in account.roles}


def other_administrators(session: Session, account_id: int) -> int:
    """Count the active administrators besides one, and hold them all until the commit: ask first of all."""
    admins = select(account_roles.c.account_id).where(account_roles.c.role == ADMIN)
    # Locked in one order: two who suspend each other at once come one after the other.
    held = select(accounts.c.id).where(accounts.c.id.in_(admins)).order_by(accounts.c.id).with_for_update()
    session.execute(held)
    others = (
        select(func.count())
        .select_from(accounts)
        .where(accounts.c.id.in_(admins), accounts.c.active, accounts.c.id != account_id)
    )
    return int(session.execute(others).scalar_one())
