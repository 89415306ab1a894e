"""Items of another report: quoted with what came of them, or named in a reply to them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice, pairwise

from hmic_tracker.documents.readers.headings import heading_of, is_addressee
from hmic_tracker.documents.readers.verdict_lines import ends_with_verdict, is_verdict
from hmic_tracker.documents.wording.advice import asks, is_stem
from hmic_tracker.documents.wording.labels import label_of, name_alone, names_several
from hmic_tracker.documents.wording.patterns import SHORT
from hmic_tracker.documents.wording.source_kinds import kind_heading
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Block
    from hmic_tracker.documents.readers.reader_context import ReaderContext

_FORMER: Final = re.compile(
    r"\b(?:previous|former|earlier|last|prior|past) (?:\w+ ){0,2}(?:report|inspection|review"
    r"|audit|recommendations?|afis?"
    r"|areas for improvement)\b|what we (?:said|found|recommended) (?:before|last time"
    r"|previously|then)"
    r"|\bin (?:our|the|its) (?:19|20)\d\d (?:report|inspection|review|audit)\b"
    r"|progress (?:against|on|since|with) (?:the |our )?(?:previous|former|earlier|last|past"
    r"|(?:19|20)\d\d (?:causes?|recommendations?|afis?|areas?|inspection|report))"
    r"|follow[- ]up (?:of|on|to) (?:the |our )?(?:previous|former|earlier|last)"
    r"|(?:concerns?|recommendations?|afis?|areas? for \w+|requirements?"
    r"|actions?)\b.{0,40}\b(?:from|raised|made|given|at|since|of)\b"
    r".{0,24}\b(?:last|previous|earlier|former|prior) (?:full )?(?:inspection|report|visit"
    r"|review|audit)"
    r"|previous (?:requirement|recommendation|area|concern)"
    r"|(?:recommendations?|afis?|areas? for improvement|causes? of concern) (?:of|from|in"
    r"|made in) (?:the |our )?(?:(?:19|20)\d\d|previous"
    r"|last|former)\b",
    re.I,
)
_RECALLED: Final = re.compile(
    r"\b(?:during|at|in) (?:that|the (?:last|previous|earlier|first)|our (?:last|previous"
    r"|earlier|first)) (?:inspection|visit|report|review)\b"
    r".{0,80}\b(?:cause|causes|recommendation|recommendations|afis?|areas? for|concerns?)\b",
    re.I,
)
_LATER_VISIT: Final = re.compile(
    r"\b(?:monitoring|follow[- ]?up|revisit|re-visit|progress (?:visit|review|inspection))\b", re.I
)
CAUSES_FOLLOW: Final = re.compile(r"\bcauses? (?:of|for) concern\b[^.:]{0,80}:$", re.I)
"""The end of a line that announces causes of concern: "one cause of concern, as follows:"."""
_LONGEST_SUBTITLE: Final = 40
_FIRST_PAGE: Final = 30
"""Blocks among which a report says below its title what sort of visit it was."""
_NAMED: Final = 2
"""Lines from a heading to the verdict directly below its first item."""
_MOST_LINES: Final = 9
"""Lines from a heading to what came of the first item below it."""
_RECALLS: Final = re.compile(r"\b(?:we|i|inspectors) (?:said|found|recommended|reported):$", re.I)
_MADE: Final = re.compile(
    r"\b(?:made|issued|gave) (?:the following|these) (?:\w+ ){0,2}recommendations?:$", re.I
)
"""What stands above a former report's recommendations: "Report 2 made these recommendations:"."""
_RELATED: Final = re.compile(
    r"(?:related|similar|other|more) (?:recommendations|reports|cases|investigations|inspections)",
    re.I,
)
"""What a web page has above its links to others like it."""
_NOW: Final = re.compile(
    r"\brecommendations? (?:is|are) (?:now |hereby )?made\b"
    r"|\b(?:we|(?:this|the) (?:report|investigation|review)) (?:now |also )?makes? (?:the following"
    r"|these|\w+) (?:\w+ ){0,2}recommendations?\b",
    re.I,
)
"""What a report says above its own recommendations: "The following recommendations are made"."""
_OUTCOME: Final = re.compile(
    r"(?:not |partially |partly |fully |already )?(?:addressed|met|achieved|implemented"
    r"|complete[d]?|closed|resolved)\b.{0,60}"
    r"|(?:this|action taken|progress|status).{0,80}",
    re.I,
)
_REPLY: Final = re.compile(
    r"\b(?:replied|responded|answered|wrote back|told us|informed us)\b.{0,80}:$", re.I
)


