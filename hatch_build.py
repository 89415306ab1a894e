"""Compiles the modules when the project is installed as it lies, as pip does for a wheel.

A machine that writes no bytecode (PYTHONDONTWRITEBYTECODE) would compile them at each command else,
which takes longer than the command.
"""

import compileall
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledSources(BuildHookInterface):
    """Writes the bytecode of `src` beside it for an editable install; a wheel has none."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Compiles what changed; a file that can't be compiled is left to who imports it."""
        if version == "editable":
            compileall.compile_dir(Path(self.root, "src"), quiet=2, workers=0)
