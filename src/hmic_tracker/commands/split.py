"""`tracker split ID TEXT TEXT…`."""

from __future__ import annotations

import re

from hmic_tracker.commands import options
from hmic_tracker.commands.options import Argument, EntryOptions, Option, Words
from hmic_tracker.commands.output import ask, say, write_json
from hmic_tracker.commands.prompts import render_options, show_page
from hmic_tracker.commands.resolve import expanded
from hmic_tracker.commands.session import Session, generate_uid
from hmic_tracker.domain.changes import Stamp, record_outside_changes
from hmic_tracker.domain.dates import format_due_echo, say_day
from hmic_tracker.domain.splitting import SplitItem, check_can_be_split, split_item
from hmic_tracker.domain.words import composed, folded
from hmic_tracker.errors import InputError, NotFoundError, UsageError
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple
from hmic_tracker.reports.split import SplitReport, split_report
from hmic_tracker.store.reading import Loaded, item_ids, load_items, taken_ids
from hmic_tracker.store.writing import ItemUpdate, item_write, new_item_write, save

if TYPE_CHECKING:
    from hmic_tracker.domain.items import Item
    from hmic_tracker.store.journal import Write

EXAMPLES = (
    (
        "tracker split REC-5 'Daily risk assessment' 'Minimum staffing'",
        "two parts, REC-5a and REC-5b; the figures go on counting REC-5",
    ),
    ("tracker split REC-5 'Supervision' --into 1,3=c", "one more, to which two steps go"),
    ("tracker split REC-5 --into 2=a", "a step goes to a part that is there"),
)
TAKES = (
    Argument("item", "ID", "The item that gets parts.", "ids"),
    Argument(
        "texts", "TEXT", "A part in your own words, each in quotes.", repeated=True, required=False
    ),
    Option("--into", "STEPS=PART", "Steps that go to a part: 1,3=a.", repeated=True),
    options.REASON,
    *options.ITEM_ENTRY,
)
_INTO: Final = re.compile(r"(\d{1,4}(?:,\d{1,4})*)\s*=\s*(\S{1,64})", re.ASCII)


class _Planned(NamedTuple):
    """An item and its parts as they were read, and what a split makes of them."""

    loaded: tuple[Loaded, ...]
    before: Item
    made: SplitItem


def run(session: Session, entry: EntryOptions, item: str, texts: Words, into: Words) -> int:
    """Splits an item in parts of our own, each with its owner, due, steps, evidence and status.

    The item keeps the inspectors' words and is counted alone, so that no figure moves; it is
    completed when all of its parts are. Parts begin with its owner, due and first due. Run again it
    adds parts. undo takes them back.
    """
    session.check()
    wanted = _texts(texts)
    steps = _steps(into)
    if not (wanted or steps):
        raise UsageError("no part was named", f"for example: {EXAMPLES[0][0]}")
    item_id = _one_id(session, item)
    stamp, uids = session.stamp(), [generate_uid() for _ in wanted]

    def planned() -> _Planned:
        return _planned(session, item_id, wanted, uids, steps, stamp, entry.reason)

    split = planned()
    is_new = bool(split.made.new or split.made.moved)
    report = split_report(session.read_plan(), split.before, split.made, session.today)
    if is_new and not (entry.yes or entry.dry_run):
        _preview(report)
        if not ask(f"Split {item_id}?", f"{item_id} would be split"):
            say("nothing was written")
            return 0
    if is_new and not entry.dry_run:
        with session.writing():
            split = planned()
            save(session.folder, _writes(session, split), stamp, "split")
        report = report._replace(made=split.made)
    _report(session, entry, report, is_new)
    return 0


def _texts(texts: Words) -> list[str]:
    """The texts of the parts, each once; raises UsageError for an empty one."""
    wanted = {folded(text): composed(text) for text in reversed(texts)}
    if "" in wanted:
        raise UsageError("the text of a part is empty", f"for example: {EXAMPLES[0][0]}")
    return [wanted[key] for key in dict.fromkeys(folded(text) for text in texts)]


def _steps(typed: Words) -> dict[int, str]:
    """The part that each step goes to, by its number; raises UsageError."""
    steps: dict[int, str] = {}
    for one in typed:
        match = _INTO.fullmatch(one.strip())
        if match is None:
            raise UsageError(
                f"--into {one[:40]!r} doesn't say which step goes to which part",
                "write the step's number and the part's letter: --into 1,3=a",
            )
        for n in map(int, match[1].split(",")):
            if steps.get(n, match[2]) != match[2]:
                raise UsageError(
                    f"step {n} can't go to {steps[n]} and to {match[2]}", "name one part for it"
                )
            steps[n] = match[2]
    return steps


def _one_id(session: Session, typed: str) -> str:
    ids = expanded(session, [typed])
    if len(ids) != 1:
        raise UsageError(f"{typed[:60]} is several items", "one item is split at a time: REC-5")
    return ids[0]


def _planned(
    session: Session,
    item_id: str,
    texts: list[str],
    uids: list[str],
    steps: dict[int, str],
    stamp: Stamp,
    reason: str | None,
) -> _Planned:
    """What is split, as it is read now; raises where it can't be."""
    from hmic_tracker.domain.plan import part_ids_among

    ids = part_ids_among(item_id, item_ids(session.folder))
    loaded, missing = load_items(session.folder, [item_id, *ids])
    if item_id in missing:
        raise NotFoundError(f"{item_id} is not in this plan any more", "see: tracker list --all")
    day = session.entry_day
    whole, *parts = (record_outside_changes(one.item, day, stamp) for one in loaded)
    parts = [part for part in parts if part.part_of == item_id]
    check_can_be_split(whole)
    _check_day(session, whole)
    made = split_item(
        whole, parts, texts, uids, steps, taken_ids(session.folder), day, stamp, reason
    )
    return _Planned(tuple(loaded), loaded[0].item, made)


def _check_day(session: Session, item: Item) -> None:
    if item.began is not None and session.entry_day < item.began:
        raise InputError(
            f"{item.id} did not exist on {say_day(session.entry_day)}",
            f"it began on {say_day(item.began)}: --on takes that day or a later one",
        )


def _writes(session: Session, split: _Planned) -> list[Write]:
    by_id = {one.item.id: one for one in split.loaded}
    writes = [
        item_write(ItemUpdate(by_id[after.id], after))
        for after in (split.made.whole, *split.made.changed)
    ]
    return [*writes, *(new_item_write(session.folder, part) for part in split.made.new)]


def _preview(report: SplitReport) -> None:
    from hmic_tracker.render.views.split import lines_there, split_page

    show_page(render_options(None, "auto"), split_page(report))
    for line in lines_there(report):
        say(line)


def _report(session: Session, entry: EntryOptions, report: SplitReport, is_new: bool) -> None:
    written = is_new and not entry.dry_run
    if entry.json:
        from hmic_tracker.render.to_json.changes import split_object

        write_json(split_object(report.item.id, session.entry_day, written, report.made))
        return
    from hmic_tracker.render.views.split import done_text, lines_there, moved_lines

    if not is_new:
        say("\n".join([*lines_there(report), "nothing written"]))
    elif entry.dry_run:
        _preview(report)
        say("nothing was written (--dry-run)")
    else:
        lines = [f"{part.id} added: {part.text}" for part in report.made.new]
        on = format_due_echo(session.entry_day.isoformat())
        lines += [*moved_lines(report), *lines_there(report), f"{done_text(report)} (on {on})"]
        say("\n".join(lines))
