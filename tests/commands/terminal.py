"""A command on a pseudo-terminal of its own: type, read, close it, and look at what is left."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Final, TypeVar

import pexpect  # type: ignore[import-untyped]
import pytest

PROMPT: Final = "ready> "
HANG: Final = 180
"""Seconds until a program that shows nothing more counts as stuck, on a busy machine too."""
Self = TypeVar("Self", bound="Screen")


def heeds_its_terminal() -> None:
    """Undoes what a test run under `nohup` or in the background hands on: deaf ears."""
    for one in (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT):
        signal.signal(one, signal.SIG_DFL)


class Screen:
    """A program on a terminal, with the plan as its store."""

    def __init__(
        self, folder: Path, program: list[str], columns: int, term: str, rows: int = 50
    ) -> None:
        self.columns, self.rows = columns, rows
        self.seen = ""
        self.child = pexpect.spawn(
            program[0],
            program[1:],
            env={**os.environ, "TRACKER_STORE": str(folder), "NO_COLOR": "1", "TERM": term},
            encoding="utf-8",
            codec_errors="replace",
            dimensions=(rows, columns),
            timeout=HANG,
            preexec_fn=heeds_its_terminal,
        )
        self.child.delaybeforesend = None

    def __enter__(self: Self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.child.close(force=True)

    def until(self, prompt: str) -> str:
        """What is shown up to a prompt, which is there now."""
        self.child.expect_exact(prompt)
        new = f"{self.child.before}{self.child.after}".replace("\r\n", "\n")
        self.seen += new
        return new

    def send(self, keys: str) -> None:
        """Types keys; Enter is "\\r" and Ctrl-C is "\\x03"."""
        self.child.send(keys)

    def answer(self, prompt: str, keys: str) -> str:
        """Waits for a prompt and types; what was shown before it."""
        shown = self.until(prompt)
        self.send(keys)
        return shown

    def in_sight(self) -> list[str]:
        """The lines that are on the screen now, where no line was longer than it."""
        assert self.lines_fit()
        plain = re.sub("\x1b\\[[0-9;?]*[a-zA-Z]", "", self.seen)
        return plain.split("\n")[-self.rows :]

    def lines_fit(self) -> bool:
        """Whether no line that was shown is wider than the terminal."""
        plain = re.sub("\x1b\\[[0-9;?]*[a-zA-Z]", "", self.seen)
        return max(map(len, plain.split("\n"))) <= self.columns


class Terminal(Screen):
    """A command line of `tracker` that has the terminal for itself."""

    def __init__(
        self,
        folder: Path,
        words: list[str],
        columns: int = 80,
        term: str = "xterm-256color",
        rows: int = 50,
    ) -> None:
        program = [sys.executable, "-m", "hmic_tracker", *words]
        super().__init__(folder, program, columns, term, rows)

    def end(self) -> tuple[int, str]:
        """Waits for the end; the exit code (or minus the signal), and all that was shown."""
        self.child.expect(pexpect.EOF)
        self.seen += str(self.child.before).replace("\r\n", "\n")
        self.child.close()
        signal = self.child.signalstatus
        return (-signal if signal else int(self.child.exitstatus or 0)), self.seen

    def hang_up(self) -> tuple[int, str]:
        """Closes the terminal, as the window of one is closed; how the command ended."""
        process = self.child.ptyproc
        process.fileobj.close()
        process.fd = self.child.child_fd = -1
        process.closed = self.child.closed = True
        self.child.wait()
        return -int(self.child.signalstatus or 0), self.seen


class Shell(Screen):
    """A shell with jobs, in which a command is one job."""

    def __init__(self, folder: Path, columns: int = 80) -> None:
        program = shutil.which("sh" if shutil.which("dash") else "bash")
        if program is None:
            pytest.skip("there is no shell")
        super().__init__(folder, [program, "-i"], columns, "xterm-256color")
        self.child.sendline(f"PS1='{PROMPT[:3]}''{PROMPT[3:]}'; unset ENV")
        self.at_prompt()

    def at_prompt(self) -> str:
        """Waits until the shell asks for a line."""
        return self.until(PROMPT)

    def type(self, line: str) -> None:
        """Types a line."""
        self.send(f"{line}\r")

    def start(self, words: list[str]) -> None:
        """Starts a command line of `tracker`."""
        quoted = " ".join(f'"{word}"' for word in words)
        self.type(f'"{sys.executable}" -m hmic_tracker {quoted}')

    def signal(self, kill: str) -> None:
        """Sends a signal ("kill -TERM") to the job."""
        subprocess.run([*kill.split(), str(self._job())], check=True)

    def modes(self) -> str:
        """How the terminal is set, as `stty` says it."""
        self.type("stty -a; stty -g")
        return self.at_prompt()

    def _job(self) -> int:
        return os.tcgetpgrp(self.child.child_fd)
