"""The same pictures as PNG, for slides."""

import struct
from collections.abc import Callable
from io import BytesIO

import pytest
from matplotlib.image import imread

from app.charts import rounds, team_beliefs, team_place, team_themes
from app.charts.canvas import Canvas, circle
from app.quiz.changes import Stood
from app.quiz.text import LANGUAGES, Language
from tests.charts.teams import SHIPPED, mean, team

PICTURES: dict[str, Callable[[Language], bytes]] = {
    "place": lambda language: team_place.png(SHIPPED, team(14), language, then=mean(40)),
    "themes": lambda language: team_themes.png(SHIPPED, team(14), language),
    "beliefs": lambda language: team_beliefs.png(SHIPPED, team(14), language),
    "rounds": lambda language: rounds.png(SHIPPED, [Stood("One", mean(40)), Stood("Two", None)], language),
}
every = pytest.mark.parametrize("draw", PICTURES.values(), ids=PICTURES.keys())


@every
def test_a_slide_is_1920_px_wide_and_opaque_on_white(draw: Callable[[Language], bytes]) -> None:
    png = draw("en")
    assert png.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", png[16:24])
    assert width == 1920
    assert 300 < height < 1600
    pixels = imread(BytesIO(png))
    assert pixels[0, 0].tolist() == [1, 1, 1, 1]
    assert pixels[..., 3].min() == 1


@every
def test_the_same_values_give_the_same_slide_and_another_language_another(
    draw: Callable[[Language], bytes],
) -> None:
    one, other = ({draw(language) for _ in range(2)} for language in LANGUAGES)
    assert len(one) == len(other) == 1
    assert one != other


@every
def test_a_slide_says_nothing_of_how_it_was_made(draw: Callable[[Language], bytes]) -> None:
    png = draw("en")
    assert b"atplotlib" not in png
    assert b"tEXt" not in png


def test_a_slide_shows_what_the_picture_shows() -> None:
    canvas = Canvas(100, 50)
    canvas.fill(circle((25, 40), 5), "#000000")
    pixels = imread(BytesIO(canvas.png("#ffffff")))
    assert pixels.shape == (960, 1920, 4)
    assert pixels[768, 480].tolist() == [0, 0, 0, 1]
    assert pixels[768, 600].tolist() == [1, 1, 1, 1]
