"""The ruled lines of a PDF page: straight lines and the sides of boxes."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator

from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pdfplumber._typing import T_obj
    from pypdfium2 import PdfPage

    from hmic_tracker.documents.sources.pdf_words import PageFrame

_MOST: Final = 5000
"""Straight lines of a page; a page with more is a map or a chart."""

_SHORTEST: Final = 3
"""Points."""

Point = tuple[float, float]


def ruled_lines(page: PdfPage, frame: PageFrame) -> list[T_obj]:
    """The lines across and down a page, as pdfplumber has edges; none where there are too many.

    Places are in points from the left and the top of the page as it is shown.
    """
    edges: list[T_obj] = []
    for start, end in _lines(page, frame):
        x0, x1 = sorted((start[0], end[0]))
        top, bottom = sorted((frame.shown_height - start[1], frame.shown_height - end[1]))
        across = bottom - top < 1 and x1 - x0 >= _SHORTEST
        if not across and not (x1 - x0 < 1 and bottom - top >= _SHORTEST):
            continue
        edges.append(
            {
                "x0": x0,
                "x1": x1,
                "top": top,
                "bottom": top if across else bottom,
                "width": x1 - x0,
                "height": bottom - top,
                "orientation": "h" if across else "v",
            }
        )
        if len(edges) > _MOST:
            return []
    return edges


def _lines(page: PdfPage, frame: PageFrame) -> Iterator[tuple[Point, Point]]:
    import pypdfium2.raw as pdfium

    for count, path in enumerate(page.get_objects([pdfium.FPDF_PAGEOBJ_PATH], max_depth=4)):
        if count > _MOST:
            return
        yield from _segments(path.raw, frame)


def _segments(path: object, frame: PageFrame) -> Iterator[tuple[Point, Point]]:
    """The straight parts of a path."""
    import pypdfium2.raw as pdfium

    matrix, x, y = pdfium.FS_MATRIX(), ctypes.c_float(), ctypes.c_float()
    pdfium.FPDFPageObj_GetMatrix(path, matrix)
    first = last = (0.0, 0.0)
    for at in range(min(pdfium.FPDFPath_CountSegments(path), _MOST)):
        segment = pdfium.FPDFPath_GetPathSegment(path, at)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = frame.point(
            matrix.a * x.value + matrix.c * y.value + matrix.e,
            matrix.b * x.value + matrix.d * y.value + matrix.f,
        )
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            first = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            yield last, point
        if pdfium.FPDFPathSegment_GetClose(segment):
            yield point, first
        last = point
