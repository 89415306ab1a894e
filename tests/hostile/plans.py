"""Every hostile plan by name: each is an ordinary plan to which one thing was done.

A maker gets the plan's folder and, beside it, a folder of somebody else's files: the witness, which
has to stay as it is, byte for byte. What needs root (devices, foreign owners) says so.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import socket
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Final

Maker = Callable[[Path, Path], None]
FOREIGN: Final = b"somebody else's\n"
ROOT: Final = os.name == "posix" and os.geteuid() == 0


def make_witness(folder: Path) -> None:
    """Files of other programs, some of them named as a plan's are."""
    for name in ("autostart.desktop", "tracker.toml", "REC-1.toml", "x.toml", "journal.json"):
        _put(folder / name, FOREIGN)
    for n in range(1, 52):
        _put(folder / "ops" / f"{n:08}-{'abcdefgh'}.json", FOREIGN)
    for part in ("items", "inspections", "papers", "sent", "conflicts", "empty"):
        (folder / part).mkdir(parents=True)
        _put(folder / part / "kept.toml", FOREIGN)


def _put(path: Path, data: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def _digest(data: bytes | None) -> str | None:
    return None if data is None else hashlib.sha256(data).hexdigest()


def _write(path: str, old: bytes | None, new: bytes | None) -> dict[str, Any]:
    texts = [
        None if part is None else part.decode("utf-8", "surrogateescape") for part in (old, new)
    ]
    return {"path": path, "old": texts[0], "new": texts[1], "hash": _digest(new)}


def _op(*writes: dict[str, Any], op: object = "aaaaaaaa", undoes: str | None = None) -> bytes:
    head = {"id": op, "command": "update", "recorded": "2008-12-01T10:00:00+00:00"}
    return json.dumps({**head, "undoes": undoes, "writes": list(writes)}).encode()


def _journal(plan: Path, data: bytes) -> None:
    _put(plan / ".tracker" / "journal.json", data)


def _newest(plan: Path, data: bytes, name: str = "99999998-aaaaaaaa.json") -> None:
    _put(plan / ".tracker" / "ops" / name, data)


def _replace(path: Path) -> Path:
    """The place of a file or folder that is taken away."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


# What a path of a journal or of a kept command may claim to be, and is no path of the plan.
PATHS: Final = {
    "above the plan": "../witness/autostart.desktop",
    "far above": "../" * 40 + "tmp/tracker-hostile-witness",
    "into items and out again": "items/../../witness/autostart.desktop",
    "a file that is new outside": "../witness/new.desktop",
    "a folder that is new outside": "../witness/new/deep/x.toml",
    "a deeper name": "items/a/b.toml",
    "git's hooks": ".git/hooks/pre-commit",
    "its own private folder": ".tracker/ops/00000009-bbbbbbbb.json",
    "another letter case": "ITEMS/REC-1.toml",
    "a backslash": "items\\..\\..\\witness\\autostart.desktop",
    "a NUL": "items/REC-1.toml\0.desktop",
    "nothing": "",
    "a dot": ".",
    "a folder": "items",
    "no TOML": "items/REC-1.sh",
    "a hidden name": "items/.bashrc",
    "a newline": "items/REC-1\n.toml",
    "a drive": "C:/Windows/x.toml",
    "a stream": "items/REC-1.toml:hidden",
}


def _journal_of(path: str) -> Maker:
    def make(plan: Path, witness: Path) -> None:
        here = plan / path if "\0" not in path and path not in {"", "."} else plan
        old = here.read_bytes() if here.is_file() else None
        _journal(plan, _op(_write(path.replace("//", "/"), old, b"[Desktop Entry]\nExec=evil\n")))

    return make


def _absolute(plan: Path, witness: Path) -> None:
    _journal(plan, _op(_write(str(witness / "autostart.desktop"), FOREIGN, b"evil")))


def _deleting(plan: Path, witness: Path) -> None:
    _journal(plan, _op(_write("../witness/autostart.desktop", FOREIGN, None)))


def _mixed(plan: Path, witness: Path) -> None:
    item = (plan / "items" / "REC-1.toml").read_bytes()
    good = _write("items/REC-1.toml", item, item.replace(b"force", b"Force"))
    _journal(plan, _op(good, _write("../witness/autostart.desktop", FOREIGN, b"evil")))


def _raw_journal(data: bytes) -> Maker:
    return lambda plan, witness: _journal(plan, data)


def _raw_op(data: bytes) -> Maker:
    return lambda plan, witness: _newest(plan, data)


def _journal_with(new: bytes, path: str = "items/REC-1.toml") -> Maker:
    def make(plan: Path, witness: Path) -> None:
        here = plan / path
        _journal(plan, _op(_write(path, here.read_bytes() if here.exists() else None, new)))

    return make


def _journal_id(op: object) -> Maker:
    def make(plan: Path, witness: Path) -> None:
        item = (plan / "items" / "REC-1.toml").read_bytes()
        new = item.replace(b"force", b"Force")
        _journal(plan, _op(_write("items/REC-1.toml", item, new), op=op))

    return make


def _tracked_journal(plan: Path, witness: Path) -> None:
    """A good journal that git tracks: it came with a clone and is nobody's stopped command."""
    _journal_id("aaaaaaaa")(plan, witness)
    git = shutil.which("git")
    if git is None:
        return
    for words in (["init", "-q"], ["add", "-f", ".tracker/journal.json"]):
        os.spawnv(os.P_WAIT, git, ["git", "-C", str(plan), *words])


# What may stand in the place of a file or of a folder. Each gets the place and the witness.
def _outside_link(place: Path, witness: Path) -> None:
    target = witness / ("empty" if place.suffix == "" else place.name)
    place.symlink_to(target if target.exists() else witness / "x.toml")


def _dangling_link(place: Path, witness: Path) -> None:
    place.symlink_to(witness / "not-there" / place.name)


def _dangling_beside(place: Path, witness: Path) -> None:
    place.symlink_to(witness / f"new-{place.name}")


def _loop(place: Path, witness: Path) -> None:
    place.symlink_to(place.name)


def _fifo(place: Path, witness: Path) -> None:
    os.mkfifo(place)


def _socket(place: Path, witness: Path) -> None:
    here = Path.cwd()
    os.chdir(place.parent)
    try:
        with socket.socket(socket.AF_UNIX) as bound:
            bound.bind(place.name[:90])
    finally:
        os.chdir(here)


def _zero(place: Path, witness: Path) -> None:
    place.symlink_to("/dev/zero")


def _device(place: Path, witness: Path) -> None:
    os.mknod(place, 0o020666, os.makedev(1, 5))


def _sparse(place: Path, witness: Path) -> None:
    with place.open("wb") as stream:
        stream.truncate(20 * 2**30)


def _empty(place: Path, witness: Path) -> None:
    place.write_bytes(b"")


def _folder(place: Path, witness: Path) -> None:
    place.mkdir()


def _nested(place: Path, witness: Path) -> None:
    place.write_bytes(b"x = " + b"[" * 100_000)


def _binary(place: Path, witness: Path) -> None:
    place.write_bytes(bytes(range(256)) * 40)


def _unreadable(place: Path, witness: Path) -> None:
    place.write_bytes(b'id = "REC-1"\n')
    place.chmod(0)


def _foreign_owner(place: Path, witness: Path) -> None:
    place.write_bytes(b'id = "REC-1"\n')
    os.chown(place, 12345, 12345)
    place.chmod(0o600)


STAND_INS: Final[dict[str, Callable[[Path, Path], None]]] = {
    "a link outside": _outside_link,
    "a dangling link": _dangling_link,
    "a dangling link to a name that is free": _dangling_beside,
    "a loop": _loop,
    "a FIFO": _fifo,
    "a socket": _socket,
    "a link to an endless device": _zero,
    "20 GB of nothing": _sparse,
    "an empty file": _empty,
    "a folder": _folder,
    "100,000 brackets": _nested,
    "bytes": _binary,
    "an unreadable file": _unreadable,
    **({"a device": _device, "a file of another owner": _foreign_owner} if ROOT else {}),
}
PLACES: Final = {
    "an item": "items/REC-1.toml",
    "a new item": "items/REC-3.toml",
    "the inspection": "inspections/phase-one.toml",
    "a new inspection": "inspections/phase-two.toml",
    "the paper": "papers/paper-8.toml",
    "the settings": "tracker.toml",
    "the items": "items",
    "the inspections": "inspections",
    "the papers": "papers",
    "what was sent": "sent/9-aaaaaaaa.toml",
    "the log": "sent",
    "a bundle": "given/9-aaaaaaaa.toml",
    "the bundles": "given",
    "the private folder": ".tracker",
    "the kept commands": ".tracker/ops",
    "the newest kept command": ".tracker/ops/99999998-aaaaaaaa.json",
    "the journal": ".tracker/journal.json",
    "the lock": ".tracker/lock",
    "the conflicts": ".tracker/conflicts",
    "what git ignores": ".tracker/.gitignore",
    "the evidence": "../evidence/minutes.txt",
}


def _standing_in(name: str, make: Callable[[Path, Path], None]) -> Maker:
    return lambda plan, witness: make(_replace(plan / name), witness)


def _undo_outside(plan: Path, witness: Path) -> None:
    _newest(plan, _op(_write("../witness/autostart.desktop", b"then", FOREIGN)))


def _undo_deletes(plan: Path, witness: Path) -> None:
    _newest(plan, _op(_write("../witness/autostart.desktop", None, FOREIGN)))


def _undo_settings(plan: Path, witness: Path) -> None:
    now = (plan / "tracker.toml").read_bytes()
    _newest(plan, _op(_write("tracker.toml", b"not = [toml", now)))


def _redo_outside(plan: Path, witness: Path) -> None:
    _newest(plan, _op(_write("../witness/new.desktop", b"[Desktop Entry]", None), undoes="bbbb"))


def _redo_of_no_record(plan: Path, witness: Path) -> None:
    _newest(plan, _op(_write("items/REC-9.toml", b"id = [", None), undoes="bbbb"))


def _redo_of_itself(plan: Path, witness: Path) -> None:
    now = (plan / "items" / "REC-1.toml").read_bytes()
    _newest(plan, _op(_write("items/REC-1.toml", now, now), undoes="aaaaaaaa"))


def _odd_names(plan: Path, witness: Path) -> None:
    for name in ("zzz.json", "00000001.json", "-aaaaaaaa.json", "99999999-../../x.json"[:20]):
        if "/" not in name:
            _newest(plan, b"{}", name)


def _many_ops(plan: Path, witness: Path) -> None:
    for n in range(3_000):
        _newest(plan, b"", f"{n:08}-cccccccc.json")


def _copies(plan: Path, witness: Path) -> None:
    for part, name in (("items", "REC-1"), ("inspections", "phase-one"), ("papers", "paper-8")):
        data = (plan / part / f"{name}.toml").read_bytes()
        for copied in (f"{name}-PC123", f"{name} (conflicted copy)", f"{name}.sync-conflict-1"):
            _put(plan / part / f"{copied}.toml", data)


def _odd_item_names(plan: Path, witness: Path) -> None:
    data = (plan / "items" / "REC-1.toml").read_bytes()
    for name in ("a\nb", "a\x1b[31mb", "\u202egnp", "x" * 200, "-rf", "~", "$(id)"):
        _put(plan / "items" / f"{name}.toml", data)


def _days(day: str) -> Maker:
    def make(plan: Path, witness: Path) -> None:
        path = plan / "items" / "REC-1.toml"
        lines = path.read_text().split("\n")
        path.write_text("\n".join(f"on = {day}" if x.startswith("on = ") else x for x in lines))

    return make


def _item_with(old: str, new: str, times: int = 1) -> Maker:
    """The first item with one text for another in its file."""

    def make(plan: Path, witness: Path) -> None:
        path = plan / "items" / "REC-1.toml"
        text = path.read_text()
        assert old in text, old
        path.write_text(text.replace(old, new, times))

    return make


def _history_of(*entries: str) -> Maker:
    """The first item with these entries after its own, each without its first keys."""

    def make(plan: Path, witness: Path) -> None:
        path = plan / "items" / "REC-1.toml"
        text = path.read_text()
        count = text.count("[[history]]")
        begin = "\n[[history]]\non = {}\nrecorded = 2008-10-01T10:00:00Z\n"
        added = "".join(
            f"{begin.format(f'2008-10-0{1 + n % 9}')}{one}" for n, one in enumerate(entries)
        )
        text = text.replace(f"entries = {count}", f"entries = {count + len(entries)}")
        path.write_text(text + added)

    return make


def _entry(op: str, n: int | str, *lines: str) -> str:
    return "\n".join((f"op = {json.dumps(op)}", 'event = "updated"', *lines, f"n = {n}", ""))


def _of_two(entries: int) -> Maker:
    """Two people who never met, each with half of the entries."""

    def make(plan: Path, witness: Path) -> None:
        first = (plan / "items" / "REC-1.toml").read_text().count("[[history]]") + 1
        made = [
            _entry(
                f"{who}{n}",
                first + n,
                f'due = "{due}"',
                *([f'due_after = ["{who}{n - 1}/1"]'] if n else ()),
            )
            for n in range(entries // 2)
            for who, due in (("a", "2009-01"), ("b", "2009-03"))
        ]
        _history_of(*made)(plan, witness)

    return make


def _histories() -> Iterable[tuple[str, Maker]]:
    """Histories that nobody's commands would have made."""
    many = ", ".join(f'"w{n}/1"' for n in range(10_000))
    for op in ("", "a/b", "../x", "a b", "\u202e", "x" * 5_000, "é" * 40, "\n"):
        entry = _entry(op, 5, 'due = "2009-01"', f"due_after = [{json.dumps(f'{op}/1')}]")
        yield f"an entry of the command {op[:10]!r}", _history_of(entry)
    yield (
        "an entry that replaced 10,000",
        _history_of(_entry("z", 5, 'due = "2009"', f"due_after = [{many}]")),
    )
    yield (
        "entries that replaced each other",
        _history_of(
            _entry("a", 5, 'due = "2009-01"', 'due_after = ["b/1"]'),
            _entry("b", 6, 'due = "2009-02"', 'due_after = ["a/1", "b/1", "c/1"]'),
        ),
    )
    yield "one entry twice", _history_of(*[_entry("a", 5, 'due = "2009-01"')] * 2)
    yield (
        "entries of one number in the order of nothing",
        _history_of(*(_entry(op, 5, f'owner = "{op}"') for op in "zaMm0")),
    )
    yield "2,000 entries of two who never met", _of_two(2_000)
    for n in (
        "1000000000000000000",
        "9223372036854775808",
        "-5",
        "0x8000000000000000",
        "0",
        "true",
    ):
        yield f"an entry with the number {n}", _history_of(_entry("z", n, 'due = "2009-01"'))
    for what in (
        "unsettled = 5",
        "unsettled = [[]]",
        "unsettled = {due = [1]}",
        "unsettled.due.x.y = 1",
    ):
        yield f"a file that says {what}", _item_with("entries =", f"{what}\nentries =")
    for name in ("../x", "x-0", "x-1-1-1", "", "0", "99999", "\u0661", "a" * 3_000 + "-1", "x-1"):
        header = f"actions.{json.dumps(name)}"
        yield (
            f"a step called {name[:10]!r}",
            _item_with("\n[[history]]", f'\n[{header}]\ntext = "x"\n\n[[history]]'),
        )
        yield (
            f"an entry of a step called {name[:10]!r}",
            _history_of(_entry("z", 5, f'{json.dumps(f"action_{name}_text")} = "x"')),
        )


def _settings_with(*lines: str) -> Maker:
    def make(plan: Path, witness: Path) -> None:
        path = plan / "tracker.toml"
        path.write_text(path.read_text() + "\n" + "\n".join(lines) + "\n")

    return make


def _evidence_of(place: str) -> Maker:
    def make(plan: Path, witness: Path) -> None:
        path = plan / "items" / "REC-1.toml"
        path.write_text(path.read_text().replace("evidence/minutes.txt", place))

    return make


def _plans() -> Iterable[tuple[str, Maker]]:
    for what, path in PATHS.items():
        yield f"a journal that names {what}", _journal_of(path)
    yield "a journal that names an absolute path", _absolute
    yield "a journal that deletes outside", _deleting
    yield "a journal half of the plan's own", _mixed
    yield "a journal that git tracks", _tracked_journal
    for what, data in {
        "empty": b"",
        "brackets": b"[" * 100_000,
        "NUL": b"\0" * 5_000,
        "a list": b"[]",
        "a number": b"7",
        "a lone surrogate": b'{"id": "\\ud800", "command": "x", "recorded": "x", "writes": []}',
        "a number as long as a book": b'{"id": ' + b"9" * 100_000 + b"}",
        "no writes": b'{"id": "aaaaaaaa", "command": "x", "recorded": "x"}',
        "writes of numbers": b'{"id": "a", "command": "x", "recorded": "x", "writes": [1, 2]}',
    }.items():
        yield f"a journal of {what}", _raw_journal(data)
        yield f"a kept command of {what}", _raw_op(data)
    yield "a journal of an item that is none", _journal_with(b"this is no item")
    yield (
        "a journal of another id's item",
        _journal_with(b'id = "REC-2"\nuid = "x"\nkind = "afi"\n'),
    )
    yield "a journal of settings that are none", _journal_with(b"= [", "tracker.toml")
    yield "a journal of a newer schema", _journal_with(b"schema = 99\n", "tracker.toml")
    for op in ("../../witness/x", "a/b", "..", "", "x" * 5_000, "a\nb", "a\0b", 7, None, ["a"]):
        yield f"a journal with the id {str(op)[:20]!r}", _journal_id(op)
    for where, name in PLACES.items():
        for what, make in STAND_INS.items():
            yield f"{what} for {where}", _standing_in(name, make)
    yield "an undo that writes outside", _undo_outside
    yield "an undo that deletes outside", _undo_deletes
    yield "an undo of settings to none", _undo_settings
    yield "a redo that writes outside", _redo_outside
    yield "a redo of what is no record", _redo_of_no_record
    yield "a redo of itself", _redo_of_itself
    yield "kept commands of odd names", _odd_names
    yield "3,000 empty kept commands", _many_ops
    yield "copies made by sync tools", _copies
    yield "items of odd names", _odd_item_names
    for day in ("0001-01-01", "9999-12-31"):
        yield f"a history of {day}", _days(day)
    yield from _histories()
    for place in ("/dev/zero", "../../../../../../dev/zero", "x\\u0000y", "/proc/self/mem"):
        yield f"evidence at {place}", _evidence_of(place)
    yield "a template that is endless", _settings_with("[papers.paper]", 'template = "/dev/zero"')
    yield "a marking of control characters", _settings_with("[mail]", 'from = "a\\r\\nBcc: x@y.z"')


PLANS: Final[dict[str, Maker]] = dict(_plans())
