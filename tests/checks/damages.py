"""Kinds of damage made on purpose, each with the code under which `check` has to list it.

Two recommendations, an AFI and an inspection are there before (`conftest`); REC-1 has a history of
three entries.
"""

from __future__ import annotations

import re
import shutil
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from hmic_tracker.cli import main

REC = "items/REC-1.toml"
REPORT = "inspections/annual-2008.toml"
SETTINGS = "tracker.toml"
Act = Callable[[Path], object]


@dataclass(frozen=True)
class Damage:
    """What is done to a store, and what `check` has to say of it.

    `at` is what stands on the line to be named ("" where only the file can be), `exit` what `list`
    ends with: 5 where a file could not be read, 0 where it could; `also` are codes that follow.
    """

    name: str
    act: Act
    code: str
    path: str = REC
    at: str = ""
    exit: int = 5
    also: tuple[str, ...] = ()


def replaced(path: str, old: str, new: str, times: int = 1) -> Act:
    """Puts one text for another in a file."""

    def act(folder: Path) -> None:
        text = (folder / path).read_text()
        assert old in text, (old, text)
        (folder / path).write_text(text.replace(old, new, times))

    return act


def written(path: str, data: bytes | str) -> Act:
    """Writes a whole file."""
    return lambda folder: (folder / path).write_bytes(
        data.encode() if isinstance(data, str) else data
    )


def topped(line: str, path: str = REC) -> Act:
    """Puts a line before all others."""

    def act(folder: Path) -> None:
        (folder / path).write_text(f"{line}\n{(folder / path).read_text()}")

    return act


def appended(path: str, text: str) -> Act:
    """Puts a text after all others."""

    def act(folder: Path) -> None:
        (folder / path).write_text(f"{(folder / path).read_text()}\n{text}")

    return act


def split_and_moved(folder: Path) -> None:
    """Splits an item, and puts its part under another framework."""
    assert main(["split", "REC-1", "Part", "--yes", "--store", str(folder), "--by", "Deputy"]) == 0
    path = folder / "items/REC-1a.toml"
    path.write_text(
        re.sub(r'^framework = ".*"$', 'framework = "elsewhere"', path.read_text(), flags=re.M)
    )


def copied(to: str, path: str = REC) -> Act:
    """Copies a file within the store."""
    return lambda folder: shutil.copyfile(folder / path, folder / to)


def moved(to: str, path: str = REC) -> Act:
    """Renames a file within the store."""
    return lambda folder: (folder / path).rename(folder / to)


def cut(after: str, path: str = REC, count: int = 1) -> Act:
    """Cuts a file short after the nth occurrence of a text and the end of its line."""

    def act(folder: Path) -> None:
        text = (folder / path).read_text()
        place = -1
        for _ in range(count):
            place = text.index(after, place + 1)
        (folder / path).write_text(text[: text.index("\n", place) + 1])

    return act


def dropped(key: str, path: str = REC) -> Act:
    """Takes a key's line out."""

    def act(folder: Path) -> None:
        lines = (folder / path).read_text().splitlines(keepends=True)
        place = next(n for n, line in enumerate(lines) if line.startswith(f"{key} ="))
        (folder / path).write_text("".join(lines[:place] + lines[place + 1 :]))

    return act


def without_text(folder: Path) -> None:
    """Takes the item's text out, which stands on several lines."""
    head, _, rest = (folder / REC).read_text().partition('text = """')
    (folder / REC).write_text(head + rest.partition('"""\n')[2])


def valued(key: str, value: str, path: str = REC) -> Act:
    """Gives the first key of that name another value."""

    def act(folder: Path) -> None:
        lines = (folder / path).read_text().splitlines(keepends=True)
        place = next(n for n, line in enumerate(lines) if line.startswith(f"{key} ="))
        lines[place] = f"{key} = {value}\n"
        (folder / path).write_text("".join(lines))

    return act


