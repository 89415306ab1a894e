"""What lies in a bundle beside the evidence: its page, its index, and how to look it over."""

from __future__ import annotations

from collections.abc import Iterator

from hmic_tracker.domain.dates import say_day, say_due
from hmic_tracker.domain.words import (
    KIND_NAMES,
    OPEN,
    PROGRESS_PHRASES,
    RESPONSE_PHRASES,
    STATUS_PHRASES,
    plural,
)
from hmic_tracker.light_typing import TYPE_CHECKING, Final
from hmic_tracker.render import nodes, to_csv, to_html, to_plain
from hmic_tracker.render.escaping import visible
from hmic_tracker.render.papers.wording import INTERNAL
from hmic_tracker.render.views.history_entries import entry_text, step_lines
from hmic_tracker.render.views.item import (
    deferral_line,
    due_line,
    origin_nodes,
    verified_line,
    where_in_report,
)
from hmic_tracker.render.views.unsettled import unsettled_clause
from hmic_tracker.reports.redaction import is_hidden

if TYPE_CHECKING:
    from hmic_tracker.reports.bundle import Bundle, BundledEvidence, BundledItem

PAGE, INDEX, TABLE, README = "index.html", "index.txt", "index.csv", "README.txt"
_WIDTH: Final = 78
_NOT_ENCLOSED: Final = {
    "missing": "not enclosed: the file was not found",
    "changed": "not enclosed: the file is no longer the one that was given",
    "unreadable": "not enclosed: the file could not be read",
}
_COLUMNS: Final = (
    *("item", "kind", "title", "status", "due", "verified", "evidence", "shows", "given"),
    *("reference", "file", "size", "sha256", "marking"),
)
_README: Final = """\
{title}
{about}

index.html   the items with their history, steps and evidence: open it in a browser. It needs no
             network, and holds no script.
index.txt    the same as plain text.
index.csv    every piece of evidence as a row, for a spreadsheet.
evidence/    the files, a folder for each item.
SHA256SUMS   the SHA-256 of every file here.

To see whether every file is as it was given, unpack the whole ZIP file into a folder, go there
and write

  Linux         sha256sum -c SHA256SUMS
  macOS         shasum -a 256 -c SHA256SUMS
  PowerShell    Get-Content SHA256SUMS | ForEach-Object {{ $sum, $name = $_ -split '  ', 2
                  $now = (Get-FileHash -Algorithm SHA256 $name).Hash
                  if ($now -eq $sum) {{ "${{name}}: OK" }} else {{ "${{name}}: FAILED" }} }}

Each line should end with OK. This shows that nothing was changed or lost on the way, as far as
SHA256SUMS itself is the one that was given: whoever gave you the bundle can tell you the SHA-256
of the ZIP file, which covers that as well.

A file whose name ends in .bin is of a kind that a computer might run, or show as a page; take the
.bin away to open it, if you know what it is.
"""


def bundle_texts(bundle: Bundle) -> dict[str, bytes]:
    """The texts of a bundle by their paths, the first to be read first."""
    document = bundle_document(bundle)
    texts = {
        README: visible(_readme(bundle), newlines=True),
        PAGE: to_html.draw(document),
        INDEX: to_plain.draw(document, _WIDTH),
        TABLE: "\ufeff" + to_csv.draw(_COLUMNS, _rows(bundle)),
    }
    return {name: text.encode("utf-8", "backslashreplace") for name, text in texts.items()}


def bundle_document(bundle: Bundle) -> nodes.Document:
    """The page of a bundle: a table of its items, each item whole, then the files."""
    title = title_of(bundle)
    page = nodes.page_of(
        nodes.Heading(title, 1),
        nodes.Paragraph(about_text(bundle)),
        nodes.Heading("Items", 2),
        _items_table(bundle),
        *(node for number, one in enumerate(bundle.items, 1) for node in _item(one, number)),
        nodes.Heading("Files", 2),
        _files(bundle),
    )
    return nodes.Document(
        page,
        title=title,
        marking=marking_of(bundle),
        footer=f"{title}, {say_day(bundle.as_of)}",
        author=bundle.organisation or "",
        day=bundle.as_of,
        look="paper",
    )


def title_of(bundle: Bundle) -> str:
    """What a bundle is called."""
    to = f" for {bundle.to}" if bundle.to else ""
    by = f"{bundle.organisation}: " if bundle.organisation else ""
    return f"{by}evidence{to}" if by else f"Evidence{to}"


def about_text(bundle: Bundle) -> str:
    """How many items and files there are, as of which day."""
    files = plural(len(bundle.files), "file") if bundle.files else "no file"
    return (
        f"{plural(len(bundle.items), 'item')} with {files} of evidence; "
        f"the position at {say_day(bundle.as_of)}."
    )


def marking_of(bundle: Bundle) -> str:
    """What stands on every page: the plan's marking, and that it is internal where it is."""
    parts = (bundle.marking, INTERNAL if bundle.is_internal else "")
    return " – ".join(filter(None, parts))


def _readme(bundle: Bundle) -> str:
    marking = marking_of(bundle)
    text = _README.format(title=title_of(bundle), about=about_text(bundle))
    return f"{marking}\n\n{text}\n{marking}\n" if marking else text


