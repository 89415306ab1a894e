"""The rules of an item's life: what may follow what, who may check, what needs a reason.

Each rule is one function that looks at a change asked for and says what stands against it. How
strictly a rule is taken is the plan's setting (`[rules]` in `tracker.toml`): `strict` refuses,
`advisory` warns, `off` says nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from hmic_tracker.domain.items import FieldChange, Item, Value, effective_entries, part_values
from hmic_tracker.domain.parts import parse_part_field
from hmic_tracker.domain.rules import is_move
from hmic_tracker.domain.words import (
    COMPLETED,
    NEED_A_REASON,
    OPEN,
    RESPONSE_PHRASES,
    SIDE_EXITS,
    STATUS_PHRASES,
    Status,
    folded,
)
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple, cast

if TYPE_CHECKING:
    from hmic_tracker.domain.plan import RuleLevels


class ProposedChange(NamedTuple):
    """A change that is asked for: what changes, who asks, why.

    `holders` are the names that stand for the item's owner: the post, and who holds it;
    `open_parts` the ids of its parts that would still be open, `part_holders` the names that stand
    for the owners of its parts, by their ids.
    """

    changes: tuple[FieldChange, ...]
    by: str
    reason: str | None = None
    holders: frozenset[str] = frozenset()
    open_parts: tuple[str, ...] = ()
    part_holders: Mapping[str, frozenset[str]] = {}


class RuleViolation(NamedTuple):
    """What stands against a change: the rule, what, and what to do.

    `overridable` where a person may set the rule aside with a reason that is kept.
    """

    rule: str
    message: str
    hint: str
    overridable: bool = False


CHECKED: Final[frozenset[Status]] = frozenset({"verified", "closed"})
"""The statuses that rest on evidence."""
_DONE: Final[frozenset[Status]] = frozenset({"done"})
_FROM_OPEN: Final = OPEN | _DONE | SIDE_EXITS
_FOLLOWS: Final[dict[Status, frozenset[Status]]] = {
    "not-started": _FROM_OPEN,
    "in-progress": _FROM_OPEN,
    "done": OPEN | COMPLETED | SIDE_EXITS,
    "verified": OPEN | COMPLETED | SIDE_EXITS,
    "closed": OPEN | COMPLETED | SIDE_EXITS,
    "superseded": OPEN | SIDE_EXITS,
    "not-accepted": OPEN | SIDE_EXITS,
    "withdrawn": OPEN | SIDE_EXITS,
}


def may_follow(old: Status, new: Status) -> bool:
    """Whether a status may come after another; what is done comes before what is verified.

    Any can be reopened, and any can leave by a side exit; both need a reason.
    """
    return new == old or new in _FOLLOWS[old]


def what_needs_a_reason(changes: Iterable[FieldChange]) -> str | None:
    """What of the changes has to be explained: a moved date, a reopening, a side exit, a step back.

    So has a deferral, and its end but for one that ends with a status. A first due, or an equal
    deadline, is no move. A response whose reason is given with it needs no other.
    """
    made = tuple(changes)
    is_by_the_way = any(c.field == "status" for c in made)
    answered = any(c.field == "response_reason" and folded(str(c.new or "")) for c in made)
    for change in made:
        if is_move(change) or (change.field == "due" and change.old and not change.new):
            return "moving a due date"
        if change.field == "deferred_until" and (change.new or not is_by_the_way):
            return "deferring" if change.new else "ending a deferral"
        if change.field == "response" and change.new in NEED_A_REASON and not answered:
            return f"answering '{RESPONSE_PHRASES[change.new]}'"
        if change.field == "status" and (what := _status_needs_a_reason(change, answered)):
            return what
    return None


def _status_needs_a_reason(change: FieldChange, answered: bool) -> str | None:
    new: Status = change.new  # type: ignore[assignment]  # a status change holds statuses
    if new in SIDE_EXITS:
        return None if answered and new == "not-accepted" else f"setting {STATUS_PHRASES[new]}"
    if change.old is None:  # it begins so
        return None
    old: Status = change.old  # type: ignore[assignment]
    if new in OPEN and old not in OPEN:
        return "reopening"
    return f"going back to {STATUS_PHRASES[new]}" if _is_step_back(old, new) else None


def response_fields(item: Item, response: Value, reason: str | None) -> dict[str, Value]:
    """The fields with which an item gets the organisation's response, None taking it away.

    The reason goes with it. What is not accepted gets that status; else status stays.
    """
    if response == item.response and (reason is None or response is None):
        return {}
    fields: dict[str, Value] = {"response": response, "response_reason": response and reason}
    return fields | ({"status": response} if response == "not-accepted" else {})


def is_same_person(by: str, holders: Iterable[str]) -> bool:
    """Whether a person is the owner, by post or by name, without regard to case and spaces."""
    return folded(by) in {folded(name) for name in holders}


def has_evidence(item: Item, changes: Iterable[FieldChange] = ()) -> bool:
    """Whether the item has evidence once the changes are made."""
    fields = dict(part_values(item)) | {c.field: str(c.new or "") for c in changes}
    return any(value for field, value in fields.items() if _is_reference(field))


def is_evidence_older(item: Item, changes: Iterable[FieldChange] = ()) -> bool:
    """Whether all of the evidence is from before the item was last reopened or sent back."""
    entries = [entry.changes for entry in effective_entries(item.history)]
    reopened = [n for n, made in enumerate(entries) if any(map(_reopens, made))]
    if not reopened or not has_evidence(item):
        return False
    since = [change for made in entries[reopened[-1] + 1 :] for change in made]
    return not any(change.new and _is_reference(change.field) for change in (*since, *changes))


def _reopens(change: FieldChange) -> bool:
    return change.field == "status" and change.old in COMPLETED and change.new in OPEN


def order_violation(item: Item, proposed: ProposedChange) -> RuleViolation | None:
    """A status that can't follow the present one, or can't come while parts are open."""
    new = new_status(proposed)
    if new in COMPLETED and proposed.open_parts:
        first, *more = proposed.open_parts
        ids = ", ".join(proposed.open_parts[:4])
        return RuleViolation(
            "order",
            f"{item.id} is completed when all of its parts are: {ids} "
            f"{'are' if more else 'is'} open",
            f"first: tracker update {first} --status done, or --status withdrawn --reason 'TEXT'",
        )
    if new is None or may_follow(item.status, new):
        return None
    phrase = STATUS_PHRASES[item.status]
    needed, hint = "it has to be reopened before it", f"reopen {item.id} --reason 'TEXT'"
    if item.status in OPEN:
        needed, hint = "only what is done", f"update {item.id} --status done"
    message = f"{item.id} is {phrase}: {needed} can be {new}"
    return RuleViolation("order", message, f"first: tracker {hint}")


def reason_violation(item: Item, proposed: ProposedChange) -> RuleViolation | None:
    """A change that has to be explained, and isn't."""
    what = what_needs_a_reason(proposed.changes)
    if what is None or folded(proposed.reason or ""):
        return None
    return RuleViolation(
        "reasons", f"{item.id}: {what} needs a reason", "say why with --reason 'TEXT'"
    )


