"""Templates of papers: what a force can change, and what none can reach."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hmic_tracker.render.papers.template import default_template
from hmic_tracker.render.papers.template_output import length_without_tokens, text_token
from tests.conftest import Run


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return tmp_path / "ours.j2"


def printed(run: Run, own: Path, text: str) -> str:
    own.write_text(text, encoding="utf-8")
    found = run("report", "--number", "9", "--template", own)
    assert (found.code, found.err) == (0, "")
    return found.out


def test_the_template_is_printed_as_it_is_and_gives_the_same_paper(
    run: Run, plan: Path, own: Path
) -> None:
    found = run("report", "--print-template")
    assert (found.code, found.err, found.out) == (0, "", default_template())
    assert printed(run, own, found.out) == run("report", "--number", "9").out


def test_no_plan_is_needed_to_print_the_template(run: Run) -> None:
    assert run("report", "--print-template").code == 0


def test_a_force_changes_one_block_and_keeps_the_rest(run: Run, plan: Path, own: Path) -> None:
    text = """{% extends "paper" %}
{% block equality %}
## C. Equality

1. An equality impact assessment was made on {{ paper.as_of }}.
{% endblock %}
"""
    usual = run("report", "--number", "9").out
    found = printed(run, own, text)
    assert "21. An equality impact assessment was made on 1 December 2008." in found
    assert "Race and equality" in usual
    assert "Race and equality" not in found
    before, after = usual.split("C. Race and equality impact")[0], found.split("C. Equality")[0]
    assert before == after


def test_every_kind_of_line_has_its_form(run: Run, plan: Path, own: Path) -> None:
    text = """# The title
Report :: {{ paper.number }}
Empty :: {{ none }}

A paragraph that
goes on.

1. One
7. Two,
and more
- a bullet
- another

## Part
### Section
#### Item
> As published,
> in two lines

===
{{ tables.moved }}
The end
"""
    assert printed(run, own, text) == (
        """\
The title
=========

Report  9

A paragraph that goes on.

1.  One

2.  Two, and more

  - a bullet
  - another

Part
====

Section
-------

Item

  As published,
  in two lines

The end

