"""What comes from elsewhere runs nothing and changes nothing outside; others who are faster."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from hmic_tracker.git import remote as git_remote
from tests.conftest import tree
from tests.sync.conftest import LIAISON, Clone, Office, git, set_up


def _pushed(clone: Clone, message: str = "by hand") -> None:
    """What stands in a clone is committed and pushed with git alone."""
    clone.git("add", "--all")
    clone.git("commit", "--quiet", "--message", message)
    clone.git("push", "--quiet", "origin", "HEAD:main")


def _trap(folder: Path) -> tuple[Path, str]:
    """A program that leaves a trace where it is run, and the trace."""
    trace = folder / "trace"
    program = folder / "trap.sh"
    program.write_text(f"#!/bin/sh\necho ran >> '{trace}'\ncat\nexit 0\n")
    program.chmod(0o755)
    return trace, str(program)


FORMER = Path(__file__).parent.parent / "store/format_1/late"
HOOKS = """
applypatch-msg commit-msg fsmonitor-watchman post-applypatch post-checkout post-commit
post-index-change post-merge post-receive post-rewrite post-update pre-applypatch pre-auto-gc
pre-commit pre-merge-commit pre-push pre-rebase pre-receive prepare-commit-msg proc-receive
push-to-checkout reference-transaction sendemail-validate update
"""


@pytest.mark.posix
def test_no_hook_filter_monitor_or_driver_of_a_repository_is_run(
    office: Office, tmp_path: Path
) -> None:
    ours, theirs = office.clones
    trace, program = _trap(tmp_path)
    for hooks in (ours.folder / ".git/hooks", office.remote / "hooks"):
        hooks.mkdir(exist_ok=True)
        for name in HOOKS.split():
            shutil.copy(program, hooks / name)
    for name, value in (
        ("core.fsmonitor", program),
        ("filter.evil.clean", program),
        ("filter.evil.smudge", program),
        ("filter.evil.process", program),
        ("filter.evil.required", "true"),
        ("diff.evil.textconv", program),
        ("diff.external", program),
        ("merge.tracker.driver", program),
        ("core.pager", program),
        ("core.editor", program),
        ("gpg.program", program),
        ("commit.gpgSign", "true"),
        ("core.alternateRefsCommand", program),
    ):
        ours.git("config", name, value)
    (ours.folder / ".git/info").mkdir(exist_ok=True)
    (ours.folder / ".git/info/attributes").write_text("* filter=evil diff=evil merge=evil\n")
    git(office.remote, "config", "core.alternateRefsCommand", program)
    git(office.remote, "config", "core.fsmonitor", program)
    theirs("note REC-1 'asked'")
    theirs("sync")
    ours("note REC-1 'seen'")
    ours("sync --status")
    ours("sync --dry-run")
    assert "are together" in ours("sync").out
    assert not trace.exists()
    theirs("sync")
    assert ours.files == theirs.files


@pytest.mark.posix
@pytest.mark.parametrize(
    ("what", "named"),
    [
        ("attributes", ".gitattributes"),
        ("link", "items/REC-1.toml"),
        ("folder link", "items"),
        ("outside link", "notes.txt"),
        ("submodule", "sub"),
        ("newline", "new\\nline.txt"),
        ("modules", ".gitmodules"),
    ],
)
def test_what_is_no_plain_file_is_refused_in_two_lines_and_nothing_changes(
    office: Office, tmp_path: Path, what: str, named: str
) -> None:
    ours, theirs = office.clones
    folder = theirs.folder
    if what == "attributes":
        (folder / ".gitattributes").write_text("* filter=lfs\n")
    elif what == "link":
        (folder / "items/REC-1.toml").unlink()
        (folder / "items/REC-1.toml").symlink_to("/etc/passwd")
    elif what == "folder link":
        shutil.rmtree(folder / "items")
        (folder / "items").symlink_to(tmp_path)
    elif what == "outside link":
        (folder / "notes.txt").symlink_to(tmp_path / "outside")
    elif what == "submodule":
        git(folder, "init", "--quiet", str(folder / "sub"))
        git(folder / "sub", "commit", "--quiet", "--allow-empty", "--message", "one")
    elif what == "newline":
        (folder / "new\nline.txt").write_text("x")
    else:
        (folder / ".gitmodules").write_text('[submodule "x"]\n\tpath = x\n\turl = ../x\n')
    _pushed(theirs)
    ours("note REC-2 'seen'")
    ours.git("add", "--all")
    before, outside = ours.files, tree(tmp_path / "home")
    result = ours("sync", code=4)
    assert len(result.err.splitlines()) == 2, result.err
    assert named in result.err
    assert ours.files == before
    assert tree(tmp_path / "home") == outside
    assert b"seen" in before["items/REC-2.toml"]


def test_a_remote_whose_branch_is_an_option_is_refused(
    small_plan: Path, tmp_path: Path, pair: tuple[Clone, Clone]
) -> None:
    ours, _ = pair
    remote = tmp_path / "evil.git"
    git(tmp_path, "init", "--quiet", "--bare", str(remote))
    head = git(ours.folder, "rev-parse", "HEAD").strip()
    shutil.copytree(ours.folder / ".git/objects", remote / "objects", dirs_exist_ok=True)
    branch = remote / "refs/heads/--upload-pack=touch owned"
    branch.write_text(f"{head}\n")
    (remote / "HEAD").write_text("ref: refs/heads/--upload-pack=touch owned\n")
    ours.folder = tmp_path / "plan"
    shutil.copytree(small_plan, ours.folder)
    result = ours("sync --setup", str(remote), code=4)
    assert len(result.err.splitlines()) == 2, result.err
    assert not (ours.folder / ".git").exists()
    result = ours("sync", "--", "--upload-pack=touch owned", code=4)
    assert "there is no folder --upload-pack=touch owned" in result.err


@pytest.mark.parametrize(
    "address",
    ["ext::sh -c touch% owned", "--upload-pack=touch owned", "http://example.org/x", "git://x/y"],
)
def test_an_address_that_could_run_something_is_refused(
    pair: tuple[Clone, Clone], address: str
) -> None:
    ours, _ = pair
    ours.git("config", "remote.origin.url", address)
    result = ours("sync", code=4)
    assert len(result.err.splitlines()) == 2, result.err
    assert ours("sync", "--", address, code=4).err == result.err


def test_a_remote_whose_history_was_rewritten_is_refused(pair: tuple[Clone, Clone]) -> None:
    ours, theirs = pair
    ours("note REC-1 'seen'")
    ours("sync")
    theirs("sync")
    theirs.git("reset", "--quiet", "--hard", "HEAD~1")
    theirs("note REC-1 'otherwise'")
    theirs.git("add", "--all")
    theirs.git("commit", "--quiet", "--message", "rewritten")
    theirs.git("push", "--quiet", "--force", "origin", "HEAD:main")
    before, head = ours.files, ours.git("rev-parse", "HEAD")
    result = ours("sync", code=6)
    assert "has another history than it had" in result.err
    assert len(result.err.splitlines()) == 2
    assert (ours.files, ours.git("rev-parse", "HEAD")) == (before, head)


def test_a_file_of_theirs_that_cannot_be_read_is_refused(pair: tuple[Clone, Clone]) -> None:
    ours, theirs = pair
    path = theirs.folder / "items/REC-1.toml"
    path.write_text(path.read_text() + "broken = \n")
    _pushed(theirs)
    ours("note REC-1 'seen'")
    before = ours.files
    result = ours("sync", code=4)
    assert "items/REC-1.toml" in result.err
    assert len(result.err.splitlines()) == 2, result.err
    assert ours.files == before


def test_a_file_of_ours_that_cannot_be_read_is_refused_with_the_line_that_mends_it(
    pair: tuple[Clone, Clone],
) -> None:
    ours, _ = pair
    path = ours.folder / "items/REC-1.toml"
    path.write_text(path.read_text() + "broken = \n")
    head = ours.git("rev-parse", "HEAD")
    result = ours("sync", code=5)
    assert "tracker edit REC-1" in result.err
    assert len(result.err.splitlines()) == 2
    assert ours.git("rev-parse", "HEAD") == head


def test_a_plan_upgraded_on_one_side_only_is_refused_with_the_way_on(
    tmp_path: Path, pair: tuple[Clone, Clone]
) -> None:
    ours, theirs = pair
    remote = tmp_path / "former.git"
    git(tmp_path, "init", "--quiet", "--bare", "--initial-branch=main", str(remote))
    for nth, clone in enumerate(pair):
        clone.folder = tmp_path / f"former-{nth}"
    shutil.copytree(FORMER, ours.folder)
    ours.git("init", "--quiet", "--initial-branch=main")
    ours.git("remote", "add", "origin", str(remote))
    _pushed(ours)
    git(tmp_path, "clone", "--quiet", str(remote), str(theirs.folder))
    item = next((theirs.folder / "items").iterdir())
    item.write_text(item.read_text() + "# a remark\n")
    _pushed(theirs)
    ours("check --upgrade", code=1)
    ours("sync --setup")
    before, head = ours.files, ours.git("rev-parse", "HEAD")
    assert ours("sync", code=6).err == (
        f"tracker: {remote} is of format 1, and your plan of format 2\n"
        "ask those who work there to run, once: tracker check --upgrade   (then: tracker sync)\n"
    )
    assert (ours.files, ours.git("rev-parse", "HEAD")) == (before, head)
    assert "tracker check --upgrade" in theirs("sync", code=8).err
    theirs("check --upgrade", code=1)
    theirs("sync --setup")
    theirs("sync")
    ours("sync")
    theirs("sync")
    assert ours.files == theirs.files
    assert ours.files[f"items/{item.name}"].endswith(b"# a remark\n")


def test_a_race_is_run_again_until_all_is_there(
    pair: tuple[Clone, Clone], monkeypatch: pytest.MonkeyPatch
) -> None:
    ours, theirs = pair
    theirs("note REC-1 'first'")
    theirs.git("commit", "--all", "--quiet", "--message", "theirs")
    ours("note REC-1 'second'")
    real = git_remote.push
    calls: list[object] = []

    def slow(*args: object) -> bool:
        if not calls:
            theirs.git("push", "--quiet", "origin", "HEAD:main")
        calls.append(args)
        return real(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(git_remote, "push", slow)
    result = ours("sync")
    assert len(calls) == 2
    assert 'From deputy  REC-1 note "first"' in result.out
    theirs("sync")
    assert ours.files == theirs.files


def test_who_is_too_slow_five_times_is_told_to_run_it_again(
    pair: tuple[Clone, Clone], monkeypatch: pytest.MonkeyPatch
) -> None:
    ours, _ = pair
    ours("note REC-1 'second'")
    calls: list[object] = []

    def lost(*args: object) -> bool:
        calls.append(args)
        return False

    monkeypatch.setattr(git_remote, "push", lost)
    result = ours("sync", code=6)
    assert "somebody else was faster 5 times" in result.err
    assert len(calls) == 5
    monkeypatch.undo()


@pytest.fixture
def larger(small_plan: Path, tmp_path: Path, pair: tuple[Clone, Clone]) -> tuple[Clone, Clone]:
    """Two clones of a repository in which the plan is a folder."""
    made = tmp_path / "larger"
    made.mkdir()
    set_up(made, small_plan, ("Liaison Officer", "Deputy"), "papers/plan")
    clones = []
    for clone, nth in zip(pair, (0, 1), strict=True):
        clone.folder = made / f"clone-{nth}"
        clones.append(clone)
    first = clones[0]
    (first.folder / "src").mkdir()
    for name in ("one.txt", "two.txt", "three.txt"):
        (first.folder / "src" / name).write_text(f"{name}\n")
    first.git("add", "src")
    first.git("commit", "--quiet", "--message", "code")
    first.git("push", "--quiet", "origin", "main")
    clones[1].git("pull", "--quiet", "--ff-only")
    for clone in clones:
        clone.folder = clone.folder / "papers/plan"
    return clones[0], clones[1]


def test_in_a_larger_repository_the_other_files_and_what_is_staged_stay(
    larger: tuple[Clone, Clone],
) -> None:
    ours, theirs = larger
    theirs("note REC-1 'first'")
    theirs("sync")
    src = ours.folder.parent.parent / "src"
    (src / "one.txt").write_text("staged\n")
    ours.git("add", "../../src/one.txt")
    (src / "two.txt").write_text("dirty\n")
    (src / "new.txt").write_text("untracked\n")
    ours("note REC-2 'second'")
    before = tree(src)
    assert "are together" in ours("sync").out
    assert tree(src) == before
    assert ours.git("status", "--short") == (
        "M  ../../src/one.txt\n M ../../src/two.txt\n?? ../../src/new.txt\n"
    )
    assert ours.git("show", "HEAD:src/one.txt") == "one.txt\n"
    theirs("sync")
    assert ours.files == theirs.files


def test_what_others_changed_beside_the_plan_comes_in_as_it_is(
    larger: tuple[Clone, Clone],
) -> None:
    ours, theirs = larger
    there = theirs.folder.parent.parent / "src"
    (there / "one.txt").write_text("theirs\n")
    (there / "three.txt").unlink()
    (there / "four.sh").write_text("#!/bin/sh\n")
    (there / "four.sh").chmod(0o755)
    theirs.git("add", "--all", "../../src")
    theirs.git("commit", "--quiet", "--message", "code")
    theirs("note REC-1 'first'")
    theirs("sync")
    here = ours.folder.parent.parent / "src"
    (here / "two.txt").write_text("dirty\n")
    ours("note REC-2 'second'")
    ours("sync")
    assert tree(here) == {
        "one.txt": b"theirs\n",
        "two.txt": b"dirty\n",
        "four.sh": b"#!/bin/sh\n",
    }
    assert os.access(here / "four.sh", os.X_OK)
    assert ours.git("status", "--short") == " M ../../src/two.txt\n"
    theirs("sync")
    assert ours.files == theirs.files


def test_a_file_beside_the_plan_that_both_changed_is_refused(
    larger: tuple[Clone, Clone],
) -> None:
    ours, theirs = larger
    there, here = (one.folder.parent.parent / "src/one.txt" for one in (theirs, ours))
    there.write_text("theirs\n")
    theirs.git("commit", "--all", "--quiet", "--message", "code")
    theirs("note REC-1 'first'")
    theirs("sync")
    here.write_text("ours\n")
    ours("note REC-2 'second'")
    before = ours.files
    result = ours("sync", code=6)
    assert result.err == (
        "tracker: the remote changed src/one.txt, beside the plan, and so did you\n"
        "nothing was changed; bring the two together first: git pull\n"
    )
    assert (here.read_text(), ours.files) == ("ours\n", before)


@pytest.mark.parametrize("driver", [True, False])
def test_in_a_larger_repository_a_plain_pull_is_right_or_is_mended(
    larger: tuple[Clone, Clone], driver: bool
) -> None:
    ours, theirs = larger
    theirs("update REC-1 --due 2009-03 --reason staffing --yes")
    theirs("sync")
    ours("update REC-1 --due 2009-01 --reason 'IT release' --yes")
    if not driver:
        ours.git("config", "--remove-section", "merge.tracker")
    ours.git("commit", "--all", "--quiet", "--message", "ours")
    ours.git("pull", "--quiet", "--no-rebase", "--no-edit", "origin", "main", code=None)
    if not driver:
        ours("sync --mend", code=6)
    assert ours.git("status", "--short") == ""
    ours("sync", code=6)
    theirs("sync", code=6)
    assert ours.files == theirs.files
    assert b"[unsettled.due]" in ours.files["items/REC-1.toml"]


def test_a_locked_index_of_git_is_waited_for_and_then_named(
    pair: tuple[Clone, Clone], monkeypatch: pytest.MonkeyPatch
) -> None:
    ours, theirs = pair
    theirs("note REC-1 'theirs'")
    theirs("sync")
    ours("note REC-1 'ours'")
    lock = ours.folder / ".git/index.lock"
    lock.write_bytes(b"")
    monkeypatch.setattr("hmic_tracker.git.objects._LOCK_SECONDS", 0.2)
    assert ours("sync", code=8).err == (
        "tracker: another git is at work here: its index is locked\n"
        f"wait for it; if there is none, remove {lock}\n"
    )
    lock.unlink()
    assert "are together" in ours("sync").out
    theirs("sync")
    assert ours.files == theirs.files


def test_two_who_merged_each_other_with_git_come_together_as_well(
    pair: tuple[Clone, Clone],
) -> None:
    ours, theirs = pair
    for one, due in ((ours, "2009-01"), (theirs, "2009-03")):
        one(f"update REC-1 --due {due} --reason agreed --yes")
        path = one.folder / "items/REC-2.toml"
        path.write_text(f"# of {one.person}\n{path.read_text()}")
        one.git("commit", "--all", "--quiet", "--message", one.person)
    heads = [one.git("rev-parse", "HEAD").strip() for one in pair]
    for one, other, head in ((ours, theirs, heads[1]), (theirs, ours, heads[0])):
        one.git("fetch", "--quiet", str(other.folder))
        one.git("merge", "--quiet", "--no-edit", head)
    ours("note REC-1 'ours'")
    theirs("note REC-1 'theirs'")
    theirs("sync", code=6)
    assert len(ours.git("merge-base", "--all", heads[0], heads[1]).split()) == 1
    ours("sync", code=6)
    theirs("sync", code=6)
    assert ours.files == theirs.files
    text = ours.files["items/REC-2.toml"]
    assert (text.count(b"# of Liaison"), text.count(b"# of Deputy")) == (1, 1)


def test_a_remote_that_has_another_branch_is_named_with_it(office: Office) -> None:
    ours, theirs = office.clones
    git(office.remote, "branch", "-m", "main", "plans")
    result = ours("sync", code=4)
    assert result.err == (
        f"tracker: {office.remote} has no branch main; what it has is on plans\n"
        "say that yours goes there: git branch -u origin/plans   (after: git fetch)\n"
    )
    for one in (ours, theirs):
        one.git("fetch", "--quiet")
        one.git("branch", "--quiet", "-u", "origin/plans")
    ours("note REC-1 'seen'")
    ours("sync")
    theirs("sync")
    assert ours.files == theirs.files


def test_a_file_that_is_larger_than_any_may_be_is_refused(pair: tuple[Clone, Clone]) -> None:
    ours, theirs = pair
    path = theirs.folder / "items/REC-1.toml"
    path.write_text(path.read_text() + "# " + "x" * (10 * 1024 * 1024))
    _pushed(theirs)
    before = ours.files
    result = ours("sync", code=4)
    assert "is larger than a file of a plan may be" in result.err
    assert len(result.err.splitlines()) == 2
    assert ours.files == before


def test_a_copy_with_its_branch_is_read_from_and_sent_to_where_it_takes_it(
    pair: tuple[Clone, Clone], tmp_path: Path
) -> None:
    ours, _ = pair
    copy = Clone(tmp_path / "copy", LIAISON, ours.run, ours.monkeypatch)
    shutil.copytree(ours.folder, copy.folder)
    assert ours("sync", str(copy.folder)).out == "Nothing new, neither here nor there.\n"
    copy("note REC-1 'on the train'")
    copy.git("commit", "--quiet", "--all", "--message", "By hand")
    assert "on the train" in ours("sync", str(copy.folder)).out
    ours("note REC-2 'at the desk'")
    copy.git("config", "receive.denyCurrentBranch", "updateInstead")
    assert ours("sync --dry-run", str(copy.folder)).out.startswith("Your 1 change would be sent;")
    assert ours("sync", str(copy.folder)).out.startswith("Your 1 change is sent;")
    assert copy.files == ours.files


@pytest.mark.parametrize("how", ["sync", "sync --dry-run", "sync --status"])
def test_a_plan_in_git_is_not_exchanged_with_itself(pair: tuple[Clone, Clone], how: str) -> None:
    ours, _ = pair
    for address in (str(ours.folder), f"file://{ours.folder}"):
        assert ours(how, address, code=4).err == (
            f"tracker: {address} is the plan that you exchange\nname the folder of another copy\n"
        )


def test_a_bare_copy_that_has_all_but_the_last_change_is_sent_that_and_not_the_whole(
    pair: tuple[Clone, Clone], tmp_path: Path
) -> None:
    ours, _ = pair
    git(tmp_path, "clone", "--quiet", "--bare", str(ours.folder), str(tmp_path / "stick.git"))
    ours("note REC-2 'at the desk'")
    place = str(tmp_path / "stick.git")
    shown = ours("sync --dry-run", place).out
    assert shown == "Your 1 change would be sent; nothing new from others.\n"
    assert ours("sync", place).out == "Your 1 change is sent; nothing new from others.\n"
