"""What two people did to one plan while apart: the rows of the matrix."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Final

from tests.conftest import EXAMPLE
from tests.sync.conftest import Clone

Apart = Callable[[Clone, Clone], None]


def _edited(clone: Clone, path: str, edit: Callable[[bytes], bytes]) -> None:
    """A file of a clone, edited by hand."""
    file = clone.folder / path
    file.write_bytes(edit(file.read_bytes()))


def _in_settings(old: str, new: str) -> Callable[[bytes], bytes]:
    return lambda data: data.replace(old.encode(), new.encode(), 1)


def add_same(ours: Clone, theirs: Clone) -> None:
    theirs("add rec 'That the force counts its cells'")
    name = "items/REC-5.toml"
    shutil.copy(theirs.folder / name, ours.folder / name)
    theirs("note REC-5 'two of them'")
    ours("note REC-5 'three of them'")


def add_other(ours: Clone, theirs: Clone) -> None:
    theirs("add rec 'That the force counts its cells'")
    ours("add rec 'That the force paints its cells'")
    ours("link REC-5 relates REC-1")


def edit_delete(ours: Clone, theirs: Clone) -> None:
    theirs("note REC-3 'not so fast'")
    (ours.folder / "items/REC-3.toml").unlink()


def same_value(ours: Clone, theirs: Clone) -> None:
    for one in (ours, theirs):
        one("update REC-1 --due 2009-03 --reason agreed --yes")


def other_value(ours: Clone, theirs: Clone) -> None:
    ours("update REC-1 --due 2009-01 --reason 'IT release' --yes")
    theirs("update REC-1 --due 2009-03 --reason staffing --yes")


def there_and_back(ours: Clone, theirs: Clone) -> None:
    ours("update REC-1 --due 2009-03 --reason agreed --yes")
    ours("update REC-1 --due 2008-09 --reason 'after all' --yes")
    theirs("update REC-1 --due 2009-01 --reason staffing --yes")


def undo_edit(ours: Clone, theirs: Clone) -> None:
    ours("undo --yes")
    theirs("update REC-3 --owner 'Head of Contact' --new-owner --yes")


def close_reopen(ours: Clone, theirs: Clone) -> None:
    ours("close REC-2 --discharged-by HMIC --new-body --override 'a letter' --yes")
    theirs("reopen REC-2 --reason 'seen again' --yes")


def verify_reopen(ours: Clone, theirs: Clone) -> None:
    ours("verify REC-4 --note 'seen in two boroughs' --override 'seen, not filed' --yes")
    theirs("reopen REC-4 --reason 'not in all boroughs' --yes")


def step_step(ours: Clone, theirs: Clone) -> None:
    ours("action add REC-1 'Agree one template'")
    theirs("action add REC-1 'Publish it'")
    ours("action done REC-1 1")


def import_import(ours: Clone, theirs: Clone) -> None:
    for one in (ours, theirs):
        one("import", str(EXAMPLE), "--yes")
    theirs("note AFI-3 'read it'")


def person_person(ours: Clone, theirs: Clone) -> None:
    ours("person edit 'Head of CID' --mail cid2@example.org")
    theirs("person edit 'Head of CID' --holder 'Somebody New'")
    ours("person add 'Head of Contact'")
    theirs("person add 'Head of Custody'")


def framework(ours: Clone, theirs: Clone) -> None:
    _edited(ours, "tracker.toml", _in_settings('name = "Custody"', 'name = "Custody suites"'))
    _edited(
        theirs,
        "tracker.toml",
        _in_settings("[frameworks.custody]", '[frameworks.custody]\nboard = "Board"'),
    )


def bulk_note(ours: Clone, theirs: Clone) -> None:
    ours("update REC-1..4 --owner 'Head of CID' --yes")
    theirs("note REC-2 'seen'")


def hand_command(ours: Clone, theirs: Clone) -> None:
    tagged = b'tags = ["yard"]\nstatus ='
    _edited(ours, "items/REC-1.toml", lambda d: d.replace(b"status =", tagged, 1))
    _edited(ours, "items/REC-1.toml", lambda d: b"# agreed on the phone\n" + d)
    _edited(theirs, "items/REC-1.toml", lambda d: b'mine = "a key of my own"\n' + d)
    theirs("update REC-1 --owner 'Head of CID'")


def crlf(ours: Clone, theirs: Clone) -> None:
    _edited(ours, "items/REC-1.toml", lambda d: d.replace(b"\n", b"\r\n"))
    ours("note REC-1 'from Windows'")
    theirs("note REC-1 'from Linux'")


def byte_order_mark(ours: Clone, theirs: Clone) -> None:
    _edited(ours, "items/REC-1.toml", lambda d: b"\xef\xbb\xbf" + d)
    ours("note REC-1 'from a notepad'")
    theirs("note REC-1 'from Linux'")


def clocks(ours: Clone, theirs: Clone) -> None:
    ours("note REC-1 'from the future'", day="2013-12-01")
    theirs("update REC-1 --due 2009-01 --reason staffing --yes", day="2008-11-30")
    ours("update REC-1 --due 2009-03 --reason agreed --yes", day="2013-12-01")


CASES: Final[dict[str, Apart]] = {
    "add/add same uid": add_same,
    "add/add other uid": add_other,
    "edit/delete": edit_delete,
    "same field equal": same_value,
    "different": other_value,
    "A>B>A": there_and_back,
    "undo/edit": undo_edit,
    "close/reopen": close_reopen,
    "verify/reopen": verify_reopen,
    "step/step then done": step_step,
    "import/import": import_import,
    "person/person": person_person,
    "framework renamed/edited": framework,
    "bulk/note": bulk_note,
    "hand edit/command": hand_command,
    "CRLF/LF": crlf,
    "BOM": byte_order_mark,
    "clocks apart": clocks,
}
"""Format 1/2 is in `test_remotes`, a file cut short and 200 commands each in `test_week`."""


def prepare(folder: Path, line: Callable[[str], None]) -> None:
    """What the plan of the matrix has besides: things that were done, and a framework."""
    for words in (
        "update REC-2 --status done --note 'all boroughs'",
        "verify REC-2 --note 'seen in three' --override 'seen, not filed'",
        "add rec 'That the force inspects its cells' --due 2009-03",
        "update REC-4 --status done --note 'all cells'",
    ):
        line(words)
    settings = folder / "tracker.toml"
    text = settings.read_text().partition("[[history]]")
    made = f'{text[0]}[frameworks.custody]\nname = "Custody"\n\n{text[1]}{text[2]}'
    settings.write_text(made)
    line("check --record")
    line("update REC-3 --owner 'Head of CID'")
