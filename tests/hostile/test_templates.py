"""A template from anybody: bounded in size, steps and time, and the line that went too far."""

from __future__ import annotations

import signal
import sys
from pathlib import Path
from typing import Final

import pytest

from hmic_tracker.render.papers import usage
from hmic_tracker.render.papers.template import run as run_template
from tests.conftest import Run
from tests.hostile.watchdog import watched

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="forks and /proc")

BIG: Final = "{% set big = 'x' * 10000 %}{% set big = big * 90 %}\n"
MANY: Final = "{% set many = range(99999) | list %}\n"
GROWN: Final = "{% set ns = namespace(a=['x']) %}\n{% for i in range(60) %}\n"
# Each is followed by the line that goes too far, and what is said of it.
TEMPLATES: Final[dict[str, tuple[str, int, str]]] = {
    "ljust": ("\n{{ 'a'.ljust(2000000000) }}", 2, "ljust takes numbers up to 10000"),
    "zfill": ("{{ 'a'.zfill(2000000000) }}", 1, "zfill takes numbers"),
    "center of markup": ("{% set a %}a{% endset %}\n{{ a.center(10**9) }}", 2, "numbers"),
    "expandtabs": ("{{ '\t'.expandtabs(2000000000) }}", 1, "unsafe"),
    "to_bytes": ("{{ (5).to_bytes(2000000000, 'big') }}", 1, "unsafe"),
    "translate": ("{{ 'a'.translate({97: 'x' * 10000}) }}", 1, "unsafe"),
    "repeated": ("a\n{{ 'a' * 10000 * 10000 * 100 }}", 2, "characters"),
    "repeated list": ("{{ [1] * 10000 * 10000 }}", 1, "values"),
    "percent": ("{{ '%1000000000d' % 1 }}", 1, "a format takes widths up to 9999"),
    "percent of a star": ("{{ '%*d' % (1000000000, 1) }}", 1, "widths"),
    "percent of a name": ("{{ '%((a))1000000000d' % {'(a)': 1} }}", 1, "widths"),
    "percent, over and over": (BIG + "{{ ('%(a)s' * 9999) % {'a': big} }}", 2, "characters"),
    "format": ("{{ '{:>1000000000}'.format(1) }}", 1, "widths"),
    "format of a field": ("{{ '{:>{}}'.format('a', 10 ** 9) }}", 1, "no width from a value"),
    "format of brackets": ("{{ '{:>{0[0]}}'.format(1, [999999999]) }}", 1, "width"),
    "format, over and over": (BIG + "{{ ('{0}' * 9999).format(big) }}", 2, "characters"),
    "format_map": (BIG + "{{ ('{a}' * 9999).format_map({'a': big}) }}", 2, "characters"),
    "the filter format": ("{{ '%1000000000d' | format(1) }}", 1, "widths"),
    "the filter center": ("{{ 'a' | center(10**9) }}", 1, "numbers up to 10000"),
    "the filter indent": ("{{ 'a' | indent(10**9) }}", 1, "numbers up to 10000"),
    "indent of many lines": ("{% set a = '\n' * 10000 * 50 %}\n{{ a | indent(9999) }}", 3, "char"),
    "indent by a text": ("{% set a = 'x' * 9999 %}\n{{ '\n' * 9999 | indent(a) }}", 0, ""),
    "the filter round": ("{{ 5 | round(1000000000, 'ceil') }}", 1, "numbers up to 10000"),
    "the filter batch": ("{{ 'a' | batch(10**9, 'x') | list }}", 1, "numbers up to 10000"),
    "the filter slice": ("{{ 'a' | slice(10**9) | list }}", 1, "numbers up to 10000"),
    "the filter replace": (BIG + "{{ big | replace('x', 'y' * 9999) }}", 2, "characters"),
    "replace of nothing": (BIG + "{{ big | replace('', 'y' * 9999) }}", 2, "characters"),
    "the method replace": (BIG + "{{ big.replace('x', 'y' * 9999) }}", 2, "characters"),
    "the filter join": (BIG + "{{ range(99999) | join(big) }}", 2, "characters"),
    "join of one text": (BIG + "{{ [big] * 9999 | join }}", 0, ""),
    "join of generated texts": (
        "{{ (['a'] * 9999) | map('center', 9999) | join }}",
        1,
        "characters",
    ),
    "the method join": (BIG + "{{ big.join(['a'] * 9999) }}", 2, "characters"),
    "the filter wordwrap": (BIG + "{{ big | wordwrap(1, wrapstring='y' * 9999) }}", 2, "char"),
    "the filter sum": (MANY + "{{ ([many] * 9999) | sum(start=[]) }}", 2, ""),
    "tilde": (
        "{% set ns = namespace(a='xx') %}\n{% for i in range(90) %}\n"
        "{% set ns.a = ns.a ~ ns.a %}\n{% endfor %}",
        3,
        "characters",
    ),
    "plus": (
        "{% set ns = namespace(a='xx') %}{% for i in range(90) %}\n"
        "{% set ns.a = ns.a + ns.a %}\n{% endfor %}",
        2,
        "characters",
    ),
    "captured text": (
        "{% set ns = namespace(a='xx') %}{% for i in range(90) %}\n"
        "{% set a %}{{ ns.a }}{{ ns.a }}{% endset %}{% set ns.a = a %}\n"
        "{% endfor %}",
        2,
        "characters",
    ),
    "captured words of its own": (
        "{% set a %}{% for i in range(99999) %}\n" + "word " * 2000 + "{% endfor %}{% endset %}",
        2,
        "characters",
    ),
    "words of its own in a macro": (
        "{% macro m() %}{% for i in range(99999) %}\n"
        + "word " * 2000
        + "{% endfor %}{% endmacro %}{{ m() }}",
        2,
        "characters",
    ),
    "words of its own in a block": (
        "{% block b %}{% for i in range(99999) %}\n" + "word " * 2000 + "{% endfor %}{% endblock %}"
        "{% set a = self.b() %}",
        2,
        "characters",
    ),
    "lists in lists": (GROWN + "{% set ns.a = [ns.a, ns.a] %}\n{% endfor %}", 3, "200,000 values"),
    "lists in lists, printed": (GROWN + "{% set ns.a = ns.a, ns.a %}{% endfor %}{{ ns.a }}", 3, ""),
    "lists in dicts": (GROWN + "{% set ns.a = dict(a=ns.a, b=ns.a) %}\n{% endfor %}", 3, "values"),
    "lists added": (GROWN + "{% set ns.a = ns.a + ns.a %}\n{% endfor %}", 3, "200,000 values"),
    "lists filled": (
        GROWN + "{% for r in 'x' | batch(9999, ns.a) %}{% set ns.a = r %}{% endfor %}{% endfor %}",
        3,
        "values",
    ),
    "lists by default": (
        GROWN + "{% set ns.a = range(9999) | map(attribute='z', default=ns.a)"
        " | list %}{% endfor %}",
        3,
        "values",
    ),
    "namespaces in namespaces": (
        GROWN + "{% set ns.a = namespace(a=ns.a, b=ns.a) %}{% endfor %}{{ ns.a }}",
        3,
        "values",
    ),
    "nested for": (
        "{% for a in range(99999) %}\n{% for b in range(99999) %}\n{% endfor %}\n{% endfor %}",
        2,
        "2,000,000 steps",
    ),
    "nested for that says nothing": (
        "{% for a in range(99999) %}{% for b in range(99999) %}"
        "{% if 0 %}x{% endif %}{% endfor %}{% endfor %}",
        1,
        "steps",
    ),
    "a for with a condition": (
        "{% for a in range(99999) %}\n{% for b in range(99999) if 0 %}{% endfor %}{% endfor %}",
        2,
        "steps",
    ),
    "filters in a for": (
        MANY + "{% for a in many %}\n{% if many | select('none') | list %}{% endif %}{% endfor %}",
        0,
        "",
    ),
    "a search in a for": (
        MANY + "{% for a in many %}\n{% if 'x' in many %}{% endif %}{% endfor %}",
        3,
        "seconds",
    ),
    "a filter with a search": (MANY + "{{ many | select('in', ['x'] * 99999) | list }}", 2, ""),
    "macros that call themselves": (
        "{% macro m() %}\n{{ m() }}{% endmacro %}{{ m() }}",
        2,
        "it calls itself without an end",
    ),
    "macros that call themselves twice": (
        "{% macro m(n) %}{% if n %}\n{{ m(n - 1) }}{{ m(n - 1) }}"
        "{% endif %}{% endmacro %}{{ m(100) }}",
        0,
        "it takes",
    ),
    "a recursive loop": (
        "{% for a in [1] recursive %}\n{{ loop([1]) }}{% endfor %}",
        2,
        "it calls itself without an end",
    ),
    "a recursive loop that is wide": (
        "{% for a in range(99) recursive %}\n{{ loop(range(99)) if loop.depth < 9 }}{% endfor %}",
        0,
        "it takes",
    ),
    "a template that includes itself": ("a\n{% include 'own' %}", 2, "calls itself"),
    "a template that imports itself": ("a\n{% import 'own' as own %}", 2, "calls itself"),
    "range": ("\n{% for a in range(10**9) %}x{% endfor %}", 2, "range too big"),
    "big numbers": ("\n{{ 9 ** 9 ** 9 }}", 2, "** takes numbers up to 10000"),
    "bigger and bigger numbers": (
        "{% set ns = namespace(a=9999) %}{% for i in range(99999) %}\n"
        "{% set ns.a = ns.a * ns.a %}{% endfor %}",
        2,
        "numbers up to",
    ),
    "a number of many digits": ("{{ 10000 ** 10000 }}", 1, ""),
    "a number too long to read": ("{{ " + "9" * 100_000 + " }}", 1, ""),
    "text without an end": (
        "{% for i in range(99999) %}{% for j in range(9000) %}xxxxxx{% endfor %}{% endfor %}",
        1,
        "10,000,000 characters",
    ),
    "lines without an end": (
        "{% for i in range(99999) %}\n- x\n\n- x\n\n- x\n\n- x\n\n- x\n{% endfor %}",
        0,
        "200,000 lines",
    ),
    "bullets": ("{% for i in range(49999) %}- x\n- x\n- x\n- x\n{% endfor %}\n", -1, ""),
    "one long paragraph": ("{% for i in range(99999) %}" + "word " * 19 + "{% endfor %}", -1, ""),
    "marks of tables": (
        "{% set a %}{{ tables.moved }}{% endset %}{% for i in range(99) %}"
        "{{ a[0] * 9999 }}{% endfor %}",
        -1,
        "",
    ),
    "many words": ("{{ paper.title }}" * 20_000, 1, "30,000 words and signs"),
    "many loops": ("{% for a in [1] %}" * 40 + "{% endfor %}" * 40, 0, "loops are nested deeper"),
    "many brackets": ("a\n{{ " + "(" * 5_000 + "1" + ")" * 5_000 + " }}", 2, "nested too deeply"),
    "many ifs": ("{% if 1 %}" * 500 + "{% endif %}" * 500, 0, ""),
    "many signs": ("{{ 1 " + "+ 1" * 9_000 + " }}", 0, ""),
    "many lists": ("{{ " + "[" * 300 + "]" * 300 + " }}", 0, ""),
    "spaces": ("{{ 1 }}" + " \n" * 400_000 + "{{- 1 }}", -1, ""),
    "more than a megabyte": ("a" * 1_000_001, 0, "larger than 1 MB"),
}


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_is_bounded(plan: Path, tmp_path: Path, name: str) -> None:
    text, line, reason = TEMPLATES[name]
    own = tmp_path / "ours.j2"
    own.write_text(text)
    outcome = watched(plan, "report", "--template", str(own))
    assert outcome.faults == [], outcome.ended.err
    if line < 0:  # large, and within the bounds
        assert outcome.ended.code == 0, outcome.ended.err
        return
    assert outcome.ended.code == 4, outcome.ended.err
    first, _ = outcome.ended.err.splitlines()
    assert reason in first
    if line:  # what steps or time may end first, depending on the machine, has none here
        assert first.startswith(f"tracker: {own}:{line}: ")


