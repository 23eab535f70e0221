"""Keep accounts and teams at hand, each at another point of the way; nothing a page shows changes them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import count
from urllib.parse import urlsplit

from app.quiz.bank import Bank
from app.quiz.text import Language
from tests.account.authenticator import Phone
from tests.journeys.people import EARLIER, LATELY, sheet
from tests.journeys.service import Service
from tests.journeys.shelf import Shelf
from tests.journeys.visitor import Caller, Visitor
from tests.taker.walk import SHIPPED

PASSWORD = "hazel grape tundra 7"
LINK = re.compile(r'<p class="address">([^<]+)')
SLIP = re.compile(r"<strong>([0-9A-Z]{5}-[0-9A-Z]{5})</strong>")
KEY = re.compile(r"<strong>((?:\w{4}-)+\w+)</strong>")


class Official(Caller):
    """Be somebody with an account, signed in."""

    def __init__(self, service: Service, email: str) -> None:
        super().__init__(service.address)
        self.email = email

    def make_account(self, link: str, *, first: bool = False) -> "Official":
        """Take an invitation; the first administrator's asks for an address."""
        self.fill_in(link, {"new_password": PASSWORD, **({"email": self.email} if first else {})})
        return self

    def sign_in(self) -> "Official":
        """Sign in by the password that everybody here has."""
        self.fill_in("/account/sign-in", {"email": self.email, "password": PASSWORD})
        return self

    def account_of(self, email: str) -> str:
        """Return the address of somebody's account, as an administrator."""
        found = re.search(rf'href="([^"]+)">{re.escape(email)}<', self.read("/account/people"))
        assert found, email
        return found[1]

    def invite(self, email: str, *roles: str, language: Language = "en") -> None:
        """Invite somebody."""
        self.fill_in("/account/people/invite", {"email": email, "roles": roles, "tongue": language})

    def set_up_phone(self) -> Phone:
        """Set up a second factor, and return the phone that makes its codes."""
        found = KEY.search(self.read("/account/second-factor"))
        assert found
        phone = Phone(found[1])
        self.fill_in("/account/second-factor", {"code": phone.code(-1)})
        return phone

    def make_team(self, name: str) -> str:
        """Make a team and return the address of its page."""
        return self.fill_in("/teams/new", {"name": name}).removesuffix("/rounds/new")

    def open_round(self, team: str, name: str, codes: int = 0) -> "Occasion":
        """Open a round of a team, with as many one-time codes as wanted."""
        way = {"way": "codes", "people": str(codes)} if codes else {"way": "link"}
        path = self.fill_in(f"{team}/rounds/new", {"name": name, "bank": SHIPPED, **way})
        link = LINK.search(self.read(f"{path}/poster"))
        assert link
        slips = SLIP.findall(self.read(f"{path}/slips")) if codes else []
        return Occasion(team, path, urlsplit(link[1]).path, slips)

    def close(self, occasion: "Occasion") -> None:
        """Close a round and release what was added."""
        self.fill_in(f"{occasion.path}/close")


@dataclass(frozen=True)
class Occasion:
    """Hold where a round's team is, where the round is, its join link's path, and its codes."""

    team: str
    path: str
    join: str
    slips: Sequence[str]


