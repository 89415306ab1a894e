"""Item files as people and other tools might write them: valid, and no two alike.

`written` makes one from a seed: the item it holds, its text, and the pieces of the text with the
key that each belongs to, so that a test can say which of them an edit may touch.
"""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from hmic_tracker.domain.changes import Stamp, apply, changes_to, next_entry
from hmic_tracker.domain.items import Entry, FieldChange, Item, part_values
from hmic_tracker.domain.parts import Action, parse_part_field
from hmic_tracker.domain.record_replace import replace
from hmic_tracker.domain.replay import replayed, unsettled_fields
from hmic_tracker.domain.words import KINDS, PREFIXES, PROGRESS, STATUSES
from hmic_tracker.store.item_codec import entry_values, values_of

TEXTS: Final = (
    "That the force should review its call handling.",
    'Say "no" to C:\\temp\\new, and 100% of # signs = [[history]]',
    "Line one\nline two\n\n  line four, indented\n",
    "O'Hara – naïve café ☃ 𝔘 \u202e turned",
    "tab\there, bell \x07, null-like \x1b[31m",
    "'''three''' and \"\"\"three\"\"\"",
    "\\u0041 is not A; trailing backslash \\",
    "[[history]]\nn = 1\n[x]\n",
    "x" * 300,
    " ",
)
OWNERS: Final = (
    "Head of CID",
    "Head of Public Protection",
    "ACC O'Neill",
    'The "lead"',
    "Näme\tTab",
)
DUES: Final = ("2008-09-30", "2008-10", "2009-03-31", "2010-12")
TAGS: Final = ("risk", "it", "O'Hara's", "call handling", "#1")
TABLES: Final = ("actions", "evidence", "unsettled")
"""The keys that have a table of their own for each part, or for each field."""
_COMMENTS: Final = ("# ours", "#", "# [[history]]", "# \"quoted\" = 'odd'", "#\ttab", "# ☃")


@dataclass(frozen=True)
class Piece:
    """Part of a file's text, the key it belongs to ("" for nothing of ours) and its comment."""

    key: str
    text: str
    comment: str = ""


@dataclass(frozen=True)
class Written:
    """A file, the item it holds, and its pieces in order; together they are the text."""

    item: Item
    text: str
    pieces: tuple[Piece, ...]
    newline: str


def some_changes(chance: random.Random, item: Item) -> tuple[FieldChange, ...]:
    """What an update might ask of an item."""
    wanted: dict[str, Any] = {}
    for field, values in (
        ("owner", (*OWNERS, None)),
        ("due", (*DUES, None)),
        ("status", STATUSES),
        ("progress", (*PROGRESS, None)),
        ("title", ("A title", "Ours: 'new'", None)),
        ("board", ("Performance Board", None)),
        ("status_word", ("Completed*", None)),
        ("text", TEXTS),
        ("tags", (tuple(chance.sample(TAGS, 2)), ())),
        ("links", (("duplicates REC-9", "relates AFI-2"), ())),
        ("discharged_by", ("HMIC", None)),
        ("exempt", ("yes", None)),
    ):
        if chance.random() < 0.3:
            wanted[field] = chance.choice(values)
    return changes_to(item, wanted | _some_parts(chance, item))


def _some_parts(chance: random.Random, item: Item) -> dict[str, Any]:
    """Fields of steps and evidence: of those there ever were, or of the next one.

    A part has the number after the highest that the item ever had, as a command gives it.
    """
    last = {kind: highest(item, kind) for kind in ("action", "evidence")}
    wanted: dict[str, Any] = {}
    if chance.random() < 0.05:  # as many as have numbers of two digits
        wanted = {f"action_{last['action'] + n}_text": chance.choice(TEXTS) for n in range(1, 11)}
        last["action"] += 10
    for kind, name, values in (
        ("action", "text", (*TEXTS, None)),
        ("action", "done", ("2008-11-20", None)),
        ("action", "owner", (*OWNERS, None)),
        ("action", "due", (*DUES, None)),
        ("evidence", "ref", ("policies/new.pdf", None)),
        ("evidence", "size", ("1024", None)),
        ("evidence", "shows", (*TEXTS, None)),
    ):
        n, value = chance.randint(1, last[kind] + 1), chance.choice(values)
        field = f"{kind}_{n}_{name}"
        if chance.random() < 0.3 and field not in wanted and (n <= last[kind] or value):
            wanted[field] = value
            last[kind] = max(last[kind], n)
    return wanted


