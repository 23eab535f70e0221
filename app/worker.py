"""Be one server process: serve, and end with the process that started it."""

import os
import signal
from multiprocessing import parent_process
from threading import Thread

from flask import Flask

from app import create_app


def worker() -> Flask:
    """Assemble the application in a process that must not outlive its parent."""
    Thread(target=_end_with_parent, daemon=True).start()
    return create_app()


def _end_with_parent() -> None:
    """Stop once the parent is gone, however it went: else the port would stay taken after a kill -9."""
    parent = parent_process()
    if parent:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)
