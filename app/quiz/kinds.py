"""Check that a theme asks and says what a theme of its kind should."""

from collections.abc import Iterator

from app.quiz.bank import Theme
from app.quiz.faults import Flaw, Path, words

MOST_ON_A_PAGE = 30


def kind_flaws(path: Path, theme: Theme) -> Iterator[Flaw]:
    """Yield what is wrong with what a theme at a path asks, and says, for its kind."""
    if not theme.asked("practice"):
        yield (
            (*path, "questions"),
            words(
                "at least one question should be of the role “practice”, or the theme has no score",
                "au moins une question doit avoir le rôle « practice », sinon le thème n’a pas de résultat",
            ),
        )
    if len(theme.questions) > MOST_ON_A_PAGE:
        yield (
            (*path, "questions"),
            words(
                "a theme is one page: at most {most} questions",
                "un thème tient sur une page : au plus {most} questions",
                most=MOST_ON_A_PAGE,
            ),
        )
    if theme.kind == "imperative":
        yield from _imperative(path, theme)
    else:
        yield from _myth(path, theme)


def _imperative(path: Path, theme: Theme) -> Iterator[Flaw]:
    for key in ("myth", "reality"):
        if getattr(theme, key):
            yield (
                (*path, key),
                words(
                    "only a theme of the kind “myth” has this text",
                    "seul un thème de nature « myth » a ce texte",
                ),
            )
    for at, question in enumerate(theme.questions):
        if question.role == "belief":
            yield (
                (*path, "questions", at, "role"),
                words(
                    "only a theme of the kind “myth” asks what one believes",
                    "seul un thème de nature « myth » demande ce que l’on croit",
                ),
            )


def _myth(path: Path, theme: Theme) -> Iterator[Flaw]:
    for key in ("myth", "reality"):
        if not getattr(theme, key):
            yield (
                path,
                words(
                    "a theme of the kind “myth” needs the text {key}",
                    "un thème de nature « myth » a besoin du texte {key}",
                    key=key,
                ),
            )
    if not theme.asked("belief"):
        yield (
            (*path, "questions"),
            words(
                "a theme of the kind “myth” needs a question of the role “belief”",
                "un thème de nature « myth » a besoin d’une question au rôle « belief »",
            ),
        )
