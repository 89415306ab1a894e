"""The layout of a review's screen: so many lines, of which what can be pressed is always there.

What doesn't fit is cut with a mark, and stands whole on the pages that `pages` makes of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple
from hmic_tracker.render import nodes, text_layout
from hmic_tracker.render.escaping import visible

if TYPE_CHECKING:
    from hmic_tracker.render.to_plain import Pieces

WIDEST: Final = 120
"""Longer lines are hard to read."""
_UNIT: Final = 18
"""Cells of a key with its word; a long one takes several such."""
_LABEL: Final = 18
_RESERVE: Final = 6
"""Lines left for the questions of an answer, so that the item stays in sight meanwhile."""
_LEAST_TEXT: Final = 2
_LEAST_BODY: Final = 3
MORE: Final = "… w"
"""What ends a text that is cut: the key that shows it whole."""


class Line(NamedTuple):
    """A text with another at the right end of its line, or under it where both don't fit."""

    text: str
    right: str = ""
    style: nodes.Style = ""
    right_style: nodes.Style = ""


class ScreenText(NamedTuple):
    """What stands on a screen: its first lines, short facts, the text, labelled rows, the keys.

    A row has its texts one under the other; of some that don't fit, as many as do. The `message`
    stands last, beside the prompt.
    """

    lines: tuple[Line, ...]
    facts: tuple[str, ...]
    text: str
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    keys: tuple[str, ...]
    message: tuple[str, ...] = ()
    further: tuple[tuple[str, tuple[str, ...]], ...] = ()


class Size(NamedTuple):
    """How large the screen is; rules are drawn with lines where it `unicode` has them."""

    columns: int
    rows: int
    unicode: bool = True

    @property
    def width(self) -> int:
        """How long lines are."""
        return max(20, min(self.columns, WIDEST))


def whole_screen(screen: ScreenText, size: Size) -> list[Pieces]:
    """The lines of a screen, fewer than the rows, with the beginning of what is long."""
    text = _text_lines(screen.text, size)
    fixed = _fixed(screen, size) + bool(text) + len(screen.rows)
    least = min(len(text), _LEAST_TEXT)
    room = max(size.rows - _RESERVE - fixed, min(least, size.rows - 1 - fixed), 0)
    wholes = [_row_lines(label, texts, size) for label, texts in screen.rows]
    shares = _shares(room, least, [len(text), *(len(lines) - 1 for lines in wholes)])
    body: list[Pieces] = []
    if text:
        body = [*_cut(text, shares[0], size, "whole text"), _rule(size)] if shares[0] else []
    for lines, share in zip(wholes, shares[1:], strict=True):
        body += _cut(lines, share + 1, size)
    return _framed(screen, body, size)


def paged_screen(screen: ScreenText, page: Sequence[Pieces], size: Size) -> list[Pieces]:
    """The lines of a screen with one of its pages in the place of its beginning."""
    return _framed(screen, page, size)


def pages(screen: ScreenText, size: Size, content: Iterable[Pieces] = ()) -> list[list[Pieces]]:
    """All that a screen has, or other content, in pages that leave the keys in sight."""
    lines = list(content) or _everything(screen, size)
    room = max(size.rows - 1 - _fixed(screen, size), _LEAST_BODY)
    return [lines[at : at + room] for at in range(0, len(lines), room)]


def paragraphs(texts: Iterable[str], size: Size) -> list[Pieces]:
    """Texts one under the other."""
    return [line for text in texts for line in _text_lines(text, size)]


def labelled(rows: Iterable[tuple[str, str]], size: Size, label: int = _LABEL) -> list[Pieces]:
    """Labels with their texts to the right."""
    return [line for name, text in rows for line in _row_lines(name, (text,), size, label)]


def _everything(screen: ScreenText, size: Size) -> list[Pieces]:
    lines = _text_lines(screen.text, size)
    lines += [_rule(size)] if lines else []
    for label, texts in (*screen.rows, *screen.further):
        lines += _row_lines(label, texts, size)
    return lines


