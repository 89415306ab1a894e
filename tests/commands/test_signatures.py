"""In whose name entries are made: chosen once, kept for all plans, or a guess that says so."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from tests.conftest import Run


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The person's own settings, not there yet; git knows the person, nothing else does."""
    monkeypatch.delenv("TRACKER_USER")
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    home = tmp_path / "home"
    (home / ".gitconfig").write_text("[user]\n\tname = A.  Person\n", encoding="utf-8")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / "config"))
    monkeypatch.setattr("sys.platform", "linux")
    return home / "config" / "hmic-tracker" / "settings.toml"


@pytest.fixture
def fresh(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A plan of one item, made with --by."""
    folder = tmp_path / "plan"
    assert run("init", folder, "--by", "Somebody").code == 0
    monkeypatch.setenv("TRACKER_STORE", str(folder))
    assert run("add", "rec", "The force should do more.", "--by", "Somebody").code == 0
    return folder


def signed(run: Run, *options: str) -> str:
    """The name that a note is signed with."""
    assert run("note", "REC-1", "seen", *options).code == 0
    lines = (Path(os.environ["TRACKER_STORE"]) / "items" / "REC-1.toml").read_text().splitlines()
    return next(line for line in reversed(lines) if line.startswith("by = "))[6:-1]


def test_the_name_is_that_of_by_then_the_environment_then_own_settings_then_git_then_the_login(
    run: Run, own: Path, fresh: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: "login")
    assert signed(run) == "A. Person"
    (own.parent.parent.parent / ".gitconfig").unlink()
    assert signed(run) == "login"
    assert run("init", "--me", "Own  Name").code == 0
    assert signed(run) == "Own Name"
    monkeypatch.setenv("TRACKER_USER", "Of The Environment")
    assert signed(run) == "Of The Environment"
    assert signed(run, "--by", "Given") == "Given"


def test_init_says_where_a_guess_comes_from_and_how_to_choose(
    run: Run, own: Path, tmp_path: Path
) -> None:
    found = run("init", tmp_path / "one")
    assert found.err == (
        f"made an empty plan in {tmp_path / 'one'}\n"
        f"next: tracker --store {tmp_path / 'one'} import REPORT.txt\n"
        "entries are signed as A. Person, from git's user.name; "
        "for another: tracker init --me NAME\n"
    )
    assert not own.exists()


@pytest.mark.parametrize("options", [("--by", "Somebody"), ("--me", "Own Name")])
def test_a_name_that_was_chosen_needs_no_remark(
    run: Run, own: Path, tmp_path: Path, options: tuple[str, ...]
) -> None:
    found = run("init", tmp_path / "one", *options)
    assert (found.code, "signed as A. Person" in found.err) == (0, False)


def test_the_demo_says_it_as_well(run: Run, own: Path, tmp_path: Path) -> None:
    assert run("demo", tmp_path / "demo").err.endswith(
        "entries are signed as A. Person, from git's user.name; "
        "for another: tracker init --me NAME\n"
    )


def test_the_first_entry_in_a_plan_made_elsewhere_says_it_once(
    run: Run, own: Path, fresh: Path
) -> None:
    remark = "entries are signed as A. Person, from git's user.name"
    assert remark not in run("note", "REC-1", "the plan was made here").err
    for path in sorted((fresh / ".tracker" / "ops").iterdir()):
        path.unlink()  # as in a clone
    assert remark not in run("note", "REC-1", "in a name that was given", "--dry-run").err
    assert remark in run("note", "REC-1", "the first").err
    assert remark not in run("note", "REC-1", "the second").err


def test_a_name_is_kept_for_all_plans_where_nobody_else_may_read_it(run: Run, own: Path) -> None:
    found = run("init", "--me", "A. Name", "--post", "Liaison Officer")
    assert (found.code, found.out, found.err) == (
        0,
        "",
        f"your entries are signed as A. Name, Liaison Officer from now on (kept in {own})\n",
    )
    assert not Path("action-plan").exists()
    assert own.read_text(encoding="utf-8").endswith('name = "A. Name"\npost = "Liaison Officer"\n')
    if os.name == "posix":
        assert stat.S_IMODE(own.stat().st_mode) == 0o600
        assert stat.S_IMODE(own.parent.stat().st_mode) == 0o700


def test_changing_the_name_keeps_what_else_is_in_the_file(run: Run, own: Path) -> None:
    own.parent.mkdir(parents=True)
    own.write_text('# mine\nname = "Old"\npost = "Clerk"\nother = 1\n', encoding="utf-8")
    assert run("init", "--me", "New").code == 0
    assert own.read_text(encoding="utf-8") == '# mine\nname = "New"\nother = 1\n'


@pytest.mark.posix
def test_a_link_to_the_file_stays_one(run: Run, own: Path, tmp_path: Path) -> None:
    own.parent.mkdir(parents=True)
    real = tmp_path / "dotfiles.toml"
    real.write_text("", encoding="utf-8")
    own.symlink_to(real)
    assert run("init", "--me", "A. Name").code == 0
    assert own.is_symlink()
    assert 'name = "A. Name"\n' in real.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("name = 1\n", "line 1: 'name' has to be text"),
        ("\nname = \n", "line 2: not valid TOML"),
        ("name = '\udcff'\n", "not UTF-8 text"),
    ],
)
def test_own_settings_that_can_not_be_read_sign_nothing(
    run: Run, own: Path, fresh: Path, monkeypatch: pytest.MonkeyPatch, text: str, problem: str
) -> None:
    own.parent.mkdir(parents=True)
    own.write_bytes(text.encode("utf-8", "surrogateescape"))
    found = run("note", "REC-1", "seen")
    assert (found.code, found.out) == (4, "")
    assert found.err.startswith(f"tracker: {own}: {problem}")
    assert found.err.endswith(
        "\nmend it or remove it; --by NAME or TRACKER_USER says the name without it\n"
    )
    assert signed(run, "--by", "Given") == "Given"
    monkeypatch.setenv("TRACKER_USER", "Of The Environment")
    assert signed(run) == "Of The Environment"


@pytest.mark.posix
def test_own_settings_that_are_a_pipe_do_not_hang(run: Run, own: Path, fresh: Path) -> None:
    own.parent.mkdir(parents=True)
    os.mkfifo(own)
    assert run("note", "REC-1", "seen").code == 4


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (("--me", "  "), 2, "the name is empty\nname the person who makes entries\n"),
        (("--post", "Clerk"), 2, "--post needs --me\n"),
        (("--me", "A\x1b[2J"), 4, "'A\\x1b[2J' has a character that can't be printed\n"),
        (("--me", "x" * 201), 4, "that is longer than 200 characters\n"),
    ],
)
def test_what_is_no_name_is_refused_in_two_lines(
    run: Run, own: Path, words: tuple[str, ...], code: int, message: str
) -> None:
    found = run("init", *words)
    assert (found.code, found.out, found.err.count("\n")) == (code, "", 2)
    assert found.err.startswith(f"tracker: {message}")
    assert not own.exists()


def test_whoever_holds_the_post_by_their_own_settings_is_no_second_pair_of_eyes(
    run: Run, own: Path, fresh: Path
) -> None:
    run("init", "--me", "A. Name", "--post", "head of CID")
    run("update", "REC-1", "--owner", "Head of CID", "--new-owner", "--status", "done")
    words = ("verify", "REC-1", "--evidence", "DOC 1", "--shows", "it")
    found = run(*words)
    assert (found.code, found.err.partition("\n")[0]) == (
        2,
        "tracker: REC-1 is owned by Head of CID: its checker can't be A. Name",
    )
    assert run(*words, "--by", "Inspectorate").code == 0
