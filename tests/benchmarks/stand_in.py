"""Run the project's own command with another application in the workers: the floor, or a slowed service.

Everything else stays what it is: the same settings, the same server, as many workers and threads.
"""

import sys
from typing import Any

from granian import Granian

from app import cli, server


def main(target: str, arguments: list[str]) -> None:
    """Hand the command line on, with `target` in the place of the application."""

    def stand_in(_target: str, **settings: Any) -> object:
        return Granian(target, **settings)

    vars(server)["Granian"] = stand_in
    cli.main(arguments)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
