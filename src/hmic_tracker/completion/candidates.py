"""What the TAB key offers: the answer to `tracker __complete SHELL …`.

It comes between two key strokes, so it loads neither Typer nor the plan: options come from a table,
names from the heads of the item files, read without their history. If anything fails, it is silent.

    bash COMP_TYPE COMP_WORDBREAKS LINE    the line up to the cursor
    zsh CURRENT WORD...                    the word at the cursor, and those before it, unquoted
    fish CURRENT WORD...                   the word at the cursor as typed, and those before it
"""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path

from hmic_tracker.completion.command_table import read_table
from hmic_tracker.completion.partial_command_line import TypedLine
from hmic_tracker.completion.shells import Word, quoted_for_bash, words_of
from hmic_tracker.completion.static_choices import FILES, FOLDERS, LISTS, Choice, static_choices
from hmic_tracker.domain.titles import title_of
from hmic_tracker.domain.words import KINDS, PREFIXES, folded
from hmic_tracker.errors import TrackerError
from hmic_tracker.light_typing import Any, Final, NamedTuple
from hmic_tracker.render.escaping import visible
from hmic_tracker.store.paths import INSPECTIONS, ITEMS, SETTINGS, find_store, working_folder

_LISTING: Final = "63"  # Bash's COMP_TYPE where it only lists, and inserts nothing
_LONGEST: Final = 60
_MOST_TITLES, _MOST_READ = 200, 500
_MOST_SECONDS: Final = 0.3
"""After this, names are offered from the items read so far: nobody waits for TAB."""
_MOST_BYTES: Final = 256 * 1024

_KEYS: Final = {"owners": "owner", "boards": "board", "tags": "tags"}
_ID: Final = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]{0,63}", re.ASCII)
_SHORT: Final = re.compile(r"([A-Za-z]{1,16})(\d{1,9}[a-z]{0,2})", re.ASCII)
_PLACE: Final = {PREFIXES[kind]: place for place, kind in enumerate(KINDS)}
_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"


class Completions(NamedTuple):
    """What to offer: `words`, or the shell's own `files` or `folders`.

    `kept` is the part of the current word that stands before the value: "--owner=", or nothing.
    """

    mode: str
    choices: Sequence[Choice] = ()
    kept: str = ""


def answer(words: Sequence[str]) -> int:
    """Prints what a shell asked for; 0 whatever happens, and never a word on standard error.

    A closed pipe is left to `main`, which is quiet about it.
    """
    try:
        text = "\n".join(reply(words)) + "\n"
    except (Exception, KeyboardInterrupt):
        return 0  # nobody asked for a message: a person pressed TAB in the middle of a line
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    sys.stdout.flush()
    return 0


def reply(words: Sequence[str]) -> list[str]:
    """The lines of the answer in the way a shell wants them."""
    shell, *rest = words
    if shell == "bash":
        return _for_bash(*rest)
    current, *before = rest
    if shell == "fish":
        current = words_of(current)[-1].value
    answered = offered(before, current)
    wholes = ((answered.kept + value, what) for value, what in answered.choices)
    return [answered.mode, *(f"{whole}\t{what}" if what else whole for whole, what in wholes)]


def offered(before: Sequence[str], current: str) -> Completions:
    """Find the completions of the current word, given the words before it."""
    line = TypedLine(read_table(), before)
    names = Names(line.store)
    if line.waiting:
        return _values(line, names, line.waiting.source, current)
    name, equals, typed = current.partition("=")
    if equals and name.startswith("--") and not line.only_arguments:
        option = line.option(name)
        source = option.source if option else ""
        return _values(line, names, source, typed)._replace(kept=f"{name}=")
    if current.startswith("-") and not line.only_arguments:
        return Completions("words", fitting(line.options(), current))
    if commands := line.commands():
        return Completions("words", fitting([commands], current))
    if line.command is None:
        return Completions("words")
    argument = line.argument()
    source = argument.source if argument else ""
    source = "filters" if current.startswith("@") else source
    answered = _values(line, names, source, current, line.given)
    if answered.mode == "words" and not current and not answered.choices:
        return Completions("words", fitting(line.options(), ""))
    return answered


def fitting(groups: Iterable[Iterable[Choice]], typed: str) -> list[Choice]:
    """The choices that begin as typed: in that case, else in any; of the first group that has some.

    A shell puts what they all begin with in the place of what was typed, so other spellings are
    left out where some fit as they are. So are values with a sign that can't be seen or typed.
    """
    clean = [
        {value: what for value, what in map(_clean, group) if value.isprintable()}
        for group in groups
    ]
    for fold in (str, _folded):
        for group in clean:
            fit = [(v, what) for v, what in group.items() if fold(v).startswith(fold(typed))]
            if fit:
                return fit
    return []


