"""Plans in memory as the store's own writers make them, and people who work on copies of them.

A plan is the bytes of its files by path. What a person does is drawn from a seed: commands, hand
edits, comments, keys of their own, an editor that changes line ends or puts a mark before a file.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from functools import cache
from string import ascii_lowercase
from typing import Final

from hmic_tracker.domain.ancestry import entry_keys
from hmic_tracker.domain.changes import (
    Stamp,
    apply,
    changes_to,
    entry_after,
    next_entry,
    record_outside_changes,
)
from hmic_tracker.domain.corrections import CORRECTED, can_be_corrected
from hmic_tracker.domain.grades import Grade
from hmic_tracker.domain.inspection_history import recorded
from hmic_tracker.domain.inspections import Inspection, Source
from hmic_tracker.domain.items import Correction, FieldChange, Item, Value
from hmic_tracker.domain.parts import parse_part_field
from hmic_tracker.domain.people import Post
from hmic_tracker.domain.record_history import with_changes, with_hand_edits
from hmic_tracker.domain.record_replace import replace
from hmic_tracker.domain.rules import is_open
from hmic_tracker.domain.sendings import Received, Sending, SentRow
from hmic_tracker.domain.settings_fields import settings_fields
from hmic_tracker.domain.splitting import split_item
from hmic_tracker.domain.undo import is_in_effect, undo_in_item
from hmic_tracker.store.inspection_codec import (
    edited_inspection_text,
    inspection_of,
    new_inspection_text,
)
from hmic_tracker.store.item_codec import edited_item_text, item_of, new_item_text
from hmic_tracker.store.record_files import RecordState, record_kind
from hmic_tracker.store.sending_codec import edited_sending_text, new_sending_text, sending_of
from hmic_tracker.store.settings_codec import (
    edited_settings,
    new_settings_text,
    post_settings_text,
    retired_settings_text,
    settings_of,
    settings_text_with,
)
from hmic_tracker.store.toml import BOM, decode, shape_of
from tests.torture.item_files import some_changes, written

Files = dict[str, bytes]
START: Final = date(2008, 9, 11)
PEOPLE: Final = ("Liaison Officer", "Deputy", "Registry", "Head of Standards", "Second Office")
WORDS: Final = ("Agreed with the lead.", "ask again", "see letter", "[[history]]", "a = 1", "☃")
INSPECTION: Final = "inspections/hmic-2007-phase-one.toml"
SETTINGS: Final = "tracker.toml"


class Person:
    """Somebody with a copy of a plan."""

    def __init__(self, files: Files, chance: random.Random, name: str) -> None:
        self.files = dict(files)
        self.chance = chance
        self.name = name
        self.ops: list[tuple[str, str]] = []
        self.skew = timedelta(days=chance.choice((0, 0, 0, 1800, -1)))

    def stamp(self) -> Stamp:
        """The next command."""
        op = "".join(self.chance.choices("abcdefghijklmnopqrstuvwxyz234567", k=8))
        moment = datetime(2008, 9, 11, 10, tzinfo=UTC) + self.skew
        moment += timedelta(seconds=self.chance.randrange(9_000_000))
        return Stamp(self.name, moment, op)

    def day(self) -> date:
        """The day of the next command."""
        return START + timedelta(days=self.chance.randrange(90))

    def text(self, path: str) -> str:
        """A file's text."""
        return decode(self.files[path])

    def write(self, path: str, text: str) -> None:
        """Replaces a file."""
        self.files[path] = text.encode()

    def items(self) -> list[str]:
        """The paths of the items."""
        return sorted(path for path in self.files if path.startswith("items/"))

    # What a person does.

    def work(self, times: int, acts: Acts | None = None) -> None:
        """Does some things, one after the other."""
        known = acts or _ACTS
        for _ in range(times):
            act = self.chance.choices([*known], weights=[*known.values()])[0]
            act(self)

    def update(self) -> None:
        """An update of an item, with steps and evidence."""
        path = self.chance.choice(self.items())
        item = item_of(self.text(path))
        changes = some_changes(self.chance, item)
        note = self.chance.choice((None, "a note", "because"))
        self._enter(path, item, "updated", changes, note=note)

    def move_due(self) -> None:
        """A due that two people are likely to give differently."""
        path = self.items()[0]
        item = item_of(self.text(path))
        due = self.chance.choice(("2009-01", "2009-03", "2009-03-31"))
        owner = self.chance.choice(("Head of CID", "Head of Public Protection"))
        self._enter(path, item, "updated", changes_to(item, {"due": due, "owner": owner}))

    def defer(self) -> None:
        """A deferral that two people are likely to give otherwise, or its end."""
        path = self.chance.choice(self.items()[:2])
        item = item_of(self.text(path))
        until = self.chance.choice(("2009-01", "2009-03-31", "open", None))
        board = self.chance.choice(("Committee", "Gold Group")) if until else None
        event = "deferred" if until else "ended its deferral"
        changes = changes_to(item, {"deferred_until": until, "deferred_by": board})
        self._enter(path, item, event, changes)

    def move_place(self) -> None:
        """A move to another framework or inspection, or to none."""
        path = self.chance.choice(self.items())
        item = item_of(self.text(path))
        framework = self.chance.choice(("custody", "missing-persons", None))
        inspection = self.chance.choice((item.inspection, "hmic-2007-phase-one", None))
        wanted = {"framework": framework, "inspection": inspection}
        self._enter(path, item, "updated", changes_to(item, wanted))

    def correct(self) -> None:
        """An entry of an item that is set right: its day, or who made it."""
        path = self.chance.choice(self.items())
        item = item_of(self.text(path))
        places = [n for n, one in enumerate(item.history) if can_be_corrected(one)]
        if not places:
            return
        key = entry_keys(item.history)[self.chance.choice(places)]
        by = self.chance.choice((None, "Registry"))
        right = Correction(key, None if by else self.day().isoformat(), by)
        known = record_outside_changes(item, self.day(), self.stamp())
        entry = entry_after(known.history, self.day(), self.stamp(), CORRECTED, ())
        after = apply(known, entry._replace(corrects=right))
        self.write(path, edited_item_text(self.text(path), item, after))

    def reword(self) -> None:
        """A text, a title or a number as printed that is set right."""
        path = self.chance.choice(self.items())
        item = item_of(self.text(path))
        field = self.chance.choice(("text", "title", "label"))
        value = self.chance.choice((*WORDS, "2a") if field == "text" else (*WORDS, "2a", None))
        self._enter(path, item, "updated", changes_to(item, {field: value}), note="reworded")

    def rename(self) -> None:
        """A post, a board or a framework that is called otherwise, or a cover, in the settings."""
        fields = self.chance.choice(
            (
                {"people.head-of-cid.name": self.chance.choice(("Head of Crime", "Head of CID"))},
                {"people.head-of-cid.cover": self.chance.choice(("Deputy", "Registry", None))},
                {"people.head-of-cid.aliases": (self.chance.choice(("CID", "Crime")),)},
                {"boards.committee.name": self.chance.choice(("Committee", "Board"))},
                {"boards.committee.meetings": (self.chance.choice(("2008-12-04", "2008-12-11")),)},
                {"frameworks.custody.parent": self.chance.choice(("missing-persons", None))},
                {"papers.board.title": self.chance.choice(("Progress", "Position", None))},
                {"rules.evidence": self.chance.choice(("advisory", "off", None))},
                {"holidays": (self.chance.choice(("2008-12-24", "2008-12-31")),)},
            )
        )
        needed = {
            "people.head-of-cid.name": "Head of CID",
            "boards.committee.name": "Committee",
            "frameworks.custody.name": "Custody",
        }
        tables = {field.rpartition(".")[0] for field in fields}
        named = {field: name for field, name in needed.items() if field[:-5] in tables}
        self._record(SETTINGS, {**named, **fields})

    def correct_rows(self) -> None:
        """A row of the country, a count or a date of an inspection that is set right."""
        count = "reported.custody.recommendation.2008-09-11.Report 9"
        fields = self.chance.choice(
            (
                {"revisit": self.chance.choice(("2009-10", "2009-11", None))},
                {"aliases": (self.chance.choice(("Phase 1", "phase-1")),)},
                {"national.custody.2007.printed": self.chance.choice(("4 10", "5 10"))},
                {
                    f"{count}.total": "4",
                    f"{count}.completed": self.chance.choice("123"),
                    f"{count}.source": "Report 9",
                    f"{count}.sentence": "",
                },
            )
        )
        self._record(INSPECTION, fields)

    def correct_record(self) -> None:
        """An entry of the settings or of the inspection that is set right: who made it."""
        path = self.chance.choice((SETTINGS, INSPECTION))
        kind = record_kind(path)
        assert kind is not None
        state = kind.read(self.text(path))
        places = [n for n, one in enumerate(state.history) if can_be_corrected(one)]
        if not places:
            return
        key = entry_keys(state.history)[self.chance.choice(places)]
        known = with_hand_edits(state.history, state.fields, self.day(), self.stamp())
        entry = entry_after(known, self.day(), self.stamp(), CORRECTED, ())
        entry = entry._replace(corrects=Correction(key, None, "Registry"))
        after = RecordState((*known, entry), state.fields)
        self.write(path, kind.write(self.text(path), state, after))

    def _record(self, path: str, values: Mapping[str, Value]) -> None:
        """Changes fields of a file with a history by path."""
        kind = record_kind(path)
        assert kind is not None
        before = kind.read(self.text(path))
        wanted = {**before.fields, **values}
        fields = {field: value for field, value in wanted.items() if value is not None}
        history = with_changes(before.history, before.fields, fields, self.day(), self.stamp())
        self.write(path, kind.write(self.text(path), before, RecordState(history, fields)))

    def add_step(self) -> None:
        """A step, done at once now and then."""
        path = self.chance.choice(self.items())
        item = item_of(self.text(path))
        n = 1 + max(
            (
                place[1]
                for entry in item.history
                for change in entry.changes
                if (place := parse_part_field(change.field)) and place[0] == "action"
            ),
            default=0,
        )
        wanted = {f"action_{n}_text": f"Step of {self.name}"}
        self._enter(path, item, "action", changes_to(item, {**wanted}))

    def take_back(self) -> None:
        """An undo of what this person did."""
        for path, op in reversed(self.ops):
            if path not in self.files:
                continue
            item = record_outside_changes(item_of(self.text(path)), self.day(), self.stamp())
            if is_in_effect(item.history, op) and item.history[0].op != op:
                undone = undo_in_item(item, op, self.stamp())
                if undone is not None:
                    before = item_of(self.text(path))
                    self.write(path, edited_item_text(self.text(path), before, undone.item))
                return

    def _enter(
        self,
        path: str,
        item: Item,
        event: str,
        changes: tuple[FieldChange, ...],
        **more: str | None,
    ) -> None:
        stamp = self.stamp()
        known = record_outside_changes(item, self.day(), stamp)
        after = apply(known, next_entry(known, self.day(), stamp, event, changes, **more))
        self.write(path, edited_item_text(self.text(path), item, after))
        self.ops.append((path, stamp.op))

    def add(self) -> None:
        """A new item under a number of this person's own."""
        n = 10 + 10 * PEOPLE.index(self.name) + len(self.items())
        if f"items/REC-{n}.toml" in self.files:
            return
        blank = Item(f"REC-{n}", f"u{self.chance.randrange(10**9)}", "recommendation")
        stamp = self.stamp()
        born = FieldChange("status", None, "not-started")
        text = FieldChange("text", None, f"That the force should {self.chance.choice(WORDS)}")
        item = apply(blank, next_entry(blank, self.day(), stamp, "added", (born, text)))
        self.write(f"items/{item.id}.toml", new_item_text(item))

    def split(self) -> None:
        """A part of an item, under a letter of this person's own."""
        path = self.items()[0]
        whole = item_of(self.text(path))
        first = 4 * PEOPLE.index(self.name)
        own = [f"{whole.id}{letter}" for letter in ascii_lowercase[first : first + 4]]
        free = [one for one in own if f"items/{one}.toml" not in self.files]
        if whole.part_of is not None or not is_open(whole) or not free:
            return
        text, uid = f"A part of {self.name}", f"u{self.chance.randrange(10**9)}"
        before_it = [f"{whole.id}{chr(ord(free[0][-1]) - 1)}"] if free[0][-1] > "a" else []
        day, stamp = self.day(), self.stamp()
        before = record_outside_changes(whole, day, stamp)
        made = split_item(before, (), [text], [uid], {}, before_it, day, stamp)
        self.write(path, edited_item_text(self.text(path), whole, made.whole))
        for part in made.new:
            self.write(f"items/{part.id}.toml", new_item_text(part))

    def remove(self) -> None:
        """An item that goes, as an undo of its making takes it away."""
        path = self.items()[-1]
        if len(self.items()) < 3 or self.chance.random() < 0.7:
            return
        item = item_of(self.text(path))
        del self.files[path]
        self.write(SETTINGS, retired_settings_text(self.text(SETTINGS), {item.id: item.uid}))

    def comment(self) -> None:
        """A comment on a line of its own, or behind a value."""
        path = self.chance.choice([p for p in self.files if p.endswith(".toml")])
        line = f"# {self.chance.choice(WORDS)} {self.chance.choice((self.name, 'both'))}"
        self.write(path, _with_line(self.text(path), line, self.chance))

    def erase(self) -> None:
        """A comment that is taken out."""
        path = self.chance.choice([p for p in self.files if p.endswith(".toml")])
        self.write(path, _without_comment(self.text(path), self.chance))

    def own_key(self) -> None:
        """A key that nothing reads, new or with another value."""
        path = self.chance.choice(self.items())
        name = self.chance.choice(("own", "our_ref"))
        value = self.chance.choice((f'"{self.name}"', "27", "'x'", "[1, 2]"))
        text = self.text(path)
        mark, body = (BOM, text[1:]) if text.startswith(BOM) else ("", text)
        end = "\r\n" if "\r\n" in body else "\n"
        lines = [line for line in body.split(end) if not line.startswith(f"{name} = ")]
        if name in body and len(lines) == len(body.split(end)):
            return
        self.write(path, f"{mark}{name} = {value}{end}{end.join(lines)}")

    def hand_edit(self) -> None:
        """A value typed into a file, and entered at the next look."""
        path = self.chance.choice(self.items())
        text, before = self.text(path), item_of(self.text(path))
        typed = replace(before, board=self.chance.choice(("Board A", "Board B", None)))
        typed_text = edited_item_text(text, before, typed)
        after = record_outside_changes(item_of(typed_text), self.day(), self.stamp())
        self.write(path, edited_item_text(typed_text, item_of(typed_text), after))

    def line_ends(self) -> None:
        """An editor that writes other line ends, or a byte order mark."""
        path = self.chance.choice([p for p in self.files if p.endswith(".toml")])
        text = self.text(path)
        if self.chance.random() < 0.5:
            text = text.replace("\r\n", "\n")
            text = text if self.chance.random() < 0.5 else text.replace("\n", "\r\n")
        else:
            text = text.removeprefix(BOM) if text.startswith(BOM) else f"{BOM}{text}"
        self.write(path, text)

    def post(self) -> None:
        """A post that is new, or has another mail address."""
        text, before = self.text(SETTINGS), settings_of(self.text(SETTINGS))
        slug = self.chance.choice(("head-of-cid", "head-of-standards", "registry"))
        known = next((one for one in before.people if one.slug == slug), None)
        mail = f"{self.chance.choice('abc')}@example.org"
        post = replace(known, mail=mail) if known else Post(slug.title(), mail=mail, slug=slug)
        self._settings(text, post_settings_text(text, known, post))

    def setting(self) -> None:
        """A setting, a framework or a filter of one's own."""
        text = self.text(SETTINGS)
        path, value = self.chance.choice(
            (
                (("thresholds", "near_days"), self.chance.randrange(5, 40)),
                (("frameworks", "custody", "name"), "Custody"),
                (("frameworks", "custody", "board"), self.chance.choice(("Board A", "Board B"))),
                (("filters", "mine"), self.chance.choice(("open", "overdue"))),
                (("organisation",), self.chance.choice(("Example Police", "Example Constabulary"))),
            )
        )
        self._settings(text, edited_settings(text, {path: value}))

    def _settings(self, before: str, after: str) -> None:
        had, has = settings_of(before), settings_of(after)
        history = with_changes(
            has.history, settings_fields(had), settings_fields(has), self.day(), self.stamp()
        )
        added = history[len(has.history) :]
        self.write(SETTINGS, settings_text_with(after, has.history, added) if added else after)

    def grade(self) -> None:
        """A grade that is corrected, or new; a document that was read."""
        text = self.text(INSPECTION)
        before = inspection_of(text)
        framework = self.chance.choice(("custody", "mp"))
        word = self.chance.choice(("Good", "Fair", "Poor"))
        rest = tuple(one for one in before.grades if one.framework != framework)
        grade = Grade(framework, "2007", "graded", word, "hmic-2005")
        after = replace(before, grades=(*rest, grade))
        if self.chance.random() < 0.3:
            more = Source(f"{self.name}'s report", self.day(), "", "")
            after = replace(after, sources=(*after.sources, more))
        after = recorded(before, after, self.day(), self.stamp())
        self.write(INSPECTION, edited_inspection_text(text, before, after))

    def answer(self) -> None:
        """An answer of a lead's that came."""
        path = "sent/1-sent0001.toml"
        text, stamp = self.text(path), self.stamp()
        before = sending_of(text)
        digest = self.chance.choice(("aa", "bb", "cc"))
        if any(one.sha256 == digest for one in before.received):
            return
        got = Received(digest, START, self.name, 1, stamp.op)
        after = replace(before, received=(*before.received, got))
        self.write(path, edited_sending_text(text, before, after))


