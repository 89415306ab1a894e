"""A plan as plain dictionaries: what the commands should have made of it, in a few lines each."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

FIELDS: Final = ("owner", "title", "board", "status")


@dataclass
class Thing:
    """An item: its fields now, those that its history knows of, what was said, how many entries.

    `touched` is whether its file was edited by hand since it was made, `steps` how many steps it
    ever had.
    """

    fields: dict[str, str]
    known: dict[str, str]
    notes: list[str] = field(default_factory=list)
    entries: int = 1
    touched: bool = False
    steps: int = 0

    def record(self) -> None:
        """What was changed by hand gets an entry of its own."""
        self.entries += self.known != self.fields
        self.known = dict(self.fields)


@dataclass
class Did:
    """A command that wrote: the changes by item and field (from, to), and the items it made."""

    changed: dict[str, dict[str, tuple[str, str]]] = field(default_factory=dict)
    made: list[str] = field(default_factory=list)
    removable: bool = True


@dataclass
class Model:
    """The plan and the commands that can be undone."""

    things: dict[str, Thing] = field(default_factory=dict)
    done: list[Did] = field(default_factory=list)

    def make(self, ids: list[str], fields: dict[str, str]) -> None:
        """New items."""
        for name in ids:
            self.things[name] = Thing(dict(fields), dict(fields))
        self.done.append(Did(made=ids))

    def update(self, ids: list[str], wanted: dict[str, str], note: str = "") -> None:
        """The items as wanted; those that are so already are left alone."""
        did = Did()
        for name in ids:
            thing = self.things[name]
            changes = {
                f: (thing.fields.get(f, ""), to)
                for f, to in wanted.items()
                if thing.fields.get(f, "") != to
            }
            if not changes and not note:
                continue
            thing.record()
            for changed, (_, to) in changes.items():
                _set(thing.fields, changed, to)
            thing.known = dict(thing.fields)
            thing.entries += 1
            thing.notes += [note] if note else []
            did.changed[name] = changes
        if did.changed:
            self.done.append(did)

    def undo(self) -> None:
        """The last command taken back as far as it goes; one that can't be at all stays."""
        if not self.done:
            return
        did = self.done[-1]
        gone = [name for name in did.made if not self.things[name].touched]
        for name in gone:
            del self.things[name]
        for name, changes in did.changed.items():
            thing = self.things[name]
            thing.record()
            for changed, (old, new) in changes.items():
                if thing.fields.get(changed, "") == new:
                    _set(thing.fields, changed, old)
            thing.known = dict(thing.fields)
            thing.entries += 1
        if gone or did.changed:
            self.done.pop()

    def type_field(self, name: str, owner: str) -> None:
        """Somebody sets an owner in the file."""
        thing = self.things[name]
        _set(thing.fields, "owner", owner)
        thing.touched = True

    def type_comment(self, name: str) -> None:
        """Somebody writes a comment into the file."""
        self.things[name].touched = True


def _set(fields: dict[str, str], key: str, value: str) -> None:
    if value:
        fields[key] = value
    else:
        fields.pop(key, None)
