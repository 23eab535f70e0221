"""Read what a button of a form says beside "save": what to do, with which thing, and where to."""

from dataclasses import dataclass

from flask import request


@dataclass(frozen=True, slots=True)
class Order:
    """Hold a button's words: "up:listen" moves the thing called listen one place up."""

    what: str = ""
    thing: str = ""
    where: str = ""

    @property
    def by(self) -> int:
        """Return by how many places to move: one up, one down, or none."""
        return {"up": -1, "down": 1}.get(self.what, 0)


def order() -> Order:
    """Return what the button that was pressed says; of what no button says, nothing."""
    what, _, rest = request.form.get("do", "").partition(":")
    thing, _, where = rest.partition(":")
    return Order(what, thing, where) if what in ORDERS else Order()


ORDERS = ("add", "up", "down", "before", "send", "remove", "list")
"""Add one; move one up, or down, or before another; send one elsewhere; take one away; list others."""
