"""The template of a paper, run where it can reach nothing but what it was given.

The sandbox of Jinja2 refuses attributes that lead out, and its immutable form whatever would change
a value. On the way out every value becomes a token (`markup.text_token`): a template's own words
are markup, texts from outside are data.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Mapping
from importlib.resources import files

import jinja2

from hmic_tracker.errors import InputError
from hmic_tracker.light_typing import TYPE_CHECKING, Any, Final
from hmic_tracker.render.escaping import visible
from hmic_tracker.render.papers.sandbox import Sandbox
from hmic_tracker.render.papers.template_output import table_token, text_token
from hmic_tracker.render.papers.usage import Usage
from hmic_tracker.render.papers.wording import in_words

if TYPE_CHECKING:
    from pathlib import Path

BUILT_IN: Final = "paper"
"""The name under which a template can extend the one that comes with the program."""
_FILE: Final = "the template that comes with tracker"
_HINT: Final = "mend the template; one to begin from: tracker report --print-template"
LARGEST: Final = 1_000_000
"""Bytes of a template; the one that comes with the program has 4,500."""
_OUR_NAMES: Final = re.compile(r"hmic_tracker\.[\w.]*\.(\w+) object")


class Outside(str):
    """A text from outside the program, which is escaped wherever it is combined with markup."""

    __slots__ = ()

    def __html__(self) -> str:
        return text_token(self)


class TableReference:
    """A table as a template knows it: true where it has rows."""

    __slots__ = ("_has_rows", "_name")

    def __init__(self, name: str, has_rows: bool) -> None:
        self._name = name
        self._has_rows = has_rows

    def __bool__(self) -> bool:
        return self._has_rows

    def __html__(self) -> str:
        return table_token(self._name)


def default_template() -> str:
    """The text of the template that comes with the program."""
    path = files("hmic_tracker") / "templates" / "paper.j2"
    return path.read_text(encoding="utf-8")


def run(known: Mapping[str, Any], text: str | None = None, name: str = "template") -> str:
    """Render a template (the built-in one if `text` is None) with the given context.

    Raises InputError with the file, the line and the reason of a slip. `name` is its file's.
    """
    own = None if text is None else visible(text, newlines=True)
    environment = _environment(own, name, Usage(known.values()))
    try:
        with environment.usage.within_time():
            template = environment.get_template("own" if own is not None else BUILT_IN)
            return environment.usage.output(template.generate(known))
    except jinja2.TemplateSyntaxError as slip:
        raise _slip(slip.filename or name, slip.lineno, slip.message or "") from None
    except Exception as slip:  # whatever a template can provoke is a slip in it
        where, line = _place(slip, {name, _FILE})
        reason = _reason(slip)
        if isinstance(slip, RecursionError):
            reason = "it calls itself without an end" if line else "it is nested too deeply"
        raise _slip(where or name, line or environment.usage.line, reason) from None


def _environment(own: str | None, name: str, usage: Usage) -> Sandbox:
    def load(wanted: str) -> tuple[str, str, None] | None:
        if wanted == "own" and own is not None:
            return own, name, None
        return (default_template(), _FILE, None) if wanted == BUILT_IN else None

    return Sandbox(
        usage,
        {"in_words": in_words},
        loader=jinja2.FunctionLoader(load),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        cache_size=4,
    )


def _place(slip: BaseException, names: set[str]) -> tuple[str, int]:
    """The file and the line of a template in which something went wrong."""
    frames = traceback.extract_tb(slip.__traceback__)
    places = [(f.filename, f.lineno or 0) for f in frames if f.filename in names]
    return places[-1] if places else ("", 0)


def _reason(slip: Exception) -> str:
    if "integer string conversion" in str(slip):
        return "a number has more than 4,300 digits"
    message = slip.message if isinstance(slip, jinja2.TemplateError) else str(slip)
    message = _OUR_NAMES.sub(r"\1", message or "")
    return (message or type(slip).__name__).split("\n", 1)[0]


def _slip(where: str, line: int, reason: str) -> InputError:
    place = f"{where}:{line}" if line else where
    text = reason[:1].lower() + reason[1:300].rstrip(".")
    return InputError(f"{place}: {text}", _HINT)


def decode_template(path: Path, data: bytes) -> str:
    """Decode the bytes of a template file; raises InputError where they are not a text."""
    if len(data) > LARGEST:
        raise InputError(f"{path} is larger than {LARGEST // 1_000_000} MB", _HINT)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
        raise InputError(f"{path}:{line}: not UTF-8 text", _HINT) from None