def both(*acts: Act) -> Act:
    """One after the other."""
    return lambda folder: [act(folder) for act in acts]


def inspected(folder: Path) -> None:
    """Gives the inspection's file a history of two entries, as commands do."""
    page = ("--url", "https://example.org/annual-2008")
    assert main(["inspection", "edit", "annual-2008", *page, "--store", str(folder)]) == 0


def corrected_twice(folder: Path) -> None:
    """Adds what two people entered about a grade, neither knowing of the other's entry."""
    text = (folder / REPORT).read_text()
    first = tomllib.loads(text)["history"][0]["op"]
    field, whole = "grades.neighbourhood-policing.2008.grade", ""
    for op, grade in (("aaaaaaaa", "Good"), ("zzzzzzzz", "Poor")):
        whole += (
            "\n[[history]]\non = 2008-02-01\nrecorded = 2008-02-01T09:00:00Z\n"
            f'by = "Clerk"\nop = "{op}"\nevent = "updated"\n'
            f'"{field}" = "{grade}"\n"{field}_after" = ["{first}/1"]\nn = 3\n'
        )
    (folder / REPORT).write_text(text.replace("entries = 2", "entries = 4") + whole)


def forged(*entries: tuple[str, str], shown: str = "") -> Act:
    """Writes entries into the history by hand, each an event with a line of what it changes.

    The item has what they say, and `shown` as evidence, which the last of them adds.
    """

    def act(folder: Path) -> None:
        text = (folder / REC).read_text()
        count, name = text.count("[[history]]"), f"forged-{len(entries)}"
        for n, (event, changes) in enumerate(entries, count + 1):
            key, value = changes.split(" = ")
            was = next(one for one in text.splitlines() if one.startswith(f"{key} = "))
            text = text.replace(was, f"{key} = {value}", 1)
            last = n == count + len(entries)
            more = f'evidence_{name}_ref = "{shown}"\n' if shown and last else ""
            text += (
                "\n[[history]]\non = 2008-03-01\nrecorded = 2008-03-01T12:00:00Z\n"
                f'by = "Inspector"\nop = "forged"\nevent = "{event}"\n{changes}\n'
                f"{was.replace(' = ', '_was = ')}\n{more}n = {n}\n"
            )
        text = text.replace(f"entries = {count}", f"entries = {count + len(entries)}", 1)
        if shown:
            first = "\n[[history]]"
            text = text.replace(first, f'\n[evidence.{name}]\nref = "{shown}"\n{first}', 1)
        (folder / REC).write_text(text)

    return act


def replacing(key: str, named: int | str) -> Act:
    """Says in the second entry that its value of a field replaced that of an entry: its place."""

    def act(folder: Path) -> None:
        text = (folder / REC).read_text()
        one = named if isinstance(named, str) else entry_key(text, named)
        text = re.sub(f"^{key}_after = .*\n", "", text, flags=re.MULTILINE)
        (folder / REC).write_text(text.replace("n = 2\n", f'{key}_after = ["{one}"]\nn = 2\n'))

    return act


def correcting(named: int | str) -> Act:
    """Makes the second entry one that corrects an entry: its place, or what it is known by."""

    def act(folder: Path) -> None:
        text = (folder / REC).read_text()
        one = named if isinstance(named, str) else entry_key(text, named)
        keys = f'corrects = "{one}"\ncorrect_on = 2008-09-10\n'
        (folder / REC).write_text(text.replace("n = 2\n", f"{keys}n = 2\n"))

    return act


def entry_key(text: str, place: int) -> str:
    """What an entry is known by, each being the only one of its command."""
    ops: list[str] = re.findall('^op = "(.*)"', text, re.MULTILINE)
    return f"{ops[place - 1]}/1"