def four_eyes_violation(item: Item, proposed: ProposedChange) -> RuleViolation | None:
    """An owner who verifies what is theirs: the checker has to be somebody else.

    Nearly the owner's name may be a slip in it: that it is another person's has to be said.
    """
    if new_status(proposed) != "verified":
        return None
    owned = f"{item.id} is owned by {item.owner}"
    if not is_same_person(proposed.by, proposed.holders):
        names = proposed.part_holders.items()
        part = next((one for one, each in names if is_same_person(proposed.by, each)), None)
        if part is None:
            return _nearly_the_owner(item, proposed)
        owned = f"{part}, a part of {item.id}, is {proposed.by}'s"
    return RuleViolation(
        "four_eyes",
        f"{owned}: its checker can't be {proposed.by}",
        "name another checker with --by NAME, or say why not with --override 'REASON'",
        overridable=True,
    )


def _nearly_the_owner(item: Item, proposed: ProposedChange) -> RuleViolation | None:
    from hmic_tracker.domain.people import is_like_person, is_like_post

    owner = item.owner or ""
    for name in sorted(proposed.holders):
        is_like = is_like_post if folded(name) == folded(owner) else is_like_person
        if is_like(proposed.by, name):
            return RuleViolation(
                "four_eyes",
                f"{item.id} is owned by {owner}: its checker can't be '{proposed.by[:80]}'",
                f"did you mean {name}? if it is somebody else, say so with --override 'REASON'",
                overridable=True,
            )
    return None


def evidence_violation(item: Item, proposed: ProposedChange) -> RuleViolation | None:
    """Verifying or closing without any evidence."""
    if new_status(proposed) not in CHECKED or has_evidence(item, proposed.changes):
        return None
    return RuleViolation(
        "evidence",
        f"{item.id} has no evidence",
        f"add it with: tracker evidence add {item.id} REFERENCE --shows 'TEXT', "
        "or say why not with --override 'REASON'",
        overridable=True,
    )


def discharge_violation(item: Item, proposed: ProposedChange) -> RuleViolation | None:
    """Closing without the name of the body that discharged it."""
    discharged = item.discharged_by or any(
        change.field == "discharged_by" and change.new for change in proposed.changes
    )
    if new_status(proposed) != "closed" or discharged:
        return None
    return RuleViolation(
        "discharge",
        f"{item.id} is closed only when the inspecting body discharges it",
        f"say who did: tracker close {item.id} --discharged-by BODY --evidence REFERENCE",
    )


RULES: Final[dict[str, Callable[[Item, ProposedChange], RuleViolation | None]]] = {
    "order": order_violation,
    "reasons": reason_violation,
    "discharge": discharge_violation,
    "four_eyes": four_eyes_violation,
    "evidence": evidence_violation,
}
"""Every rule by its name in the settings, in the order in which they are asked."""


def violations(
    item: Item, proposed: ProposedChange, levels: RuleLevels, override: str | None = None
) -> tuple[tuple[RuleViolation, ...], tuple[RuleViolation, ...]]:
    """What stands against a change: what refuses it, and what only warns.

    An override sets those aside that can be; a rule that is off is not asked.
    """
    raised = [violation for rule in RULES.values() if (violation := rule(item, proposed))]
    known = levels._asdict()
    set_aside = bool(folded(override or ""))
    refused = tuple(
        violation
        for violation in raised
        if known[violation.rule] == "strict" and not (set_aside and violation.overridable)
    )
    warned = tuple(violation for violation in raised if known[violation.rule] == "advisory")
    return refused, warned


def is_override_needed(item: Item, proposed: ProposedChange, levels: RuleLevels) -> bool:
    """Whether an override sets anything aside: one that doesn't is not kept."""
    return any(violation.overridable for violation in violations(item, proposed, levels)[0])


def new_status(proposed: ProposedChange) -> Status | None:
    """The status that a change gives, None where it gives none."""
    new = (c.new for c in proposed.changes if c.field == "status")
    return cast("Status | None", next(new, None))


def _is_step_back(old: Status, new: Status) -> bool:
    order: tuple[Status, ...] = ("done", "verified", "closed")
    return old in order and new in order and order.index(new) < order.index(old)


def _is_reference(field: str) -> bool:
    place = parse_part_field(field)
    return place is not None and place[0] == "evidence" and place[2] == "ref"
