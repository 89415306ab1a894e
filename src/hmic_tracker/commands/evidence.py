"""`tracker evidence …`: what shows that something was done."""

from __future__ import annotations

from hmic_tracker.commands import options
from hmic_tracker.commands.change_items import change_items
from hmic_tracker.commands.evidence_reference import evidence_fields
from hmic_tracker.commands.options import Argument, CommandDefinition, EntryOptions, Output, Words
from hmic_tracker.commands.output import emit, report_damage, say
from hmic_tracker.commands.part_publishing import INTERNAL, publishing
from hmic_tracker.commands.piped_ids import with_piped_ids
from hmic_tracker.commands.planned_changes import ChangeRequest
from hmic_tracker.domain.ids import expand
from hmic_tracker.domain.items import EVIDENCE_WANTED
from hmic_tracker.domain.words import folded, plural
from hmic_tracker.errors import InputError, UsageError
from hmic_tracker.light_typing import TYPE_CHECKING
from hmic_tracker.render.to_json.check import evidence_object
from hmic_tracker.render.views.check import evidence_page
from hmic_tracker.store.evidence_files import check_evidence_files
from hmic_tracker.store.reading import item_ids

if TYPE_CHECKING:
    from hmic_tracker.commands.session import Session


def add(session: Session, entry: EntryOptions, words: Words, shows: str | None) -> int:
    """Adds evidence to items: a file, a URL, a document's number.

    A file is kept with its SHA-256 and size, so that `evidence check` knows it again. What was
    added inside is published later by `evidence edit ID N --publish`.
    """
    ids, ref = words[:-1], words[-1]
    if not ids:
        raise UsageError(
            "evidence needs an item and a reference",
            "write: tracker evidence add REC-1 FILE --shows 'what it shows'",
        )
    if ref == "-":
        raise UsageError(
            "a reference takes no -, which is standard input",
            f"write it here instead: tracker evidence add {' '.join(ids)[:60]} REFERENCE",
        )
    shows = options.required_text(shows, "--shows", "evidence")
    request = ChangeRequest("evidence", of_each=evidence_fields(session, ref, shows, entry.publish))
    return change_items(session, entry, ids, request)


def edit(session: Session, entry: EntryOptions, item: str, piece: str, internal: bool) -> int:
    """Says that a piece of evidence may be printed, with --publish, or stays inside: --internal."""
    if not (piece.isascii() and piece.isdecimal()) or len(piece) > 4:
        raise InputError(
            f"'{piece[:40]}' is not the number of evidence", "write it as `show` has it: 2"
        )
    restated = publishing(entry, "evidence", int(piece), internal)
    if restated is None:
        line = f"tracker evidence edit {item[:40]} {piece} --publish"
        raise UsageError("nothing to change was said", f"for example: {line}")
    return change_items(session, entry, (item,), ChangeRequest("evidence", restated=restated))


def request(session: Session, entry: EntryOptions, words: Words) -> int:
    """Asks the lead of items for evidence; kept, and named until some is added.

    The next reminder to the owner says what is wanted.
    """
    ids, text = options.ids_and_text(words, None)
    if not ids or not text or not folded(text):
        raise UsageError(
            "asking needs an item and what is wanted",
            "write: tracker evidence ask REC-1 'the signed minutes'",
        )
    return change_items(session, entry._replace(note=text), ids, ChangeRequest(EVIDENCE_WANTED))


def check(session: Session, output: Output, ids: Words) -> int:
    """Looks whether files are there, and still what they were.

    The exit code is 1 where one is missing or changed.
    """
    wanted = set(expand(with_piped_ids(ids), item_ids(session.folder))) if ids else None
    plan = session.read_plan()
    items = [item for item in plan.items if wanted is None or item.id in wanted]
    evidence = check_evidence_files(session.folder, items)
    wrong = [one for one in evidence if one.is_altered]
    files = sum(one.state != "reference" for one in evidence)
    if wrong or output.json:
        emit(
            output,
            lambda _: evidence_page(wrong),
            lambda: evidence_object(evidence, session.today, plan.damaged),
        )
    if not output.json:
        say(
            f"{plural(len(evidence), 'piece')} of evidence, {plural(files, 'file')} among them: "
            f"{len(wrong)} missing or changed"
        )
    return report_damage(plan.damaged) or int(bool(wrong))


PARTS = {
    "add": CommandDefinition(
        add,
        (
            Argument(
                "words",
                "ID... REFERENCE",
                "Items, then what shows it.",
                "ids",
                repeated=True,
                dash="ids",
            ),
            options.SHOWS,
            options.PUBLISH._replace(help="It may be printed in papers, and is in bundles."),
            *options.without(options.BULK_ENTRY, "where"),
        ),
        (
            ("tracker evidence add REC-1 policy.pdf --shows 'the new policy'", "a file"),
            ("tracker evidence add REC-1 'DOC 12/27' --shows 'minutes of 3 Nov'", "a reference"),
            (
                "tracker evidence add REC-1 minutes.pdf --shows 'the decision' --publish",
                "for papers and bundles",
            ),
            ("tracker evidence add REC-1 https://example.org/a --shows 'published'", "a page"),
        ),
    ),
    "edit": CommandDefinition(
        edit,
        (
            Argument("item", "ID", "REC-5 or rec5", "ids"),
            Argument("piece", "N", "Its number as `show` has it."),
            options.PUBLISH._replace(help="It may be printed in papers, and is in bundles."),
            INTERNAL,
            *options.ITEM_ENTRY,
        ),
        (
            ("tracker evidence edit REC-1 2 --publish", "for papers and bundles from now on"),
            ("tracker evidence edit REC-1 2 --internal", "not any more"),
        ),
    ),
    "ask": CommandDefinition(
        request,
        (
            Argument("words", "ID... TEXT", "Items, then what is wanted.", "ids", True, dash="ids"),
            *options.without(options.BULK_ENTRY, "where"),
        ),
        (
            ("tracker evidence ask REC-1 'the signed minutes'", "wanted of its lead"),
            ("tracker evidence ask REC-5..8 'what boroughs sent in' --yes", "of several items"),
        ),
    ),
    "check": CommandDefinition(
        check,
        (
            Argument(
                "ids", "[ID]...", "Those items; else all.", "ids", True, required=False, dash="ids"
            ),
            options.STORE,
            *options.DRAWING,
        ),
        (
            ("tracker evidence check", "files that are missing, or not what they were"),
            ("tracker evidence check REC-1..4 --json", "of some items, for a script"),
        ),
    ),
}