def read(context: ReaderContext, block: Block) -> bool:
    """Mark what is quoted of another report, from the line that says so to the next heading."""
    heading = not block.text.endswith(":") and (
        heading_of(block) is not None or bool(kind_heading(block.text))
    )
    own = _is_own_subject(context, block) if heading else _is_of_revisit(context, block)
    if _announces(block, heading) and not own:
        numbered = _is_numbered_section(context, block)
        context.former_section = numbered or (context.former and context.former_section)
        below_heading = context.former and context.former_heading and _is_below(context)
        context.former, context.former_at = True, context.at
        context.former_heading = heading or below_heading
        context.after_item = False
        if heading:
            context.begin_section(context.framework)
            context.former = True
            context.mark(context.at, "section")
            return True
        context.mark(context.at, "-")
        return True
    if heading and _heads_related(context, block):
        context.begin_section(None)
        context.former, context.former_heading = True, True
        context.former_at = context.at
        context.mark(context.at, "section")
        return True
    if not context.former:
        return _read_dated(context, block)
    if (
        label_of(block.text)
        or names_several(block.text)
        or name_alone(block.text)
        or asks(block.text)
    ):
        context.mark(context.at, "?", doubt="of another report")
        return True
    if heading and _heads_own(context, block):
        context.former = False
        return False
    if heading and (_stays(context, block) or (context.former_section and not block.marker)):
        context.mark(context.at, "-")
        return True
    if (heading and not block.marker) or kind_heading(block.text):
        if context.former_heading and _MADE.search(block.text):
            context.mark(context.at, "-")
            return True
        context.former = False
        return False
    if _is_dotted(block):
        context.former = False
        return False
    word = "?" if _is_quoted_item(context, block) else "-"
    context.mark(context.at, word, doubt="of another report" if word == "?" else "")
    return True


def _heads_related(context: ReaderContext, block: Block) -> bool:
    """Return whether a heading of a page's foot is above what other reports recommend."""
    if not context.has_items or not _RELATED.fullmatch(block.text):
        return False
    return not any(label_of(below.text) for below in context.after(context.at))


def _is_below(context: ReaderContext) -> bool:
    """Return whether the heading that announced the quotation stands directly above."""
    return not any(
        context.blocks[n].role != "furniture" for n in range(context.former_at + 1, context.at)
    )


def _is_own_subject(context: ReaderContext, block: Block) -> bool:
    """Return whether what was recommended before is what a report is about: on a later visit."""
    follows = context.following
    if not block.text.casefold().startswith("progress ") or follows is None:
        return False
    if label_of(follows.text) is None:
        return False
    return bool(_LATER_VISIT.search(context.title)) or any(
        _LATER_VISIT.match(above.text) and len(above.text) < _LONGEST_SUBTITLE
        for above in context.blocks[: min(context.at, _FIRST_PAGE)]
        if above.role != "furniture"
    )


def _is_of_revisit(context: ReaderContext, block: Block) -> bool:
    """Return whether a line announces the causes of concern that a letter on a revisit is about."""
    return bool(_LATER_VISIT.search(context.title) and CAUSES_FOLLOW.search(block.text[-200:]))


def _is_numbered_section(context: ReaderContext, block: Block) -> bool:
    """Return whether a line heads a section with a number that another section comes after.

    "5.1 What was done since the last inspection?": headings without a number are within it.
    """
    if not _is_dotted(block) or len(block.text) > SHORT + 30 or block.text.endswith((".", ":")):
        return False
    return any(_is_dotted(after) for after in context.after(context.at))


