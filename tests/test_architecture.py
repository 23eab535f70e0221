"""Test that the code says what it is: every part its purpose, in short files and short functions."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCES = sorted((ROOT / "app").rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))

LINES_OF_A_FILE = 300
LINES_OF_A_TEST_FILE = 400
LINES_OF_A_FUNCTION = 40
LONGEST_FIRST_LINE = 110

# A word that ends like this does not tell what something does, but what somebody did or is doing.
NOT_IMPERATIVE = re.compile(r"^(This|The|An?|It|Returns|Gets|Sets|Makes|Gives|Raises|\w+ing|\w+ed)\b")
ALLOWED_FIRST_WORDS = {"Bring", "Need", "Feed", "Seed", "Embed"}

VAGUE = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "core",
    "services",
    "service",
    "misc",
    "lib",
    "libs",
    "base",
}

Documented = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def public_parts(path: Path) -> Iterator[tuple[str, Documented]]:
    """Yield a module, and what is public in it: its classes, their methods, its functions."""
    module = tree_of(path)
    yield name_of(path), module
    yield from _within(module, name_of(path))


def _within(parent: ast.Module | ast.ClassDef, where: str) -> Iterator[tuple[str, Documented]]:
    for node in parent.body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            if node.name.startswith("_"):
                continue
            yield f"{where}: {node.name}", node
            if isinstance(node, ast.ClassDef):
                yield from _within(node, f"{where}: {node.name}")


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """Yield every function with its number of lines, without its docstring and decorators."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield f"{name_of(path)}: {node.name}", (node.end_lineno or node.lineno) - node.lineno + 1


PARTS = [part for path in SOURCES for part in public_parts(path)]


def first_line(node: Documented) -> str:
    return (ast.get_docstring(node) or "").split("\n\n")[0].replace("\n", " ")


def test_there_is_something_to_look_at() -> None:
    assert len(SOURCES) > 30
    assert len(PARTS) > 150


def test_every_public_part_says_what_it_does() -> None:
    assert [where for where, node in PARTS if not ast.get_docstring(node)] == []


def test_it_says_so_in_one_sentence() -> None:
    assert [where for where, node in PARTS if not first_line(node).endswith(".")] == []


def test_the_sentence_is_short() -> None:
    lines = [(where, (ast.get_docstring(node) or "").splitlines()[0]) for where, node in PARTS]
    assert [where for where, line in lines if len(line) > LONGEST_FIRST_LINE] == []


def test_the_sentence_says_what_to_do_and_not_what_somebody_does() -> None:
    first_words = {where: first_line(node).split(" ")[0].rstrip(".,:") for where, node in PARTS}
    wrong = {
        where: word
        for where, word in first_words.items()
        if word not in ALLOWED_FIRST_WORDS and (NOT_IMPERATIVE.match(word) or not word[:1].isupper())
    }
    assert wrong == {}


def test_every_package_states_its_purpose() -> None:
    packages = [path for path in SOURCES if path.name == "__init__.py"]
    assert {path.parent for path in SOURCES} == {path.parent for path in packages}
    assert [name_of(path) for path in packages if not ast.get_docstring(tree_of(path))] == []


def test_no_part_has_a_vague_name() -> None:
    assert [name_of(path) for path in SOURCES if {path.stem, path.parent.name} & VAGUE] == []


def too_long(paths: Sequence[Path], most: int) -> dict[str, int]:
    lengths = {name_of(path): len(path.read_text("utf-8").splitlines()) for path in paths}
    return {name: length for name, length in lengths.items() if length > most}


def test_no_file_is_too_long_to_be_read_at_once() -> None:
    assert too_long(SOURCES, LINES_OF_A_FILE) == {}


def test_no_test_file_is_too_long_to_be_read_at_once() -> None:
    assert too_long(TESTS, LINES_OF_A_TEST_FILE) == {}


def test_no_function_is_too_long_to_be_understood_at_once() -> None:
    lengths = dict(measured for path in SOURCES for measured in functions(path))
    assert {name: length for name, length in lengths.items() if length > LINES_OF_A_FUNCTION} == {}


def test_every_folder_of_tests_is_a_package() -> None:
    assert [path.parent for path in TESTS if not (path.parent / "__init__.py").exists()] == []


@pytest.mark.parametrize(
    ("module", "strangers"),
    [
        ("app.quiz", "flask|werkzeug|jinja2|sqlalchemy|matplotlib|numpy|app.store|app.web|app.charts"),
        ("app.quiz.yaml", "flask|werkzeug|jinja2|sqlalchemy|matplotlib|numpy|app.store|app.web|app.charts"),
        ("app.quiz.coverage", "flask|sqlalchemy|matplotlib|numpy"),
        ("app.charts.words", "flask|sqlalchemy|matplotlib|numpy"),
        ("app.store.sittings", "flask|matplotlib|numpy|app.web"),
        ("app.charts.spectrum", "flask|sqlalchemy|app.store|app.web"),
    ],
)
def test_a_room_wakes_no_room_above_it(module: str, strangers: str) -> None:
    program = f"import sys, {module}; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program], capture_output=True, text=True, check=True, cwd=ROOT
    )
    woken = set(done.stdout.split())
    assert module in woken
    assert woken & set(strangers.split("|")) == set()
