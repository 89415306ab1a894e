"""The registry of readers, and the loop that offers every block to them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from hmic_tracker.documents.readers import (
    accepted_groups,
    accepted_items,
    action_fields,
    agreed_lists,
    answered_items,
    bodies_and_actions,
    completion_days,
    concerns_below,
    conclusions,
    dated_rows,
    duties_of_law,
    field_rows,
    flattened_columns,
    flattened_grids,
    flattened_tables,
    grade_boards,
    grade_lines,
    grade_tables,
    graded_lists,
    grades_of_two,
    headed_items,
    headings,
    intents_above,
    item_lists,
    items,
    items_in_prose,
    items_of_bodies,
    labels_behind,
    led_themes,
    lettered_chapters,
    line_forms,
    line_records,
    list_openings,
    minutes,
    named_improvements,
    named_lists,
    named_values,
    numbered_findings,
    numbered_names,
    numbered_replies,
    numbered_runs,
    numbers_above,
    observations,
    other_reports,
    outcome_sentences,
    outcomes_by_subject,
    own_actions,
    page_furniture,
    progress_below_items,
    progress_bullets,
    prose,
    questioned_items,
    quoted_items,
    recommending_sentences,
    records_of_values,
    regulated_standards,
    repeated_rows,
    replied_concerns,
    replied_texts,
    replies,
    report_header,
    requirement_notices,
    resolutions,
    responses,
    revisits,
    rows_run_together,
    sheets,
    statuses_elsewhere,
    tables,
    themed_items,
    themes,
    titled_items,
    travel_grades,
    two_celled_boxes,
    two_column_lines,
    unnumbered_grids,
    verdict_lines,
)
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Block
    from hmic_tracker.documents.readers.reader_context import ReaderContext


class Reader(NamedTuple):
    """One layout.

    `read` marks what it recognises at the current block and returns how many blocks it has read
    from there on, 0 or False where its layout doesn't begin there; True is one block. Readers with
    `before_names` go through the whole document before its headings are known; the others are
    never asked about blocks these marked.
    """

    name: str
    read: Callable[[ReaderContext, Block], int]
    before_names: bool = False


READERS: Final = (
    Reader("sheets of a workbook", sheets.read, before_names=True),
    Reader("page furniture", page_furniture.read, before_names=True),
    Reader("report header", report_header.read, before_names=True),
    Reader("actions of minutes once more", minutes.read_summary, before_names=True),
    Reader("line above a register", sheets.read_lines, before_names=True),
    Reader("table of regulated activities", requirement_notices.read, before_names=True),
    Reader("table with a head", tables.read, before_names=True),
    Reader("table of known columns flattened", flattened_columns.read, before_names=True),
    Reader("table flattened to lines", flattened_tables.read, before_names=True),
    Reader("table flattened to cells", flattened_grids.read, before_names=True),
    Reader("table of numbered findings", numbered_findings.read, before_names=True),
    Reader("table without numbers", unnumbered_grids.read, before_names=True),
    Reader("row of an unknown table", sheets.read_unknown_row, before_names=True),
    Reader("grade table", grade_tables.read, before_names=True),
    Reader("board of two inspections", grades_of_two.read, before_names=True),
    Reader("grade board", grade_boards.read, before_names=True),
    Reader("what minutes recommend", minutes.read),
    Reader("cause of concern as stated before", revisits.read_stated),
    Reader("concern with the answer to it", replied_concerns.read),
    Reader("actions of those who report", own_actions.read),
    Reader("another report's items", other_reports.read),
    Reader("theme with a lead", led_themes.read),
    Reader("chapter with a letter", lettered_chapters.read),
    Reader("grade and direction of travel", travel_grades.read),
    Reader("requirement of a standard", regulated_standards.read),
    Reader("reply by an item's number", numbered_replies.read),
    Reader("part of a reply", replies.read),
    Reader("quoted cause of concern", revisits.read_quoted),
    Reader("item with its outcome", revisits.read_again),
    Reader("row with an item again", repeated_rows.read),
    Reader("item named by its subject", outcomes_by_subject.read),
    Reader("outcome of a cause of concern", revisits.read_of_cause),
    Reader("progress below an item", progress_below_items.read),
    Reader("verdict on an item", verdict_lines.read),
    Reader("item with its body's name", items_of_bodies.read),
    Reader("item with what was agreed", accepted_items.read),
    Reader("item with a question below", questioned_items.read),
    Reader("item and its response in turn", answered_items.read),
    Reader("group that is accepted", accepted_groups.read),
    Reader("form of lines", line_forms.read),
    Reader("record of lines", line_records.read),
    Reader("record of values", records_of_values.read),
    Reader("response to an item", responses.read),
    Reader("status of items elsewhere", statuses_elsewhere.read),
    Reader("concern below its name", concerns_below.read),
    Reader("box of two cells", two_celled_boxes.read),
    Reader("item with its intent above", intents_above.read),
    Reader("item with its theme above", themed_items.read),
    Reader("grounds of an item", themed_items.read_grounds),
    Reader("item with its title above", titled_items.read),
    Reader("two columns on one line", two_column_lines.read),
    Reader("row that ran together", rows_run_together.read),
    Reader("numbered item", items.read_numbered),
    Reader("item under another name", numbered_names.read),
    Reader("record of names and values", named_values.read),
    Reader("duties that a law sets out", duties_of_law.read),
    Reader("appendix", headings.read_appendix),
    Reader("grade line", grade_lines.read_grade),
    Reader("table of bodies and actions", bodies_and_actions.read),
    Reader("heading of conclusions", conclusions.read_heading),
    Reader("conclusion that recommends", conclusions.read),
    Reader("numbered recommendations without a heading", numbered_runs.read),
    Reader("resolution on a report", resolutions.read),
    Reader("row with its day", dated_rows.read),
    Reader("list heading with a name", named_lists.read),
    Reader("state of the item above by its kind's name", outcome_sentences.read_named),
    Reader("list heading", list_openings.read_heading),
    Reader("names below a list's heading", list_openings.read_names),
    Reader("status below an item", labels_behind.read_status),
    Reader("day an item was done", completion_days.read),
    Reader("figure of an item", completion_days.read_figure),
    Reader("fields of an item", action_fields.read),
    Reader("fields of an item in a row", field_rows.read),
    Reader("outcome of an item", outcome_sentences.read),
    Reader("when an item will be done", outcome_sentences.read_promise),
    Reader("item quoted in a sentence", quoted_items.read),
    Reader("item with a reply below", replied_texts.read),
    Reader("item with fields below", items.read_with_fields),
    Reader("number above an item", numbers_above.read),
    Reader("item named without a number", items.read_named),
    Reader("progress bullet", progress_bullets.read),
    Reader("framework with its grade", grade_lines.read_named_grade),
    Reader("heading with its grade", grade_lines.read_heading_with_grade),
    Reader("heading with the word for its grade", grade_lines.read_heading_with_word),
    Reader("items in a paragraph", items_in_prose.read),
    Reader("grades of several in a paragraph", graded_lists.read),
    Reader("grade in a sentence", grade_lines.read_sentence),
    Reader("framework in a list", headings.read_listed),
    Reader("dated recommendation", recommending_sentences.read_dated),
    Reader("improvements named in a summary", named_improvements.read),
    Reader("sentence above a list", agreed_lists.read),
    Reader("item with its number behind", labels_behind.read),
    Reader("stem of bullets", list_openings.read_stem),
    Reader("list of codes", items.read_coded),
    Reader("observation beside strengths", observations.read),
    Reader("item that is a heading", headed_items.read),
    Reader("list item", item_lists.read_listed),
    Reader("recommending sentence", recommending_sentences.read_sentences),
    Reader("part of a chapter with a letter", lettered_chapters.read_part),
    Reader("framework heading", headings.read_heading),
    Reader("prose", prose.read),
)
"""Asked in this order about each block; the first that reads it has it."""


def read_blocks(context: ReaderContext) -> None:
    """Ask the readers about every block; what they mark is in `context.pieces`."""
    _ask(context, [reader for reader in READERS if reader.before_names])
    headings.collect_framework_names(context)
    themes.collect_themes(context)
    led_themes.collect_led_themes(context)
    lettered_chapters.collect_lettered_chapters(context)
    context.names.begin()
    _ask(context, [reader for reader in READERS if not reader.before_names])


def _ask(context: ReaderContext, readers: Sequence[Reader]) -> None:
    at = context.paragraph = 0
    context.appendices = False
    while at < len(context.blocks):
        count = 1
        if at not in context.pieces:
            block = context.move_to(at)
            count = next((n for reader in readers if (n := reader.read(context, block))), 0)
        else:
            context.pass_over(at)
        at += max(1, count)
