#!/usr/bin/env python3
"""Run Bearings with nothing but Python: serve, test, check, bench, and the application's own commands.

It makes `.venv` from the lock files when it is missing or stale; everything after that is done there.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
LOCK = ROOT / "requirements.lock"
TEST_LOCK = ROOT / "tests" / "requirements.lock"
TRANSLATIONS = ROOT / "app" / "translations"
OLDEST = (3, 11)

USAGE = """usage: python3 quiz.py COMMAND

  serve [--host HOST] [--port PORT]   start the service (http://127.0.0.1:8000)
  demo [--port PORT]                  show it with made-up teams, on a database that is thrown away
  test                                run every check, as CI does
  check                               run the quick checks only
  bench                               measure against the floor, and print ratios
  account add EMAIL --role ROLE …     invite a manager, trainer or admin
  team add NAME --manager EMAIL       make a team for somebody who may manage it
  bank check|import|export|list|publish …, purge, backup FILE, restore FILE
                                      the application's own commands (--help tells more)
"""


def main(arguments: list[str]) -> int:
    """Run one command and return its exit status."""
    if sys.version_info < OLDEST:
        return stop(f"Python {OLDEST[0]}.{OLDEST[1]} or newer is needed; this is {sys.version.split()[0]}.")
    if not arguments or arguments[0] in ("-h", "--help", "help"):
        print(USAGE, end="")
        return 0 if arguments else 2
    command, *rest = arguments
    try:
        make_environment(for_tests=command in ("test", "check", "bench"))
        compile_translations()
    except subprocess.CalledProcessError as error:
        command_line = " ".join(map(str, error.cmd[:4]))
        return stop(f"That did not work: {command_line} … (exit status {error.returncode})")
    modules = {"test": ["tests.gate"], "check": ["tests.gate", "--quick"], "bench": ["tests.benchmarks"]}
    if command in modules:
        os.chdir(ROOT)
        return hand_over([str(PYTHON), "-m", *modules[command], *rest])
    # File names are meant from where one stands; another "app" that stands there is not (-P).
    os.environ["PYTHONPATH"] = str(ROOT)
    return hand_over([str(PYTHON), "-P", "-m", "app.cli", command, *rest])


def make_environment(*, for_tests: bool) -> None:
    """Make .venv from the lock files, unless it was made from these very files."""
    locks = [LOCK, TEST_LOCK] if for_tests else [LOCK]
    stale = [lock for lock in locks if stamp(lock) != made_from(lock)]
    if not stale and PYTHON.exists():
        return
    if LOCK in stale and VENV.exists():
        shutil.rmtree(VENV)
    if not PYTHON.exists():
        say("Making the environment in .venv …")
        subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=True)
        stale = locks
    for lock in stale:
        began = time.monotonic()
        say(f"Installing what {lock.relative_to(ROOT)} names …")
        pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        # A lock names everything: with --no-deps nothing is resolved anew, whatever was released since.
        subprocess.run([*pip, "--compile", "--require-hashes", "--no-deps", "-r", str(lock)], check=True)
        record(lock).write_text(stamp(lock))
        say(f"Done in {time.monotonic() - began:.0f} s.")


def compile_translations() -> None:
    """Compile the translations whose source is newer."""
    for source in TRANSLATIONS.rglob("*.po"):
        compiled = source.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
            files = ["-i", str(source), "-o", str(compiled), "-l", source.parent.parent.name]
            subprocess.run([str(VENV / "bin" / "pybabel"), "-q", "compile", *files], check=True)


def stamp(lock: Path) -> str:
    """Return what an environment made from a lock file depends on."""
    return hashlib.sha256(lock.read_bytes() + sys.version.encode()).hexdigest()


def record(lock: Path) -> Path:
    """Return where the environment notes which lock file it was made from."""
    return VENV / f"made-from-{'tests' if lock == TEST_LOCK else 'app'}"


def made_from(lock: Path) -> str:
    """Return the stamp of the lock file the environment was made from, or nothing."""
    note = record(lock)
    return note.read_text() if note.exists() else ""


def hand_over(command: list[str]) -> int:
    """Become another program, so that signals reach it directly."""
    sys.stdout.flush()
    os.execv(command[0], command)


def say(line: str) -> None:
    """Show progress."""
    print(line, flush=True)


def stop(line: str) -> int:
    """Say in one line why nothing was done."""
    print(line, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
