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
class Undid:
    """An undo: what it took back, the items that went, and the fields that it set (from, to)."""

    did: Did
    gone: dict[str, Thing]
    set: dict[str, dict[str, tuple[str, str]]]


@dataclass
class Model:
    """The plan, the commands that can be undone, and the undos that can be taken back."""

    things: dict[str, Thing] = field(default_factory=dict)
    done: list[Did] = field(default_factory=list)
    undone: list[Undid] = field(default_factory=list)

    def make(self, ids: list[str], fields: dict[str, str]) -> None:
        """New items."""
        for name in ids:
            self.things[name] = Thing(dict(fields), dict(fields))
        self.done.append(Did(made=ids))
        self.undone = []

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
            self.undone = []

    def undo(self) -> None:
        """The last command taken back as far as it goes; one that can't be at all stays."""
        if not self.can_undo:
            return
        did = self.done.pop()
        gone = [name for name in did.made if not self.things[name].touched]
        back = {
            name: {f: (new, old) for f, (old, new) in changes.items()}
            for name, changes in did.changed.items()
        }
        self.undone.append(
            Undid(did, {name: self.things.pop(name) for name in gone}, self._enter(back))
        )

    def redo(self) -> None:
        """The last undo taken back: its items are there again, its fields as far as it goes."""
        if not self.undone:
            return
        last = self.undone.pop()
        self.things |= last.gone
        self._enter(
            {
                name: {f: (new, old) for f, (old, new) in changes.items()}
                for name, changes in last.set.items()
            }
        )
        self.done.append(last.did)

    @property
    def can_undo(self) -> bool:
        """Whether the last command can be taken back, in part at least."""
        did = self.done[-1] if self.done else Did()
        return bool(did.changed) or any(not self.things[name].touched for name in did.made)

    def _enter(
        self, wanted: dict[str, dict[str, tuple[str, str]]]
    ) -> dict[str, dict[str, tuple[str, str]]]:
        """An entry for each item; fields that are as expected are set. The changes made."""
        made: dict[str, dict[str, tuple[str, str]]] = {}
        for name, changes in wanted.items():
            thing = self.things[name]
            thing.record()
            made[name] = {
                f: (old, new) for f, (old, new) in changes.items() if thing.fields.get(f, "") == old
            }
            for changed, (_, new) in made[name].items():
                _set(thing.fields, changed, new)
            thing.known = dict(thing.fields)
            thing.entries += 1
        return made

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
