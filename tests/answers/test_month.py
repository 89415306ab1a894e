"""A month with five leads of different habits ends as if their answers had been typed."""

from __future__ import annotations

import csv
import io
import json
import shlex
import shutil
from pathlib import Path
from typing import Any, Final

import pytest

from hmic_tracker.domain.frameworks import slug_of
from tests.answers.returned import mailed
from tests.answers.workbooks import fill, opened, saved
from tests.commands.terminal import Terminal
from tests.conftest import Run

pytestmark = [
    pytest.mark.posix,
    pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning"),
]
OWNED: Final = {
    "Head of Everything": "REC-5..6 AFI-11..18",
    "Head of Forwarding": "REC-7..8",
    "Head of Last Month": "REC-13",
    "Head of Mail": "REC-14",
    "Head of Silence": "AFI-39..48",
}
PEOPLE: Final = "".join(
    f'\n[people."{owner}"]\nmail = "{slug_of(owner)}@example.org"\n' for owner in OWNED
)
TYPED: Final = (
    "update REC-5 --progress almost --status in-progress",
    "update REC-6 --status done",
    "update AFI-11..15 --status done --yes",
    "update REC-7 --progress some --status in-progress",
    "update REC-8 --due 2009-03-31 --reason 'the board said so' --agreed-by Board",
    "update REC-13 --status done",
    "update REC-14 --progress almost --status in-progress",
)
"""What the five told, as one person would have typed it."""


class Month:
    """Two copies of a plan: one of which leads are asked, one in which all is typed."""

    def __init__(self, run: Run, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self.run, self.plan, self.typed = run, folder / "plan", folder / "typed"
        self.packs, self._patch = folder / "packs", patch

    def on(self, day: str) -> None:
        self._patch.setenv("TRACKER_TODAY", day)

    def tracker(self, *words: str | Path, code: int = 0) -> str:
        done = self.run("--store", self.plan, *words)
        assert done.code == code, (words, done.out, done.err)
        return done.out

    def send(self, day: str) -> dict[str, bytes]:
        """Remind everybody; the workbooks by their owners."""
        self.on(day)
        self.tracker("remind", "--days", "200", "-o", self.packs)
        return {
            owner: (self.packs / f"answers-{slug_of(owner)}.xlsx").read_bytes() for owner in OWNED
        }

    def mail(self, owner: str) -> str:
        return (self.packs / f"{slug_of(owner)}.txt").read_text()

    def summary(self, folder: Path) -> Any:
        done = self.run("--store", folder, "summary", "--json")
        return {
            key: value
            for key, value in json.loads(done.out).items()
            if key not in {"answers", "recorded_since", "entries_since", "overdue_items"}
        }


@pytest.fixture
def month(imported: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> Month:
    """The plan of the example report, with five owners."""
    made = Month(run, tmp_path, monkeypatch)
    shutil.copytree(imported, made.plan)
    settings = made.plan / "tracker.toml"
    settings.write_text(settings.read_text() + PEOPLE)
    made.on("2008-11-03")
    for owner, ids in OWNED.items():
        made.tracker("update", *ids.split(), "--owner", owner, "--yes")
    return made


def as_csv(data: bytes, answers: dict[str, dict[str, Any]]) -> str:
    book = fill(opened(data), answers)
    text = io.StringIO()
    csv.writer(text).writerows([c.value for c in row] for row in book["Answers"].iter_rows())
    return text.getvalue()


def test_the_summary_at_the_end_is_the_one_of_the_same_updates_typed(month: Month) -> None:
    first = month.send("2008-11-03")
    second = month.send("2008-12-01")
    shutil.copytree(month.plan, month.typed)
    for owner in OWNED:
        told = " ".join(month.mail(owner).split())
        assert "on 3 November 2008 has not been answered for 28 days." in told
    month.on("2008-12-05")
    everything, forwarding, last_month, writer, silent = OWNED
    # One fills in everything, and saves it as CSV.
    answers: dict[str, dict[str, Any]] = {
        "REC-5": {"how_far": "almost", "what": "28 of 32", "shows": "DOC 1", "why": "Jo Lead"},
        "REC-6": {"how_far": "completed", "what": "All of it"},
        "AFI-11..18": {"done": "5 of 8", "what": "Five templates"},
    }
    Path("everything.csv").write_text(as_csv(second[everything], answers))
    month.tracker("receive", "everything.csv", "--yes")
    # One's deputy answers, and the mail is passed on twice.
    book = fill(
        opened(second[forwarding]),
        {
            "REC-7": {"how_far": "some", "what": "One pilot failed"},
            "REC-8": {"new_date": "31 Mar 2009", "why": "IT"},
        },
    )
    mail = mailed("Deputy <deputy@example.org>", saved(book), text="As asked.\n")
    mail = mailed(f"Head <{slug_of(forwarding)}@example.org>", mailed("PA <pa@example.org>", mail))
    Path("forwarded.eml").write_bytes(bytes(mail))
    month.tracker("receive", "forwarded.eml", "--yes")
    assert month.tracker("list", "--requested", "--format", "ids") == "REC-8\n"
    month.tracker(
        *shlex.split("update REC-8 --due 2009-03-31 --reason 'the board said so'"),
        *("--agreed-by", "Board"),
    )
    # One sends last month's workbook.
    book = fill(opened(first[last_month]), {"REC-13": {"how_far": "completed"}})
    Path("last-month.xlsx").write_bytes(saved(book))
    assert "Take note: a newer one went out on 1 Dec 2008.\n" in (
        month.tracker("receive", "last-month.xlsx", "--yes")
    )
    # One only writes a line, over our own mail.
    quoted = "".join(f"> {line}\n" for line in month.mail(writer).splitlines())
    line = f"Hi,\nREC-14 is almost there.\n\nThanks, Jo\n\nOn Mon, Liaison wrote:\n{quoted}"
    sender = f"Head <{slug_of(writer)}@example.org>"
    Path("line.eml").write_bytes(bytes(mailed(sender, text=line)))
    month.tracker("receive", "line.eml", "--yes", code=6)
    with Terminal(month.plan, ["receive", "line.eml"]) as terminal:
        terminal.answer("s later >", "a")
        terminal.answer("y/n >", "y")
        assert terminal.end()[0] == 0
    # One is silent. The same typed by one person:
    for typed in TYPED:
        assert month.run("--store", month.typed, *shlex.split(typed)).code == 0, typed
    assert month.summary(month.plan) == month.summary(month.typed)
    month.on("2008-12-20")
    lines = " ".join(month.tracker("remind", "--answers").split())
    assert "5 sent, 4 answered, 1 silent for 19 days" in lines
    assert f"19 {silent}" in lines
    month.send("2008-12-20")
    unanswered = "What was sent to you on 1 December 2008 has not been answered for 19 days."
    assert [one for one in OWNED if unanswered in " ".join(month.mail(one).split())] == [silent]
    # Received once more, none of it changes anything.
    files = ("everything.csv", "forwarded.eml", "last-month.xlsx")
    before = month.summary(month.plan)
    for name in files:
        assert "taken in already" in month.tracker("receive", name, "--yes")
    assert month.summary(month.plan) == before
