"""Which tables and keys a merged file has, and in which order they stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property

from hmic_tracker.light_typing import TYPE_CHECKING, Any, Final, NamedTuple
from hmic_tracker.store.merging.copies import LIST, Copy, Path, RowKeys
from hmic_tracker.store.merging.joins import joined_order, joined_values
from hmic_tracker.store.toml import KeyPath

if TYPE_CHECKING:
    from hmic_tracker.store.merging.pieces import Statement, Table

HISTORY: Final = "history"
_NONE: Final[Mapping[Path, Any]] = {}


class Rules(NamedTuple):
    """How the keys of a file are merged.

    `values` are those of the keys that are `computed`. `rank` is where a key or table has its place
    in a new file, None where it is somebody's own; the `fixed` keys above all tables are in each.
    Rows of an `ever` list are never taken away, and stand in the order of their keys; tables that
    are `remade` come and go with what is computed: comments among them go to what is below.
    """

    row_keys: RowKeys
    computed: Callable[[Path], bool] = lambda _path: False
    rank: Callable[[Path], tuple[int, ...] | None] = lambda _path: ()
    values: Mapping[Path, Any] = _NONE
    ever: frozenset[str] = frozenset({HISTORY})
    remade: frozenset[str] = frozenset()
    fixed: frozenset[str] = frozenset()


TablesThere = Mapping[Path, tuple[bool, list[KeyPath]]]
"""Of each table whether it is there, and the keys that it has, in their order."""
_HISTORY: Final[Path] = (LIST, HISTORY)


class Outline:
    """Two copies of a file and the one they came from, and what is there of them when merged."""

    def __init__(self, base: Copy | None, mine: Copy, theirs: Copy, rules: Rules) -> None:
        self.base, self.mine, self.theirs = base, mine, theirs
        self.rules = rules

    def tables_there(self) -> TablesThere:
        """The tables of both and those that have computed keys."""
        paths = dict.fromkeys((*self.mine.tables, *self.theirs.tables))
        there: dict[Path, tuple[bool, list[KeyPath]]] = {}
        for path in dict.fromkeys((*paths, *self.wanted)):
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
    def wanted(self) -> dict[Path, None]:
        """The tables that have computed keys."""
        return dict.fromkeys(path[:-1] for path in self.rules.values)

    @cached_property
    def remade(self) -> set[Path]:
        """How the paths of tables begin that are written anew."""
        return {(name,) for name in self.rules.remade}

    def _copies(self) -> tuple[Copy, ...]:
        both = (self.mine, self.theirs)
        return both if self.base is None else (self.base, *both)

    def _keys(self, path: Path) -> list[KeyPath]:
        """The keys of a table in their order."""
        if path[:1] in self.remade:
            return [p[len(path) :] for p in self.rules.values if p[:-1] == path]
        base, mine, theirs = (self.statements(copy, path) for copy in self.three())
        whole = path in self._rows and not self._is_ever(path) and not self.has_computed(path)
        if whole and base and (not mine or not theirs):
            return []  # a row that one side took out
        wanted = [p[len(path) :] for p in self.rules.values if p[:-1] == path]
        names = dict.fromkeys((*base, *mine, *theirs, *wanted))
        there = [n for n in names if self._has_key(path, n, base, mine, theirs)]
        is_new = not base and (self.base is None or not self.has_computed(path))
        if is_new and not (mine and theirs):
            return there
        return joined_order(
            *(None if is_new else [*base], [*mine], [*theirs], there),
            lambda name: self.rules.rank((*path, *name)),
            lambda name: not path and len(name) == 1 and name[0] in self.rules.fixed,
        )

    def has_computed(self, path: Path) -> bool:
        """Whether a side has a computed key in a table."""
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

    def three(self) -> tuple[Copy | None, Copy, Copy]:
        """What both came from, and both."""
        return self.base, self.mine, self.theirs

    def statements(self, copy: Copy | None, path: Path) -> dict[KeyPath, Statement]:
        """The statements of a copy's table by their names."""
        table = self.table_in(copy, path)
        return {one.name: one for one in table.statements} if table else {}

    def table_in(self, copy: Copy | None, path: Path) -> Table | None:
        """A copy's table; None where it has none."""
        return copy.tables.get(path) if copy else None

    def order(self, there: TablesThere) -> list[Path]:
        """The tables in their order, the rows of a list together."""
        lists = {path[0] for path in self._rows}
        names: dict[Path, None] = {}  # the keys above all tables always come first
        for path in (p for p, (is_there, _) in there.items() if p and is_there):
            names[(LIST, str(path[0])) if self._is_row(path) else path] = None
        plain_lists = {(LIST, *str(name).split(".")): (LIST, str(name)) for name in lists}
        orders = [
            [plain_lists.get(p, p) for p in copy.order if self._has_place(p)] if copy else []
            for copy in self.three()
        ]
        halves = [_around_history(order) for order in orders]
        below = _below_history(halves)
        ordered = []
        for half, is_below in ((0, False), (1, True)):
            mine = [[p for p in (*one[0], *one[1]) if (p in below) == is_below] for one in halves]
            present = [p for p in names if (p in below) == is_below and p != _HISTORY]
            base = mine[0] if self.base else None
            ordered += joined_order(base, mine[1], mine[2], present, self._table_rank)
            ordered += [_HISTORY] if not half and _HISTORY in names else []
        result: list[Path] = [()]
        for path in ordered:
            rows = self._ordered_rows(str(path[1]), there) if path[:1] == (LIST,) else [path]
            result += rows
        return result

    def _has_place(self, path: Path) -> bool:
        """Whether a table stands where it was; the first and those written anew have no choice."""
        return bool(path) and path[:1] not in self.remade

    def _is_row(self, path: Path) -> bool:
        return path in self._rows or (len(path) == 2 and not isinstance(path[1], str))

    def _table_rank(self, path: Path) -> Any:
        """Tables come before lists."""
        is_list = path[:1] == (LIST,)
        rank = self.rules.rank(path[1:] if is_list else path)
        return None if rank is None else (is_list, *rank)

    def _ordered_rows(self, name: str, there: TablesThere) -> list[Path]:
        present = [p for p, one in there.items() if one[0] and self._is_row(p) and p[0] == name]
        if name in self.rules.ever:
            return sorted(present)
        orders = [copy.rows.get(name, []) if copy else None for copy in self.three()]
        return joined_order(orders[0], orders[1] or [], orders[2] or [], present, self.rules.rank)


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
