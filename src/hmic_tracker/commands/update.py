"""`tracker update ID…`."""

from __future__ import annotations

from hmic_tracker.commands import options
from hmic_tracker.commands.change_items import change_items
from hmic_tracker.commands.item_fields import both, read_fields, read_tags
from hmic_tracker.commands.options import EntryOptions, Option, Record, Words, in_group, named
from hmic_tracker.commands.planned_changes import ChangeRequest, ItemFields
from hmic_tracker.domain.dates import format_due_echo
from hmic_tracker.domain.workflow import response_fields
from hmic_tracker.errors import UsageError
from hmic_tracker.light_typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hmic_tracker.commands.date_request_options import DateRequest
    from hmic_tracker.commands.session import Session
    from hmic_tracker.domain.items import Item, Value

EXAMPLES = (
    ("tracker update REC-5 --status done", "the lead says it is completed"),
    ("tracker update REC-5 --due 2008-12 --reason 'waits for the IT release'", "a date moves"),
    (
        "tracker update REC-6 --request-due 2009-03-31 --reason 'IT release'",
        "a lead asks for a date; it moves once --due grants it",
    ),
    ("tracker update REC-7 --response accepted", "what the organisation answered"),
    ("tracker update AFI-3 --text 'Supervision of risk is not consistent'", "its text arrived"),
    ("tracker update REC-5..8 --owner 'Head of Public Protection' --yes", "several at once"),
)
TAKES = (
    options.ITEMS,
    *in_group(
        "record",
        Option("--status", "STATUS", "not-started, in-progress, done …", "statuses"),
        Option("--progress", "WORD", "none, some, majority, almost, complete.", "progress"),
        Option("--owner", "POST", "The post that owns it; none: nobody.", "owners"),
        options.NEW_OWNER,
        Option("--due", "DATE", "A day or a month; none: no date.", "dates"),
    ),
    options.REASON._replace(help="Why; needed to move a date or reopen."),
    Option("--request-due", "DATE", "A date asked for, with --reason; none: no more.", "dates"),
    Option("--refuse-date", "REASON", "Turns the date asked for down.", dash="text"),
    *in_group(
        "record",
        Option(
            "--response",
            "WORD",
            "The answer: accepted, partly-accepted, not-accepted …; none: no answer.",
            "responses",
        ),
    ),
    *in_group(
        "record",
        Option("--title", "TEXT", "A title of your own; none: derived."),
        Option("--text", "TEXT", "What the inspectors said, set right.", dash="text"),
        Option("--framework", "NAME", "Moves it under another; none: under none.", "frameworks"),
        Option("--inspection", "ID", "The inspection it is from; none.", "inspections"),
        Option("--label", "TEXT", "Its number as printed: 2a, R5; none: its whole number."),
        Option("--board", "NAME", "Its board; none: its framework's.", "boards"),
        options.NEW_BOARD,
    ),
    Option("--tag", "WORD", "Adds a tag; -WORD takes it away.", "tags", repeated=True),
    options.CIRCULATED_TO,
    options.NOTE,
    Option("--agreed-by", "BOARD", "The board that agreed to a moved date.", "boards"),
    *in_group(
        "record",
        Option("--discharged-by", "BODY", "Who discharged it; to close it.", "bodies"),
        options.NEW_BODY,
    ),
    options.OVERRIDE,
    *in_group(
        "record", Option("--exempt/--not-exempt", "", "Papers print its number and status only.")
    ),
    options.PUBLISH,
    *options.BULK_ENTRY,
)


def run(
    session: Session,
    entry: EntryOptions,
    ids: Words,
    record: Record,
    tag: Words,
    agreed_by: str | None,
    request_due: str | None,
    refuse_date: str | None,
) -> int:
    """Changes items: status, progress, owner, due, response, title, text, place, board, tags.

    A date asked for (--request-due) moves nothing; --due answers it, --refuse-date turns it down.

    What is answered with not-accepted gets that status; the other answers leave status alone.
    """
    fields, of_each, echo = typed = read_fields(session, record, session.due_or_none)
    tags = read_tags(tag)
    wanted = _date_request(session, request_due, refuse_date, entry, fields)
    changing = typed.any_given or bool(tag) or wanted is not None
    if not changing and (entry.note, entry.reason, entry.override) == (None, None, None):
        raise UsageError(
            "nothing to change was said",
            f"for example: tracker update {' '.join(ids or ['REC-3'])[:40]} --status done",
        )
    agreed = None
    if agreed_by is not None and (agreed := named("--agreed-by", agreed_by)):
        if "due" not in fields:
            raise UsageError(
                "--agreed-by goes with --due", "give the date as well: --due DATE --reason TEXT"
            )
        from hmic_tracker.commands.owner_options import resolve_board

        new_board = bool(record["new_board"])
        agreed, is_new = resolve_board(session, agreed, "--agreed-by", new_board=new_board)
        echo = [*echo, *([is_new] if is_new else [])]
    if "due" in fields:
        of_each = both(of_each, _answering(fields["due"]))
        echo = [f"due {format_due_echo(str(fields['due']))}", *echo] if fields["due"] else echo
    if "response" in fields:
        of_each = _with_response(fields, entry.reason, of_each)
    event = "updated" if changing else "explained" if entry.note is None else "note"
    if wanted is not None:
        event, echo = wanted.event, [wanted.echo, *echo]
        entry = entry._replace(reason=wanted.reason)
        of_each = both(of_each, wanted.of_each)
    of_one = "--text" if "text" in fields else ""
    request = ChangeRequest(event, fields, of_each, tags, agreed, of_one=of_one)
    return change_items(session, entry, ids, request, ", ".join(echo))


def _date_request(
    session: Session,
    request_due: str | None,
    refuse_date: str | None,
    entry: EntryOptions,
    fields: dict[str, Value],
) -> DateRequest | None:
    """A date that is asked for, or turned down; raises UsageError where it is both."""
    if request_due is None and refuse_date is None:
        return None
    from hmic_tracker.commands.date_request_options import read_refusal, read_request

    if refuse_date is None:
        return read_request(session, str(request_due), entry.reason, fields)
    if request_due is not None:
        raise UsageError(
            "--request-due asks for a date and --refuse-date turns one down",
            "leave one of them out: another date asked for takes the place of the first",
        )
    return read_refusal(refuse_date, entry.reason, fields)


def _answering(due: Value) -> ItemFields:
    """Sees to it that a due answers what an item asks for."""

    def of_each(item: Item) -> dict[str, Value]:
        if item.requested_due is not None:
            from hmic_tracker.commands.date_request_options import check_answer

            check_answer(item, due)
        return {}

    return of_each


def _with_response(
    fields: dict[str, Value], reason: str | None, others: ItemFields | None
) -> ItemFields:
    """What a response sets in each item; raises UsageError for a status that contradicts it."""
    response = fields.pop("response")
    status = fields.get("status")
    if response == "not-accepted" and status not in {None, "not-accepted"}:
        raise UsageError(
            f"--response not-accepted and --status {status} are two answers",
            "leave --status out: what is not accepted gets that status",
        )

    return both(others, lambda item: response_fields(item, response, reason))
