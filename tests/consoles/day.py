"""A day of the liaison officer's work, as command lines, and what of their output are figures."""

from __future__ import annotations

import re
import shlex
import shutil
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import ndiff
from pathlib import Path
from typing import Final, NamedTuple
from zipfile import ZipFile

from tests.conftest import EXAMPLE
from tests.consoles.processes import Ended, shell

OWNER: Final = "Director – “Performance”"
LINES: Final = {
    "morning": f"""
init --organisation 'Exämple Police'
import '{EXAMPLE}' --yes
list --no-owner --count
check --json
person add 'Head of Public Protection' --holder 'Jürgen Müller' --mail hpp@example.org
update REC-5..6 AFI-11..18 --owner 'Head of Public Protection' --yes
update REC-7 --owner '{OWNER}' --new-owner
list --owner '{OWNER}'
show REC-6
grades
update REC-6 --due 2009-03-13 --reason 'the supplier – „Größe“ – is late'
note REC-14 'benchmark visit … booked' --publish
action add REC-6 'Write the policy' --due 2008-12-15
action done REC-6 1
update REC-5 --status done
evidence add REC-5 'DOC 12/27' --shows 'minutes of 3 November'
verify REC-5 --by 'Chief Inspector'
close REC-5 --discharged-by HMIC --evidence 'letter of 24 November'
reopen REC-1 --reason 'one borough – of three – does it'
link AFI-14 duplicates AFI-13
add rec 'The force should look for “Größe” again.' --framework np --due 2009-02
list --json
summary --json
""",
    "afternoon": f"""
edit REC-8
note REC-8 'typed by mistake'
undo --yes
update REC-8 --tag dogs --json
update REC-11..12 --progress some
show NOPE --json
update REC-6 --due nonsense
inspection add 'PEEL 2008/09 – “Größe”' --body HMICFRS --published 2008-11-13
inspection list
person move 'Head of Public Protection' '{OWNER}' --reason 'new posts' --dry-run
person list --json
list --overdue --save late
list @late --format csv
list --all --format ids
list -o due.ics
list --all -o plan.csv
history --since 2008-12-01
trend
trend --json
summary
summary --subject --json
summary -o position.html
summary --slippage
remind
remind --owner 'Head of Public Protection'
remind -o packs
report --number 9 --meeting 2008-12-11 --record -o paper.docx
report --yes --format html
report --yes --format markdown
evidence check
check
list --where 'owner ~ performance' --group-by owner
list --due-within 45 --json
schema items
help where
completion bash
list --as-of 2008-09-12 --json
summary --json
grades --json
""",
}
NEITHER_WRITTEN_NOR_SHOWN: Final = {
    "update REC-11..12 --progress some": 2,
    "show NOPE --json": 3,
    "update REC-6 --due nonsense": 4,
}
"""The lines of the day that are refused, with their codes."""
FILES: Final = ("due.ics", "plan.csv", "position.html", "paper.docx")
FINAL: Final = ("list --all", "show REC-1..16", "summary", "trend", "grades", "history", "check")
"""What the plan says at the end of a part of the day, asked of it in JSON on a usual console."""

_VOLATILE: Final = re.compile(
    r'undo of [a-z2-7]{8}|"(?:uid|op|recorded|updated_at)": "[^"]*"|UID:[a-z2-7]{8}'
    r"|T\d{6}Z|\b[a-z2-7]{8},(?=recommendation)|\b\d\d:\d\d(?::\d\d)?\b(?:\+00:00| UTC)?"
)
"""Ids that are drawn, and times of the clock."""
_NUMBER: Final = re.compile(r"(?<![\w\\])\d+(?:st|nd|rd|th)?(?!\w)")


def without_chance(text: str) -> str:
    """A text without the ids that are drawn and the times of the clock."""
    return _VOLATILE.sub("#", text)


@dataclass(frozen=True)
class Surroundings:
    """How the commands of a day are run: by an encoding, an environment, redirected streams."""

    encoding: str = "utf-8"
    environment: Mapping[str, str] = field(default_factory=dict)
    without: tuple[str, ...] = ()
    redirected: str = ""

    @property
    def shows(self) -> bool:
        """Whether standard output is open."""
        return ">&-" not in self.redirected.replace("2>&-", "")


USUAL: Final = Surroundings()


