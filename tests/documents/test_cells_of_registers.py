"""What the cells of registers and of printed tables say, in the words of those who keep them."""

from __future__ import annotations

import pytest

from hmic_tracker.documents.blocks import Block
from hmic_tracker.documents.reading import drafts_of, read_marks
from hmic_tracker.documents.sources.reading import read_document
from hmic_tracker.domain.drafts import DraftItem
from hmic_tracker.light_typing import Final
from tests.documents.written_documents import as_docx, heading, paragraph, row


def items_of(data: bytes, name: str) -> tuple[DraftItem, ...]:
    document = read_document(data, name)
    drafts = drafts_of(read_marks(document).marks, name, document.text)
    return tuple(item for draft in drafts for item in draft.items)


def of_csv(*rows: str) -> tuple[DraftItem, ...]:
    return items_of("\n".join((*rows, "")).encode(), "register.csv")


def of_word(*blocks: Block) -> tuple[DraftItem, ...]:
    return items_of(
        as_docx((heading("Answer to an inspection of Overby Harbour", 1), *blocks)), "answer.docx"
    )


def statuses(items: tuple[DraftItem, ...]) -> list[str]:
    return [item.status or "" for item in items]


def test_a_status_that_is_also_a_columns_name_stays_with_what_follows_a_dash() -> None:
    items = of_csv(
        "Ref,Recommendation,Position",
        "R1,The ferry should run on Sundays.,Complete – with the harbour board",
        "R2,The toll should be dropped.,Implemented – letter of 4 May",
        "R3,The pier should be lit.,Complete – no",
        "R4,The bell should be rung.,Status: on track",
    )
    assert statuses(items) == ["done", "done", "in-progress", "in-progress"]
    assert [item.doubt for item in items] == [""] * len(items)


def test_the_day_of_closure_says_closed_and_that_of_completion_done() -> None:
    for name, status in (
        ("Closed on", "closed"),
        ("Date signed off", "closed"),
        ("Date completed", "done"),
    ):
        (item,) = of_csv(
            f"Type,Ref,Wording,{name}", "AFI,AFI 3,The force should light the pier.,12/08/2031"
        )
        assert item.status == status


def test_a_column_of_kinds_goes_before_the_kind_in_a_label() -> None:
    items = of_csv(
        "Type,Ref,Wording,Due",
        "COC,COC 1,The force does not light the pier.,",
        "REC,COC 1a,The force should light the pier.,31/08/2031",
        "REC,REC 2,The force should ring the bell.,31/08/2031",
    )
    assert {item.label: item.kind for item in items} == {
        "1": "cause-of-concern",
        "1a": "recommendation",
        "2": "recommendation",
    }


def test_a_column_with_one_kind_for_all_leaves_the_label_its_own() -> None:
    items = of_csv(
        "Type,Ref,Wording,Due",
        "Recommendation,AFI 1,The force should light the pier.,31/08/2031",
        "Recommendation,REC 2,The force should ring the bell.,31/08/2031",
    )
    assert {item.label: item.kind for item in items} == {"1": "afi", "2": "recommendation"}


def test_a_printed_table_with_a_column_of_kinds_has_its_text_where_it_asks() -> None:
    items = of_word(
        row("Type", "No.", "Extract", "Lead", "Target date", "Status", "Views of the Mayor"),
        row(
            "Cause of concern",
            "1",
            "The board does not know how often its ferries run late, or by how much.",
            "Harbour Master",
            "",
            "Accepted",
            "I had asked about it two years ago, and was given the same answer then.",
        ),
        row(
            "Recommendation",
            "1.1",
            "The board should keep a record of each crossing that ran late",
            "Harbour Master",
            "31/05/32",
            "In hand",
            "",
        ),
        row(
            "Area for improvement",
            "1",
            "The board should light the pier in winter, when it is dark at four.",
            "",
            "TBC",
            "Delivered",
            "I am glad to see that this was done, and will walk there in November.",
        ),
    )
    assert [(i.kind, i.label, i.status, (i.text or "")[:16]) for i in items] == [
        ("recommendation", "1.1", "in-progress", "The board should"),
        ("afi", "1", "done", "The board should"),
        ("cause-of-concern", "1", None, "The board does n"),
    ]


def test_a_printed_table_with_a_column_of_other_types_has_no_items() -> None:
    assert not of_word(
        row("Type", "No.", "Extract", "Lead", "Status"),
        row("Ferry", "1", "The old one, which the board should have sold long ago.", "Bo", "Sold"),
        row("Tug", "2", "The new one, which will not be here before the winter.", "Bo", "Late"),
    )


