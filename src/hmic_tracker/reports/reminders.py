"""What each owner has to be reminded of: one pack per owner."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from hmic_tracker.domain.counts import Difference, differences
from hmic_tracker.domain.dates import days_after
from hmic_tracker.domain.nearest import did_you_mean
from hmic_tracker.domain.people import Cover, Post, cover_of, post_named, posts_held_by
from hmic_tracker.domain.plan import Damage, Plan, id_key
from hmic_tracker.domain.rules import has_request, is_completed, is_listed, is_open
from hmic_tracker.domain.words import folded
from hmic_tracker.domain.workflow import CHECKED
from hmic_tracker.errors import NotFoundError
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple
from hmic_tracker.query.terms import Compare, Not, Query, all_of
from hmic_tracker.reports.figures import (
    COUNTED_OR_PART,
    DEFERRED,
    OPEN,
    OVERDUE,
    UNVERIFIED,
    Scope,
    figure_filters,
    owned_by,
    these_items,
)
from hmic_tracker.reports.frameworks_and_boards import idle_boards
from hmic_tracker.reports.item_rows import ItemRow, rows_of
from hmic_tracker.reports.owner_facts import (
    OwnerFacts,
    Step,
    last_checker,
    open_steps,
    owner_facts,
)
from hmic_tracker.reports.people import owners_of
from hmic_tracker.reports.redaction import printable_unsettled, redaction_rules
from hmic_tracker.reports.reminder_questions import Question, evidence_questions, open_questions

if TYPE_CHECKING:
    from hmic_tracker.domain.items import Item
    from hmic_tracker.reports.request import ReportRequest
    from hmic_tracker.reports.unsettled import Unsettled

NOBODY: Final = ""


class Pack(NamedTuple):
    """What one owner is reminded of; each item is in one of the first three.

    `post` is None for an owner that is no post of the settings. `others` counts the open items that
    nothing is asked of. `notes` are the last published notes of the items, by id, with their days.
    `requested` are the open items that ask for another date. `undated` are the items of questions
    that are in none of the first three, completed ones too; `completed_nameless` are completed
    ones that the report gave no text of. `filters` are those of the numbers of items. `unsettled`
    is what two people gave otherwise of them, by id, as far as it may be printed. `cover` acts for
    the holder.
    `wholes` are the items of whose parts it is about, by id, where they aren't in it. Nothing is
    asked of the open items that are `deferred`, nor of their steps. `facts` are what its mail says
    first.
    """

    owner: str
    post: Post | None = None
    overdue: tuple[ItemRow, ...] = ()
    due: tuple[ItemRow, ...] = ()
    evidence: tuple[ItemRow, ...] = ()
    steps: tuple[Step, ...] = ()
    questions: tuple[Question, ...] = ()
    others: int = 0
    notes: Mapping[str, tuple[date, str]] = {}
    requested: tuple[ItemRow, ...] = ()
    filters: Mapping[str, str] = {}
    unsettled: Mapping[str, tuple[Unsettled, ...]] = {}
    undated: tuple[ItemRow, ...] = ()
    completed_nameless: tuple[ItemRow, ...] = ()
    cover: Cover | None = None
    wholes: Mapping[str, Item] = {}
    deferred: tuple[ItemRow, ...] = ()
    facts: OwnerFacts = OwnerFacts()

    @property
    def mail(self) -> str | None:
        """Where its mail goes first: the post's address, else that of its cover."""
        own = self.post.mail if self.post else None
        return own or (self.cover.mail if self.cover else None)

    @property
    def copy(self) -> str | None:
        """The cover's address, where the mail goes there too."""
        mail = self.cover.mail if self.cover else None
        return mail if mail and self.mail and folded(mail) != folded(self.mail) else None

    @property
    def boards(self) -> tuple[str, ...]:
        """The boards that oversee any of what it is about, in the order of that."""
        rows: tuple[ItemRow | Step, ...] = (*self.rows, *self.undated, *self.steps)
        return tuple(dict.fromkeys(one.board for one in rows if one.board))

    @property
    def rows(self) -> tuple[ItemRow, ...]:
        """The owner's items that it is about."""
        return (*self.overdue, *self.due, *self.evidence)

    @property
    def asks_nothing(self) -> bool:
        """Whether there is nothing to remind the owner of."""
        return not (self.rows or self.steps or self.questions)


