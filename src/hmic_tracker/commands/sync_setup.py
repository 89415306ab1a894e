"""`tracker sync --setup [URL]`: the plan as a git repository that can be exchanged."""

from __future__ import annotations

import re
import shlex
import sys
from pathlib import Path

from hmic_tracker.commands.output import say
from hmic_tracker.commands.session import default_store
from hmic_tracker.errors import ConflictError, InputError, UnreachableError
from hmic_tracker.git import remote as remotes
from hmic_tracker.git.repository import (
    Repository,
    is_ignored,
    make_repository,
    read_config,
    repository_around,
    require_whole,
    write_config,
)
from hmic_tracker.git.repository import remotes as remote_names
from hmic_tracker.git.running import require_version
from hmic_tracker.light_typing import TYPE_CHECKING, Final
from hmic_tracker.store.paths import DEFAULT_NAME, GONE, HINT_GONE, SETTINGS, working_folder
from hmic_tracker.syncing.rest import ATTRIBUTES, ATTRIBUTES_TEXT

if TYPE_CHECKING:
    from hmic_tracker.commands.session import Session

_BRANCH: Final = re.compile(r"(?!.*\.\.)(?!.*\.lock$)[A-Za-z0-9][A-Za-z0-9._/-]{0,99}")
_NAME: Final = "origin"
_DEFAULT_BRANCH: Final = "main"


def set_up(session: Session, typed: str | None) -> int:
    """Make the plan a repository with a remote, and say what is next; what is so already stays."""
    require_version()
    cloned = _cloned(session, typed)
    folder = session.folder
    address = remotes.checked_address(typed, folder) if typed is not None else None
    session.introduce()
    repository = repository_around(folder)
    if repository is not None and repository.prefix and is_ignored(folder, SETTINGS):
        repository = None  # the repository around it has nothing to do with it
    if repository is not None:
        require_whole(repository)
    branch = _branch(folder, repository, address)
    made = repository is None
    if repository is None:
        make_repository(folder, branch)
        repository = _repository(folder)
    known = _add_remote(repository, address)
    _add_driver(repository)
    with session.writing():
        _add_attributes(folder)
        _first_commit(session, repository)
    if cloned:
        _say_what_it_holds(session, cloned)
    _say(session, repository, known, made)
    return 0


def _cloned(session: Session, typed: str | None) -> str | None:
    """Make the plan of a remote where there is none here; its address, None where there was one."""
    try:
        session.folder  # noqa: B018  # whether there is one
    except InputError:
        if typed is None:
            raise
    else:
        return None
    from hmic_tracker.syncing.cloning import clone, require_empty

    place = _place(session)
    require_empty(place)
    address = remotes.checked_address(typed, Path.cwd())
    head, heads = _branches(Path.cwd(), address)
    if not heads:
        raise InputError(
            f"{address} is empty: there is no plan in it yet, nor here",
            "make one, and give it there: tracker init   (then: tracker sync --setup ADDRESS)",
        )
    other = remotes.Remote(address, _branch_there(address, head, heads), address)
    try:
        session.place = str(clone(place, other))
    except UnreachableError as fault:
        raise _away(address, fault) from fault
    return other.shown


def _place(session: Session) -> Path:
    """Where a plan of others is made: the folder that was named, this one if empty, else in it."""
    given = session.store or default_store()
    if given is not None:
        return given.expanduser()
    here = working_folder()
    if here is None:
        raise InputError(GONE, HINT_GONE)
    folder = Path(here)
    return folder / DEFAULT_NAME if any(folder.iterdir()) else folder


def _say_what_it_holds(session: Session, shown: str) -> None:
    """What came with a plan of others."""
    from hmic_tracker.domain.words import plural
    from hmic_tracker.reports.exchange import position

    plan = session.read_plan()
    now = position(plan.items, session.today)
    what = plural(len(plan.items), "item")
    say(f"the plan of {plan.organisation or 'no organisation named'} from {shown}")
    say(f"it holds {what}: {now.open} open, {now.overdue} overdue; it is in {session.folder}")


def _repository(folder: Path) -> Repository:
    repository = repository_around(folder)
    if repository is None:
        raise InputError(f"git made no repository in {folder}", "try: git init")
    return repository


