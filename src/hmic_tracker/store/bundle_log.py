"""The log of bundles: `given/2-plm5hb7p.toml`, a file for each one that was written.

A record is small and whole, and never changes; only `bundle` reads it. `undo` takes one back as any
file that a command made.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from hmic_tracker.domain.given_bundles import GivenBundle
from hmic_tracker.domain.items import ID_PATTERN
from hmic_tracker.light_typing import TYPE_CHECKING, Final
from hmic_tracker.store import journal
from hmic_tracker.store.journal import Write
from hmic_tracker.store.paths import GIVEN, SCHEMA
from hmic_tracker.store.reading import refuse_copy
from hmic_tracker.store.small_records import read_records
from hmic_tracker.store.toml import Fields, Unreadable, decode, new_text, parse

if TYPE_CHECKING:
    from hmic_tracker.domain.plan import Damage

_OP: Final = re.compile(r"[a-z0-9]{1,32}", re.ASCII)
_SHA256: Final = re.compile(r"[0-9a-f]{64}", re.ASCII)
_MOST: Final = 999_999_999


def read_bundle_log(folder: Path) -> tuple[list[GivenBundle], list[Damage], list[str]]:
    """The bundles in the order of their numbers, and the records that can't be read.

    Then the paths of copies that a sync tool made.
    """
    given, damaged, copies = read_records(folder, GIVEN, journal.overlay(folder), given_bundle_in)
    return sorted(given, key=lambda one: (one.n, one.op)), damaged, copies


def given_bundle_in(data: bytes, stem: str) -> GivenBundle:
    """The bundle in a record's bytes; raises Unreadable, or SyncCopyError for a copy."""
    given = given_bundle_of(decode(data))
    if given.id != stem:
        refuse_copy(stem, given.id)
        raise Unreadable(f"it is the bundle {given.id}, and the file's name says '{stem[:64]}'")
    return given


def next_bundle_number(given: Iterable[GivenBundle], damaged: Iterable[Damage] = ()) -> int:
    """The number after the highest given; that of a record that can't be read is in its name."""
    names = (Path(one.path).stem.partition("-")[0] for one in damaged)
    numbers = [int(name) for name in names if name.isdecimal() and len(name) < 10]
    return max([*numbers, *(one.n for one in given)], default=0) + 1


def given_bundle_write(given: GivenBundle) -> Write:
    """The write that puts a bundle into the log."""
    return Write(f"{GIVEN}/{given.id}.toml", None, new_given_bundle_text(given).encode())


def new_given_bundle_text(given: GivenBundle) -> str:
    """The text of a record's file."""
    lists = {"ids": list(given.ids), "uids": list(given.uids)}
    return new_text({"schema": SCHEMA, **given._asdict(), **lists})


def given_bundle_of(text: str) -> GivenBundle:
    """The bundle in a record's text; raises Unreadable."""
    fields = Fields(parse(text), text)
    schema = fields.need("schema", int)
    if schema > SCHEMA:
        raise Unreadable(f"schema {schema} is newer than this tracker knows", 1, "newer-schema")
    op, n, sha256 = fields.need("op", str), fields.need("n", int), fields.need("sha256", str)
    if not _OP.fullmatch(op):
        raise fields.fault("op", "has to be of small letters and digits, 32 at most")
    if not 1 <= n <= _MOST:
        raise fields.fault("n", f"has to be a number from 1 to {_MOST}")
    if not _SHA256.fullmatch(sha256):
        raise fields.fault("sha256", "has to be 64 digits and letters from a to f")
    ids, uids = fields.texts("ids"), fields.texts("uids")
    if not ids or len(ids) != len(uids):
        raise fields.fault("ids", "has to name as many items as 'uids', one or more")
    if wrong := [one for one in (*ids, *uids) if not ID_PATTERN.fullmatch(one)]:
        raise fields.fault("ids", f"has '{wrong[0][:40]}', which can't be an id")
    return GivenBundle(
        n=n,
        on=fields.need_day("on"),
        recorded=fields.need_moment("recorded"),
        by=fields.get("by", str) or "",
        op=op,
        file=fields.need("file", str),
        sha256=sha256,
        as_of=fields.need_day("as_of"),
        ids=ids,
        uids=uids,
        to=fields.get("to", str),
        files=fields.count("files") or 0,
        size=fields.count("size") or 0,
        internal=fields.count("internal") or 0,
    )
