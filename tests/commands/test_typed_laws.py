"""Whatever is typed ends in an exit code of ours, and in two lines where it is refused."""

from __future__ import annotations

import contextlib
import io
import sys
from pathlib import Path
from unittest.mock import patch

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hmic_tracker.cli import BROKEN, main

LINES = (
    ("note", "REC-5", "{}"),
    ("note", "{}", "a text"),
    ("note", "REC-5", "x", "--on", "{}"),
    ("add", "rec", "{}"),
    ("add", "rec", "x", "--due", "{}"),
    ("update", "{}", "--tag", "x"),
    ("update", "REC-5", "--due", "{}", "--reason", "x"),
    ("update", "REC-5", "{}", "--owner", "{}"),
    ("action", "add", "REC-5", "{}", "--due", "{}"),
    ("evidence", "add", "REC-5", "{}", "--shows", "{}"),
    ("link", "{}", "duplicates", "{}"),
    ("show", "{}", "{}"),
    ("history", "{}"),
    ("list", "{}"),
    ("list", "--where", "id = {}"),
    ("list", "--where", 'due < "{}"'),
    ("list", "--due-by", "{}", "--as-of", "{}"),
    ("inspection", "add", "x", "--published", "{}"),
    ("report", "--number", "9", "--meeting", "{}"),
    ("{}",),
    ("{}", "{}"),
)
TYPED = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20),
    st.text("RECafi-\u20135..678 #:(),next monday q20/'\"\u00a0+wd@", max_size=16),
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(line=st.sampled_from(LINES), typed=TYPED, stdin=st.binary(max_size=30))
def test_no_text_of_any_kind_ends_in_a_fault(
    plan: Path, line: tuple[str, ...], typed: str, stdin: bytes
) -> None:
    out, err = io.StringIO(), io.StringIO()
    words = [word.replace("{}", typed) for word in (*line, "--dry-run")]
    if line[0] in {"list", "show", "history", "report", "{}"}:
        words.pop()
    piped = io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8")
    with (
        patch.object(sys, "stdin", piped),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        code = main(words)
    assert code in range(9), err.getvalue()
    assert code != BROKEN
    assert "Traceback" not in err.getvalue()
    if code in {2, 3, 4}:
        assert out.getvalue() == ""
        assert err.getvalue().startswith("tracker: ")
        assert err.getvalue().count("\n") >= 2
