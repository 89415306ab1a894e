"""Text as it is met in a page, gathered to blocks."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from hmic_tracker.documents.blocks import Block, Line, Place, Role
from hmic_tracker.documents.sources.html_properties import PageProperties
from hmic_tracker.documents.sources.lines import blocks_from_lines
from hmic_tracker.documents.sources.plain_text import clean
from hmic_tracker.light_typing import Final

_SPACE: Final = re.compile(r"\s+")


@dataclass(slots=True)
class Frame:
    """What the next text becomes. `marker` and `role` are those of the first block alone."""

    role: Role = "paragraph"
    level: int = 0
    marker: str = ""
    strong: bool = False
    gap: bool = True

    def take_marker(self) -> str:
        """Return the marker, and make what comes after it a paragraph."""
        marker, self.marker = self.marker, ""
        if self.role == "bullet":
            self.role, self.level = "paragraph", 0
        return marker


@dataclass(slots=True)
class BlockWriter:
    """Gathers text until a block ends, and makes blocks of it as the frame says.

    `in_cell` joins lines within a block with a space. `reason` makes all of it furniture. `line`
    is the line of the file where it is known; else places count blocks.
    """

    in_cell: bool = False
    blocks: list[Block] = field(default_factory=list)
    properties: PageProperties = field(default_factory=PageProperties)
    frame: Frame = field(default_factory=Frame)
    reason: str = ""
    bold: bool = False
    preformatted: bool = False
    line: int = 0
    _lines: list[list[tuple[str, bool]]] = field(default_factory=lambda: [[]])
    _asides: list[tuple[str, str]] = field(default_factory=list)

    @property
    def pending(self) -> str:
        """The text that no block has yet."""
        return "".join(text for line in self._lines for text, _ in line)

    def add_text(self, text: str) -> None:
        """Add text; line ends count in preformatted text alone."""
        if self.preformatted:
            first, *others = text.split("\n")
            self._lines[-1].append((first, self.bold))
            self._lines += [[(other, self.bold)] for other in others]
        else:
            self._lines[-1].append((_SPACE.sub(" ", text), self.bold))

    def end_line(self) -> None:
        """Begin a new line in the same block."""
        self._lines.append([])

    def add_aside(self, text: str, reason: str) -> None:
        """Add furniture that stands in the middle of a block; it comes after it."""
        self._asides.append((text, reason))

    def add(self, block: Block) -> None:
        """Add a block that is ready, at the place that is reached."""
        self.blocks.append(block._replace(place=self._place()))

    def flush(self) -> None:
        """Make blocks of the text so far."""
        lines = [("".join(text for text, _ in line), _is_bold(line)) for line in self._lines]
        self._lines = [[]]
        if any(clean(text) for text, _ in lines):
            self._emit(lines)
        for text, reason in self._asides:
            self.add(Block("furniture", text, Place(), gap=False, reason=reason))
        self._asides = []

    def _emit(self, lines: list[tuple[str, bool]]) -> None:
        frame = self.frame
        if self.reason:
            for text in filter(None, (clean(text) for text, _ in lines)):
                self.add(Block("furniture", text, Place(), reason=self.reason))
        elif self.in_cell or frame.role == "heading" or (frame.marker and frame.role != "bullet"):
            self._add_framed(clean(" ".join(text for text, _ in lines)), _all_bold(lines))
        elif frame.role == "bullet":
            self._emit_item(lines)
        else:
            self._emit_lines(lines)
        frame.gap = True

    def _emit_item(self, lines: list[tuple[str, bool]]) -> None:
        """The lines of a list's item; one in small letters goes on with the one above."""
        joined: list[tuple[str, bool]] = []
        for text, bold in ((clean(text), bold) for text, bold in lines):
            if joined and text[:1].islower():
                joined[-1] = (f"{joined[-1][0]} {text}", joined[-1][1] and bold)
            elif text:
                joined.append((text, bold))
        for text, bold in joined:
            self._add_framed(text, bold)

    def _emit_lines(self, lines: list[tuple[str, bool]]) -> None:
        printed: list[Line] = []
        gap = self.frame.gap
        for at, (text, bold) in enumerate(lines):
            if not (shown := clean(text)):
                gap = True
                continue
            indent = len(text) - len(text.lstrip()) if self.preformatted else 0
            place = self._place(at if self.line else len(printed))
            strong = bold or self.frame.strong
            shown = text.strip() if self.preformatted else shown  # with the tabs between cells
            printed.append(Line(shown, place, indent, gap, strong=strong))
            gap = False
        self.blocks += blocks_from_lines(printed)

    def _add_framed(self, text: str, bold: bool) -> None:
        frame = self.frame
        role, level = frame.role, frame.level
        strong = (bold or frame.strong) and role != "heading"
        marker = frame.take_marker()
        self.blocks.append(
            Block(role, text, self._place(), level, marker, (), False, strong, frame.gap)
        )
        frame.gap = False
        if role == "heading" and level == 1:
            self.properties.see_heading(text)

    def _place(self, further: int = 0) -> Place:
        if self.line:
            return Place(self.line + further)
        return Place(len(self.blocks) + 1 + further)


def _is_bold(line: list[tuple[str, bool]]) -> bool:
    return any(text.strip() for text, _ in line) and all(
        bold for text, bold in line if text.strip()
    )


def _all_bold(lines: list[tuple[str, bool]]) -> bool:
    return all(bold for text, bold in lines if text.strip())
