"""Run one command: python -m app.cli."""

from app.cli import main

main(prog_name="quiz.py")
