"""Elements of HTML: a text that goes into one is escaped, whatever it is."""

from __future__ import annotations

from markupsafe import Markup, escape

from hmic_tracker.light_typing import Final
from hmic_tracker.render.escaping import visible

_DEEPEST_INDENT: Final = 4  # the style sheets have no more steps


def element(name: str, *inside: str, **attributes: str | int | None) -> Markup:
    """An element with its content in order; attributes that are None or empty are left out.

    `class_` is class, and `aria_hidden` aria-hidden.
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(visible(str(value)))}"'
        for key, value in attributes.items()
        if value not in {None, ""}
    )
    return Markup(f"<{name}{written}>{joined(*inside)}</{name}>")  # noqa: S704  # all is escaped


def joined(*parts: str) -> Markup:
    """Several parts one after another: markup as it is, texts escaped."""
    return Markup("").join(
        part if isinstance(part, Markup) else escape(visible(part)) for part in parts
    )


def classes(*names: str) -> str | None:
    """The classes of an element, those that are empty left out; None where it has none."""
    return " ".join(filter(None, names)) or None


def indent_class(indent: int) -> str:
    """The class of what is moved right by so many steps."""
    return f"indent-{min(indent, _DEEPEST_INDENT)}" if indent else ""
