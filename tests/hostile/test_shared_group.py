"""A plan that a group shares: two real users, each reads and writes what the other wrote."""

from __future__ import annotations

import importlib
import os
import pkgutil
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import pytest

import hmic_tracker
from tests.conftest import EXAMPLE
from tests.torture.children import Ended, command

pytestmark = [
    pytest.mark.posix,
    pytest.mark.skipif(
        os.name != "posix" or os.geteuid() != 0, reason="only root can be two other users"
    ),
]
GROUP: Final = 54321
OTHER_GROUP: Final = 54322
USERS: Final = {"A": 54001, "B": 54002}
LINES: Final = (
    ("add", "rec", "The force should do more.", "--owner", "Head of CID"),
    ("update", "REC-17", "--due", "2009-03"),
    ("update", "REC-1..3", "--tag", "seen", "--yes"),
    ("note", "REC-17", "seen"),
    ("action", "add", "REC-17", "Agree one template"),
    ("action", "done", "REC-17", "1"),
    ("evidence", "add", "REC-17", "DOC 12/27", "--shows", "minutes"),
    ("update", "REC-17", "--status", "done"),
    ("verify", "REC-17", "--by", "Internal Inspectorate"),
    ("close", "REC-17", "--discharged-by", "HMICFRS"),
    ("reopen", "REC-17", "--reason", "not everywhere"),
    ("link", "REC-17", "implements", "REC-1"),
    ("person", "add", "Head of CID", "--holder", "Somebody"),
    ("inspection", "add", "Phase Two", "--id", "phase-two"),
    ("list", "--overdue", "--save", "late"),
    ("report", "--number", "9", "--meeting", "2008-12-11", "--record"),
    ("check", "--record"),
    ("undo", "--yes"),
)


def _as(user: str, folder: Path, *words: str, umask: int = 0o022) -> Ended:
    def become() -> None:
        os.umask(umask)
        os.setgroups([GROUP, OTHER_GROUP])
        os.setgid(USERS[user])  # a group of one's own, as most systems give
        os.setuid(USERS[user])
        os.environ.update(HOME="/nonexistent", XDG_CACHE_HOME="/nonexistent", TRACKER_USER=user)
        os.chdir("/")

    return command(folder, *words, before=become).wait()


@pytest.fixture(scope="module", autouse=True)
def _loaded() -> None:
    """All that a command may import: another user can't read where this one's Python lies."""
    for module in pkgutil.walk_packages(hmic_tracker.__path__, "hmic_tracker."):
        importlib.import_module(module.name)
    names = ("sqlite3", "encodings.utf_8_sig", "tomlrt", "tomli", "jinja2", "json")
    more = ("importlib.readers", "encodings.unicode_escape", "concurrent.futures.thread")
    for name in (*names, *more):
        importlib.import_module(name)


