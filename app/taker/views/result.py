"""Show the result, how it is made, and what can be taken along: a reminder, one's own data."""

from collections.abc import Mapping
from datetime import date, timedelta

from flask import Response, jsonify, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app.quiz.advice import STEPS, advise, encouragement, strengths
from app.quiz.bank import Bank, find
from app.quiz.changes import difference
from app.quiz.comparability import comparability
from app.quiz.scoring import Result, neighbour, workings
from app.store.sittings import Listed, Sitting
from app.taker.membership import belonging_of
from app.taker.sitting import every, finished, result_of
from app.taker.views import taker
from app.web import access
from app.web.ground import bank_of
from app.web.language import language

REMIND_AFTER = timedelta(days=30)


@taker.get("/result")
@taker.get("/result/<int:occasion>")
@access.sitting
def result(occasion: int | None = None) -> ResponseReturnValue:
    """Show the latest result, or an earlier one by its occasion."""
    everything = every()
    if occasion is None and not any(one.result for one in everything):
        return redirect(url_for(".go_on"), 303)
    sitting, last = finished(occasion, everything)
    bank, told = bank_of(sitting.version_id), result_of(sitting)
    taken = [(one, bank_of(one.version_id)) for one in everything if one.result]
    suggestions = advise(bank, sitting.answers, told)
    return render_template(
        "taker/result.html",
        bank=bank,
        sitting=sitting,
        result=told,
        near=neighbour(bank, told.shown, told.margin),
        strengths=strengths(bank, sitting.answers, told),
        steps=suggestions[:STEPS],
        more=suggestions[STEPS:],
        encouragement=encouragement(bank, sitting.answers, told),
        last=last,
        then=last and result_of(last),
        **(_beside(last, bank, told) if last else {}),
        others=[(one, theirs) for one, theirs in taken if one is not sitting],
        latest=sitting is next(one for one, theirs in taken if theirs.id == bank.id),
        under_way=None if everything[0].result else bank_of(everything[0].version_id),
        belonging=belonging_of(sitting.membership),
    )


def _beside(last: Sitting, bank: Bank, told: Result) -> Mapping[str, object]:
    """Set a result beside the last one, or say why the two versions cannot be compared."""
    before = bank_of(last.version_id)
    compared = difference(before, result_of(last), bank, told)
    return {"compared": compared, "apart": None if compared else comparability(before, bank).place}


@taker.get("/how-this-is-made")
@taker.get("/how-this-is-made/<int:occasion>")
@access.sitting
def how(occasion: int | None = None) -> ResponseReturnValue:
    """Work the place out, step by step, with the person's own numbers."""
    sitting, _ = finished(occasion)
    bank, told = bank_of(sitting.version_id), result_of(sitting)
    return render_template(
        "taker/how.html", bank=bank, sitting=sitting, result=told, workings=workings(bank, sitting.answers)
    )


@taker.get("/result/<int:occasion>/steps/<step_id>.ics")
@access.sitting
def reminder(occasion: int, step_id: str) -> ResponseReturnValue:
    """Give a calendar file that asks about a chosen step in 30 days."""
    from app.reports.reminder import reminder as calendar_file

    sitting, _ = finished(occasion)
    piece = find(bank_of(sitting.version_id).advice, step_id)
    here = language()
    file = calendar_file(
        on=date.today() + REMIND_AFTER,
        title=gettext("One month on: %(step)s", step=piece.title[here]),
        text=piece.text[here],
    )
    headers = {"Content-Disposition": f'attachment; filename="{piece.id}.ics"'}
    return Response(file, mimetype="text/calendar", headers=headers)


@taker.get("/my-data.json")
@access.sitting
def my_data() -> ResponseReturnValue:
    """Give everything that is kept under this browser's token."""
    response = jsonify({"sittings": [_own_data(sitting) for sitting in every()]})
    response.headers["Content-Disposition"] = 'attachment; filename="my-data.json"'
    return response


def _own_data(sitting: Listed) -> dict[str, object]:
    bank, here = bank_of(sitting.version_id), language()
    belonging = belonging_of(sitting.membership)
    labels = {question: bank.label(question, choice) for question, choice in sitting.answers.items()}
    return {
        "bank": bank.id,
        "occasion": sitting.occasion,
        "language_at_start": sitting.language_start,
        "language_at_finish": sitting.language_finish,
        "last_page": sitting.last_page,
        "minutes": sitting.minutes,
        "finished_on": sitting.finished_on and sitting.finished_on.isoformat(),
        "kept_until": sitting.expires_on.isoformat(),
        "answers": [
            {
                "question": question,
                "text": bank.asks(question)[here],
                "choice": choice,
                "label": label[here] if (label := labels[question]) else gettext("Does not apply to my work"),
            }
            for question, choice in sitting.answers.items()
        ],
        "result": sitting.result,
        "counted_to_improve_the_questions": sitting.counted,
        "team": belonging
        and {
            "name": belonging.team,
            "round": belonging.round_ and belonging.round_.name,
            "share": belonging.share,
        },
    }
