"""The day of publication at a document's end: in a line, a sentence or a foot of the page."""

from __future__ import annotations

import pytest

from hmic_tracker.documents.parsing import read_report
from hmic_tracker.documents.reading import drafts_of, read_marks
from hmic_tracker.documents.sources.reading import read_document

_LETTER = """Overby School

28 February 2032

Monitoring inspection of Overby School

Recommendations

• Leaders should train all staff, and tell parents so, within three months of publication.

{prose}
{end}
"""


def _letter(end: str) -> str:
    return _LETTER.format(prose="The school is by the sea.\n\n" * 50, end=end)


@pytest.mark.parametrize(
    "end",
    [
        "Published 14 March 2032",
        "Published: 14/03/2032",
        "The school will go on. Published 14 March 2032",
        "You may write to us. First published: 14 March 2032. Last updated 20 March 2032.",
        "© Crown copyright 2032 | Published 14 March 2032 | URN 12345",
        "This letter was published on 14 March 2032.",
        "Published 14 March 2032 by the inspectorate, Mill House",
        "www.example.org Published 14/03/2032 Page 3 of 3",
        "Published\n14 March 2032",
    ],
)
def test_the_end_says_when_a_letter_of_another_day_was_published(end: str) -> None:
    draft = read_report(_letter(end), "letter.txt")
    assert (draft.published, draft.items[0].due) == ("2032-03-14", "2032-06-14")


@pytest.mark.parametrize(
    "end",
    [
        "The last report was published on 14 March 2030.",
        "Guidance published 14 March 2030 applies.",
        "Leaders should read what we published. Published 14 March 2030",
    ],
)
def test_a_day_on_which_something_else_was_published_is_not_taken(end: str) -> None:
    assert read_report(_letter(end), "letter.txt").published == "2032-02-28"


def test_a_former_report_at_the_top_is_not_this_one() -> None:
    text = _LETTER.format(prose="", end="The previous report was published on 14 March 2030.")
    assert read_report(text, "letter.txt").published == "2032-02-28"


@pytest.mark.parametrize(
    ("other", "published"), [("14 March 2032", "2032-03-14"), ("9 May 2031", "2032-02-28")]
)
def test_the_foot_of_a_page_says_it_where_all_feet_agree(other: str, published: str) -> None:
    page = (
        "<html><body><main><h1>Visit to Overby School</h1><p>28 February 2032</p>"
        "<h2>Recommendations</h2><ul><li>Leaders should train all staff.</li></ul></main>"
        f"<footer><p>Published: 14 March 2032</p><p>Published {other}</p></footer></body></html>"
    )
    document = read_document(page.encode(), "page.html")
    (draft,) = drafts_of(read_marks(document).marks, "page.html", document.text)
    assert draft.published == published