ORDINARY: Final = """{% extends "paper" %}
{% block equality %}
{{ super() }}
{% macro line(item) %}- {{ item.id }} {{ item.title | upper | replace("A", "B") }}{% endmacro %}
{% for group in items | groupby("kind") %}
### {{ group.grouper | title }} ({{ group.list | length }})
{% for item in group.list | sort(attribute="id") %}
{{ line(item) }} {{ loop.index }} of {{ loop.length }}{{ ", last" if loop.last }}
{% endfor %}
{% endfor %}
{% set block %}{{ self.financial() }}{% endset %}
{{ block }}
{{ items | map(attribute="id") | join(", ") }}
{{ "%s of %05.1f" % ("a", 5) }} {{ "{:>10}".format("a") }} {{ "%d" | format(5) }}
{{ [1, 2, 3] | sum }} {{ items | map(attribute="days_overdue") | sum }} {{ [1] + [2] }}
{% for row in items | batch(3, "none") %}
- {{ row | map(attribute="id") | join(" ") if row[-1] != "none" }}
{% endfor %}
{% for one in [["a", [["b", []]]]] recursive %}
{{ one[0] }}{{ loop(one[1]) if one[1] }}
{% endfor %}
{% endblock %}
"""


def test_an_ordinary_template_works_as_it_did(run: Run, plan: Path, tmp_path: Path) -> None:
    own = tmp_path / "ours.j2"
    own.write_text(ORDINARY)
    found = run("report", "--template", own)
    assert (found.code, found.err) == (0, "")
    for part in ("Recommendation (", "1 of 1", ", last", "a of 005.0", "b", "6 ", "[1, 2]"):
        assert part in found.out, part


def test_the_built_in_paper_stays_well_within_the_bounds(
    plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    items = [{"text": "word " * 80} for _ in range(10_000)]
    values = {"items": items}
    text = "{% for item in items %}\n\n> {{ item.text }}\n\n{% endfor %}"
    assert len(run_template(values, text)) > 8_000_000
    monkeypatch.setattr(usage, "MOST_STEPS", 9_999)
    with pytest.raises(Exception, match="steps"):
        run_template(values, text)


def test_the_timer_is_put_back(run: Run, plan: Path) -> None:
    assert run("report").code == 0
    assert signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0)
    assert signal.getsignal(signal.SIGPROF) == signal.SIG_DFL
