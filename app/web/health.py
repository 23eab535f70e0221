"""Tell a supervisor whether the process lives and whether it can do its work."""

from flask import Blueprint, Response

from app.web import access
from app.web.ground import ground

health = Blueprint("health", __name__)


@health.get("/healthz")
@access.anyone
def alive() -> Response:
    """Say that the process answers."""
    return Response("ok", mimetype="text/plain")


@health.get("/readyz")
@access.anyone
@access.writes
def ready() -> Response:
    """Say that the database can be written to; else the answer is a 503."""
    ground.database.prove_writable()
    return Response("ok", mimetype="text/plain")
