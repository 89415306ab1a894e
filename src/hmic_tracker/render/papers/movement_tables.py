"""What moved since the last paper, and what of it would be reported differently today."""

from __future__ import annotations

from collections.abc import Container, Iterable

from hmic_tracker.domain.words import OPEN, STATUS_PHRASES, count_of
from hmic_tracker.light_typing import TYPE_CHECKING, Final
from hmic_tracker.render import nodes
from hmic_tracker.render.papers.listed_items import EXEMPT
from hmic_tracker.render.papers.wording import (
    be,
    days,
    family_name,
    in_full,
    in_words,
    join_and,
    named_ids,
    number_of,
    sentence,
)
from hmic_tracker.render.views.deferral_text import until_text
from hmic_tracker.render.views.items import NOT_SETTLED
from hmic_tracker.reports.movement import DATED, OVERDUE, Moved, Movement
from hmic_tracker.reports.redaction import is_hidden
from hmic_tracker.reports.restatement import RestatedItem, Restatement
from hmic_tracker.reports.restatement import reconciliation as reconciled

if TYPE_CHECKING:
    from hmic_tracker.domain.items import Item
    from hmic_tracker.domain.recorded_papers import ReportedItem, ReportedNational
    from hmic_tracker.reports.paper import Paper

PARTS: Final = {
    "became_overdue": "Newly overdue",
    "opened": "Opened",
    "completed": "Completed",
    "verified": "Verified",
    "closed": "Discharged",
    "slipped": "Slipped",
    "brought_forward": "Brought forward",
    "undated": "No longer dated",
    "reopened": "Reopened",
    "left": "No longer counted",
    "undone": "No longer completed",
    "deferred": "Deferred",
}
"""The parts of a movement, as a paper calls them."""
_WORDS: Final[dict[str, str]] = {
    **{str(status): phrase for status, phrase in STATUS_PHRASES.items()},
    "duplicate": "duplicate of another item",
}

_CORRECTED: Final = {
    "day": "the day of an entry",
    "author": "who made an entry",
    "text": "the words of an entry",
}


def movement_lead(paper: Paper) -> str:
    """ "since report 8 (position at 1 May 2008): four newly overdue and six completed"."""
    base = paper.story.base
    if paper.movement is None or base is None:
        return "no earlier report is recorded, so there is no movement to give"
    report = f"report {base.name} (position at" if base.is_paper else f"{base.name} (of"
    since = f"since {report} {in_full(base.on)})"
    counts = [
        f"{in_words(len(moved))} {PARTS[part].lower()}"
        for part, moved in _parts_in_paper(paper.movement)
    ]
    if no_longer := paper.movement.overdue_moves.no_longer:
        at = int(bool(paper.movement.became_overdue))
        counts.insert(at, f"{in_words(no_longer)} no longer overdue")
    return f"{since}: {join_and(counts) or 'nothing has moved'}"


def restated_lead(paper: Paper) -> str:
    """Whether what was reported last time would be reported differently today."""
    restatement = paper.restatement
    if restatement is None:
        return ""
    report, day = f"report {restatement.paper.number}", in_full(restatement.paper.as_of)
    other = _other_items(restatement, report)
    if restatement.changed:
        text = f"what has been recorded since changes the position at {day} that {report} gave"
    else:
        counts = "counts of the others" if other else f"counts of items in {report}"
        text = f"the {counts} stand as they were reported"
    corrected = len({(one.id, one.on) for one in paper.corrected})
    entries = f"{in_words(corrected)} {'entry' if corrected == 1 else 'entries'}"
    were = "was" if corrected == 1 else "were"
    corrections = f"{entries} that {report} was made with {were} corrected since"
    texts = (
        *(other, text, _national_text(paper, restatement.national, report)),
        corrections if corrected else "",
    )
    return " ".join(sentence(text) for text in texts if text)


def _national_text(paper: Paper, rows: Iterable[ReportedNational], report: str) -> str:
    """Which national numbers are printed otherwise than in the paper before."""
    names = {framework.slug: framework.name for framework in paper.all_frameworks}
    by_period: dict[str, list[str]] = {}
    for row in rows:
        by_period.setdefault(row.period, []).append(names.get(row.framework, row.framework))
    texts = [f"of {period} for {join_and(who)}" for period, who in sorted(by_period.items())]
    return f"the national numbers {join_and(texts)} are not those of {report}" if texts else ""


