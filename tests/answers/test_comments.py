"""Comments on cells of a workbook that came back: kept as words, and asked about."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path
from typing import Final

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment

from hmic_tracker.store.index.queries import read_plan
from tests.answers.calc import Edited, edit
from tests.answers.conftest import PP, Returning
from tests.answers.returned import counts, received
from tests.answers.workbooks import HEAD_ROW, column_of, saved
from tests.conftest import Run
from tests.formats.test_workbooks import office

THREAD: Final = """\
<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheet/2018/threadedcomments">
<threadedComment ref="F4" dT="2008-12-01T10:00:00" personId="{A}" id="{1}"><text>only in 2 of 3\
</text></threadedComment>
<threadedComment ref="F4" dT="2008-12-01T11:00:00" personId="{B}" id="{2}" parentId="{1}"><text>\
the third in May</text></threadedComment></ThreadedComments>"""
RELATION: Final = (
    '<Relationship Id="rT" Target="../threadedComments/threadedComment1.xml" Type="http://schemas.'
    'microsoft.com/office/2017/10/relationships/threadedComment"/></Relationships>'
)


def commented(book: Workbook, item: str, key: str, text: str) -> Workbook:
    """The workbook with a comment on a cell."""
    for row in book["Answers"].iter_rows(min_row=HEAD_ROW):
        if row[0].value == item:
            row[column_of(key)].comment = Comment(text, PP)
    return book


def test_a_comment_on_an_answer_is_asked_about_and_kept_as_an_internal_note(
    returning: Returning, run: Run
) -> None:
    book = returning.workbook({"REC-5": {"how_far": "completed"}})
    commented(book, "REC-5", "how_far", "not really, only 2 of 3 boroughs")
    commented(book, "REC-6", "new_date", "will be late")
    commented(book, "REC-7", "text", "who wrote this?")
    commented(book, "Item", "due", "dates as agreed?")
    Path("answers.xlsx").write_bytes(saved(book))
    value = received(run, Path("answers.xlsx"))
    assert counts(value) == "0 3 0 3"
    assert value["remarks"] == ["a comment in row 3: dates as agreed?"]
    rows = {one["item"]: (one["why"], one["note"]) for one in value["outcomes"] if one["why"]}
    assert rows == {
        "REC-5": (
            "How far has a comment",
            "comment on How far: not really, only 2 of 3 boroughs",
        ),
        "REC-6": ("New date has a comment", "comment on New date: will be late"),
        "REC-7": (
            "What the inspectors said has a comment",
            "comment on What the inspectors said: who wrote this?",
        ),
    }
    done = run("receive", "answers.xlsx", "--yes")
    assert done.code == 6
    assert "comment on How far: not really, only 2 of 3 boroughs" in " ".join(done.out.split())
    assert {i.id: i.status for i in read_plan(returning.folder, False).items}["REC-5"] != "done"


def test_a_thread_is_kept_whole_and_not_what_older_programs_show_for_it(
    returning: Returning, run: Run
) -> None:
    book = returning.workbook({"REC-5": {"how_far": "almost"}})
    commented(book, "REC-5", "how_far", "[Threaded comment] Your version of Excel allows you to")
    source, target = BytesIO(saved(book)), BytesIO()
    with zipfile.ZipFile(source) as before, zipfile.ZipFile(target, "w") as after:
        for name in before.namelist():
            text = before.read(name)
            if name.endswith("worksheets/_rels/sheet1.xml.rels"):
                text = text.replace(b"</Relationships>", RELATION.encode())
            after.writestr(name, text)
        after.writestr("xl/threadedComments/threadedComment1.xml", THREAD)
    Path("answers.xlsx").write_bytes(target.getvalue())
    row = next(o for o in received(run, Path("answers.xlsx"))["outcomes"] if o["item"] == "REC-5")
    assert (row["state"], row["note"]) == (
        "asked",
        "comment on How far: only in 2 of 3; the third in May",
    )


def test_a_comment_in_an_empty_row_and_another_sheet_are_named(
    returning: Returning, run: Run
) -> None:
    book = returning.workbook({})
    book["Answers"]["H20"].comment = Comment("see my mail", PP)
    book.create_sheet("Notes")["A1"] = "the boroughs one by one"
    Path("answers.xlsx").write_bytes(saved(book))
    value = received(run, Path("answers.xlsx"))
    assert value["remarks"] == ["the sheet 'Notes' is no form, and is not read"]
    [row] = [one for one in value["outcomes"] if one["state"] == "refused"]
    assert (row["place"], row["why"]) == ("row 20", "it names no item")
    assert "see my mail" in run("receive", "answers.xlsx", "--dry-run").out


@pytest.mark.usefixtures("in_process")
def test_a_comment_made_in_calc_is_kept_in_each_format(
    returning: Returning, run: Run, tmp_path_factory: pytest.TempPathFactory
) -> None:
    source = Path("sent.xlsx").absolute()
    source.write_bytes(returning.sent_file())
    files = tuple(source.with_name(f"answers.{kind}") for kind in ("xlsx", "ods", "xls"))
    edits = (("text", "F4", "completed"), ("comment", "F4", "only in 2 of 3 boroughs"))
    edit(office(), tmp_path_factory.mktemp("calc") / "home", [Edited(source, edits, files)])
    for path in files:
        row = next(one for one in received(run, path)["outcomes"] if one["item"] == "REC-5")
        assert (row["state"], row["why"], row["note"]) == (
            "asked",
            "How far has a comment",
            "comment on How far: only in 2 of 3 boroughs",
        ), path.name
