"""What would become of a file that came back, as `receive --dry-run` says it; and mails."""

from __future__ import annotations

import json
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from tests.conftest import Run


def received(run: Run, path: Path, *more: str) -> dict[str, Any]:
    """What would become of a file."""
    done = run("receive", path, "--dry-run", "--json", *more)
    assert done.code == 0, done.err
    value: dict[str, Any] = json.loads(done.out)["files"][0]
    return value


def counts(value: dict[str, Any]) -> str:
    """How many rows are taken, asked about, refused and blank."""
    assert value["taken"] + value["asked"] + value["refused"] + value["blank"] == (
        value["rows"] + value["added"]
    )
    return " ".join(str(value[state]) for state in ("taken", "asked", "refused", "blank"))


def mailed(sender: str, *parts: EmailMessage | bytes, text: str = "FYI\n") -> EmailMessage:
    """A mail with files attached, or mails that are passed on."""
    made = EmailMessage()
    made["From"] = sender
    made.set_content(text)
    for part in parts:
        if isinstance(part, bytes):
            made.add_attachment(part, maintype="application", subtype="x", filename="answers.xlsx")
        else:
            made.add_attachment(part)
    return made
