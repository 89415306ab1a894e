"""TOML that wants to hurt, and text that only looks like it."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hmic_tracker.domain.record_replace import replace
from hmic_tracker.errors import ConflictError, InputError
from hmic_tracker.store.check_reading import read_within_limits
from hmic_tracker.store.item_codec import edited_item_text, item_of
from hmic_tracker.store.toml import Unreadable, decode, edited, line_of, new_text, parse
from hmic_tracker.store.toml import text as toml_text
from tests.conftest import Run
from tests.work import counted

CORPUS: list[str] = [
    text
    for text in json.loads(
        (Path(__file__).parent.parent / "hostile_corpus.json").read_text(encoding="utf-8")
    )
    if text.encode(errors="ignore").decode() == text  # no TOML can hold a lone surrogate
]
STEPS_PER_CHARACTER, STEPS_AT_ALL = 12, 50_000  # of work: five passes, and imports
MARKERS = "before\n<<<<<<< HEAD\none\n=======\ntwo\n>>>>>>> theirs\n"
# Text without lone surrogates, of the kinds of characters that mean something to a TOML parser.
TOML_LIKE = st.text(st.sampled_from("[]{}.,=#'\"\\\n\r\t <>|0123456789abcdefn-_+:\ufeff\x00é"))
TEXTS = st.one_of(
    st.text(), TOML_LIKE, st.lists(st.sampled_from(MARKERS.split("\n"))).map("\n".join)
)
ITEM = """\
id = "REC-1"
uid = "abc"
kind = "recommendation"
text = "One"
status = "done"
"""


@given(TEXTS)
@example("[" * 1000)
@example("9" * 10_000)
@example("a." * 10_000)
@example('"""' + "[" * 100)
@example("x = " + "[" * 100)
@example(MARKERS)
@example("a\r\nb\rc")
def test_every_text_comes_back_as_it_was(text: str) -> None:
    values = {"id": "REC-1", "text": text, "tags": [text, "b"], "history": [{"note": text, "n": 1}]}
    assert parse(new_text(values)) == values
    again = edited('id = "REC-1"\n', {("text",): text}, {"history": [{"note": text}]})
    assert parse(again) == {"id": "REC-1", "text": text, "history": [{"note": text}]}


@pytest.mark.parametrize("text", CORPUS)
def test_the_hostile_corpus_comes_back_as_it_was(text: str) -> None:
    assert parse(new_text({"text": text})) == {"text": text}
    assert parse(edited("", {("text",): text})) == {"text": text}


def fault_of(read: Callable[[Any], object], given_to_it: object) -> Unreadable | None:
    """The fault that reading ends with, or None."""
    try:
        read(given_to_it)
    except Unreadable as fault:
        return fault
    return None


@given(st.one_of(TOML_LIKE, st.text(), TEXTS.map(lambda text: f'a = """{text}')))
def test_any_file_is_read_or_refused(text: str) -> None:
    fault = fault_of(parse, text)
    assert fault is None or 0 <= fault.line <= text.count("\n") + 1


@given(st.binary())
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    fault = fault_of(decode, data)
    assert fault is None or (
        fault.problem == "not UTF-8 text" and 1 <= fault.line <= data.count(b"\n") + 1
    )


