"""The journal where things go wrong: stopped commands, unreadable folders, links, two conflicts."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hmic_tracker.errors import ConflictError, DamagedStoreError, LockedError, WriteError
from hmic_tracker.store import journal, reading
from hmic_tracker.store.journal import Op, Write, commit, keep_conflicting_copy, recover
from hmic_tracker.store.reading import read_plan
from tests.conftest import EXAMPLE, Run
from tests.torture.plans import tree

REC_1 = "items/REC-1.toml"


def stop(monkeypatch: pytest.MonkeyPatch, run: Run, *words: str) -> None:
    """Runs a command that is stopped right after its commit."""

    def stopped(_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(journal, "_replace", stopped)
        assert run(*words).code == 130


def refusing(real: Callable[..., Any], folder: str) -> Callable[..., Any]:
    """The function, refusing paths that end so."""

    def call(path: Any, *args: Any, **options: Any) -> Any:
        if str(path).endswith(folder):
            raise PermissionError(13, "Permission denied", str(path))
        return real(path, *args, **options)

    return call


class TestStopped:
    """A command that was stopped after its commit happened, for whatever comes next."""

    def test_an_import_can_be_undone_at_once(
        self, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        folder = tmp_path / "plan"
        run("init", folder)
        before = tree(folder)
        stop(monkeypatch, run, "--store", str(folder), "import", str(EXAMPLE), "--yes")
        assert tree(folder) == before
        assert len(read_plan(folder).items) == 64
        found = run("--store", folder, "undo", "--yes")
        assert found.code == 0
        assert "removed: REC-1..16, AFI-1..48" in found.err
        assert read_plan(folder).items == ()
        assert set(tree(folder)) == {"tracker.toml"}

    def test_an_init_is_completed_by_the_next(
        self, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        folder = tmp_path / "plan"
        stop(monkeypatch, run, "init", str(folder))
        assert tree(folder) == {}
        assert run("init", folder).code == 0
        assert set(tree(folder)) == {"tracker.toml"}
        assert run("init", folder).code == 4

    def test_an_init_of_another_is_not_taken_over(
        self, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        folder = tmp_path / "plan"
        stop(monkeypatch, run, "init", str(folder), "--organisation", "Theirs")
        found = run("init", folder, "--organisation", "Ours")
        assert (found.code, "is an action plan already" in found.err) == (4, True)
        assert b"Theirs" in tree(folder)["tracker.toml"]

    @pytest.mark.posix
    def test_a_link_out_of_the_plan_is_neither_written_nor_swept(
        self, run: Run, plan: Path, tmp_path: Path
    ) -> None:
        elsewhere = tmp_path / "elsewhere"
        elsewhere.mkdir()
        (plan / REC_1).rename(elsewhere / "one.toml")
        (plan / REC_1).symlink_to(elsewhere / "one.toml")
        for path in (elsewhere / ".tracker-one.toml.0a.tmp", plan / ".tracker-tracker.toml.0a.tmp"):
            path.write_text("half", encoding="utf-8")
        before = {path.name: path.read_bytes() for path in elsewhere.iterdir()}
        refused = run("update", "REC-1", "--owner", "New")
        assert (refused.code, refused.err) == (
            8,
            "tracker: items/REC-1.toml is a link that leads to no file of the plan\n"
            "nothing was written; put the file itself there, or remove the link\n",
        )
        assert {path.name: path.read_bytes() for path in elsewhere.iterdir()} == before
        assert list(plan.glob(".tracker-*")) == []


class TestConflicts:
    """Neither side of a conflict is lost."""

    def test_a_second_text_of_one_file_gets_a_number(self, plan: Path) -> None:
        kept = [
            keep_conflicting_copy(plan, REC_1, data)
            for data in (b"one", b"two", b"one", b"two", b"three")
        ]
        names = ["items-REC-1", "items-REC-1-2", "items-REC-1", "items-REC-1-2", "items-REC-1-3"]
        assert [path.stem for path in kept] == names
        assert [path.read_bytes() for path in kept] == [b"one", b"two", b"one", b"two", b"three"]

    def test_a_removal_after_the_commit_leaves_what_was_changed(
        self, plan: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path, real = plan / REC_1, os.replace
        old = path.read_bytes()

        def replaced(source: Path, target: Path) -> None:
            real(source, target)
            if target.name == journal.JOURNAL:
                path.write_bytes(old + b"# typed\n")

        monkeypatch.setattr(os, "replace", replaced)
        with pytest.raises(ConflictError) as refused:
            commit(plan, Op("o", "undo", "2008-12-01", (Write(REC_1, old, None),)))
        assert refused.value.message == f"changed by somebody else at the same moment: {REC_1}"
        assert path.read_bytes() == old + b"# typed\n"
        assert journal.pending(plan) is None


class TestUnreadable:
    """What can't be read is said as that, and nothing is made up in its place."""

    def test_a_reader_names_a_journal_that_can_not_be_read(self, run: Run, plan: Path) -> None:
        (plan / ".tracker" / "journal.json").write_text("{", encoding="utf-8")
        with pytest.raises(DamagedStoreError):
            read_plan(plan)
        with pytest.raises(WriteError):
            recover(plan)
        assert run("undo").code in {5, 8}

    def test_a_folder_that_can_not_be_listed_is_no_empty_folder(
        self, plan: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(os, "listdir", refusing(os.listdir, "items"))
        with pytest.raises(DamagedStoreError) as refused:
            read_plan(plan)
        assert refused.value.message == "items: can't be read: permission denied"

    def test_the_kept_commands_are_not_numbered_anew_where_they_can_not_be_listed(
        self, run: Run, plan: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        names = journal.op_names(plan)
        with monkeypatch.context() as patch:
            patch.setattr(os, "listdir", refusing(os.listdir, "ops"))
            found = run("note", "REC-1", "A note.")
            assert (found.code, found.err.startswith("tracker: saved")) == (8, True)
            assert run("undo").code == 5
        assert run("note", "REC-2", "Another.").code == 0
        after = journal.op_names(plan)
        assert after[: len(names)] == names
        assert [name[:8] for name in after[len(names) :]] == ["00000003", "00000004"]

    def test_a_plan_that_changes_at_every_read_is_not_shown_half(
        self, plan: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        moments = iter(range(10_000))
        monkeypatch.setattr(journal, "commit_marker", lambda _: (next(moments), ""))
        monkeypatch.setattr(reading, "_TRIES", 3)
        with pytest.raises(LockedError):
            read_plan(plan)


class TestUndoOfAnAdd:
    """An item goes again only where nobody touched it."""

    def test_a_comment_below_the_history_keeps_it(self, run: Run, plan: Path) -> None:
        run("add", "rec", "The force should do more.", "--owner", "CID")
        path = plan / "items" / "REC-17.toml"
        path.write_text(path.read_text() + "# agreed by phone\n", encoding="utf-8")
        found = run("undo", "--yes")
        assert "REC-17 was changed since it was made: it stays" in found.err
        assert path.read_text(encoding="utf-8").endswith("# agreed by phone\n")

    def test_commands_that_were_undone_do_not(self, run: Run, plan: Path) -> None:
        run("add", "rec", "The force should do more.", "--owner", "CID")
        run("update", "REC-17", "--owner", "none", "--due", "2009-03")
        run("undo")
        assert (plan / "items" / "REC-17.toml").exists()
        run("undo")
        assert not (plan / "items" / "REC-17.toml").exists()


class TestManyFiles:
    """A command of so many files that several wait for the disk at once."""

    PATHS = tuple(f"items/REC-{n}.toml" for n in range(1, 101))

    def op(self, old: bytes | None, new: bytes) -> Op:
        writes = tuple(Write(path, old, new + path.encode()) for path in self.PATHS)
        return Op("abc123", "import", "2026-01-05T10:00:00+00:00", writes)

    def test_each_file_is_on_the_disk_before_the_commit(
        self, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        folder = tmp_path / "plan"
        run("init", folder)
        happened: list[str] = []
        fsync, replace = os.fsync, os.replace

        def noted_fsync(handle: int) -> None:
            fsync(handle)
            happened.append("fsync")

        def noted_replace(source: Path, target: Path) -> None:
            replace(source, target)
            happened.append("replace")

        monkeypatch.setattr(os, "fsync", noted_fsync)
        monkeypatch.setattr(os, "replace", noted_replace)
        commit(folder, self.op(None, b"# "))
        files = len(self.PATHS)
        # The files and the journal; its name; the names of the files; the journal is put aside.
        assert happened == [
            *["fsync"] * (files + 1),
            *("replace", "fsync"),
            *["replace"] * files,
            *("fsync", "replace"),
        ]
        for path in self.PATHS:
            assert (folder / path).read_bytes() == b"# " + path.encode()

    @pytest.mark.parametrize("nth", [1, 2, 50, 100])
    @pytest.mark.parametrize("fault", [OSError(28, "No space left"), KeyboardInterrupt()])
    def test_where_one_fails_none_is_left(
        self,
        run: Run,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        fault: BaseException,
        nth: int,
    ) -> None:
        folder = tmp_path / "plan"
        run("init", folder)
        before = {path.name for path in folder.rglob("*")}
        calls = iter(range(1, 1000))
        fsync = os.fsync

        def failing(at: int) -> None:
            if next(calls) == nth:
                raise fault
            fsync(at)

        monkeypatch.setattr(os, "fsync", failing)
        with pytest.raises((WriteError, KeyboardInterrupt)):
            commit(folder, self.op(None, b"# "))
        assert {path.name for path in folder.rglob("*")} == before
