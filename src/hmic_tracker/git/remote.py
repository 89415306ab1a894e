"""The other end: which remote it is, what it has, fetching and pushing.

What cannot be reached is no fault: `UnreachableError` says so, and the caller goes on without it.
"""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path

from hmic_tracker.errors import InputError, UnreachableError, WriteError
from hmic_tracker.git.repository import Repository, read_config, ref_of, remotes
from hmic_tracker.git.running import NETWORK_SECONDS, Ran, run_git
from hmic_tracker.light_typing import Final, NamedTuple

INCOMING: Final = "refs/tracker/incoming"
EXCHANGED: Final = "refs/tracker/exchanged"
_KIND: Final = re.compile(r"([a-z][a-z0-9+.-]*)://", re.IGNORECASE)
_ALLOWED: Final = frozenset({"ssh", "https", "file", "git+ssh", "ssh+git"})
_SCP: Final = re.compile(r"(?:[^/:@]+@)?\[?[A-Za-z0-9._-]{2,}\]?:(?!:).+")
_REFUSED: Final = (
    "authentication failed",
    "could not read username",
    "could not read password",
    "permission denied",
    "host key verification failed",
    "access denied",
    "403",
    "401",
)
_AWAY: Final = (
    "could not resolve",
    "couldn't resolve",
    "unable to access",
    "could not read from remote repository",
    "does not appear to be a git repository",
    "does not exist",
    "connection",
    "timed out",
    "took longer than",
    "network is unreachable",
    "no route to host",
    "the remote end hung up",
    "not found",
    "no such file or directory",
    "failed to connect",
    "input/output error",
    "stale file handle",
    "early eof",
    "rpc failed",
)


class Remote(NamedTuple):
    """A remote as git is called with it, the branch of it that the plan is on, and its address."""

    word: str
    branch: str
    address: str
    is_named: bool = False

    @property
    def shown(self) -> str:
        """The remote as people know it, without a password in its address."""
        return re.sub(r"(://)[^/@]*@", r"\1", self.address)

    @property
    def tracking(self) -> str:
        """The ref in which git keeps what it knows of the branch."""
        return f"refs/remotes/{self.word if self.is_named else 'none'}/{self.branch}"

    @property
    def exchanged(self) -> str:
        """The ref that keeps what was last exchanged with it."""
        key = hashlib.sha256(f"{self.address}\n{self.branch}".encode()).hexdigest()[:16]
        return f"{EXCHANGED}/{key}"


def find_remote(repository: Repository, typed: str | None) -> Remote:
    """The remote that was typed, else the branch's own, origin, the only one; raises InputError."""
    known = remotes(repository)
    branch = repository.branch_name
    own = read_config(repository, f"branch.{branch}.remote")
    if typed is not None and typed not in known:
        return Remote(checked_address(typed, repository.folder), branch, typed)
    name = typed or (own if own in known else None) or ("origin" if "origin" in known else None)
    name = name or (known[0] if len(known) == 1 else None)
    if name is None:
        raise InputError(
            "this plan has no remote to exchange with",
            "name one, once: tracker sync --setup URL   (a path, or ssh or https address)",
        )
    address = read_config(repository, f"remote.{name}.url") or name
    checked_address(address, repository.folder)
    merge = read_config(repository, f"branch.{branch}.merge") if name == own else None
    return Remote(name, (merge or branch).removeprefix("refs/heads/"), address, is_named=True)


def checked_address(typed: str, base: Path) -> str:
    """An address that may be used, a folder's as a whole path; raises InputError."""
    if not typed.strip() or typed.startswith("-") or not typed.isprintable():
        raise InputError(
            f"'{typed[:60]}' is no address of a remote", "name a path, or an ssh or https address"
        )
    kind = _KIND.match(typed)
    if (kind and kind[1].lower() not in _ALLOWED) or re.match(r"[A-Za-z0-9_+.-]+::", typed):
        word = kind[1] if kind else typed.partition("::")[0]
        raise InputError(
            f"'{word}' is no way that a plan goes by", "use a path, or an ssh or https address"
        )
    if is_address(typed):
        return typed
    path = Path(typed).expanduser()
    near = Path.cwd() / path
    return str(near if near.exists() or path.is_absolute() else base / path)


def is_address(typed: str) -> bool:
    """Whether what was typed is on the network, and no path."""
    return bool(_KIND.match(typed) or (_SCP.fullmatch(typed) and not Path(typed).exists()))


def head_branch(folder: Path, word: str) -> tuple[str | None, list[str]]:
    """The branch that a remote's HEAD is on, and all that it has; none where it is empty.

    Raises as `fetch`.
    """
    words = ["ls-remote", "--symref", "--quiet", "--end-of-options", word]
    ran = run_git(folder, words, ok=(), seconds=NETWORK_SECONDS)
    if ran.code:
        raise _why_not(ran, word)
    head, heads = None, []
    for line in ran.text.splitlines():
        value, _, name = line.partition("\t")
        if value.startswith("ref: refs/heads/") and name == "HEAD":
            head = value.removeprefix("ref: refs/heads/")
        elif name.startswith("refs/heads/"):
            heads.append(name.removeprefix("refs/heads/"))
    return (head if head in heads else None), heads


