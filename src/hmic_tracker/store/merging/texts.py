"""Two texts of one file made one: its keys, tables, comments and rows, three ways.

What a key has is taken from what its history gives where it is `computed`; of any other key the
value that one side gave it, and where both did the first by order, the other in a comment above it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from hmic_tracker.store.merging.copies import LIST, Copy, Path, RowKeys, plain
from hmic_tracker.store.merging.joins import (
    joined_lines,
    joined_order,
    joined_values,
    units_in,
)
from hmic_tracker.store.merging.pieces import (
    Lines,
    Pieces,
    Statement,
    Table,
    comment_in,
    text_of,
)
from hmic_tracker.store.toml import KeyPath, new_text

if TYPE_CHECKING:
    from hmic_tracker.domain.merging import OpenField

HISTORY: Final = "history"
_NONE: Final[Mapping[Path, Any]] = {}


class Rules(NamedTuple):
    """How the keys of a file are merged; `rank` is where one has its place in a new file.

    `values` are those of the keys that are `computed`. Rows of an
    `ever` list are never taken away, and stand in the order of their keys; tables that are
    `remade` come and go with what is computed, so that comments among them go to what is below.
    """

    row_keys: RowKeys
    computed: Callable[[Path], bool] = lambda _path: False
    rank: Callable[[Path], tuple[int, ...]] = lambda _path: ()
    values: Mapping[Path, Any] = _NONE
    ever: frozenset[str] = frozenset({HISTORY})
    remade: frozenset[str] = frozenset()


_END: Final = "\0end"
"""What the last comments of a file belong to."""
_HISTORY: Final[Path] = (LIST, HISTORY)


class MergedText(NamedTuple):
    """A text that two made, by which rules, and what it leaves open."""

    text: str
    rules: Rules
    questions: tuple[OpenField, ...] = ()


class Merge:
    """The merging of two copies of a file and the one they came from, by some rules."""

    def __init__(self, base: Copy | None, mine: Copy, theirs: Copy, rules: Rules) -> None:
        self.base, self.mine, self.theirs = base, mine, theirs
        self.rules = rules
        self.orphans: dict[Path, set[Lines]] = {}

    def text(self) -> str:
        """The merged text."""
        there = self._tables_there()
        self._look_for_orphans(there)
        tables = [
            self._table(path, names) for path in self._order(there) if (names := there[path])[0]
        ]
        end = self._lines((_END,), lambda copy: copy.pieces.end)
        mark = self._mark()
        return text_of(Pieces(mark, self.mine.pieces.newline, tuple(tables), end))

    def _mark(self) -> bool:
        one, other = self.mine.pieces.mark, self.theirs.pieces.mark
        if one == other or self.base is None:
            return one or other
        return not self.base.pieces.mark

    # Which tables and keys there are.

    def _tables_there(self) -> dict[Path, tuple[bool, list[KeyPath]]]:
        """Of each table whether it is there, and the keys that it has."""
        paths = dict.fromkeys((*self.mine.tables, *self.theirs.tables))
        there: dict[Path, tuple[bool, list[KeyPath]]] = {}
        for path in dict.fromkeys((*paths, *self._wanted)):
            keys = self._keys(path)
            there[path] = (bool(keys) or self._is_there(path), keys)
        return there

    def _is_there(self, path: Path) -> bool:
        """Whether a table without keys is there."""
        if path == ():
            return True
        mine, theirs = path in self.mine.tables, path in self.theirs.tables
        if self._is_ever(path) or mine == theirs:
            return mine or theirs
        if self.base is None or path not in self.base.tables:
            return bool((self.mine if mine else self.theirs).tables[path].below) or not any(
                map(self.rules.computed, self._paths_in(path))
            )
        return False

    def _paths_in(self, path: Path) -> Iterable[Path]:
        for copy in (self.mine, self.theirs):
            for statement in copy.tables[path].statements if path in copy.tables else ():
                yield (*path, *statement.name)

    def _is_ever(self, path: Path) -> bool:
        return len(path) == 2 and path[0] in self.rules.ever and path in self._rows

    @cached_property
    def _rows(self) -> set[Path]:
        return {path for copy in self._copies() for rows in copy.rows.values() for path in rows}

    @cached_property
    def _wanted(self) -> dict[Path, None]:
        """The tables that have computed keys."""
        return dict.fromkeys(path[:-1] for path in self.rules.values)

    @cached_property
    def _remade(self) -> set[Path]:
        return {(name,) for name in self.rules.remade}

    def _copies(self) -> tuple[Copy, ...]:
        both = (self.mine, self.theirs)
        return both if self.base is None else (self.base, *both)

    def _keys(self, path: Path) -> list[KeyPath]:
        """The keys of a table in their order."""
        if path[:1] in self._remade:
            return [p[len(path) :] for p in self.rules.values if p[:-1] == path]
        base, mine, theirs = (self._statements(copy, path) for copy in self._three())
        whole = path in self._rows and not self._is_ever(path) and not self._has_computed(path)
        if whole and base and (not mine or not theirs):
            return []  # a row that one side took out
        wanted = [p[len(path) :] for p in self.rules.values if p[:-1] == path]
        names = dict.fromkeys((*base, *mine, *theirs, *wanted))
        there = [n for n in names if self._has_key(path, n, base, mine, theirs)]
        return joined_order(
            [*base], [*mine], [*theirs], there, lambda name: self._rank((*path, *name))
        )

    def _has_computed(self, path: Path) -> bool:
        return any(map(self.rules.computed, self._paths_in(path)))

    def _has_key(
        self,
        path: Path,
        name: KeyPath,
        base: Mapping[KeyPath, Statement],
        mine: Mapping[KeyPath, Statement],
        theirs: Mapping[KeyPath, Statement],
    ) -> bool:
        full = (*path, *name)
        if self.rules.computed(full):
            return full in self.rules.values
        values = [one[name].value if name in one else None for one in (base, mine, theirs)]
        return joined_values(*values)[0] is not None

    def _three(self) -> tuple[Copy | None, Copy, Copy]:
        return self.base, self.mine, self.theirs

    def _statements(self, copy: Copy | None, path: Path) -> dict[KeyPath, Statement]:
        table = self._table_in(copy, path)
        return {one.name: one for one in table.statements} if table else {}

    def _table_in(self, copy: Copy | None, path: Path) -> Table | None:
        return copy.tables.get(path) if copy else None

    def _rank(self, path: Path) -> Any:
        """Where something that was added stands among others: as in a new file, else by name."""
        return (*self.rules.rank(path), repr(path))

    def _order(self, there: Mapping[Path, tuple[bool, list[KeyPath]]]) -> list[Path]:
        """The tables in their order, the rows of a list together."""
        lists = {path[0] for path in self._rows}
        names: dict[Path, None] = {}  # the keys above all tables always come first
        for path in (p for p, (is_there, _) in there.items() if p and is_there):
            names[(LIST, str(path[0])) if self._is_row(path) else path] = None
        plain_lists = {(LIST, *str(name).split(".")): (LIST, str(name)) for name in lists}
        orders = [
            [plain_lists.get(p, p) for p in copy.order if p] if copy else []
            for copy in self._three()
        ]
        halves = [_around_history(order) for order in orders]
        below = _below_history(halves)
        ordered = []
        for half, is_below in ((0, False), (1, True)):
            mine = [[p for p in (*one[0], *one[1]) if (p in below) == is_below] for one in halves]
            present = [p for p in names if (p in below) == is_below and p != _HISTORY]
            ordered += joined_order(mine[0], mine[1], mine[2], present, self._table_rank)
            ordered += [_HISTORY] if not half and _HISTORY in names else []
        result: list[Path] = [()]
        for path in ordered:
            rows = self._ordered_rows(str(path[1]), there) if path[:1] == (LIST,) else [path]
            result += rows
        return result

    def _is_row(self, path: Path) -> bool:
        return path in self._rows or (len(path) == 2 and not isinstance(path[1], str))

    def _table_rank(self, path: Path) -> Any:
        """Tables come before lists."""
        is_list = path[:1] == (LIST,)
        return (is_list, *self._rank(path[1:] if is_list else path))

    def _ordered_rows(
        self, name: str, there: Mapping[Path, tuple[bool, list[KeyPath]]]
    ) -> list[Path]:
        present = [p for p, one in there.items() if one[0] and self._is_row(p) and p[0] == name]
        if name in self.rules.ever:
            return sorted(present)
        orders = [copy.rows.get(name, []) if copy else [] for copy in self._three()]
        return joined_order(orders[0], orders[1], orders[2], present, self._rank, last=True)

    # What they have.

    def _table(self, path: Path, names: tuple[bool, list[KeyPath]]) -> Table:
        if path[:1] in self._remade:
            values = ((name, self.rules.values[*path, *name]) for name in names[1])
            made = tuple(_new_statement(name, _written(value)) for name, value in values)
            return _new_table(path)._replace(statements=made)
        base, mine, theirs = (self._table_in(copy, path) for copy in self._three())
        if mine == theirs and mine is not None and not self._is_to_change(path):
            return mine
        one = mine or theirs or _new_table(path)
        header, _ = joined_values(*(t and t.header for t in (base, mine, theirs)))
        behind, more = _joined_behind(*(t and t.behind for t in (base, mine, theirs)))
        above = self._lines(path, lambda copy: _above(self._table_in(copy, path)), more)
        if mine is None and theirs is None:
            above = one.above
        statements = tuple(self._statement(path, name) for name in names[1])
        below = max(mine.below if mine else (), theirs.below if theirs else ())
        if base is not None and mine is not None and theirs is not None:
            below = mine.below if theirs.below == base.below else theirs.below
        return one._replace(
            header=header or one.header,
            behind=behind,
            above=above,
            statements=statements,
            below=below,
        )

    def _is_to_change(self, path: Path) -> bool:
        return self._has_computed(path) or path in self._wanted or path in self.orphans

    def _statement(self, path: Path, name: KeyPath) -> Statement:
        full = (*path, *name)
        three = [self._statements(copy, path).get(name) for copy in self._three()]
        base, mine, theirs = three
        key, _ = joined_values(*(one and one.key for one in three))
        behind, more = _joined_behind(*(one and one.behind for one in three))
        if self.rules.computed(full):
            value = self._computed_value(full, three)
        else:
            chosen, others = joined_values(*(one and one.value for one in three))
            value = chosen or ""
            more |= {_as_comment(name, other) for other in others}
        if mine is None and theirs is None and base is None:
            return _new_statement(name, value)
        above = self._lines(
            (*full, ""), lambda copy: _above(self._statements(copy, path).get(name)), more
        )
        known = mine or theirs or base
        return Statement(name, above, key or (known.key if known else ""), value, behind)

    def _computed_value(self, full: Path, three: Sequence[Statement | None]) -> str:
        """A value that is computed, as one side writes it where one has it."""
        wanted = self.rules.values[full]
        texts: list[str | None] = []
        for copy, one in zip(self._three(), three, strict=True):
            has = one is not None and copy is not None and _alike(copy.value(full), wanted)
            texts.append(one.value if has and one else None)
        base, mine, theirs = texts
        if mine is None and theirs is None:
            return base or _written(wanted)
        if mine is None or theirs is None:
            return mine or theirs or ""
        return joined_values(base, mine, theirs)[0] or ""

    # Comments.

    def _lines(
        self, anchor: Path, lines: Callable[[Copy], Lines | None], more: Iterable[Lines] = ()
    ) -> Lines:
        """The comments of a piece; a side without the piece has changed none of them."""
        base = (self.base and lines(self.base)) or ()
        mine, theirs = (base if (own := lines(c)) is None else own for c in self._three()[1:] if c)
        return joined_lines(
            base, mine, theirs, frozenset({*more, *self.orphans.get(anchor, set())})
        )

    def _look_for_orphans(self, there: Mapping[Path, tuple[bool, list[KeyPath]]]) -> None:
        """Comments of a key or a table that is gone go to what comes next, as it was before."""
        kept: set[Path] = {(_END,)}
        for path, (is_there, names) in there.items():
            if is_there and path[:1] not in self._remade:
                kept.add(path)
                kept |= {(*path, *name, "") for name in names}
        known = dict(_anchors(self.base)) if self.base else {}
        for copy, other in ((self.mine, self.theirs), (self.theirs, self.mine)):
            others, own = {anchor for anchor, _ in _anchors(other)}, dict(_anchors(copy))
            for anchor, lines in own.items():
                if anchor in kept:
                    continue
                is_shared = anchor in others or anchor[:1] in self._remade
                before = () if is_shared else known.get(anchor, ())
                if waiting := units_in(lines, {*before}):
                    order = [*(known if anchor in known else own)]
                    place = _next_kept(order, anchor, kept & {*(known or own)})
                    self.orphans.setdefault(place, set()).update(waiting)


def _next_kept(order: Sequence[Path], anchor: Path, kept: Collection[Path]) -> Path:
    """What comes next in a file and stays."""
    later = order[order.index(anchor) + 1 :]
    return next((place for place in later if place in kept), (_END,))


def _around_history(order: Sequence[Path]) -> tuple[list[Path], list[Path]]:
    """What stands before the history, and after it."""
    place = order.index(_HISTORY) if _HISTORY in order else len(order)
    return [*order[:place]], [*order[place + 1 :]]


def _below_history(halves: Sequence[tuple[Sequence[Path], Sequence[Path]]]) -> set[Path]:
    """What stands below the history, as before, or wherever it is."""
    above = {path for one in halves[1:] for path in one[0]}
    below = {path for one in halves[1:] for path in one[1]}
    base_above, base_below = ({*half} for half in halves[0])
    return (base_below | (below - above)) - base_above


def _anchors(copy: Copy) -> Iterable[tuple[Path, Lines]]:
    """What comments belong to, in order: with those above it, and that behind it."""
    by_table = {id(table): path for path, table in copy.tables.items()}
    for table in copy.pieces.tables:
        path = by_table.get(id(table))
        if path is None:  # it has got another name
            path = next(p for p, t in copy.tables.items() if t.statements is table.statements)
        yield path, (*table.above, *filter(None, [comment_in(table.behind)]))
        for one in table.statements:
            yield (*path, *one.name, ""), (*one.above, *filter(None, [comment_in(one.behind)]))
    yield (_END,), copy.pieces.end


def _above(piece: Table | Statement | None) -> Lines | None:
    return piece.above if piece else None


def _joined_behind(
    base: str | None, mine: str | None, theirs: str | None
) -> tuple[str, set[Lines]]:
    """What stands behind a value or a header, and a comment that has to go above it."""
    if mine is None or theirs is None:
        return mine or theirs or "", set()
    chosen, others = joined_values(base or None, mine or None, theirs or None)
    return chosen or "", {(comment_in(other),) for other in others if comment_in(other)}


def _as_comment(name: KeyPath, value: str) -> Lines:
    """The other value of a key, as a comment."""
    return tuple(f"# {line}" for line in f"{'.'.join(name)} = {value}".splitlines())


def _alike(one: Any, other: Any) -> bool:
    return bool(plain(one) == plain(other)) and type(plain(one)) is type(plain(other))


def _new_table(path: Path) -> Table:
    name = tuple(map(str, path))
    if len(path) == 2 and not isinstance(path[1], str):
        return Table(name[:1], is_row=True, above=("",), header=f"[[{name[0]}]]")
    return Table(name, is_row=False, above=("",), header=f"[{'.'.join(map(_key, name))}]")


def _new_statement(name: KeyPath, value: str) -> Statement:
    return Statement(name, (), f"{'.'.join(map(_key, name))} = ", value)


def _key(name: str) -> str:
    """A name as TOML writes it."""
    return new_text({name: 0}).rpartition(" = ")[0]


def _written(value: Any) -> str:
    """A value as TOML writes it."""
    return new_text({"key": value}).removeprefix("key = ").removesuffix("\n")


def merged_text(base: Copy | None, mine: Copy, theirs: Copy, rules: Rules) -> str:
    """The text that two copies of a file make together."""
    return Merge(base, mine, theirs, rules).text()