@pytest.mark.parametrize(
    ("text", "problem", "line"),
    [
        ("a = 1\nx = " + "[" * 65 + "]" * 65, "nested more than 64 deep", 2),
        ("a = 1\nx = [\n" * 1 + "[\n" * 64 + "]\n" * 65, "nested more than 64 deep", 66),
        ("x = " + "{a=" * 65 + "1" + "}" * 65, "nested more than 64 deep", 1),
        ("x = " + "[" * 1_000_000, "nested more than 64 deep", 1),
        ("a = '''\n\n'''\n" + ".".join("k" * 65) + " = 1", "a key has more than 64 parts", 4),
        (" . ".join("k" * 65) + " = 1", "a key has more than 64 parts", 1),
        (".".join(['"k"'] * 65) + " = 1", "a key has more than 64 parts", 1),
        ("x = {" + ".".join(["'k'"] * 65) + " = 1}", "a key has more than 64 parts", 1),
        ("[" + ".".join("k" * 65) + "]", "a key has more than 64 parts", 1),
        ((".".join("k" * 900) + " = 1\n") * 5000, "a key has more than 64 parts", 1),
        ("a = 1\nx = " + "9" * 5000, "a number is too long", 2),
        ("a = 1\nx = 1" + "_1" * 500_000, "a number is too long", 2),
        (
            "a = 1\nb = 0000-01-01",
            "not valid TOML: 'b' is no day that there is: write it as 2008-09-30",
            2,
        ),
        (
            "a = 1\nb = \x00",
            """not valid TOML: the value of 'b' can't be read: a text is written "TEXT\"""",
            2,
        ),
        ("a = 1\na = 2", "not valid TOML: 'a' is there twice: keep one of them", 2),
        ("\ufeff<<<<<<< HEAD\n", "it has conflict markers of a merge", 1),
        ("a = 1\r\n>>>>>>>\r\n", "it has conflict markers of a merge", 2),
        ("a = '''\n||||||| base\n'''", "it has conflict markers of a merge", 2),
    ],
    ids=lambda value: str(value)[:30],
)
def test_what_goes_too_far_is_refused_in_linear_work_with_its_line(
    text: str, problem: str, line: int
) -> None:
    fault, steps = counted(fault_of, parse, text)
    assert (fault.problem, fault.line) == (problem, line)
    assert steps < STEPS_PER_CHARACTER * len(text) + STEPS_AT_ALL


@pytest.mark.parametrize(
    "text",
    [
        "x = " + "[" * 64 + "]" * 64,
        ".".join("k" * 64) + " = 1",
        "x = [" + "[1.5, 2.5], " * 5000 + "]",
        "x = " + "9" * 4000,
        "a = '''\n=======\n'''",
        "# <<<<<<< HEAD\n# [[[[[[" + "[" * 100,
        "a = ' <<<<<<< HEAD'",
        "<<<<<<<x = 1".replace("<", "_"),
        "a = [1, # ]]\n" + "2, # [[[\n" * 100 + "]",
        "".join(f"[[history]]\non = 2008-01-01\nn = {n}\n" for n in range(500)),
        "a = '" + "." * 64 + "'\n" + "k" * 1_000_000 + " = 1",
        "a = '" + "." * 64 + "'\nb = '" + "9" * 1_000_000 + "'",
    ],
    ids=lambda value: str(value)[:30],
)
def test_what_is_long_and_harmless_is_read_in_linear_work(text: str) -> None:
    fault, steps = counted(fault_of, parse, text)
    assert fault is None
    assert steps < STEPS_PER_CHARACTER * len(text) + STEPS_AT_ALL


def test_a_file_of_50_mb_is_refused_by_its_size(tmp_path: Path) -> None:
    path = tmp_path / "REC-1.toml"
    with path.open("wb") as stream:
        stream.truncate(50_000_000)
    with pytest.raises(Unreadable, match="larger than 10 MB"):
        read_within_limits(path)
    with pytest.raises(Unreadable, match="larger than 10 MB"):
        decode(path.read_bytes())


def test_a_file_that_could_not_be_read_again_is_not_written() -> None:
    long = "x" * (10 * 1024 * 1024)
    with pytest.raises(InputError, match="larger than 10 MB"):
        new_text({"text": long})
    with pytest.raises(InputError, match="larger than 10 MB"):
        edited("", {("text",): long})


def test_an_edit_that_would_mean_something_else_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for found, meant in (({"a": 1}, {"a": True}), ({"a": [1]}, {"a": [1.0]}), ({}, {"a": 1})):
        monkeypatch.setattr("tomllib.loads", lambda _, found=found: found)
        with pytest.raises(ConflictError):
            toml_text._compare("", meant)


@pytest.mark.parametrize("unknown", ["nan", "inf", "{ a = nan }", "[nan]", "07:30:00", "0xff"])
def test_an_unknown_key_of_any_value_is_kept_by_edits(unknown: str) -> None:
    text = f"x = {unknown}\n{ITEM}"
    assert edited(text, {("status",): "closed"}) == text.replace("done", "closed")