def highest(item: Item, kind: str) -> int:
    """The highest number that a step or a piece of evidence of the item ever had."""
    fields = [change.field for entry in item.history for change in entry.changes]
    places = filter(None, map(parse_part_field, (*fields, *part_values(item))))
    return max((place[1] for place in places if place[0] == kind), default=0)


def entry_for(chance: random.Random, item: Item, changes: tuple[FieldChange, ...]) -> Entry:
    """An entry that records changes."""
    day = date(2008, 9, 11) + timedelta(chance.randrange(90))
    note, reason = chance.choice((None, *TEXTS)), chance.choice((None, "Evidence not accepted"))
    stamp = stamp_of(chance)
    return next_entry(item, day, stamp, "updated", changes, note=note, reason=reason)


def stamp_of(chance: random.Random) -> Stamp:
    """Somebody, at some moment, as some command."""
    moment = datetime(2008, 9, 11, 10, tzinfo=UTC) + timedelta(seconds=chance.randrange(9_000_000))
    return Stamp(chance.choice(OWNERS), moment, f"op{chance.randrange(10**6)}")


def written(chance: random.Random) -> Written:
    """A random valid file."""
    item = _item(chance)
    pen = _Pen(chance, chance.choice(("\n", "\n", "\r\n", "mixed")))
    values = values_of(item)
    history = values.pop("history")
    parts = {key: values.pop(key, {}) for key in TABLES}
    inline = bool(history) and chance.random() < 0.05
    keys = list(values)
    if chance.random() < 0.5:
        chance.shuffle(keys)
    pieces = pen.blank(0.3)
    for key in keys:
        pieces += [*pen.key(key, values[key]), *pen.blank(0.25)]
        if chance.random() < 0.15:
            pieces += pen.unknown()
    if inline:
        rows = ", ".join(pen.inline(row) for row in history)
        pieces.append(pen.piece("history", f"history = [{rows}]\n"))
    pieces += pen.tables(0.2)
    first = chance.random() < 0.8
    sections = [pen.part(f"{key}.{n}", part) for key in TABLES for n, part in parts[key].items()]
    pieces += sections if first else []
    if not inline:
        for row in history:
            pieces += [*pen.entry(row), *pen.tables(0.05)]
    pieces += [] if first else sections
    pieces += [*pen.tables(0.15), *pen.blank(0.2)]
    return _finished(chance, item, pieces, pen.newline)


def _finished(chance: random.Random, item: Item, pieces: list[Piece], newline: str) -> Written:
    if chance.random() < 0.2:
        last = pieces[-1]
        pieces[-1] = replace(last, text=last.text.removesuffix("\n").removesuffix("\r"))
    if chance.random() < 0.15:
        pieces.insert(0, Piece("", "\ufeff"))
    pieces = [piece for piece in pieces if piece.text]
    return Written(item, "".join(piece.text for piece in pieces), tuple(pieces), newline)


def _item(chance: random.Random) -> Item:
    kind = chance.choice(KINDS)
    item = Item(
        id=f"{PREFIXES[kind]}-{chance.randrange(1, 999)}",
        uid=f"u{chance.randrange(10**7)}",
        kind=kind,
        inspection=chance.choice((None, "hmic-2007-phase-one")),
        framework=chance.choice((None, "neighbourhood-policing")),
        number=chance.choice((None, 0, 3, 21)),
        of=chance.choice((None, 8)),
    )
    born = (FieldChange("status", None, "not-started"),)
    item = apply(item, entry_for(chance, item, born))
    for _ in range(chance.randrange(3)):
        item = apply(item, entry_for(chance, item, some_changes(chance, item)))
    if chance.random() < 0.2:
        item = _met(chance, item)
    if chance.random() < 0.2:  # by hand, and in no history yet
        step = Action(highest(item, "action") + 1, text="Typed by hand")
        item = replace(item, board="Typed by hand", actions=(*item.actions, step))
    return item


