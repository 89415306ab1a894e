"""`tracker bundle ID... -o FILE.zip`."""

from __future__ import annotations

from hmic_tracker.commands import options
from hmic_tracker.commands.filter_options import Filters, option_of
from hmic_tracker.commands.options import Argument, AsPath, EntryOptions, Option, Output, Words
from hmic_tracker.commands.output import ask, emit, report_damage, say
from hmic_tracker.domain.words import composed, plural
from hmic_tracker.errors import DamagedStoreError, DeclinedError, NotFoundError, UsageError
from hmic_tracker.light_typing import TYPE_CHECKING, Final
from hmic_tracker.query.filters import FILTERS

if TYPE_CHECKING:
    from pathlib import Path

    from hmic_tracker.commands.session import Session
    from hmic_tracker.domain.plan import Plan
    from hmic_tracker.reports.bundle import Bundle

EXAMPLES = (
    ("tracker bundle REC-5 REC-7..9 -o bundle.zip", "of some items, after a look at it"),
    ("tracker bundle --framework pvp -o pvp.zip --to HMICFRS", "of a framework and its parts"),
    ("tracker bundle --completed --dry-run", "what would be in it, and what is missing"),
    ("tracker bundle --verify bundle.zip", "is every file of it whole?"),
    ("tracker bundle --list", "what was given to whom; with REC-5: who has that"),
)
_MOST_FILES: Final = 20_000
TAKES = (
    Argument(
        "names", "[ID]...", "Items, or saved filters: @board.", "ids", True, False, dash="ids"
    ),
    *map(option_of, FILTERS),
    Option(
        "-o --output", "FILE", "The file to write: FILE.zip.", "files", type=AsPath, dest="file"
    ),
    Option("--to", "NAME", "Whom it is for; its page says so."),
    Option("--internal", "", "What is internal too; every page says so."),
    Option("--verify", "FILE", "Say which files of a bundle are whole.", "files", type=AsPath),
    Option("--list", "", "What was given to whom, of some items or of all.", dest="listed"),
    *(options.YES, options.BY, options.DRY_RUN),
    *(*options.READING, *options.DRAWING),
)


def run(
    session: Session,
    entry: EntryOptions,
    output: Output,
    filters: Filters,
    names: Words,
    file: Path | None,
    to: str | None,
    internal: bool,
    verify: Path | None,
    listed: bool,
) -> int:
    """Puts items and the files that are their evidence into a ZIP file for the inspectors.

    It has a page for any browser, an index, and a list of hashes that `sha256sum -c` takes. What
    was not entered with --publish stays inside. What would be in it is shown, and asked about.
    The plan keeps what was given to whom.
    """
    if verify is not None:
        if file is not None or names or listed:
            raise UsageError("--verify looks a bundle over, and makes none", "leave the rest out")
        return _verify(session, output, verify)
    if listed:
        return _list(session, output, filters, names, (file, to, internal))
    _check_file(file, entry)
    session.check()
    bundle = _bundle(session, filters, names, to, internal)
    if len(bundle.files) > _MOST_FILES:
        raise UsageError(f"a bundle has at most {_MOST_FILES:,} files", "choose fewer items")
    from hmic_tracker.render.to_json.bundle import bundle_object
    from hmic_tracker.render.views.bundle_preview import preview_page

    name = str(file) if file is not None else None
    is_written = not entry.dry_run and file is not None
    if not output.json:
        emit(output, lambda _: preview_page(bundle), dict)
    sha256 = _write(session, bundle, file, entry) if is_written and file is not None else None
    if output.json:
        emit(output, lambda _: (), lambda: bundle_object(bundle, name, sha256))
    if internal:
        say("internal: notes, reasons and evidence are in it; it is not for publication")
    return report_damage(bundle.damaged)


def _check_file(file: Path | None, entry: EntryOptions) -> None:
    """Raises UsageError where it isn't said what to write, or with another ending."""
    if file is None:
        if entry.dry_run:
            return
        raise UsageError("bundle needs -o FILE.zip", "add it, or --dry-run to look first")
    if file.suffix.lower() != ".zip":
        raise UsageError(
            f"a bundle is a ZIP file, and '{file.name[-60:]}' is called otherwise",
            "end its name in .zip",
        )
    from hmic_tracker.store.exporting import check_place

    check_place(file)