def _can_be_read(path: Path) -> bool:
    """Whether anybody may read a file: a checkout may lie where only its owner looks."""
    return all(part.stat().st_mode & 0o005 for part in (path, *path.parents))


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder that anybody can pass through: another run of pytest closes the usual one."""
    with TemporaryDirectory(prefix="tracker-shared-") as name:
        Path(name).chmod(0o711)
        yield Path(name)


@pytest.fixture
def shared(place: Path) -> Path:
    """A folder that the group can write in and that gives its group to what is made in it."""
    folder = place / "shared"
    folder.mkdir()
    os.chown(folder, 0, GROUP)
    folder.chmod(0o2770)
    return folder


def test_each_reads_and_writes_what_the_other_wrote(shared: Path, place: Path) -> None:
    plan = shared / "plan"
    report = place / "report.txt"
    report.write_bytes(EXAMPLE.read_bytes())
    report.chmod(0o644)
    made = _as("A", plan, "init", str(plan))
    assert made.code == 0, made
    taken = _as("B", plan, "import", str(report), "--yes")
    assert taken.code == 0, taken
    template = Path(hmic_tracker.__file__).parent / "templates" / "paper.j2"
    for nth, words in enumerate(LINES):
        if words[0] == "report" and not _can_be_read(template):
            continue
        writer, reader = ("A", "B") if nth % 2 else ("B", "A")
        done = _as(writer, plan, *words)
        assert done.code == 0, (words, done)
        seen = _as(reader, plan, "list", "--all", "--json")
        assert (seen.code, '"unreadable": []' in seen.out) == (0, True), (words, seen)
        assert _as(reader, plan, "history").code == 0
    for path in (plan, *plan.rglob("*")):
        state = path.lstat()
        wanted = 0o2770 if path.is_dir() else 0o660
        assert (state.st_gid, stat.S_IMODE(state.st_mode)) == (GROUP, wanted), path


def test_a_strict_umask_takes_nothing_from_the_group(shared: Path) -> None:
    shared.chmod(0o2775)
    plan = shared / "plan"
    assert _as("A", plan, "init", str(plan), umask=0o077).code == 0
    for nth, words in enumerate((LINES[0], ("update", "REC-1", "--due", "2009-03"), *LINES[12:15])):
        done = _as("BA"[nth % 2], plan, *words, umask=0o077)
        assert done.code in {0, 3}, (words, done)
    for path in (plan, *plan.rglob("*")):
        state = path.lstat()
        wanted = 0o2770 if path.is_dir() else 0o660
        assert (state.st_gid, stat.S_IMODE(state.st_mode)) == (GROUP, wanted), path


def test_a_file_that_is_replaced_keeps_its_group_and_its_mode(shared: Path) -> None:
    plan = shared / "plan"
    assert _as("A", plan, "init", str(plan)).code == 0
    assert _as("A", plan, *LINES[0]).code == 0
    item = plan / "items" / "REC-1.toml"
    os.chown(item, -1, OTHER_GROUP)
    item.chmod(0o640)
    before = item.read_bytes()
    for words in (("note", "REC-1", "seen"), ("update", "REC-1", "--due", "2009-03"), LINES[-1]):
        assert _as("A", plan, *words, umask=0o077).code == 0
        state = item.stat()
        assert (state.st_gid, stat.S_IMODE(state.st_mode)) == (OTHER_GROUP, 0o640), words
    assert item.read_bytes() != before


def test_an_upgrade_keeps_group_and_mode_of_each_file(shared: Path) -> None:
    plan = shared / "plan"
    shutil.copytree(Path(__file__).parent.parent / "store" / "format_1" / "early", plan)
    for path in (plan, *plan.rglob("*")):
        os.chown(path, USERS["A"], GROUP)
        path.chmod(0o2770 if path.is_dir() else 0o660)
    assert _as("A", plan, "check", "--upgrade", umask=0o077).code in {0, 1}
    for path in (plan, *plan.rglob("*")):
        state = path.lstat()
        wanted = 0o2770 if path.is_dir() else 0o660
        assert (state.st_gid, stat.S_IMODE(state.st_mode)) == (GROUP, wanted), path


def test_a_plan_of_ones_own_stays_ones_own(place: Path) -> None:
    home = place / "home-of-a"
    home.mkdir()
    os.chown(home, USERS["A"], USERS["A"])
    plan = home / "plan"
    assert _as("A", plan, "init", str(plan)).code == 0
    assert _as("A", plan, "add", "rec", "The force should do more.").code == 0
    files = [path for path in plan.rglob("*") if path.is_file()]
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}


def test_a_journal_that_can_not_be_seen_is_no_empty_one(shared: Path) -> None:
    plan = shared / "plan"
    assert _as("A", plan, "init", str(plan)).code == 0
    assert _as("A", plan, "add", "rec", "The force should do more.").code == 0
    (plan / ".tracker").chmod(0)
    for words in (("list",), ("list", "--no-index"), ("show", "REC-1"), ("note", "REC-1", "x")):
        ended = _as("B", plan, *words)
        assert (ended.code in {5, 8}, ended.out, "Traceback" in ended.err) == (True, "", False), (
            words,
            ended,
        )
