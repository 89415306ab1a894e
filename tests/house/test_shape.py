"""The shape of the house: functions that fit on a screen, and names of the trade."""

from __future__ import annotations

import ast
import io
import re
import statistics
import tokenize
from pathlib import Path
from typing import Final

import hmic_tracker

PACKAGE: Final = Path(hmic_tracker.__file__).parent
PARTICIPLES: Final = {"meant", "told", "said", "standing", "asked", "found"}
"""Words that once stood for values where the trade has nouns."""
_WORD: Final = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


_HEAVY: Final = re.compile(r"^(?:import|from) (?:typer|inspect)\b", re.MULTILINE)


def _words(name: str) -> set[str]:
    """The words of a name; NotFoundError is the language's own."""
    return {word.lower() for word in _WORD.findall(name.replace("NotFoundError", ""))}


def test_functions_fit_on_a_screen() -> None:
    lengths = {
        f"{path.relative_to(PACKAGE)}:{node.name}": (node.end_lineno or 0) - node.lineno + 1
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
    }
    assert [name for name, length in lengths.items() if length >= 80] == []
    assert statistics.median(lengths.values()) <= 8


def test_names_are_nouns_and_verbs_of_the_trade() -> None:
    names = [
        f"{path.relative_to(PACKAGE)}:{token.start[0]}: {token.string}"
        for path in PACKAGE.rglob("*.py")
        for token in tokenize.generate_tokens(
            io.StringIO(path.read_text(encoding="utf-8")).readline
        )
        if token.type == tokenize.NAME
        and PARTICIPLES
        & {word.lower() for word in _WORD.findall(token.string.replace("NotFoundError", ""))}
    ]
    assert names == []


def test_no_module_of_a_command_imports_typer_at_its_top() -> None:
    importing = [
        path.name
        for path in (PACKAGE / "commands").glob("*.py")
        if re.search(
            r"^(?:import|from) (?:typer|inspect)\b", path.read_text(encoding="utf-8"), re.M
        )
    ]
    assert importing == ["typer_app.py"]
