"""Seeded plans of any size, and the same tasks for the peers."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from hmic_tracker.domain.changes import Stamp, apply, next_entry
from hmic_tracker.domain.items import FieldChange, Item, Value
from hmic_tracker.store.item_codec import new_item_text
from hmic_tracker.store.paths import INSPECTIONS, ITEMS, SETTINGS

# Taskwarrior and todoman know no other day than the clock's: so that all list the same tasks, the
# plans lie around today.
DAY = date.today()  # noqa: DTZ011
OWNERS = [f"Head of Department {n}" for n in range(1, 25)]
FRAMEWORKS = [f"framework-{n}" for n in range(1, 13)]
WORDS = [
    "risk",
    "review",
    "supervision",
    "evidence",
    "training",
    "custody",
    "response",
    "victim",
    "record",
    "intelligence",
    "assessment",
    "workload",
    "template",
    "borough",
    "standard",
    "quality",
    "performance",
    "inspection",
    "process",
]


def items_of(size: int, seed: int = 7, completed: bool = True) -> list[Item]:
    """So many items with three history entries each; half are completed, a sixth overdue.

    Where none is to be completed, those that would be are open and in time.
    """
    chance = random.Random(seed)  # noqa: S311  # a plan, not a secret
    return [_item(number, chance, completed) for number in range(1, size + 1)]


def write_plan(folder: Path, items: list[Item]) -> None:
    """A plan of the items as TOML files."""
    for part in (ITEMS, INSPECTIONS):
        (folder / part).mkdir(parents=True, exist_ok=True)
    lines = ["schema = 2", ""]
    for slug in FRAMEWORKS:
        lines += [f"[frameworks.{slug}]", f'name = "{slug.replace("-", " ").title()}"', ""]
    (folder / SETTINGS).write_text("\n".join(lines))
    for item in items:
        (folder / ITEMS / f"{item.id}.toml").write_text(new_item_text(item))


def taskwarrior_tasks(items: list[Item]) -> str:
    """The items as Taskwarrior imports them: same text, due and status."""
    tasks = []
    for item in items:
        done = item.status == "done"
        task = {
            "description": item.text,
            "status": "completed" if done else "pending",
            "entry": "20250101T090000Z",
            "project": item.framework,
        }
        if item.deadline:
            task["due"] = (item.deadline + timedelta(days=1)).strftime("%Y%m%dT000000Z")
        if done:
            task["end"] = "20260501T090000Z"
        tasks.append(task)
    return json.dumps(tasks)


def todo_lines(items: list[Item]) -> str:
    """The open items as lines of a todo.txt."""
    lines = [f"{item.text} due:{item.deadline}" for item in items if item.status != "done"]
    return "\n".join(lines) + "\n"


def calendar_tasks(items: list[Item]) -> Iterator[tuple[str, str]]:
    """The items as iCalendar tasks, a file each: its name and its text."""
    for item in items:
        lines = [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//tracker//bench//EN",
            "BEGIN:VTODO",
            f"UID:{item.uid}",
            "DTSTAMP:20250101T090000Z",
            "CREATED:20250101T090000Z",
            f"SUMMARY:{item.text}",
            f"DUE;VALUE=DATE:{item.deadline:%Y%m%d}",
            f"STATUS:{'COMPLETED' if item.status == 'done' else 'NEEDS-ACTION'}",
            "END:VTODO",
            "END:VCALENDAR",
        ]
        yield f"{item.uid}.ics", "\r\n".join(lines) + "\r\n"


def _item(number: int, chance: random.Random, completed: bool) -> Item:
    text = " ".join(chance.choice(WORDS) for _ in range(chance.randint(20, 60))).capitalize()
    due = DAY + timedelta(days=chance.randint(-120, 240))
    done = chance.random() < 0.5
    if done and not completed:
        due = max(due, DAY)
    item = Item(
        id=f"REC-{number}",
        uid=f"u{number:07}",
        kind="recommendation" if chance.random() < 0.4 else "afi",
        framework=chance.choice(FRAMEWORKS),
        number=number % 20 + 1,
    )
    born: list[tuple[str, Value]] = [
        ("text", text),
        ("status", "in-progress"),
        ("progress", "some"),
    ]
    born.append(("due", due.isoformat() if chance.random() < 0.5 else due.isoformat()[:7]))
    item = _entered(item, born, DAY - timedelta(days=400))
    item = _entered(item, [("owner", chance.choice(OWNERS))], DAY - timedelta(days=300))
    last: list[tuple[str, Value]] = [("progress", chance.choice(["majority", "almost"]))]
    if done and completed:
        last = [("status", "done")]
    return _entered(item, last, DAY - timedelta(days=chance.randint(10, 200)))


def _entered(item: Item, fields: list[tuple[str, Value]], on: date) -> Item:
    old = {"status": None if not item.history else item.status, "progress": item.progress}
    changes = tuple(FieldChange(field, old.get(field), value) for field, value in fields)
    stamp = Stamp(
        by="Liaison Officer",
        recorded=datetime(on.year, on.month, on.day, 9, tzinfo=UTC),
        op=f"op{len(item.history) + 1}{item.uid}",
    )
    entry = next_entry(item, on, stamp, "updated", changes)
    return apply(item, entry)
