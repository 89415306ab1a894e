"""Large legal items: what a command does grows with the item, and no faster."""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any, Final, NamedTuple

import pytest
import tomli
import tomlrt

from hmic_tracker.cli import main
from hmic_tracker.store.toml import edited
from tests.work import counted

_SIZES: Final = (40, 80)
_MOST_GROWTH: Final = 2.3
_MOST_PARSED: Final = 14
"""How often `undo`, which looks twice, may parse an item before and after an edit."""
_COMMANDS: Final = (
    ("note", "REC-1", "seen"),
    ("update", "REC-1", "--tag", "seen"),
    ("update", "REC-1", "--owner", "none"),
    ("update", "REC-1", "--owner", "Head of CID", "--due", "2009-12"),
    ("show", "REC-1"),
    ("show", "REC-1", "--no-index"),
    ("action", "add", "REC-1", "Agree another"),
    ("action", "edit", "REC-1", "2", "--due", "2009-12"),
    ("update", "REC-1", "--status", "done"),
    ("undo", "--yes"),
    ("history",),
    ("list", "--as-of", "2008-10-01"),
    ("check",),
)
_ENTRIES: Final = (
    'note = "seen in {n} boroughs"\n',
    'owner = "Post {n}"\nowner_was = "Post {before}"\n',
    'due = "2009-{month:02}"\ndue_was = "2009-{month_before:02}"\nreason = "it took longer"\n',
    'note = """\n[[history]]\nowner = "a line of a note, \\"quoted\\""\n"""\n',
    'action_aaaaaaaa-3_text = "Agree {n}"\naction_aaaaaaaa-3_text_was = "Agree {before}"\n',
    'tags = ["a{n}", "b"]\ntags_was = ["a{before}"]\n',
    'status = "in-progress"\nstatus_was = "not-started"\n',
)


class _Done(NamedTuple):
    """The steps of a command, and the characters that it had parsed."""

    steps: int
    parsed: int


def make_plan(folder: Path, entries: int) -> Path:
    """A plan with one item whose history has so many entries, of every kind in turn."""
    assert main(["init", str(folder)]) == 0
    assert main(["--store", str(folder), "add", "rec", "The force should do more."]) == 0
    path = folder / "items" / "REC-1.toml"
    text = re.sub(r"^entries = 1$", f"entries = {entries}", path.read_text(), flags=re.MULTILINE)
    for n in range(2, entries + 1):
        values = _ENTRIES[n % len(_ENTRIES)].format(
            n=n, before=n - len(_ENTRIES), month=n % 12 + 1, month_before=(n - 7) % 12 + 1
        )
        text += (
            "\n[[history]]\non = 2008-09-01\nrecorded = 2008-09-01T10:00:00Z\n"
            f'by = "Liaison Officer"\nop = "aaaaaaaa"\nevent = "updated"\n{values}n = {n}\n'
        )
    path.write_text(text)
    return folder