def _bundle(
    session: Session, filters: Filters, names: Words, to: str | None, internal: bool
) -> Bundle:
    """What there is to give out of the items that are wanted."""
    from hmic_tracker.reports.bundle import BundleRequest, FileState, bundle, bundle_items
    from hmic_tracker.store.evidence_files import check_evidence_files, evidence_size

    plan = session.read_plan()
    ids = _wanted_ids(session, plan, filters, names)
    whom = options.required_text(to, "--to", "saying whom it is for") if to is not None else None
    past = session.as_of is not None
    request = BundleRequest(plan, ids, session.day, past, internal, composed(whom or "") or None)
    current, items = bundle_items(request)
    if not items:
        raise NotFoundError("no item fits", "see which there are with: tracker list --all")
    states = {
        (one.item.id, one.evidence.n): FileState(
            one.state,
            evidence_size(session.folder, one.evidence) if one.state == "unchanged" else None,
        )
        for one in check_evidence_files(session.folder, items)
    }
    return bundle(request, current, items, states)


def _wanted_ids(session: Session, plan: Plan, filters: Filters, names: Words) -> set[str]:
    """The ids of the items wanted, by their names or by filters; not all of them unsaid."""
    from hmic_tracker.commands.piped_ids import with_piped_ids
    from hmic_tracker.domain.ids import expand, ids_of

    typed = with_piped_ids(names)
    saved = tuple(name for name in typed if name.startswith("@"))
    filters = filters.replace(saved=saved)
    is_filtered = bool(saved) or any(filters.typed[row.key] != row.empty for row in FILTERS)
    if len(saved) < len(typed):
        if is_filtered:
            raise UsageError("items are named, or chosen by filters", "leave one of them out")
        known = ids_of(plan)
        try:
            return {*expand(typed, known)}
        except NotFoundError:
            from hmic_tracker.commands.former_ids import expand_former

            return {*expand_former(session, typed, known)}
    if not is_filtered:
        raise UsageError(
            "bundle needs items, or filters", "for example: --framework pvp; all of them: --all"
        )
    request = filters.report_request(session)
    return {item.id for item in request.items_of(request.current())}


def _write(session: Session, bundle: Bundle, file: Path, entry: EntryOptions) -> str:
    """Writes the bundle after it was agreed to; its SHA-256."""
    from hmic_tracker.commands.bundle_log import log_bundle
    from hmic_tracker.render.views.bundle_list import bundle_outcome
    from hmic_tracker.render.views.bundle_page import bundle_texts
    from hmic_tracker.render.views.bundle_preview import size_text
    from hmic_tracker.store.bundle_files import EnclosedFile, write_bundle

    if bundle.damaged:
        first = bundle.damaged[0]
        raise DamagedStoreError(
            f"{first.where}: {first.problem}",
            f"{first.remedy}: a bundle is made of a plan that can be read; --dry-run shows it",
        )
    files = plural(len(bundle.files), "file of evidence", "files of evidence")
    what = f"{file}, {plural(len(bundle.items), 'item')} with {files}, {size_text(bundle.size)}"
    again = ", in place of the file that is there" if file.exists() else ""
    question = f"Write {what}, internal: {bundle.enclosed.total}{again}?"
    if not entry.yes and not ask(question, "the bundle is asked about"):
        raise DeclinedError
    enclosed = [EnclosedFile(*one) for one in bundle.files]
    texts = bundle_texts(bundle)
    sha256 = write_bundle(file, session.folder, bundle.as_of, texts, enclosed)
    given = log_bundle(session, bundle, file, sha256)
    say(f"wrote {file}\nSHA-256 {sha256}\n{bundle_outcome(given)}")
    return sha256


def _list(
    session: Session,
    output: Output,
    filters: Filters,
    names: Words,
    making: tuple[Path | None, str | None, bool],
) -> int:
    """Shows what was given to whom, of the items that are named or chosen."""
    from hmic_tracker.commands.bundle_log import show_bundles

    if any(making):
        raise UsageError("--list shows what was given, and makes none", "leave the rest out")
    chosen = bool(names) or any(filters.typed[row.key] != row.empty for row in FILTERS)
    ids = None
    if chosen:
        ids = frozenset(_wanted_ids(session, session.read_plan(), filters, names))
    return show_bundles(session, output, ids)


def _verify(session: Session, output: Output, path: Path) -> int:
    """Says which files of a bundle are whole; 1 where one isn't, is missing, or was added."""
    from hmic_tracker.render.to_json.bundle import bundle_check_object
    from hmic_tracker.render.views.bundle_preview import FileRow, LookedOver, looked_over_page
    from hmic_tracker.store.bundle_checking import check_bundle

    checked = check_bundle(path)
    files = [FileRow(*one) for one in checked.files]
    looked_over = LookedOver(path.name, checked.sha256, files)
    emit(
        output,
        lambda _: looked_over_page(looked_over),
        lambda: bundle_check_object(looked_over, session.today),
    )
    return int(not checked.is_whole)