def _met(chance: random.Random, item: Item) -> Item:
    """The item after two people's changes apart from each other."""
    changes = [changes_to(item, {"owner": one, "due": chance.choice(DUES)}) for one in OWNERS[:2]]
    entries = [entry_for(chance, item, one) for one in changes]
    history = (*item.history, *sorted(entries, key=lambda entry: entry.op))
    known = replayed(history)
    return replace(
        item,
        owner=known.get("owner"),
        due=known.get("due"),
        original_due=item.original_due or known.get("due"),
        unsettled=unsettled_fields(history),
        history=history,
    )


class _Pen:
    """Writes TOML in one of many hands."""

    def __init__(self, chance: random.Random, newline: str) -> None:
        self.chance, self.newline, self._unknown = chance, newline, 0

    def piece(self, key: str, text: str, comment: str = "") -> Piece:
        """A piece with this file's line ends."""
        if self.newline == "\n":
            return Piece(key, text, comment)
        lines = text.split("\n")
        ends = [self.newline if self.newline == "\r\n" else self._end() for _ in lines[1:]]
        joined = "".join(line + end for line, end in zip(lines, [*ends, ""], strict=True))
        return Piece(key, joined, comment)

    def _end(self) -> str:
        return self.chance.choice(("\n", "\r\n"))

    def blank(self, often: float) -> list[Piece]:
        """Empty lines and comments, or nothing."""
        found = []
        while self.chance.random() < often:
            line = self.chance.choice(("", "", "  ", *_COMMENTS))
            found.append(self.piece("", f"{line}\n"))
        return found

    def key(self, key: str, value: object) -> list[Piece]:
        """A key of the item, with or without a comment after it."""
        comment = self.chance.choice(_COMMENTS) if self.chance.random() < 0.25 else ""
        line = f"{self._left(key)}{self._equals()}{self.value(value)}{self._space(comment)}\n"
        return [self.piece(key, line, comment)]

    def unknown(self) -> list[Piece]:
        """Keys that are none of ours."""
        self._unknown += 1
        name = f"own{self._unknown}"
        line = self.chance.choice(
            (
                f'{name} = "27"  # unknown\n',
                f"{name} = [1, 2,\n  3, # three\n]\n",
                f"{name} = {{ x = 1, 'y y' = [true, false], z.w = nan }}\n",
                f"{name}.first = 1\n{name}.second.third = 2008-09-11\n",
                f'"{name} "= 1_000.50\n',
                f"{name} = '''\nkept\n  as it is'''\n",
                f"{name} = 2008-09-11T10:00:00.5+01:00\n",
                f"{name} = [{{a = 1}}, {{a = 0xFF}}]\n",
            )
        )
        return [self.piece("", line)]

    def tables(self, often: float) -> list[Piece]:
        """Tables that are none of ours, or nothing."""
        found: list[Piece] = []
        while self.chance.random() < often:
            self._unknown += 1
            name = f"table{self._unknown}"
            text = self.chance.choice(
                (
                    f"[{name}]\nkey = 'x'  # kept\n",
                    f"[{name}.deeper]\n",
                    f"[[{name}]]\na = 1\n[[{name}]]\na = 2\n[{name}.b]\nc = 3\n",
                    f'\n  [ "{name}" ]  # spaced\n  indented = {{ }}\n',
                )
            )
            found.append(self.piece("", text))
        return found

    def part(self, name: str, values: dict[str, Any]) -> Piece:
        """An action or a piece of evidence, whole."""
        head = self.chance.choice((f"[{name}]", f"[ {name} ]", f"[{name}]  # p"))
        lines = [piece for key, value in values.items() for piece in self.key(key, value)]
        comment = next((piece.comment for piece in lines if piece.comment), "")
        text = "".join([self.piece("", f"{head}\n").text, *(piece.text for piece in lines)])
        return Piece(name, text, comment)

    def entry(self, row: dict[str, Any]) -> list[Piece]:
        """An entry of the history as a table of its own."""
        head = self.chance.choice(
            ("[[history]]", "[[ history ]]", '[["history"]]', "  [[history]] # e")
        )
        found = [self.piece("", f"{head}\n")]
        names = list(row)
        if self.chance.random() < 0.2:
            rest = names[:-1]
            self.chance.shuffle(rest)
            names = [*rest, "n"]
        for name in names:
            found += [Piece("", piece.text) for piece in self.key(name, row[name])]
            found += self.blank(0.05)
        if self.chance.random() < 0.1:
            found[-1:-1] = []
        return found

    def inline(self, row: dict[str, Any]) -> str:
        """An entry of the history as an inline table."""
        return "{" + ", ".join(f"{key} = {self.value(v, False)}" for key, v in row.items()) + "}"

    def value(self, value: object, several_lines: bool = True) -> str:
        """A value in one of its spellings."""
        if isinstance(value, str):
            return self._string(value, several_lines)
        if isinstance(value, list):
            return self._array([self._string(word, False) for word in value], several_lines)
        if isinstance(value, datetime):
            spelled = value.isoformat().replace("+00:00", self.chance.choice(("Z", "+00:00", "z")))
            return spelled.replace("T", self.chance.choice(("T", " ", "t")))
        if isinstance(value, date):
            return value.isoformat()
        return self.chance.choice((str(value), f"+{value}", hex(int(str(value)))))

    def _array(self, words: list[str], several_lines: bool) -> str:
        if several_lines and words and self.chance.random() < 0.4:
            lines = "".join(f"  {word}, {self._space('# t')}\n" for word in words)
            return f"[\n{lines}]"
        return self.chance.choice(("[{}]", "[ {} ]")).format(", ".join(words))

    def _string(self, text: str, several_lines: bool) -> str:
        plain = not any(ord(letter) < 32 or ord(letter) == 127 for letter in text.replace("\n", ""))
        spellings = [json.dumps(text).replace("\x7f", "\\u007f")]
        if not any(0xD800 <= ord(letter) <= 0xDFFF for letter in text):
            spellings = [_basic(text), _basic(text)]
        if plain and "\n" not in text and "'" not in text:
            spellings.append(f"'{text}'")
        if several_lines:
            lined = _basic(text)[1:-1].replace("\\n", "\n")
            if "\\\n" not in lined:
                spellings.append(f'"""\n{lined}"""')
            if plain and "'''" not in text and not text.endswith("'"):
                spellings.append(f"'''\n{text}'''")
        return self.chance.choice(spellings)

    def _left(self, key: str) -> str:
        if "/" in key:  # an entry
            return self.chance.choice((f'"{key}"', f"'{key}'"))
        return self.chance.choice((key, key, key, f'"{key}"', f"'{key}'", f"  {key}"))

    def _equals(self) -> str:
        return self.chance.choice((" = ", " = ", "=", " =", "\t=  "))

    def _space(self, comment: str) -> str:
        return f"{self.chance.choice((' ', '  ', chr(9)))}{comment}" if comment else ""


def _basic(text: str) -> str:
    """A basic string: quotes, backslashes and control characters escaped, the rest as it is."""
    short = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}
    body = "".join(
        short.get(letter)
        or (f"\\u{ord(letter):04x}" if ord(letter) < 32 or letter == "\x7f" else letter)
        for letter in text
    )
    return f'"{body}"'


__all__ = ("Piece", "Written", "entry_for", "entry_values", "some_changes", "stamp_of", "written")