Report 9. Position at 1 December 2008; 17 more fall due on 31 December 2008.
"""
    )


def test_a_template_knows_counts_and_items(run: Run, plan: Path, own: Path) -> None:
    text = (
        "{{ counts.recommendations.completed }} of {{ counts.recommendations.total }}, "
        "{{ counts.afis.open | in_words }}, {{ counts.all.overdue }}\n"
        "{% for item in items if item.owner == '' and item.kind == 'recommendation' "
        "and item.days_overdue %}\n- {{ item.id }}, {{ item.due | upper }}\n{% endfor %}\n"
    )
    assert printed(run, own, text).splitlines()[:-2] == [
        *("6 of 16, 36, 12", "", "  - REC-5, SEPTEMBER 2008", "  - REC-6, SEPTEMBER 2008"),
        *("  - REC-7, SEPTEMBER 2008", "  - REC-8, SEPTEMBER 2008"),
    ]


def test_texts_that_a_template_puts_together_stay_texts(run: Run, plan: Path, own: Path) -> None:
    run("add", "rec", "One\n# Two & <b>three</b>\n- four", "--title", "# no heading\n1. x")
    text = """{% macro line(item) %}- {{ item.title }}{% endmacro %}
{% set block %}
1. {{ items[0].id }} {{ items[-1].title }}
{% endset %}
{% set last = items | selectattr("id", "equalto", "REC-17") | first %}
{{ line(last) ~ last.title }}
{{ block }}
> {{ last.text }}
{{ "# literal" }}
{{ [last.title, last.id] | join("
- ") }}
"""
    assert printed(run, own, text) == (
        """\
  - # no heading 1. x# no heading 1. x

1.  REC-1 AFI 10 of 10 (text not published)

  One
  # Two & <b>three</b>
  - four

# literal # no heading 1. x

  - REC-17

Report 9. Position at 1 December 2008; 17 more fall due on 31 December 2008.
"""
    )


SLIPS = [
    ("one\n{% if %}\n", 2, "expected an expression, got 'end of statement block'"),
    ("one\n\n{{ paper.nubmer }}", 3, "'Heading' has no attribute 'nubmer'"),
    ("{{ nobody }}", 1, "'nobody' is undefined"),
    ("{% for a in items %}\n{{ a.id }", 2, "unexpected '}'"),
    ("{{ items | nothing }}", 1, "no filter named 'nothing'"),
    ("a\n{{ 1 / 0 }}", 2, "division by zero"),
    ("{{ ''.__class__.__mro__ }}", 1, "access to attribute '__class__' of 'str' object is unsafe"),
    ("{{ paper._replace(title='x') }}", 1, "'_replace' of 'Heading' object is unsafe"),
    ("{{ [].append(1) }}", 1, "access to attribute 'append' of 'list' object is unsafe"),
    ("{% include '/etc/passwd' %}", 1, "/etc/passwd"),
    ("\n{% import 'os' as os %}", 2, "os"),
    ("{% extends 'papers' %}", 1, "papers"),
    ("{{ '%s' % 1 | safe }}", 1, "no filter named 'safe'"),
    ("{{ lipsum() }}", 1, "'lipsum' is undefined"),
    ("{{ 9 ** 99999 }}", 1, "** takes numbers up to 10000"),
    ("{{ 'x' * 999999999 }}", 1, "* takes numbers up to 10000"),
    ("{% for i in range(10000000) %}x{% endfor %}", 1, "range too big"),
    ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", 1, "it calls itself without an end"),
    ("{{ tables.overdu }}", 1, "has no attribute 'overdu'"),
    ("{{ 'a'.format_map({}) }}{{ '{0.__class__}'.format(1) }}", 1, "unsafe"),
]


@pytest.mark.parametrize(("text", "line", "reason"), SLIPS, ids=[s[0][:24] for s in SLIPS])
def test_a_slip_is_told_with_file_line_and_reason(
    run: Run, plan: Path, own: Path, text: str, line: int, reason: str
) -> None:
    own.write_text(text)
    found = run("report", "--template", own, "-o", own.parent / "paper.docx")
    first, second = found.err.splitlines()
    place = f"tracker: {own}:{line}: " if line else f"tracker: {own}: "
    assert (found.code, found.out) == (4, "")
    assert first.startswith(place)
    assert reason.casefold() in first.casefold()
    assert second == "mend the template; one to begin from: tracker report --print-template"
    assert not (own.parent / "paper.docx").exists()


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (None, "can't be read: no such file or directory"),
        (b"one\n\xff\n", ":2: not UTF-8 text"),
    ],
)
def test_a_file_that_is_no_template_is_told(
    run: Run, plan: Path, own: Path, data: bytes | None, told: str
) -> None:
    if data is not None:
        own.write_bytes(data)
    found = run("report", "--template", own)
    assert (found.code, found.out) == (4, "")
    assert told in found.err


def test_a_template_without_an_end_is_stopped(
    run: Run, plan: Path, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hmic_tracker.render.papers.usage.SECONDS", 60)  # a busy machine is slow
    own.write_text(
        "{% for i in range(90000) %}{% for j in range(9000) %}xxxxxx{% endfor %}{% endfor %}"
    )
    found = run("report", "--template", own)
    assert found.code == 4
    assert "it gives more than 10,000,000 characters" in found.err


@given(st.lists(st.tuples(st.booleans(), st.text("ax0\n", max_size=6))))
def test_an_output_is_as_long_as_its_texts_from_outside_and_half_their_delimiters(
    parts: list[tuple[bool, str]],
) -> None:
    output = "".join(text_token(text) if is_outside else text for is_outside, text in parts)
    long = sum(len(text) + is_outside for is_outside, text in parts)
    assert length_without_tokens(output) == long


def test_what_a_template_knows_is_in_the_docs() -> None:
    page = (Path(__file__).parents[2] / "docs" / "papers.md").read_text(encoding="utf-8")
    for name in re.findall(r"tables\.(\w+)", default_template()):
        assert f"`{name}`" in page, name
    for name in ("introduction", "since", "stand"):
        assert f"`{name}`" in page, name
    for name in ("position", "differences", "leads", "findings", "standing", "updates", "sources"):
        assert f"`{name}`" in page, name
    for name in ("appendices", "items", "counts", "national", "tables", "paper"):
        assert f"`{name}`" in page, name