def test_a_row_with_a_number_is_no_head_of_the_rows_below_it() -> None:
    items = of_word(
        row("Sort", "Nr", "Extract", "Minder", "Views"),
        row("Cause of concern", "1", "The board does not know its ferries.", "Bo", "Accepted"),
        row("Recommendation", "1.1", "The board should know its ferries.", "Bo", "In hand"),
    )
    assert "Recommendation" not in [item.text for item in items]


_ANSWERED: Final = ("Ref", "Recommendation", "Status")


def frameworks(items: tuple[DraftItem, ...]) -> list[str]:
    return [item.framework or "" for item in items]


def test_headings_above_tables_with_the_same_head_are_what_their_items_belong_to() -> None:
    items = of_word(
        heading("The pier, the quay", 3),
        row(*_ANSWERED),
        row("1", "The board should light the pier.", "In hand"),
        heading("Ferries", 3),
        paragraph("There are two of them."),
        row(*_ANSWERED),
        row("2", "The board should paint its ferries.", "Delivered"),
        heading("Next steps"),
        paragraph("The board will meet again."),
    )
    assert frameworks(items) == ["the-pier-the-quay", "ferries"]


def test_headings_that_part_tables_by_how_items_stand_are_no_frameworks() -> None:
    for names in (("Closed", "Still open"), ("Recommendations", "Further actions")):
        items = of_word(
            heading(names[0], 3),
            row(*_ANSWERED),
            row("1", "The board should light the pier.", "Delivered"),
            heading(names[1], 3),
            row(*_ANSWERED),
            row("2", "The board should paint its ferries.", "In hand"),
        )
        assert frameworks(items) == ["", ""]


def test_a_heading_above_one_table_alone_is_a_chapter_like_any_other() -> None:
    items = of_word(
        heading("Where we stand", 3),
        row(*_ANSWERED),
        row("1", "The board should light the pier.", "In hand"),
    )
    assert frameworks(items) == [""]


def test_a_key_on_one_line_explains_letters_and_colours_in_full() -> None:
    key = "RAGB: R = overdue or blocked; A = under way with risk; B = complete and signed off"
    items = of_csv(
        "Ref,Recommendation,RAGB,Notes",
        "1,The board should light the pier.,A,",
        "2,The board should paint its ferries.,Blue,",
        "3,The board should ring the bell.,G,",
        "4,The board should sell the tug.,R,",
        f'"{key}"',
    )
    assert statuses(items) == ["in-progress", "done", "", "in-progress"]


def test_a_key_may_go_on_with_a_word_that_is_no_colour() -> None:
    items = of_word(
        row("Ref", "Recommendation", "RAG"),
        row("1", "The board should light the pier.", "Amber"),
        row("2", "The board should paint its ferries.", "Complete"),
        row("3", "The board should ring the bell.", "Green"),
        paragraph("Key: Green – on track; Amber – under way, with risks; Complete – signed off."),
    )
    assert statuses(items) == ["in-progress", "done", "in-progress"]


def test_letters_that_name_parts_of_a_document_are_no_key() -> None:
    items = of_word(
        row("Ref", "Recommendation", "RAG"),
        row("1", "The board should light the pier.", "A"),
        row("2", "The board should paint its ferries.", "B"),
        paragraph("A meeting on which work is complete was held in May."),
        paragraph("B wing is not started."),
    )
    assert statuses(items) == ["", ""]


def test_a_prisons_register_has_its_test_its_head_of_function_and_letters() -> None:
    (item,) = of_csv(
        "No.,Type,Healthy prison test,Concern,Functional head,Target date,RAGB",
        "1,Priority,Respect,The cells on the north side were cold.,Head of Works,31/12/2031,",
    )
    assert (item.framework, item.owner, item.due) == ("respect", "Head of Works", "2031-12-31")


def test_a_colour_that_the_key_explains_goes_before_a_sentence_that_speaks_of_a_part() -> None:
    key = '"RAG: A = under way; G = complete"'
    rows = (
        "Ref,Recommendation,RAG,Where we are",
        "1,The board should light its piers.,A,The east pier is done; the west pier waits.",
        "2,The board should ring the bell.,A,Closed by the board on 4 May. The bell rings.",
    )
    first, second = of_csv(*rows, "", key)
    assert (first.status, second.status) == ("in-progress", "closed")
    assert first.update == "The east pier is done; the west pier waits."
    assert statuses(of_csv(*rows)) == ["done", "closed"]


