"""Tell what differs between two versions in how it is answered, placed and advised: scales, bands, advice."""

from collections.abc import Iterator, Mapping

from app.quiz.altered import ADDED, REMOVED, Altered, Place, moved, sort_out
from app.quiz.bank import Absent, Advice, Band, Bank, Choice, Scale
from app.quiz.conditions_told import told_when
from app.quiz.differences_asked import from_to, instead_of
from app.quiz.text import Text
from app.quiz.wording import OR, begun, listed, named, quoted, same, say


def scales_altered(before: Bank, after: Bank) -> Iterator[Altered]:
    """Tell what differs in the scales: their answers, the points and the order of these."""
    for key in dict.fromkeys((*after.scales, *before.scales)):
        then, now = before.scales.get(key), after.scales.get(key)
        name = say("scale {key}", "échelle {key}", key=quoted(same(key)))
        here = Place("scales", ("scales", key), name)
        if then is None or now is None:
            yield from here.reworded(_labels(then), _labels(now))
        else:
            yield from _choices(here, then.choices, now.choices)


def _labels(scale: Scale | None) -> Text | None:
    """Return the answers of a scale as one text; a draft may have none yet."""
    if scale is None:
        return None
    labels = [named(choice.label, choice.id) for choice in scale.choices]
    return listed(labels, OR) if labels else NO_CHOICE


def _choices(here: Place, before: tuple[Choice, ...], after: tuple[Choice, ...]) -> Iterator[Altered]:
    new, gone, both = sort_out(before, after)
    for choice in new:
        yield _choice_at(here, choice).altered(_counted(ADDED, choice), None, choice.label)
    for choice in gone:
        yield _choice_at(here, choice).altered(REMOVED, choice.label, None)
    shifted = moved([choice.id for choice in before], [choice.id for choice in after])
    for then, now in both:
        place = _choice_at(here, now)
        if now.id in shifted:
            yield place.altered(from_to(before.index(then), after.index(now)))
        yield from place.part("label", Text("label", "libellé")).reworded(then.label, now.label)
        if then.points != now.points:
            points = place.part("points", Text("points", "points"))
            yield points.altered(instead_of(same(str(now.points)), same(str(then.points))))


def _choice_at(here: Place, choice: Choice) -> Place:
    name = say("answer {label}", "réponse {label}", label=named(choice.label, choice.id))
    return Place(here.kind, (*here.path, "choices"), here.where).part(choice.id, name)


def _counted(what: Text, choice: Choice) -> Text:
    return say("{what}, points: {points}", "{what}, points\u00a0: {points}", what=what, points=choice.points)


def bands_altered(before: Bank, after: Bank) -> Iterator[Altered]:
    """Tell what differs in the bands: their names, where they begin, and what is said in them."""
    new, gone, both = sort_out(before.bands, after.bands)
    for band in new:
        told = say("{what}, from {start}", "{what}, à partir de {start}", what=ADDED, start=band.start)
        yield _band_at(band).altered(told, None, band.text)
    for band in gone:
        yield _band_at(band).altered(REMOVED, band.text, None)
    shifted = moved([band.id for band in before.bands], [band.id for band in after.bands])
    for then, now in both:
        here = _band_at(now)
        if now.id in shifted:
            yield here.altered(from_to(before.bands.index(then), after.bands.index(now)))
        yield from here.part("title", Text("title", "titre")).reworded(then.title, now.title)
        yield from here.part("text", Text("text", "texte")).reworded(then.text, now.text)
        if then.start != now.start:
            yield here.altered(
                say(
                    "now begins at {now}, before at {then}",
                    "commence maintenant à {now}, avant à {then}",
                    now=now.start,
                    then=then.start,
                )
            )


def _band_at(band: Band) -> Place:
    title = named(band.title, band.id)
    return Place("bands", ("bands", band.id), say("band {title}", "zone {title}", title=title))


def advice_altered(before: Bank, after: Bank) -> Iterator[Altered]:
    """Tell what differs in the advice: its words, and when it is given."""
    new, gone, both = sort_out(before.advice, after.advice)
    for piece in new:
        told = say("{what}, {when}", "{what}, {when}", what=ADDED, when=_when(after, piece))
        yield _piece_at(piece).altered(told, None, piece.text)
    for piece in gone:
        yield _piece_at(piece).altered(REMOVED, piece.text, None)
    shifted = moved([piece.id for piece in before.advice], [piece.id for piece in after.advice])
    for then, now in both:
        if now.id in shifted:
            yield _piece_at(now).altered(from_to(before.advice.index(then), after.advice.index(now)))
        yield from _piece(before, then, after, now)


def _piece(before: Bank, then: Advice, after: Bank, now: Advice) -> Iterator[Altered]:
    here = _piece_at(now)
    yield from here.part("title", Text("title", "titre")).reworded(then.title, now.title)
    yield from here.part("text", Text("text", "texte")).reworded(then.text, now.text)
    if then.when != now.when:
        conditions = here.part("when", Text("conditions", "conditions"))
        yield conditions.altered(CHANGED, begun(_when(before, then)), begun(_when(after, now)))
    if then.theme != now.theme:
        theme = here.part("theme", Text("theme", "thème"))
        yield theme.altered(instead_of(_theme(after, now), _theme(before, then)))
    if then.leads_for != now.leads_for:
        yield here.altered(LEADS_FOR[now.leads_for])
    if then.source != now.source:
        source = here.part("source", Text("source", "source"))
        yield source.altered(instead_of(*(_part_of(piece) for piece in (now, then))))


def _part_of(piece: Advice) -> Text:
    return quoted(same(piece.source)) if piece.source else Text("none", "aucune")


def _piece_at(piece: Advice) -> Place:
    title = named(piece.title, piece.id)
    return Place("advice", ("advice", piece.id), say("advice {title}", "conseil {title}", title=title))


def _when(bank: Bank, piece: Advice) -> Text:
    return told_when(bank, piece.when, piece.theme)


def _theme(bank: Bank, piece: Advice) -> Text:
    """Name the theme that a piece strengthens; a draft may name one that is not there."""
    if piece.theme is None:
        return NO_THEME
    try:
        return named(bank.theme(piece.theme).title, piece.theme)
    except Absent:
        return quoted(same(piece.theme))


CHANGED = Text("changed", "modification")
NO_THEME = Text("none", "aucun")
NO_CHOICE = Text("no answers yet", "aucune réponse pour l’instant")
LEADS_FOR: Mapping[str | None, Text] = {
    "newcomer": Text("now leads for newcomers", "vient maintenant en tête pour les nouveaux arrivants"),
    "native": Text("now leads for natives", "vient maintenant en tête pour les natifs"),
    None: Text("no longer leads for anyone", "ne vient plus en tête pour personne"),
}
