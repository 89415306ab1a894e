"""Two people in one folder on a drive: the commonest way, which simply works."""

from __future__ import annotations

import json
import os
import random
import shutil
import sys
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, Final

import pytest

from hmic_tracker.store.reading import read_plan
from tests.conftest import EXAMPLES
from tests.sharing.copies import DEPUTY, LIAISON, Copy
from tests.torture.children import Ended, fork, put, run, warm
from tests.torture.plans import check_settled
from tests.torture.sizes import FULL, SEED

pytestmark = pytest.mark.posix

NEXT: Final = EXAMPLES / "hmic-2008-phase-two.txt"
_CALLS: Final = ("open", "write", "fsync", "replace", "unlink", "mkdir", "stat", "lstat")


@pytest.fixture
def both(plan: Path) -> tuple[Copy, Copy]:
    """Two people, each on a computer of their own, and one folder."""
    return Copy(plan, LIAISON), Copy(plan, DEPUTY)


def test_two_people_work_a_day_in_one_folder_and_nothing_is_lost(both: tuple[Copy, Copy]) -> None:
    """Each in a process of their own, as fast as they can, with imports among it."""
    warm()
    folder = both[0].folder
    children = [fork(partial(_work, copy, number)) for number, copy in enumerate(both)]
    ended = [child.wait() for child in children]
    assert [one.code for one in ended] == [0, 0], ended
    said = Counter(line for one in ended for line in one.out.splitlines())
    plan = read_plan(folder)
    assert plan.damaged == ()
    notes = Counter(e.note for item in plan.items for e in item.history if e.note)
    assert notes == said
    texts = [item.text for item in plan.items if item.kind == "good-practice"]
    assert len(texts) == len(set(texts))
    for item in plan.items:
        assert [entry.n for entry in item.history] == sorted(entry.n for entry in item.history)
    both[0]("check")
    check_settled(folder)


def _work(copy: Copy, number: int) -> int:
    """A day of one of them; each note that was taken is a line."""
    chance = random.Random(SEED + number)
    for turn in range(60 if FULL else 15):
        word = f"{copy.person}, {turn}"
        ids = chance.choice(["REC-5", "REC-6", "REC-5..8", f"REC-{10 + number}"])
        copy(f"note {ids} '{word}' --yes")
        for _ in range(4 if ids == "REC-5..8" else 1):
            print(word, flush=True)  # noqa: T201
        if turn % 5 == number:
            copy("add gp", f"Seen by {word}.")
        if turn == 7:
            copy(f"import '{NEXT}' --yes")
        if turn % 4 == 0:
            copy("list --json")
    return 0


