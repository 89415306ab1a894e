"""`tracker sync --setup URL` where there is no plan yet: that of the others, safely."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.conftest import tree
from tests.sync.conftest import Clone, Office, git, set_up
from tests.sync.test_remotes import HOOKS


@pytest.fixture
def newcomer(office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Clone:
    """Somebody who has no plan yet, in an empty folder."""
    monkeypatch.delenv("TRACKER_STORE", raising=False)
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    one = office.clones[0]
    return Clone(here / "plan", "Second Office", one.run, monkeypatch)


def test_who_has_no_plan_yet_gets_that_of_the_others_and_works_on_it(
    office: Office, newcomer: Clone
) -> None:
    result = newcomer("sync --setup", str(office.remote))
    assert result.err == (
        f"the plan of Example Police from {office.remote}\n"
        f"it holds 3 items: 3 open, 1 overdue; it is in {newcomer.folder}\n"
        "the plan is in the git repository that was there\n"
        "entries and commits are made by Second Office\n"
        f"it is exchanged with {office.remote}\n"
        "next: tracker sync\n"
    )
    assert newcomer.files == office.clones[0].files
    assert newcomer.git("status", "--short") == ""
    assert newcomer.git("branch", "--show-current") == "main\n"
    assert sorted(os.listdir(newcomer.folder)) == sorted(
        {".git", ".gitattributes", ".tracker", "items", "tracker.toml"}
    )
    assert newcomer("sync").out == "Nothing new, neither here nor there.\n"
    newcomer("note REC-1 'from the second office'")
    newcomer("sync")
    office.clones[1]("sync")
    assert office.clones[1].files == newcomer.files
    newcomer.git("pull", "--quiet")  # git itself knows the way as well


def test_in_an_empty_folder_it_is_made_there_and_beside_other_things_in_a_new_one(
    office: Office, newcomer: Clone
) -> None:
    here = newcomer.folder.parent
    run = newcomer.run
    newcomer.monkeypatch.setenv("TRACKER_USER", "Second Office")
    assert run("sync", "--setup", office.remote).code == 0
    assert (here / "tracker.toml").is_file()
    other = here.parent / "other"
    other.mkdir()
    (other / "letter.txt").write_text("mine")
    newcomer.monkeypatch.chdir(other)
    assert run("sync", "--setup", office.remote).code == 0
    assert sorted(os.listdir(other)) == ["action-plan", "letter.txt"]
    assert run("list", "--count").out == "3\n"


def test_a_folder_with_something_in_it_is_refused_and_stays_as_it_is(
    office: Office, newcomer: Clone
) -> None:
    newcomer.folder.mkdir()
    (newcomer.folder / "letter.txt").write_text("mine")
    assert newcomer("sync --setup", str(office.remote), code=4).err == (
        f"tracker: {newcomer.folder} has something in it, and no plan\n"
        "name an empty or a new folder: --store FOLDER\n"
    )
    assert os.listdir(newcomer.folder) == ["letter.txt"]


def test_a_plan_in_a_larger_repository_is_found_in_it(
    small_plan: Path, tmp_path: Path, newcomer: Clone
) -> None:
    (tmp_path / "large").mkdir()
    set_up(tmp_path / "large", small_plan, ("Liaison Officer",), "force/plan")
    first = tmp_path / "large/clone-0"
    (first / "README.md").write_text("Two plans and more.\n")
    (first / "tool.sh").write_text("#!/bin/sh\n")
    (first / "tool.sh").chmod(0o755)
    git(first, "add", "--all")
    git(first, "commit", "--quiet", "--message", "Beside it")
    git(first, "push", "--quiet", "origin", "HEAD:main")
    remote = tmp_path / "large/remote.git"
    result = newcomer("sync --setup", str(remote))
    top = newcomer.folder
    newcomer.folder = top / "force/plan"
    assert f"it is in {newcomer.folder}" in result.err
    assert (top / "README.md").read_text() == "Two plans and more.\n"
    assert os.access(top / "tool.sh", os.X_OK)
    assert newcomer.git("status", "--short") == ""
    newcomer("note REC-1 seen")
    assert "Your 1 change is sent" in newcomer("sync").out


@pytest.mark.parametrize(
    ("what", "why"),
    [
        ("empty", "is empty: there is no plan in it yet, nor here"),
        ("no plan", "has no plan: there is no tracker.toml in it"),
        ("two plans", "has 2 plans: one, two"),
        ("link", "which is no file that is taken in unseen"),
        ("submodule", "which is no file that is taken in unseen"),
        ("attributes", "which is no file that is taken in unseen"),
        ("private", "which is no file that is taken in unseen"),
        ("newline", "which is no file that is taken in unseen"),
        ("broken", "tracker.toml"),
        ("gone", "can't be reached"),
    ],
)
def test_what_is_no_plan_or_not_plain_is_refused_in_two_lines_and_nothing_is_made(
    office: Office, newcomer: Clone, tmp_path: Path, what: str, why: str
) -> None:
    maker, remote = tmp_path / "maker", tmp_path / "hostile.git"
    git(tmp_path, "init", "--quiet", "--bare", "--initial-branch=main", str(remote))
    git(tmp_path, "clone", "--quiet", str(office.remote), str(maker))
    if what in {"no plan", "two plans"}:
        (maker / "tracker.toml").rename(maker / "moved.toml")
        for name in ("one", "two") if what == "two plans" else ():
            (maker / name).mkdir()
            (maker / name / "tracker.toml").write_bytes((maker / "moved.toml").read_bytes())
    elif what == "link":
        (maker / "items/REC-1.toml").unlink()
        (maker / "items/REC-1.toml").symlink_to("/etc/passwd")
    elif what == "submodule":
        head = git(maker, "rev-parse", "HEAD").strip()
        git(maker, "update-index", "--add", "--cacheinfo", f"160000,{head},documents")
    elif what == "attributes":
        (maker / ".gitattributes").write_text("* filter=evil\n")
    elif what == "private":
        (maker / ".tracker-clone").mkdir()
        (maker / ".tracker-clone/x").write_text("x")
    elif what == "newline":
        (maker / "a\nb.txt").write_text("x")
    elif what == "broken":
        (maker / "tracker.toml").write_text("schema = [\n")
    if what not in {"empty", "gone"}:
        git(maker, "add", "--all") if what != "submodule" else None
        git(maker, "commit", "--quiet", "--message", "x")
        git(maker, "push", "--quiet", str(remote), "HEAD:main")
    address = tmp_path / "nowhere.git" if what == "gone" else remote
    before = tree(newcomer.folder.parent)
    result = newcomer("sync --setup", str(address), code=None)
    assert result.code in {4, 6}
    assert why in result.err
    assert len(result.err.splitlines()) == 2
    assert not newcomer.folder.exists()
    assert tree(newcomer.folder.parent) == before


@pytest.mark.posix
def test_nothing_of_a_hostile_remote_is_run(
    office: Office, newcomer: Clone, tmp_path: Path
) -> None:
    trace = tmp_path / "trace"
    program = tmp_path / "trap.sh"
    program.write_text(f"#!/bin/sh\necho ran >> '{trace}'\ncat\nexit 0\n")
    program.chmod(0o755)
    (office.remote / "hooks").mkdir(exist_ok=True)
    for name in HOOKS.split():
        (office.remote / "hooks" / name).write_bytes(program.read_bytes())
        (office.remote / "hooks" / name).chmod(0o755)
    template = tmp_path / "template/hooks"
    template.mkdir(parents=True)
    (template / "post-checkout").write_bytes(program.read_bytes())
    (template / "post-checkout").chmod(0o755)
    home = Path(os.environ["HOME"])
    config = f"[init]\n\ttemplateDir = {template.parent}\n"
    config += f'[filter "evil"]\n\tsmudge = {program}\n\tclean = {program}\n'
    config += f"[core]\n\tfsmonitor = {program}\n\thooksPath = {template}\n"
    (home / ".gitconfig").write_text(config)
    newcomer("sync --setup", str(office.remote))
    newcomer("sync")
    assert not trace.exists()


def test_a_clone_that_was_stopped_is_begun_anew(office: Office, newcomer: Clone) -> None:
    (newcomer.folder / ".tracker-clone/.git").mkdir(parents=True)
    (newcomer.folder / ".tracker-clone/tracker.toml").write_text("half")
    newcomer("sync --setup", str(office.remote))
    assert newcomer.files == office.clones[0].files
    assert not (newcomer.folder / ".tracker-clone").exists()
