"""Test how the application is put together, and what it does without."""

import subprocess
import sys
from pathlib import Path

import pytest

from app import create_app
from app.config import WrongSetting
from app.worker import worker

ROOT = Path(__file__).parent.parent


def loaded_by(code: str, folder: Path) -> set[str]:
    """Return the modules that some code loads in a process of its own."""
    whole = f"{code}\nimport sys; print('\\n'.join(sys.modules))"
    environment = {"PATH": "", "QUIZ_DATA_DIR": str(folder)}
    command = [sys.executable, "-c", whole]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_the_settings_come_from_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("QUIZ_DATA_DIR", str(tmp_path / "here"))
    create_app()
    assert (tmp_path / "here" / "secret.key").exists()


def test_a_wrong_setting_stops_the_assembly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUIZ_WORKERS", "0")
    with pytest.raises(WrongSetting, match="QUIZ_WORKERS"):
        create_app()


def test_a_worker_that_nobody_started_ends_with_nobody(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("QUIZ_DATA_DIR", str(tmp_path))
    assert worker().test_client().get("/healthz").status_code == 200


def test_the_ground_loads_no_framework(tmp_path: Path) -> None:
    loaded = loaded_by("import app.quiz.yaml, app.quiz.scoring, app.quiz.advice", tmp_path)
    assert not loaded & {"flask", "werkzeug", "sqlalchemy", "matplotlib", "granian"}


def test_nothing_is_drawn_on_the_way_to_the_first_page(tmp_path: Path) -> None:
    code = "import app; app.create_app().test_client().get('/')"
    assert not loaded_by(code, tmp_path) & {"matplotlib", "numpy", "segno", "icalendar", "granian", "alembic"}