class Span(NamedTuple):
    """From today until the last day that counts as near, and what all the packs are of."""

    today: date
    until: date
    scope: Scope = ()


class Reminders(NamedTuple):
    """The packs by owner, as of a day; `until` is the last day that counts as near.

    `nobody` are the items without owner that would have been in a pack; `nobody_overdue` of them
    are overdue. `idle_boards` meet, on a day, and oversee nothing.
    """

    as_of: date
    until: date
    packs: tuple[Pack, ...]
    nobody: tuple[str, ...] = ()
    nobody_overdue: int = 0
    organisation: str | None = None
    marking: str | None = None
    damaged: tuple[Damage, ...] = ()
    idle_boards: tuple[tuple[str, date], ...] = ()


def reminders(request: ReportRequest, days: int, owners: Iterable[str] = ()) -> Reminders:
    """The packs of all owners, or of some; raises NotFoundError for an owner who isn't."""
    today, current = request.today, request.current()
    only = {folded(name) for typed in owners for name in owners_named(current, typed)}
    until = days_after(today, days)
    rows = rows_of(current, _still_owed(request.items_of(current), current), today)
    span = Span(today, until, request.scope)
    packs = _packs(current, rows, span, differences(request.plan, today))
    nobody = packs.pop(NOBODY, Pack(NOBODY))
    questioned = (item_id for question in nobody.questions for item_id in question.ids)
    return Reminders(
        as_of=today,
        until=until,
        packs=tuple(
            pack
            for name, pack in sorted(packs.items())
            if not pack.asks_nothing and (not only or name in only)
        ),
        nobody=() if only else (*(row.item.id for row in nobody.rows), *questioned),
        nobody_overdue=0 if only else len(nobody.overdue),
        organisation=current.organisation,
        marking=current.marking,
        damaged=current.damaged,
        idle_boards=idle_boards(current, today),
    )


def _still_owed(items: Iterable[Item], plan: Plan) -> tuple[Item, ...]:
    """The items but for parts of those of which nothing is owed any more."""
    over = {one.id for one in plan.items if one.status in CHECKED or not is_listed(one)}
    return tuple(item for item in items if item.part_of not in over)


def owners_named(plan: Plan, typed: str) -> tuple[str, ...]:
    """The owner of that name as the plan writes it, of a holder's all posts; raises NotFoundError.

    Who owns items, steps of items, or nothing yet as a post: all are known.
    """
    names = [post.name for post in plan.people]
    names += [name for item in plan.items for name in owners_of(item)]
    known = {folded(name): name for name in reversed(names)}
    if folded(typed) in known:
        return (known[folded(typed)],)
    if post := post_named(plan.people, typed):
        return (post.name,)
    if held := posts_held_by(plan.people, typed):
        return tuple(post.name for post in held)
    hint = did_you_mean(typed, known.values()) or (
        f"the owners are: {', '.join(list(known.values())[-8:])}"
        if known
        else "no item has an owner yet: tracker update ID --owner POST"
    )
    raise NotFoundError(f"there is no owner '{typed[:80]}'", hint)


def _packs(
    plan: Plan, rows: Iterable[ItemRow], span: Span, unsettled: list[Difference]
) -> dict[str, Pack]:
    """The pack of each owner, by the name folded; NOBODY's is of items without owner."""
    owned: dict[str, tuple[str, list[ItemRow], list[Step]]] = {}
    for row in rows:
        owner = row.item.owner or NOBODY
        owned.setdefault(folded(owner), (owner, [], []))[1].append(row)
        for step in open_steps(row, span.today):
            doer = step.action.owner or owner
            owned.setdefault(folded(doer), (doer, [], []))[2].append(step)
    packs: dict[str, Pack] = {}
    checker = last_checker(row for _, mine, _ in owned.values() for row in mine)
    for key, (name, mine, dated) in owned.items():
        post = post_named(plan.people, name)
        steps = tuple(step for step in dated if step.last <= span.until)
        pack = _pack(post.name if post else name, mine, span, unsettled)
        unsettled_items = _unsettled(plan, pack)
        cover = cover_of(plan.people, post, span.today) if post else None
        packs[key] = pack._replace(post=post, steps=steps, unsettled=unsettled_items, cover=cover)
        packs[key] = packs[key]._replace(
            wholes=_wholes(plan, packs[key]), facts=owner_facts(mine, dated, span.today, checker)
        )
    return packs


