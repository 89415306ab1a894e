"""Registers of coroners' reports: where and when one was made is no framework and no deadline."""

from __future__ import annotations

import pytest

from hmic_tracker.documents.reading import drafts_of, read_marks
from hmic_tracker.documents.sources.reading import read_document
from hmic_tracker.domain.drafts import DraftItem

_HEAD = "id,date,{by},area,concerns\n"
_ROW = (
    '2031-0042,2031-11-06,A. Low,Northmoor,"The pumps of the lower road were not tried in winter, '
    'and there is a risk that others will drown there."\n'
)


def _item(head: str) -> DraftItem:
    document = read_document(f"{head}{_ROW}".encode(), "register.csv")
    draft = drafts_of(read_marks(document).marks, document.name, document.text)[0]
    (item,) = draft.items
    return item


@pytest.mark.parametrize("by", ["coroner", "Name of coroner", "coroner_name", "Deceased"])
def test_a_coroner_s_area_and_the_date_of_a_report_are_notes(by: str) -> None:
    item = _item(_HEAD.format(by=by))
    assert (item.label, item.framework, item.due) == ("2031-0042", None, None)
    assert "area: Northmoor" in (item.update or "")


def test_an_area_and_a_date_beside_an_owner_are_the_item_s() -> None:
    item = _item(_HEAD.format(by="owner"))
    assert (item.framework, item.due) == ("northmoor", "2031-11-06")


def test_a_date_that_a_coroner_set_is_the_item_s() -> None:
    item = _item("id,deadline,coroner,coroner area,concerns\n")
    assert (item.framework, item.due) == (None, "2031-11-06")
