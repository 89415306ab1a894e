"""The items of an owner's mail: each with its facts, its title, and the owner's steps of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from hmic_tracker.domain.dates import say_due
from hmic_tracker.domain.people import has_domain, is_mail
from hmic_tracker.domain.sendings import HOW_FAR
from hmic_tracker.domain.words import count_of, plural
from hmic_tracker.light_typing import TYPE_CHECKING
from hmic_tracker.render import nodes
from hmic_tracker.render.views.deferral_text import until_text
from hmic_tracker.render.views.items import NOT_SETTLED

if TYPE_CHECKING:
    from hmic_tracker.reports.mail_contact import Contact
    from hmic_tracker.reports.mail_entries import MailEntry
    from hmic_tracker.reports.owner_facts import Step
    from hmic_tracker.reports.reply import Reply


def items_section(
    name: str,
    counted: Sequence[object],
    entries: Iterable[MailEntry],
    say: Callable[[MailEntry], str],
    reply: Reply,
) -> nodes.Page:
    """Items under a heading with their number, each with its facts, its title and its steps."""
    if not counted:
        return ()
    pairs = (pair for entry in entries for pair in _lines(entry, say, reply.contact))
    return nodes.section(f"{name}: {len(counted)}", nodes.Pairs(tuple(pairs)))


def _lines(
    entry: MailEntry, say: Callable[[MailEntry], str], contact: Contact | None
) -> Iterator[tuple[str, str]]:
    item = entry.item
    marks = (NOT_SETTLED if item.unsettled else "", "exempt from papers" if item.exempt else "")
    yield entry.name, ", ".join(filter(None, (say(entry), *marks)))
    yield "", _title(entry, contact)
    for step in entry.steps:
        yield "", _step(step, entry.number > 1)


def _title(entry: MailEntry, contact: Contact | None) -> str:
    """The title, with its place in the report; of a nameless item whom to ask for the wording."""
    title = entry.item.title
    if entry.number > 1:
        title = f"{count_of(entry.number, entry.item.kind)}, text not published"
    if entry.item.is_placeholder:
        title += f"; ask {called(contact)} for the wording"
    is_placed = entry.place and (entry.item.framework or entry.item.part_of)
    return f"{entry.place}: {title}" if is_placed else title


def _step(step: Step, names_item: bool) -> str:
    action = step.action
    number = f" {action.n}" if len(step.item.actions) > 1 or not action.text else ""
    on = f" on {step.item.id}" if names_item else ""
    text = f": {action.text}" if action.text else ""
    late = f", {plural(step.days_late, 'day')} late" if step.days_late else ""
    return f"your step{number}{on}{text}, due {say_due(action.due or '')}{late}"


def called(contact: Contact | None, short: bool = False) -> str:
    """Whom to ask, in a sentence: "the Inspection Liaison (020 7946 0000)", or the post alone."""
    if contact is None:
        return "the sender of this mail"
    is_named = not (is_mail(contact.name) and has_domain(contact.name))
    article = "the " * (is_named and not contact.name.lower().startswith("the "))
    return f"{article}{contact.name}" + (
        f" ({contact.reached})" if contact.reached and not short else ""
    )


def _facts(*texts: str, entry: MailEntry) -> str:
    """What is said of an item's days, its due, and how far it is."""
    due = f"due {say_due(entry.item.due)}" if entry.item.due else "no due date"
    progress = entry.item.reported_progress
    far = HOW_FAR[progress] if progress else ""
    far += " done" * (progress in {"some", "majority", "almost"})
    far += " on all" * (entry.number > 1) if far else ""
    return ", ".join(filter(None, (*texts, due, far)))


def lateness(entry: MailEntry) -> str:
    """How late it is."""
    return _facts(f"{plural(entry.days_late, 'day')} late", entry=entry)


def time_left(entry: MailEntry) -> str:
    """How many days are left."""
    left = entry.days_left
    return _facts(f"{plural(left, 'day')} left" if left else "last day", entry=entry)


def whose(entry: MailEntry) -> str:
    """Whose item it is."""
    return _facts(f"an item of {entry.whose}" if entry.whose else "your own", entry=entry)


def without_proof(entry: MailEntry) -> str:
    """That nothing shows yet that it is completed."""
    return (
        f"no evidence yet, was due {say_due(entry.item.due)}"
        if entry.item.due
        else ("no evidence yet")
    )


def deferral(entry: MailEntry) -> str:
    """Until when it is deferred, by which board."""
    item = entry.item
    by = f" by {item.deferred_by}" if item.deferred_by else ""
    return _facts(f"deferred {until_text(item.deferred_until or '', say_due)}{by}", entry=entry)
