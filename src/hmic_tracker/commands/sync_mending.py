"""`tracker sync --mend`: what a plain git merge left half done."""

from __future__ import annotations

from hmic_tracker.commands.output import say
from hmic_tracker.errors import InputError
from hmic_tracker.light_typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hmic_tracker.commands.options import Output
    from hmic_tracker.commands.session import Session


def mend(session: Session, output: Output) -> int:
    """Bring together what git left half merged, and say what to run next."""
    from hmic_tracker.commands.sync import report_of, show
    from hmic_tracker.git.remote import Remote
    from hmic_tracker.git.repository import repository_around
    from hmic_tracker.git.running import require_version
    from hmic_tracker.syncing.by_git import GitTransport
    from hmic_tracker.syncing.mending import mend as mend_plan

    require_version()
    repository = repository_around(session.folder)
    if repository is None:
        raise InputError("this plan is in no git repository", "nothing of git can be half done")
    transport = GitTransport(session, repository, Remote(".", repository.branch_name, "."))
    mended = mend_plan(session, repository, transport)
    code = show(session, output, report_of(session, mended.exchanged, written=True))
    for path in mended.aside:
        say(f"take note: your own version was put aside: {path}")
    if mended.next:
        say(f"next: {mended.next}")
    return code