def _wholes(plan: Plan, pack: Pack) -> dict[str, Item]:
    """The items of whose parts a pack is about, and which aren't in it themselves."""
    about = (*(row.item for row in (*pack.rows, *pack.undated)), *(one.item for one in pack.steps))
    ids = {item.part_of for item in about} - {None, *(item.id for item in about)}
    return {item.id: item for item in plan.items if item.id in ids} if ids else {}


def _unsettled(plan: Plan, pack: Pack) -> dict[str, tuple[Unsettled, ...]]:
    """What is not settled of the items of a pack, by their ids."""
    items = [row.item for row in pack.rows if row.item.unsettled]
    if not items:
        return {}
    fields = printable_unsettled(items, redaction_rules(plan, internal=False))
    return {one.id: tuple(f for f in fields if f.item.id == one.id) for one in items}


def _pack(owner: str, rows: list[ItemRow], span: Span, unsettled: list[Difference]) -> Pack:
    today, until, scope = span
    still = [row for row in rows if is_open(row.item) and is_listed(row.item)]
    overdue = tuple(row for row in still if row.days_overdue)
    deferred = tuple(row for row in still if row.is_deferred)
    waiting = [row for row in still if not row.is_deferred]
    due = tuple(r for r in waiting if r.item.deadline and today <= r.item.deadline <= until)
    evidence = tuple(row for row in rows if _awaits_evidence(row.item))
    answerable = [row for row in rows if not row.is_deferred]
    questions = (*open_questions(still, waiting, unsettled), *evidence_questions(answerable))
    named = {row.item.id for row in (*overdue, *due, *deferred)}
    named |= {i for q in questions for i in q.ids}
    listed = {row.item.id for row in (*overdue, *due, *evidence)}
    questioned = {i for q in questions for i in q.ids} - listed
    notes = ((row.item.id, _last_note(row.item, today)) for row in (*overdue, *due, *evidence))
    return Pack(
        owner=owner,
        overdue=overdue,
        due=due,
        evidence=evidence,
        questions=questions,
        others=len(still) - len(named),
        notes={item_id: note for item_id, note in notes if note},
        requested=tuple(row for row in still if has_request(row.item)),
        undated=tuple(row for row in rows if row.item.id in questioned),
        completed_nameless=tuple(filter(_is_completed_nameless, rows)),
        deferred=deferred,
        filters=figure_filters(
            (*scope, owned_by([owner or None])), _figures(span, named), COUNTED_OR_PART
        ),
    )


def _figures(span: Span, named: set[str]) -> dict[str, Query]:
    """What is counted of an owner's items; the others are those that aren't `named`."""
    near = (Compare("due", ">=", str(span.today)), Compare("due", "<=", str(span.until)))
    return {
        "overdue": OVERDUE,
        "due": all_of((OPEN, Not(DEFERRED), *near)),
        "deferred": DEFERRED,
        "evidence": all_of((UNVERIFIED, Compare("pieces", "=", "0"))),
        "others": all_of((OPEN, Not(these_items(sorted(named, key=id_key))))) if named else OPEN,
    }


def _is_completed_nameless(row: ItemRow) -> bool:
    return row.item.is_placeholder and is_completed(row.item) and is_listed(row.item)


def _awaits_evidence(item: Item) -> bool:
    """Completed, and nothing shows it: not checked, and nothing there to check."""
    return item.status == "done" and is_listed(item) and not item.evidence


def _last_note(item: Item, today: date) -> tuple[date, str] | None:
    """The last note that may be read by others."""
    for entry in reversed(item.history):
        if entry.published and entry.note and entry.on <= today:
            return entry.on, entry.note
    return None
