"""The minutes of a review: what was decided, and nothing internal unless it is wanted."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from hmic_tracker.domain.changes import Stamp, apply, changes_to, next_entry
from hmic_tracker.domain.items import EVIDENCE_WANTED, Item, Value
from hmic_tracker.domain.people import Post
from hmic_tracker.domain.plan import Plan
from hmic_tracker.render.formats import Content, RenderOptions, names_for, render
from hmic_tracker.render.papers.minutes_document import minutes_document
from hmic_tracker.reports.minutes import Reviewed, ReviewedItem, minutes, review_entries
from tests.domain.making import STAMP, born
from tests.papers.reading import docx_parts

DAY = date(2008, 12, 1)
DRAWN = tuple(name for name in names_for("paper") if name not in {"json", "pdf"})


def answered(item: Item, op: str, event: str, fields: dict[str, Value], **remarks: Any) -> Item:
    """The item with an entry that a review made."""
    stamp = Stamp("SECRET-by", STAMP.recorded, op)
    changes = changes_to(item, fields)
    return apply(item, next_entry(item, DAY, stamp, event, changes)._replace(**remarks))


def an_answered_item(exempt: bool = False, **fields: Any) -> Item:
    """An item of which everything was answered that can be, with something secret in each."""
    item = born("2008-09-01", title_given="Agree one template", due="2008-09", **fields)
    item = item._replace(original_due="2008-09", exempt="yes" if exempt else None)
    item = answered(item, "1", "updated", {"owner": "Jane Example"})
    item = answered(
        item, "2", "updated", {"due": "2009-02"}, reason="SECRET-reason", agreed_by="SECRET-board"
    )
    item = answered(item, "3", "note", {}, note="SECRET-note")
    item = answered(item, "4", "note", {}, note="open to all", published=True)
    step = {"action_1_text": "Train them", "action_1_owner": "Jane Example"}
    item = answered(item, "5", "action", {**step, "action_1_due": "2009-01"})
    item = answered(item, "6", EVIDENCE_WANTED, {}, note="the lists")
    item = answered(item, "7", "updated", {"tags": ("SECRET-tag",)})
    return answered(item, "8", "updated", {"status": "done"}, override="SECRET-override")


def drawn(name: str, item: Item, internal: bool = False) -> str:
    plan = Plan(
        items=(item,),
        people=(Post("Head of Public Protection", holder="Jane Example"),),
        marking="OFFICIAL",
    )
    entries = review_entries(item, frozenset("12345678"))
    chosen = (item.id, "REC-8", "REC-9")
    changed = (ReviewedItem(item, entries),)
    review = Reviewed(DAY, "quit", chosen, frozenset({item.id, "REC-8"}), changed, ())
    document = minutes_document(minutes(plan, review, internal))
    content = Content(lambda _: document, dict)
    made = render(name, content, RenderOptions(78))
    return " ".join(docx_parts(made).values()) if isinstance(made, bytes) else made


@pytest.mark.parametrize("name", DRAWN)
def test_nothing_internal_is_in_minutes(name: str) -> None:
    text = drawn(name, an_answered_item())
    assert "SECRET" not in text
    assert "Jane Example" not in text
    for told in ("open to all", "Train them", "the lists", "Head of Public Protection"):
        assert told in text
    assert "INTERNAL" not in text
    assert "OFFICIAL" in text


@pytest.mark.parametrize("name", DRAWN)
def test_internal_minutes_have_it_and_say_so(name: str) -> None:
    text = drawn(name, an_answered_item(), internal=True)
    for told in ("reason", "note", "board", "tag", "override"):
        assert f"SECRET-{told}" in text
    assert "Jane Example" not in text
    assert "SECRET-by" not in text
    assert "OFFICIAL – INTERNAL: not for publication" in text


def test_the_minutes_of_a_meeting_in_full() -> None:
    assert drawn("plain", an_answered_item(number=1, framework="pvp")) == (
        "OFFICIAL\n"
        "\n"
        "Review on 1 Dec 2008\n"
        "====================\n"
        "\n"
        "1 of 3 items changed, 1 left as it was, 1 not looked at.\n"
        "\n"
        "REC-1  pvp, recommendation 1\n"
        "============================\n"
        "\n"
        "Agree one template\n"
        "\n"
        "  - Owner none → Head of Public Protection\n"
        "  - Due September 2008 → February 2009\n"
        "  - Note: open to all\n"
        "  - Step 1 added: Train them; owner Head of Public Protection; due Jan 2009\n"
        "  - Evidence asked for: the lists\n"
        "  - Status not started → done\n"
        "\n"
        "Who is to do what\n"
        "=================\n"
        "\n"
        "Item   What                 Who                        By\n"
        "REC-1  Evidence: the lists  Head of Public Protection\n"
        "REC-1  Train them           Head of Public Protection  Jan 2009\n"
        "\n"
        "Left as they were: REC-8.\n"
        "\n"
        "Not looked at: REC-9.\n"
        "\n"
        "Not printed: 2 notes and reasons, internal; the history has them.\n"
        "\n"
        "OFFICIAL\n"
    )


def test_of_an_exempt_item_minutes_have_number_and_status() -> None:
    text = drawn("plain", an_answered_item(exempt=True, number=1, framework="pvp"))
    for hidden in ("template", "open to all", "Train", "the lists", "Head of", "2009"):
        assert hidden not in text
    assert "  - Status not started → done\n" in text
    assert "REC-1" in text


def test_what_was_taken_back_is_in_no_minutes() -> None:
    item = an_answered_item()
    assert [e.op for e in review_entries(item, frozenset("18"))] == ["1", "8"]
    stamp = Stamp("Liaison Officer", STAMP.recorded, "9")
    entry = next_entry(item, DAY, stamp, "undone", ())._replace(source="undo of 8")
    undone = item._replace(history=(*item.history, entry))
    assert [e.op for e in review_entries(undone, frozenset("18"))] == ["1"]