def _is_dotted(block: Block) -> bool:
    return block.marker[:1].isdigit() and "." in block.marker.strip(".")


def _is_quoted_item(context: ReaderContext, block: Block) -> bool:
    """Return whether a block is a quoted item: directly below a list's name, or a bullet."""
    above = next(
        (n for n in range(context.at - 1, -1, -1) if context.blocks[n].role != "furniture"), None
    )
    if above is None or len(block.text) < 12:
        return False
    text = context.blocks[above].text
    begins = kind_heading(text) is not None or is_stem(text) or text.endswith((";", "; and"))
    begins = begins or bool(_RECALLS.search(text)) or is_addressee(text)
    below = context.following
    begins = begins or (below is not None and not below.gap and is_verdict(below))
    return begins or (bool(block.marker) and context.former_heading)


def _heads_own(context: ReaderContext, block: Block) -> bool:
    """Return whether a list's heading is that of the report's own, as the next lines say."""
    below = islice(context.after(context.at), _NAMED)
    is_list = kind_heading(block.text) is not None
    return is_list and any(_NOW.search(line.text[: 2 * SHORT]) for line in below)


def _stays(context: ReaderContext, block: Block) -> bool:
    """Return whether a heading is one of the quotation: what came of an item, or a list's name."""
    if re.search(r"\b(?:this|our|new|current) (?:report|inspection)\b|^new\b", block.text, re.I):
        return False
    if context.former_heading and _parts_quotation(context, block):
        return True
    if kind_heading(block.text):
        above = [
            n
            for n in range(context.former_at + 1, context.at)
            if context.blocks[n].role != "furniture"
        ]
        return context.former_heading or not above
    return is_verdict(block) or (bool(_OUTCOME.fullmatch(block.text)) and len(block.text) < 90)


def _parts_quotation(context: ReaderContext, block: Block) -> bool:
    """Return whether a heading stands over some of the quoted items, or names their columns."""
    if is_addressee(block.text):
        return True
    lines = [block, *islice(context.after(context.at), _MOST_LINES)]
    if len(lines) > 1 and kind_heading(lines[1].text) and not block.marker:
        return any(map(is_verdict, lines[2:6]))
    if len(lines) > _NAMED and name_alone(lines[1].text) and not block.marker:
        return is_verdict(lines[_NAMED]) and not lines[_NAMED].gap
    if not block.marker and _comes_to_verdict(lines[1:]):
        return True
    at_end = len(lines) < 2 or block.marker
    return not at_end and not lines[1].gap and heading_of(lines[1]) is not None


def _comes_to_verdict(lines: Sequence[Block]) -> bool:
    """Return whether the first item below some prose, or below a list's name, has a verdict."""
    for line, below in pairwise(lines):
        if kind_heading(line.text):
            continue
        if asks(line.text) or label_of(line.text):
            return (is_verdict(below) and not below.gap) or ends_with_verdict(line.text)
        if line.marker or heading_of(line) is not None:
            return False
    return False


def _announces(block: Block, heading: bool) -> bool:
    text = block.text
    if heading:
        return len(text) < 120 and bool(_FORMER.search(text)) and label_of(text) is None
    if _RECALLED.search(text[-400:]) and label_of(text) is None and len(text) < 1500:
        return True
    if _FORMER.search(text) and len(text) < 130 and not text.endswith((".", ":", ";")):
        return label_of(text) is None and not re.search(r"\b(?:should|must)\b", text)
    if text.endswith(":") and len(text) < 400 and "should" not in text and label_of(text) is None:
        return bool(_REPLY.search(text) or _FORMER.search(text))
    return False


def _read_dated(context: ReaderContext, block: Block) -> bool:
    """Mark a single line that carries the year of another report: "Recommendation 1 (2028): …"."""
    label = label_of(block.text)
    year = context.title_year
    if label and label.year and year and label.year < year:
        context.mark(context.at, "?", doubt="of another report")
        return True
    return False
