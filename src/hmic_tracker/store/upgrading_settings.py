"""`tracker.toml` of format 1 as one of format 2: posts are tables by slug, with their names."""

from __future__ import annotations

import re
from collections.abc import Mapping

from hmic_tracker.domain.frameworks import free_slug
from hmic_tracker.light_typing import TYPE_CHECKING, Any, Final
from hmic_tracker.store.paths import SCHEMA
from hmic_tracker.store.toml import BOM, Unreadable, edited, new_text, parse, same, shape_of

if TYPE_CHECKING:
    from hmic_tracker.store.toml import KeyPath

_HEADER: Final = re.compile(
    r"""^([ \t]*\[[ \t]*people[ \t]*\.[ \t]*)("(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[A-Za-z0-9_-]+)"""
    r"""([ \t]*(?:\.[^\r\n]*|\][^\r\n]*))(\r?\n|\Z)""",
    re.MULTILINE,
)
"""The header of a post's table, or of one in it: what is before its key, the key, the rest."""


def upgraded_settings_text(text: str) -> str:
    """`tracker.toml` of format 2; as it is where it is that already.

    Comments, order, unknown keys and line ends stay. Where posts are no tables with headers of
    their own they keep their names as keys, as may be in format 2 too.
    """
    values = parse(text)
    if values.get("schema") == SCHEMA:
        return text
    text = edited(text, {("schema",): SCHEMA})
    posts = values.get("people")
    if not isinstance(posts, dict) or not all(isinstance(t, dict) for t in posts.values()):
        return text
    slugs: dict[str, str] = {}
    for name in posts:
        slugs[name] = free_slug(name, slugs.values())
    expected = {
        **values,
        "schema": SCHEMA,
        "people": {slugs[name]: {**table, "name": name} for name, table in posts.items()},
    }
    try:
        named = _with_slugs(text, posts, slugs)
        return named if same(parse(named), expected) else text
    except Unreadable:
        return text


def _with_slugs(text: str, posts: Mapping[str, Any], slugs: Mapping[str, str]) -> str:
    body = text.removeprefix(BOM)
    mark, shape = text[: len(text) - len(body)], shape_of(body)

    def header(match: re.Match[str]) -> str:
        before, key, rest, end = match.groups()
        if shape[match.start()] not in " \t[":  # in a text of several lines
            return match[0]
        name = next(iter(parse(f"{key} = 1")))
        line = f"{before}{slugs.get(name, key)}{rest}{end}"
        if not rest.lstrip().startswith("]") or "name" in posts.get(name, ()):
            return line
        line_end = end or "\n"
        return f"{line}{'' if end else line_end}{new_text({'name': name}).rstrip()}{line_end}"

    result = mark + _HEADER.sub(header, body)
    others: dict[KeyPath, str] = {
        ("people", slugs[name], "name"): name for name, table in posts.items() if "name" in table
    }
    return edited(result, others) if others else result
