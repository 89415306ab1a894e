"""Plans with nothing wrong get no error from `check`, whatever they hold.

TRACKER_FUZZ raises their number from 100: `TRACKER_FUZZ=1000 pytest tests/checks`.
"""

from __future__ import annotations

import json
import os
import random
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from hmic_tracker.cli import main
from hmic_tracker.domain.changes import Stamp, apply, changes_to, record_outside_changes
from hmic_tracker.domain.checks import check
from hmic_tracker.domain.frameworks import Framework
from hmic_tracker.domain.grades import Grade, National
from hmic_tracker.domain.inspections import Inspection, ReportedCount, Source
from hmic_tracker.domain.items import Entry, FieldChange, Item, Value
from hmic_tracker.domain.plan import RuleLevels
from hmic_tracker.domain.record_replace import replace
from hmic_tracker.domain.undo import undo_in_item
from hmic_tracker.domain.words import KINDS, PREFIXES, PROGRESS, STATUSES, folded
from hmic_tracker.domain.workflow import ProposedChange, violations
from hmic_tracker.store.check_reading import read_for_check
from hmic_tracker.store.inspection_codec import new_inspection_text
from hmic_tracker.store.item_codec import edited_item_text, item_of, new_item_text
from hmic_tracker.store.settings_codec import edited_settings_text, new_settings_text

STORES = int(os.environ.get("TRACKER_FUZZ") or 100)
TODAY = date(2008, 12, 1)
NOON = datetime(2008, 12, 1, 12, tzinfo=UTC)
CORPUS: list[str] = [
    text
    for text in json.loads(
        (Path(__file__).parent.parent / "hostile_corpus.json").read_text(encoding="utf-8")
    )
    if text.encode(errors="ignore").decode() == text
]
CHARACTERS = "abc é“[]{}.,=#'\"\\\n\t<>|0123456789\x00\x85\ufeff"
Fields = dict[str, Value]


def some_text(dice: random.Random) -> str:
    """Ordinary, hostile, or made of what TOML is made of; now and then long."""
    kind = dice.random()
    if kind < 0.3:
        return f"That the force reviews its work, part {dice.randrange(99)}."
    if kind < 0.6:
        return dice.choice(CORPUS)
    length = 5000 if kind > 0.98 else dice.randrange(1, 60)
    return "".join(dice.choices(CHARACTERS, k=length)) + dice.choice(("", "\n<<<<<<< HEAD\n"))


def some_due(dice: random.Random) -> str:
    day = date(2000, 1, 1) + timedelta(days=dice.randrange(6000))
    return dice.choice((day.isoformat(), day.isoformat()[:7], "9999-12-31", "0001-01"))


def some_fields(dice: random.Random) -> Fields:
    fields: Fields = {
        "title": some_text(dice),
        "text": some_text(dice),
        "status": dice.choice(STATUSES),
        "status_word": some_text(dice),
        "progress": dice.choice(PROGRESS),
        "owner": some_text(dice),
        "board": some_text(dice),
        "due": some_due(dice),
        "tags": tuple(some_text(dice) for _ in range(dice.randrange(3))),
    }
    chosen = dice.sample(sorted(fields), dice.randrange(len(fields)))
    return {k: None if k != "status" and dice.random() < 0.2 else fields[k] for k in chosen}


def some_entry(dice: random.Random, item: Item, changes: tuple[FieldChange, ...]) -> Entry:
    """An entry that keeps the rules, was brought by an import, or says why a rule is set aside."""
    entry = any_entry(dice, item, changes)
    proposed = ProposedChange(entry.changes, entry.by, entry.reason, frozenset({item.owner or ""}))
    if violations(item, proposed, RuleLevels())[0]:
        if dice.random() < 0.5:
            return replace(entry, event="imported")
        return replace(entry, override="the board wished it so")
    return entry


def any_entry(dice: random.Random, item: Item, changes: tuple[FieldChange, ...]) -> Entry:
    return Entry(
        n=len(item.history) + 1,
        on=date(2008, 1, 1) + timedelta(days=dice.randrange(300)),
        recorded=datetime(2008, 1, 1, tzinfo=UTC) + timedelta(seconds=dice.randrange(10**7)),
        by=some_text(dice),
        op=f"op{dice.randrange(5)}",
        event=dice.choice(("updated", "imported", "note")),
        changes=changes,
        note=dice.choice((None, some_text(dice))),
        reason=dice.choice((None, some_text(dice))),
        source=dice.choice((None, some_text(dice))),
    )


