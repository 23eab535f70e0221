"""Serve the trainer's pages, a module a journey: banks, editing, check, preview, changes, figures."""

from flask import Blueprint, request
from flask_babel import lazy_gettext

from app.quiz.bank import Absent
from app.quiz.shape import unfit_id
from app.trainer import numerals, words  # noqa: F401  -- words tells the trail its words
from app.trainer.version import ROLE
from app.web import access, navigation

trainer = Blueprint("trainer", __name__)

navigation.add("trainer.banks", lazy_gettext("Question banks"), ROLE)

MOST_BYTES = 2 * 1024 * 1024
"""A page of a bank holds at most thirty questions, each with two texts of two thousand characters."""

trains = access.role(ROLE)
"""Let trainers come."""

trainer.add_app_template_filter(numerals.figure)
trainer.add_app_template_filter(numerals.percent)


@trainer.before_request
def known() -> None:
    """Ask the database for no bank whose id can be none."""
    bank_id = (request.view_args or {}).get("bank_id", trainer.name)
    if unfit_id(bank_id):
        raise Absent(bank_id)


from app.trainer.views import (  # noqa: E402  -- they add their routes
    about,  # noqa: F401  -- as above
    advice,  # noqa: F401  -- as above
    analysis,  # noqa: F401  -- as above
    background,  # noqa: F401  -- as above
    bands,  # noqa: F401  -- as above
    banks,  # noqa: F401  -- as above
    changes,  # noqa: F401  -- as above
    check,  # noqa: F401  -- as above
    choices,  # noqa: F401  -- as above
    coverage,  # noqa: F401  -- as above
    gone,  # noqa: F401  -- as above
    history,  # noqa: F401  -- as above
    new_bank,  # noqa: F401  -- as above
    outline,  # noqa: F401  -- as above
    preview,  # noqa: F401  -- as above
    question_files,  # noqa: F401  -- as above
    questions,  # noqa: F401  -- as above
    scales,  # noqa: F401  -- as above
    themes,  # noqa: F401  -- as above
    unclear,  # noqa: F401  -- as above
)
