"""The value of a setting as it is typed: read by its type, and held against what it names."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from hmic_tracker.commands.owner_options import header_text, resolve_board, resolve_group
from hmic_tracker.commands.typed_text import text_of
from hmic_tracker.domain.frameworks import name_keys
from hmic_tracker.domain.nearest import did_you_mean
from hmic_tracker.domain.people import has_domain, is_mail
from hmic_tracker.domain.settings import value_text
from hmic_tracker.domain.words import folded
from hmic_tracker.errors import InputError, UsageError
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.commands.options import Words
    from hmic_tracker.commands.session import Session
    from hmic_tracker.domain.items import Value
    from hmic_tracker.domain.plan import Plan
    from hmic_tracker.query.setting_keys import SettingKey

_LISTS: Final = frozenset({"texts", "days"})
_MOST_DIGITS: Final = 9


class TypedValue(NamedTuple):
    """What was typed for a setting: its value, or what comes to a list and goes from it.

    The two last say that the name of a board or a group is new, though it resembles another.
    """

    words: Words = ()
    added: Words = ()
    removed: Words = ()
    new_board: bool = False
    new_group: bool = False


class _Typed(NamedTuple):
    session: Session
    plan: Plan
    key: SettingKey
    typed: TypedValue


def value_typed(
    session: Session, plan: Plan, key: SettingKey, typed: TypedValue, now: Value
) -> Value:
    """The value that was typed for a setting, None for none; `now` is what it has.

    Raises UsageError and InputError for what it can't be.
    """
    one = _Typed(session, plan, key, typed)
    if key.row.type not in _LISTS:
        if typed.added or typed.removed:
            raise UsageError(
                f"{key.field} is no list", f"write: tracker settings set {key.field} VALUE"
            )
        return _single(one)
    if typed.words and (typed.added or typed.removed):
        raise UsageError(
            "a whole list and parts of one were given",
            "write all values, or --add and --remove alone",
        )
    if [folded(word) for word in typed.words] == ["none"]:
        return None
    present = now if isinstance(now, tuple) else ()
    values = [_element(one, word) for word in typed.words]
    if not typed.words:
        gone = {folded(_element(one, word)) for word in typed.removed}
        missing = gone - {folded(value) for value in present}
        if missing:
            raise UsageError(
                f"{key.field} has no '{sorted(missing)[0][:80]}'",
                f"it has: {', '.join(present) or 'nothing'}",
            )
        values = [value for value in present if folded(value) not in gone]
        values += [_element(one, word) for word in typed.added]
    by_folded = {folded(value): value for value in reversed(values)}
    unique = [by_folded[name] for name in dict.fromkeys(map(folded, values))]
    return tuple(sorted(unique) if key.row.type == "days" else unique) or None


def _single(one: _Typed) -> Value:
    """A value that is no list."""
    row, name = one.key.row, one.key.field
    text = " ".join(one.typed.words)
    is_expression = (row.section, row.key) in {("papers", "where"), ("filters", "*")}
    if row.type == "number":
        return _number(one, text)
    if row.type == "word":
        wanted = folded(text)
        if wanted in row.words:
            return wanted
        hint = did_you_mean(text, row.words) or f"it takes {value_text(row).partition(';')[0]}"
        raise UsageError(f"{name} can't be '{text[:80]}'", hint)
    if folded(text) == "none" and not is_expression:
        return None
    if row.type == "day":
        return one.session.entered_day(text).isoformat()
    if row.type == "paragraphs":
        return text_of(text.encode("utf-8", "surrogatepass"), name)
    if not text.strip() and (row.section, row.key) != ("papers", "where"):
        raise UsageError(f"{name} is empty", f"to take it away: tracker settings unset {name}")
    check = _CHECKS.get((row.section, row.key))
    clean = text.strip() if is_expression else header_text(name, text)
    return check(one, clean) if check else clean


def _number(one: _Typed, text: str) -> str:
    row, bare = one.key.row, text.strip()
    is_number = bare.isascii() and bare.isdecimal() and len(bare) <= _MOST_DIGITS
    if not is_number or int(bare) > row.most:
        what = value_text(row).partition(";")[0]
        raise UsageError(f"{one.key.field} can't be '{text[:80]}'", f"it takes a whole {what}")
    return str(int(bare))


def _element(one: _Typed, word: str) -> str:
    """A value of a list."""
    row = one.key.row
    if row.type == "days":
        return one.session.entered_day(word).isoformat()
    text = header_text(one.key.field, word)
    if not text:
        raise UsageError(f"a value of {one.key.field} is empty", "leave it out")
    check = _ELEMENTS.get((row.section, row.key))
    return check(one, text) if check else text


def _mail(_: _Typed, text: str) -> str:
    if not (is_mail(text) and has_domain(text)):
        raise InputError(
            f"'{text[:80]}' is not a mail address",
            "write one address such as name@example.police.uk, or none",
        )
    return text


def _sender(_: _Typed, text: str) -> str:
    from hmic_tracker.render.to_eml import sender_of

    sender_of(text)  # it raises
    return text


def _board(one: _Typed, text: str) -> str:
    new = one.typed.new_board
    return resolve_board(one.session, text, one.key.field, new_board=new).name or text


def _group(one: _Typed, text: str) -> str:
    return resolve_group(one.plan.people, text, new_group=one.typed.new_group)


def _renamed(one: _Typed, text: str) -> str:
    """A name goes by a command of its own, which carries it wherever it stands."""
    section, table, _ = one.key.path
    command = {"people": "person", "frameworks": "framework", "boards": "board"}[section]
    raise UsageError(
        f"a name is changed wherever it stands, not in {one.key.field} alone",
        f"write: tracker {command} rename {table} '{text[:80]}'",
    )


def _parent(one: _Typed, text: str) -> str:
    from hmic_tracker.commands.framework import parent_of

    return parent_of(one.plan, one.key.path[1], text)


def _expression(one: _Typed, text: str) -> str:
    """An expression that can be read; of a paper it may be a saved filter."""
    from hmic_tracker.commands.days_off import Holidays
    from hmic_tracker.query.parsing import parse
    from hmic_tracker.query.saved import resolve_saved

    today: date = one.session.today
    days_off = Holidays(one.plan.holidays)
    if text.startswith("@") and one.key.row.section == "papers":
        resolve_saved(text, one.plan.filters, today, days_off)
        return text
    return str(parse(text, today, days_off, source=one.key.field)) if text else text


def _map(_: _Typed, text: str) -> str:
    from hmic_tracker.documents.table_choices import parse_map

    parse_map([text])  # it raises
    return text


def _scale(one: _Typed, text: str) -> str:
    names = {folded(scale.name): scale.name for scale in one.plan.scales}
    if folded(text) not in names:
        hint = did_you_mean(text, names.values()) or f"the scales are: {', '.join(names.values())}"
        raise UsageError(f"there is no scale '{text[:80]}'", hint)
    return names[folded(text)]


def _alias(one: _Typed, text: str) -> str:
    """Another name of a framework, which no other framework is found under."""
    own = one.key.path[1]
    taken = next(
        (f for f in one.plan.frameworks if f.slug != own and folded(text) in _names(f.slug, one)),
        None,
    )
    if taken is not None:
        raise UsageError(
            f"'{text[:80]}' is {taken.name} already", "a name is that of one framework"
        )
    return text


def _names(slug: str, one: _Typed) -> set[str]:
    framework = one.plan.framework(slug)
    return name_keys(framework) if framework else set()


_CHECKS: Final[dict[tuple[str, str], Callable[[_Typed, str], str]]] = {
    ("frameworks", "name"): _renamed,
    ("frameworks", "parent"): _parent,
    ("frameworks", "board"): _board,
    ("boards", "name"): _renamed,
    ("people", "name"): _renamed,
    ("people", "mail"): _mail,
    ("people", "cover_mail"): _mail,
    ("people", "group"): _group,
    ("papers", "board"): _board,
    ("papers", "where"): _expression,
    ("filters", "*"): _expression,
    ("maps", "*"): _map,
    ("mail", "from"): _sender,
}
_ELEMENTS: Final[dict[tuple[str, str], Callable[[_Typed, str], str]]] = {
    ("frameworks", "aliases"): _alias,
    ("bodies", "scales"): _scale,
}
