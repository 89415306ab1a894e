"""Lists whose items are headings, with the reasons for each in the paragraphs below it."""

from __future__ import annotations

import pytest

from hmic_tracker.documents.reading import drafts_of, read_marks
from hmic_tracker.documents.sources.reading import read_document
from hmic_tracker.domain.drafts import Draft

_ABOVE = "<h1>Inspection of Weir Water 2033</h1><h2>Keeping pipes whole</h2><p>Good</p>"
_WALK = "The company should walk its mains, and write down what it sees"
_PUMPS = "The company needs to know which pumps are old"
_SEEN = "In 12 of 40 places, nobody had walked them since 2031."
_STAFF = "Supervisors should check this on the day. They often didn’t."


def _read(body: str) -> tuple[Draft, list[str]]:
    """The draft of a page, and what of it a person is shown as doubtful."""
    page = f"<html><body><main>{_ABOVE}{body}</main></body></html>"
    document = read_document(page.encode(), "page.html")
    marks = read_marks(document).marks
    doubtful = [mark.text for mark in marks if mark.word == "?"]
    return drafts_of(marks, document.name, document.text)[0], doubtful


def _items(draft: Draft) -> list[tuple[str, str | None, str | None]]:
    return [(item.kind, item.framework, item.text) for item in draft.items]


def test_a_heading_that_asks_is_an_item_and_its_reasons_are_none() -> None:
    draft, doubtful = _read(
        f"<h3>Areas for improvement</h3><h4>{_WALK}</h4><p>{_SEEN}</p><p>{_STAFF}</p>"
        f"<h4>{_PUMPS}</h4><p>Pumps fail in the spring.</p>"
        "<h3>Main findings</h3><p>Staff work well.</p>"
    )
    assert _items(draft) == [
        ("afi", "keeping-pipes-whole", _WALK),
        ("afi", "keeping-pipes-whole", _PUMPS),
    ]
    assert doubtful == [_STAFF]


def test_a_heading_that_says_what_is_wrong_is_the_cause_of_concern() -> None:
    stem = "Within three months, the company should:"
    draft, doubtful = _read(
        "<h3>Cause of concern</h3><h4>The company doesn’t know where its pipes are</h4>"
        f"<p>{_SEEN}</p><h4>Recommendations</h4><p>{stem}</p>"
        "<ul><li>draw a map of them; and</li><li>keep it.</li></ul>"
    )
    assert sorted((kind, text) for kind, _, text in _items(draft)) == [
        ("cause-of-concern", "The company doesn’t know where its pipes are"),
        ("recommendation", f"{stem} draw a map of them; and"),
        ("recommendation", f"{stem} keep it."),
    ]
    assert doubtful == []


@pytest.mark.parametrize(
    "asks",
    ["The company should walk each main in May.", f"{_SEEN} The company should walk them in May."],
)
def test_a_heading_above_a_paragraph_that_asks_for_the_same_is_shown(asks: str) -> None:
    draft, doubtful = _read(f"<h3>Area for improvement</h3><h4>{_WALK}</h4><p>{asks}</p>")
    assert _WALK in doubtful
    assert all(text != _WALK for _, _, text in _items(draft))


def test_a_heading_of_another_section_is_no_item_of_the_list() -> None:
    draft, doubtful = _read(f"<h3>Main findings</h3><h4>{_WALK}</h4><p>{_SEEN}</p>")
    assert (_items(draft), doubtful) == ([], [_WALK])
