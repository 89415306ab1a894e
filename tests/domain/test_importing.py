"""A document's items against the plan's: which are the same, what changes, what is asked."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hmic_tracker.commands.wording_rank import rank_by_wording
from hmic_tracker.domain.changes import Stamp, apply, changes_to, next_entry
from hmic_tracker.domain.drafts import Draft, DraftItem
from hmic_tracker.domain.imported_ids import imported_uid
from hmic_tracker.domain.importing import ImportPlan, after_import, plan_import
from hmic_tracker.domain.inspections import Inspection
from hmic_tracker.domain.item_matching import label_key
from hmic_tracker.domain.items import Item, Value
from hmic_tracker.domain.people import Post
from hmic_tracker.domain.plan import Plan
from hmic_tracker.domain.words import KINDS, RESPONSES, STATUSES, folded

TODAY = date(2032, 3, 1)
STAMP = Stamp("Liaison Officer", datetime(2032, 3, 1, 9, tzinfo=UTC), "aaaaaaaa")
LETTERS = "The force should log letters from the public on the day that they come in."
LETTERS_AGAIN = "The force should log letters from the public on the day when they come in."
CELLS = "The force should count its cells each night."


def rec(label: str | None = None, text: str | None = LETTERS, **fields: Any) -> DraftItem:
    """A recommendation of no framework."""
    return DraftItem("recommendation", None, None, text=text, label=label)._replace(**fields)


def draft(*items: DraftItem, title: str = "Inspection of letters 2031", **more: Any) -> Draft:
    """A document of 1 February 2032."""
    made = Draft("letters.pdf", title, date(2032, 2, 1), items=items, text=repr(items))
    return made._replace(**more)


def imported(plan: Plan, *items: DraftItem, **more: Any) -> Plan:
    """The plan with a document's items."""
    return after_import(plan, planned(plan, *items, **more))


def planned(
    plan: Plan, *items: DraftItem, answers: dict[int, str | None] | None = None, **more: Any
) -> ImportPlan:
    """What a document would do."""
    return plan_import(
        plan, draft(*items, **more), STAMP, TODAY, rank=rank_by_wording, answers=answers
    )


def by_people(plan: Plan, item_id: str, **fields: Value) -> Plan:
    """The plan with fields of an item changed by a person."""

    def changed(item: Item) -> Item:
        changes = changes_to(item, fields)
        return apply(item, next_entry(item, TODAY, STAMP, "updated", changes))

    items = (changed(item) if item.id == item_id else item for item in plan.items)
    return plan._replace(items=tuple(items))


WHOLE = rec(
    "2a",
    source_kind="must do",
    status="in-progress",
    status_word="under way",
    progress="some",
    due="2032-06",
    owner="Head of Letters",
    response="partly-accepted",
    response_reason="Weekends cost more.",
    update="A log was begun.",
    evidence=("LOG/1", "https://example.org/log"),
)


def test_an_item_has_all_that_the_document_says_of_it() -> None:
    (item,) = imported(Plan(), WHOLE).items
    assert (item.label, item.number, item.source_kind) == ("2a", None, "must do")
    assert (item.status, item.status_word, item.progress) == ("in-progress", "under way", "some")
    assert (item.response, item.response_reason) == ("partly-accepted", "Weekends cost more.")
    assert (item.due, item.original_due, item.owner) == ("2032-06", "2032-06", "Head of Letters")
    assert [(one.n, one.ref, one.on) for one in item.evidence] == [
        (1, "LOG/1", "2032-02-01"),
        (2, "https://example.org/log", "2032-02-01"),
    ]
    (entry,) = item.history
    assert (entry.event, entry.note, entry.on) == ("imported", "A log was begun.", date(2032, 2, 1))


@pytest.mark.parametrize(
    ("label", "number", "stored"),
    [("3", 3, None), ("03", 3, "03"), ("2a", None, "2a"), ("021/31", None, "021/31")],
)
def test_a_label_that_is_a_whole_number_is_the_number(
    label: str, number: int | None, stored: str | None
) -> None:
    (item,) = imported(Plan(), rec(label)).items
    assert (item.number, item.label_given, item.label) == (number, stored, label)


def test_what_people_changed_stays_and_is_shown_as_kept() -> None:
    plan = imported(Plan(), WHOLE)
    plan = by_people(plan, "REC-1", owner="Head of Post", response="accepted", response_reason=None)
    again = planned(plan, WHOLE)
    assert again.writes_nothing
    assert [(kept.change.field, kept.change.new) for kept in again.kept] == [
        ("response", "partly-accepted"),
        ("response_reason", "Weekends cost more."),
        ("owner", "Head of Letters"),
    ]


