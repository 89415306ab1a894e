"""`tracker merge --driver BASE OURS THEIRS PATH`: what git calls for two versions of a file.

Exit code 0 only after what is merged stands in OURS. On any trouble it is 1, with git's own markers
in OURS, so that nothing of either side is out of sight; or OURS as it was, where not even that can
be written.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from hmic_tracker.errors import TrackerError
from hmic_tracker.light_typing import Final

_CONFLICT: Final = 1
_WORDS: Final = 4


def run_driver(words: Sequence[str]) -> int:
    """Merge one file as git wants it; the exit code."""
    from hmic_tracker.commands.output import say

    if len(words) != _WORDS:
        say("tracker: the driver takes %O %A %B %P\nset it up anew with: tracker sync --setup")
        return _CONFLICT
    base, ours, theirs = (Path(word) for word in words[:3])
    try:
        data = _merged(base, ours, theirs, words[3])
    except (TrackerError, OSError, ValueError) as fault:
        say(f"{words[3]}: {getattr(fault, 'message', fault)}; then: tracker sync --mend")
        _leave_markers(base, ours, theirs)
        return _CONFLICT
    return 0 if _is_written(ours, data) else _CONFLICT


def _merged(base: Path, ours: Path, theirs: Path, path: str) -> bytes:
    """What both make of the file; raises TrackerError, ValueError."""
    from hmic_tracker.store.merging import merge_file
    from hmic_tracker.store.operations import record_fault
    from hmic_tracker.store.places import is_plan_path

    parts = path.split("/")
    own = next((p for n in (2, 1) if is_plan_path(p := "/".join(parts[-n:]))), None)
    if own is None:
        raise ValueError("it is no file of a plan")
    texts = [file.read_bytes() for file in (base, ours, theirs)]
    merged = merge_file(own, texts[0] or None, texts[1], texts[2])
    if merged.data is None or (fault := record_fault(own, merged.data)):
        raise ValueError(fault if merged.data is not None else "one of the two took it away")
    return merged.data


def _is_written(ours: Path, data: bytes) -> bool:
    """Put the text in place of ours, whole; whether it stands there."""
    temp = ours.with_name(f"{ours.name}.{os.getpid()}.tmp")
    try:
        temp.write_bytes(data)
        os.replace(temp, ours)
        return ours.read_bytes() == data
    except OSError:
        return False


def _leave_markers(base: Path, ours: Path, theirs: Path) -> None:
    """Put both versions into ours with git's markers; ours stays as it is where git can't."""
    from hmic_tracker.git.running import run_git

    words = ["merge-file", "-p", "-L", "ours", "-L", "base", "-L", "theirs", "--"]
    paths = [str(path.absolute()) for path in (ours, base, theirs)]
    try:
        ran = run_git(Path.cwd(), [*words, *paths], ok=())
    except TrackerError:
        return
    if 0 < ran.code < 128 and ran.out:
        _is_written(ours, ran.out)
