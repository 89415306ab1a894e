"""Numbered paragraphs of which each recommends something, with no heading that says so."""

from __future__ import annotations

from hmic_tracker.documents.readers.conclusions import number_of_paragraph
from hmic_tracker.documents.readers.items import RECOMMENDATION
from hmic_tracker.documents.wording.advice import (
    SHOULD,
    SPEAKS_OF_ITEMS,
    recommends,
    recommends_anywhere,
)
from hmic_tracker.documents.wording.labels import BARE_NUMBER, label_of
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Block
    from hmic_tracker.documents.readers.reader_context import ReaderContext

_FEWEST: Final = 4
"""Paragraphs of a run: fewer may ask for something by chance."""
_SHORTEST: Final = 40
_MOST_LETTERS: Final = 6000
_ENDS: Final = (".", "?", "!", ";", ":", "”", '"', ")", "]")
_DOUBT: Final = "numbered with others that ask for something, under no heading of recommendations"


def read(context: ReaderContext, block: Block) -> int:
    """Read one paragraph of a run as an item, with the points and the quotation below it."""
    if context.former or context.is_paper or context.kind is not None or context.stem:
        return 0
    runs = runs_of(context)
    if context.at not in runs:
        return 0
    surely = runs[context.at]
    if not surely and any(at not in runs for at in context.item_places):
        return 0  # the recommendations of this document stand elsewhere
    bare = None if block.marker else BARE_NUMBER.match(block.text)
    begins = context.offset(context.at) + (bare.end() if bare else 0)
    label = str(number_of_paragraph(block))
    doubt = "" if surely else _DOUBT
    context.mark_item(context.at, RECOMMENDATION, text=begins, label=label, doubt=doubt)
    return 1 + _what_follows(context, context.at, runs)


def _what_follows(context: ReaderContext, at: int, runs: dict[int, bool]) -> int:
    """Mark the points of an item, and the paragraph that ends its sentence; return how many."""
    count, text = 0, context.blocks[at].text
    has_points = text.endswith(":")
    for n in context.free_after(at):
        block = context.blocks[n]
        if n in runs or block.role in {"heading", "row"} or label_of(block.text):
            break
        if not (has_points and block.marker) and text.endswith(_ENDS):
            break
        context.mark(n, "")
        count, text = n - at, block.text
    return count


def runs_of(context: ReaderContext) -> dict[int, bool]:
    """Return the blocks of all runs, and whether all of a run say that they recommend.

    Paragraphs of one shape are counted through: what is numbered within them has its own run.
    """
    if context.runs is None:
        context.runs = {}
        going: dict[tuple[str, int], list[int]] = {}
        for at, block in enumerate(context.blocks):
            number = number_of_paragraph(block)
            if not number or block.role not in {"paragraph", "bullet"}:
                continue
            run = going.setdefault((block.role, block.level), [])
            if run and number != number_of_paragraph(context.blocks[run[-1]]) + 1:
                _keep(context, context.runs, run)
                run.clear()
            run.append(at)
        for run in going.values():
            _keep(context, context.runs, run)
    return context.runs


def _keep(context: ReaderContext, runs: dict[int, bool], run: list[int]) -> None:
    """Keep a run in which each paragraph recommends something, most of them in plain words."""
    texts = [_text_of(context.blocks[at]) for at in run]
    if len(run) < _FEWEST or not all(map(_recommends_something, texts)):
        return
    surely = all(map(recommends, texts))
    if surely or sum(bool(SHOULD.search(text)) for text in texts) * 2 > len(texts):
        runs.update(dict.fromkeys(run, surely))


def _text_of(block: Block) -> str:
    bare = None if block.marker else BARE_NUMBER.match(block.text)
    return block.text[bare.end() if bare else 0 :][:_MOST_LETTERS]


def _recommends_something(text: str) -> bool:
    speaks = len(text) < _SHORTEST or SPEAKS_OF_ITEMS.search(text)
    return not speaks and (recommends_anywhere(text) or bool(SHOULD.search(text)))
