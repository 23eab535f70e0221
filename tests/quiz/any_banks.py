"""Draw banks of any shape: sound ones but for their advice, and drafts with faults in them."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import strategies as st

from app.quiz.bank import Answered, Band, Bank, Question, Scale, When
from app.quiz.text import Text
from tests.quiz.banks import advice, bank, question, scale, theme

ids = st.sampled_from("abcdef")
texts = st.builds(Text, st.sampled_from(("one", "two", "")), st.sampled_from(("un", "deux", "")))
scales = st.lists(st.integers(1, 9), min_size=1, max_size=4, unique=True).map(
    lambda points: scale(0, *points)
)
figures = st.none() | st.integers(0, 101)
whens = st.builds(
    When,
    figures,
    figures,
    figures,
    figures,
    st.none() | st.builds(Answered, ids, st.just(()) | st.tuples(ids)),
)


@st.composite
def sound_banks(draw: st.DrawFn) -> Bank:
    """Make a bank of 1 to 4 themes that is sound in all but its advice; ids are shared between banks."""
    offered: dict[str, Scale] = draw(st.dictionaries(st.sampled_from(("s1", "s2")), scales, min_size=1))
    asked = draw(st.permutations([f"q{at}" for at in range(9)]))
    themes = []
    for name in draw(st.lists(ids, min_size=1, max_size=4, unique=True)):
        mine, asked = asked[:2], asked[2:]
        questions = [_question(draw, one, offered) for one in mine]
        themes.append(theme(name, questions, draw(st.sampled_from((Decimal(1), Decimal("0.5"))))))
    starts = draw(st.sets(st.integers(1, 100), min_size=1, max_size=8))
    bands = [
        Band(draw(st.sampled_from("vwxyz")) + str(at), at, *draw(st.tuples(texts, texts))) for at in starts
    ]
    first = Band("first", 0, Text("first", "premier"), Text("text", "texte"))
    in_order = sorted(bands, key=lambda band: band.start)
    return bank(themes, scales=offered, in_bands=[first, *in_order], background=draw(st.booleans()))


def _question(draw: st.DrawFn, name: str, offered: dict[str, Scale]) -> Question:
    return question(
        name,
        draw(st.sampled_from(sorted(offered))),
        turned=draw(st.booleans()),
        may_not_apply=draw(st.booleans()),
    )


@st.composite
def drafts(draw: st.DrawFn) -> Bank:
    """Make a bank with faults: texts and scales that lack, ids given twice, bands in any order, or none."""
    sound = draw(sound_banks())
    pieces = [
        advice(draw(ids), draw(whens), theme=draw(st.none() | ids)) for _ in range(draw(st.integers(0, 3)))
    ]
    return replace(
        sound,
        title=draw(texts),
        scales={name: one for name, one in sound.scales.items() if draw(st.booleans())},
        themes=tuple(
            replace(one, title=draw(texts), weight=draw(st.sampled_from((Decimal(-1), one.weight))))
            for one in (*sound.themes, *sound.themes[: draw(st.integers(0, 1))])
        ),
        bands=tuple(draw(st.permutations(sound.bands)))[draw(st.integers(0, 9)) :],
        advice=tuple(pieces),
    )
