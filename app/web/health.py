"""Tell a supervisor whether the process lives and whether it can do its work."""

from flask import Blueprint

from app.web.ground import ground

health = Blueprint("health", __name__)


@health.get("/healthz")
def alive() -> str:
    """Say that the process answers."""
    return "ok"


@health.get("/readyz")
def ready() -> str:
    """Say that the database can be written to; else the answer is a 503."""
    ground.database.prove_writable()
    return "ok"
