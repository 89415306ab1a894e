"""Elements of HTML: text that goes into one is escaped, whatever it is."""

from __future__ import annotations

from html import escape

from hmic_tracker.render.visible import visible


class Markup(str):
    """HTML made by `element`; every other string is text.

    Joining it to a string makes it text again, so a slip shows tags and never makes them live.
    """

    __slots__ = ()


def element(name: str, *inside: str, **attributes: str | int | None) -> Markup:
    """An element with its content in order; attributes that are None are left out.

    `class_` is class, and `aria_hidden` aria-hidden.
    """
    given = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(visible(str(value)))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return Markup(f"<{name}{given}>{together(*inside)}</{name}>")


def together(*parts: str) -> Markup:
    """Several parts one after another."""
    return Markup("".join(part if isinstance(part, Markup) else shown(part) for part in parts))


def shown(text: str) -> Markup:
    """A text as it is shown."""
    return Markup(escape(visible(text)))
