"""Draw a person's pictures: each is drawn once in a process and kept by its values.

matplotlib is imported by the first picture, not on the way to the first page.
"""

from functools import lru_cache
from typing import Literal

from flask.typing import ResponseReturnValue

from app.quiz.bank import Absent
from app.quiz.text import Language
from app.store import blocks
from app.store.versions import Cache
from app.taker.sitting import finished, result_of
from app.taker.views import taker
from app.web import access
from app.web.ground import bank_of, ground, session
from app.web.headers import picture
from app.web.language import language
from app.web.links import NUMBER

Look = Literal["wide", "narrow", "wide-dark", "narrow-dark", "print"]
Tone = Literal["light", "dark", "print"]

HIGHEST = 100

LOOKS = 'any("wide", "narrow", "wide-dark", "narrow-dark", "print")'
TONES = 'any("light", "dark", "print")'


@taker.get(
    f"/pictures/<{NUMBER}:version_id>/<any(en, fr):tongue>/<{LOOKS}:look>/<int:shown>-<int:margin>.svg"
)
@access.anyone
def spectrum(version_id: int, tongue: Language, look: Look, shown: int, margin: int) -> ResponseReturnValue:
    """Draw a place (0-100) on a version's spectrum; the address is the same for everybody at that place."""
    # Only what a result of this version can say is drawn. Its margin is the declared one, or, once it has
    # been measured, any that has been measured since: how many pictures are kept is bounded all the same.
    if shown > HIGHEST or margin > HIGHEST:
        raise Absent
    if margin != bank_of(version_id).margin and blocks.margin(session(), version_id) is None:
        raise Absent
    return picture(_spectrum(ground.banks, version_id, tongue, look, shown, margin, None))


@taker.get(f"/result/<int:occasion>/then-and-now/<{LOOKS}:look>.svg")
@access.sitting
def then_and_now(occasion: int, look: Look) -> ResponseReturnValue:
    """Draw this result and the last one before it on one picture, for this browser alone."""
    sitting, last = finished(occasion)
    if last is None:
        raise Absent
    now, then = result_of(sitting), result_of(last)
    if now.shown is None or then.shown is None:
        raise Absent
    drawn = _spectrum(ground.banks, sitting.version_id, language(), look, now.shown, now.margin, then.shown)
    return picture(drawn, private=True)


@taker.get(f"/pictures/bars/<{TONES}:tone>/<int:shown>.svg")
@access.anyone
def bar(tone: Tone, shown: int) -> ResponseReturnValue:
    """Draw one score (0-100) as a small bar."""
    if shown > HIGHEST:
        raise Absent
    return picture(_bar(tone, shown))


@lru_cache(maxsize=2048)
def _spectrum(
    _of_one_application: Cache,
    version_id: int,
    tongue: Language,
    look: Look,
    shown: int,
    margin: int,
    then: int | None,
) -> bytes:
    from app.charts.spectrum import spectrum as draw

    return draw(bank_of(version_id), tongue, shown=shown, margin=margin, then=then, look=look)


@lru_cache(maxsize=512)
def _bar(tone: Tone, shown: int) -> bytes:
    from app.charts.bar import bar as draw

    return draw(shown, tone)