class Step(NamedTuple):
    """A command line of the day, and how it ended."""

    line: str
    ended: Ended


class Day:
    """A day in a folder of its own, with its plan and the files that it leaves."""

    def __init__(self, folder: Path, surroundings: Surroundings = USUAL) -> None:
        self.folder, self.surroundings = folder, surroundings
        self.steps: list[Step] = []
        folder.mkdir(parents=True, exist_ok=True)

    @property
    def plan(self) -> Path:
        """The plan's folder."""
        return self.folder / "plan"

    def run(self, line: str, surroundings: Surroundings | None = None) -> Ended:
        """Runs a command line in the day's folder."""
        around = surroundings or self.surroundings
        settings = {"TRACKER_STORE": str(self.plan), "EDITOR": str(self._editor())}
        return shell(
            shlex.split(line),
            around.redirected,
            {**settings, **around.environment},
            self.folder,
            around.without,
        )

    def work(self, part: str) -> None:
        """Goes through a part of the day; the code of each line is the one that it has to have."""
        for line in LINES[part].strip().splitlines():
            ended = self.run(line)
            self.steps.append(Step(line, ended))
            expected = NEITHER_WRITTEN_NOR_SHOWN.get(line, 0)
            assert ended.code == expected, (line, ended)
            for stream in (ended.out, ended.err):
                assert b"Traceback" not in stream, (line, ended)
                assert b"unexpected fault" not in stream, (line, ended)

    def figures(self) -> dict[str, str]:
        """What the plan says, on a usual console; the same for the same work."""
        asked = {line: self.run(f"{line} --json", USUAL) for line in FINAL}
        texts = {line: without_chance(ended.out.decode()) for line, ended in asked.items()}
        # Entries of one second stand in the order of their items, those of two in their own.
        return texts | {"history": "\n".join(sorted(texts["history"].splitlines()))}

    def files(self) -> dict[str, str]:
        """The files that the day leaves, as text."""
        texts = {name: _text_of(self.folder / name) for name in FILES}
        packs = sorted((self.folder / "packs").iterdir())
        return texts | {path.name: path.name for path in packs}

    def _editor(self) -> Path:
        script = self.folder / "editor.py"
        if not script.exists():
            script.write_text(
                f"#!{sys.executable}\n"
                "import sys, pathlib\n"
                "path = pathlib.Path(sys.argv[1])\n"
                "text = path.read_bytes().decode()\n"
                "path.write_bytes(('# für „später“\\n' + text.replace(\n"
                "    'tags = []', 'tags = [\"größe\"]', 1)).encode())\n",
                encoding="utf-8",
            )
            script.chmod(0o755)
        return script


def _text_of(path: Path) -> str:
    if path.suffix != ".docx":
        return without_chance(path.read_bytes().decode("utf-8"))
    with ZipFile(path) as file:
        return file.read("word/document.xml").decode("utf-8")


def printed(step: Step, surroundings: Surroundings) -> str:
    """What a step printed: data as it is, text as its numbers, in their order."""
    is_data = any(word in step.line for word in ("--json", "--format", "schema ", "completion "))
    text = step.ended.out.decode("utf-8" if is_data else surroundings.encoding)
    if is_data:
        return without_chance(text)
    numbers = _NUMBER.findall(without_chance(text))
    return " ".join(sorted(numbers) if step.line.startswith("history") else numbers)


def changed_lines(usual: Mapping[str, str], other: Mapping[str, str]) -> list[str]:
    """The lines of texts by name that are not the same in both, with their signs."""
    lines = [f"no {name} in one of them" for name in usual.keys() ^ other.keys()]
    for name in usual.keys() & other.keys():
        compared = ndiff(usual[name].splitlines(), other[name].splitlines())
        if usual[name] != other[name]:
            lines += [f"{name}: {line}" for line in compared if line[0] in "+-"]
    return lines


def differences(usual: Iterable[Step], other: Day) -> list[str]:
    """The lines of the day that printed other data or figures than on the usual console."""
    around = other.surroundings
    return [
        step.line
        for before, step in zip(usual, other.steps, strict=True)
        if printed(step, around) != (printed(before, USUAL) if around.shows else "")
    ]


def copied(day: Day, folder: Path) -> Day:
    """A day that goes on in a copy of another's plan."""
    shutil.copytree(day.plan, folder / "plan")
    return Day(folder)
