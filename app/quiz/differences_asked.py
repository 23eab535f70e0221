"""Tell what differs between two versions in what is asked: themes, questions, and the background question."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.quiz.altered import ADDED, MOVED, REMOVED, Altered, Place, moved, sort_out
from app.quiz.bank import Background, Bank, Origin, Question, Theme
from app.quiz.text import Text
from app.quiz.wording import named, number, quoted, same, say


def themes_altered(before: Bank, after: Bank) -> Iterator[Altered]:
    """Tell what differs in the themes and in their questions."""
    new, gone, both = sort_out(before.themes, after.themes)
    for theme in new:
        yield _theme_at(theme).altered(ADDED, None, theme.topic)
    for theme in gone:
        yield _theme_at(theme).altered(REMOVED, theme.topic, None)
    shifted = moved([theme.id for theme in before.themes], [theme.id for theme in after.themes])
    for then, now in both:
        if now.id in shifted:
            yield _theme_at(now).altered(from_to(before.themes.index(then), after.themes.index(now)))
        yield from _theme(then, now)
    yield from _questions(before, after)


def _theme_at(theme: Theme) -> Place:
    title = named(theme.title, theme.id)
    return Place("questions", ("themes", theme.id), say("theme {title}", "thème {title}", title=title))


def _theme(then: Theme, now: Theme) -> Iterator[Altered]:
    here = _theme_at(now)
    if then.kind != now.kind:
        yield here.altered(KIND[now.kind])
    for key, name in _THEME_TEXTS.items():
        yield from here.part(key, name, "texts").reworded(getattr(then, key), getattr(now, key))
    if then.weight != now.weight:
        weight = here.part("weight", Text("weight", "poids"), "weights")
        yield weight.altered(instead_of(number(now.weight), number(then.weight)))


@dataclass(frozen=True, slots=True)
class _Asked:
    """Hold a question with where it is asked: in which theme, and after how many others."""

    id: str
    question: Question
    theme: Theme
    at: int

    @property
    def place(self) -> Place:
        """Name it by where it stands: question 2 of “Listen”."""
        where = say(
            "question {number} of {theme}",
            "question {number} de {theme}",
            number=self.at + 1,
            theme=named(self.theme.title, self.theme.id),
        )
        return Place("questions", ("themes", self.theme.id, "questions", self.id), where)


def _asked(bank: Bank) -> list[_Asked]:
    return [
        _Asked(question.id, question, theme, at)
        for theme in bank.themes
        for at, question in enumerate(theme.questions)
    ]


def _questions(before: Bank, after: Bank) -> Iterator[Altered]:
    new, gone, both = sort_out(_asked(before), _asked(after))
    for one in new:
        yield one.place.altered(ADDED, None, one.question.text)
    for one in gone:
        yield one.place.altered(REMOVED, one.question.text, None)
    shifted = _shifted(before, after)
    for then, now in both:
        if then.theme.id != now.theme.id:
            where = Text(f"from {then.place.where.en}", f"auparavant {then.place.where.fr}")
            yield now.place.altered(say("moved here, {where}", "déplacée ici, {where}", where=where))
        elif now.id in shifted:
            yield now.place.altered(from_to(then.at, now.at))
        yield from now.place.reworded(then.question.text, now.question.text)
        yield from _keying(now.place, then.question, now.question)


def _shifted(before: Bank, after: Bank) -> frozenset[str]:
    """Return the questions that have another place within their theme."""
    then, now = ({theme.id: theme.questions for theme in bank.themes} for bank in (before, after))
    return frozenset().union(
        *(
            moved([question.id for question in then[key]], [question.id for question in now[key]])
            for key in now
            if key in then
        )
    )


def _keying(place: Place, then: Question, now: Question) -> Iterator[Altered]:
    """Tell what differs in how a question is answered and counted."""
    if then.role != now.role:
        yield place.altered(ROLE[now.role])
    if then.scale != now.scale:
        scales = [quoted(same(question.scale)) for question in (now, then)]
        yield place.part("scale", Text("scale", "échelle")).altered(instead_of(*scales))
    if then.reversed != now.reversed:
        yield place.altered(TURNED[now.reversed])
    if then.may_not_apply != now.may_not_apply:
        yield place.altered(MAY_NOT_APPLY[now.may_not_apply])


def background_altered(then: Background | None, now: Background | None) -> Iterator[Altered]:
    """Tell what differs in the background question."""
    here = Place("questions", ("background",), Text("background question", "question sur le parcours"))
    if then is None or now is None:
        yield from here.reworded(then.text if then else None, now.text if now else None)
        return
    if then.id != now.id:
        yield here.altered(ANOTHER, then.text, now.text)
    yield from here.part("topic", Text("topic", "sujet")).reworded(then.topic, now.topic)
    yield from here.part("text", Text("text", "texte")).reworded(then.text, now.text)
    new, gone, both = sort_out(then.choices, now.choices)
    for origin in new:
        yield _origin_at(here, origin).altered(ADDED, None, origin.label)
    for origin in gone:
        yield _origin_at(here, origin).altered(REMOVED, origin.label, None)
    shifted = moved([one.id for one in then.choices], [one.id for one in now.choices])
    for one, other in both:
        if other.id in shifted:
            yield _origin_at(here, other).altered(from_to(then.choices.index(one), now.choices.index(other)))
        yield from _origin(_origin_at(here, other), one, other)


def _origin_at(here: Place, origin: Origin) -> Place:
    name = say("answer {label}", "réponse {label}", label=named(origin.label, origin.id))
    return Place(here.kind, (*here.path, "choices"), here.where).part(origin.id, name)


def _origin(here: Place, then: Origin, now: Origin) -> Iterator[Altered]:
    yield from here.part("label", Text("label", "libellé")).reworded(then.label, now.label)
    if then.leads != now.leads:
        yield here.altered(LEADS[now.leads])
    one, other = then.encouragement, now.encouragement
    said = here.part("encouragement", Text("encouragement", "encouragement"), "texts")
    yield from said.reworded(one.text if one else None, other.text if other else None)
    if one and other and one.place_from != other.place_from:
        yield said.altered(
            say(
                "said from a place of {now} upwards, before {then}",
                "dit à partir d’une position de {now}, avant {then}",
                now=other.place_from,
                then=one.place_from,
            )
        )


def from_to(before: int, after: int) -> Text:
    """Tell that a thing moved from one place to another, counted from 0.

    The two are alike where others moved around it.
    """
    if before == after:
        return MOVED
    return say(
        "moved from place {before} to place {after}",
        "déplacement du rang {before} au rang {after}",
        before=before + 1,
        after=after + 1,
    )


def instead_of(now: Text, then: Text) -> Text:
    """Tell that something is one thing now and was another before."""
    return say("now {now}, before {then}", "maintenant {now}, avant {then}", now=now, then=then)


ANOTHER = Text("another question in its place", "une autre question à sa place")

KIND: Mapping[str, Text] = {
    "imperative": Text("now an imperative, before a myth", "maintenant un impératif, avant un mythe"),
    "myth": Text("now a myth, before an imperative", "maintenant un mythe, avant un impératif"),
}
ROLE: Mapping[str, Text] = {
    "practice": Text(
        "now asks what one does, and counts towards the score",
        "porte maintenant sur ce que l’on fait et compte dans le résultat",
    ),
    "belief": Text(
        "now asks what one believes, and no longer counts towards the score",
        "porte maintenant sur ce que l’on croit et ne compte plus dans le résultat",
    ),
}
TURNED: Mapping[bool, Text] = {
    True: Text(
        "now turned round: more is counted as less", "maintenant inversée\u00a0: plus compte comme moins"
    ),
    False: Text(
        "no longer turned round: more is counted as more", "n’est plus inversée\u00a0: plus compte comme plus"
    ),
}
MAY_NOT_APPLY: Mapping[bool, Text] = {
    True: Text(
        "now offers “does not apply to my work”",
        "offre maintenant «\u00a0ne s’applique pas à mon travail\u00a0»",
    ),
    False: Text(
        "no longer offers “does not apply to my work”",
        "n’offre plus «\u00a0ne s’applique pas à mon travail\u00a0»",
    ),
}
LEADS: Mapping[str | None, Text] = {
    "newcomer": Text(
        "the advice for newcomers now leads",
        "les conseils aux nouveaux arrivants viennent maintenant en tête",
    ),
    "native": Text("the advice for natives now leads", "les conseils aux natifs viennent maintenant en tête"),
    None: Text("no advice leads any more", "aucun conseil ne vient plus en tête"),
}
_THEME_TEXTS = {
    "title": Text("title", "titre"),
    "topic": Text("topic", "sujet"),
    "strength": Text("strength", "force"),
    "myth": Text("myth", "mythe"),
    "reality": Text("reality", "réalité"),
    "talk": Text("question to talk about", "question à discuter"),
}
