"""`tracker update ID…`."""

from hmic_tracker.commands import options
from hmic_tracker.commands.editing import ChangeRequest, carry_out
from hmic_tracker.commands.options import EntryOptions, Option, Words
from hmic_tracker.commands.session import Session
from hmic_tracker.domain.dates import say_understood
from hmic_tracker.domain.items import Value
from hmic_tracker.domain.words import parse_progress, parse_status
from hmic_tracker.errors import UsageError

EXAMPLES = (
    ("tracker update REC-5 --status done", "the lead says it is completed"),
    ("tracker update REC-5 --due 2008-12 --reason 'waits for the IT release'", "a date moves"),
    ("tracker update REC-5..8 --owner 'Head of Public Protection' --yes", "several at once"),
)
TAKES = (
    options.ITEMS._replace(instead=""),  # what can't be understood comes before that
    Option("--status", "STATUS", "not-started, in-progress, done …", "statuses"),
    Option("--progress", "WORD", "none, some, majority, almost, complete.", "progress"),
    Option("--owner", "POST", "The post that owns it; none: nobody.", "owners"),
    options.NEW_OWNER,
    Option("--due", "DATE", "A day or a month; none: no date.", "dates"),
    options.REASON._replace(help="Why; needed to move a date or reopen."),
    Option("--title", "TEXT", "A title of your own; none: derived."),
    Option("--board", "NAME", "Its board; none: its framework's.", "boards"),
    Option("--tag", "WORD", "Adds a tag; -WORD takes it away.", "tags", repeated=True),
    options.CIRCULATED_TO,
    options.NOTE,
    Option("--agreed-by", "BOARD", "The board that agreed to a moved date."),
    Option("--discharged-by", "BODY", "Who discharged it; to close it."),
    options.OVERRIDE,
    Option("--exempt/--not-exempt", "", "Papers print its number and status only."),
    options.PUBLISH,
    *options.BULK_ENTRY,
)


def run(
    session: Session,
    entry: EntryOptions,
    ids: Words,
    status: str | None,
    progress: str | None,
    owner: str | None,
    new_owner: bool,
    due: str | None,
    title: str | None,
    board: str | None,
    tag: Words,
    circulated_to: Words,
    agreed_by: str | None,
    discharged_by: str | None,
    exempt: bool | None,
) -> int:
    """Changes items: status, progress, owner, due, title, board, tags."""
    fields: dict[str, Value] = {}
    if status is not None:
        fields["status"] = parse_status(status)
    if progress is not None:
        fields["progress"] = parse_progress(progress)
    if due is not None:
        fields["due"] = session.due_or_none(due)
    if exempt is not None:
        fields["exempt"] = "yes" if exempt else None
    for field, typed in (("title", title), ("discharged_by", discharged_by)):
        if typed is not None:
            fields[field] = options.named(f"--{field.replace('_', '-')}", typed)
    if not ids and not entry.where:
        raise UsageError("tracker update needs ID...", f"for example: {EXAMPLES[0][0]}")
    named = owner is not None or board is not None
    changing = bool(fields or tag or circulated_to or named)
    if not changing and entry.note is None:
        raise UsageError(
            "nothing to change was said",
            f"for example: tracker update {' '.join(ids or ['REC-3'])[:40]} --status done",
        )
    echo = [f"due {say_understood(str(fields['due']))}"] if fields.get("due") else []
    if named:
        from hmic_tracker.commands.owners import resolve_names

        names, echoes = resolve_names(session, owner, board, new_owner=new_owner)
        fields |= names
        echo += echoes
    agreed = options.named("--agreed-by", agreed_by) if agreed_by is not None else None
    if agreed and "due" not in fields:
        raise UsageError(
            "--agreed-by goes with --due", "give the date as well: --due DATE --reason TEXT"
        )
    of_each = None
    if circulated_to:
        from hmic_tracker.commands.owners import circulation

        of_each = circulation(session, circulated_to)
    event = "updated" if changing else "note"
    request = ChangeRequest(event, fields, of_each, tag, agreed)
    return carry_out(session, entry, ids, request, ", ".join(echo))