def apart(folder: Path) -> None:
    """Two people move the due, neither knowing of the other's."""
    text = (folder / REC).read_text()
    first = entry_key(text, 1)
    for op, by, due in (
        ("aaaaaaaa", "Liaison Officer", "2009-06"),
        ("bbbbbbbb", "Deputy", "2009-09"),
    ):
        text += (
            "\n[[history]]\non = 2008-03-01\nrecorded = 2008-03-01T12:00:00Z\n"
            f'by = "{by}"\nop = "{op}"\nevent = "updated"\ndue = "{due}"\ndue_was = "2009-03"\n'
            f'due_after = ["{first}"]\nreason = "staffing"\nn = 4\n'
        )
    text = text.replace("entries = 3", "entries = 5").replace(
        '\ndue = "2009-03"', '\ndue = "2009-06"', 1
    )
    there = '[unsettled.due]\n"aaaaaaaa/1" = "2009-06"\n"bbbbbbbb/1" = "2009-09"\n'
    (folder / REC).write_text(text.replace("\n[[history]]", f"\n{there}\n[[history]]", 1))


def with_step(table: str, field: str) -> Act:
    """Adds a step by hand and an entry for it, each under a name of its own; none where empty."""

    def act(folder: Path) -> None:
        text = (folder / REC).read_text()
        first = "\n[[history]]"
        text = text.replace(first, f'\n[actions.{table}]\ntext = "Agree it"\n{first}', 1)
        if field:
            text = text.replace("n = 2\n", f'action_{field}_text = "Agree it"\nn = 2\n')
        (folder / REC).write_text(text)

    return act


_BY_HAND = "changed outside the tool"
_DONE = ("updated", 'status = "done"')
CONFLICT = '<<<<<<< HEAD\nowner = "A"\n=======\nowner = "B"\n>>>>>>> theirs'
DEEP = "x = " + "[" * 100 + "]" * 100
SYNC_NAMES = (
    "REC-1-PC123",
    "REC-1 (conflicted copy)",
    "REC-1 (Anna's conflicted copy 2026-01-01)",
    "REC-1.sync-conflict-20260101-120000-ABCDEFG",
    "REC-1~",
    "REC-1 (1)",
    "REC-1 2",
    "Copy of REC-1",
    "REC-1_DiskStation_Conflict",
)