def test_a_file_that_is_open_in_an_editor_here_is_not_written_over_what_came_from_there(
    both: tuple[Copy, Copy], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours, theirs = both
    script = tmp_path / "editor"
    script.write_text(
        "#!/bin/sh\n"
        f"TRACKER_USER=Deputy {sys.executable} -m hmic_tracker note REC-5 'from there' "
        ">/dev/null || exit 1\n"
        'sed -i \'0,/^status/s/^status = .*/status = "done"/\' "$1"\n'
    )
    script.chmod(0o755)
    monkeypatch.setenv("EDITOR", str(script))
    monkeypatch.setenv("TRACKER_STORE", str(ours.folder))
    aside = ours.folder / ".tracker" / "conflicts" / "items-REC-5.toml"
    assert ours("edit REC-5", code=6).err == (
        "tracker: REC-5 was changed while your editor was open; nothing was written\n"
        f"your version is in {aside}: compare it with {ours.folder / 'items' / 'REC-5.toml'}\n"
    )
    assert 'status = "done"' in aside.read_text(encoding="utf-8")
    shown = json.loads(theirs("show REC-5 --json").out)["items"][0]
    assert [entry["note"] for entry in shown["history"]].count("from there") == 1


def test_ones_own_command_is_taken_back_and_anothers_is_asked_about_by_name(
    both: tuple[Copy, Copy],
) -> None:
    ours, theirs = both
    ours("update REC-5 --owner 'Head of CID' --new-owner --yes")
    theirs("note REC-6 'of the deputy'")
    refused = ours("undo", code=2)
    assert refused.err == (
        f"tracker: note of REC-6: it was entered by {DEPUTY}, not by {LIAISON}, and nobody can be "
        "asked here\nto do it all the same: tracker undo --yes   (to look first: --dry-run)\n"
    )
    assert "REC-6: its note is marked as undone" in theirs("undo").err
    assert "REC-5" in ours("undo").err
    history = json.loads(theirs("history --json").out)
    assert {one["by"] for one in history["entries"]} >= {LIAISON, DEPUTY}
    theirs("check")


class Sleep:
    """A computer falls asleep at the nth call under the lock; the share lets go of the lock."""

    def __init__(self, folder: Path, at: int, meanwhile: Callable[[], Ended]) -> None:
        self.folder, self.at, self.meanwhile = folder, at, meanwhile
        self.calls = 0

    def install(self) -> None:
        """Count the calls of this process once it has the lock."""
        from hmic_tracker.store import journal

        for name in _CALLS:
            put(os, **{name: partial(self._call, getattr(os, name))})
        recover = journal.recover

        def armed(folder: Path) -> None:
            self.calls = 1
            recover(folder)

        put(journal, recover=armed)

    def _call(self, real: Callable[..., Any], *args: Any, **options: Any) -> Any:
        if self.calls:
            self.calls += 1
            if self.calls == self.at:
                self.at = -1  # for the other as well, who is a child of this process
                (self.folder / ".tracker" / "lock").unlink()
                ended = self.meanwhile()
                assert ended.code == 0, ended
                (self.folder / "slept").write_text("")
        return real(*args, **options)


@pytest.mark.parametrize("item", ["REC-5", "REC-6"], ids=["one item", "two items"])
def test_a_computer_that_wakes_without_its_lock_takes_nothing_from_the_other(
    item: str, both: tuple[Copy, Copy], tmp_path: Path
) -> None:
    warm()
    start = both[0].folder.rename(tmp_path / "start")
    folder, slept = both[0].folder, True
    for at in range(2 if FULL else 4, 1000, 1 if FULL else 17):
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(start, folder)
        meanwhile = partial(run, folder, "note", item, "meanwhile", "--by", DEPUTY)
        ended = run(folder, "note", "REC-5", "slept", before=Sleep(folder, at, meanwhile).install)
        slept = (folder / "slept").exists()
        (folder / "slept").unlink(missing_ok=True)
        told = (at, ended)
        plan = read_plan(folder)
        assert plan.damaged == (), told
        notes = Counter(e.note for i in plan.items for e in i.history if e.note)
        if not slept:
            assert ended.code == 0
            break
        assert notes["meanwhile"] == 1, told
        assert ended.code in {0, 6, 8}, told
        if ended.code == 0:
            assert notes["slept"] == 1, told
        after = run(folder, "note", "REC-7", "afterwards")
        assert after.code == 0, (told, after)
        check_settled(folder)
    assert not slept


def test_a_clock_five_years_ahead_orders_nothing_and_is_remarked_on(
    both: tuple[Copy, Copy],
) -> None:
    ours, theirs = both
    theirs("note REC-5 'five years ahead'", day="2013-12-01")
    ours("note REC-5 'of today'")
    theirs("update REC-5 --due 2014-03 --reason 'ahead' --yes", day="2013-12-02")
    ours("update REC-5 --due 2009-02 --reason 'of today' --yes")
    ours("note REC-5 'a day behind'", day="2008-11-30")
    shown = json.loads(ours("show REC-5 --json").out)["items"][0]
    assert shown["due"] == "2009-02"
    entries = read_plan(ours.folder)
    item = next(i for i in entries.items if i.id == "REC-5")
    assert [e.note or e.reason for e in item.history[1:]] == [
        *("five years ahead", "of today", "ahead", "of today", "a day behind")
    ]
    assert [e.n for e in item.history] == list(range(1, len(item.history) + 1))
    found = ours("check", code=1 if _has_errors(ours) else 0)
    assert "(clock-ahead)" in found.out


def _has_errors(copy: Copy) -> bool:
    try:
        copy("check", code=0)
    except AssertionError:
        return True
    return False


def test_a_plan_that_the_other_made_newer_meanwhile_is_not_written_to(
    both: tuple[Copy, Copy],
) -> None:
    """The other one has a later `tracker`, and upgraded the plan while we had it open."""
    ours, _ = both
    settings = ours.folder / "tracker.toml"
    settings.write_bytes(settings.read_bytes().replace(b"schema = 2", b"schema = 3"))
    before = ours.files
    for line in ("note REC-5 seen", "list", "undo --yes"):
        refused = ours(line, code=5)
        assert len(refused.err.splitlines()) == 2
        assert "pip install --upgrade hmic-tracker" in refused.err
    assert ours.files == before


def test_what_a_later_version_wrote_beside_ours_stays(both: tuple[Copy, Copy]) -> None:
    ours, _ = both
    path = ours.folder / "items" / "REC-5.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("\n[[history]]", '\nlater = "kept"\n\n[[history]]', 1))
    ours("note REC-5 seen")
    assert 'later = "kept"' in path.read_text(encoding="utf-8")
    op = sorted((ours.folder / ".tracker" / "ops").iterdir())[-1]
    head, _, rest = op.read_text(encoding="utf-8").partition("\n")
    op.write_text(json.dumps({**json.loads(head), "later": [1]}) + "\n" + rest)
    assert "REC-5" in ours("undo").err
