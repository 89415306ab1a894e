r"""What a template gives, as the blocks of a paper.

A template writes plain lines; a line's beginning says what it is:

    # The title                 ## A part    ### A section    #### An item
    1. A numbered paragraph (any number: the paper counts)
    - A bullet                  > A text as published, its line breaks kept
    Label :: what it says       === what follows begins a page

Other lines are paragraphs; an empty line ends one. Texts from outside stand in a template's output
as tokens (`text_token`), so that nothing in them can be the beginning of a line, and tables as the
tokens of their names. Tokens are delimited by noncharacters, which no text has once it went through
`visible`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from hmic_tracker.render.papers.tree import (
    Bullets,
    Facts,
    Grid,
    NewPage,
    Node,
    Paragraph,
    Quotation,
    Section,
    Title,
)
from hmic_tracker.render.visible import visible

_TEXT: Final = ("\ufdd0", "\ufdd1")
_GRID: Final = ("\ufdd2", "\ufdd3")
_TOKEN: Final = re.compile(f"{_TEXT[0]}([0-9a-f]*){_TEXT[1]}")
_GRID_TOKEN: Final = re.compile(f"{_GRID[0]}([^{_GRID[1]}]*){_GRID[1]}")
_HEADING: Final = re.compile(r"(#{1,4}) +(.*)")
_NUMBERED: Final = re.compile(r"\d{1,4}\. +(.*)")
_MARKED: Final = re.compile(r"#{1,4} |\d{1,4}\. |- |> ?|===+$")
_ALONE: Final = re.compile(f"#{{1,4}} |===+$|{_GRID[0]}")
_FACT: Final = re.compile(r"(.+?) ::(?: +(.*))?$")


def text_token(text: str) -> str:
    """A text as it stands in a template's output."""
    return f"{_TEXT[0]}{text.encode('utf-8', 'surrogatepass').hex()}{_TEXT[1]}"


def grid_token(name: str) -> str:
    """A table as it stands in a template's output."""
    return f"{_GRID[0]}{name}{_GRID[1]}"


def nodes_of(output: str, grids: Mapping[str, Grid]) -> tuple[Node, ...]:
    """The blocks that a template's output says; blocks without a text are left out."""
    counted = _Counter()
    nodes: list[Node] = []
    for chunk in _chunks(output):
        node = _node(chunk, grids, counted)
        last = nodes[-1] if nodes else None
        if isinstance(node, Bullets) and isinstance(last, Bullets):
            nodes[-1] = Bullets((*last.texts, *node.texts))
        elif isinstance(node, Facts) and isinstance(last, Facts):
            nodes[-1] = Facts((*last.pairs, *node.pairs))
        elif node is not None:
            nodes.append(node)
    return tuple(nodes)


class _Counter:
    """Numbers the paragraphs of a paper."""

    def __init__(self) -> None:
        self.last = 0

    def next(self) -> int:
        self.last += 1
        return self.last


def _chunks(output: str) -> Iterator[list[str]]:
    """Lines that belong together: a marked line, or a label, and what goes on under it."""
    chunk: list[str] = []
    for line in output.split("\n"):
        text = line.strip(" \t")
        if chunk and not _goes_on(chunk, text):
            yield chunk
            chunk = []
        if text:
            chunk.append(text)
    if chunk:
        yield chunk


def _goes_on(chunk: list[str], text: str) -> bool:
    """Whether a line goes on with what the lines before it began."""
    if chunk[0].startswith(">"):
        return text.startswith(">")
    if not text or _ALONE.match(chunk[0]):
        return False
    return not (_MARKED.match(text) or _FACT.match(text) or text.startswith(_GRID[0]))


def _node(lines: list[str], grids: Mapping[str, Grid], counted: _Counter) -> Node | None:
    """The block that lines are, None where they say nothing."""
    whole = " ".join(lines)
    if lines[0].startswith(">"):
        text = _kept("\n".join(line.removeprefix(">").strip(" ") for line in lines)).strip("\n")
        return Quotation(text) if text.strip() else None
    if found := _GRID_TOKEN.search(whole):
        grid = grids.get(found[1])
        return grid if grid and grid.table.rows else None
    if re.fullmatch("===+", whole):
        return NewPage()
    if found := _HEADING.fullmatch(whole):
        return _heading(len(found[1]), _flat(found[2]))
    if found := _NUMBERED.fullmatch(whole):
        text = _flat(found[1])
        return Paragraph(text, counted.next()) if text else None
    return _plain_node(whole)


def _heading(level: int, text: str) -> Node | None:
    if not text:
        return None
    return Title(text) if level == 1 else Section(level - 1, text)


def _plain_node(whole: str) -> Node | None:
    if whole.startswith("- "):
        text = _flat(whole[2:])
        return Bullets((text,)) if text else None
    if found := _FACT.fullmatch(whole):
        text = _flat(found[2] or "")
        return Facts(((_flat(found[1]), text),)) if text else None
    text = _flat(whole)
    return Paragraph(text) if text else None


def _flat(text: str) -> str:
    """A text in one line, its tokens read."""
    return " ".join(_kept(text).split())


def _kept(text: str) -> str:
    """A text with its tokens read; what is left of broken ones is shown, not obeyed."""
    return visible(_TOKEN.sub(_read, text), newlines=True)


def _read(found: re.Match[str]) -> str:
    try:
        return bytes.fromhex(found[1]).decode("utf-8", "surrogatepass")
    except ValueError:
        return found[0]
