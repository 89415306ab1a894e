"""Labels of a list's items: its numbers, its letters, and the codes that its texts begin with."""

from __future__ import annotations

import re
from itertools import islice

from hmic_tracker.documents.readers.list_openings import next_blocks
from hmic_tracker.documents.wording.advice import asks, is_order
from hmic_tracker.documents.wording.labels import BARE_NUMBER, code_of
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Block
    from hmic_tracker.documents.readers.reader_context import ReaderContext

_LETTER: Final = re.compile(r"\(?[a-z]\)")
_LETTER_OF_CONCLUSION: Final = re.compile(r"\(?[a-h][.)]")
"""The letter of one of the recommendations below a committee's numbered conclusion."""
_BARE_LETTER: Final = re.compile(r"([A-Za-z]) (?=[A-Z])")
_LETTER_OF_STEM: Final = re.compile(r"([a-z]) (?=[a-z])")

_LETTER_NAMED: Final = re.compile(r"\brecommendation (?-i:\(?[a-h][.)]) \w", re.I)

_FEWEST_ABOVE: Final = 3
"""Numbers of a list that are items before one that asks for nothing is one as well."""
_NEAR: Final = 4


def label_and_end(context: ReaderContext, block: Block) -> tuple[str, int]:
    """Return the label of a list's item, "" if it has none, and where it ends in the text."""
    text = block.text
    if label := _label(context, block):
        return label, 0
    if (bare := BARE_NUMBER.match(text)) and _may_be_number(context, block, int(bare[1])):
        return bare[1], bare.end()
    if letter := lettered(context, text):
        return letter, 2
    code = code_of(text)
    return code if code and (asks(text[code[1] :]) or is_order(text[code[1] :])) else ("", 0)


def _may_be_number(context: ReaderContext, block: Block, number: int) -> bool:
    """Return whether a number before a text is its item's: the next one of the list.

    The first of a chapter's list goes on from the one above of its kind, or comes again.
    """
    if number == context.numbered + 1:
        return True
    row = context.kind
    if context.listed or row is None or not row.pattern:
        return False
    last = context.numbers_of_kinds.get((row.word, row.kind), -1)
    return number == last + 1 or block.text in context.numbered_texts


def keep_number(context: ReaderContext, block: Block, label: str) -> None:
    """Keep the number of a list's item, from which the next list of the kind may go on."""
    if not label.isdecimal():
        return
    context.numbered = int(label)
    context.numbered_texts.add(block.text)
    if row := context.kind:
        context.numbers_of_kinds[row.word, row.kind] = context.numbered


def lettered(context: ReaderContext, text: str) -> str:
    """Return the letter of a list's item: "a The service should …", where a "b …" comes as well."""
    match = _BARE_LETTER.match(text) or (_LETTER_OF_STEM.match(text) if context.stem else None)
    if not match:
        return ""
    letter = match[1]
    last = context.item_label[-1:]
    after = chr(ord(letter) + 1) + " "
    goes_on = last and chr(ord(last) + 1) == letter
    begins = letter in "aA" and any(b.text.startswith(after) for b in next_blocks(context, 8))
    return letter if goes_on or begins else ""


def _label(context: ReaderContext, block: Block) -> str:
    """Return a list's number as the label of its item; a paragraph's own number is none."""
    bare = block.marker.strip("().:")
    if context.in_paragraph and context.kind and context.kind.kind == "agreed action":
        return ""
    if context.kind and context.kind.word == "cause" and re.fullmatch(r"[a-h]\.", block.marker):
        return bare
    if context.concluded and context.single and _LETTER_OF_CONCLUSION.fullmatch(block.marker):
        return f"{context.concluded}{bare}"
    roman = re.fullmatch(r"[IVX]{1,5}\.", block.marker)
    lettered = block.marker in _letters_of(context) or _is_named(context, block.marker)
    return bare if bare[:1].isdigit() or roman or lettered else ""


def _letters_of(context: ReaderContext) -> frozenset[str]:
    """Return the letters that number the document's lists, "(a)", where each stands there once.

    Letters that begin again with each list number nothing that could be named by them.
    """
    if context.letters is None:
        markers = [b.marker for b in context.blocks if _LETTER.fullmatch(b.marker)]
        once = len(set(markers)) == len(markers)
        context.letters = frozenset(markers) if once and len(markers) > 1 else frozenset()
    return context.letters


def _is_named(context: ReaderContext, marker: str) -> bool:
    """Return whether the document names a recommendation by a letter: "Recommendation a. is …"."""
    if context.named_letters is None:
        texts = (block.text for block in context.blocks)
        named = any(_LETTER_NAMED.search(text) for text in texts)
        context.named_letters = named
    return context.named_letters and bool(_LETTER_OF_CONCLUSION.fullmatch(marker))


def is_between_numbers(context: ReaderContext, block: Block) -> bool:
    """Return whether a number of a list of recommendations stands between two that ask.

    All before it were items, and the next one asks for something: what it says itself may be
    "Any claimant who opts for an offer may change her mind".
    """
    number = _number_of(block)
    if number <= _FEWEST_ABOVE or context.kind is None or context.kind.word != "rec":
        return False
    if number != context.numbered + 1 or context.listed < context.numbered:
        return False
    below = islice(context.after(context.at), _NEAR)
    after = next((one for one in below if _number_of(one)), None)
    return after is not None and _number_of(after) == number + 1 and asks(after.text)


def _number_of(block: Block) -> int:
    """Return the number that a list's entry has before it, 0 where it has none."""
    number = block.marker.strip("().")
    return int(number) if number.isdecimal() else 0
