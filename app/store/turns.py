"""Let SQLite's writers come one at a time, over all threads and processes."""

import fcntl
import os
from threading import Lock


class CannotLock(OSError):
    """Say that the file on which writers of several processes queue cannot be opened."""


class Turns:
    """Queue writers: those of one process on a lock, and one of each process on a file.

    SQLite's own busy handler sleeps, and lets later writers pass; a queue wakes the next one.
    """

    def __init__(self, path: str) -> None:
        self._path = path
        self._here = Lock()

    def take(self) -> int:
        """Wait for one's turn and return it, as a file that is open; raise CannotLock."""
        self._here.acquire()
        try:
            turn = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, 0o600)
            fcntl.flock(turn, fcntl.LOCK_EX)
        except OSError as error:
            self._here.release()
            raise CannotLock(error.errno, "the write lock cannot be opened") from error
        return turn

    def give_back(self, turn: int) -> None:
        """Let the next writer come."""
        os.close(turn)
        self._here.release()
