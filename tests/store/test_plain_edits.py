"""What is edited without the library has the bytes that the library gives, or is left to it."""

from __future__ import annotations

import os
import random
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any, Final

import pytest
from hypothesis import assume, event, example, given, settings
from hypothesis import strategies as st

from hmic_tracker.domain.changes import apply
from hmic_tracker.errors import ConflictError
from hmic_tracker.store.item_codec import edited_item_text, new_item_text
from hmic_tracker.store.toml import Unreadable, edited, parse, text
from hmic_tracker.store.toml.plain_edits import plainly_edited
from tests.torture.item_files import entry_for, some_changes, written
from tests.torture.sizes import SEED, SIZES

MORE: Final = int(os.environ.get("TRACKER_FUZZ", "0"))
_TOP: Final = (
    "a = 1",
    'b = "x"',
    "c = ['x']",
    'd = [\n    "x",\n]',
    't = """\n[[h]]\n"""',
    "on = true",
)
_ROW: Final = ("n = 1", 'b = "x"', "at = 2008-11-20 09:00:00+00:00", "on = 2008-11-20", "c = []")
_ODD: Final = (
    *(
        "  e = 1",
        '"z" = 2',
        "g.h = 1",
        "i = { j = 1 }",
        "k = [[1], [2]]",
        "l=1",
        "m  = 1",
        "\tr = 0",
    ),
    *("", "", " ", "# by hand", "  # [[h]]", "p = 1 # said", "w = ''", "f = 1.5", "o = 0x1"),
    *(" [[h]]", "[[ h ]]", "[h.x]", '[["h"]]', "[[h]] # new", "[s]", "[s.u]", "[[h]]", "[[j]]"),
)
"""Lines that a person or another tool may have put anywhere."""
_TEXTS: Final = st.text(max_size=8) | st.sampled_from(['"', "\\", "\n", "\t\r", "\x7f", "a\r\n"])
_VALUES: Final = st.one_of(
    *(st.booleans(), st.integers(-5, 5), _TEXTS, _TEXTS, st.lists(_TEXTS, max_size=3)),
    st.sampled_from([date(2009, 1, 2), datetime(2009, 1, 2, 3, 4, tzinfo=UTC)]),
    st.sampled_from([datetime(2009, 1, 2, 3, 4, 5), 1.5, {}, [1], ["x", 1]]),  # noqa: DTZ001
)
_CHANGED: Final = st.dictionaries(
    st.sampled_from([*"abcdt", "on", "new", "newer", "h", "not bare", ""]), _VALUES, max_size=2
)
_USUAL: Final = st.one_of(st.integers(-5, 5), _TEXTS, st.lists(_TEXTS, max_size=2))
_ROWS: Final = st.dictionaries(st.sampled_from("abcd"), _USUAL, min_size=1, max_size=3) | _CHANGED


@st.composite
def _texts(draw: st.DrawFn) -> str:
    """A text laid out as tracker does it, with up to two lines that are not."""
    lines = draw(st.lists(st.sampled_from(_TOP), unique=True, max_size=4))
    for _ in range(draw(st.integers(0, 3))):
        row = draw(st.lists(st.sampled_from(_ROW), unique=True, max_size=3))
        lines += ["", "[[h]]", *row]
    for odd in draw(st.just([]) | st.lists(st.sampled_from(_ODD), max_size=2)):
        lines.insert(draw(st.integers(0, len(lines))), odd)
    return "\n".join(lines) + draw(st.sampled_from(["\n", "\n", "\n", ""]))


@given(body=_texts(), changed=st.just({}) | _CHANGED, rows=st.lists(_ROWS, max_size=2))
@example("a = 1\nb = 2\n\n[[h]]\nn = 1\n", {"new": 1, "newer": 2, "b": "é"}, [{"b": "\n"}])
@example("[[h]]\nn = 1\n[[h]]\nn = 1\n", {}, [{"a": 1}])
@example("[[h]]\nn = 1\n\n# ours\n[[h]]\nn = 1\n", {}, [{"a": 1}])
@example("[[h]]\nn = 1\n\n[[h]]\n  n = 1\n", {}, [{"a": 1}])
@example("a = 1\n\nb = 2\n", {"new": 1}, [])
@example("a = 1\nb = 2\n".replace("\n", "\r\n"), {"a": 2}, [])
@settings(max_examples=MORE or 200)
def test_an_edit_without_the_library_is_the_librarys_or_none(
    body: str, changed: dict[str, Any], rows: list[dict[str, Any]]
) -> None:
    try:
        values = parse(body)
    except Unreadable:
        assume(False)
    wanted: dict[tuple[str, ...], Any] = {(key,): value for key, value in changed.items()}
    added = {"h": rows} if rows else {}
    plain = plainly_edited(body, values, wanted, added)
    event(f"without the library: {plain is not None}, tables: {bool(rows)}")
    if plain is not None:
        assert plain == _by_library(body, wanted, added)


def _by_library(
    body: str, changed: Mapping[tuple[str, ...], Any], added: Mapping[str, Sequence[Any]]
) -> str:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(text, "plainly_edited", lambda *_: None)
        return edited(body, changed, added)


@pytest.mark.parametrize("nth", range(SIZES.item_files // 20))
def test_an_edited_item_has_the_bytes_that_the_library_gives(
    nth: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(SEED + nth)
    file = written(chance)
    file_text = file.text if nth % 2 else new_item_text(file.item)
    changes = some_changes(chance, file.item)
    after = apply(file.item, entry_for(chance, file.item, changes))

    def edit() -> str:
        try:
            return edited_item_text(file_text, file.item, after)
        except ConflictError as fault:  # of the layouts that the library can't edit
            return fault.message

    mine = edit()
    monkeypatch.setattr(text, "plainly_edited", lambda *_: None)
    assert mine == edit()
