r"""What a template gives, as the nodes of a paper.

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
from itertools import chain, count, groupby

from hmic_tracker.light_typing import Final
from hmic_tracker.render import nodes
from hmic_tracker.render.escaping import visible

_TEXT: Final = ("\ufdd0", "\ufdd1")
_TABLE: Final = ("\ufdd2", "\ufdd3")
_TOKEN: Final = re.compile(f"{_TEXT[0]}([0-9a-f]*){_TEXT[1]}")
_TOKENS: Final = re.compile(f"(?:{_TEXT[0]}[0-9a-f]*+{_TEXT[1]})++")
"""Tokens on end in one match, so that a text of millions is counted by the regex, not by us."""
_TABLE_TOKEN: Final = re.compile(f"{_TABLE[0]}([^{''.join(_TABLE)}]*){_TABLE[1]}")
_HEADING: Final = re.compile(r"(#{1,4}) +(.*)")
_NUMBERED: Final = re.compile(r"\d{1,4}\. +(.*)")
_MARKED: Final = re.compile(r"#{1,4} |\d{1,4}\. |- |> ?|===+$")
_ALONE: Final = re.compile(f"#{{1,4}} |===+$|{_TABLE[0]}")
_FACT: Final = re.compile(r"(.+?) ::(?: +(.*))?$")


def text_token(text: str) -> str:
    """A text as it stands in a template's output."""
    return f"{_TEXT[0]}{text.encode('utf-8', 'surrogatepass').hex()}{_TEXT[1]}"


def length_without_tokens(output: str) -> int:
    """How long an output is, its texts from outside counted as texts, not as tokens."""
    tokens = output.count(_TEXT[0])
    if not tokens:
        return len(output)
    if tokens == 1 and output[0] == _TEXT[0] and output[-1] == _TEXT[1]:
        return len(output) // 2
    return len(output) - sum(m.end() - m.start() for m in _TOKENS.finditer(output)) // 2


def table_token(name: str) -> str:
    """A table as it stands in a template's output."""
    return f"{_TABLE[0]}{name}{_TABLE[1]}"


def nodes_from_output(output: str, tables: Mapping[str, nodes.Table]) -> nodes.Page:
    """The nodes that a template's output says; nodes without a text are left out."""
    numbers = count(1)
    drawn = (_node(chunk, tables, numbers) for chunk in _chunks(output))
    all_nodes = (node for node in drawn if node is not None)
    page: list[nodes.Node] = []
    for kind, group in groupby(all_nodes, type):
        each = list(group)
        if kind is nodes.Bullets:
            texts = [one.texts for one in each if isinstance(one, nodes.Bullets)]
            each = [nodes.Bullets(tuple(chain.from_iterable(texts)))]
        elif kind is nodes.Pairs:
            pairs = [one.pairs for one in each if isinstance(one, nodes.Pairs)]
            each = [nodes.Pairs(tuple(chain.from_iterable(pairs)))]
        page += each
    return tuple(page)


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
    return not (_MARKED.match(text) or _FACT.match(text) or text.startswith(_TABLE[0]))


def _node(
    lines: list[str], tables: Mapping[str, nodes.Table], numbers: Iterator[int]
) -> nodes.Node | None:
    """The node that lines are, None where they say nothing."""
    whole = " ".join(lines)
    if lines[0].startswith(">"):
        text = _kept("\n".join(line.removeprefix(">").strip(" ") for line in lines)).strip("\n")
        return nodes.Quotation(text) if text.strip() else None
    if match := _TABLE_TOKEN.search(whole):
        table = tables.get(match[1])
        return table if table and table.rows else None
    if re.fullmatch("===+", whole):
        return nodes.NewPage()
    if match := _HEADING.fullmatch(whole):
        text = _flat(match[2])
        return nodes.Heading(text, len(match[1])) if text else None
    if match := _NUMBERED.fullmatch(whole):
        text = _flat(match[1])
        return nodes.Paragraph(text, number=next(numbers)) if text else None
    if whole.startswith("- "):
        text = _flat(whole[2:])
        return nodes.Bullets((text,)) if text else None
    if match := _FACT.fullmatch(whole):
        text = _flat(match[2] or "")
        return nodes.Pairs(((_flat(match[1]), text),)) if text else None
    text = _flat(whole)
    return nodes.Paragraph(text) if text else None


def _flat(text: str) -> str:
    """A text in one line, its tokens read."""
    return " ".join(_kept(text).split())


def _kept(text: str) -> str:
    """A text with its tokens read; what is left of broken ones is shown, not obeyed."""
    return visible(_TOKEN.sub(_read, text), newlines=True)


def _read(token: re.Match[str]) -> str:
    try:
        return bytes.fromhex(token[1]).decode("utf-8", "surrogatepass")
    except ValueError:
        return token[0]
