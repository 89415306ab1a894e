"""What the rules ask of an edited item: taken from the options, else asked for on a terminal."""

from __future__ import annotations

from collections.abc import Callable

from hmic_tracker.commands.evidence_reference import evidence_fields
from hmic_tracker.commands.options import required_text
from hmic_tracker.commands.planned_changes import CARRIED, altered_evidence
from hmic_tracker.domain.changes import changes_to
from hmic_tracker.domain.items import FieldChange, Item, Value, attributes_with
from hmic_tracker.domain.validation import Validation, validate
from hmic_tracker.domain.words import composed
from hmic_tracker.domain.workflow import ProposedChange, RuleViolation, violations
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple
from hmic_tracker.store.reading import Loaded

if TYPE_CHECKING:
    from hmic_tracker.commands.item_families import Family, FollowingItem
    from hmic_tracker.commands.session import Session
    from hmic_tracker.commands.unnamed_items import UnnamedItem

_QUESTIONS: Final = {
    "reasons": "Why? It is kept in the history.",
    "discharge": "Which body discharged it?",
    "evidence": "What shows it: a path, a URL or a document's number? Enter: there is none.",
    "shows": "What does that show?",
    "override": "Why is the rule set aside? It is kept in the history.",
}


class Explained(NamedTuple):
    """What is said with an edit: why, why a rule is set aside, and what shows it."""

    reason: str | None = None
    override: str | None = None
    evidence: str | None = None
    shows: str | None = None
    discharged_by: str | None = None


class JudgedEdit(NamedTuple):
    """The changes of an edit with what was answered, what was said, and what the rules warn of."""

    changes: tuple[FieldChange, ...]
    explained: Explained
    validation: Validation


class EditRefusedError(Exception):
    """A rule stands against an edit, and nobody could say what it asks for."""

    def __init__(self, violation: RuleViolation) -> None:
        super().__init__(violation.message)
        self.violation = violation


def judge(
    session: Session,
    before: Item | None,
    typed: Item,
    changes: tuple[FieldChange, ...],
    explained: Explained,
    ask: Callable[[str], str] | None,
) -> JudgedEdit:
    """Judge an edit as `update`, `verify` and `close` are; asks, or raises EditRefusedError.

    `ask` gives the answer to a question, "" for none; it is None where nobody can be asked.
    """
    settings = session.settings
    owners = {typed.owner, before.owner if before else None}
    holders = frozenset(name for o in owners for name in session.holders_of(o))
    family = _family(session, before, changes) if before else None
    former = {c.field: c.old for c in changes if c.field == "status" and c.old}
    while True:
        added = _answered(session, typed, explained)
        item = typed._replace(**attributes_with(former, typed.actions, typed.evidence))
        all_changes = (*changes, *added)
        proposed = ProposedChange(all_changes, session.person, explained.reason, holders)
        proposed = family.judged_with(session, item, proposed) if family else proposed
        refused, _ = violations(item, proposed, settings.rules, explained.override)
        if not refused:
            break
        answered = _ask_for(refused[0], explained, ask) if ask else explained
        if answered == explained:
            raise EditRefusedError(refused[0])
        explained = answered
    altered = altered_evidence(session, item, all_changes)
    rules, override = settings.rules, explained.override
    validation = validate(item, proposed, session.today, rules, override, altered)
    return JudgedEdit(all_changes, explained, validation)


def changed_beside(
    session: Session, item: Item | None, changes: tuple[FieldChange, ...], reason: str | None
) -> dict[str, UnnamedItem | FollowingItem]:
    """What an edit changes in other items, and what isn't known any more of this one, by id."""
    if item is None:
        return {}
    from hmic_tracker.commands.unnamed_items import Naming, unnamed_items

    has_status = any(change.field == "status" for change in changes)
    unnamed = unnamed_items(session, [Naming(item, changes, has_status)])
    family = _family(session, item, changes)
    following = family.following({item.id: changes}, session.today, reason) if family else {}
    return {**following, **unnamed}


def _family(session: Session, item: Item, changes: tuple[FieldChange, ...]) -> Family | None:
    """The parts of an item, or what it is a part of, where an edit can be one of theirs too."""
    if CARRIED.isdisjoint(change.field for change in changes):
        return None
    from hmic_tracker.commands.item_families import load_family

    return load_family(session, [Loaded(item, b"", "")])


def _ask_for(
    violation: RuleViolation, explained: Explained, ask: Callable[[str], str]
) -> Explained:
    """What was said, with the answer to what a rule asks for; the same where there is none."""
    from hmic_tracker.commands.output import say

    say(f"{violation.message}.")
    if violation.rule == "reasons":
        return explained._replace(reason=ask(_QUESTIONS["reasons"]) or None)
    if violation.rule == "discharge":
        return explained._replace(discharged_by=ask(_QUESTIONS["discharge"]) or None)
    if violation.rule == "evidence" and (ref := ask(_QUESTIONS["evidence"])):
        shows = ask(_QUESTIONS["shows"])
        return explained._replace(evidence=ref, shows=shows) if shows else explained
    if violation.overridable:
        return explained._replace(override=ask(_QUESTIONS["override"]) or None)
    return explained


def _answered(session: Session, typed: Item, explained: Explained) -> tuple[FieldChange, ...]:
    """What the answers change besides what was typed into the file."""
    fields: dict[str, Value] = {}
    if explained.evidence is not None:
        shows = required_text(explained.shows, "--shows", "evidence")
        fields |= evidence_fields(session, explained.evidence, shows)(typed)
    if body := composed(explained.discharged_by or ""):
        fields["discharged_by"] = body
    return changes_to(typed, fields)
