"""Turn a bank file into a bank, with every fault's line and column, and a bank into a file."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from typing import Any

import yaml

from app.quiz.bank import Bank
from app.quiz.faults import FaultyBank
from app.quiz.marks import Found, Node, Unreadable, compose, decode, keep
from app.quiz.places import fault, mark_of
from app.quiz.shape import fields_of, shape
from app.quiz.soundness import flaws


def parse(source: bytes, name: str = "bank.yaml") -> Bank:
    """Read a bank file and prove that it is sound; raise FaultyBank with every fault found.

    `name` is what the file is called in the faults.
    """
    return _bank(source, name, sound=True)


def read(source: bytes, name: str = "bank.yaml") -> Bank:
    """Read a bank file that was proven sound before, in a fraction of the time; raise FaultyBank.

    Only its form is checked, not whether its ids, numbers and conditions fit each other.
    """
    return _bank(source, name, sound=False)


def draft(source: bytes, name: str = "bank.yaml") -> Bank:
    """Read a bank file that is being worked on: its form must be whole, not what stands in it.

    Texts may be empty, ids may lead nowhere, numbers may be out of range: `parse` says all that. Raise
    FaultyBank where a value is missing that is no text.
    """
    found: list[Found] = []
    root: Node = None
    try:
        root = compose(decode(source), found)
        bank = shape(root, found).bank
    except Unreadable as error:
        raise FaultyBank([fault(name, root, error.found)]) from None
    if not _is_whole(bank):
        raise FaultyBank(fault(name, root, one) for one in found)
    return bank


def write(bank: Bank) -> bytes:
    """Write a bank as a file that `parse` reads as the same bank."""
    held = plain(bank)
    document = _written(held, _Swift)
    # libyaml writes the same bytes in a sixth of the time, but spells out what lies beyond U+FFFF.
    return _written(held, _Readable) if rb"\U" in document else document


def _bank(source: bytes, name: str, *, sound: bool) -> Bank:
    found: list[Found] = []
    root: Node = None
    try:
        root = compose(decode(source), found)
        shaped = shape(root, found)
        if sound:
            for path, what in flaws(shaped.bank, shaped.broken):
                keep(found, Found(mark_of(root, path), path, what))
    except Unreadable as error:
        found.append(error.found)
    if found:
        raise FaultyBank(fault(name, root, one) for one in found)
    return shaped.bank


def _is_whole(value: Any) -> bool:
    """Tell whether nothing is missing in a value but texts, and what may be left out."""
    if is_dataclass(value):
        held = ((item, getattr(value, item.name)) for item in fields(value))
        return all(item.default is None if one is None else _is_whole(one) for item, one in held)
    if isinstance(value, Mapping):
        return all(_is_whole(one) for one in value.values())
    return all(map(_is_whole, value)) if isinstance(value, tuple) else value is not None


def plain(value: Any) -> Any:
    """Return a value as what YAML knows, leaving out what need not be written."""
    if is_dataclass(value):
        written = {
            key: (item, getattr(value, item.name)) for key, (item, _) in fields_of(value.__class__).items()
        }
        return {key: plain(held) for key, (item, held) in written.items() if not _is_default(item, held)}
    if isinstance(value, Mapping):
        return {key: plain(held) for key, held in value.items()}
    if isinstance(value, tuple):
        return [plain(held) for held in value]
    return value


def _written(held: Any, dumper: Any) -> bytes:
    said = yaml.dump(held, Dumper=dumper, sort_keys=False, allow_unicode=True, width=100, encoding="utf-8")
    return bytes(said)


def _is_default(item: Any, held: Any) -> bool:
    return held == item.default or (callable(item.default_factory) and held == item.default_factory())


class _Said:
    """Write decimals as they are said (0.5, not as a float would have it), and everything in full.

    Two themes may share one value; a reference from one to the other is nothing that `parse` reads.
    """

    def ignore_aliases(self, data: Any) -> bool:
        return True


class _Swift(_Said, yaml.CSafeDumper):
    """Write by libyaml."""


class _Readable(_Said, yaml.SafeDumper):
    """Write by PyYAML itself, which leaves emoji as they are."""


def _decimal(dumper: yaml.SafeDumper | yaml.CSafeDumper, value: Decimal) -> yaml.ScalarNode:
    said = f"{value:f}"
    return dumper.represent_scalar(f"tag:yaml.org,2002:{'float' if '.' in said else 'int'}", said)


for _dumper in (_Swift, _Readable):
    _dumper.add_representer(Decimal, _decimal)
