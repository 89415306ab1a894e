"""What a bundle would have in it, before it is written; and whether one is whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hmic_tracker.domain.ids import format_id_ranges
from hmic_tracker.domain.words import plural
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple
from hmic_tracker.render import nodes
from hmic_tracker.render.views.bundle_page import about_text, marking_of, title_of
from hmic_tracker.render.views.damage_notice import damage_notice

if TYPE_CHECKING:
    from hmic_tracker.reports.bundle import Bundle, Inside

_LOST: Final = {
    "missing": "not found",
    "changed": "changed since its hash was taken",
    "unreadable": "can't be read, or is no file",
}
_INSIDE: Final = {
    "notes": ("note", "notes"),
    "reasons": ("reason", "reasons"),
    "steps": ("step", "steps"),
    "evidence": ("piece of evidence", "pieces of evidence"),
    "fields": ("internal field", "internal fields"),
    "exempt": ("exempt item", "exempt items"),
}
"""What may be internal, one of it and several."""


class FileRow(NamedTuple):
    """A file of a bundle that was looked over, and what became of it; why where that helps."""

    path: str
    state: str
    why: str = ""


class LookedOver(NamedTuple):
    """A bundle that was looked over: what it is called, its SHA-256, its files."""

    name: str
    sha256: str
    files: Sequence[FileRow]

    def count(self, state: str) -> int:
        """How many files are in a state."""
        return sum(one.state == state for one in self.files)


def size_text(size: int) -> str:
    """A size as people say it: "1.2 MB", "840 bytes"."""
    for unit, bytes_in in (("GB", 10**9), ("MB", 10**6), ("KB", 10**3)):
        if size >= bytes_in:
            return f"{size / bytes_in:,.1f} {unit}"
    return plural(size, "byte")


def inside_text(inside: Inside) -> str:
    """ "2 notes, 1 step"; empty where there is nothing."""
    counts = inside._asdict().items()
    return ", ".join(plural(count, *_INSIDE[name]) for name, count in counts if count)


def preview_page(bundle: Bundle) -> nodes.Page:
    """The files with their sizes, the marking, what is missing, and how much is internal."""
    return nodes.page_of(
        nodes.Heading(title_of(bundle)),
        nodes.Paragraph(about_text(bundle)),
        nodes.Gap(),
        _files_table(bundle),
        *nodes.spaced(nodes.Pairs(tuple(_facts(bundle)))),
        *nodes.spaced(*(nodes.Paragraph(line, "amber") for line in missing_lines(bundle))),
        *damage_notice(bundle.damaged),
    )


def _files_table(bundle: Bundle) -> nodes.Node:
    if not bundle.files:
        return nodes.Paragraph("No file is enclosed.")
    rows = (nodes.make_row(f.path, f"{f.size:,}", detail=f.reference) for f in bundle.files)
    return nodes.Table(nodes.columns("File in the bundle", ">Bytes"), tuple(rows))


def _facts(bundle: Bundle) -> Iterator[tuple[str, str]]:
    yield "Marking", marking_of(bundle) or "none (tracker settings set marking OFFICIAL)"
    if bundle.files:
        yield "", "What the files themselves are marked was not looked at."
    total = bundle.enclosed.total
    yield "Internal", f"{total}{f' ({inside_text(bundle.enclosed)})' if total else ''}"
    if bundle.left_out.total:
        yield (
            "Left out",
            f"{inside_text(bundle.left_out)}: not published",
        )


def missing_lines(bundle: Bundle) -> list[str]:
    """What a person should know is not in it, a line each."""
    lines = []
    for item, piece in bundle.evidence_that(lambda one: one.state in _LOST):
        what = f"{item.id} evidence {piece.evidence.n}: {piece.evidence.ref}"
        lines.append(f"not enclosed, {what}: {_LOST[piece.state]}")
    for item, piece in bundle.evidence_that(lambda one: one.state == "reference"):
        what = f"{item.id} evidence {piece.evidence.n}: {piece.evidence.ref}"
        lines.append(f"a reference, nothing enclosed, {what}")
    groups = (
        ("without evidence", bundle.without_evidence),
        ("done, and not verified", bundle.unverified),
        ("still open", bundle.still_open),
        ("not settled", bundle.ids_of(lambda one: bool(one.unsettled))),
    )
    lines += [f"{what}: {format_id_ranges(ids)}" for what, ids in groups if ids]
    return lines


def looked_over_page(bundle: LookedOver) -> nodes.Page:
    """How many files are whole, and each that isn't."""
    files = bundle.files
    others = [one for one in files if one.state != "whole"]
    counts = [f"{bundle.count(state)} {state}" for state in ("changed", "missing", "added")]
    whole = bundle.count("whole")
    rows = (nodes.make_row(one.path, nodes.Cell(one.state, "red"), one.why) for one in others)
    head = "File", "Now", "Why" if any(one.why for one in others) else ""
    table = nodes.Table(nodes.columns(*head), tuple(rows))
    return nodes.page_of(
        nodes.Heading(f"{bundle.name}: {whole} of {plural(len(files), 'file')} whole"),
        *((nodes.Paragraph(", ".join(counts)), nodes.Gap(), table) if others else ()),
        nodes.Gap(),
        nodes.Paragraph(f"SHA-256 of the whole: {bundle.sha256}"),
        nodes.Paragraph(
            "Its files are held against its own list. Whether that is the one which was given, "
            "the SHA-256 of the whole says: compare it with what was said when it was given."
        ),
    )
