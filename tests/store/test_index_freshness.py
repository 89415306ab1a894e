"""Whatever is done to the folder, by hand or by git: the next command shows the new truth."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest

from hmic_tracker.domain.plan import Plan
from hmic_tracker.store.index import database as index
from hmic_tracker.store.index import filling
from hmic_tracker.store.index.filling import read_file
from hmic_tracker.store.index.queries import read_plan
from hmic_tracker.store.index.snapshot import FolderSnapshot, Signature
from tests.conftest import MEMORY, Run
from tests.query.asking import ITEMS
from tests.store.looks import look_of
from tests.store.test_index import check_truth, must_serve, write_store

SHORT_TICK: Final = 20_000_000


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small store, for which the index has to serve."""
    must_serve(monkeypatch)
    return write_store(tmp_path / "store")


def _item(folder: Path, item_id: str = "REC-2") -> Path:
    return folder / "items" / f"{item_id}.toml"


def _owner(plan: Plan, item_id: str = "REC-2") -> str | None:
    return next(item.owner for item in plan.items if item.id == item_id)


def _swap(path: Path, old: str, new: str) -> None:
    """Writes in place, as an editor does that truncates and writes."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def _by_rename(path: Path, old: str, new: str) -> None:
    """Writes beside and renames, as an editor does that is afraid of power cuts."""
    beside = path.with_name(f".{path.name}.swp")
    beside.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    os.replace(beside, path)


def _by_backup(path: Path, old: str, new: str) -> None:
    """Moves the old file aside and writes a new one, as vim and Emacs do."""
    backup = path.with_name(f"{path.name}~")
    text = path.read_text(encoding="utf-8")
    os.replace(path, backup)
    path.write_text(text.replace(old, new), encoding="utf-8")
    backup.unlink()


OLD, NEW = "Head of Public Protection", "Head of Public Petitions!"
assert len(OLD) == len(NEW)


def _in_place(folder: Path) -> None:
    _swap(_item(folder), OLD, NEW)


def _in_the_middle(folder: Path) -> None:
    path = _item(folder)
    with path.open("r+b") as stream:
        place = path.read_bytes().index(OLD.encode())
        stream.seek(place)
        stream.write(NEW.encode())


def _old_time_again(folder: Path) -> None:
    path = _item(folder)
    before = path.stat()
    _swap(path, OLD, NEW)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def _a_time_to_come(folder: Path) -> None:
    path = _item(folder)
    _swap(path, OLD, NEW)
    os.utime(path, (4_000_000_000, 4_000_000_000))
    check_truth(folder)
    _swap(path, NEW, OLD)
    os.utime(path, (4_000_000_000, 4_000_000_000))


def _first_of_all_times(folder: Path) -> None:
    path = _item(folder)
    _swap(path, OLD, NEW)
    os.utime(path, (0, 0))


def _renamed(folder: Path) -> None:
    os.replace(_item(folder), _item(folder, "REC-7"))


def _renamed_with_its_id(folder: Path) -> None:
    _swap(_item(folder), 'id = "REC-2"', 'id = "REC-7"')
    os.replace(_item(folder), _item(folder, "REC-7"))


def _deleted(folder: Path) -> None:
    _item(folder).unlink()


def _two_exchanged(folder: Path) -> None:
    one, two, aside = _item(folder, "REC-2"), _item(folder, "REC-10"), folder / "aside"
    os.replace(one, aside)
    os.replace(two, one)
    os.replace(aside, two)


def _all_deleted(folder: Path) -> None:
    shutil.rmtree(folder / "items")


def _put_back(folder: Path) -> None:
    path, aside = _item(folder), folder / "aside"
    os.replace(path, aside)
    check_truth(folder)
    os.replace(aside, path)


def _replaced(folder: Path) -> None:
    _by_rename(_item(folder), OLD, NEW)


def _replaced_by_an_older_file(folder: Path) -> None:
    older = folder / "older"
    older.write_text(_item(folder).read_text(encoding="utf-8").replace(OLD, NEW), encoding="utf-8")
    os.utime(older, (1_000_000_000, 1_000_000_000))
    os.replace(older, _item(folder))


def _backed_up(folder: Path) -> None:
    _by_backup(_item(folder), OLD, NEW)


def _a_link_instead(folder: Path) -> None:
    target = folder.parent / "elsewhere.toml"
    os.replace(_item(folder), target)
    _item(folder).symlink_to(target)
    check_truth(folder)
    _swap(target, OLD, NEW)


def _a_link_to_nowhere(folder: Path) -> None:
    target = folder.parent / "elsewhere.toml"
    _item(folder, "REC-8").symlink_to(target)
    check_truth(folder)
    target.write_text(_item(folder).read_text().replace("REC-2", "REC-8"), encoding="utf-8")


def _sync_copies(folder: Path) -> None:
    for name in ("REC-2-PC123", "REC-2 (conflicted copy 2008-12-01)", "Copy of REC-2"):
        (folder / "items" / f"{name}.toml").write_bytes(_item(folder).read_bytes())


def _hidden_and_other_files(folder: Path) -> None:
    for name in (".REC-9.toml", "REC-9.toml.bak", "notes.txt", "REC-9.TOML~"):
        (folder / "items" / name).write_bytes(_item(folder).read_bytes())


def _settings_changed(folder: Path) -> None:
    _swap(folder / "tracker.toml", 'board = "Performance Board"', 'board = "Resources Board"')
    _swap(folder / "tracker.toml", "near_days = 10", "near_days = 90")


def _own_scale_gone(folder: Path) -> None:
    _swap(folder / "tracker.toml", '[scales.own]\ngrades = ["Gold", "Silver"]\n', "")


def _inspection_added(folder: Path) -> None:
    (folder / "inspections" / "new.toml").write_text(
        'id = "new"\ntitle = "A new one"\n', encoding="utf-8"
    )


def _inspection_changed(folder: Path) -> None:
    _swap(folder / "inspections" / "hmic-2007.toml", 'grade = "Good"', 'grade = "Fair"')


def _inspection_removed(folder: Path) -> None:
    (folder / "inspections" / "hmic-2007.toml").unlink()


def _inspections_removed(folder: Path) -> None:
    shutil.rmtree(folder / "inspections")


def _damaged(folder: Path) -> None:
    _swap(_item(folder), 'id = "REC-2"', 'id = "REC-2')
    assert [d.item_id for d in check_truth(folder).damaged] == ["REC-2"]


def _damaged_in_both_folders(folder: Path) -> None:
    _damaged(folder)
    _swap(folder / "inspections" / "hmic-2007.toml", "title =", "titel =")
    _swap(_item(folder, "AFI-1"), "kind =", "kidn =")
    assert len(check_truth(folder).damaged) == 3


def _damaged_and_mended(folder: Path) -> None:
    _damaged(folder)
    _swap(_item(folder), 'id = "REC-2', 'id = "REC-2"')
    assert check_truth(folder).damaged == ()


def _a_folder_by_the_name_of_an_item(folder: Path) -> None:
    _item(folder).unlink()
    _item(folder).mkdir()


def _too_large(folder: Path) -> None:
    with _item(folder).open("ab") as stream:
        stream.write(b"#" * (10 * 1024 * 1024))


def _a_pipe(folder: Path) -> None:
    os.mkfifo(_item(folder, "REC-6"))


Change = Callable[[Path], None]
CHANGES: Final = (
    _in_place,
    _in_the_middle,
    _old_time_again,
    _a_time_to_come,
    _first_of_all_times,
    _renamed,
    _renamed_with_its_id,
    _deleted,
    _two_exchanged,
    _all_deleted,
    _put_back,
    _replaced,
    _replaced_by_an_older_file,
    _backed_up,
    pytest.param(_a_link_instead, marks=pytest.mark.posix),
    pytest.param(_a_link_to_nowhere, marks=pytest.mark.posix),
    _sync_copies,
    _hidden_and_other_files,
    _settings_changed,
    _own_scale_gone,
    _inspection_added,
    _inspection_changed,
    _inspection_removed,
    _inspections_removed,
    _damaged,
    _damaged_in_both_folders,
    _damaged_and_mended,
    _a_folder_by_the_name_of_an_item,
    _too_large,
    pytest.param(_a_pipe, marks=pytest.mark.posix),
)


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("settled", [False, True], ids=["just written", "long written"])
def test_the_next_command_shows_the_new_truth_after(
    change: Change, settled: bool, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if settled:
        _let_settle(store, monkeypatch)
    before = check_truth(store)
    change(store)
    after = check_truth(store)
    unchanged = {_put_back, _sync_copies, _hidden_and_other_files, _a_time_to_come}
    if change not in {*unchanged, _damaged_and_mended}:
        assert after != before
    check_truth(store)


def _let_settle(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The index takes the files for old, and relies on their times from now on."""
    monkeypatch.setattr(index, "TICK", SHORT_TICK)
    time.sleep(2 * SHORT_TICK / 1e9)
    read_plan(store)
    with index.opened(store) as db:
        assert db.execute("select count(*) from files where young").fetchone() == (0,)