def test_a_row_below_a_register_that_counts_its_items_is_none_of_them() -> None:
    data = (
        "No.,Area,Concern,Lead\n1,The pier,The pier was not lit in winter.,Harbour Master\n"
        "2 concerns,1 priority,1 key,\n"
    )
    document = read_document(data.encode(), "register.csv")
    marks = read_marks(document).marks
    assert [mark.text for mark in marks if mark.word in {"framework", "?"}] == ["The pier"]


def test_what_somebody_says_of_an_item_is_a_response_or_an_update_of_it() -> None:
    (item,) = of_word(
        row("Ref", "Recommendation", "Harbour Master’s response", "Mayor’s comments"),
        row("1", "The board should light the pier.", "Agreed. Lamps are bought.", "I am glad."),
    )
    assert (item.response, item.response_reason) == ("accepted", "Lamps are bought.")
    assert item.update == "I am glad."


def test_dates_beside_actions_and_owners_of_a_printed_table_are_when_they_are_due() -> None:
    for name, due in (("Date", "2032-07-31"), ("Date of report", None)):
        (item,) = of_word(
            row("Action", "Owner", name),
            row("The board should light the pier.", "Harbour Master", "31 July 2032"),
        )
        assert (item.owner, item.due) == ("Harbour Master", due)


def test_a_key_may_have_its_letters_in_cells_and_white_among_them() -> None:
    items = of_csv(
        "Ref,Recommendation,BRAG",
        "1,The board should light the pier.,W",
        "2,The board should ring the bell.,G",
        "",
        "Key,,",
        "W,Not started,",
        "G,Complete,",
    )
    assert statuses(items) == ["not-started", "done"]


def test_the_day_of_publication_may_stand_in_a_row_above_the_head() -> None:
    for above in (
        "Report published: 14/04/2032,Version 6,Position at:,30/09/2032",
        "Version 6,Report published,14/04/2032,v",
    ):
        data = (
            f"Improvement plan of the harbour,,,\n{above}\n\nRef,Recommendation,Lead,Status\n"
            "1,The board should light the pier.,Harbour Master,In progress\n"
        )
        document = read_document(data.encode(), "register.csv")
        (draft,) = drafts_of(read_marks(document).marks, "register.csv", document.text)
        assert draft.published == "2032-04-14"


def _of_letters(meaning: str, *rows: str) -> tuple[DraftItem, ...]:
    return of_csv(
        "Key to the ratings",
        "G,On target",
        "R,Off target",
        f"C,{meaning}",
        ",",
        "Ref,Recommendation,Response,Position,RAG",
        *rows,
    )


def test_a_letter_that_the_key_explains_by_a_word_with_it_is_a_status() -> None:
    rows = (
        "P1,That the pier be lit at night.,Accepted,Lamps hang.,C",
        "P2,That the ferry run on Sundays.,Accepted,Crews are sought.,R",
        "P3,That the toll be halved.,Rejected – the bridge costs more,No more to do.,C",
    )
    items = _of_letters("Complete – goes to the last sheet", *rows)
    assert statuses(items) == ["done", "in-progress", "not-accepted"]
    assert [item.doubt for item in items] == [""] * len(items)
    first, *_ = _of_letters("The chair must be told", *rows)
    assert first.status is None
    assert "'C', is not known" in first.doubt


def test_what_was_refused_and_never_begun_is_not_accepted() -> None:
    (item,) = of_csv(
        "Ref,Recommendation,Response,Status",
        "P1,The toll should be halved.,Not agreed,Not started",
    )
    assert item.status == "not-accepted"


def test_a_row_across_that_speaks_of_a_report_in_brackets_names_what_is_below() -> None:
    text = "\n".join(
        (
            "Overby Borough Council,,,",
            "Scrutiny tracker: open items as at 3 June 2031,,,",
            ",,,",
            "Ref,Recommendation,Officer,Status",
            "Panel on Ferries (report to Cabinet 9 May 2031),,,",
            "P1,That the ferry run on Sundays.,Harbour Master,In progress",
            "",
        )
    )
    document = read_document(text.encode(), "register.csv")
    (draft,) = drafts_of(read_marks(document).marks, "register.csv", document.text)
    assert draft.title == "Scrutiny tracker: open items"
    (framework,) = draft.frameworks
    assert framework.name.startswith("Panel on Ferries")
    assert [item.framework for item in draft.items] == [framework.slug]


