"""Markdown: the same blocks as a page, with the lines of the file as places."""

from __future__ import annotations

import pytest

from hmic_tracker.documents.sources.from_markdown import read
from tests.sources.making import listing


def test_blocks_have_the_lines_they_begin_on() -> None:
    text = """Plan of *the* force
===================

The force
should [act](https://example.org).

- first
  goes on
- second
  1. inner

```
Owner: Head of Crime
```
<div hidden>secret</div>

**All bold**
"""
    assert (
        listing(read(text.encode(), "plan.md"))
        == """\
1: heading1 Plan of the force
4: paragraph The force should act.
7: bullet1 [•] first goes on
9: bullet1- [•] second
10: bullet2 [1.] inner
13: paragraph Owner: Head of Crime
15: furniture secret (hidden)
17: paragraph* All bold
"""
    )


def test_tables_keep_escaped_pipes_and_cells_beyond_the_head() -> None:
    text = "| Ref | Text |\n|:--|--:|\n| A\\|1 | *Act* |\n| B | one | two | three |\n| C |\n"
    assert (
        listing(read(text.encode(), "plan.md"))
        == """\
1: row^ Ref | Text
3: row- A|1 | Act
4: row- B | one | two | three
5: row- C | \n"""
    )


def test_front_matter_gives_properties_and_is_furniture() -> None:
    document = read(b'---\ntitle: "Our plan"\ndate: 2031-05-02\n---\nText\n', "plan.md")
    assert document.properties == (("title", "Our plan"), ("published", "2031-05-02"))
    assert (
        listing(document)
        == """\
2: furniture- title: "Our plan" (front matter)
3: furniture- date: 2031-05-02 (front matter)
5: paragraph Text
"""
    )


def test_text_in_a_hundred_quotations_and_lists_is_not_lost() -> None:
    document = read(b"> " * 150 + b"deep\n\n" + b"- " * 150 + b"deeper\n", "plan.md")
    assert [block.text for block in document.blocks if block.text] == ["deep", "deeper"]


def test_scripts_in_markdown_are_no_text() -> None:
    document = read(b"One<script>alert(1)</script> two\n\n<script>\nx\n</script>\n", "plan.md")
    assert listing(document) == "1: paragraph One two\n"


_GRID = """\
+-----+----------------------+---------+
| No. | **Recommendation**   | Lead    |
+=====+======================+=========+
| 1   | The harbour should   | Harbour |
|     | test:                | Master  |
|     |                      |         |
|     | a)  chains; and      |         |
+-----+----------------------+---------+
| 2   | Nobody leads this              |
+-----+----------------------+---------+
"""


def test_a_row_of_a_drawn_grid_is_all_lines_between_its_rules() -> None:
    assert (
        listing(read(f"Above\n{_GRID}\nBelow\n".encode(), "plan.md"))
        == """\
1: paragraph Above
3: row^ No. | Recommendation | Lead
5: row- 1 | The harbour should test: a) chains; and | Harbour Master
10: row- 2 | Nobody leads this | Nobody leads this\n13: paragraph Below
"""
    )


@pytest.mark.parametrize(
    "text",
    [
        f"```\n{_GRID}```\n",
        "+----+----+\n| a | b\n\nThe harbour should act.\n",
        "+----+----+\n|    +----+\n| a  | b  |\n+----+----+\n| c  | d  |\n+----+----+\n",
        "Title\n-----\n\nText ---- more\n",
        "One  two\n---- ---\n",
    ],
)
def test_what_is_no_whole_drawn_table_is_left_as_it_is(text: str) -> None:
    assert "row" not in listing(read(text.encode(), "plan.md"))


def test_a_ruler_parts_the_columns_of_the_rows_below_it() -> None:
    text = (
        "  ----------------------------------\n"
        "  No.   Text                Due\n"
        "  ----- ------------------- --------\n"
        "  1     The harbour should  31 March\n"
        "        test chains.        2032\n\n"
        "  2     It should tell.     4 May\n"
        "  ----------------------------------\n\n"
        "No.  Text\n---- -----------\n3    Paint them.\n4    Sell them.\n\nBelow\n"
    )
    assert (
        listing(read(text.encode(), "plan.md"))
        == """\
2: row^ No. | Text | Due
4: row- 1 | The harbour should test chains. | 31 March 2032
7: row- 2 | It should tell. | 4 May
10: row^ No. | Text
12: row- 3 | Paint them.
13: row- 4 | Sell them.
15: paragraph Below
"""
    )