def _other_items(restatement: Restatement, report: str) -> str:
    """Which items only one of the two papers is about: no figure of theirs is restated."""
    out, added = len(restatement.outside), len(restatement.inside)
    of = number_of(len(restatement.paper.items), "item")
    texts = [f"{in_words(out)} of the {of} in {report} {be(out)} not in this report"] * bool(out)
    if added:
        which = number_of(added, "item")
        texts.append(f"{which} of this report {be(added)} not in {report}")
    return join_and(texts)


def _parts_in_paper(movement: Movement) -> list[tuple[str, tuple[Moved, ...]]]:
    return [(part, items) for part, items in movement.shown.items() if part in PARTS]


def _parts_to_show(paper: Paper) -> list[tuple[str, tuple[Moved, ...]]] | None:
    """The parts of the table; None without a paper before where the table of overdue has them."""
    parts = _parts_in_paper(paper.movement) if paper.movement else []
    if paper.previous is None and not {part for part, _ in parts} - {"became_overdue"}:
        return None
    return parts


def movement_table(paper: Paper) -> nodes.Table:
    """The items that moved, old and new, but for what the tables of exceptions have of them."""
    columns = nodes.columns("Movement", "Item", ">Count", "From", "To")
    parts = _parts_to_show(paper) or ()
    marked = {one.item.id for one in paper.unsettled}
    listed = _listed_elsewhere(paper)
    rows = [
        row
        for part, items in parts
        for row in _rows_of(
            part, tuple(one for one in items if one.item.id not in listed.get(part, ())), marked
        )
    ]
    return nodes.Table(columns, tuple(rows), detail_head="Title")


def _listed_elsewhere(paper: Paper) -> dict[str, set[str]]:
    """The items that a table of exceptions has, by the part of the movement that it tells of."""
    stand_out = paper.exceptions
    moved = {one.row.item.id for one in stand_out.moved}
    return {
        "became_overdue": {row.item.id for row in stand_out.overdue},
        "deferred": {one.row.item.id for one in stand_out.deferred},
        **dict.fromkeys(("slipped", "brought_forward", "undated"), moved),
    }


def reconciliation_table(paper: Paper) -> nodes.Table:
    """Build the table that reconciles the last paper's figures with this paper's."""
    columns = nodes.columns("Position", ">Items", ">Completed", ">Overdue")
    moved, base = paper.movement, paper.story.base
    if moved is None or base is None or _parts_to_show(paper) is None:
        return nodes.Table(columns, ())
    labels = {
        "reported": f"As reported in report {base.name}" if base.is_paper else in_full(base.on),
        "outside": "Not in this report",
        "inside": f"In this report, not in report {base.name}",
        "restated": "Restated since",
        "came": "Opened; newly completed; newly overdue",
        "went": "No longer counted; no longer completed; no longer overdue",
        "now": "Position now",
    }
    rows = []
    for what, *numbers in reconciled(moved, paper.restatement):
        texts = map(str if what in {"reported", "now"} else _signed, numbers)
        rows.append(nodes.make_row(labels[what], *texts, strong=what == "now"))
    return nodes.Table(columns, tuple(rows))


def restated_figures(paper: Paper) -> nodes.Table:
    """The figures that would be reported differently today."""
    columns = nodes.columns("Framework", "Of", "Figure", ">Reported", ">Restated")
    known = paper.all_frameworks
    names = {f.slug: family_name(f, known) for f in known}
    rows = (
        nodes.make_row(
            names.get(one.framework, one.framework or "No framework"),
            *(count_of(2, one.kind)[2:], one.figure, one.reported, one.now),
        )
        for one in (paper.restatement.figures if paper.restatement else ())
    )
    return nodes.Table(columns, tuple(rows))


