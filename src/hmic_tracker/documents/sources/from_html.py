"""Pages as saved from a browser. Nothing is fetched, no script runs."""

from __future__ import annotations

from hashlib import sha256

from hmic_tracker.documents.blocks import Block, Document
from hmic_tracker.documents.sources.html_decoding import Remarks, decode_page
from hmic_tracker.documents.sources.html_tree import parse
from hmic_tracker.documents.sources.html_walk import Walker


def read(data: bytes, name: str) -> Document:
    """Read a page."""
    text, remarks = decode_page(data)
    walker = Walker()
    walker.walk(parse(text))
    return document_of(data, name, tuple(walker.out.blocks), walker.out.properties.pairs(), remarks)


def document_of(
    data: bytes,
    name: str,
    blocks: tuple[Block, ...],
    properties: tuple[tuple[str, str], ...] = (),
    remarks: Remarks = (),
) -> Document:
    """The document of a file with its blocks, and with their text as its text."""
    text = "\n".join(block.printed for block in blocks)
    return Document(name, blocks, text, sha256(data).hexdigest(), len(data), properties, remarks)
