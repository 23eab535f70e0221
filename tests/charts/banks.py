"""Banks that differ in what the pictures show of them: their bands and their ends."""

from app.quiz.bank import Band, Bank, Ends, Source
from app.quiz.text import Text

NOTHING = Text("", "")
LOW, HIGH = (
    Text("digital newcomer", "nouvel arrivant numérique"),
    Text("digital native", "natif du numérique"),
)


def bank(*bands: tuple[int, str, str], low: Text = LOW, high: Text = HIGH) -> Bank:
    """Make a bank of bands (start, English title, French title)."""
    return Bank(
        id="a-bank",
        title=NOTHING,
        about=NOTHING,
        source=Source("Chris Moore", "An article", 2014),
        ends=Ends(low, high, NOTHING),
        margin=10,
        scales={},
        themes=(),
        bands=tuple(Band(f"band-{start}", start, Text(en, fr), NOTHING) for start, en, fr in bands),
        advice=(),
        parts={},
    )


TWO = bank((0, "Setting out", "En route"), (50, "Under way", "En chemin"))
FIVE = bank(
    (0, "On new ground", "En terrain nouveau"),
    (20, "Exploring", "En exploration"),
    (40, "Taking part", "De la partie"),
    (60, "At ease", "À l’aise"),
    (80, "On home ground", "En terrain familier"),
)
NINE = bank(
    *(
        (start, f"Finding the way, part {start}", f"Trouver le chemin, volet {start}")
        for start in range(0, 99, 11)
    )
)
WORDY = bank(
    *(
        (
            start,
            f"Helping all colleagues along {start}",
            f"Accompagnement interministériel complémentaire {start}",
        )
        for start in range(0, 99, 11)
    )
)
UNEVEN = bank(
    (0, "Where everything is still quite new", "Là où tout est encore nouveau"),
    (1, "Exploring", "En exploration"),
    (7, "Taking part in what others begin", "Participer à ce que d’autres commencent"),
    (60, "At ease", "À l’aise"),
    (99, "On home ground", "En terrain familier"),
)
