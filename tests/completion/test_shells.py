"""Lines cut into words as shells cut them, and text that comes out of Bash as it went in."""

from __future__ import annotations

import shutil
import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hmic_tracker.completion.shells import SHELLS, Word, quoted_for_bash, script, words_of
from tests.completion.conftest import HOSTILE

BREAKS = " \t\n\"'@><=;|&(:"
PRINTED = st.text(st.characters(exclude_categories=("C", "Z"), include_characters=" "), max_size=30)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("tracker li", ["tracker", "li"]),
        ("tracker  list ", ["tracker", "list", ""]),
        ("", [""]),
        ("a 'b c' d", ["a", "b c", "d"]),
        ('a "b \\" \\c $x" \'\\\'', ["a", 'b " \\c $x', "\\"]),
        ("a '' \"\" x", ["a", "", "", "x"]),
        ("Head\\ of\\ CID", ["Head of CID"]),
        ("x'y z'\"w\"v", ["xy zwv"]),
        ("$(touch x) `y` $HOME", ["$(touch", "x)", "`y`", "$HOME"]),
    ],
)
def test_a_line_is_cut_into_words(line: str, words: list[str]) -> None:
    assert [word.value for word in words_of(line)] == words


@pytest.mark.parametrize(
    ("raw", "word"),
    [
        ("plain", Word("plain")),
        ("--owner=He", Word("--owner=He", "", 8)),
        ("--owner='He", Word("--owner=He", "'", 8)),
        ("'Head o", Word("Head o", "'", 0)),
        ('x"Head o', Word("xHead o", '"', 1)),
        ("a:b:c", Word("a:b:c", "", 4)),
        ("a\\:b", Word("a:b", "", 0)),
        ("'a:b'c", Word("a:bc", "", 0)),
        ("@bo", Word("@bo", "", 0)),
        ("x@bo", Word("x@bo", "", 1)),
    ],
)
def test_what_bash_keeps_of_a_word(raw: str, word: Word) -> None:
    assert words_of(raw, BREAKS)[-1] == word


@given(PRINTED, st.sampled_from(["", "'", '"']))
@settings(max_examples=300)
def test_a_quoted_text_is_one_word_with_that_value(text: str, quote: str) -> None:
    line = quote + quoted_for_bash(text, quote)
    closed = line + (quote if quote and not line[1:].endswith(quote) else "")
    assert [(w.value, w.quote) for w in words_of(closed)] == [(text, "")] or not text


@pytest.mark.skipif(not shutil.which("bash"), reason="bash is not installed")
@pytest.mark.parametrize("quote", ["", "'", '"'])
def test_bash_reads_hostile_text_as_it_is(quote: str) -> None:
    for text in HOSTILE.values():
        line = quote + quoted_for_bash(text, quote)
        closed = line + (quote if quote and not line[1:].endswith(quote) else "")
        done = subprocess.run(
            ["bash", "--norc", "-c", f"printf %s {closed}"], capture_output=True, check=True
        )
        assert done.stdout.decode() == text
        assert done.stderr == b""


@pytest.mark.parametrize("shell", SHELLS)
def test_the_scripts_are_well_formed(shell: str) -> None:
    if not shutil.which(shell):
        pytest.skip(f"{shell} is not installed")
    done = subprocess.run(
        [shell, "-n"], input=script(shell).encode(), capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert "eval" not in script(shell)