def unborn_branch(word: str) -> str | None:
    """The branch that the HEAD of an empty remote is on; None where it doesn't say."""
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix="tracker-", ignore_cleanup_errors=True) as folder:
        words = ["clone", "--quiet", "--bare", "--no-tags", "--template=", "--end-of-options"]
        there = Path(folder)
        ran = run_git(there, [*words, word, "empty"], ok=(), seconds=NETWORK_SECONDS)
        if ran.code:
            return None
        head = run_git(there / "empty", ["symbolic-ref", "--quiet", "HEAD"], ok=())
        return head.text.removeprefix("refs/heads/") if not head.code else None


def fetch(repository: Repository, remote: Remote) -> str | None:
    """Get what the remote's branch has, and nothing else; its commit, None where it has nothing.

    Raises UnreachableError where it can't be reached, InputError where it has another branch,
    WriteError where it refuses or git fails.
    """
    words = ["fetch", "--quiet", "--no-tags", "--no-recurse-submodules", "--no-write-fetch-head"]
    words += ["--no-auto-maintenance", "--refmap=", "--end-of-options", remote.word]
    words.append(f"+refs/heads/{remote.branch}:{INCOMING}")
    ran = run_git(repository.top, words, ok=(), seconds=NETWORK_SECONDS)
    if not ran.code:
        return ref_of(repository, INCOMING)
    if "couldn't find remote ref" in ran.err or "no such ref" in ran.err.lower():
        head, heads = head_branch(repository.top, remote.word)
        if not heads:
            return None
        there = head or heads[0]
        raise InputError(
            f"{remote.shown} has no branch {remote.branch}; what it has is on {there}",
            f"say that yours goes there: git branch -u {remote.word}/{there}   (after: git fetch)",
        )
    raise _why_not(ran, remote.shown)


def deepen(repository: Repository, remote: Remote) -> None:
    """Get the history that a shallow clone lacks; raises as `fetch`."""
    words = ["fetch", "--quiet", "--no-tags", "--no-recurse-submodules", "--no-write-fetch-head"]
    words += ["--unshallow", "--refmap=", "--end-of-options", remote.word]
    words.append(f"+refs/heads/{remote.branch}:{INCOMING}")
    ran = run_git(repository.top, words, ok=(), seconds=NETWORK_SECONDS)
    if ran.code:
        raise _why_not(ran, remote.shown)


_RECEIVING: Final = (
    f"git -c core.hooksPath={os.devnull} -c core.alternateRefsCommand=true "
    "-c receive.autogc=false receive-pack"
)
"""What takes a push on this very computer: without the hooks of a stranger's folder."""


def _is_folder(address: str) -> bool:
    """Whether an address is a path here, so that what receives it is run by us."""
    kind = _KIND.match(address)
    if kind is not None:
        return kind[1].lower() == "file"
    return not _SCP.fullmatch(address) or Path(address).exists()


def push(repository: Repository, remote: Remote, commit: str) -> bool:
    """Send a commit to the remote's branch; False where somebody was faster. Raises as `fetch`."""
    words = ["push", "--quiet", "--porcelain", "--no-verify", "--no-recurse-submodules"]
    words += ["--no-follow-tags", "--no-signed"]
    if _is_folder(remote.address):
        words.append(f"--receive-pack={_RECEIVING}")
    words += ["--end-of-options", remote.word]
    words.append(f"{commit}:refs/heads/{remote.branch}")
    ran = run_git(repository.top, words, ok=(), seconds=NETWORK_SECONDS)
    if not ran.code:
        return True
    text = f"{ran.text}\n{ran.err}"
    if _is_raced(text):
        return False
    if "[remote rejected]" in text or "pre-receive hook declined" in text:
        line = next((one for one in text.splitlines() if "rejected]" in one), ran.why)
        remark = next((o for o in ran.err.splitlines() if o.startswith("remote: ")), "")
        why = line.partition("]")[2].strip(" ()") or line
        raise WriteError(
            f"{remote.shown} does not take it: {why}{remark and f', {remark[8:208]}'}",
            "all is kept here; ask whoever looks after it, then run: tracker sync",
        )
    raise _why_not(ran, remote.shown)


def _is_raced(text: str) -> bool:
    signs: tuple[str, ...] = (
        "(fetch first)",
        "(non-fast-forward)",
        "(stale info)",
        "cannot lock ref",
    )
    signs += ("failed to lock", "failed to update ref", "incorrect old value", "needs force")
    return any(sign in text for sign in signs)


def _why_not(ran: Ran, shown: str) -> Exception:
    """What an end of a call to a remote is: away, refused, or a fault."""
    text = ran.err.casefold()
    if "not allowed" in text and "transport" in text:
        return InputError(f"{ran.why[:200]}", "use a path, or an ssh or https address")
    if "dubious ownership" in text:
        return WriteError(
            f"git doesn't trust {shown}, which belongs to somebody else",
            f"if you do: git config --global --add safe.directory {shown}",
        )
    if any(sign in text for sign in _REFUSED):
        return WriteError(
            f"{shown} lets nobody in: {ran.why[:200]}",
            "all is kept here; look at what git says by itself: git fetch",
        )
    if any(sign in text for sign in _AWAY) or ran.code < 0:
        return UnreachableError(ran.why[:200])
    return WriteError(
        f"git could not exchange with {shown}: {ran.why[:200]}",
        "all is kept here; look at what git says by itself: git fetch",
    )