@pytest.fixture
def plans(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> list[Path]:
    """Two plans, the history of the second twice as long."""
    monkeypatch.setenv("TRACKER_TODAY", "2008-12-01")
    monkeypatch.setenv("TRACKER_USER", "Liaison Officer")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    made = [make_plan(tmp_path / f"plan-{size}", size) for size in _SIZES]
    for plan in made:
        assert main(["--store", str(plan), "update", "REC-1", "--owner", "Head of CID"]) == 0
        assert main(["--store", str(plan), "action", "add", "REC-1", "Agree one template"]) == 0
        assert main(["--store", str(plan), "update", "REC-1", "--reason", "made so"]) == 0
        assert main(["--store", str(plan), "show", "REC-1"]) == 0
    capsys.readouterr()
    return made


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Callable[..., _Done]:
    """The steps of a command on a plan.

    A library that parses counts with the characters it is given: each takes linear time, and what
    is done here with a whole text for every entry of it would not.
    """
    parsed = 0

    def count_parsing(library: ModuleType) -> None:
        loads = library.loads

        def counting(text: str, **options: Any) -> Any:
            nonlocal parsed
            parsed += len(text)
            tracer, profiler = sys.gettrace(), sys.getprofile()
            sys.settrace(None)
            sys.setprofile(None)
            try:
                return loads(text, **options)
            finally:
                sys.setprofile(profiler)
                sys.settrace(tracer)

        monkeypatch.setattr(library, "loads", counting)

    for library in (tomli, tomllib, tomlrt):
        count_parsing(library)

    def run(plan: Path, *words: str) -> _Done:
        nonlocal parsed
        parsed = 0
        done = counted(main, ["--store", str(plan), *words])
        assert done.result == 0
        return _Done(done.steps, parsed)

    return run


@pytest.mark.parametrize("words", _COMMANDS, ids=" ".join)
def test_twice_the_history_is_twice_the_work(
    words: tuple[str, ...], plans: list[Path], work: Callable[..., _Done]
) -> None:
    small, large = (work(plan, *words) for plan in plans)
    assert large.steps + large.parsed < _MOST_GROWTH * (small.steps + small.parsed)


@pytest.mark.parametrize("words", _COMMANDS, ids=" ".join)
def test_a_text_is_parsed_a_few_times(
    words: tuple[str, ...], plans: list[Path], work: Callable[..., _Done]
) -> None:
    """No line of it is tried out by parsing the whole."""
    size = (plans[1] / "items" / "REC-1.toml").stat().st_size
    assert work(plans[1], *words).parsed < _MOST_PARSED * size


_ODD_LAYOUTS: Final = {
    "comments between the entries": '# kept\nid = "REC-1"  # its id\nowner = "A"\n\n# the first\n'
    "[[history]]\nn = 1\n\n# the second\n[[history]]\nn = 2 # two\n# the last\n[[history]]\nn = 3\n"
    "# the end\n",
    "Windows line ends": 'id = "REC-1"\r\nowner = "A"\r\n\r\n[[history]]\r\nn = 1\r\n\r\n'
    "[[history]]\r\nn = 2\r\n\r\n[[history]]\r\nn = 3\r\n",
    "mixed gaps": 'owner = "A"\n[[history]]\nn = 1\n\n[[history]]\nn = 2\n[[history]]\nn = 3\n\n'
    "[[history]]\nn = 4\n",
    "another table among them": 'owner = "A"\n[[history]]\nn = 1\n[actions.1]\ntext = "x"\n'
    "[[history]]\nn = 2\n[[history]]\nn = 3\n",
    "a header in a text": 'owner = "A"\nnotes = """\n[[history]]\n"""\n[[history]]\nn = 1\n'
    "[[history]]\nnote = '''\n[[history]]\n'''\nn = 2\n[[history]]\nn = 3",
    "a header in the last text": 'owner = "A"\n[[history]]\nn = 1\n[[history]]\nn = 2\n'
    "[[history]]\nnote = '''\n[[history]]\n[[history]]\n'''\nn = 3\n",
    "a table within each": 'owner = "A"\n[[history]]\nn = 1\n[history.more]\nx = 1\n\n[[history]]\n'
    "n = 2\n[history.more]\nx = 2\n[[history]]\nn = 3\n[history.more]\nx = 3\n",
    "sections after them": 'owner = "A"\n[[history]]\nn = 1\n[[history]]\nn = 2\n[[history]]\n'
    'n = 3\n[actions.1]\ntext = "x"\n',
}


@pytest.mark.parametrize("name", _ODD_LAYOUTS)
@pytest.mark.parametrize(
    "changed",
    [
        {("owner",): "B"},
        {("owner",): None, ("due",): "2009-12"},
        {("actions", "2", "text"): "y"},
        {("actions", "1"): None},
    ],
    ids=str,
)
def test_the_middle_of_a_history_makes_no_difference(
    name: str, changed: dict[tuple[str, ...], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An edit that leaves the middle out meanwhile gives the bytes of one that does not."""
    text, appended = _ODD_LAYOUTS[name], {"history": [{"note": "seen", "n": 3}]}
    quick = edited(text, changed, appended, last="history")
    monkeypatch.setattr("hmic_tracker.store.toml.text.middle_of_list", lambda *_: None)
    assert quick == edited(text, changed, appended, last="history")
