"""Draw banks with so few sheets that all can be tried, and pieces of advice for them."""

from collections.abc import Sequence
from decimal import Decimal

from hypothesis import strategies as st

from app.quiz.advice import holds
from app.quiz.bank import Advice, Answered, Band, Bank, When
from app.quiz.scoring import Result, score
from tests.quiz.banks import advice, bank, every_sheet, question, scale, theme

SCALES = {"two": scale(0, 1), "odd": scale(3, 0, 5), "even": scale(0, 1, 2)}


@st.composite
def tiny_banks(draw: st.DrawFn) -> Bank:
    """Draw banks with so few sheets that all can be tried."""
    themes, left = [], 4
    for at in range(draw(st.integers(1, 3))):
        asked = []
        for number in range(draw(st.integers(1, max(1, min(2, left))))):
            name = draw(st.sampled_from(list(SCALES)))
            turned, spare = draw(st.booleans()), draw(st.booleans())
            asked.append(question(f"q-{at}-{number}", name, turned=turned, may_not_apply=spare))
            left -= 1
        weight = draw(st.sampled_from(["1", "0.5", "2.5", "0", "10"])) if at else "1"
        themes.append(theme(f"t-{at}", asked, Decimal(weight)))
    if draw(st.booleans()):
        believes = question("q-b", "two", role="belief")
        themes[0] = theme("t-0", [*themes[0].questions, believes])
    starts = draw(st.sampled_from([(0, 50), (0, 20, 40, 60, 80), (0, 33, 34), (0, 100)]))
    return bank(themes, scales=SCALES, starts=starts, background=draw(st.booleans()))


@st.composite
def pieces(draw: st.DrawFn, bank: Bank) -> Advice:
    """Draw a piece with any conditions; narrow windows are as likely as wide ones."""
    whole = st.integers(0, 100)
    low, theme_low = draw(whole), draw(whole)
    width = st.sampled_from([1, 1, 2, 5, 30])
    place = draw(st.sampled_from(["none", "from", "below", "both"]))
    figure = draw(st.sampled_from(["none", "none", "from", "below", "both"]))
    answered = None
    if draw(st.booleans()):
        asked = {key: ids for page in bank.pages for key, ids in bank.asked_on(page).items()}
        name = draw(st.sampled_from(list(asked)))
        chosen = draw(st.sets(st.sampled_from(asked[name]), min_size=1))
        answered = Answered(name, tuple(sorted(chosen)))
    when = When(
        place_from=low if place in ("from", "both") else None,
        place_below=low + draw(width) if place in ("below", "both") else None,
        theme_at_least=theme_low if figure in ("from", "both") else None,
        theme_below=theme_low + draw(width) if figure in ("below", "both") else None,
        answered=answered,
    )
    return advice("piece", when, theme=draw(st.sampled_from(bank.themes)).id)


Scored = Sequence[tuple[dict[str, str], Result]]
"""All sheets of a bank, each with what it comes to."""


def all_scored(bank: Bank) -> Scored:
    """Score every sheet there is."""
    return [(sheet, score(bank, sheet)) for sheet in every_sheet(bank)]


def calls(scored: Scored, piece: Advice, band: Band | None = None) -> bool:
    """Tell by trying whether a sheet calls a piece."""
    return any(
        holds(piece, sheet, result) and (band is None or result.band == band.id) for sheet, result in scored
    )


def finely_graded() -> Bank:
    """Return a bank of 20 yes-or-no themes, each of whose sheets has a place of its own.

    Places gather closely around k out of 14 to 20 themes, none of which is between 51.5 and 52.5.
    """
    themes = [
        theme(f"t-{at}", [question(f"q-{at}", "two", may_not_apply=True)], Decimal(f"1.{2**at:010}"))
        for at in range(20)
    ]
    return bank(themes, scales=SCALES)
