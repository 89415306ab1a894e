"""The words of a PDF page with their places, as PDFium finds them."""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterator

from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

_BOLD: Final = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
_HYPHENS: Final = (0x02, 0xFFFE)
"""What PDFium has for a hyphen at the end of a line."""

_SAMPLED: Final = 200
"""Letters of a page whose direction is looked at."""

_UPRIGHT: Final = 0.05
"""Radians off the horizontal up to which text counts as a line."""


class Word(NamedTuple):
    """A word: its edges in points from the left and bottom of the page as shown, and its look.

    `y` is the line that the letters stand on. `sloping` text runs across the page.
    """

    text: str
    left: float
    right: float
    y: float
    size: float
    bold: bool
    sloping: bool = False


class _Letter(NamedTuple):
    code: int
    left: float
    right: float
    x: float
    y: float


class PageFrame(NamedTuple):
    """The page as shown: how far it is turned clockwise, and where its corner is."""

    turned: int
    left: float
    bottom: float
    width: float
    height: float

    @property
    def shown_height(self) -> float:
        """The height of the page as it is shown."""
        return self.width if self.turned in {90, 270} else self.height

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A place on the page as it is shown."""
        x, y = x - self.left, y - self.bottom
        if self.turned == 90:
            return y, self.width - x
        if self.turned == 180:
            return self.width - x, self.height - y
        if self.turned == 270:
            return self.height - y, x
        return x, y


def words_of(page: PdfPage, frame: PageFrame) -> list[Word]:
    """The words of a page in the order of the file."""
    text_page = page.get_textpage()
    try:
        return list(_words(text_page.raw, text_page.count_chars(), frame))
    finally:
        text_page.close()


def frame_of(page: PdfPage) -> PageFrame:
    """How a page has to be turned for most of its text to be upright."""
    left, bottom, right, top = page.get_mediabox()
    text_page = page.get_textpage()
    try:
        turned = _turned(text_page.raw, text_page.count_chars())
    finally:
        text_page.close()
    return PageFrame(turned, left, bottom, right - left, top - bottom)


def _turned(handle: object, count: int) -> int:
    """The degrees, clockwise, that make most of some letters upright."""
    import pypdfium2.raw as pdfium

    turns: Counter[int] = Counter()
    for at in range(0, count, count // _SAMPLED + 1):
        if pdfium.FPDFText_GetUnicode(handle, at) > 0x20:
            angle = pdfium.FPDFText_GetCharAngle(handle, at)
            turns[round(-math.degrees(angle) / 90) % 4 * 90] += 1
    return max(turns, key=lambda turn: (turns[turn], -turn), default=0)


def _words(handle: object, count: int, frame: PageFrame) -> Iterator[Word]:
    start, gathered = 0, list[_Letter]()
    look = _Look(handle, frame)
    size, sloping = 0.0, False
    for at, letter in enumerate(_letters(handle, count, frame)):
        if gathered and (letter is None or (not sloping and _is_apart(gathered[-1], letter, size))):
            yield look.word(gathered, start, size, sloping=sloping)
            gathered = []
        if letter is not None:
            if not gathered:
                start, size, sloping = at, look.size(at), look.is_sloping(at)
            gathered.append(letter)
    if gathered:
        yield look.word(gathered, start, size, sloping=sloping)


def _letters(handle: object, count: int, frame: PageFrame) -> Iterator[_Letter | None]:
    """The letters of a page; None is white space."""
    import pypdfium2.raw as pdfium

    x, y = ctypes.c_double(), ctypes.c_double()
    box = pdfium.FS_RECTF()
    for at in range(count):
        code = pdfium.FPDFText_GetUnicode(handle, at)
        if code in _HYPHENS:
            code = ord("-")
        if code <= 0x20 or code in {0xA0, 0xFFFD, 0xFFFF}:
            yield None
            continue
        pdfium.FPDFText_GetCharOrigin(handle, at, x, y)
        pdfium.FPDFText_GetLooseCharBox(handle, at, box)
        left, _ = frame.point(box.left, box.bottom)
        right, _ = frame.point(box.right, box.top)
        shown_x, shown_y = frame.point(x.value, y.value)
        yield _Letter(code, min(left, right), max(left, right), shown_x, shown_y)


def _is_apart(last: _Letter, letter: _Letter, size: float) -> bool:
    """Whether a letter begins a new word: on another line, far off, or further left."""
    if abs(letter.y - last.y) > 0.1 * size:
        return True
    return not -0.5 * size < letter.left - last.right < 0.4 * size


class _Look:
    """Sizes and fonts of the letters of a page."""

    def __init__(self, handle: object, frame: PageFrame) -> None:
        import pypdfium2.raw as pdfium

        self.pdfium = pdfium
        self.handle = handle
        self.frame = frame
        self.matrix = pdfium.FS_MATRIX()
        self.name = ctypes.create_string_buffer(128)
        self.flags = ctypes.c_int()

    def size(self, at: int) -> float:
        """The size of a letter as printed, in points."""
        size: float = self.pdfium.FPDFText_GetFontSize(self.handle, at)
        if self.pdfium.FPDFText_GetMatrix(self.handle, at, self.matrix):
            size *= math.hypot(self.matrix.c, self.matrix.d)
        return round(abs(size), 1) or 1.0

    def word(self, letters: list[_Letter], start: int, size: float, *, sloping: bool) -> Word:
        """The word of some letters, of which the first has the number `start`."""
        codes = b"".join(letter.code.to_bytes(4, "little") for letter in letters)
        text = codes.decode("utf-32-le", errors="replace")
        left, right = min(each.left for each in letters), max(each.right for each in letters)
        return Word(text, left, right, letters[0].y, size, self._is_bold(start), sloping)

    def is_sloping(self, at: int) -> bool:
        """Whether a letter doesn't stand upright on the page as it is shown."""
        angle = self.pdfium.FPDFText_GetCharAngle(self.handle, at)
        off = (angle + math.radians(self.frame.turned)) % (2 * math.pi)
        return bool(min(off, 2 * math.pi - off) > _UPRIGHT)

    def _is_bold(self, at: int) -> bool:
        if self.pdfium.FPDFText_GetFontWeight(self.handle, at) >= 600:
            return True
        length = self.pdfium.FPDFText_GetFontInfo(
            self.handle, at, self.name, len(self.name), self.flags
        )
        name = self.name.raw[: min(length, len(self.name))]
        return _BOLD.search(name.decode("latin-1")) is not None
