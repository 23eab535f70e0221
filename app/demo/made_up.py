"""Make up teams, their rounds, and people who took them.

The model: each team has strengths and weaknesses of its own, a shift of every theme that is normal around 0;
a person's ease (0-1) is normal around the round's; the answers follow as app.quiz.invented says.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from app.quiz.bank import Bank
from app.quiz.disclosure import FLOOR
from app.quiz.invented import invent
from app.quiz.scoring import score
from app.quiz.text import LANGUAGES
from app.store import memberships, releases, rounds, sittings, teams, versions
from app.store.engine import Database
from app.store.memberships import Membership
from app.store.session import Session

PEOPLE_APART = 0.14
STRENGTHS_APART = 0.12
"""Standard deviations (shares, 0-1) of a person around the round's ease, and of a team's shift of a theme."""

KEPT_DAYS = 395
"""How long the made-up teams and sittings would be kept, in days."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """Describe a round: opened and closed so many days ago, and how many people each of its blocks holds.

    `waiting` people added their answers and are in no block yet; `alone` have a result that is theirs alone.
    """

    name: str
    ease: float
    opened: int
    closed: int | None
    blocks: tuple[int, ...]
    waiting: int = 0
    alone: int = 0


CREWS: Mapping[str, tuple[Occasion, ...]] = {
    "Permits / Permis": (
        Occasion("Before the training / Avant la formation", 0.36, 160, 146, (34,)),
        Occasion("After the training / Après la formation", 0.6, 55, 41, (36,)),
    ),
    "Service counters / Comptoirs de service": (
        Occasion("Spring / Printemps", 0.52, 200, 170, (40, 48)),
        Occasion("Autumn / Automne", 0.55, 12, None, (), waiting=44, alone=3),
    ),
    "Archives": (Occasion("First look / Premier regard", 0.66, 90, 76, (7,)),),
}  # fmt: skip

BY_THEMSELVES = 28
"""How many people came by no team's link."""


@dataclass(frozen=True, slots=True)
class _Hand:
    """Hold what every made-up sheet takes: the session, the version with its bank, and the chances."""

    session: Session
    version_id: int
    bank: Bank
    randomness: Random

    def take(self, ease: float, shifts: Mapping[str, float], day: date) -> str:
        """Let somebody take the questionnaire on a day and return the id of their sitting."""
        randomness = self.randomness
        answers = invent(self.bank, randomness, randomness.gauss(ease, PEOPLE_APART), shifts)
        token, until = sittings.new_token(), day + timedelta(KEPT_DAYS)
        language = randomness.choice(LANGUAGES)
        sittings.begin(self.session, token, self.version_id, language, until)
        (sitting,) = sittings.every(self.session, token)
        sittings.keep_answers(self.session, sitting, answers, self.bank.pages[-1], until)
        sittings.finish(
            self.session, sitting, result=score(self.bank, answers).to_document(), language=language,
            minutes=randomness.randint(5, 14), today=day, expires_on=until,
        )  # fmt: skip
        return sitting.id

    def hold(self, team: teams.Team, occasion: Occasion, shifts: Mapping[str, float], today: date) -> None:
        """Let a team's round take place."""
        opened = today - timedelta(occasion.opened)
        round_ = rounds.begin(self.session, team.id, occasion.name, self.version_id, opened)
        last = today if occasion.closed is None else today - timedelta(occasion.closed)
        for people in occasion.blocks:
            self.add(people, round_, occasion.ease, shifts, last)
            releases.seal(self.session, self.bank, round_, self.randomness, FLOOR, last)
        self.add(occasion.waiting, round_, occasion.ease, shifts, last)
        for _ in range(occasion.alone):
            memberships.join(self.session, self.take(occasion.ease, shifts, last), round_.id)
        if occasion.closed is not None:
            rounds.close(self.session, round_.id, last)
            memberships.end(self.session, round_.id)

    def add(
        self, people: int, round_: rounds.Round, ease: float, shifts: Mapping[str, float], day: date
    ) -> None:
        """Let so many people join a round and add their answers."""
        for _ in range(people):
            sitting_id = self.take(ease, shifts, day)
            memberships.join(self.session, sitting_id, round_.id)
            memberships.decide(self.session, Membership(sitting_id, round_.id, "open"), "added")


def furnish(database: Database, today: date, randomness: Random, *managers: int) -> None:
    """Fill a database that offers a bank with three teams; each account of `managers` manages them all."""
    with database.writing() as session:
        version = versions.offered(session)[0]
        bank = versions.Cache().bank(session, version.id)
        hand = _Hand(session, version.id, bank, randomness)
        first, *others = managers
        for name, occasions in CREWS.items():
            until = today + timedelta(KEPT_DAYS)
            founded = today - timedelta(max(occasion.opened for occasion in occasions))
            team = teams.create(session, name, first, founded, until)
            for account in others:
                teams.add_manager(session, team.id, account)
            shifts = {theme.id: randomness.gauss(0, STRENGTHS_APART) for theme in bank.themes}
            for occasion in occasions:
                hand.hold(team, occasion, shifts, today)
        for _ in range(BY_THEMSELVES):
            hand.take(0.5, {}, today - timedelta(randomness.randrange(60)))
        session.commit()