@pytest.mark.parametrize("edit", [_swap, _by_rename, _by_backup])
def test_edits_of_one_size_as_fast_as_a_machine_can_are_all_seen(
    edit: Callable[[Path, str, str], None], store: Path
) -> None:
    path, (old, new) = _item(store), (OLD, NEW)
    for _ in range(100):
        edit(path, old, new)
        assert _owner(read_plan(store)) == new
        old, new = new, old
    check_truth(store)


def _otherwise(change: Callable[[Signature], Signature]) -> Callable[[Path], FolderSnapshot]:
    """A look at the folder by which its files have other signatures."""
    take_snapshot = index.take_snapshot

    def other(folder: Path) -> FolderSnapshot:
        seen = take_snapshot(folder).signatures()
        return look_of({path: change(signature) for path, signature in seen.items()})

    return other


def _coarse(by: int) -> Callable[[Path], FolderSnapshot]:
    """Signatures as a file system gives them whose clock ticks so many nanoseconds apart."""
    return _otherwise(lambda said: (said[0], said[1] // by * by, said[2] // by * by, 0))


@pytest.mark.parametrize("by", [10_000_000, 1_000_000_000, 2_000_000_000])
def test_edits_within_one_tick_of_the_clock_are_seen(
    by: int, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where the file system has no better clock than that and inodes that mean nothing."""
    monkeypatch.setattr(index, "take_snapshot", _coarse(by))
    path, (old, new) = _item(store), (OLD, NEW)
    for _ in range(40):
        _swap(path, old, new)
        assert _owner(read_plan(store)) == new
        old, new = new, old


def test_an_edit_within_a_tick_with_the_old_time_put_back_is_seen(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file's time is old, and only the time of its node is young, and that is coarse."""
    path = _item(store)
    os.utime(path, (1_000_000_000, 1_000_000_000))
    monkeypatch.setattr(index, "take_snapshot", _coarse(2_000_000_000))
    old, new = OLD, NEW
    for _ in range(20):
        for _ in range(2):  # at the second look it must not be taken for settled
            assert _owner(read_plan(store)) == old
        _swap(path, old, new)
        os.utime(path, (1_000_000_000, 1_000_000_000))
        assert _owner(read_plan(store)) == new
        old, new = new, old


def test_a_clock_set_back_makes_no_edit_pass_unseen(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All files are from a time to come, and their times say nothing."""
    now = time.time_ns
    monkeypatch.setattr(index, "take_snapshot", _coarse(2_000_000_000))
    monkeypatch.setattr(time, "time_ns", lambda: now() - 3_600_000_000_000)
    path, (old, new) = _item(store), (OLD, NEW)
    for _ in range(10):
        _swap(path, old, new)
        assert _owner(read_plan(store)) == new
        old, new = new, old


@pytest.mark.parametrize("behind", [60, 3600, 5 * 365 * 86400])
def test_a_share_whose_clock_is_behind_ours_makes_no_edit_pass_unseen(
    behind: int, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was written just now looks old to us, and may change again within the same tick."""
    late = behind * 1_000_000_000
    monkeypatch.setattr(index, "clock_may_differ", lambda _: True)
    coarse = _coarse(2_000_000_000)
    monkeypatch.setattr(
        index,
        "take_snapshot",
        lambda folder: look_of(
            {
                path: (one[0], one[1] - late, one[2] - late, 0)
                for path, one in coarse(folder).signatures().items()
            }
        ),
    )
    path, (old, new) = _item(store), (OLD, NEW)
    for _ in range(20):
        _swap(path, old, new)
        assert _owner(read_plan(store)) == new
        old, new = new, old
    check_truth(store)


def test_a_plan_on_a_share_is_settled_once_it_was_seen_for_a_tick(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the share's clock says: the next look reads no file again."""
    late = 3_600_000_000_000
    monkeypatch.setattr(index, "clock_may_differ", lambda _: True)
    monkeypatch.setattr(
        index, "take_snapshot", _otherwise(lambda s: (s[0], s[1] - late, s[2] - late, 0))
    )
    monkeypatch.setattr(index, "TICK", SHORT_TICK)
    for _ in range(2):
        read_plan(store)
        time.sleep(2 * SHORT_TICK / 1e9)
    read_plan(store)
    with index.opened(store) as db:
        assert db.execute("select count(*) from files where young").fetchone() == (0,)


@pytest.mark.posix
def test_a_plan_on_another_disk_than_our_own_files_has_another_clock(store: Path) -> None:
    own = store.stat().st_dev
    folders = (path for path in (MEMORY, Path(__file__).parent, Path("/")) if path.is_dir())
    other = next((path for path in folders if path.stat().st_dev != own), None)
    if other is None:
        pytest.skip("this machine has one file system")
    read_plan(store)
    assert not index.clock_may_differ(store)
    assert index.clock_may_differ(other)


def test_inodes_and_times_may_be_larger_than_any_number_of_the_database(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    large = _otherwise(lambda said: (*said[:2], said[2] + 2**64, said[3] + 2**64))
    monkeypatch.setattr(index, "take_snapshot", large)
    check_truth(store)
    _in_place(store)
    assert _owner(check_truth(store)) == NEW


def test_a_file_that_comes_back_while_it_is_read_is_read_again(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was there, was gone when it was to be read, and is there again as it was."""
    check_truth(store)
    _in_place(store)
    reading, aside = read_file, store / "aside"

    def gone_meanwhile(folder: Path, path: str) -> Any:
        os.replace(_item(store), aside)
        try:
            return reading(folder, path)
        finally:
            os.replace(aside, _item(store))

    monkeypatch.setattr(index, "take_snapshot", _otherwise(lambda said: (*said[:2], 0, said[3])))
    with monkeypatch.context() as patch:
        patch.setattr(filling, "read_file", gone_meanwhile)
        with index.opened(store):
            pass
    assert _owner(check_truth(store)) == NEW


def test_a_command_that_looked_earlier_takes_nothing_from_one_that_looked_later(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The slower of two commands looks at the folder, and the quicker overtakes it."""
    check_truth(store)
    _in_place(store)
    take_snapshot = index.take_snapshot

    def overtaken(folder: Path) -> FolderSnapshot:
        found = take_snapshot(folder)
        monkeypatch.setattr(index, "take_snapshot", take_snapshot)
        text = _item(folder).read_text(encoding="utf-8").replace('"REC-2"', '"REC-8"')
        _item(folder, "REC-8").write_text(text, encoding="utf-8")
        with index.opened(folder) as quicker:
            assert quicker.execute("select count(*) from items").fetchone() == (len(ITEMS) + 1,)
        return found

    monkeypatch.setattr(index, "take_snapshot", overtaken)
    assert "REC-8" in {item.id for item in read_plan(store).items}
    check_truth(store)


def test_what_is_asked_together_is_of_one_moment(store: Path) -> None:
    with index.opened(store) as db:
        count = "select count(*) from items"
        assert db.execute(count).fetchone() == (len(ITEMS),)
        _deleted(store)
        check_truth(store)
        assert db.execute(count).fetchone() == (len(ITEMS),)


def test_a_copy_of_a_store_is_a_store_of_its_own(store: Path, tmp_path: Path) -> None:
    before = check_truth(store)
    copy = tmp_path / "copy"
    shutil.copytree(store, copy)
    assert check_truth(copy) == before
    _in_place(copy)
    assert _owner(check_truth(copy)) == NEW
    assert check_truth(store) == before


def test_a_store_can_be_moved_and_another_put_in_its_place(store: Path, tmp_path: Path) -> None:
    before = check_truth(store)
    moved, other = tmp_path / "moved", tmp_path / "other"
    shutil.copytree(store, other)
    for path in (other / "items").iterdir():
        twin = (store / "items" / path.name).stat()
        path.write_bytes(path.read_bytes().replace(OLD.encode(), NEW.encode()))
        os.utime(path, ns=(twin.st_atime_ns, twin.st_mtime_ns))
    os.replace(store, moved)
    os.replace(other, store)
    assert _owner(check_truth(store)) == NEW
    assert check_truth(moved) == before


@pytest.mark.posix
def test_a_store_reached_by_a_link_has_one_index(store: Path, tmp_path: Path) -> None:
    check_truth(store)
    link = tmp_path / "link"
    link.symlink_to(store)
    assert index.index_path(link) == index.index_path(store)
    _in_place(link)
    assert _owner(check_truth(link)) == NEW
    link.unlink()
    link.symlink_to(write_store(tmp_path / "another", ITEMS[:1]))
    assert len(check_truth(link).items) == 1


def test_settings_that_cannot_be_read_are_told_as_without_the_index(
    tmp_path: Path, run: Run
) -> None:
    store = write_store(tmp_path / "store")
    words = ("--store", store, "list", "--json")
    settings = store / "tracker.toml"
    good = settings.read_text(encoding="utf-8")
    assert run(*words).code == 0
    for text in ("schema = ", good.replace("schema = 2", "schema = 9"), "organisation = 'x'", ""):
        settings.write_text(text, encoding="utf-8")
        for _ in range(2):
            told = run(*words)
            assert told == run(*words, "--no-index")
            assert told.code == 5
    settings.write_text(good, encoding="utf-8")
    assert run(*words) == run(*words, "--no-index")
    assert run(*words).code == 0


def test_a_name_that_is_no_text_is_told_as_without_the_index(tmp_path: Path, run: Run) -> None:
    store = write_store(tmp_path / "store")
    words = ("--store", store, "list", "--json")
    odd = os.fsencode(store / "items") + b"/REC-\xff.toml"
    before = run(*words)
    with open(odd, "wb") as stream:  # noqa: PTH123  # a name in bytes
        stream.write(_item(store).read_bytes())
    assert run(*words) == run(*words, "--no-index")
    os.unlink(odd)  # noqa: PTH108
    assert run(*words) == before


def _git(folder: Path, *words: str) -> None:
    said = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *said, *words], cwd=folder, check=True, capture_output=True)


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_git_may_change_the_folder_under_the_index(store: Path) -> None:
    def shown() -> tuple[str | None, int, str | None]:
        plan = check_truth(store)
        return _owner(plan), len(plan.items), plan.organisation

    first = (OLD, len(ITEMS), "Example Police")
    second = (NEW, len(ITEMS), "Another Police")
    _git(store, "init", "-q", "-b", "main")
    _git(store, "add", ".")
    _git(store, "commit", "-qm", "first")
    assert shown() == first
    _git(store, "checkout", "-qb", "other")
    _in_place(store)
    _renamed_with_its_id(store)
    shutil.copy(_item(store, "REC-7"), _item(store))
    _swap(_item(store), 'id = "REC-7"', 'id = "REC-2"')
    _swap(store / "tracker.toml", "Example Police", "Another Police")
    _item(store, "REC-1").unlink()
    assert shown() == second
    _git(store, "add", "-A")
    _git(store, "commit", "-qm", "second")
    for _ in range(10):
        _git(store, "checkout", "-q", "main")
        assert shown() == first
        _git(store, "checkout", "-q", "other")
        assert shown() == second
    _swap(_item(store), NEW, OLD)
    assert shown()[0] == OLD
    _git(store, "stash", "-q")
    assert shown() == second
    _git(store, "stash", "pop", "-q")
    assert shown()[0] == OLD
    _git(store, "checkout", "-q", "--", ".")
    assert shown() == second
    _git(store, "reset", "-q", "--hard", "main")
    assert shown() == first
    _git(store, "clean", "-qfdx")
    assert shown() == first


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_a_merge_that_failed_is_named_until_it_is_mended(store: Path) -> None:
    _git(store, "init", "-q", "-b", "main")
    _git(store, "add", ".")
    _git(store, "commit", "-qm", "first")
    _git(store, "checkout", "-qb", "other")
    _swap(_item(store), OLD, NEW)
    _git(store, "commit", "-qam", "theirs")
    _git(store, "checkout", "-q", "main")
    _swap(_item(store), OLD, "Somebody else")
    _git(store, "commit", "-qam", "ours")
    assert check_truth(store).damaged == ()
    with pytest.raises(subprocess.CalledProcessError):
        _git(store, "merge", "-q", "other")
    assert [damage.item_id for damage in check_truth(store).damaged] == ["REC-2"]
    _git(store, "checkout", "-q", "--theirs", "items/REC-2.toml")
    assert _owner(check_truth(store)) == NEW
    _git(store, "checkout", "-q", "--ours", "items/REC-2.toml")
    assert _owner(check_truth(store)) == "Somebody else"


@pytest.mark.parametrize("settled", [False, True], ids=["just written", "long written"])
def test_the_commands_see_what_the_commands_write(
    settled: bool, plan: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    must_serve(monkeypatch)
    if settled:
        _let_settle(plan, monkeypatch)
    for words in (
        ("update", "REC-5", "--owner", "Head of Public Protection"),
        ("update", "REC-5..8", "--due", "2009-01", "--reason", "late", "--yes"),
        ("note", "REC-5", "a note"),
        ("add", "coc", "Missing persons are not found in time"),
        ("undo", "--yes"),
        ("update", "REC-6", "--status", "done"),
    ):
        assert run(*words).code == 0
        for line in (("list", "--all", "--json"), ("history", "--json"), ("summary",)):
            assert run(*line) == run(*line, "--no-index")
