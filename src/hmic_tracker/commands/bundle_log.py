"""What `bundle` keeps of each one that was written, and `bundle --list`."""

from __future__ import annotations

from hmic_tracker.commands.output import emit, report_copies, say
from hmic_tracker.domain.given_bundles import GivenBundle
from hmic_tracker.light_typing import TYPE_CHECKING
from hmic_tracker.store.bundle_log import (
    given_bundle_write,
    next_bundle_number,
    read_bundle_log,
)

if TYPE_CHECKING:
    from pathlib import Path

    from hmic_tracker.commands.options import Output
    from hmic_tracker.commands.session import Session
    from hmic_tracker.reports.bundle import Bundle


def log_bundle(session: Session, bundle: Bundle, file: Path, sha256: str) -> GivenBundle:
    """Keep what was written for whom, as one step that `undo` takes back.

    Raises what the write raises, after saying that the bundle is in no log.
    """
    from hmic_tracker.store.writing import save

    stamp = session.stamp()
    try:
        with session.writing():
            known, damaged, copies = read_bundle_log(session.folder)
            report_copies(copies)
            given = GivenBundle(
                n=next_bundle_number(known, damaged),
                on=session.today,
                recorded=stamp.recorded,
                by=stamp.by,
                op=stamp.op,
                file=file.name,
                sha256=sha256,
                as_of=bundle.as_of,
                ids=tuple(one.item.id for one in bundle.items),
                uids=tuple(one.item.uid for one in bundle.items),
                to=bundle.to,
                files=len(bundle.files),
                size=bundle.size,
                internal=bundle.enclosed.total,
            )
            save(session.folder, [given_bundle_write(given)], stamp, "bundle")
    except BaseException:
        say(f"{file} is written, and is not in the plan's log: don't give it away")
        raise
    return given


def show_bundles(session: Session, output: Output, ids: frozenset[str] | None) -> int:
    """Shows which bundles were written by a day, for whom; of some items those that had any."""
    from hmic_tracker.render.to_json.bundle import bundles_object
    from hmic_tracker.render.views.bundle_list import bundles_page

    given, damaged, copies = read_bundle_log(session.folder)
    report_copies(copies)
    shown = [
        one
        for one in given
        if one.on <= session.day and (ids is None or not ids.isdisjoint(one.ids))
    ]
    return emit(
        output,
        lambda _: bundles_page(shown, session.day, tuple(damaged)),
        lambda: bundles_object(shown, session.day, tuple(damaged)),
        tuple(damaged),
    )
