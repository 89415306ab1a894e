"""Outlook's mails (.msg), written: an OLE file with a stream a property."""

from __future__ import annotations

import struct
from typing import Final

SECTOR: Final = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
Tree = dict[str, "bytes | Tree"]


def message(
    subject: str = "",
    body: str = "",
    sender: tuple[str, str] = ("", ""),
    attachments: tuple[tuple[str, bytes], ...] = (),
    mails: tuple[Tree, ...] = (),
    html: str = "",
    headers: str = "",
) -> Tree:
    """A mail as the streams and storages of its properties."""
    tree: Tree = {"__properties_version1.0": b"\0" * 32}
    texts = {"0037": subject, "1000": body, "0C1A": sender[0], "5D01": sender[1], "007D": headers}
    for key, text in texts.items():
        if text:
            tree[f"__substg1.0_{key}001F"] = text.encode("utf-16-le")
    if html:
        tree["__substg1.0_10130102"] = html.encode()
    number = 0
    for name, data in attachments:
        tree[f"__attach_version1.0_#{number:08X}"] = {
            "__properties_version1.0": b"\0" * 8,
            "__substg1.0_37010102": data,
            "__substg1.0_3707001F": name.encode("utf-16-le"),
        }
        number += 1
    for mail in mails:
        tree[f"__attach_version1.0_#{number:08X}"] = {"__substg1.0_3701000D": mail}
        number += 1
    return tree


def ole_file(tree: Tree) -> bytes:
    """The bytes of an OLE file with these streams: every stream in sectors of its own."""
    entries: list[tuple[str, int, int, bytes | None]] = []  # name, child, next sibling, data

    def add(name: str, content: bytes | Tree) -> int:
        at = len(entries)
        data = content if isinstance(content, bytes) else None
        entries.append((name, _FREE, _FREE, data))
        if isinstance(content, dict):
            before = None
            for key in sorted(content, key=lambda name: (len(name), name.upper())):
                place = add(key, content[key])
                if before is None:
                    entries[at] = (name, place, entries[at][2], data)
                else:
                    entries[before] = (*entries[before][:2], place, entries[before][3])
                before = place
        return at

    add("Root Entry", tree)
    body = bytearray()
    chains: list[int] = []
    directory = bytearray()
    for n, (name, child, sibling, data) in enumerate(entries):
        start, size = _END, 0
        if data is not None:
            padded = data + b"\0" * (-len(data) % SECTOR)
            padded = padded + b"\0" * max(0, 4096 - len(padded))  # no small streams
            start, size = len(chains), max(len(data), 4096)
            count = len(padded) // SECTOR
            chains += [*range(start + 1, start + count), _END]
            body += padded
        kind = 5 if n == 0 else 1 if data is None else 2
        label = name.encode("utf-16-le")
        directory += label + b"\0" * (64 - len(label)) + struct.pack("<H", len(label) + 2)
        directory += struct.pack("<BBIII", kind, 1, _FREE, sibling, child) + b"\0" * 36
        directory += struct.pack("<IQ", start, size)
    directory += b"\0" * (-len(directory) % SECTOR)
    first_directory = len(chains)
    count = len(directory) // SECTOR
    chains += [*range(first_directory + 1, first_directory + count), _END]
    fats = 1
    while (len(chains) + fats) * 4 > fats * SECTOR:
        fats += 1
    assert fats <= 109
    places = list(range(len(chains), len(chains) + fats))
    table = [*chains, *[_FAT] * fats]
    table += [_FREE] * (fats * SECTOR // 4 - len(table))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    header += struct.pack("<HHHHH6sIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, b"", 0, fats,
                          first_directory, 0, 4096, _END, 0, _END, 0)  # fmt: skip
    header += struct.pack("<109I", *places, *[_FREE] * (109 - fats))
    return bytes(header + body + directory + struct.pack(f"<{len(table)}I", *table))
