"""Name every page of teams, a manager's and a person's, and how one comes there."""

from collections.abc import Callable, Mapping

from tests.journeys import trouble
from tests.journeys.account_pages import wrong
from tests.journeys.office import Occasion, Office
from tests.journeys.ways import Arrive, Way


def managing(path: Callable[[Office], str]) -> Arrive:
    """Open an address as the manager."""
    return lambda way: way.go(path(way.office), way.office.manager)


def joining(path: Callable[[Office], str], who: str = "") -> Arrive:
    """Open an address as somebody who takes the questionnaire."""
    return lambda way: way.go(path(way.office), getattr(way.office, who) if who else None)


def in_round(which: str, path: str = "") -> Arrive:
    """Open a page of a round as the manager."""

    def address(office: Office) -> str:
        occasion: Occasion = getattr(office, which)
        return occasion.path + path

    return managing(address)


def released(office: Office, path: str) -> str:
    """Return an address once two rounds are released."""
    assert office.second.path
    return path


def _in_team(path: str) -> Arrive:
    return managing(lambda office: office.first.team + path)


def _foreign_colleague(way: Way) -> None:
    _in_team("/settings")(way)
    way.fill("Let a colleague manage it too", "nobody@example.org")
    way.press("Add the colleague")


def _codes_without_people(way: Way) -> None:
    _in_team("/rounds/new")(way)
    way.page.get_by_role("radio").last.check()
    way.press("Open the round")


def _wrong_code(path: Callable[[Office], str]) -> Arrive:
    def arrive(way: Way) -> None:
        way.go(path(way.office))
        way.fill("Your code", "not a code")
        way.press("Start")

    return arrive


def _in_the_middle(way: Way) -> None:
    way.go("/code", way.office.visitor().join(way.office.open.join))


def _before_any_release(way: Way) -> None:
    with trouble.before_any_release(way.service.database):
        way.go("/organisation", way.office.admin)


def _code_join(office: Office) -> str:
    return office.coded.join


PAGES: Mapping[str, Arrive] = {
    "manager/teams": managing(lambda office: released(office, "/teams")),
    "manager/teams, none": lambda way: way.go("/teams", way.office.beginner),
    "manager/new_team": managing(lambda office: "/teams/new"),
    "manager/new_team, wrong": wrong(managing(lambda office: "/teams/new"), "Make the team"),
    "manager/team": managing(lambda office: office.empty),
    "manager/team, a round without figures": managing(lambda office: office.quiet.team),
    "manager/team, rounds with figures": managing(lambda office: released(office, office.second.team)),
    "manager/new_round": _in_team("/rounds/new"),
    "manager/new_round, wrong": _codes_without_people,
    "manager/round": in_round("open"),
    "manager/round, with codes": in_round("coded"),
    "manager/round, wrong": wrong(in_round("coded"), "Make more codes"),
    "manager/round, enough": in_round("small"),
    "manager/round, closed": in_round("first"),
    "manager/round, closed without figures": in_round("quiet"),
    "manager/poster": in_round("open", "/poster"),
    "manager/slips": in_round("coded", "/slips"),
    "manager/close": in_round("small", "/close"),
    "manager/close, too few": in_round("open", "/close"),
    "manager/close, closed": in_round("first", "/close"),
    "manager/release": in_round("small", "/release"),
    "manager/release, too few": in_round("open", "/release"),
    "manager/figures": in_round("first", "/figures"),
    "manager/figures, few": in_round("second", "/figures"),
    "manager/settings": _in_team("/settings"),
    "manager/settings, wrong": _foreign_colleague,
    "manager/delete": _in_team("/delete"),
    "manager/delete, wrong": wrong(_in_team("/delete"), "Delete for good"),
    "manager/organisation": lambda way: way.go(released(way.office, "/organisation"), way.office.admin),
    "manager/no_organisation": _before_any_release,
    "join": joining(lambda office: office.open.join),
    "join, in it": joining(lambda office: office.open.join, "finisher"),
    "join, closed": joining(lambda office: office.first.join),
    "join, again": joining(lambda office: office.small.join, "finisher"),
    "join, with a code": joining(_code_join),
    "join, wrong": _wrong_code(_code_join),
    "code": joining(lambda office: "/code"),
    "code, from a slip": joining(lambda office: f"/code/{office.coded.slips[0]}"),
    "code, in the middle": _in_the_middle,
    "code, wrong": _wrong_code(lambda office: "/code"),
    "no-round": joining(lambda office: "/join/of-nobody"),
    "team": joining(lambda office: "/team", "finisher"),
    "team, added": joining(lambda office: "/team", "giver"),
    "team, declined": joining(lambda office: "/team", "decliner"),
    "team, released": joining(lambda office: released(office, "/team"), "released"),
    "preview": joining(lambda office: "/team/example", "finisher"),
}
