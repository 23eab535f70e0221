"""Find a place of a bank in its file, and call it by a name that a trainer knows."""

from app.quiz.faults import Fault, Path, words
from app.quiz.marks import Found, Listing, Mark, Node, Scalar, Table
from app.quiz.text import Text


def fault(file: str, root: Node, found: Found) -> Fault:
    """Make a fault of what was found: with the file's name, and the place's name before the words."""
    name = named(root, found.path)
    what = found.what
    if name:
        what = Text(f"{name.en}: {what.en}", f"{name.fr}\u00a0: {what.fr}")
    return Fault(file, found.mark.line, found.mark.column, begun(what), found.path)


def mark_of(root: Node, path: Path) -> Mark:
    """Return where the value at a path begins, or the nearest value around it that is there."""
    mark = Mark(1, 1)
    for node in _along(root, path):
        mark = node.mark if node else mark
    return mark


def named(root: Node, path: Path) -> Text | None:
    """Name the place at a path: question “listen-1”, text. None at the top of the file."""
    names: list[Text] = []
    nodes = _along(root, path)
    for at, key in enumerate(path):
        above = path[at - 1] if at else None
        if isinstance(above, str) and above in _THINGS and (isinstance(key, int) or above in _BY_KEY):
            names[-1] = _thing(_THINGS[above], key, nodes[at + 1] if at + 1 < len(nodes) else None)
        elif isinstance(key, str) and key not in ("en", "fr"):
            names.append(_FIELDS.get(key) or words("{key}", "{key}", key=key))
    if not names:
        return None
    return Text(", ".join(name.en for name in names), ", ".join(name.fr for name in names))


def _along(root: Node, path: Path) -> list[Node]:
    """Return the values on the way to a place, as far as they are there."""
    nodes = [root]
    for key in path:
        here = nodes[-1]
        if isinstance(here, Table) and key in here.entries:
            nodes.append(here.entries[str(key)][1])
        elif isinstance(here, Listing) and isinstance(key, int):
            nodes.append(here.items[key])
        else:
            break
    return nodes


def _thing(kind: Text, key: str | int, node: Node) -> Text:
    """Name a thing by its id or key; one without an id by its number."""
    name = key
    if isinstance(key, int):
        written = node.entries.get("id") if isinstance(node, Table) else None
        value = written[1] if written else None
        name = value.text if isinstance(value, Scalar) and value.text.strip() else key + 1
    return words(f"{kind.en} {{name}}", f"{kind.fr} {{name}}", name=name)


def begun(text: Text) -> Text:
    """Let a sentence begin with a capital."""
    return Text(text.en[:1].upper() + text.en[1:], text.fr[:1].upper() + text.fr[1:])


_BY_KEY = ("scales", "parts")

_THINGS = {
    "scales": Text("scale", "échelle"),
    "themes": Text("theme", "thème"),
    "questions": Text("question", "question"),
    "choices": Text("choice", "choix"),
    "bands": Text("band", "zone"),
    "advice": Text("advice", "conseil"),
    "parts": Text("part", "partie"),
}

_FIELDS = {
    "about": Text("about", "présentation"),
    "advice": Text("advice", "conseils"),
    "answered": Text("the answer asked for", "la réponse demandée"),
    "author": Text("author", "auteur"),
    "background": Text("background question", "question sur le parcours"),
    "bands": Text("bands", "zones"),
    "choices": Text("choices", "choix"),
    "encouragement": Text("encouragement", "encouragement"),
    "ends": Text("ends of the spectrum", "extrémités du spectre"),
    "from": Text("from", "seuil (from)"),
    "high": Text("high end", "extrémité haute"),
    "id": Text("id", "identifiant (id)"),
    "kind": Text("kind", "nature (kind)"),
    "label": Text("label", "libellé"),
    "leads": Text("leads", "conseils en tête (leads)"),
    "leads_for": Text("leads_for", "en tête pour (leads_for)"),
    "low": Text("low end", "extrémité basse"),
    "margin": Text("margin", "marge"),
    "may_not_apply": Text("may_not_apply", "peut ne pas s’appliquer (may_not_apply)"),
    "myth": Text("myth", "mythe"),
    "note": Text("note", "note"),
    "parts": Text("parts of the source", "parties de la source"),
    "place_below": Text("place_below", "position sous (place_below)"),
    "place_from": Text("place_from", "position à partir de (place_from)"),
    "points": Text("points", "points"),
    "question": Text("question", "question"),
    "questions": Text("questions", "questions"),
    "reality": Text("reality", "réalité"),
    "reversed": Text("reversed", "inversée (reversed)"),
    "role": Text("role", "rôle"),
    "scale": Text("scale", "échelle"),
    "scales": Text("scales", "échelles"),
    "source": Text("source", "source"),
    "strength": Text("strength", "force"),
    "talk": Text("talk", "discussion"),
    "text": Text("text", "texte"),
    "theme": Text("theme", "thème"),
    "theme_at_least": Text("theme_at_least", "thème à partir de (theme_at_least)"),
    "theme_below": Text("theme_below", "thème sous (theme_below)"),
    "themes": Text("themes", "thèmes"),
    "title": Text("title", "titre"),
    "topic": Text("topic", "sujet"),
    "weight": Text("weight", "poids"),
    "when": Text("conditions (when)", "conditions (when)"),
    "year": Text("year", "année"),
}
