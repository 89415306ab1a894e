"""Papers as PDF by LibreOffice: in a folder and a profile of its own, bounded in time.

The profile is made for the one conversion and removed with it, so that a LibreOffice with open
windows is left alone, and no setting, macro or extension of a person's takes part.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from functools import lru_cache
from pathlib import Path

from hmic_tracker.errors import WriteError
from hmic_tracker.light_typing import Any, Final

SECONDS: Final = 180
"""So long a conversion may take; a paper of 300 items takes a few seconds."""
_NAMES: Final = ("soffice", "libreoffice")
_PLACES: Final = {
    "darwin": ("/Applications/LibreOffice.app/Contents/MacOS/soffice",),
    "win32": (
        r"C:\Program Files\LibreOffice\program\soffice.com",
        r"C:\Program Files (x86)\LibreOffice\program\soffice.com",
    ),
}
"""Where it is on systems whose installers leave the PATH alone."""
_EXPORT: Final = "Common/Filter/PDF/Export"
_SCRIPTING: Final = "Common/Security/Scripting"
_SETTINGS: Final = (
    (_EXPORT, "UseTaggedPDF", "true"),
    (_EXPORT, "PDFUACompliance", "true"),
    (_EXPORT, "ExportBookmarks", "true"),
    (_SCRIPTING, "DisableMacrosExecution", "true"),
    (_SCRIPTING, "MacroSecurityLevel", "3"),
    (_SCRIPTING, "BlockUntrustedRefererLinks", "true"),
)
"""A PDF that is read aloud (PDF/UA), no macro, nothing fetched; every version knows the first."""
_OPTIONS: Final = ("--headless", "--invisible", "--norestore", "--nologo", "--nodefault")
_HEAD: Final = """\
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"
 xmlns:xs="http://www.w3.org/2001/XMLSchema">
"""
_INSTEAD: Final = "write -o paper.docx, and save that as PDF in Word or LibreOffice"


def program() -> str:
    """Where LibreOffice is; raises WriteError where it isn't."""
    places = (*map(shutil.which, _NAMES), *_PLACES.get(sys.platform, ()))
    for place in places:
        if place is not None and Path(place).is_file():
            return place
    raise WriteError(
        "a PDF is made by LibreOffice, which is not on this computer", f"install it, or {_INSTEAD}"
    )


@lru_cache(maxsize=1)
def pdf_of(docx: bytes) -> bytes:
    """A paper in Word's format as a tagged PDF; the last one is kept, to be had again.

    Raises WriteError where LibreOffice isn't here, takes too long or makes none.
    """
    office = program()
    with tempfile.TemporaryDirectory(prefix="tracker-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        (folder / "paper.docx").write_bytes(docx)
        _write_profile(folder / "profile")
        _run(office, folder)
        return _made(folder)


def _write_profile(profile: Path) -> None:
    items = (
        f'<item oor:path="/org.openoffice.Office.{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>\n"
        for path, name, value in _SETTINGS
    )
    (profile / "user").mkdir(parents=True)
    text = f"{_HEAD}{''.join(items)}</oor:items>\n"
    (profile / "user" / "registrymodifications.xcu").write_text(text, encoding="utf-8")


def _run(office: str, folder: Path) -> None:
    home = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    line = [office, home, *_OPTIONS, "--convert-to", "pdf", "--outdir", str(folder), "paper.docx"]
    with (folder / "errors").open("wb") as errors:
        try:
            process = subprocess.Popen(  # noqa: S603  # no shell
                line,
                cwd=folder,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=errors,
                **_apart(),
            )
        except OSError as fault:
            why = (fault.strerror or str(fault)).lower()
            raise WriteError(f"LibreOffice could not be started: {why}", _INSTEAD) from fault
        try:
            process.wait(SECONDS)
        except subprocess.TimeoutExpired as fault:
            raise WriteError(
                f"LibreOffice made no PDF in {SECONDS} seconds", f"run it again, or {_INSTEAD}"
            ) from fault
        finally:
            if process.poll() is None:
                _end(process)


def _made(folder: Path) -> bytes:
    """The PDF, whole."""
    with contextlib.suppress(FileNotFoundError):
        data = (folder / "paper.pdf").read_bytes()
        if data.startswith(b"%PDF-") and b"%%EOF" in data[-1024:]:
            return data
    with (folder / "errors").open("rb") as errors:
        text = errors.read(10_000).decode("utf-8", "replace")
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    why = f": {lines[-1][:200]}" if lines else ""
    raise WriteError(f"LibreOffice made no PDF{why}", _INSTEAD)


def _apart() -> dict[str, Any]:
    """What starts it in a session of its own, which can be ended whole."""
    if os.name == "nt":
        return {"creationflags": getattr(subprocess, "CREATE_NO_WINDOW", 0)}
    return {"start_new_session": True}


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ends it with all that it started: soffice is a script that starts the program itself."""
    with contextlib.suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    process.wait()