Acts = Mapping[Callable[[Person], None], int]
_ACTS: Final[Acts] = {
    Person.update: 8,
    Person.move_due: 4,
    Person.add_step: 3,
    Person.take_back: 3,
    Person.add: 2,
    Person.split: 2,
    Person.remove: 1,
    Person.comment: 5,
    Person.erase: 2,
    Person.own_key: 3,
    Person.hand_edit: 2,
    Person.line_ends: 2,
    Person.post: 2,
    Person.setting: 2,
    Person.grade: 2,
    Person.answer: 1,
    Person.reword: 2,
    Person.rename: 2,
    Person.correct_rows: 1,
    Person.correct_record: 1,
}
"""How often a person does what."""
SETTING_RIGHT: Final[Acts] = {
    Person.move_place: 12,
    Person.correct: 6,
    Person.update: 3,
    Person.take_back: 3,
    Person.move_due: 1,
    Person.reword: 3,
    Person.rename: 3,
    Person.correct_rows: 2,
    Person.correct_record: 2,
}
"""The same for people who set a plan right."""
DEFERRING: Final[Acts] = {
    Person.defer: 5,
    Person.update: 3,
    Person.take_back: 3,
    Person.hand_edit: 1,
}
"""The same for people who defer, complete and reopen."""


def _with_line(text: str, line: str, chance: random.Random) -> str:
    """The text with a comment at a place where one can be."""
    end = "\r\n" if "\r\n" in text else "\n"
    lines = text.split("\n")
    shapes = shape_of(text).split("\n")
    if len(lines) != len(shapes):  # a text of several lines: only its first line
        return f"{line}{end}{text}" if not text.startswith(BOM) else text
    depth, places = 0, []
    for n, shape in enumerate(shapes):
        if depth == 0 and not lines[n].startswith(BOM):
            places.append(n)
        depth += shape.count("[") + shape.count("{") - shape.count("]") - shape.count("}")
    n = chance.choice(places)
    own = lines[n].rstrip("\r")
    if chance.random() < 0.3 and "=" in shapes[n] and "#" not in own and depth == 0:
        lines[n] = f"{own}  {line}{end[:-1]}"
        if shape_of("\n".join(lines)).count("\n") == len(shapes) - 1 and _is_whole(lines[n]):
            return "\n".join(lines)
        lines[n] = own + end[:-1]
    lines.insert(n, f"{line}{end[:-1]}")
    return "\n".join(lines)