TEXT = (
    Damage("empty file", written(REC, b""), "missing-key"),
    Damage("only a comment", written(REC, "# nothing\n"), "missing-key"),
    Damage("NUL bytes", written(REC, b'id = "REC-1"\n\0\0\0\0'), "unreadable", at="\0"),
    Damage("all zeros", written(REC, bytes(4096)), "unreadable", at="\0"),
    Damage("not UTF-8", written(REC, b'id = "REC-1"\ntext = "caf\xe9"\n'), "unreadable", at="text"),
    Damage("UTF-16", written(REC, 'id = "REC-1"'.encode("utf-16")), "unreadable"),
    Damage("lone CR", replaced(REC, "\n", "\r", 3), "unreadable", at="id ="),
    Damage("cut in a string", written(REC, 'id = "REC-1"\ntext = "half a sen'), "unreadable"),
    Damage("a key twice", topped('status = "done"'), "unreadable", at=""),
    Damage("an unclosed table", topped("[history"), "unreadable", at="[history"),
    Damage("conflict markers", topped(CONFLICT), "conflict-markers", at="<<<<<<<"),
    Damage(
        "a marker left in a text",
        replaced(REC, "every call\n", "every call\n>>>>>>> theirs\n"),
        "conflict-markers",
        at=">>>>>>>",
    ),
    Damage("deep arrays", topped(DEEP), "unreadable", at="x = ["),
    Damage("very deep arrays", topped("x = " + "[" * 100_000), "unreadable", at="x = ["),
    Damage(
        "deep inline tables", topped("x = " + "{a=" * 70 + "1" + "}" * 70), "unreadable", at="x = {"
    ),
    Damage("a 20 KB dotted key", topped(".".join("k" * 10_000) + " = 1"), "unreadable", at="k.k.k"),
    Damage(
        "a header of many parts", topped("[" + ".".join("k" * 200) + "]"), "unreadable", at="[k.k"
    ),
    Damage("a 5,000-digit integer", topped("x = " + "9" * 5000), "unreadable", at="x = 9"),
    Damage("a file of 50 MB", lambda f: _sparse(f / REC, 50_000_000), "unreadable"),
    Damage("year 0", topped("x = 0000-01-01"), "unreadable", at="x = 0000"),
    Damage(
        "a folder", both(lambda f: (f / REC).unlink(), lambda f: (f / REC).mkdir()), "unreadable"
    ),
)
VALUES = (
    Damage("no id", dropped("id"), "missing-key"),
    Damage("no uid", dropped("uid"), "missing-key"),
    Damage("an empty uid", valued("uid", '""'), "missing-key", at="uid ="),
    Damage("no kind", dropped("kind"), "missing-key"),
    Damage("no status", dropped("status"), "missing-key"),
    Damage("an unknown kind", valued("kind", '"wish"'), "wrong-value", at="kind ="),
    Damage("an unknown status", valued("status", '"finished"'), "wrong-value", at="status ="),
    Damage("a status that is a number", valued("status", "3"), "wrong-value", at="status ="),
    Damage("an unknown progress", valued("progress", '"90%"'), "wrong-value", at="progress ="),
    Damage("a due in words", valued("due", '"next spring"'), "wrong-value", at="due ="),
    Damage("a due in month 13", valued("due", '"2009-13"'), "wrong-value", at="due ="),
    Damage("a due in year 0", valued("due", '"0000-01-01"'), "wrong-value", at="due ="),
    Damage("a due with a time", valued("due", "2009-03-01T10:00:00"), "wrong-value", at="due ="),
    Damage("a number that is nan", valued("number", "nan"), "wrong-value", at="number ="),
    Damage("a number that is true", valued("number", "true"), "wrong-value", at="number ="),
    Damage("a negative number", valued("number", "-3"), "wrong-value", at="number ="),
    Damage("a huge hex number", valued("number", "0x" + "f" * 5000), "wrong-value", at="number ="),
    Damage("an owner that is a list", valued("owner", "[]"), "wrong-value", at="owner ="),
    Damage("tags that are no list", topped('tags = "a"'), "wrong-value", at="tags ="),
    Damage("tags that are numbers", topped("tags = [1]"), "wrong-value", at="tags ="),
    Damage("an id with a slash", valued("id", '"../REC-1"'), "wrong-value", at="id ="),
    Damage("links that are no list", topped("links = 1"), "wrong-value", at="links ="),
)
HISTORY = (
    Damage("the last entry gone", cut("n = 2"), "history-truncated", at="entries ="),
    Damage("all entries gone", cut("entries ="), "history-truncated", at="entries ="),
    Damage("cut before 'entries'", cut("original_due ="), "history-truncated"),
    Damage("cut after the status", cut("status ="), "history-truncated"),
    Damage("cut before the status", cut("number ="), "history-truncated"),
    Damage("cut after the first line", cut("id ="), "missing-key"),
    Damage("cut within an entry", cut('event = "note"'), "history-truncated", at="[[history]]#3"),
    Damage("'entries' gone", dropped("entries"), "missing-key"),
    Damage("'entries' too many", valued("entries", "4"), "history-truncated", at="entries ="),
    Damage("'entries' a text", valued("entries", '"3"'), "wrong-value", at="entries ="),
    Damage(
        "an entry's number wrong",
        replaced(REC, "n = 2\n", "n = 7\n"),
        "history-truncated",
        at="n = 7",
    ),
    Damage("a key after n", replaced(REC, "n = 3\n", 'n = 3\nby = "x"\n'), "unreadable"),
    Damage(
        "an unknown status in an entry",
        replaced(REC, 'status_was = "not-started"', 'status_was = "new"'),
        "wrong-value",
        at='status_was = "new"',
    ),
    Damage(
        "a day in quotes",
        replaced(REC, "on = 2008-03-01", 'on = "2008-03-01"'),
        "wrong-value",
        at='on = "2008',
    ),
    Damage(
        "no day in an entry",
        replaced(REC, "on = 2008-03-01\n", ""),
        "missing-key",
        at="[[history]]",
    ),
    Damage(
        "a moment that is a day",
        replaced(REC, "recorded = 2", "recorded = 2008-03-01 # 2"),
        "wrong-value",
        at="recorded = 2008-03-01 #",
    ),
    Damage(
        "a moment before the first year",
        replaced(REC, "recorded = 2", "recorded = 0001-01-01T00:00:00+23:59 # 2"),
        "wrong-value",
        at="recorded = 0001",
    ),
    Damage(
        "a number that falls",
        replaced(REC, "n = 3\n", "n = 1\n"),
        "history-truncated",
        at="n = 1#2",
    ),
    *(
        Damage(
            f"a number of {n}",
            replaced(REC, "n = 3\n", f"n = {n}\n"),
            "history-truncated",
            at=f"n = {n}",
        )
        for n in ("-3", "0", "3.0", "true", "1_000_000_000_000_000_000", "9223372036854775808")
    ),
    Damage(
        "a list of one text",
        replaced(REC, "n = 2\n", 'due_after = "x/1"\ndue = "2009-03"\nn = 2\n'),
        "wrong-value",
        at='due_after = "x/1"',
    ),
    Damage(
        "a history that is a number",
        both(cut("entries ="), topped("history = 3")),
        "wrong-value",
        at="history =",
    ),
    Damage("steps of numbers", topped("actions = [1]"), "wrong-value", at="actions ="),
    *(
        Damage(f"a step called {name[:8]}", with_step(f'"{name}"', ""), "wrong-value")
        for name in ("../x", "x-0", "0", "", "a" * 5000 + "-1", "\u0663", "99999")
    ),
    Damage(
        "an ancestor that is gone",
        replacing("status", "zzzzzzzz/1"),
        "wrong-ancestry",
        at="status_after =",
        exit=0,
        also=("unsettled", "changed-outside"),
    ),
    Damage(
        "an ancestor that comes later",
        replacing("status", 3),
        "wrong-ancestry",
        at="status_after =",
        exit=0,
        also=("unsettled", "changed-outside"),
    ),
    Damage(
        "an ancestor of itself",
        replacing("status", 2),
        "wrong-ancestry",
        at="status_after =",
        exit=0,
        also=("unsettled", "changed-outside"),
    ),
    Damage(
        "an ancestor of another field",
        replacing("progress", 1),
        "wrong-ancestry",
        at="progress_after =",
        exit=0,
    ),
    Damage(
        "a correction of an entry that is gone",
        correcting("zzzzzzzz/1"),
        "wrong-correction",
        at="corrects =",
        exit=0,
    ),
    Damage(
        "a correction of a later entry",
        correcting(3),
        "wrong-correction",
        at="corrects =",
        exit=0,
    ),
    Damage(
        "a correction of itself",
        correcting(2),
        "wrong-correction",
        at="corrects =",
        exit=0,
    ),
    Damage(
        "a step called after no entry",
        with_step("zzzzzzzz-1", ""),
        "part-name",
        at="[actions.zzzzzzzz-1]",
        exit=0,
        also=("changed-outside",),
    ),
    Damage(
        "a step called otherwise than its entry",
        with_step("zzzzzzzz-1", "zzzzzzzz-1"),
        "part-name",
        at="[actions.zzzzzzzz-1]",
        exit=0,
    ),
    Damage(
        "a step with a number that an entry gives it",
        with_step("1", "1"),
        "part-name",
        at="[actions.1]",
        exit=0,
    ),
    Damage("two dues made apart", apart, "unsettled", at="due = ", exit=0),
    Damage(
        "a status changed by hand",
        valued("status", '"done"'),
        "changed-outside",
        at="status =",
        exit=0,
    ),
    Damage("an owner taken out", dropped("owner"), "changed-outside", exit=0),
    Damage(
        "a text changed by hand",
        replaced(REC, "every call", "some calls"),
        "changed-outside",
        at="text =",
        exit=0,
    ),
    Damage(
        "a first due changed",
        valued("original_due", '"2008-01"'),
        "first-due",
        at="original_due =",
        exit=0,
    ),
    Damage("a text taken out", without_text, "text-gone", exit=0, also=("changed-outside",)),
    Damage(
        "an owner that nobody sees",
        valued("owner", '"\u200b"'),
        "unseen-value",
        at="owner =",
        exit=0,
        also=("changed-outside",),
    ),
    Damage(
        "a link that supersedes by hand",
        topped('links = ["supersedes REC-2"]'),
        "half-link",
        at="links =",
        exit=0,
        also=("changed-outside",),
    ),
    Damage(
        "a part of an item that isn't there",
        topped('part_of = "REC-99"'),
        "wrong-part",
        at="part_of =",
        exit=0,
    ),
    Damage(
        "a part that is not called after its item",
        topped('part_of = "REC-2"'),
        "wrong-part",
        at="part_of =",
        exit=0,
    ),
    Damage(
        "a part under another framework than its item",
        split_and_moved,
        "part-astray",
        "items/REC-1a.toml",
        at="framework =",
        exit=0,
    ),
    Damage(
        "written by hand",
        written(
            "items/REC-9.toml",
            'id = "REC-9"\nuid = "x"\nkind = "recommendation"\nstatus = "done"\n',
        ),
        "no-history",
        "items/REC-9.toml",
        exit=0,
    ),
    Damage(
        "an item of another kind",
        replaced(REC, 'kind = "recommendation"', 'kind = "good-practice"'),
        "wrong-kind",
        at="kind =",
        exit=0,
    ),
)
NAMES = (
    *(
        Damage(
            f"a copy called {name}",
            copied(f"items/{name}.toml"),
            "sync-copy",
            f"items/{name}.toml",
            "id =",
            0,
        )
        for name in SYNC_NAMES
    ),
    Damage(
        "a broken copy",
        written("items/REC-1-PC9.toml", "id = "),
        "sync-copy",
        "items/REC-1-PC9.toml",
    ),
    Damage(
        "a copy without the file",
        moved("items/REC-1-PC9.toml"),
        "sync-copy",
        "items/REC-1-PC9.toml",
        "id =",
        0,
    ),
    Damage("another name", moved("items/REC-7.toml"), "wrong-name", "items/REC-7.toml", "id ="),
    Damage(
        "a name in small letters",
        moved("items/rec-1.toml"),
        "wrong-name",
        "items/rec-1.toml",
        "id =",
    ),
    Damage(
        "two files of one id",
        copied("items/AFI-9.toml"),
        "duplicate-id",
        "items/AFI-9.toml",
        "id =",
    ),
    Damage(
        "ids alike but for case",
        both(
            copied("items/rec-1.toml"),
            valued("id", '"rec-1"', "items/rec-1.toml"),
            valued("uid", '"another"', "items/rec-1.toml"),
        ),
        "duplicate-id",
        "items/rec-1.toml",
        "id =",
        0,
    ),
    Damage(
        "two items of one uid",
        both(copied("items/REC-8.toml"), valued("id", '"REC-8"', "items/REC-8.toml")),
        "duplicate-uid",
        "items/REC-8.toml",
        "uid =",
        0,
    ),
    Damage(
        "a link to nowhere",
        topped('links = ["REC-2", "duplicates REC-77"]'),
        "dangling-link",
        at="links =",
        exit=0,
        also=("changed-outside",),
    ),
    Damage(
        "an inspection's copy",
        copied("inspections/annual-2008-PC1.toml", REPORT),
        "sync-copy",
        "inspections/annual-2008-PC1.toml",
        "id =",
        0,
    ),
    Damage(
        "an inspection renamed",
        moved("inspections/x.toml", REPORT),
        "wrong-name",
        "inspections/x.toml",
        "id =",
        0,
    ),
)
OTHERS = (
    Damage(
        "an inspection in two halves",
        cut("[[national]]", REPORT),
        "missing-key",
        REPORT,
        "[[national]]",
    ),
    Damage(
        "a grade corrected by two people",
        both(inspected, corrected_twice),
        "unsettled",
        REPORT,
        'grade = "Good"',
        exit=0,
    ),
    Damage(
        "a grade changed by hand after its entry",
        both(inspected, valued("grade", '"Fair"', REPORT)),
        "changed-outside",
        REPORT,
        'grade = "Fair"',
        exit=0,
    ),
    Damage(
        "an inspection's history cut short",
        both(inspected, cut("n = 1", REPORT)),
        "history-truncated",
        REPORT,
        "entries = 2",
    ),
    Damage("an inspection without title", dropped("title", REPORT), "missing-key", REPORT),
    Damage(
        "an unknown grade state",
        valued("state", '"good"', REPORT),
        "wrong-value",
        REPORT,
        "state =",
    ),
    Damage(
        "forces below zero",
        valued("printed", "[3, -1]", REPORT),
        "wrong-value",
        REPORT,
        "printed =",
    ),
    Damage("a total below zero", valued("total", "-1", REPORT), "wrong-value", REPORT, "total ="),
    Damage(
        "published in words",
        valued("published", '"spring"', REPORT),
        "wrong-value",
        REPORT,
        "published =",
    ),
    Damage("settings: not TOML", topped("= 1", SETTINGS), "unreadable", SETTINGS, "= 1"),
    Damage(
        "settings: conflict", topped(CONFLICT, SETTINGS), "conflict-markers", SETTINGS, "<<<<<<<"
    ),
    Damage("settings: no schema", dropped("schema", SETTINGS), "missing-key", SETTINGS),
    Damage(
        "settings: newer schema",
        valued("schema", "99", SETTINGS),
        "newer-schema",
        SETTINGS,
        "schema =",
    ),
    Damage(
        "settings: schema in words",
        valued("schema", '"one"', SETTINGS),
        "wrong-value",
        SETTINGS,
        "schema =",
    ),
    Damage(
        "settings: a framework's name",
        valued("name", "3", SETTINGS),
        "wrong-value",
        SETTINGS,
        "name =",
    ),
    Damage(
        "settings: a framework's wrong type",
        topped("frameworks = 3", SETTINGS),
        "unreadable",
        SETTINGS,
    ),
)
RULES = (
    Damage(
        "verified and never done",
        forged(("verified", 'status = "verified"'), shown="DOC 1"),
        "rule-order",
        at='status = "verified"#2',
        exit=0,
    ),
    Damage(
        "a date moved by hand and recorded",
        forged((_BY_HAND, 'due = "2009-06"')),
        "rule-reasons",
        at='due = "2009-06"#2',
        exit=0,
    ),
    Damage(
        "closed by nobody",
        forged(_DONE, ("closed", 'status = "closed"'), shown="DOC 1"),
        "rule-discharge",
        at='status = "closed"#2',
        exit=0,
    ),
    Damage(
        "verified by hand",
        forged(_DONE, (_BY_HAND, 'status = "verified"'), shown="DOC 1"),
        "rule-four-eyes",
        at='status = "verified"#2',
        exit=0,
    ),
    Damage(
        "verified without evidence",
        forged(_DONE, ("verified", 'status = "verified"')),
        "rule-evidence",
        at='status = "verified"#2',
        exit=0,
    ),
)
DAMAGES = (*TEXT, *VALUES, *HISTORY, *NAMES, *OTHERS, *RULES)


def _sparse(path: Path, size: int) -> None:
    with path.open("r+b") as stream:
        stream.truncate(size)
