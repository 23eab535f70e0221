"""Run every check side by side and end with one plain line: `python3 quiz.py test` and `check`."""

import os
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent

QUICK = {
    "ruff": ["ruff", "check", "."],
    "format": ["ruff", "format", "--check", "."],
    "types": ["mypy"],
    "architecture": ["lint-imports", "--no-cache"],
    "quick tests": ["pytest", "-q", "-p", "no:cacheprovider", "tests/quiz", "tests/test_translations.py"],
}
FULL = {
    **{name: command for name, command in QUICK.items() if name != "quick tests"},
    "tests": ["pytest", "-n", "2", "--dist", "worksteal", "--cov", "--cov-report=term-missing"],
}
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


def main(arguments: list[str]) -> int:
    """Run the checks; return 0 when all passed."""
    quick = "--quick" in arguments
    if not quick and not provide_chromium():
        return 1
    began = time.monotonic()
    with ThreadPoolExecutor(2) as pool:
        runs = {name: pool.submit(run, name, command) for name, command in (QUICK if quick else FULL).items()}
    failed = [name for name, outcome in runs.items() if not outcome.result()]
    told = f"{len(failed)} of {len(runs)} failed: {', '.join(failed)}" if failed else "Everything passed"
    print(f"{told} ({time.monotonic() - began:.0f} s).", flush=True)
    return 1 if failed else 0


def run(name: str, command: list[str]) -> bool:
    """Run one check, show what it says if that matters, and tell whether it passed."""
    began = time.monotonic()
    program, *rest = command
    # The tests' own lines are worth seeing as they come; of the others only a failure is.
    shown = name == "tests"
    done = subprocess.run(
        [str(BIN / program), *rest], cwd=ROOT, check=False, capture_output=not shown, text=True
    )
    passed = done.returncode == 0
    if not passed and not shown:
        print(done.stdout, done.stderr, sep="\n", flush=True)
    print(f"{'passed' if passed else 'FAILED'}: {name} ({time.monotonic() - began:.0f} s)", flush=True)
    return passed


def provide_chromium() -> bool:
    """Make sure that a Chromium is there for the journeys; on Debian, as root, install it."""
    if any(shutil.which(name) for name in CHROMIUM):
        return True
    if not shutil.which("apt-get") or os.geteuid() != 0:
        print("The journeys need Chromium: install it (on Debian: apt-get install chromium).")
        return False
    print("Installing Chromium for the journeys …", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for step in (["update"], ["install", "-y", "--no-install-recommends", "chromium", "fonts-dejavu-core"]):
        subprocess.run(["apt-get", "-qq", *step], env=quiet, check=True, stdout=subprocess.DEVNULL)
    return True


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