def restated_items(paper: Paper) -> nodes.Table:
    """The items that stood otherwise than was reported."""
    columns = nodes.columns("Item", ">Count", "Reported as", "Now known as")
    hidden = {row.item.id for row in paper.rows if is_hidden(row.item)}
    same: dict[tuple[str, str], list[str]] = {}
    undated = 0  # exempt items of which no more than the date is another one
    for one in paper.restatement.items if paper.restatement else ():
        key = _status_text(one, one.reported, hidden), _status_text(one, one.now, hidden)
        if key[0] != key[1]:
            same.setdefault(key, []).append(one.id)
        else:
            undated += 1
    rows = [nodes.make_row(named_ids(ids), len(ids), *key) for key, ids in same.items()]
    rows += [nodes.make_row(EXEMPT, undated, "", "")] * bool(undated)
    return nodes.Table(columns, tuple(rows))


def corrected_entries(paper: Paper) -> nodes.Table:
    """What was corrected since the last paper of entries that it was made with.

    Who entered something, and what an entry says that is not for papers, is not printed.
    """
    columns = nodes.columns("Item", "Corrected since", "From", "To")
    hidden = {row.item.id for row in paper.rows if is_hidden(row.item)}
    rows = []
    for one in paper.corrected:
        what, old, new = one.difference
        is_shown = what == "day" and one.id not in hidden
        texts = (old, new) if is_shown else ("", "")
        rows.append(nodes.make_row(one.id, _CORRECTED[what], *texts))
    return nodes.Table(columns, tuple(dict.fromkeys(rows)))


def _status_text(one: RestatedItem, item: ReportedItem | None, hidden: Iterable[str]) -> str:
    if item is None:
        return "not in the paper"
    text = _WORDS.get(item.status, item.status)
    is_dated = item.due and item.status in OPEN and one.id not in hidden
    if item.deferred_until and item.status in OPEN and one.id not in hidden:
        text = f"{text}, deferred {until_text(item.deferred_until)}"
    return f"{text}, due {in_full(item.due)}" if is_dated else text


def _ids_of(alike: list[Moved], marked: Container[str]) -> str:
    ids = named_ids([one.item.id for one in alike])
    return f"{ids} ({NOT_SETTLED})" if alike[0].item.id in marked else ids


def _rows_of(part: str, items: tuple[Moved, ...], marked: Container[str]) -> list[nodes.Row]:
    """The rows of a part: items that moved alike and have no text of their own share one.

    So do those that became overdue, whose titles are in the table of overdue items. Those that are
    not settled are `marked`, each in a row of its own.
    """
    dates = part in DATED
    shown = [one for one in items if not (dates and is_hidden(one.item))]
    groups: dict[tuple[object, ...], list[Moved]] = {}
    for one in shown:
        item = one.item
        shares = item.is_placeholder or part == "became_overdue"
        alone = "" if shares and item.id not in marked else item.id
        groups.setdefault((item.kind, item.framework, one.old, one.new, alone), []).append(one)
    rows = [
        nodes.make_row(
            *(PARTS[part], _ids_of(alike, marked), len(alike)),
            *_sides(part, alike[0]),
            detail=_title_of([one.item for one in alike]),
        )
        for alike in groups.values()
    ]
    if hidden := len(items) - len(shown):
        rows.append(nodes.make_row(PARTS[part], EXEMPT, hidden, "", ""))
    return rows


def _title_of(alike: list[Item]) -> str:
    """The title of one item; of several why there is none."""
    if len(alike) == 1:
        return alike[0].title
    is_text_known = any(not item.is_placeholder for item in alike)
    return "listed under Overdue" if is_text_known else "text not published"


def _sides(part: str, one: Moved) -> tuple[str, str]:
    """Where an item comes from, and where it is now."""
    dates = part in DATED
    old, new = _word(one.old, dates), _word(one.new, dates)
    if part in OVERDUE:
        return "not overdue", f"{new}, {days(one.days)} late"
    if part == "deferred":
        new = until_text(one.new or "")
    return old or "not in the plan", new or "none"


def _word(value: str | None, dates: bool) -> str:
    return in_full(value) if dates else _WORDS.get(value or "", value or "")


def _signed(number: int) -> str:
    return f"+{number}" if number > 0 else f"−{-number}" if number < 0 else "0"
