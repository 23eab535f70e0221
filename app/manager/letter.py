"""Write the text that invites a team, in both languages: a manager sends both."""

from app.quiz.bank import Bank
from app.quiz.text import LANGUAGES, Text

MERGED = Text("[link]", "[lien]")
"""What stands for each person's own link in a mail merge: the name of its column in the file of codes."""

LETTER = Text(
    "Hello! Our team is taking a self-assessment of our digital practice: “{title}”, about {minutes} "
    "minutes, on your phone or computer. It is not a test. Your result is yours alone. At the end you choose "
    "whether to add your answers to the team’s figures; they are shown for five people or more, never for "
    "one.\n"
    "{link}",
    "Bonjour! Notre équipe fait une autoévaluation de ses pratiques numériques\N{NO-BREAK SPACE}: "
    "«\N{NO-BREAK SPACE}{title}\N{NO-BREAK SPACE}», environ {minutes}\N{NO-BREAK SPACE}minutes, sur "
    "téléphone ou sur ordinateur. Ce n’est pas un examen. Votre résultat n’appartient qu’à vous. À la fin, "
    "vous choisissez d’ajouter ou non vos réponses aux chiffres de l’équipe; ils portent sur cinq personnes "
    "ou plus, et jamais sur une seule.\n"
    "{link}",
)


def letter(bank: Bank, link: Text) -> Text:
    """Return the invitation to take a bank by a round's link, or by what stands for each person's own."""
    words = (
        LETTER[language].format(title=bank.title[language], minutes=bank.minutes, link=link[language])
        for language in LANGUAGES
    )
    return Text(*words)
