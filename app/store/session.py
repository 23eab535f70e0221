"""Give statements a connection for as long as a transaction lasts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, CursorResult, Engine, Executable

if TYPE_CHECKING:
    from sqlalchemy.orm import Session as MappedSession


class Session:
    """Run statements in one transaction; what was not committed at its end is undone.

    The connection is taken at the first statement and given back with the commit, as the ORM's
    session does: without the ORM it costs half as much, on the path of every page.
    """

    __slots__ = ("_connection", "_engine", "_mapped")

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._connection: Connection | None = None
        self._mapped: MappedSession | None = None

    @property
    def dialect(self) -> str:
        """Return which kind of database this is: sqlite or postgresql."""
        return self._engine.dialect.name

    def execute(
        self, statement: Executable, values: Mapping[str, Any] | Sequence[Mapping[str, Any]] | None = None
    ) -> CursorResult[Any]:
        """Run one statement, once or with each of several sets of values."""
        return self._connected().execute(statement, values)

    def mapped(self) -> MappedSession:
        """Return an ORM session within this transaction, for what is mapped: accounts."""
        if self._mapped is None:
            from sqlalchemy.orm import Session as MappedSession

            # The transaction is this session's: the other writes into it and never ends it.
            self._mapped = MappedSession(
                self._connected(), join_transaction_mode="rollback_only", expire_on_commit=False
            )
        return self._mapped

    def commit(self) -> None:
        """Keep what was written, and let others write."""
        if self._mapped is not None:
            self._mapped.flush()
        if self._connection is not None:
            self._connection.commit()
            self.close()

    def close(self) -> None:
        """Undo what was not committed."""
        if self._mapped is not None:
            self._mapped.close()
            self._mapped = None
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _connected(self) -> Connection:
        if self._connection is None:
            self._connection = self._engine.connect()
        return self._connection

    def __enter__(self) -> Session:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