class Names:
    """The names of a plan, read when they are asked for; nothing where there is no plan."""

    def __init__(self, store: str | None) -> None:
        self.store = store
        self.until = time.monotonic() + _MOST_SECONDS

    def of(self, source: str, typed: str) -> list[list[Choice]]:
        """The choices of a source that depends on the plan. Raises what reading it raises."""
        given = os.path.expandvars(self.store) if self.store else None
        folder = Path(find_store(given, os.environ, working_folder()))
        if source == "ids":
            return [list(self._ids(folder / ITEMS, typed))]
        if source == "inspections":
            place = folder / INSPECTIONS
            heads = ((stem, _head(place / f"{stem}.toml")) for stem in sorted(_stems(place)))
            return [[(stem, str(head.get("title", ""))) for stem, head in heads]]
        if source == "settings":
            return [self._setting_keys(folder)]
        settings = _head(folder / SETTINGS, whole=True)
        if source == "bodies":
            from hmic_tracker.domain.bodies import BODIES

            known = {body.slug: body.name for body in BODIES}
            own = {slug: str(t.get("name", "")) for slug, t in _tables(settings, "bodies")}
            return [list((known | own).items()), [(n, slug) for slug, n in known.items()]]
        if source == "frameworks":
            named = [(slug, str(t.get("name", ""))) for slug, t in _tables(settings, "frameworks")]
            return [named, [(name, slug) for slug, name in named]]
        if source in {"filters", "names of filters"}:
            sign = "@" if source == "filters" else ""
            filters = settings.get("filters")
            saved = filters.items() if isinstance(filters, dict) else ()
            return [[(f"{sign}{name}", str(text)) for name, text in saved]]
        people = list(_tables(settings, "people"))
        if source in {"groups", "holders"}:
            return [_sorted(t.get(source.rstrip("s")) for _, t in people)]
        values = list(self._values_of(folder / ITEMS, _KEYS[source]))
        if source == "owners":
            values += [table.get("name") or key for key, table in people]
        if source == "boards":
            values += [table.get("board") for _, table in _tables(settings, "frameworks")]
            values += [table.get("name") or key for key, table in _tables(settings, "boards")]
        return [_sorted(values)]

    def of_setting(self, key: str, typed: str) -> list[list[Choice]]:
        """What a setting can be set to, where that is one of some names."""
        from hmic_tracker.domain.settings import SETTINGS as ROWS

        section, _, last = key.partition(".")[0], "", key.rpartition(".")[2]
        row = next((row for row in ROWS if (row.section, row.key) == (section, last)), None)
        if row is not None and row.words:
            return [[(word, "") for word in row.words]]
        source = {"board": "boards", "parent": "frameworks", "group": "groups", "by": "owners"}
        source |= {"author": "owners", "cover": "owners"}
        name = source.get(last) if row is not None else None
        return self.of(name, typed) if name else []

    def _setting_keys(self, folder: Path) -> list[Choice]:
        """The settings that can be typed, each with what it is."""
        from hmic_tracker.query.setting_keys import known_keys
        from hmic_tracker.store.reading import read_settings

        return [(key.field, key.row.help) for key in known_keys(read_settings(folder)[0])]

    def _ids(self, folder: Path, typed: str) -> Iterator[Choice]:
        """The ids that fit, in order, with their titles; after "REC-3.." the ends of ranges."""
        ids, first, begun = _stems(folder), "", spelt(typed).casefold()
        if ".." in typed:
            first = typed.rpartition("..")[0]
            low = _order(next((i for i in ids if i.casefold() == spelt(first).casefold()), ""))
            ids = [i for i in ids if _order(i)[:2] == low[:2] and _order(i) > low]
        named = ((f"{first}..{i.rpartition('-')[2]}" if first else i, i) for i in ids)
        fit = [(value, i) for value, i in named if value.casefold().startswith(begun)]
        for value, item_id in sorted(fit, key=lambda pair: _order(pair[1])):
            if len(fit) > _MOST_TITLES or time.monotonic() > self.until:
                yield value, ""
                continue
            head = _head(folder / f"{item_id}.toml")
            if head.get("id", item_id) == item_id:  # else it is a copy that a sync tool made
                yield value, _title(head)

    def _values_of(self, folder: Path, key: str) -> Iterator[object]:
        """What the items have under a key: of many the index knows it, others are read in time."""
        stems = _stems(folder)
        if len(stems) > _MOST_READ:  # else to load SQLite takes longer than to read them
            from hmic_tracker.store.index.place import known_values

            stems = stems if (known := known_values(folder.parent, key)) is None else []
            yield from known or ()
        for stem in stems:
            if time.monotonic() > self.until:
                return
            yield _head(folder / f"{stem}.toml", key).get(key)


def spelt(typed: str) -> str:
    """An id as the plan spells it, but for its case: "rec3" is "rec-3"."""
    short = _SHORT.fullmatch(typed.strip())
    return f"{short[1]}-{short[2]}" if short else typed


