"""Test the two commands' own file: it needs nothing but Python, and makes the rest."""

import ast
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent
FILE = ROOT / "quiz.py"

STUB = """
import os, sys
print("handed over:", *sys.argv[1:])
print("in", os.getcwd())
print("process", os.getpid())
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a project whose application says only what it was handed."""
    return _made(tmp_path / "project")


@pytest.fixture(scope="module")
def used(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """Return a project that was used once, and what it said then."""
    folder = _made(tmp_path_factory.mktemp("used") / "project")
    done = _run(folder, "serve", "--port", "1")
    assert done.returncode == 0, done.stderr
    yield folder, done.stdout
    shutil.rmtree(folder)


def test_without_a_command_it_says_how_it_is_used() -> None:
    done = _run(ROOT)
    assert done.returncode == 2
    assert done.stdout.startswith("usage: python3 quiz.py COMMAND")


@pytest.mark.parametrize("asked", ["-h", "--help", "help"])
def test_help_names_every_command(asked: str) -> None:
    done = _run(ROOT, asked)
    assert done.returncode == 0
    for command in ("serve", "test", "check", "bench", "bank", "purge", "backup", "restore"):
        assert f" {command}" in done.stdout


def test_it_needs_nothing_but_pythons_own_library() -> None:
    tree = ast.parse(FILE.read_text("utf-8"))
    imported = {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
    assert imported <= sys.stdlib_module_names


def test_a_python_that_is_too_old_is_told_which_is_needed(project: Path) -> None:
    source = FILE.read_text("utf-8")
    assert "OLDEST = (3, 11)" in source
    (project / "quiz.py").write_text(source.replace("OLDEST = (3, 11)", "OLDEST = (99, 0)"), "utf-8")
    done = _run(project, "serve")
    assert done.returncode == 1
    assert done.stderr == f"Python 99.0 or newer is needed; this is {sys.version.split()[0]}.\n"
    assert not (project / ".venv").exists()


def test_a_python_that_is_too_old_understands_it_far_enough_to_say_so() -> None:
    tree = ast.parse(FILE.read_text("utf-8"), feature_version=(3, 7))
    # Types such as list[str] mean nothing to an old Python: they must not be evaluated.
    first = next(node for node in tree.body if isinstance(node, ast.ImportFrom))
    assert (first.module, first.names[0].name) == ("__future__", "annotations")


def test_the_first_use_makes_the_environment_and_shows_its_progress(used: tuple[Path, str]) -> None:
    lines = used[1].splitlines()
    assert lines[0] == "Making the environment in .venv …"
    assert lines[1] == "Installing what requirements.lock names …"
    assert lines[2].startswith("Done in ")
    assert lines[3] == "handed over: serve --port 1"


def test_the_next_use_makes_nothing(used: tuple[Path, str]) -> None:
    done = _run(used[0], "bank", "list")
    assert done.stdout.splitlines()[0] == "handed over: bank list"


def test_it_becomes_the_application_so_that_signals_reach_it(used: tuple[Path, str]) -> None:
    process = subprocess.Popen(
        [sys.executable, str(used[0] / "quiz.py"), "serve"], stdout=subprocess.PIPE, text=True
    )
    said, _ = process.communicate()
    assert said.splitlines()[-1] == f"process {process.pid}"


def test_what_only_tests_need_is_installed_for_them_only(used: tuple[Path, str]) -> None:
    assert not (used[0] / ".venv" / "made-from-tests").exists()
    said = _run(used[0], "check").stdout.splitlines()
    assert said[0] == "Installing what tests/requirements.lock names …"
    assert said[2] == "handed over: --quick"
    assert _run(used[0], "test").stdout.splitlines()[0] == "handed over:"


def test_it_works_from_wherever_one_stands(used: tuple[Path, str], tmp_path: Path) -> None:
    # Another application stands there too, by the same name.
    shutil.copytree(used[0] / "app", tmp_path / "app")
    (tmp_path / "app" / "cli.py").write_text("print('somebody else')")
    command = [sys.executable, str(used[0] / "quiz.py"), "backup", "copy"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[0] == "handed over: backup copy"
    assert f"in {tmp_path}" in done.stdout


def test_an_environment_is_known_by_the_lock_file_it_was_made_from(project: Path) -> None:
    quiz = _loaded(project)
    before = quiz.stamp(quiz.LOCK)
    assert quiz.made_from(quiz.LOCK) == ""
    quiz.VENV.mkdir()
    quiz.record(quiz.LOCK).write_text(before)
    assert quiz.made_from(quiz.LOCK) == quiz.stamp(quiz.LOCK)
    quiz.LOCK.write_text("# something else\n")
    assert quiz.made_from(quiz.LOCK) != quiz.stamp(quiz.LOCK)


def test_the_two_lock_files_are_known_apart(project: Path) -> None:
    quiz = _loaded(project)
    assert quiz.record(quiz.LOCK) != quiz.record(quiz.TEST_LOCK)


def test_an_environment_that_is_up_to_date_is_left_alone(project: Path) -> None:
    quiz = _loaded(project)
    quiz.PYTHON.parent.mkdir(parents=True)
    quiz.PYTHON.touch()
    for lock in (quiz.LOCK, quiz.TEST_LOCK):
        quiz.record(lock).write_text(quiz.stamp(lock))
    before = sorted(quiz.VENV.rglob("*"))
    quiz.make_environment(for_tests=True)
    assert sorted(quiz.VENV.rglob("*")) == before


def test_an_installation_that_fails_is_told_in_one_line_and_tried_again(project: Path) -> None:
    (project / ".venv" / "bin").mkdir(parents=True)
    # A pip that cannot install anything, as in a network that is down.
    python = project / ".venv" / "bin" / "python"
    python.write_text("#!/bin/sh\nexit 7\n")
    python.chmod(0o755)
    (project / ".venv" / "made-from-app").write_text(_loaded(project).stamp(project / "requirements.lock"))
    for _ in range(2):
        done = _run(project, "check")
        assert done.returncode == 1
        assert done.stderr.startswith("That did not work: ")
        assert done.stderr.rstrip().endswith("(exit status 7)")
        assert len(done.stderr.splitlines()) == 1


def test_translations_are_compiled_when_their_source_is_newer(project: Path) -> None:
    (project / ".venv").symlink_to(Path(sys.prefix))
    folder = project / "app" / "translations" / "fr" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    source, compiled = folder / "messages.po", folder / "messages.mo"
    source.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "a"\nmsgstr "b"\n'
    )
    quiz = _loaded(project)
    quiz.compile_translations()
    first = compiled.read_bytes()
    os.utime(compiled, (0, 0))
    compiled.write_bytes(b"old")
    os.utime(compiled, (0, 0))
    quiz.compile_translations()
    assert compiled.read_bytes() == first
    compiled.write_bytes(b"new")
    quiz.compile_translations()
    assert compiled.read_bytes() == b"new"


def _made(folder: Path) -> Path:
    for part in ("app", "tests"):
        (folder / part).mkdir(parents=True)
        (folder / part / "__init__.py").touch()
    (folder / "app" / "cli.py").write_text(STUB)
    (folder / "tests" / "gate.py").write_text(STUB)
    for lock in ("requirements.lock", "tests/requirements.lock"):
        (folder / lock).write_text("# nothing is needed\n")
    shutil.copyfile(FILE, folder / "quiz.py")
    return folder


def _run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(folder / "quiz.py"), *arguments], capture_output=True, text=True, check=False
    )


def _loaded(folder: Path) -> ModuleType:
    spec = spec_from_file_location("quiz_of_a_project", folder / "quiz.py")
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