def test_newer_toml_that_the_standard_library_does_not_read_can_be_edited() -> None:
    text = f"x = {{\n  a = 1,\n}}\n{ITEM}"
    assert edited(text, {("status",): "closed"}) == text.replace("done", "closed")


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_byte_order_mark_and_line_ends_are_read_and_stay(mark: str, end: str) -> None:
    text = mark + ITEM.replace("\n", end)
    item = item_of(text)
    assert (item.id, item.text, item.status) == ("REC-1", "One", "done")
    assert edited_item_text(text, item, replace(item, text="Two")) == text.replace("One", "Two")


@pytest.mark.parametrize("due", ["9999-12-31", "0001-01-01", "9999-12", "0001-01"])
def test_the_first_and_the_last_year_are_taken(due: str) -> None:
    assert item_of(f'{ITEM}due = "{due}"\n').due == due


def test_moments_are_kept_in_utc() -> None:
    entry = "entries = 1\n[[history]]\non = 2008-09-11\nrecorded = {}\nn = 1\n"
    for written in ("2008-09-11T12:00:00+02:00", "2008-09-11T10:00:00", "2008-09-11 10:00:00Z"):
        found = item_of(ITEM + entry.format(written)).history[0]
        assert found.recorded.isoformat() == "2008-09-11T10:00:00+00:00"
        assert (found.on, found.recorded.tzinfo) == (date(2008, 9, 11), UTC)
    assert datetime.now(UTC) > found.recorded


def test_a_huge_history_is_read_in_linear_work() -> None:
    entry = '[[history]]\non = 2008-01-01\nrecorded = 2008-01-01T00:00:00Z\nnote = "x"\nn = {}\n'
    steps = []
    for number in (2_500, 5_000, 10_000):
        text = f"{ITEM}entries = {number}\n" + "".join(entry.format(n + 1) for n in range(number))
        item, work = counted(item_of, text)
        assert len(item.history) == number
        steps.append(work)
    assert steps[1] < 2.2 * steps[0]
    assert steps[2] < 2.2 * steps[1]


LINES = '''\
id = "REC-1"  # owner = "x"
text = """
owner = "in a text"
[history]
"""
owner = "A"
aliases = [
  ["owner = 1"],
]
  due  =  "2008-09"

[[history]]
note = "one"
n = 1

[[ history ]]
note = "two"
n = 2

[frameworks.np]
name = "x"
'''


@pytest.mark.parametrize(
    ("where", "line"),
    [
        (("id",), 1),
        (("owner",), 6),
        (("due",), 10),
        (("name",), 0),
        (("note",), 0),
        (("aliases",), 7),
        (("note", "history", 1), 13),
        (("n", "history", 2), 18),
        (("reason", "history", 2), 16),
        (("note", "history", 3), 0),
        (("name", "frameworks.np"), 21),
        (("board", "frameworks.np"), 20),
        (("name", "frameworks.pvp"), 0),
    ],
)
def test_lines_are_found_past_texts_comments_and_lists(where: Any, line: int) -> None:
    assert line_of(LINES, *where) == line
    assert line_of("\ufeff" + LINES.replace("\n", "\r\n"), *where) == line


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (
            "owner = Head of CID",
            """the value of 'owner' can't be read: a text is written "TEXT\"""",
        ),
        (
            "due = 30/09/2008",
            """the value of 'due' can't be read to its end: a text is written "TEXT",
 and a day is written 2008-09-30""",
        ),
        ('owner: "HR"', "a name has no = and value after it: write NAME = VALUE"),
        (
            'owner = "HR',
            "a text is not closed: it ends with the quotation mark that it begins with",
        ),
        ('tags = ["a"', "a list is not closed: commas part its values, and it ends with ]"),
        ('owner = "H:\\HR"', "a text has a single \\: write \\\\, or put the text in '...'"),
    ],
)
def test_a_line_typed_wrong_is_named_in_plain_words_with_what_to_write(
    run: Run, small: Path, line: str, words: str
) -> None:
    path = small / "items" / "REC-1.toml"
    path.write_text(f"{line}\n{path.read_text()}")
    place, _, problem = run("list").err.splitlines()[0].partition(": not valid TOML: ")
    assert place.startswith("tracker: items/REC-1.toml:")
    assert problem == words.replace("\n", "")