def _values(
    line: TypedLine, names: Names, source: str, typed: str, given: Sequence[str] = ()
) -> Completions:
    """What fits of a source, but for what was given already."""
    if source in {FILES, FOLDERS}:
        return Completions(source)
    try:
        if source == "setting values":
            groups = names.of_setting(given[0] if given else "", typed)
        else:
            static = static_choices(source, line.table)
            groups = static or (names.of(source, typed) if source else [])
    except (TrackerError, OSError, ValueError):
        groups = []
    if source in {"owners", "boards", "groups", "holders"}:
        groups = [[*chain.from_iterable(groups), ("none", "")]]
    start, comma, _ = typed.rpartition(",") if source in LISTS else ("", "", "")
    there = {folded(word) for word in (*given, *start.split(","))}
    left = [
        [(f"{start}{comma}{value}", what) for value, what in group if folded(value) not in there]
        for group in groups
    ]
    return Completions("words", fitting(left, spelt(typed) if source == "ids" else typed))


def _folded(text: str) -> str:
    """A text as names are compared, the space at its end kept: more is to come."""
    return folded(f"{text}.")[:-1]


def _clean(choice: Choice) -> Choice:
    """Value and description on one line each, the description cut and with nothing hidden."""
    what = " ".join(visible(choice[1]).split())
    cut = what if len(what) <= _LONGEST else f"{what[: _LONGEST - 1]}…"
    return " ".join(choice[0].split()), cut


def _for_bash(kind: str, breaks: str, line: str) -> list[str]:
    words = words_of(line, breaks)
    # Assignments may stand before the command: TRACKER_TODAY=2008-12-01 tracker list
    place = next((n for n, word in enumerate(words) if not _assigns(word)), 0)
    current = words[-1]
    answered = offered([word.value for word in words[place + 1 : -1]], current.value)
    choices = answered.choices
    if kind == _LISTING and len(choices) > 1:
        width = max(len(value) for value, _ in choices)
        return [answered.mode, *(f"{v:<{width}}  {what}".rstrip() for v, what in choices)]
    wholes = ((answered.kept + value)[current.kept :] for value, _ in choices)
    return [answered.mode, *(quoted_for_bash(whole, current.quote) for whole in wholes)]


def _assigns(word: Word) -> bool:
    name, equals, _ = word.value.partition("=")
    return bool(equals) and name.isidentifier()


def _stems(folder: Path) -> list[str]:
    """The names of a folder's TOML files, without their ending, that can be ids."""
    stems = (name.removesuffix(".toml") for name in os.listdir(folder) if name.endswith(".toml"))
    return [stem for stem in stems if _ID.fullmatch(stem)]


def _head(path: Path, key: str = "", *, whole: bool = False) -> dict[str, Any]:
    """A file's values up to its first list of tables, or all; nothing where it can't be read.

    Only that of `key` where one is given and its line is as `tracker` writes it, which is faster.
    """
    import tomli

    try:
        if not path.is_file():
            return {}
        with path.open("rb", buffering=0) as file:
            data = file.read(_MOST_BYTES)
        is_cut = len(data) == _MOST_BYTES
        text = data.decode("utf-8-sig", "ignore" if is_cut else "strict")
        if whole and is_cut:  # what is above the history is whole
            text = text.partition("\n[[history]]")[0] + "\n"
        start = text if whole else text.partition("\n[[")[0] + "\n"
        if key and key not in start:
            return {}
        if key and (line := re.search(rf'^{key} = "([^"\\\n]+)"$', start, re.MULTILINE)):
            return {key: line[1]}
        return tomli.loads(start)
    except (OSError, ValueError, RecursionError):
        return {}


def _tables(settings: Mapping[str, Any], key: str) -> list[tuple[str, dict[str, Any]]]:
    table = settings.get(key)
    pairs = table.items() if isinstance(table, dict) else ()
    return [(name, table) for name, table in pairs if isinstance(table, dict)]


def _sorted(values: Iterable[object]) -> list[Choice]:
    """The texts among some values, also in lists, each once and in order."""
    each = chain.from_iterable(one if isinstance(one, list) else [one] for one in values)
    names = {name for name in each if isinstance(name, str) and name.strip()}
    return [(name, "") for name in sorted(names, key=lambda name: (name.casefold(), name))]


def _title(head: Mapping[str, Any]) -> str:
    number, of, text = (head.get(key) for key in ("number", "of", "text"))
    kind = next((kind for kind in KINDS if kind == head.get("kind")), None)
    if head.get("title") or kind is None:
        return str(head.get("title", ""))
    return title_of(kind, str(text) if text else None, number, of)


def _order(item_id: str) -> tuple[int, str, int, str]:
    """As `domain.plan.id_key`, which is too slow to load here."""
    prefix, _, number = item_id.rpartition("-")
    place = _PLACE.get(prefix, len(_PLACE))
    whole = number.rstrip(_LETTERS)
    letters = number[len(whole) :]
    if whole.isdecimal() and len(whole) < 19 and len(letters) < 9:
        return (place, prefix, int(whole), "~" * (len(letters) - 1) + letters)
    return (place, prefix, 0, item_id)