def test_evidence_and_links_that_people_took_away_do_not_come_back() -> None:
    items = (rec("1", cause=1, evidence=("LOG/1",)), rec("A", CELLS, kind="cause-of-concern"))
    plan = imported(Plan(), *items)
    assert [item.links for item in plan.items] == [("answers COC-1",), ()]
    plan = by_people(plan, "REC-1", links=(), evidence_1_ref=None, evidence_1_on=None)
    again = planned(plan, *items)
    assert again.writes_nothing
    assert [kept.change.new for kept in again.kept] == [("answers COC-1",)]


def test_a_link_is_added_beside_those_of_people() -> None:
    cause = rec("A", CELLS, kind="cause-of-concern")
    plan = by_people(imported(Plan(), rec("1"), cause), "REC-1", links=("relates COC-1",))
    (changed,) = planned(plan, rec("1", cause=1), cause).changed
    assert changed.after.links == ("relates COC-1", "answers COC-1")


def test_what_is_not_accepted_gets_that_status_and_the_other_answers_leave_it() -> None:
    for response in RESPONSES:
        (item,) = imported(Plan(), rec("1", response=response)).items
        status = "not-accepted" if response == "not-accepted" else "not-started"
        assert (item.response, item.status) == (response, status)
    (item,) = imported(Plan(), rec("1", response="not-accepted", status="closed")).items
    assert item.status == "closed"


def test_an_owner_is_the_post_that_the_plan_knows() -> None:
    plan = Plan(people=(Post("Head of CID", holder="A. Holder"),))
    items = (
        rec("1", owner="head of  cid"),
        rec("2", CELLS, owner="a. holder"),
        rec("3", "Third.", owner="Head of Post"),
        rec("4", "Fourth.", owner="HEAD OF POST"),
        rec("5", "Fifth.", owner="none"),
    )
    found = imported(plan, *items)
    assert [item.owner for item in found.items] == [
        *("Head of CID", "Head of CID", "Head of Post", "Head of Post", None)
    ]
    assert planned(found, *items).writes_nothing


def test_an_owner_that_is_nearly_known_or_no_name_is_said() -> None:
    plan = Plan(people=(Post("Head of CID"),))
    found = planned(plan, rec("1", owner="Head of CDI"), rec("2", CELLS, owner="Head\u202e of X"))
    assert [item.owner for item in found.new] == ["Head of CDI", None]
    assert [warning.text for warning in found.warnings] == [
        "the owner 'Head of CDI' is new, and nearly Head of CID; if it is the same: "
        "tracker person move 'Head of CDI' 'Head of CID'",
        "its owner 'Head\u202e of X' can't be the name of a post and is left out",
    ]


def test_items_match_by_label_before_wording() -> None:
    plan = imported(Plan(), rec("R1"), rec("R2", CELLS))
    found = planned(plan, rec("r2", "Cells are counted."), rec("R1", "Letters are logged."))
    assert [(one.after.id, one.after.text) for one in found.changed] == [
        ("REC-2", "Cells are counted."),
        ("REC-1", "Letters are logged."),
    ]
    assert found.new == ()
    assert found.questions == ()


def test_an_older_reader_s_number_is_the_label_that_holds_it() -> None:
    plan = imported(Plan(), rec(None, number=5))
    found = planned(plan, rec("R5", number=5))
    assert [one.after.label for one in found.changed] == ["R5"]


def test_a_label_that_people_corrected_stays_and_the_item_is_still_known() -> None:
    plan = by_people(imported(Plan(), rec("1"), rec("2", CELLS)), "REC-1", label="2a")
    again = planned(plan, rec("1"), rec("2", CELLS))
    assert again.writes_nothing
    assert [(kept.change.old, kept.change.new) for kept in again.kept] == [("2a", "1")]


def test_equal_wording_matches_where_one_of_them_has_no_label_or_framework() -> None:
    plan = imported(Plan(), rec("7"), rec(None, CELLS, framework="custody"))
    found = planned(plan, rec(None, LETTERS.upper(), framework="letters"), rec(None, CELLS))
    assert [one.after.id for one in found.changed] == ["REC-1"]
    assert [item.id for item in found.unchanged] == ["REC-2"]


def test_a_list_of_statuses_speaks_of_the_one_item_with_its_label() -> None:
    here, there = ({"framework": name} for name in ("custody", "letters"))
    plan = imported(Plan(), rec("1", **here), rec("2", CELLS, **here), rec("2", "Third.", **there))
    found = planned(plan, rec("1", None, status="done"), rec("2", None, status="done"))
    assert [(one.after.id, one.after.status) for one in found.changed] == [("REC-1", "done")]
    (question,) = found.questions
    assert [one.item.id for one in question.candidates] == ["REC-2", "REC-3"]
    assert found.new == ()