def test_the_number_of_each_item_is_its_label_and_not_the_groups_reference_above() -> None:
    items = of_csv(
        "Audit Ref,Audit,Rec. No.,Recommendation,Status",
        "IA24-07,Chains,1,Chains should be tested each spring.,In progress",
        ",,2,Owners should be told which chains failed.,Implemented",
        "IA24-11,Lamps,1,Lamps should be lit at night.,Implemented",
        ",,2,Lamps should be counted.,Implemented",
    )
    assert sorted(item.label or "" for item in items) == ["1", "1", "2", "2"]


@pytest.mark.parametrize("head", ["Audit", "Audit Title", "Name of audit"])
@pytest.mark.parametrize(
    ("first", "second", "frameworks"),
    [
        ("Chains", "Lamps and gates", {"Chains", "Lamps and gates"}),
        ("Chains audit 2031", "Review of lamps", set()),
    ],
)
def test_what_each_audit_was_of_is_a_framework_and_its_title_an_inspection(
    head: str, first: str, second: str, frameworks: set[str]
) -> None:
    rows = (
        f"Audit Ref,{head},Rec No.,Recommendation,Status",
        f"IA24-07,{first},R1,Chains should be tested each spring.,In progress",
        f"IA24-07,{first},R2,Owners should be told which chains failed.,Implemented",
        f"IA24-11,{second},R1,Lamps should be lit at night.,Implemented",
        ",,,,",
        "High,2,,,",
        "Low,1,,,",
    )
    document = read_document("\n".join(rows).encode(), "register.csv")
    drafts = drafts_of(read_marks(document).marks, "register.csv", document.text)
    named = {framework.name for draft in drafts for framework in draft.frameworks}
    assert named == frameworks
    assert len(drafts) == (1 if frameworks else 2)
    labels = [item.label for draft in drafts for item in draft.items]
    assert sorted(map(str, labels)) == ["R1", "R1", "R2"]


def test_statuses_counted_below_a_register_are_no_items() -> None:
    items = of_csv(
        "Ref,Finding,Recommendation,Priority,Status,Comment",
        "1,Chains were old.,Chains should be tested each spring.,High,In progress,Half are.",
        "2,Lamps were dark.,Lamps should be lit at night.,Low,Implemented,",
        ",,,,,",
        "Summary,Total,Implemented,In progress,Overdue,Not yet due",
        "High,1,0,1,0,0",
        "Low,1,1,0,0,0",
    )
    assert [item.text for item in items] == [
        "Chains should be tested each spring.",
        "Lamps should be lit at night.",
    ]


def test_a_column_may_name_its_two_kinds_and_its_colours_with_stops() -> None:
    items = of_csv(
        "Ref #,Recommendation,Rec / AFI,B.R.A.G.,Narrative (max 500 chars)",
        "1,The board should light the pier.,AFI,Blue,All but one of ten done.",
        "2,The board should ring the bell.,Rec,Amber,9 of 12 done",
        "3,The board should sell the tug.,Rec,N/A,Not accepted by the board on 4 May",
        '"Key: Blue = complete; Amber = some slippage"',
    )
    assert {(item.label, item.kind, item.status) for item in items} == {
        ("1", "afi", "done"),
        ("2", "recommendation", "in-progress"),
        ("3", "recommendation", "not-accepted"),
    }


def test_a_key_below_the_rows_of_several_inspections_is_for_all_of_them() -> None:
    items = of_csv(
        "Ref,Inspection,Recommendation,RAG",
        "1,Harbours 2030,The board should light the pier.,Blue",
        "2,Ferries 2031,The board should ring the bell.,Green",
        '"Key: Blue = complete; Green = under way"',
    )
    assert statuses(items) == ["done", "in-progress"]


def test_a_row_with_how_many_have_each_priority_is_no_item() -> None:
    rows = [row("Risk", "Control", "Agreed action"), row("Ropes", "1", "Low Medium High 1 3 1")]
    action = row("Pier", "2", "The board will light the pier.")
    assert [item.text for item in of_word(*rows, action)] == ["The board will light the pier."]


def test_of_two_dates_in_a_cell_the_one_that_is_struck_out_is_not_due() -> None:
    (item,) = items_of(
        b"# Plan for the harbour\n\n| Ref | Recommendation | Owner | Target |\n|---|---|---|---|\n"
        b"| 1 | The board should light the pier. | Harbour Master | ~~31/05/2031~~ 30/11/2031 |\n",
        "plan.md",
    )
    assert (item.due, item.doubt) == ("2031-11-30", "")
