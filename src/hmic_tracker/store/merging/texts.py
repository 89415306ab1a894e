"""Two texts of one file made one: its keys, tables, comments and rows, three ways.

What a key has is taken from what its history gives where it is `computed`; of any other key the
value that one side gave it, and where both did the first by order, the other in a comment above it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence

from hmic_tracker.light_typing import TYPE_CHECKING, Any, Final, NamedTuple
from hmic_tracker.store.merging.copies import Copy, Path, plain
from hmic_tracker.store.merging.joins import is_apart, joined_lines, joined_values, units_in
from hmic_tracker.store.merging.outline import Outline, Rules, TablesThere
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

_END: Final = "\0end"
"""What the last comments of a file belong to."""


class MergedText(NamedTuple):
    """A text that two made, by which rules, and what it leaves open."""

    text: str
    rules: Rules
    questions: tuple[OpenField, ...] = ()


class Merge(Outline):
    """The merging of two copies of a file and the one they came from, by some rules."""

    def __init__(self, base: Copy | None, mine: Copy, theirs: Copy, rules: Rules) -> None:
        super().__init__(base, mine, theirs, rules)
        self.orphans: dict[Path, set[Lines]] = {}

    def text(self) -> str:
        """The merged text."""
        there = self.tables_there()
        self._look_for_orphans(there)
        tables = [
            self._table(path, names) for path in self.order(there) if (names := there[path])[0]
        ]
        end = self._lines((_END,), lambda copy: copy.pieces.end)
        mark = self._mark()
        return text_of(Pieces(mark, self.mine.pieces.newline, tuple(tables), end))

    def _mark(self) -> bool:
        one, other = self.mine.pieces.mark, self.theirs.pieces.mark
        if one == other or self.base is None:
            return one or other
        return not self.base.pieces.mark

    # What they have.

    def _table(self, path: Path, names: tuple[bool, list[KeyPath]]) -> Table:
        if path[:1] in self.remade:
            values = ((name, self.rules.values[*path, *name]) for name in names[1])
            made = tuple(_new_statement(name, _written(value)) for name, value in values)
            return _new_table(path)._replace(statements=made)
        base, mine, theirs = (self.table_in(copy, path) for copy in self.three())
        if mine == theirs and mine is not None and not self._is_to_change(path):
            return mine
        one = mine or theirs or _new_table(path)
        header, _ = joined_values(*(t and t.header for t in (base, mine, theirs)))
        behind, more = _joined_behind(*(t and t.behind for t in (base, mine, theirs)))
        is_computed = path != () and (self.has_computed(path) or path in self.wanted)
        apart = (base is None or is_apart(base.above)) if is_computed else None
        above = self._lines(path, lambda copy: _above(self.table_in(copy, path)), more, apart)
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
        return self.has_computed(path) or path in self.wanted or path in self.orphans

    def _statement(self, path: Path, name: KeyPath) -> Statement:
        full = (*path, *name)
        three = [self.statements(copy, path).get(name) for copy in self.three()]
        base, mine, theirs = three
        is_computed = self.rules.computed(full)
        key, _ = joined_values(*(one and one.key for one in three))
        if is_computed and base:  # whoever took it out and put it back
            key = base.key
            three = [_ending_as(one, base) for one in three]
        behind, more = _joined_behind(*(one and one.behind for one in three))
        if is_computed:
            value = self._computed_value(full, three)
        else:
            chosen, others = joined_values(*(one and one.value for one in three))
            value = chosen or ""
            more |= {_as_comment(name, other) for other in others}
        if mine is None and theirs is None and base is None:
            return _new_statement(name, value)
        above = self._lines(
            (*full, ""),
            lambda copy: _above(self.statements(copy, path).get(name)),
            more,
            (base is not None and is_apart(base.above)) if is_computed else None,
        )
        known = mine or theirs or base
        return Statement(name, above, key or (known.key if known else ""), value, behind)

    def _computed_value(self, full: Path, three: Sequence[Statement | None]) -> str:
        """A value that is computed, as it was written, or as a side writes it."""
        wanted = self.rules.values[full]
        texts: list[str | None] = []
        for copy, one in zip(self.three(), three, strict=True):
            has = one is not None and copy is not None and _alike(copy.value(full), wanted)
            texts.append(one.value if has and one else None)
        base, mine, theirs = texts
        if base is not None:  # so that it is the same whoever took it out and put it back
            return base
        both = sorted(text for text in (mine, theirs) if text is not None)
        return both[0] if both else _written(wanted)

    # Comments.

    def _lines(
        self,
        anchor: Path,
        lines: Callable[[Copy], Lines | None],
        more: Iterable[Lines] = (),
        apart: bool | None = None,
    ) -> Lines:
        """The comments of a piece; a side that took the piece out has them above another."""
        base, mine, theirs = ((copy and lines(copy)) or () for copy in self.three())
        waiting = frozenset({*more, *self.orphans.get(anchor, set())})
        return joined_lines(base, mine, theirs, waiting, apart)

    def _look_for_orphans(self, there: TablesThere) -> None:
        """Comments of a key or a table that is gone go to what comes next, as it was before."""
        kept: set[Path] = {(_END,)}
        for path, (is_there, names) in there.items():
            if is_there and path[:1] not in self.remade:
                kept.add(path)
                kept |= {(*path, *name, "") for name in names}
        known = dict(_anchors(self.base)) if self.base else {}
        for copy, other in ((self.mine, self.theirs), (self.theirs, self.mine)):
            others, own = {anchor for anchor, _ in _anchors(other)}, dict(_anchors(copy))
            for anchor, lines in own.items():
                if anchor in kept:
                    continue
                is_shared = anchor in others or anchor[:1] in self.remade
                before = () if is_shared else known.get(anchor, ())
                if waiting := units_in(lines, {*before}):
                    order = [*(known if anchor in known else own)]
                    place = _next_kept(order, anchor, kept & {*(known or own)})
                    self.orphans.setdefault(place, set()).update(waiting)


def _next_kept(order: Sequence[Path], anchor: Path, kept: Collection[Path]) -> Path:
    """What comes next in a file and stays."""
    later = order[order.index(anchor) + 1 :]
    return next((place for place in later if place in kept), (_END,))


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
    if base is None and (mine is None or theirs is None):
        return mine or theirs or "", set()
    mine, theirs = (base if own is None else own for own in (mine, theirs))
    chosen, others = joined_values(base or None, mine or None, theirs or None)
    return chosen or "", {(comment_in(other),) for other in others if comment_in(other)}


def _ending_as(one: Statement | None, base: Statement) -> Statement | None:
    """A statement whose line ends as before, where its comment is no other."""
    if one is None or comment_in(one.behind) != comment_in(base.behind):
        return one
    return one._replace(behind=base.behind)


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
