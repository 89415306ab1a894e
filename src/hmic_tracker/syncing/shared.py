"""Whether others have a file of the plan: it is in what was exchanged last."""

from __future__ import annotations

import contextlib

from hmic_tracker.errors import TrackerError
from hmic_tracker.git.remote import EXCHANGED
from hmic_tracker.git.repository import repository_around
from hmic_tracker.light_typing import TYPE_CHECKING
from hmic_tracker.syncing.partners import is_with_a_partner

if TYPE_CHECKING:
    from pathlib import Path


def is_exchanged(folder: Path, path: str) -> bool:
    """Whether a file is in what was exchanged last with any remote, or with another folder."""
    if is_with_a_partner(folder, path):
        return True
    with contextlib.suppress(TrackerError):  # without git nothing was exchanged by it
        repository = repository_around(folder)
        if repository is None:
            return False
        heads = repository.git("for-each-ref", "--format=%(objectname)", EXCHANGED).text.split()
        whole = f"{repository.prefix}{path}"
        return any(repository.git("ls-tree", "-z", head, whole).out for head in heads)
    return False
