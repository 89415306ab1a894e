"""Expressions: what they say, how they print, and what is told of a slip."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hmic_tracker.domain.items import Item
from hmic_tracker.domain.plan import Plan
from hmic_tracker.domain.record_replace import replace
from hmic_tracker.domain.words import folded
from hmic_tracker.errors import NotFoundError
from hmic_tracker.query import parsing
from hmic_tracker.query.expression_error import LONGEST, ExpressionError, excerpt_of
from hmic_tracker.query.fields import FIELDS, NAMED, WORDS
from hmic_tracker.query.matching import compile_query
from hmic_tracker.query.parsing import DEEPEST, parse
from hmic_tracker.query.terms import (
    And,
    Compare,
    Everything,
    Flag,
    In,
    Not,
    Or,
    Query,
    all_of,
    any_of,
    mentions_status,
)
from tests.query.asking import HOSTILE, PLAN, TODAY, TRIES, ids, items, many, queries

OPEN, LATE = Flag("open"), Flag("overdue")
SMITH = Compare("owner", "~", "smith")

# What is typed, and its canonical spelling.
SPELT = [
    ("status = in-progress", "status = in-progress"),
    ("  STATUS=In_Progress ", "status = in-progress"),
    ('status = "in progress"', "status = in-progress"),
    ("status = implemented", "status = done"),
    ("status = open", "status in (not-started, in-progress)"),
    ("status != completed", "not status in (done, verified, closed)"),
    ("status in (open, verified)", "status in (not-started, in-progress, verified)"),
    ("status ~ prog", "status ~ prog"),
    ("kind = recs", "kind = recommendation"),
    ("kind in (rec,coc)", "kind in (recommendation, cause-of-concern)"),
    ("rag = Gray", "rag = grey"),
    ("rag = none", "rag = none"),
    ("progress<nearly", "progress < almost"),
    ("progress = none", "progress = none"),
    ("owner = none", "owner = none"),
    ("owner = NONE", "owner = none"),
    ('owner = "none"', 'owner = "none"'),
    ("owner ~ none", 'owner ~ "none"'),
    ("owner in (none, smith)", "owner in (none, smith)"),
    ("due != none", "due != none"),
    ("due < 2008-12", "due < 2008-12"),
    ("due<2008-12-01", "due < 2008-12-01"),
    ('due <= "30 Sep 2008"', "due <= 2008-09-30"),
    ('due = "September 2008"', "due = 2008-09"),
    ("due >= 30/09/2008", "due >= 2008-09-30"),
    ("due > 2008", "due > 2008"),
    ("due < EOM", "due < eom"),
    ("due <= +014d", "due <= +14d"),
    ("due <= +10wd", "due <= +10wd"),
    ("due in (today, Mon)", "due in (today, monday)"),
    ("original_due < today", "original-due < today"),
    ("days_overdue >= 007", "days-overdue >= 7"),
    ("moves > 0", "moves > 0"),
    ("number in (1, 2)", "number in (1, 2)"),
    ("framework = pvp/overall", "framework = pvp/overall"),
    ("owner = O'Brien", 'owner = "O\'Brien"'),
    ("owner = 'Head of Crime'", 'owner = "Head of Crime"'),
    ("owner = “Head of Crime”", 'owner = "Head of Crime"'),
    (r"title ~ 'it\'s'", 'title ~ "it\'s"'),
    (r'title ~ "a \"b\" \\ c\d"', r'title ~ "a \"b\" \\ c\\d"'),
    ('tag = "and"', 'tag = "and"'),
    ("tag = x.y/z@a+b:c%d_e-f", "tag = x.y/z@a+b:c%d_e-f"),
    ("owner = 漢字", "owner = 漢字"),
    ("owner = กำลัง", "owner = กำลัง"),
    ("due ≤ eom and due ≠ today", "due <= eom and due != today"),
    ("all", "all"),
    ("NOT Open", "not open"),
    ("not not open", "not not open"),
    ("not (open)", "not open"),
    ("not owner = x and open", "not owner = x and open"),
    ("not (owner = x and open)", "not (owner = x and open)"),
    ("((open)) and (overdue and slipped)", "open and overdue and slipped"),
    ("open or overdue and slipped", "open or overdue and slipped"),
    ("(open or overdue) and slipped", "(open or overdue) and slipped"),
    ("open or (completed or slipped)", "open or completed or slipped"),
    (
        "status = in-progress and (due < 2008-12 or owner ~ smith) and not tag = legacy",
        "status = in-progress and (due < 2008-12 or owner ~ smith) and not tag = legacy",
    ),
]


@pytest.mark.parametrize(("typed", "spelt"), SPELT)
def test_an_expression_has_one_spelling(typed: str, spelt: str) -> None:
    query = parse(typed, TODAY)
    assert str(query) == spelt
    assert parse(spelt, TODAY) == query


@pytest.mark.parametrize(
    ("typed", "query"),
    [
        ("open", OPEN),
        ("all", Everything()),
        ("due < eom", Compare("due", "<", "eom")),
        ("owner = none", Compare("owner", "=", None)),
        ('owner = "none"', Compare("owner", "=", "none")),
        ("rag = none", Compare("rag", "=", "none")),
        ("tag in (a, none)", In("tag", ("a", None))),
        ("not open and overdue", And((Not(OPEN), LATE))),
        ("open or overdue and owner ~ smith", Or((OPEN, And((LATE, SMITH))))),
        ("(open or overdue) and owner ~ smith", And((Or((OPEN, LATE)), SMITH))),
    ],
)
def test_an_expression_is_read_as_terms(typed: str, query: Query) -> None:
    assert parse(typed, TODAY) == query


# What is typed; the message, where the caret stands (from 1), and the hint.
SLIPS = [
    ("ownr = x", "no field 'ownr'", 1, "did you mean owner?"),
    (
        "open and overdu",
        "no field 'overdu'",
        10,
        "did you mean overdue or days-overdue or overdue-since?",
    ),
    ("owner:smith", "no field 'owner:smith'", 1, "write owner = smith"),
    (
        "@board and open",
        "no field '@board'",
        1,
        "a saved filter stands outside the expression: tracker list @board",
    ),
    ("zzz", "no field 'zzz'", 1, f"they are: {', '.join(NAMED)}; more: tracker help where"),
    (
        "",
        "nothing is asked for",
        1,
        "write a condition: overdue, or due < 2008-12; see: tracker help where",
    ),
    (
        "   ",
        "nothing is asked for",
        4,
        "write a condition: overdue, or due < 2008-12; see: tracker help where",
    ),
    (
        "open and",
        "a condition is missing",
        9,
        "write one, such as: overdue, due < 2008-12, owner = none",
    ),
    (
        "and open",
        "a condition is missing before 'and'",
        1,
        "write one, such as: overdue, due < 2008-12, owner = none",
    ),
    (
        "()",
        "a condition is missing before ')'",
        2,
        "write one, such as: overdue, due < 2008-12, owner = none",
    ),
    (
        '"smith"',
        "a condition is missing before 'smith'",
        1,
        'quotes go round values only: owner = "Head of Crime"',
    ),
    (
        "owner = Head of Crime",
        "'of' is not joined to what is before it",
        14,
        'put quotes round a value with spaces: owner = "Head of Crime"',
    ),
    (
        "open owner = x",
        "'owner' is not joined to what is before it",
        6,
        'put "and" or "or" before it',
    ),
    (
        "owner = x overdue",
        "'overdue' is not joined to what is before it",
        11,
        'put "and" or "or" before it',
    ),
    ("(open", "a bracket is never closed", 1, "put ) where it ends"),
    ("open)", "a bracket closes that was never opened", 5, "take it out, or open it"),
    ("owner", "a comparison is missing after 'owner'", 6, "write owner = …, or owner != none"),
    ("kind and x", "a comparison is missing after 'kind'", 6, "write kind = …"),
    (
        "owner =",
        "a value is missing",
        8,
        "write what to compare with, in quotes if it has spaces: owner = …",
    ),
    (
        "owner = and",
        "a value is missing before 'and'",
        9,
        "write what to compare with, in quotes if it has spaces: owner = …",
    ),
    ("owner is smith", "no comparison 'is'", 7, "did you mean =?"),
    ("title contains x", "no comparison 'contains'", 7, "did you mean ~?"),
    ("due before eom", "no comparison 'before'", 5, "did you mean <?"),
    ("owner not in (a)", "'not' comes first", 7, "write: not owner in (…)"),
    (
        "due ~ 2008",
        "'due' can't be compared with ~",
        5,
        "due takes =, !=, <, <=, >, >= and in (…)",
    ),
    ("owner < x", "'owner' can't be compared with <", 7, "owner takes =, !=, ~ and in (…)"),
    ("anything = x", "'anything' can't be compared with =", 10, "anything takes ~"),
    ("anything in (x)", "'anything' can't be compared with in", 10, "anything takes ~"),
    ("owner == x", "'==' is not a comparison", 7, "write ="),
    ("due =< eom", "'=<' is not a comparison", 5, "write <="),
    ("open && overdue", "'&&' is not a comparison", 6, "write and"),
    (
        "due <<< eom",
        "'<<<' is not a comparison",
        5,
        "the comparisons are = != < <= > >= ~ and in (…)",
    ),
    (
        "tag = R&D",
        "'&' is not a comparison",
        8,
        "write and, or put quotes round the value",
    ),
    ("tag = #1", "unexpected '#'", 7, "put quotes round a value that has it"),
    ('owner = "x', "a quote is never closed", 9, 'put " where the value ends'),
    ("open = yes", "'open' stands alone, with no comparison", 6, "write open, or not open"),
    ("status = dne", "'dne' is not a status", 10, "did you mean done?"),
    (
        "status = in progress",
        "a value is missing before 'in'",
        10,
        "write it as one word: status = in-progress",
    ),
    (
        "rag = yellow",
        "'yellow' is not a RAG colour",
        7,
        "one of: red, amber, green, blue, grey, none",
    ),
    ("due < 30 Sep 2008", "'30' is not a date", 7, "write it as one word: due < 2008-09-30"),
    ("due < 9/30/2008", "'9/30/2008' is not a date", 7, "the day comes first: 30/9/2008"),
    ("moves > x", "'x' is not a whole number", 9, "write moves > 3"),
    ("moves > -1", "'-1' is not a whole number", 9, "write moves > 3"),
    ("due < none", "'none' doesn't go with <", 7, "write due = none, or due != none"),
    (
        "title = none",
        "no item is without 'title'",
        9,
        'for the word itself, write "none" in quotes',
    ),
    (
        "owner in smith",
        "a bracket is missing after 'in'",
        10,
        "write owner in (…, …), or owner = … for one",
    ),
    (
        "owner in (a b)",
        "a comma or ) is missing",
        13,
        "put commas between the values, and quotes round one with spaces",
    ),
    ("owner in (a, b", "a bracket is never closed", 10, "put ) where the list ends"),
    (
        "owner in ()",
        "a value is missing before ')'",
        11,
        "write what to compare with, in quotes if it has spaces: owner = …",
    ),
]


@pytest.mark.parametrize(("typed", "message", "at", "hint"), SLIPS)
def test_a_slip_is_told_with_its_place(typed: str, message: str, at: int, hint: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        parse(typed, TODAY)
    assert caught.value.message == f"where: {message} at character {at}"
    assert caught.value.hint == hint
    assert caught.value.excerpt == (typed, " " * (at - 1) + "^")
    assert caught.value.code == 2


def test_slips_are_told_in_the_order_of_the_text() -> None:
    with pytest.raises(ExpressionError) as caught:
        parse('ownr = x and tag = "y', TODAY)
    assert "no field 'ownr'" in caught.value.message


def test_an_error_begins_with_where_the_expression_comes_from() -> None:
    with pytest.raises(ExpressionError) as caught:
        parse("opn", TODAY, source="filter @board")
    assert caught.value.message == "filter @board: no field 'opn' at character 1"


@pytest.mark.parametrize(
    ("text", "at", "excerpt"),
    [
        ("open\tand\nx", 9, ("open and x", "         ^")),
        ("owner = 漢字 x", 11, ("owner = 漢字 x", "             ^")),
        ("a\x1b\u202eb", 3, ("a??b", "   ^")),
        ("cafe\u0301 x", 6, ("cafe\u0301 x", "     ^")),
        ("x" * 300, 0, ("x" * 68 + "…", "^")),
        ("x" * 300, 300, ("…" + "x" * 35, " " * 36 + "^")),
        ("x" * 300, 150, ("…" + "x" * 68 + "…", " " * 36 + "^")),
    ],
)
def test_an_excerpt_fits_the_screen_and_its_caret_the_place(
    text: str, at: int, excerpt: tuple[str, str]
) -> None:
    assert excerpt_of(text, at) == excerpt


@pytest.mark.parametrize("opening", ["(", "not ", "not ("])
def test_brackets_and_nots_nest_sixty_four_deep_and_no_deeper(opening: str) -> None:
    each = opening.count("(") + opening.count("not")

    def nested(times: int) -> str:
        return opening * times + "open" + ")" * (times * opening.count("("))

    query = parse(nested(DEEPEST // each), TODAY)
    assert parse(str(query), TODAY) == query
    for times in (DEEPEST // each + 1, 100_000):
        with pytest.raises(ExpressionError, match="too many brackets or nots"):
            parse(nested(times), TODAY)


def test_what_prints_a_not_of_its_own_counts_as_one() -> None:
    deepest = "not " * (DEEPEST - 1) + "status != open"
    assert parse(str(parse(deepest, TODAY)), TODAY) == parse(deepest, TODAY)
    with pytest.raises(ExpressionError, match="too many"):
        parse("not " + deepest, TODAY)


def test_a_long_expression_is_read() -> None:
    query = parse(" and ".join(["(open or overdue)"] * 20_000), TODAY)
    assert isinstance(query, And)
    assert len(query.terms) == 20_000


def test_terms_of_one_sort_are_flat() -> None:
    assert And((And((OPEN, LATE)), SMITH)) == And((OPEN, And((LATE, SMITH))))
    assert Or((Or((OPEN, LATE)), SMITH)) == Or((OPEN, LATE, SMITH))
    assert all_of([]) == Everything()
    assert all_of([OPEN]) == OPEN == any_of([OPEN])
    for too_few in ((), (OPEN,)):
        for make in (And, Or):
            with pytest.raises(ValueError, match="two terms are needed"):
                make(too_few)
    with pytest.raises(ValueError, match="two terms are needed"):
        any_of([])
    with pytest.raises(ValueError, match="In needs a value"):
        In("tag", ())


@pytest.mark.parametrize(
    ("typed", "speaks"),
    [
        ("owner = smith", False),
        ("slipped and due < eom", False),
        ("owner = open", False),
        ("open", True),
        ("owner = smith or not (slipped or completed)", True),
        ("status != done", True),
        ("rag in (red, amber)", True),
        ("overdue", True),
        ("all and owner = smith", True),
    ],
)
def test_an_expression_may_speak_of_status(typed: str, speaks: bool) -> None:
    assert mentions_status(parse(typed, TODAY)) is speaks


def test_the_help_names_every_field_and_fits_a_page() -> None:
    text = parsing.__doc__ or ""
    words = set(text.replace(",", " ").split())
    assert set(WORDS) <= words
    assert max(map(len, text.splitlines())) <= 78


def test_the_examples_of_the_help_are_expressions() -> None:
    text = parsing.__doc__ or ""
    examples = text.partition("Examples\n")[2].strip().splitlines()
    assert len(examples) == 5
    for example in examples:
        assert ids(parse(example, TODAY)) is not None


@many
@given(queries)
def test_what_is_printed_is_read_again(query: Query) -> None:
    assert parse(str(query), TODAY) == query


_pieces = st.sampled_from(
    [
        *(*FIELDS, "and", "or", "not", "in", "none", "open", "all", "x", "today", "3"),
        *("=", "!=", "<", "<=", ">", ">=", "~", "(", ")", ",", '"', "'", "\\", "“", "”"),
    ]
)


@many
@given(
    st.one_of(
        st.text(st.characters(exclude_categories=()), max_size=60),
        st.lists(_pieces, max_size=12).map(" ".join),
        st.lists(_pieces | st.sampled_from(HOSTILE), max_size=8).map("".join),
        st.tuples(queries, st.integers(0, 80)).map(lambda cut: str(cut[0])[: cut[1]]),
    ),
    st.dates(),
)
def test_any_text_is_a_query_or_an_error(text: str, today: date) -> None:
    fault, query = _read(text, today)
    if fault:
        line, caret = fault.excerpt
        assert fault.hint
        assert caret.strip() == "^"
        assert "\n" not in line
        assert len(caret) <= LONGEST
    else:
        assert query
        assert parse(str(query), today) == query


def _read(text: str, today: date) -> tuple[ExpressionError | None, Query | None]:
    try:
        return None, parse(text, today)
    except ExpressionError as error:
        return error, None


@settings(max_examples=max(TRIES // 10, 1), deadline=None)
@given(st.lists(items, max_size=4), st.lists(queries, min_size=8, max_size=12))
def test_what_is_printed_and_read_again_selects_the_same(
    some: list[Item], several: list[Query]
) -> None:
    """Ten queries a plan: to draw its items takes far longer than to draw a query."""
    plan = Plan(frameworks=PLAN.frameworks, inspections=PLAN.inspections, items=tuple(some))

    def selected(asked: Query) -> list[bool] | str:
        try:
            test = compile_query(asked, plan, TODAY)
        except NotFoundError as error:  # an id that the random items lack
            return error.message
        return [test(item) for item in plan.items]

    for query in several:
        assert selected(parse(str(query), TODAY)) == selected(query)


@pytest.mark.parametrize(
    "text",
    [
        "x'; DROP TABLE items; --",
        "' OR 1=1 --",
        "%",
        "_",
        ".*",
        "(a+)+$" + "a" * 5000,
        "[bold red]x[/]",
        "<script>alert(1)</script>",
        "{0.__class__}",
        "$(id)",
        *HOSTILE,
    ],
)
def test_what_looks_like_code_is_only_text(text: str) -> None:
    query = Compare("anything", "~", text)
    assert parse(str(query), TODAY) == query
    plain = Item(id="XX", uid="x", kind="afi", text="zz")
    plan = Plan(items=(replace(plain, text=f"before {text} after"), replace(plain, id="XY")))
    assert ids(query, plan) == (["XX"] if folded(text) else ["XX", "XY"])
    fault, _ = _read(text, TODAY)
    assert fault is None or fault.code == 2


@pytest.mark.parametrize(
    "text",
    [
        *("a" * 10**5, "owner:" + "a" * 10**5, "owner = " + "a " * 10**5, " " * 10**5),
        *("status = " + "a" * 10**5, 'status = "done' + " " * 200 + 'x"', "moves > " + "1" * 10**5),
        *("due < " + "1" * 10**5, "owner " + "<" * 10**5, "owner = 'x" + "\\'" * 10**5),
    ],
)
def test_an_error_says_no_more_than_it_needs_to(text: str) -> None:
    fault, _ = _read(text, TODAY)
    assert fault
    assert max(len(fault.message), len(fault.hint), *map(len, fault.excerpt)) < 350