def test_equal_wording_in_another_framework_is_the_item_that_was_read_elsewhere() -> None:
    plan = imported(Plan(), rec(None, framework="custody"))
    assert [one.id for one in planned(plan, rec(None, framework="letters")).unchanged] == ["REC-1"]
    both = planned(plan, rec(None, framework="letters"), rec(None, framework="custody"))
    assert [item.framework for item in both.new] == ["letters"]


def test_nearly_equal_wording_is_asked_about_and_nothing_is_written_of_it() -> None:
    plan = imported(Plan(), rec())
    found = planned(plan, rec(None, LETTERS_AGAIN))
    assert found.new == ()
    assert found.changed == ()
    (question,) = found.questions
    assert (question.place, question.draft_item.text) == (0, LETTERS_AGAIN)
    assert [(one.item.id, one.percent) for one in question.candidates] == [("REC-1", 95)]
    yes = planned(plan, rec(None, LETTERS_AGAIN), answers={0: "REC-1"})
    assert [one.after.text for one in yes.changed] == [LETTERS_AGAIN]
    no = planned(plan, rec(None, LETTERS_AGAIN), answers={0: None})
    assert [item.id for item in no.new] == ["REC-2"]
    assert yes.questions == no.questions == ()
    assert planned(after_import(plan, no), rec(None, LETTERS_AGAIN)).unchanged


def test_equal_wording_under_other_numbers_is_asked_about() -> None:
    plan = imported(Plan(), rec("3"))
    found = planned(plan, rec("4"))
    assert [[one.item.id for one in q.candidates] for q in found.questions] == [["REC-1"]]


def test_other_numbers_in_a_text_make_it_another_matter() -> None:
    plan = imported(
        Plan(), rec(None, "The force should answer 90 per cent of calls in 10 seconds.")
    )
    found = planned(plan, rec(None, "The force should answer 95 per cent of calls in 10 seconds."))
    assert [item.id for item in found.new] == ["REC-2"]


def test_nothing_is_asked_without_something_to_rank_by() -> None:
    plan = imported(Plan(), rec())
    found = plan_import(plan, draft(rec(None, LETTERS_AGAIN)), STAMP, TODAY)
    assert (len(found.new), found.questions, found.near_inspections) == (1, (), ())


def test_a_number_used_twice_is_two_items_with_ids_of_their_own() -> None:
    items = (rec("3"), rec("3", CELLS), rec("3", CELLS))
    plan = imported(Plan(), *items)
    assert len({item.uid for item in plan.items}) == 3
    assert plan.items[0].uid == imported_uid(plan.inspections[0].id, None, "recommendation", "3")
    assert planned(plan, *items).writes_nothing


def test_one_item_more_moves_no_other_s_uid() -> None:
    few = (rec("1"), rec(None, CELLS), rec("2a", "Third."), rec(None, None, number=4))
    more = (rec("0", "First of all."), few[0], rec(None, "Between."), *few[1:], rec(None, "Last."))
    uids = {item.text: item.uid for item in imported(Plan(), *more).items}
    assert {item.text: item.uid for item in imported(Plan(), *few).items}.items() <= uids.items()


@pytest.mark.parametrize(
    ("title", "near"),
    [
        ("Inspection of leters 2031", ["inspection-of-letters-2031"]),
        ("2031: Inspection of Letters", ["inspection-of-letters-2031"]),
        ("Inspection of letters 2032", []),
        ("Custody, a joint inspection", []),
    ],
)
def test_a_title_that_is_nearly_an_inspection_s_is_told(title: str, near: list[str]) -> None:
    known = Inspection("inspection-of-letters-2031", "Inspection of letters 2031")
    found = planned(Plan(inspections=(known,)), rec("1"), title=title)
    assert [one.id for one in found.near_inspections] == near