def _framed(screen: ScreenText, body: Sequence[Pieces], size: Size) -> list[Pieces]:
    keys = _grid(screen.keys, size.width)
    message: list[Pieces] = [[(line[0][0], "bold")] for line in paragraphs(screen.message, size)]
    return [*_top(screen, size), _rule(size), *body, _rule(size), *keys, *message]


def _fixed(screen: ScreenText, size: Size) -> int:
    return len(_framed(screen, [], size))


def _top(screen: ScreenText, size: Size) -> list[Pieces]:
    lines: list[Pieces] = []
    for line in screen.lines:
        left, right = visible(line.text), visible(line.right)
        room = size.width - text_layout.width_of(left) - text_layout.width_of(right)
        if right and room >= text_layout.GAP:
            lines.append([(left, line.style), (" " * room, ""), (right, line.right_style)])
            continue
        lines += [[(one, line.style)] for one in text_layout.wrap(left, size.width)]
        under = text_layout.wrap(right, size.width) if right else []
        lines += [[(one, line.right_style)] for one in under]
    facts: list[Pieces] = [[(line, "")] for line in _flow(screen.facts, size.width)]
    return [*lines, *facts]


def _flow(texts: Iterable[str], width: int) -> list[str]:
    """Short texts in a line, or in several; one that is too long wraps."""
    lines: list[str] = []
    for text in map(visible, texts):
        joined = f"{lines[-1]}    {text}" if lines else text
        if lines and text_layout.width_of(joined) <= width:
            lines[-1] = joined
        else:
            lines += text_layout.wrap(text, width)
    return lines


def _grid(keys: Iterable[str], width: int) -> list[Pieces]:
    """The keys in columns of one width, in which a longer one takes several."""
    lines: list[Pieces] = [[]]
    used = 0
    for key in keys:
        start = -(-used // _UNIT) * _UNIT
        start += _UNIT if used and start - used < text_layout.GAP else 0
        if used and start + len(key) > width:
            lines.append([])
            start = used = 0
        letter, space, word = key.partition(" ")
        lines[-1] += [(" " * (start - used), ""), (letter, "bold"), (space + word, "")]
        used = start + len(key)
    return lines


def _rule(size: Size) -> Pieces:
    return [(("─" if size.unicode else "-") * size.width, "dim")]


def _text_lines(text: str, size: Size) -> list[Pieces]:
    if not text:
        return []
    paragraphs = visible(text, newlines=True).split("\n")
    return [[(line, "")] for one in paragraphs for line in text_layout.wrap(one, size.width)]


def _row_lines(label: str, texts: Iterable[str], size: Size, width: int = _LABEL) -> list[Pieces]:
    start = min(width, size.width // 3)
    lines: list[Pieces] = []
    for text in texts:
        for line in text_layout.wrap(visible(text), size.width - start):
            name = text_layout.pad(visible(label), start) if not lines else " " * start
            lines.append([(name, "bold"), (line, "")])
    return lines


def _cut(lines: Sequence[Pieces], most: int, size: Size, word: str = "") -> list[Pieces]:
    """So many of the lines; where some are left out, the last says by which key they are seen."""
    if len(lines) <= most:
        return list(lines)
    mark = f"{MORE} {word}".rstrip(" ")
    *before, (text, style) = lines[most - 1]
    start = sum(text_layout.width_of(piece) for piece, _ in before)
    room = size.width - start - text_layout.width_of(mark) - 1
    text = text_layout.wrap(text, max(room, 1))[0]
    fill = max(room - text_layout.width_of(text), 0) if word else 0
    return [*lines[: most - 1], [*before, (text + " " * (fill + 1), style), (mark, "dim")]]


def _shares(room: int, least: int, needs: Sequence[int]) -> list[int]:
    """How many lines each gets of a room: the first at least so many, then each in turn."""
    shares = [least, *(0 for _ in needs[1:])]
    left = max(room - least, 0)
    while left and any(share < need for share, need in zip(shares, needs, strict=True)):
        for place, need in enumerate(needs):
            if left and shares[place] < need:
                shares[place] += 1
                left -= 1
    return shares
