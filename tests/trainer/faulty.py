"""Break a draft in every way in which a bank that has its form can be faulty."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

from app.quiz.bank import DOES_NOT_APPLY, Answered, Background, Bank, Choice, Encouragement, Scale, When
from app.quiz.text import Text

NOTHING = Text("", "")
ODD = Text("<script>alert(1)</script>", "=cmd|' /C calc'!A0 🦉 " + "long " * 2_000)

Change = Callable[[Bank], Bank]


def swept(value: Any, text: Text) -> Any:
    """Return a value with another text in the place of every one."""
    if isinstance(value, Text):
        return text
    if hasattr(value, "__dataclass_fields__"):
        return replace(
            value, **{name: swept(getattr(value, name), text) for name in value.__dataclass_fields__}
        )
    if isinstance(value, dict):
        return {key: swept(one, text) for key, one in value.items()}
    return tuple(swept(one, text) for one in value) if isinstance(value, tuple) else value


def bank(**changed: Any) -> Change:
    return lambda found: replace(found, **changed)


def themes(**changed: Any) -> Change:
    return lambda found: replace(found, themes=tuple(replace(theme, **changed) for theme in found.themes))


def questions(**changed: Any) -> Change:
    return lambda found: replace(
        found,
        themes=tuple(
            replace(theme, questions=tuple(replace(one, **changed) for one in theme.questions))
            for theme in found.themes
        ),
    )


def piece(**changed: Any) -> Change:
    return lambda found: replace(found, advice=(replace(found.advice[0], **changed), *found.advice[1:]))


def answered(question: str, *choices: str) -> Change:
    return piece(when=When(answered=Answered(question, choices)))


def bands(*starts: int) -> Change:
    return lambda found: replace(
        found,
        bands=tuple(replace(found.bands[0], id=f"b-{at}", start=start) for at, start in enumerate(starts)),
    )


def background(**changed: Any) -> Change:
    return lambda found: replace(found, background=replace(asked(found), **changed))


def asked(found: Bank) -> Background:
    assert found.background
    return found.background


def scale(*points: int) -> Change:
    choices = tuple(Choice(f"c-{at}", value, ODD) for at, value in enumerate(points))
    return lambda found: replace(found, scales={**found.scales, "frequency": Scale(choices)})


def encouraged(found: Bank) -> Bank:
    """Encourage from a place that there is not, somebody of a side that there is not."""
    kind: Any = {"encouragement": Encouragement(-3, NOTHING), "leads": "queen"}
    choices = asked(found).choices
    return background(choices=(replace(choices[0], **kind), *choices[1:]))(found)


def twice(found: Bank) -> Bank:
    """Have the first of everything twice."""
    origins = asked(found).choices
    return replace(
        found,
        bands=(found.bands[0], *found.bands),
        advice=(found.advice[0], *found.advice),
        themes=(found.themes[0], *found.themes),
        scales={name: Scale((one.choices[0], *one.choices)) for name, one in found.scales.items()},
        background=replace(asked(found), choices=(origins[0], *origins)),
    )


NAMES = ("Not / an id", "../..", DOES_NOT_APPLY, "É 🦉", "#?&")


def misnamed(found: Bank) -> Bank:
    """Call everything by what cannot be an id."""
    scales = zip(NAMES, found.scales.values(), strict=False)
    return replace(
        found,
        bands=tuple(replace(one, id=name) for one, name in zip(found.bands, NAMES, strict=False)),
        advice=tuple(replace(found.advice[0], id=name, source=f"{name} 1") for name in NAMES),
        scales={
            name: Scale(tuple(replace(choice, id=name) for choice in one.choices)) for name, one in scales
        },
        parts=dict.fromkeys(NAMES, Text("a {n}", "b")),
        background=replace(
            asked(found), choices=tuple(replace(one, id=NAMES[0]) for one in asked(found).choices)
        ),
    )


WAYS: dict[str, Change] = {
    "nothing is wrong": bank(),
    "every text is empty": lambda found: swept(found, NOTHING),
    "every text is odd": lambda found: swept(found, ODD),
    "no themes": bank(themes=()),
    "no themes and no background question": bank(themes=(), background=None),
    "themes without questions": themes(questions=()),
    "themes of no kind": themes(kind="song"),
    "odd weights": themes(weight=Decimal("-3.125")),
    "no weights": themes(weight=Decimal(0)),
    "scales that are gone": questions(scale="gone"),
    "roles there are not": questions(role="opinion"),
    "no scales": bank(scales={}),
    "a scale without choices": scale(),
    "a scale of one choice": scale(0),
    "a scale worth nothing": scale(0, 0),
    "odd points": scale(-5, 999_999_999),
    "no bands": bank(bands=()),
    "one band": bands(0),
    "ten bands": bands(*range(0, 100, 10)),
    "bands in no order": bands(60, 20, 20, -4, 400),
    "bands that begin late": bands(20, 40),
    "no advice": bank(advice=()),
    "advice for nobody": piece(when=When(place_from=60, place_below=40)),
    "advice that no sheet calls": piece(
        when=When(theme_below=10, place_from=99, answered=Answered("listen-1", ("often",)))
    ),
    "odd figures": piece(when=When(-4, 999, -1, 999_999)),
    "figures of no theme": piece(theme=None, when=When(theme_below=3)),
    "a theme that is gone": piece(theme="gone", when=When(theme_below=3)),
    "a question that is gone": answered("gone", "a", "b"),
    "a choice that is gone": answered("listen-1", "gone"),
    "an answer without choices": answered("listen-1"),
    "a side there is not": piece(leads_for="queen"),
    "a part that is gone": piece(source="gone 4"),
    "a number of no part": piece(source="exercise 4"),
    "no parts": bank(parts={}),
    "an odd margin": bank(margin=-7),
    "no background question": bank(background=None),
    "a background question without choices": background(choices=()),
    "a background question called as another": background(id="listen-1"),
    "an odd encouragement": encouraged,
    "everything is there twice": twice,
    "nothing has a fit name": misnamed,
}
"""What becomes of a sound bank, by what is wrong then."""
