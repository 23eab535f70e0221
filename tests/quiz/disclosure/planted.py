"""Plant the cases that an attacker hopes for: small worlds in which one broken rule names a person."""

from fractions import Fraction

from app.quiz.bank import Bank
from app.quiz.scoring import Leaning, Result
from tests.quiz.banks import bank, question, theme
from tests.quiz.disclosure.worlds import Happening, Round, World, joined, one_round, result

STEP = Fraction(25, 2)
"""Points from one theme score to the next, with two questions of five points."""


def listening() -> Bank:
    """Return a bank of an imperative that need not apply and a myth, two practice questions each."""
    return bank(
        [
            theme("listen", [question(f"listen-{number}", may_not_apply=True) for number in (1, 2)]),
            theme("busy", [question("busy-b", role="belief"), *(question(f"busy-{at}") for at in (1, 2))]),
        ],
        starts=(0, 34, 67),
    )


BANK = listening()


def sheet(listen: int | Fraction | None, busy: int = 50, leaning: Leaning = "two-minds") -> Result:
    return result(BANK, {"listen": listen, "busy": busy}, leaning)


def people(name: str, number: int) -> list[str]:
    return [f"{name} {at}" for at in range(1, number + 1)]


def one_listens() -> World:
    """Let five join, for only one of whom Listen applies: Anna."""
    return one_round(BANK, {"Anna": sheet(5 * STEP), **dict.fromkeys(people("other", 4), sheet(None))})


def overlapping() -> World:
    """Release S, then five more, then one more: Bob. Anna, in S, has 100."""
    first, more = ["Anna", *people("first", 5)], people("more", 5)
    sheets = {
        **dict.fromkeys([*first, *more], sheet(50)),
        "first 1": sheet(STEP),
        "Anna": sheet(100),
        "Bob": sheet(7 * STEP),
    }
    return World(BANK, (Round((*joined(first), *joined(more), *joined(["Bob"])), sheets),))


def one_leaves() -> World:
    """Release twelve; then one of them, Anna, leaves and four come, and there is a release again."""
    first, come = ["Anna", *people("first", 11)], people("new", 4)
    sheets = {
        "Anna": sheet(7 * STEP),
        **dict.fromkeys(people("first", 11), sheet(50)),
        **{who: sheet(at * STEP) for at, who in enumerate(come, 2)},
    }
    return World(BANK, (Round((*joined(first), ("deletes", "Anna"), *joined(come)), sheets),))


def all_agree(number: int) -> World:
    """Let a team of so many agree in everything, at the top."""
    return one_round(BANK, dict.fromkeys(people("member", number), sheet(100, 100, "leans")))


def only_one() -> World:
    """Let a single person join: Anna, who leans towards the myth."""
    return one_round(BANK, {"Anna": sheet(75, 75, "leans")})


def one_of_eight() -> World:
    """Let Anna, of eight, be the only one who leans towards the myth."""
    others: list[Leaning] = ["two-minds", "two-minds", "questions", "questions", "questions"]
    others += others[-2:]
    named = dict(zip(people("other", 7), others, strict=True))
    return one_round(
        BANK, {"Anna": sheet(50, 50, "leans"), **{who: sheet(50, 50, said) for who, said in named.items()}}
    )


def one_of_twelve() -> World:
    """Let twelve join, of whom Anna has 75 where all others have 50."""
    return one_round(BANK, {"Anna": sheet(75), **dict.fromkeys(people("other", 11), sheet(50))})


def one_does_not_apply() -> World:
    """Let eleven join; Listen does not apply to the work of Anna."""
    return one_round(BANK, {"Anna": sheet(None), **dict.fromkeys(people("other", 10), sheet(3 * STEP))})


def looked_at_often() -> World:
    """Let seven join, Anna among them, and the manager open the page thirty times."""
    members = ["Anna", *people("other", 6)]
    sheets = {"Anna": sheet(5 * STEP), **{who: sheet(at * STEP) for at, who in enumerate(members[1:], 1)}}
    looks: list[tuple[Happening, str]] = [("looks", "")] * 30
    return World(BANK, (Round((*joined(members), *looks), sheets),))