class Office:
    """Make accounts, teams and rounds the first time somebody asks for them."""

    def __init__(self, service: Service, bank: Bank) -> None:
        self._service, self._bank = service, bank
        self._guests = count(1)

    @cached_property
    def admin(self) -> Official:
        """The first administrator, who has invited somebody that has not come yet."""
        first = Official(self._service, "root@example.org").make_account(self._service.first_link, first=True)
        first.invite("late@example.org", "trainer", language="fr")
        return first

    @cached_property
    def manager(self) -> Official:
        """Somebody who manages teams."""
        return self.newcomer("mara@example.org")

    @cached_property
    def trainer(self) -> Official:
        """Somebody who edits banks."""
        return self.newcomer("tara@example.org", "trainer")

    @cached_property
    def shelf(self) -> Shelf:
        """The banks that the trainer works on."""
        return Shelf(self._service, self.trainer.email)

    @cached_property
    def just_begun(self) -> str:
        """A bank with nothing in it, which nobody is offered."""
        return self.trainer.fill_in("/new-bank", {"title_en": "Harbours", "title_fr": "Ports"})

    @cached_property
    def beginner(self) -> Official:
        """Somebody who may manage teams and has none."""
        return self.newcomer("nora@example.org")

    @cached_property
    def careful(self) -> Official:
        """Somebody with a second factor."""
        made = self.newcomer("cara@example.org")
        made.set_up_phone()
        return made

    @cached_property
    def suspended(self) -> Official:
        """Somebody who may not sign in any more."""
        made = self.newcomer("sam@example.org", "trainer")
        found = self.admin.account_of(made.email)
        self.admin.fill_in(f"{found}/suspend", at=found)
        return made

    @cached_property
    def forgetful(self) -> Official:
        """Somebody who forgets their password, or changes it."""
        return self.newcomer("fay@example.org")

    def reset_link(self) -> str:
        """Return a fresh link that sets a new password for the forgetful one."""
        email = self.forgetful.email
        Caller(self._service.address).fill_in("/account/forgotten", {"email": email})
        return self._service.link_for(email)

    def again(self, official: Official) -> Official:
        """Return somebody as signed in once more, in a browser that a test may sign out."""
        return Official(self._service, official.email).sign_in()

    def guest(self) -> Official:
        """Return somebody who manages no team yet, and whose account a test may change."""
        return self.newcomer(f"guest-{next(self._guests)}@example.org")

    def newcomer(self, email: str, role: str = "manager") -> Official:
        """Return somebody who has taken an invitation just now."""
        return Official(self._service, email).make_account(self.invited(email, role))

    def invited(self, email: str, role: str = "manager") -> str:
        """Invite somebody and return the link."""
        self.admin.invite(email, role)
        return self._service.link_for(email)

    @cached_property
    def empty(self) -> str:
        """A team without a round."""
        return self.manager.make_team("Library & Archives")

    @cached_property
    def quiet(self) -> Occasion:
        """A round of another team that was closed before anybody came."""
        made = self.manager.open_round(self.manager.make_team("Records"), "Autumn")
        self.manager.close(made)
        return made

    @cached_property
    def first(self) -> Occasion:
        """A round of the large team that was closed, and its figures released."""
        made = self.manager.open_round(self.manager.make_team("Permits & Licences"), "Before the training")
        for _ in range(11):
            self.visitor().join(made.join).answer(sheet(self._bank, EARLIER)).finish().decide("added")
        self.manager.close(made)
        return made

    @cached_property
    def second(self) -> Occasion:
        """The next round of the same team: closed, too, with fewer people."""
        made = self.manager.open_round(self.first.team, "After the training")
        for number in range(6):
            quarters = (*LATELY[number:], *LATELY[:number])
            visitor = self.visitor() if number else self.released
            visitor.join(made.join).answer(sheet(self._bank, quarters)).finish().decide("added")
        self.manager.close(made)
        return made

    @cached_property
    def released(self) -> Visitor:
        """Somebody whose answers are part of the figures of the second round, once that is made."""
        return self.visitor()

    @cached_property
    def small(self) -> Occasion:
        """An open round of a small team: enough have added their answers."""
        made = self.manager.open_round(self.manager.make_team("Front Desk"), "This spring")
        for _ in range(5):
            self.visitor().join(made.join).answer(sheet(self._bank, LATELY)).finish().decide("added")
        return made

    @cached_property
    def open(self) -> Occasion:
        """An open round by its link, to which nobody has added anything yet."""
        return self.manager.open_round(self.first.team, "A year later")

    @cached_property
    def coded(self) -> Occasion:
        """An open round with codes."""
        return self.manager.open_round(self.first.team, "In the new building", codes=6)

    @cached_property
    def finisher(self) -> Visitor:
        """Somebody who has finished in an open round and not decided."""
        return self.visitor().join(self.open.join).answer(sheet(self._bank, LATELY)).finish()

    @cached_property
    def giver(self) -> Visitor:
        """Somebody who has added their answers to an open round."""
        return self.visitor().join(self.open.join).answer(sheet(self._bank, LATELY)).finish().decide("added")

    @cached_property
    def decliner(self) -> Visitor:
        """Somebody who has not added their answers."""
        return (
            self.visitor().join(self.open.join).answer(sheet(self._bank, LATELY)).finish().decide("declined")
        )

    def visitor(self) -> Visitor:
        """Return somebody who has not begun."""
        return Visitor(self._service.address, self._bank)