def _items_table(bundle: Bundle) -> nodes.Table:
    heads = ("Item", "Title", "Status", "Due", ">Steps", ">Evidence", ">Files")
    rows = (
        nodes.make_row(
            nodes.id_cell(one.item.id),
            *(one.item.title, STATUS_PHRASES[one.item.status]),
            say_due(one.item.due) if one.item.due and not is_hidden(one.item) else "",
            *(len(one.item.actions), len(one.evidence), sum(bool(e.path) for e in one.evidence)),
        )
        for one in bundle.items
    )
    return nodes.Table(
        nodes.columns(*heads),
        tuple(rows),
        caption="The items of this bundle",
        links={one.item.id: f"#item-{n}" for n, one in enumerate(bundle.items, 1)},
    )


def _item(one: BundledItem, number: int) -> Iterator[nodes.Node]:
    item, report = one.item, one.report
    if is_hidden(item):
        yield nodes.Heading(f"{item.id}  {KIND_NAMES[item.kind]}", 2, f"item-{number}")
        yield nodes.Paragraph(f"Exempt. {STATUS_PHRASES[item.status].capitalize()}.")
        return
    yield nodes.Heading(f"{item.id}  {item.title}", 2, f"item-{number}")
    yield nodes.Paragraph(where_in_report(report))
    yield from origin_nodes(report)
    if item.text:
        yield nodes.Quotation(item.text)
    yield nodes.Pairs(tuple(_state_pairs(one)))
    for field in one.unsettled:
        text = f"Not settled, {field.name}: {unsettled_clause(field)}"
        yield nodes.Paragraph(text, "amber")
    if report.links:
        yield nodes.Heading("Links", 3)
        titles = report.titles
        yield nodes.Bullets(
            tuple(f"{k.phrase} {k.other}: {titles.get(k.other, '')}" for k in report.links)
        )
    if item.actions:
        yield nodes.Heading("Action plan", 3)
        lines = (f"Step {n.strip()}: {text}" for n, text in step_lines(item.actions))
        yield nodes.Bullets(tuple(lines))
    yield nodes.Heading("Evidence", 3)
    yield from _evidence(one)
    if one.history:
        yield nodes.Heading("History", 3)
        yield nodes.Bullets(tuple(f"{say_day(e.on)}: {entry_text(e)}" for e in one.history))


def _state_pairs(one: BundledItem) -> Iterator[tuple[str, str]]:
    item, report = one.item, one.report
    yield "Status", STATUS_PHRASES[item.status]
    if item.status in OPEN:
        yield "Progress", PROGRESS_PHRASES[item.reported_progress]
    yield "Due", due_line(item, report)
    if text := deferral_line(report):
        yield "Deferred", text
    if report.has_request and item.requested_due:
        why = f": {item.requested_reason}" if item.requested_reason else ""
        yield "Asks for", f"{say_due(item.requested_due)}{why}"
    yield "Owner", item.owner or "none"
    if report.row.board:
        yield "Board", report.row.board
    yield "Verified", verified_line(report)
    if item.response:
        yield "Response", RESPONSE_PHRASES[item.response]
    if item.discharged_by:
        yield "Discharged", f"by {item.discharged_by}"


def _evidence(one: BundledItem) -> Iterator[nodes.Node]:
    if not one.evidence:
        yield nodes.Paragraph("None in this bundle.")
        return
    heads = nodes.columns(">No.", "What it shows", "Given", "Where it is", ">Bytes")
    rows = (
        nodes.make_row(
            piece.evidence.n,
            piece.evidence.shows or "",
            say_due(piece.evidence.on) if piece.evidence.on else "",
            place_of(piece),
            f"{piece.size:,}" if piece.size is not None else "",
        )
        for piece in one.evidence
    )
    links = {piece.path: piece.path for piece in one.evidence if piece.path}
    yield nodes.Table(heads, tuple(rows), caption=f"Evidence of {one.item.id}", links=links)


def place_of(piece: BundledEvidence) -> str:
    """Where a piece of evidence is: its file here, what it refers to, or why it is not enclosed.

    Of a file that is not enclosed its own name is told, and not where it lies.
    """
    reference = piece.evidence.ref or ""
    if piece.path:
        return piece.path
    if piece.state == "reference":
        return f"{reference} (a reference, nothing enclosed)"
    name = reference.replace("\\", "/").rpartition("/")[2]
    return f"{name} ({_NOT_ENCLOSED.get(piece.state, 'not enclosed')})"


def _files(bundle: Bundle) -> nodes.Node:
    if not bundle.files:
        return nodes.Paragraph("None.")
    lines = (f"{f.path}: {f.size:,} bytes, SHA-256 {f.sha256}" for f in bundle.files)
    return nodes.Bullets(tuple(lines))


def _rows(bundle: Bundle) -> Iterator[dict[str, object]]:
    """A row for each piece of evidence; one for an item that has none."""
    marking = marking_of(bundle)
    for one in bundle.items:
        item, report = one.item, one.report
        hidden = is_hidden(item)
        row: dict[str, object] = {
            "item": item.id,
            "kind": item.kind,
            "title": item.title,
            "status": item.status,
            "due": None if hidden else item.due,
            "verified": report.verified.on if report.verified and not hidden else None,
            "marking": marking,
        }
        for piece in one.evidence:
            evidence = piece.evidence
            yield row | {
                "evidence": evidence.n,
                "shows": evidence.shows,
                "given": evidence.on,
                "reference": place_of(piece) if not piece.path else None,
                "file": piece.path or None,
                "size": piece.size,
                "sha256": evidence.sha256 if piece.path else None,
            }
        if not one.evidence:
            yield row