def some_item(dice: random.Random, number: int) -> str:
    """An item's file after a life of updates, edits, undos and hand edits that were recorded."""
    kind = dice.choice(KINDS)
    item = Item(
        id=f"{PREFIXES[kind]}-{number}",
        uid=f"uid{number:05}",
        kind=kind,
        inspection=dice.choice((None, "one", "nowhere")),
        framework=dice.choice((None, "np", "unheard-of", some_text(dice))),
        number=dice.choice((None, 0, number)),
        of=dice.choice((None, 8)),
    )
    born = changes_to(item, {**some_fields(dice), "status": None})
    born = tuple(c for c in born if c.field != "status")
    status = FieldChange("status", None, dice.choice(STATUSES))
    item = apply(item, some_entry(dice, item, (status, *born)))
    text = new_item_text(item)
    if dice.random() < 0.3:
        text = f"# kept by hand\n{text}"
    if dice.random() < 0.2:
        text = "\ufeff" + text.replace("\r\n", "\n").replace("\n", "\r\n")
        item = item_of(text)
    for _ in range(dice.randrange(4)):
        item, text = lived(dice, item, text)
    return text


def lived(dice: random.Random, item: Item, text: str) -> tuple[Item, str]:
    """One thing that happens to an item."""
    stamp = Stamp("Clerk", datetime(2008, 11, 1, tzinfo=UTC), f"new{dice.randrange(99)}")
    what = dice.random()
    if what < 0.2:
        undone = undo_in_item(item, item.history[-1].op, stamp)
        after = undone.item if undone and undone.item.status else item
    elif what < 0.4:
        owner = some_text(dice)
        by_hand = replace(
            item, owner=owner if folded(owner) else "CID", due=item.due or some_due(dice)
        )
        after = record_outside_changes(by_hand, TODAY, stamp)
    else:
        after = apply(item, some_entry(dice, item, changes_to(item, some_fields(dice))))
    return after, edited_item_text(text, item, after)


def some_inspection(dice: random.Random) -> Inspection:
    frameworks = ("np", "unheard-of")
    return Inspection(
        id="one",
        title=some_text(dice) or "One",
        published=dice.choice((None, some_due(dice))),
        expected=dice.choice((None, 43)),
        grades=tuple(
            Grade(framework=f, period="2007", grade=dice.choice(("Good", "Splendid")), scale="x")
            for f in dice.sample(frameworks, dice.randrange(3))
        ),
        national=tuple(
            National(
                framework=f,
                period="2007",
                grades=("Good", "Fair"),
                printed=tuple(dice.randrange(30) for _ in range(dice.randrange(4))),
            )
            for f in dice.sample(frameworks, dice.randrange(3))
        ),
        reported=tuple(
            ReportedCount(
                framework=f,
                kind="recommendation",
                on=TODAY,
                total=9,
                completed=dice.randrange(9),
                sentence=some_text(dice),
                source=some_text(dice),
            )
            for f in dice.sample(frameworks, dice.randrange(3))
        ),
        sources=(Source(title="Paper", on=None, sha256="", text=some_text(dice)),),
    )


def some_store(dice: random.Random, folder: Path) -> None:
    (folder / "items").mkdir(parents=True)
    (folder / "inspections").mkdir()
    settings = new_settings_text(some_text(dice))
    known = (Framework(slug="np", name=some_text(dice) or "np", parent=dice.choice((None, "x"))),)
    settings = edited_settings_text(settings, (), known[: dice.randrange(2)])
    (folder / "tracker.toml").write_bytes(settings.encode())
    if dice.random() < 0.7:
        text = new_inspection_text(some_inspection(dice))
        (folder / "inspections" / "one.toml").write_bytes(text.encode())
    for number in range(dice.randrange(7)):
        text = some_item(dice, number)
        (folder / "items" / f"{item_of(text).id}.toml").write_bytes(text.encode())


@pytest.mark.parametrize("part", range(10))
def test_clean_stores_have_no_errors(tmp_path: Path, part: int) -> None:
    for number in range(part, STORES, 10):
        folder = tmp_path / str(number)
        some_store(random.Random(number), folder)
        found = read_for_check(folder)
        errors = [
            finding
            for finding in check(found.plan, found.facts, TODAY, NOON, found.line_of)
            if finding.level == "error"
        ]
        assert errors == [], f"store {number}"


def test_the_command_ends_well_on_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for number in range(0, STORES, 20):
        folder = tmp_path / str(number)
        some_store(random.Random(number), folder)
        assert main(["--store", str(folder), "check"]) == 0
        assert main(["--store", str(folder), "check", "--json"]) == 0
        assert main(["--store", str(folder), "check", "--record"]) == 0
        assert "\x1b" not in capsys.readouterr().out