_NOTHING = (
    *("label", "owner", "response", "response_reason", "update", "cause", "text", "source_kind"),
    *("of", "status_word"),
)
_placeholders = st.builds(
    DraftItem,
    kind=st.sampled_from(["recommendation", "afi"]),
    framework=st.sampled_from([None, "custody"]),
    number=st.sampled_from([None, 1, 2, 3, 4]),
    status=st.sampled_from([None, "in-progress", "done", "verified"]),
    progress=st.sampled_from([None, "majority"]),
    due=st.sampled_from([None, "2032-06"]),
    interchangeable=st.just(True),
    evidence=st.just(()),
    doubt=st.just(""),
    **dict.fromkeys(_NOTHING, st.none()),
)
_items = _placeholders | st.builds(
    DraftItem,
    kind=st.sampled_from(KINDS),
    framework=st.sampled_from([None, "custody", "letters"]),
    number=st.sampled_from([None, None, 1, 2, 3]),
    label=st.sampled_from([None, None, "1", "01", "2a", "R5", "r5 ", "021/31"]),
    text=st.sampled_from([None, LETTERS, LETTERS_AGAIN, CELLS, CELLS.upper(), "Third.", " "]),
    of=st.sampled_from([None, 3]),
    status=st.sampled_from([None, *STATUSES]),
    status_word=st.sampled_from([None, "ongoing"]),
    progress=st.sampled_from([None, "some", "almost"]),
    due=st.sampled_from([None, "2032-06", "2032-06-30"]),
    source=st.sampled_from(["", "page 2"]),
    source_kind=st.sampled_from([None, "must do"]),
    owner=st.sampled_from([None, "Head of CID", "head of cid", "Head of CDI", "x=?y"]),
    response=st.sampled_from([None, *RESPONSES]),
    response_reason=st.sampled_from([None, "costs more"]),
    update=st.sampled_from([None, "Begun.", "begun. ", " "]),
    evidence=st.sampled_from([(), ("LOG/1",), ("LOG/1", "log/1", ""), ("LOG/2", "LOG/1")]),
    cause=st.sampled_from([None, None, 0, 1, 5, 99]),
    interchangeable=st.just(False),
).map(lambda one: one._replace(number=None) if one.label else one)


def _is_clear(items: list[DraftItem]) -> bool:
    """Whether each text is there once, and a label that is there twice comes with texts.

    The readers make one item of what a document prints twice.
    """
    labels = [(one.framework, one.kind, label_key(one)) for one in items]
    texts = [(one.kind, folded(one.text or "")) for one in items]
    return all(
        texts.count(text) == 1 if text[1] else label[2] is None or labels.count(label) == 1
        for label, text in zip(labels, texts, strict=True)
    )


_documents = st.lists(_items, max_size=6).filter(_is_clear)


@given(_documents, _documents, st.booleans())
def test_the_same_document_twice_changes_nothing(
    first: list[DraftItem], second: list[DraftItem], asks: bool
) -> None:
    plan = Plan()
    rank = rank_by_wording if asks else None
    for items in (first, second):
        document = draft(*items)
        once = plan_import(plan, document, STAMP, TODAY, rank=rank)
        plan = after_import(plan, once)
        again = plan_import(plan, document, STAMP, TODAY, rank=rank)
        assert again.writes_nothing, (again.new, again.changed)
        assert len({item.uid for item in plan.items}) == len(plan.items)
        touched = len(once.new) + len(once.changed) + len(once.questions)
        assert touched <= len(items) + len(once.unnamed)  # neighbours are taken back besides


def _can_be_remembered(items: list[DraftItem]) -> bool:
    """Whether what has a label alone says where: else it is asked about each time."""
    return all((one.text or "").strip() or one.framework or not label_key(one) for one in items)


@given(
    _documents,
    _documents.filter(_can_be_remembered),
    st.lists(st.booleans(), min_size=6, max_size=6),
)
def test_what_was_answered_is_not_asked_again(
    first: list[DraftItem], second: list[DraftItem], yes: list[bool]
) -> None:
    plan = imported(Plan(), *first)
    answers: dict[int, str | None] = {}
    for _ in second:  # an item that is taken may leave another question
        asked = planned(plan, *second, answers=answers).questions
        if not asked:
            break
        one = asked[0]
        answers[one.place] = one.candidates[0].item.id if yes[one.place] else None
    done = planned(plan, *second, answers=answers)
    assert done.questions == ()
    again = planned(after_import(plan, done), *second)
    assert (again.questions, again.writes_nothing) == ((), True)


@given(st.lists(_items, max_size=6))
def test_every_item_of_a_document_is_new_changed_kept_unchanged_or_asked_about(
    items: list[DraftItem],
) -> None:
    plan = imported(Plan(), rec("1"), rec(None, CELLS), rec(None, None, number=2))
    found = planned(plan, *items)
    ids = {kept.item.id for kept in found.kept} | {one.after.id for one in found.changed}
    ids |= {item.id for item in (*found.new, *found.unchanged)}
    assert len(ids) + len(found.questions) == len(items)


def test_what_a_document_says_of_all_holds_for_one_that_it_gives_a_text() -> None:
    nameless = rec(text=None, interchangeable=True)
    plan = imported(Plan(), rec(text=None, response="not-accepted"), nameless, nameless)
    named = rec(status="in-progress", in_common=True)
    plan = imported(plan, named)
    assert [item.status for item in plan.items if item.text] == ["in-progress"]
    assert planned(plan, named).writes_nothing
