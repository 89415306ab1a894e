"""Any sequence of commands, hand edits, undo and kills, held against a plain dictionary."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from tempfile import mkdtemp
from typing import Final

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from hmic_tracker.cli import main
from hmic_tracker.domain.items import part_values
from hmic_tracker.store import journal
from tests.torture.deaths import dying
from tests.torture.figures import figure
from tests.torture.model import FIELDS, Model
from tests.torture.plans import check_files, check_settled, items, make_empty, rows
from tests.torture.sizes import SIZES

REPORT: Final = """\
HMIC Inspection 2007/09 Phase One update

Report: 9
Date: 11 September 2008

1. Published in October 2007.

2. This is how each framework stands today:

  • Child Abuse Investigation - One recommendation – almost completed. Two AFIs - majority of the \
work completed on each of the two. All of the work in progress is due to be finished by April 2009.

Appendix 1

Child Abuse Investigation

Recommendation 1: That the force should review its call handling.
"""
IMPORTED: Final = "hmic-2007-phase-one"
_OWNERS: Final = st.sampled_from(("", "Head of CID", "ACC O'Neill", "The lead"))
_CALLS: Final = st.integers(0, 25)
_TALLY: Final[Counter[str]] = Counter()
_PLACE: Final[list[Path]] = []


class Machine(RuleBasedStateMachine):
    """A store and what a dictionary says of it."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(mkdtemp(dir=_PLACE[0])) / "plan"
        self.report = self.folder.parent / "report.txt"
        self.model = Model()
        self.last = 0
        self.life: int | None = None

    @initialize()
    def start(self) -> None:
        """An empty plan and a report."""
        make_empty(self.folder)
        self.report.write_text(REPORT, encoding="utf-8")

    @rule(owner=_OWNERS)
    def add(self, owner: str) -> None:
        """A new recommendation, its number never given before."""
        words = ["add", "rec", "The force should do more.", *(("--owner", owner) if owner else ())]
        if self._run(words):
            self.last += 1
            fields = {"status": "not-started", **({"owner": owner} if owner else {})}
            self.model.make([f"REC-{self.last}"], fields)

    @precondition(lambda self: self.model.things)
    @rule(data=st.data(), owner=_OWNERS, title=st.sampled_from(("", "A title", "Ours")))
    def update(self, data: st.DataObject, owner: str, title: str) -> None:
        """Some items, as one step."""
        ids = data.draw(
            st.lists(st.sampled_from(sorted(self.model.things)), min_size=1, max_size=4)
        )
        ids = list(dict.fromkeys(ids))
        words = ["update", *ids, "--owner", owner or "none", "--title", title or "none", "--yes"]
        if self._run(words):
            self.model.update(ids, {"owner": owner, "title": title})

    @precondition(lambda self: self.model.things)
    @rule(data=st.data(), status=st.sampled_from(("not-started", "in-progress", "done")))
    def set_status(self, data: st.DataObject, status: str) -> None:
        """One item done, or opened again with a reason."""
        name = data.draw(st.sampled_from(sorted(self.model.things)))
        if self._run(["update", name, "--status", status, "--reason", "As told"]):
            self.model.update([name], {"status": status})

    @precondition(lambda self: self.model.things)
    @rule(data=st.data(), text=st.sampled_from(("Agree it", "Two 'quoted' words", "[[history]]")))
    def add_step(self, data: st.DataObject, text: str) -> None:
        """A step of an item's action plan, its number never given before."""
        name = data.draw(st.sampled_from(sorted(self.model.things)))
        if self._run(["action", "add", name, text]):
            self.model.things[name].steps += 1
            step = self.model.things[name].steps
            self.model.update([name], {f"action_{step}_text": text})

    @precondition(lambda self: self.model.things)
    @rule(data=st.data())
    def do_step(self, data: st.DataObject) -> None:
        """A step that is to do, done."""
        name = data.draw(st.sampled_from(sorted(self.model.things)))
        fields = self.model.things[name].fields
        open_ = [f for f in fields if f.endswith("_text") and f"{f[:-5]}_done" not in fields]
        if open_:
            step = data.draw(st.sampled_from(open_))[len("action_") : -len("_text")]
            if self._run(["action", "done", name, step]):
                self.model.update([name], {f"action_{step}_done": "2008-12-01"})

    @precondition(lambda self: self.model.things)
    @rule(data=st.data(), text=st.text("ab \n'\"#[]=\\é", min_size=1, max_size=12))
    def note(self, data: st.DataObject, text: str) -> None:
        """A note on an item."""
        name = data.draw(st.sampled_from(sorted(self.model.things)))
        if not text.strip():
            return
        if self._run(["note", "--", name, text]):
            said = items(self.folder)[name].history[-1].note
            assert said
            assert said.split() == text.split()
            self.model.update([name], {}, said)

    @precondition(lambda self: not any(i.startswith("AFI") for i in self.model.things))
    @rule()
    def bring_in(self) -> None:
        """The report, where none of it is in the plan."""
        if any(item.inspection == IMPORTED for item in items(self.folder).values()):
            return
        if self._run(["import", str(self.report), "--yes"]):
            made = sorted(set(items(self.folder)) - set(self.model.things))
            assert len(made) == 3
            self.last = max(self.last, *(int(i[4:]) for i in made if i.startswith("REC-")))
            self.model.make(made, {"status": "in-progress"})

    @rule()
    def undo(self) -> None:
        """The last command taken back, or said that it can't be."""
        possible = self.model.can_undo
        if self._run(["undo", "--yes"], codes=(0, 3) if not possible else (0,)):
            self.model.undo()

    @rule()
    def redo(self) -> None:
        """The last undo taken back, or said that there is none after which nothing came."""
        possible = bool(self.model.undone)
        if self._run(["undo", "--redo", "--yes"], codes=(0,) if possible else (0, 3)):
            self.model.redo()

    @precondition(lambda self: self.model.things and not journal.pending(self.folder))
    @rule(data=st.data(), owner=st.sampled_from(("Typed by hand", "Head of CID")))
    def type_owner(self, data: st.DataObject, owner: str) -> None:
        """Somebody changes an owner in a file."""
        name = data.draw(st.sampled_from(sorted(self.model.things)))
        path = self.folder / "items" / f"{name}.toml"
        head, table, rest = path.read_text(encoding="utf-8").partition("[[history]]")
        line = f'owner = "{owner}"\n'
        if re.search("^owner = ", head, re.MULTILINE):
            head = re.sub("^owner = .*\n", line, head, count=1, flags=re.MULTILINE)
        else:
            head = line + head
        path.write_text(head + table + rest, encoding="utf-8")
        self.model.type_field(name, owner)

    @precondition(lambda self: self.model.things and not journal.pending(self.folder))
    @rule(data=st.data(), last=st.booleans())
    def type_comment(self, data: st.DataObject, last: bool) -> None:
        """Somebody writes a comment at the top or the end of a file."""
        name = data.draw(st.sampled_from(sorted(self.model.things)))
        path = self.folder / "items" / f"{name}.toml"
        text = path.read_text(encoding="utf-8")
        comment = f"# typed {text.count('# typed')}\n"
        path.write_text(text + comment if last else comment + text, encoding="utf-8")
        self.model.type_comment(name)

    @rule(calls=_CALLS)
    def will_die(self, calls: int) -> None:
        """The next command is killed at one of its calls on the disk, if it has so many."""
        self.life = calls

    @rule()
    def tidy(self) -> None:
        """A command that writes completes and removes what was left."""
        if self._run(["add", "gp", "A peer force does this."], mortal=False):
            name = (
                f"GP-{1 + max((int(i[3:]) for i in self._ever if i.startswith('GP-')), default=0)}"
            )
            self._ever.add(name)
            self.model.make([name], {"status": "not-started"})
        check_settled(self.folder)

    @property
    def _ever(self) -> set[str]:
        found: set[str] = self.__dict__.setdefault("ever", set())
        return found

    @invariant()
    def says_the_same(self) -> None:
        """A reader sees what the dictionary says, whatever is pending; no typed line is lost."""
        if not self.folder.exists():
            return
        _TALLY["steps"] += 1
        found = items(self.folder)
        seen = {
            name: (
                {f: value for f in FIELDS if (value := _field(item, f))} | part_values(item),
                [entry.note for entry in item.history if entry.note],
                len(item.history),
            )
            for name, item in found.items()
        }
        expected = {
            name: (
                thing.fields,
                thing.notes,
                thing.entries,
            )
            for name, thing in self.model.things.items()
        }
        assert seen == expected
        listed = {row["id"]: (row["owner"] or "", row["status"]) for row in rows(self.folder)}
        assert listed == {
            name: (thing.fields.get("owner", ""), thing.fields["status"])
            for name, thing in self.model.things.items()
        }
        check_files(self.folder)

    def teardown(self) -> None:
        """The folder goes."""
        _TALLY["examples"] += 1
        shutil.rmtree(self.folder.parent)

    def _run(self, words: list[str], mortal: bool = True, codes: tuple[int, ...] = (0,)) -> bool:
        """Runs a command, to its death where that was said; whether its change is in the plan."""
        _TALLY["commands"] += 1
        out, err = StringIO(), StringIO()
        calls = self.life if mortal and self.life is not None else 1_000_000
        self.life = self.life if not mortal else None
        code = 0
        with redirect_stdout(out), redirect_stderr(err), dying(calls) as life:
            code = main(["--store", str(self.folder), *words])
        if life.dead:
            _TALLY["kills"] += 1
            _TALLY["kills after the commit"] += life.committed
            return life.committed
        assert code in codes, (words, code, err.getvalue())
        assert "passed over" not in err.getvalue(), (words, err.getvalue())
        assert "nothing can be undone" not in err.getvalue(), (words, err.getvalue())
        return True


def _field(item: object, field: str) -> str:
    value = getattr(item, "title_given" if field == "title" else field)
    return str(value) if value else ""


def test_any_sequence_of_commands(quick_path: Path) -> None:
    """As many sequences as `sizes` says, each of as many steps."""
    _PLACE[:] = [quick_path]
    how = settings(
        max_examples=SIZES.examples,
        stateful_step_count=SIZES.steps,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Machine, settings=how)
    figure(
        "7 stateful",
        f"{_TALLY['examples']} sequences of up to {SIZES.steps} steps, {_TALLY['steps']} in "
        f"all: {_TALLY['commands']} commands, "
        f"{_TALLY['kills']} killed ({_TALLY['kills after the commit']} after the commit); "
        "always as the dictionary says",
    )
