"""With whom a plan was exchanged folder to folder, and the state in which both were then.

A copy of a plan has a random name of its own in `.tracker/`, so that a stick is known under any
letter. Both ends keep the state in which they last met; where they don't name the same, as after
one was restored from a backup, nothing is taken for known. A state is what its name says: a digest.
"""

from __future__ import annotations

import base64
import contextlib
import json
import os
import re
import zlib
from types import MappingProxyType

from hmic_tracker.errors import WriteError
from hmic_tracker.light_typing import TYPE_CHECKING, Any, Final, NamedTuple
from hmic_tracker.store.files import (
    digest,
    faults_as_errors,
    read_regular,
    remove_quietly,
    write_temp,
)
from hmic_tracker.store.paths import PARTNERS, PRIVATE
from hmic_tracker.store.places import is_plan_path, make_folder, model_of, private_file

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_STATES: Final = "exchanged"
_NAME: Final = re.compile(r"[a-z2-7]{16}", re.ASCII)
_STATE: Final = re.compile(r"[0-9a-f]{64}", re.ASCII)
_LARGEST: Final = 512 * 1024 * 1024
_MOST: Final = 100
"""So many partners are remembered."""
_KEPT: Final = 2
"""The last state, and the one before: whoever was stopped has that."""


class Known(NamedTuple):
    """What is kept of a partner: where it was, when it was met, in which states, newest first."""

    place: str
    at: str
    states: tuple[str, ...]


class Partners(NamedTuple):
    """A copy's own name, None where it has none yet, and the partners by theirs, last met first."""

    name: str | None = None
    known: Mapping[str, Known] = MappingProxyType({})

    def states_with(self, name: str | None) -> tuple[str, ...]:
        """The states in which this one and another met."""
        known = self.known.get(name) if name else None
        return known.states if known else ()

    def states_at(self, place: str) -> tuple[str, ...]:
        """The states in which this one met that which was in a place last."""
        known = next((one for one in self.known.values() if one.place == place), None)
        return known.states if known else ()

    def met(self, name: str, place: str, at: str, state: str) -> Partners:
        """With another exchange."""
        before = [one for one in self.states_with(name) if one != state]
        now = Known(place, at, (state, *before)[:_KEPT])
        others = [(key, one) for key, one in self.known.items() if key != name]
        return self._replace(known=dict([(name, now), *others][:_MOST]))


def is_with_a_partner(folder: Path, path: str) -> bool:
    """Whether a file is in what was exchanged last with any other folder."""
    last = {one.states[0] for one in read_partners(folder).known.values() if one.states}
    return any(path in kept[0] for name in last if (kept := kept_state(folder, name)))


def new_name() -> str:
    """A name for a copy."""
    return base64.b32encode(os.urandom(10)).decode().lower()


def read_partners(folder: Path) -> Partners:
    """What a copy knows; nothing where its file isn't there, or is not what `tracker` writes."""
    try:
        values = json.loads(read_regular(private_file(folder, PARTNERS)))
        name = values["name"]
        known = {key: _known(one) for key, one in [*values["known"].items()][:_MOST]}
    except (OSError, ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return Partners()
    except WriteError:  # a link, or a folder
        return Partners()
    if not isinstance(name, str) or not all(map(_NAME.fullmatch, (name, *known))):
        return Partners()
    return Partners(name, known)


def _known(values: Any) -> Known:
    known = Known(values["place"], values["at"], tuple(values["states"][:_KEPT]))
    if not all(isinstance(one, str) for one in (known.place, known.at, *known.states)):
        raise TypeError("what is no text")
    if not all(map(_STATE.fullmatch, known.states)):
        raise ValueError("what is no state")
    return known


def write_partners(folder: Path, partners: Partners) -> None:
    """Keep what a copy knows, and no state that nobody is known by. The lock is held."""
    known = {key: one._asdict() for key, one in partners.known.items()}
    data = json.dumps({"name": partners.name, "known": known}, indent=1).encode()
    with faults_as_errors("to the plan"):
        path = private_file(folder, PARTNERS)
        os.replace(write_temp(path, data, model_of(folder)), path)
    wanted = {f"{state}.z" for one in partners.known.values() for state in one.states}
    with contextlib.suppress(OSError, WriteError):
        place = private_file(folder, _STATES, "x").parent
        for name in set(os.listdir(place)) - wanted:
            remove_quietly(place / name)


def state_name(ids: Mapping[str, str]) -> str:
    """What a state is called: a digest of its files' paths and contents."""
    return str(digest("".join(f"{ids[path]} {path}\n" for path in sorted(ids)).encode()))


def keep_state(folder: Path, ids: Mapping[str, str], texts: Mapping[str, bytes]) -> str:
    """Keep a state, with the texts of those files that are ever merged; its name."""
    name = state_name(ids)
    with faults_as_errors("to the plan"):
        make_folder(folder / PRIVATE / _STATES, folder / PRIVATE)
        path = private_file(folder, _STATES, f"{name}.z")
        if path.exists():
            return name
        plain = {path: data.decode("utf-8", "surrogateescape") for path, data in texts.items()}
        data = zlib.compress(json.dumps({"ids": dict(ids), "texts": plain}).encode(), 1)
        os.replace(write_temp(path, data, model_of(folder)), path)
    return name


def kept_state(folder: Path, name: str) -> tuple[dict[str, str], dict[str, bytes]] | None:
    """The contents' ids and the texts of a state, None where it is kept no more, or isn't it."""
    try:
        data = read_regular(private_file(folder, _STATES, f"{name}.z"), _LARGEST)
        unpacking = zlib.decompressobj()
        values = json.loads(unpacking.decompress(data, _LARGEST))
        ids, plain = values["ids"], values["texts"]
        texts = {path: text.encode("utf-8", "surrogateescape") for path, text in plain.items()}
        is_it = state_name(ids) == name and all(map(is_plan_path, ids))
        is_it = is_it and all(digest(data) == ids[path] for path, data in texts.items())
    except (OSError, ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return None
    except (zlib.error, WriteError):
        return None
    return (ids, texts) if is_it else None