def _branch(folder: Path, repository: Repository | None, address: str | None) -> str:
    """The branch that the plan is to be on; raises InputError where there is another plan."""
    if repository is not None and repository.head is not None:
        return repository.branch_name
    if address is None:
        return repository.branch_name if repository else _DEFAULT_BRANCH
    head, heads = _branches(folder, address)
    if not heads:
        unborn = remotes.unborn_branch(address)
        return unborn if unborn and _BRANCH.fullmatch(unborn) else _DEFAULT_BRANCH
    branch = _branch_there(address, head, heads)
    raise InputError(
        f"{address} has something on its branch {branch} already, and this plan was begun apart",
        "nothing was set up; to work on that one, in a new folder: tracker --store FOLDER sync "
        f"--setup {shlex.quote(address)}",
    )


def _branches(folder: Path, address: str) -> tuple[str | None, list[str]]:
    """The branch of a remote's HEAD, and all; raises ConflictError where it can't be reached."""
    try:
        return remotes.head_branch(folder, address)
    except UnreachableError as fault:
        raise _away(address, fault) from fault


def _away(address: str, fault: UnreachableError) -> ConflictError:
    return ConflictError(
        f"{address} can't be reached: {fault}",
        "nothing was set up; look at the address, and try again when it can be",
    )


def _branch_there(address: str, head: str | None, heads: list[str]) -> str:
    """The branch of a remote that the plan is on; raises InputError for a name that is none."""
    branch = head or next((b for b in (_DEFAULT_BRANCH, "master") if b in heads), heads[0])
    if not _BRANCH.fullmatch(branch):
        raise InputError(
            f"the branch of {address} is called {branch[:60]!r}, which is no name for one",
            "nothing was set up; look at who made it",
        )
    return branch


def _add_remote(repository: Repository, address: str | None) -> str | None:
    """The remote's address, added where it is new; raises InputError where there is another."""
    names = remote_names(repository)
    own = read_config(repository, f"branch.{repository.branch_name}.remote")
    name = own if own in names else _NAME
    current = read_config(repository, f"remote.{name}.url") if name in names else None
    if address is None:
        if current is None:
            return None
        address = current
    if current is not None and current != address:
        raise InputError(
            f"the plan is exchanged with {current} already",
            f"to exchange it elsewhere from now on: git remote set-url {name} "
            f"{shlex.quote(address)}",
        )
    if current is None:
        write_config(repository, f"remote.{name}.url", address)
        write_config(repository, f"remote.{name}.fetch", f"+refs/heads/*:refs/remotes/{name}/*")
    branch = repository.branch_name
    if read_config(repository, f"branch.{branch}.merge") is None:
        write_config(repository, f"branch.{branch}.remote", name)
        write_config(repository, f"branch.{branch}.merge", f"refs/heads/{branch}")
    return address


def _add_driver(repository: Repository) -> None:
    """Tell git what merges two versions of a file of the plan, in a plain merge."""
    write_config(repository, "merge.tracker.name", "files of a plan, by tracker")
    write_config(repository, "merge.tracker.driver", f"{_own_line()} merge --driver %O %A %B %P")


def _own_line() -> str:
    """How this very program is called from a shell."""
    return f"{shlex.quote(Path(sys.executable).as_posix())} -m hmic_tracker"


def _add_attributes(folder: Path) -> None:
    """The plan's `.gitattributes`, what is in it already kept."""
    from hmic_tracker.store.exporting import export
    from hmic_tracker.store.files import read_or_none

    path = folder / ATTRIBUTES
    known = read_or_none(path)
    if known is not None and b"merge=tracker" in known:
        return
    before = known.rstrip(b"\n") + b"\n" if known else b""
    export(path, before + ATTRIBUTES_TEXT.encode())


def _first_commit(session: Session, repository: Repository) -> None:
    """Commit the plan as it is; the lock is held."""
    from hmic_tracker.syncing.by_git import GitTransport

    other = remotes.Remote(".", repository.branch_name, ".")
    what = "Set the plan up for exchange" if repository.head else "Begin the plan"
    GitTransport(session, repository, other).keep(f"{what}\n")


def _say(session: Session, repository: Repository, address: str | None, made: bool) -> None:
    where = f"the folder {repository.prefix.rstrip('/')} of the repository {repository.top}"
    if made:
        where = "a git repository now"
    elif not repository.prefix:
        where = "the git repository that was there"
    say(f"the plan is in {where}" if not made else f"the plan is {where}")
    say(f"entries and commits are made by {session.person}")
    if address is None:
        say("next: tracker sync --setup URL   (where it is exchanged: a path, or an address)")
    else:
        say(f"it is exchanged with {remotes.Remote('', '', address).shown}\nnext: tracker sync")
    session.say_guess()
