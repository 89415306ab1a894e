"""Running git: one place, with what keeps a stranger's repository from running anything.

No hook, no monitor, no filter or driver of attributes, no editor, no pager, no prompt; only paths,
ssh and https; in a session of its own, so that nothing can ask at the terminal and a time-out ends
git with all that it started.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from hmic_tracker.errors import InputError, WriteError
from hmic_tracker.light_typing import Any, Final, NamedTuple

LOCAL_SECONDS: Final = 300
NETWORK_SECONDS: Final = 600
"""So long git may take: what hangs ends, and what is slow is done."""
OLDEST: Final = (2, 30)
_KEPT: Final = frozenset(
    {
        "GIT_ASKPASS",
        "GIT_CONFIG_GLOBAL",
        "GIT_CONFIG_NOSYSTEM",
        "GIT_CONFIG_SYSTEM",
        "GIT_EXEC_PATH",
        "GIT_SSH",
        "GIT_SSH_COMMAND",
        "GIT_SSH_VARIANT",
        "GIT_SSL_CAINFO",
        "GIT_SSL_CAPATH",
        "GIT_SSL_NO_VERIFY",
    }
)
"""The variables of git that say how the person's own git reaches a remote; no other reaches it."""
_ENVIRONMENT: Final = {
    "LC_ALL": "C",
    "LANGUAGE": "C",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_PAGER": "cat",
    "GIT_EDITOR": "false",
    "GIT_SEQUENCE_EDITOR": "false",
    "GIT_MERGE_AUTOEDIT": "no",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_PROTOCOL_FROM_USER": "1",
    "GIT_FLUSH": "1",
    "GCM_INTERACTIVE": "never",
}
_OPTIONS: Final = (
    f"core.hooksPath={os.devnull}",
    f"core.attributesFile={os.devnull}",
    "core.fsmonitor=false",
    "core.untrackedCache=false",
    "core.pager=cat",
    "core.quotePath=false",
    "core.logAllRefUpdates=true",
    "core.filesRefLockTimeout=3000",
    "core.packedRefsTimeout=3000",
    "gc.auto=0",
    "maintenance.auto=false",
    "advice.detachedHead=false",
    "submodule.recurse=false",
    "fetch.recurseSubmodules=false",
    "fetch.writeCommitGraph=false",
    "fetch.prune=false",
    "fetch.bundleURI=",
    "push.recurseSubmodules=no",
    "push.followTags=false",
    "push.gpgSign=false",
    "protocol.allow=never",
    "protocol.file.allow=always",
    "protocol.ssh.allow=always",
    "protocol.https.allow=always",
    "http.lowSpeedLimit=100",
    "http.lowSpeedTime=60",
)


class Ran(NamedTuple):
    """How git ended, and what it wrote."""

    code: int
    out: bytes
    err: str

    @property
    def text(self) -> str:
        """What it wrote, as a text without the last line end."""
        return self.out.decode("utf-8", "surrogateescape").removesuffix("\n")

    @property
    def records(self) -> list[str]:
        """What it wrote with -z, record by record."""
        records = self.out.split(b"\0")
        return [record.decode("utf-8", "surrogateescape") for record in records if record]

    @property
    def why(self) -> str:
        """The line of its errors that says most."""
        lines = [line.strip() for line in self.err.splitlines() if line.strip()]
        grave = [line for line in lines if line.startswith(("fatal:", "error:", "ERROR:"))]
        line = (grave or lines or [f"it ended with {self.code}"])[0]
        return line.partition(": ")[2] if grave else line


class GitFailedError(WriteError):
    """A call of git that should have worked did not."""

    def __init__(self, command: str, ran: Ran) -> None:
        super().__init__(
            f"git {command} failed: {ran.why[:300]}",
            "nothing is lost: look at what git says, and run it again",
        )
        self.ran = ran


def program() -> str:
    """Where git is; raises InputError where it isn't."""
    import shutil

    path = shutil.which("git")
    if path is None:
        raise InputError(
            "git is not on this computer",
            "install it (2.30 or newer), or share the plan by a folder: tracker sync FOLDER",
        )
    return path


def require_version() -> None:
    """Raise InputError where git is older than what is called here."""
    import re

    text = run_git(Path(os.devnull).parent, ["version"]).text
    match = re.search(r"(\d+)\.(\d+)", text)
    if match is None or (int(match[1]), int(match[2])) < OLDEST:
        raise InputError(f"this is {text[:60]}, which is too old", "install git 2.30 or newer")


def run_git(
    folder: Path,
    words: Sequence[str],
    data: bytes = b"",
    ok: Sequence[int] = (0,),
    seconds: float = LOCAL_SECONDS,
    extra: Mapping[str, str] | None = None,
) -> Ran:
    """Run git in a folder; how it ended. Raises GitFailedError for an end that is not `ok`.

    An empty `ok` takes every end. `extra` are variables for this call.
    """
    options = [word for option in _OPTIONS for word in ("-c", option)]
    line = [program(), "-C", str(folder), "--no-pager", *options, *words]
    ran = _finished(line, data, {**environment(), **(extra or {})}, seconds)
    if ok and ran.code not in ok:
        raise GitFailedError(words[0], ran)
    return ran


def environment() -> dict[str, str]:
    """What git is given of the person's environment."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("GIT_") or name in _KEPT
    }
    return {**kept, **_ENVIRONMENT}


def _finished(line: list[str], data: bytes, env: dict[str, str], seconds: float) -> Ran:
    with contextlib.ExitStack() as stack:
        try:
            process = stack.enter_context(
                subprocess.Popen(  # noqa: S603  # no shell
                    line,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.PIPE,
                    env=env,
                    **_apart(),
                )
            )
        except OSError as fault:
            raise WriteError(
                f"git could not be started: {(fault.strerror or str(fault)).lower()}",
                "nothing was changed; try it by itself: git --version",
            ) from fault
        try:
            out, err = process.communicate(data, timeout=seconds)
        except subprocess.TimeoutExpired:
            _end(process)
            return Ran(-1, b"", f"fatal: it took longer than {seconds:.0f} seconds")
        except BaseException:
            _end(process)
            raise
    return Ran(process.returncode, out, err.decode("utf-8", "replace"))


def _apart() -> dict[str, Any]:
    """What starts a process in a session of its own, without a terminal to ask at."""
    if os.name == "nt":
        flag = getattr(subprocess, "CREATE_NO_WINDOW", 0)
        group = getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)
        return {"creationflags": flag | group}
    return {"start_new_session": True}


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ends git and all that it started."""
    with contextlib.suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    with contextlib.suppress(OSError, ValueError):
        process.communicate()