def _is_whole(line: str) -> bool:
    shape = shape_of(line)
    return shape.count("[") + shape.count("{") == shape.count("]") + shape.count("}")


def _without_comment(text: str, chance: random.Random) -> str:
    """The text without one line that is a comment."""
    lines, shapes = text.split("\n"), shape_of(text).split("\n")
    if len(lines) != len(shapes):
        return text
    comments = [n for n, line in enumerate(lines) if line.startswith("#") and not shapes[n].strip()]
    if comments:
        del lines[chance.choice(comments)]
    return "\n".join(lines)


@cache
def _settings_text() -> str:
    text = new_settings_text("Example Police")
    plan = settings_of(text)
    stamp = Stamp("Liaison Officer", datetime(2008, 9, 11, tzinfo=UTC), "made0001")
    history = with_hand_edits((), settings_fields(plan), START, stamp)
    return settings_text_with(text, (), history)


def base_plan(chance: random.Random) -> Files:
    """A plan of a few items, some as odd as files can be, after some work on it."""
    files: Files = {SETTINGS: _settings_text().encode()}
    for n in range(1, 4):
        file = written(chance)
        if n == 1 or "history = [" in file.text or file.item.id.rpartition("-")[2] == "1":
            item = replace(file.item, id=f"REC-{n}", kind="recommendation")
            files[f"items/REC-{n}.toml"] = new_item_text(item).encode()
        else:
            files[f"items/{file.item.id}.toml"] = file.text.encode()
    stamp = Stamp("Liaison Officer", datetime(2008, 9, 11, tzinfo=UTC), "made0002")
    blank = Inspection("hmic-2007-phase-one", "Phase One", body="HMIC")
    first = replace(blank, grades=(Grade("custody", "2007", "graded", "Fair", "hmic-2005"),))
    files[INSPECTION] = new_inspection_text(recorded(None, first, START, stamp)).encode()
    sending = Sending(
        1, START, stamp.recorded, "Liaison Officer", "sent0001", "Head of CID",
        rows=(SentRow(("REC-1",), ("u1",), None, {"progress": "some"}),),
    )  # fmt: skip
    files["sent/1-sent0001.toml"] = new_sending_text(sending).encode()
    person = Person(files, chance, PEOPLE[0])
    person.skew = timedelta()
    person.work(chance.randrange(6))
    return person.files


def worked_on(
    base: Files, chance: random.Random, who: int, times: int, acts: Acts | None = None
) -> Files:
    """A copy of a plan after a person's work."""
    person = Person(base, chance, PEOPLE[who])
    person.work(times, acts)
    return person.files
