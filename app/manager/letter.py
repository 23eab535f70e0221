"""Write what invites a team, in both languages: a manager sends, projects and hands out both."""

from app.quiz.bank import Bank
from app.quiz.text import LANGUAGES, Text

SCAN = Text(
    "Point your phone’s camera at this code, or open the address below it.",
    "Pointez l’appareil photo de votre téléphone vers ce code, ou ouvrez l’adresse qui se trouve dessous.",
)
PROMISE = Text(
    "A self-assessment: not a test, and never for appraisal, staffing or discipline. Your result is yours "
    "alone.",
    "Une autoévaluation\N{NO-BREAK SPACE}: ce n’est pas un examen, et elle ne doit jamais servir à "
    "l’évaluation du rendement, à la dotation ni à la discipline. Votre résultat n’appartient qu’à vous.",
)
TYPE = Text(
    "Point your phone’s camera here, or type the code at",
    "Pointez l’appareil photo de votre téléphone ici, ou tapez le code à l’adresse",
)
ROUND_PAGE = Text(
    "About the round, and how often its figures were opened:",
    "La page de la ronde, qui dit combien de fois ses chiffres ont été consultés\N{NO-BREAK SPACE}:",
)

LETTER = Text(
    "Hello! Our team is taking a self-assessment, “{title}”: about {minutes} minutes, on your phone or "
    "computer. It is not a test. Your result is yours alone. At the end you choose whether to add your "
    "answers to the team’s figures; they are shown for five people or more, never for one.\n"
    "{link}",
    "Bonjour! Notre équipe fait une autoévaluation, «\N{NO-BREAK SPACE}{title}\N{NO-BREAK SPACE}»"
    "\N{NO-BREAK SPACE}: environ {minutes}\N{NO-BREAK SPACE}minutes, sur téléphone ou sur ordinateur. Ce "
    "n’est pas un examen. Votre résultat n’appartient qu’à vous. À la fin, vous choisissez d’ajouter ou non "
    "vos réponses aux chiffres de l’équipe; ils portent sur cinq personnes ou plus, et jamais sur une "
    "seule.\n"
    "{link}",
)


def letter(bank: Bank, link: str) -> Text:
    """Return the invitation to take a bank by a round's link, or by what stands for each person's own."""
    words = (
        LETTER[language].format(title=bank.title[language], minutes=bank.minutes, link=link)
        for language in LANGUAGES
    )
    return Text(*words)
