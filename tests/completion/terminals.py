"""Real shells in a pseudo-terminal: type a line, press TAB, and see what the command would get.

In them `tracker` is a function that prints its words, so that Enter shows the completed line as the
shell reads it, quotes and all. The completion itself calls the real `tracker`.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from pathlib import Path
from types import TracebackType
from typing import Final

import pexpect  # type: ignore[import-untyped]
import pytest

from tests.commands.terminal import HANG

SHELLS: Final = ("bash", "zsh", "fish")
BIN: Final = Path(sys.executable).parent
_START: Final = {
    "bash": ["--norc", "--noprofile", "-i"],
    "zsh": ["-f", "-i"],
    "fish": ["--no-config", "-i"],
}
_SET_UP: Final = {
    "bash": r"""
PS1=
bind 'set bell-style none'
bind 'set enable-bracketed-paste off'
bind 'set page-completions off'
bind 'set completion-query-items 0'
eval "$(tracker completion bash)"
tracker() { printf '\001'; printf '%s\002' "$@"; printf '\003'; }
""",
    "zsh": r"""
PS1=; unset zle_bracketed_paste; setopt no_beep no_prompt_sp
LISTMAX=1000
eval "$(tracker completion zsh)"
tracker() { printf '\001'; printf '%s\002' "$@"; printf '\003'; }
""",
    "fish": r"""
function fish_prompt; end
set fish_greeting
set -g fish_autosuggestion_enabled 0
tracker completion fish | source
function tracker; printf '\001'; printf '%s\002' $argv; printf '\003'; end
""",
}
# Bash lists when nothing is left to insert; in fish a second TAB would choose from the list.
_TABS: Final = {"bash": 3, "zsh": 2, "fish": 1}


class Terminal:
    """A shell with the completion loaded, in a folder of its own."""

    def __init__(self, shell: str, folder: Path) -> None:
        program = shutil.which(shell)
        if program is None:
            pytest.skip(f"{shell} is not installed")
        self.shell = shell
        setup = folder / f"set-up.{shell}"
        setup.write_text(_SET_UP[shell], encoding="utf-8")
        environment = {
            **os.environ,
            "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}",
            "LANG": "C.UTF-8",
            "LC_ALL": "C.UTF-8",
            "TERM": "xterm",
            "HISTFILE": "",
        }
        self.child = pexpect.spawn(
            program,
            _START[shell],
            cwd=str(folder),
            env=environment,
            encoding="utf-8",
            codec_errors="replace",
            dimensions=(50, 200),
            timeout=HANG,
        )
        self.child.delaybeforesend = None
        self.child.sendline(f"source ./set-up.{shell}; printf '\\001ready\\003'")
        self.child.expect("\001ready\003")

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.child.close(force=True)

    def words(self, typed: str) -> list[str]:
        """The words that the command gets when the line is completed and sent."""
        return self._sent(typed, 1)[1]

    def screen(self, typed: str) -> str:
        """What is shown when TAB is pressed until the candidates are listed."""
        return self._sent(typed, _TABS[self.shell])[0]

    def _sent(self, typed: str, tabs: int) -> tuple[str, list[str]]:
        self.child.send(typed + "\t" * tabs + "\r")
        self.child.expect("\001([^\003]*)\003")
        assert self.child.match is not None
        got = re.sub("\x1b\\[[0-9;?]*[a-zA-Z]", "", str(self.child.match.group(1)))
        return str(self.child.before), got.split("\002")[:-1]
