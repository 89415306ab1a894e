"""Ids as people type them, and runs of ids as people read them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hmic_tracker.domain.ids import expand, format_id_ranges
from hmic_tracker.domain.typed_ids import has_id_form
from hmic_tracker.errors import NotFoundError

KNOWN = [*(f"REC-{n}" for n in (1, 2, 3, 5, 10)), "AFI-1", "AFI-2", "GP-1", "Odd_one", "x-y-7"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        (["REC-3"], ["REC-3"]),
        (["rec-3"], ["REC-3"]),
        (["rec3"], ["REC-3"]),
        ([" Rec03\n"], ["REC-3"]),
        (["rec-0010"], ["REC-10"]),
        (["odd_ONE"], ["Odd_one"]),
        (["x-y-7"], ["x-y-7"]),
        (["AFI-2", "REC-1", "afi2"], ["AFI-2", "REC-1"]),
        (["REC-1..3"], ["REC-1", "REC-2", "REC-3"]),
        (["rec1..3"], ["REC-1", "REC-2", "REC-3"]),
        ([" REC-2..10 "], ["REC-2", "REC-3", "REC-5", "REC-10"]),
        (["REC-2..REC-5"], ["REC-2", "REC-3", "REC-5"]),
        (["rec2..rec5"], ["REC-2", "REC-3", "REC-5"]),
        (["REC-3..3"], ["REC-3"]),
        (["REC-003..05"], ["REC-3", "REC-5"]),
        (["REC-2..3", "REC-1..2"], ["REC-2", "REC-3", "REC-1"]),
        ([], []),
        # As people write and paste them.
        (["REC-5:"], ["REC-5"]),
        (["rec5."], ["REC-5"]),
        (["rec. 5"], ["REC-5"]),
        (["(REC-5)"], ["REC-5"]),
        (["\u201cREC-5\u201d,"], ["REC-5"]),
        (["REC\u20135"], ["REC-5"]),
        (["REC\u20115"], ["REC-5"]),
        (["REC\u22125"], ["REC-5"]),
        (["REC\u00a05"], ["REC-5"]),
        (["\u200eREC-5\ufeff"], ["REC-5"]),
        (["REC_5"], ["REC-5"]),
        (["REC #5"], ["REC-5"]),
        (["Rec No. 5"], ["REC-5"]),
        (["REC", "5"], ["REC-5"]),
        (["rec", "#5", "AFI", "2"], ["REC-5", "AFI-2"]),
        (["Recommendation 5"], ["REC-5"]),
        (["recommendations 1, 2 and 5"], ["REC-1", "REC-2", "REC-5"]),
        (["REC-5,REC-3"], ["REC-5", "REC-3"]),
        (["REC-5, 3; AFI-2 & GP-1"], ["REC-5", "REC-3", "AFI-2", "GP-1"]),
        (["- REC-5\n- REC-3\n"], ["REC-5", "REC-3"]),
        (["\u2022 REC-5", "\u2022 REC-3"], ["REC-5", "REC-3"]),
        (["REC-1\u20133"], ["REC-1", "REC-2", "REC-3"]),
        (["REC-1-3"], ["REC-1", "REC-2", "REC-3"]),
        (["REC-1 - REC-3"], ["REC-1", "REC-2", "REC-3"]),
        (["REC-1 to 3"], ["REC-1", "REC-2", "REC-3"]),
        (["REC-1", "to", "REC-3"], ["REC-1", "REC-2", "REC-3"]),
        (["REC-1\u20263"], ["REC-1", "REC-2", "REC-3"]),
        (["rec 1..3"], ["REC-1", "REC-2", "REC-3"]),
        (["REC-5", "and", "REC-3"], ["REC-5", "REC-3"]),
        (["#10"], ["REC-10"]),
        (["10"], ["REC-10"]),
    ],
)
def test_ids_are_understood_in_many_spellings_each_once(typed: list[str], found: list[str]) -> None:
    assert expand(typed, KNOWN) == found


GAPS = "the plan has REC-1 to REC-10 with gaps; lost files are named by: tracker check"


@pytest.mark.parametrize(
    ("typed", "message", "hint"),
    [
        (
            ["REC-4"],
            "REC-4 is not in this plan",
            GAPS,
        ),
        (
            ["REC-1", "afi9"],
            "afi9 is not in this plan",
            "the plan has AFI-1 to AFI-2: tracker list --all",
        ),
        (
            ["REC-4", "REC-6"],
            "REC-4, REC-6 are not in this plan",
            GAPS,
        ),
        (
            ["REC-4", "REC-6", "REC-7", "REC-8", " REC-9 "],
            "REC-4, REC-6, REC-7 and 2 more are not in this plan",
            GAPS,
        ),
        (
            ["rec-4..9"],
            "REC-4, REC-9 are not in this plan",
            GAPS,
        ),
        (
            ["REC-1..9"],
            "REC-9 is not in this plan",
            GAPS,
        ),
        (
            ["REC-7..10"],
            "REC-7 is not in this plan",
            GAPS,
        ),
        (["Odd_on"], "Odd_on is not in this plan", "did you mean Odd_one?"),
        (["COC-1"], "COC-1 is not in this plan", None),
        (["zzzzzz"], "zzzzzz is not in this plan", "see all of them with: tracker list --all"),
        (
            ["rec-1..afi-2"],
            "REC-1..AFI-2 is no range: its ends are of two kinds",
            "name two ranges: REC-1.. and ..AFI-2",
        ),
        (["GP-2"], "GP-2 is not in this plan", "the plan has GP-1: tracker list --all"),
        (["REC-3..1"], "the range REC-3..REC-1 is empty", "write REC-1..3"),
        (["q" * 200], "q" * 64 + " is not in this plan", None),
        (["1"], "1 may be REC-1 or AFI-1 or GP-1", "write the kind: REC-1"),
        (["#2"], "#2 may be REC-2 or AFI-2", "write the kind: REC-2"),
        (["REC"], "REC is not in this plan", "the plan has REC-1 to REC-10: tracker list --all"),
        (["REC", "AFI-1"], "REC is not in this plan", None),
        (["REC-5, 4"], "REC-4 is not in this plan", GAPS),
        (["REC-1 to AFI-2"], "REC-1..AFI-2 is no range: its ends are of two kinds", None),
        (
            ["REC-5 ensures more"],
            "REC-5 ensures more is not in this plan",
            "name the ids alone: REC-5",
        ),
        (["5\x00"], "5\x00 is not in this plan", None),
    ],
)
def test_what_is_not_there_is_named_with_what_is(
    typed: list[str], message: str, hint: str | None
) -> None:
    with pytest.raises(NotFoundError) as refused:
        expand(typed, KNOWN)
    assert refused.value.message == message
    if hint:
        assert refused.value.hint == hint


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (2, "q1, q2 are not in this plan"),
        (3, "q1, q2, q3 are not in this plan"),
        (4, "q1, q2, q3 and 1 more are not in this plan"),
    ],
)
def test_three_of_those_missing_are_named(number: int, said: str) -> None:
    with pytest.raises(NotFoundError) as refused:
        expand([f"q{n}" for n in range(1, number + 1)], KNOWN)
    assert refused.value.message == said


def test_candidates_are_of_the_same_prefix_and_joined_by_or() -> None:
    with pytest.raises(NotFoundError) as refused:
        expand(["REC-4"], ["REC-1", "REC-2", "REC-x-9"])
    assert refused.value.hint == "the plan has REC-1 to REC-2: tracker list --all"
    with pytest.raises(NotFoundError) as refused:
        expand(["Odd_on"], ["Odd_one", "Odd_onf"])
    assert refused.value.hint in {
        "did you mean Odd_one or Odd_onf?",
        "did you mean Odd_onf or Odd_one?",
    }


def test_an_empty_plan_says_how_to_fill_it() -> None:
    with pytest.raises(NotFoundError) as refused:
        expand(["REC-1"], [])
    assert refused.value.hint == (
        "the plan has no items yet: tracker import FILE, or tracker add rec TEXT"
    )


def test_a_range_takes_its_own_prefix_only() -> None:
    known = ["REC-1", "REC-3", "REC-x-2", "AFI-2", "RECS-2"]
    assert expand(["REC-1..3"], known) == ["REC-1", "REC-3"]


@pytest.mark.parametrize(
    ("ids", "said"),
    [
        ([], ""),
        (["REC-1"], "REC-1"),
        (["REC-2", "REC-1"], "REC-1..2"),
        (["REC-1", "REC-2", "REC-3", "REC-5"], "REC-1..3, REC-5"),
        (["REC-9", "REC-10", "REC-11"], "REC-9..11"),
        (["AFI-2", "AFI-1", "REC-3", "AFI-1"], "REC-3, AFI-1..2"),
        (["REC-1", "AFI-2"], "REC-1, AFI-2"),
        (["a", "b"], "a, b"),
        (["x-1", "y-2"], "x-1, y-2"),
        (["REC-0", "odd", "REC-1"], "REC-0..1, odd"),
        (["x-y-7", "x-y-8"], "x-y-7..8"),
        (["REC-5", "REC-5a", "REC-5b", "REC-6"], "REC-5, REC-5a..b, REC-6"),
        (["REC-5a", "REC-5c", "REC-6a"], "REC-5a, REC-5c, REC-6a"),
        (["REC-5z", "REC-5aa"], "REC-5z, REC-5aa"),
    ],
)
def test_neighbours_are_written_as_ranges(ids: list[str], said: str) -> None:
    assert format_id_ranges(ids) == said


@given(st.lists(st.sampled_from([f"{p}-{n}" for p in ("REC", "AFI") for n in range(1, 12)])))
def test_what_spans_says_expand_understands(ids: list[str]) -> None:
    said = [span for span in format_id_ranges(ids).split(", ") if span]
    assert set(expand(said, set(ids))) == set(ids)


_SPELLINGS = st.tuples(
    st.sampled_from(["", "(", "#", "\u201c", " ", "\u2022 ", "- ", "\u200e"]),
    st.sampled_from(["REC", "rec", "Rec", "Recommendation", "recs"]),
    st.sampled_from(
        ["-", "", " ", "\u2013", "\u2011", "\u2212", "\u00a0", "_", ".", ". ", " #", " no. "]
    ),
    st.sampled_from(["", "0", "00"]),
    st.sampled_from(["", ")", ":", ".", ",", "\u201d", "\n", ";", "\ufeff"]),
)


@given(_SPELLINGS, st.sampled_from([1, 2, 3, 5, 10]))
def test_every_spelling_of_an_id_is_that_id(
    spelling: tuple[str, str, str, str, str], number: int
) -> None:
    before, kind, mark, zeros, after = spelling
    typed = f"{before}{kind}{mark}{zeros}{number}{after}"
    assert expand([typed], KNOWN) == [f"REC-{number}"]
    apart = [word for word in typed.split() if word not in {"-", "\u2022"}]
    assert expand(apart, KNOWN) == [f"REC-{number}"]
    assert has_id_form(typed)


@given(st.lists(st.text(), max_size=4))
def test_any_words_are_ids_or_refused(words: list[str]) -> None:
    try:
        ids = expand(words, KNOWN)
    except NotFoundError:
        return
    assert {*ids} <= {*KNOWN}
