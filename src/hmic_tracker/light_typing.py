"""The names of `typing` that the package uses, without loading `typing`.

With what it brings (`re`, `enum`, `contextlib`, `functools`) that takes as long as Python's own
start, and a named tuple of its making five times as long to define as one of these. Nearly all
that it gives is looked at by a type checker alone, which takes the names here for what they are in
`typing`: every module has `from __future__ import annotations`, so that none is evaluated.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import (
        IO,
        Any,
        BinaryIO,
        Final,
        Generic,
        Literal,
        NamedTuple,
        NoReturn,
        Protocol,
        TextIO,
        TypeGuard,
        TypeVar,
        cast,
        get_args,
        overload,
    )
else:
    try:
        from _collections import _tuplegetter as field_getter  # as collections has it
    except ImportError:  # another Python's

        def field_getter(place, doc):
            """What reads a field of a record."""
            return property(lambda record: record[place], doc=doc)

    class _Form:
        """What stands in an annotation or an alias: anything of it is itself."""

        __slots__ = ()

        def __getitem__(self, _):
            return self

        def __or__(self, _):
            return self

        __ror__ = __or__

    class _LiteralForm(_Form):
        """`Literal` and what is made of it; the values are kept for `get_args`."""

        __slots__ = ("__args__",)

        def __init__(self, *values):
            self.__args__ = values

        def __getitem__(self, values):
            given = values if isinstance(values, tuple) else (values,)
            inner = (v.__args__ if isinstance(v, _LiteralForm) else (v,) for v in given)
            return _LiteralForm(*(value for several in inner for value in several))

    class _ProtocolForm(_Form):
        """The base of a protocol or of a generic class, which at run time has none."""

        __slots__ = ()

        def __mro_entries__(self, _):
            return ()

    IO = Any = BinaryIO = Final = NoReturn = TextIO = TypeGuard = _Form()
    Literal = _LiteralForm()
    Protocol = Generic = _ProtocolForm()

    def TypeVar(name, *_, **__):  # noqa: N802, ARG001
        """What stands for a type variable."""
        return _Form()

    def cast(_, value):
        """The value as it is."""
        return value

    def get_args(form):
        """The values of a `Literal`."""
        return form.__args__

    def overload(function):
        """A form of a function that only a type checker knows."""
        return function

    _MANY = 8

    class _Record(tuple):
        """What all named tuples share, as those of `typing` have it."""

        __slots__ = ()

        @classmethod
        def _make(cls, values):
            record = tuple.__new__(cls, values)
            if len(record) != len(cls._fields):
                raise TypeError(f"Expected {len(cls._fields)} arguments, got {len(record)}")
            return record

        def _replace(self, /, **changes):
            record = self._make(map(changes.pop, self._fields, self))
            if changes:
                raise ValueError(f"Got unexpected field names: {[*changes]!r}")
            return record

        __replace__ = _replace  # of copy.replace

        def _asdict(self):
            return dict(zip(self._fields, self, strict=True))

        def __repr__(self):
            fields = (f"{name}={value!r}" for name, value in zip(self._fields, self, strict=True))
            return f"{type(self).__name__}({', '.join(fields)})"

        def __getnewargs__(self):
            return tuple(self)

    class _Declaration(type):
        """Makes a class of named tuples of the fields and methods that a body declares."""

        def __new__(mcs, name, _, body):
            fields = tuple(body.get("__annotations__", ()))
            defaults = {field: body[field] for field in fields if field in body}
            made = type(
                name,
                (_Record,),
                {
                    "__doc__": f"{name}({', '.join(fields)})",
                    **body,
                    **{field: field_getter(place, None) for place, field in enumerate(fields)},
                    "__slots__": (),
                    "__match_args__": fields,
                    "_fields": fields,
                    "_field_defaults": defaults,
                },
            )
            made.__new__ = staticmethod(_constructor(made))
            return made

    def _constructor(made):
        """What makes the first records of a kind: to compile it pays where there are many."""
        fields, defaults, made_so_far = made._fields, made._field_defaults, 0

        def construct(cls, /, *values, **named):
            nonlocal made_so_far
            made_so_far += 1
            others = fields[len(values) :]
            if made_so_far < _MANY and named.keys() <= set(others):
                given = {**defaults, **named}
                record = (*values, *(given[field] for field in others if field in given))
                if len(record) == len(fields):
                    return tuple.__new__(cls, record)
            made.__new__ = staticmethod(exact := _compiled(made))  # or to say what is wrong
            return exact(cls, *values, **named)

        return construct

    def _compiled(made):
        """What makes a record of its fields, as fast as can be."""
        listed = "".join(f"{field}, " for field in made._fields)
        exact = eval(  # noqa: S307  # names that a class declares
            f"lambda _cls, {listed}: _new(_cls, ({listed}))", {"_new": tuple.__new__}
        )
        exact.__name__, exact.__qualname__ = "__new__", f"{made.__name__}.__new__"
        exact.__defaults__ = tuple(made._field_defaults.values())
        return exact

    class _NamedTupleForm:
        """`NamedTuple` as a base: the class is made by its declaration."""

        __slots__ = ()

        def __mro_entries__(self, _):
            return (_DECLARED,)

    NamedTuple = _NamedTupleForm()
    _DECLARED = type.__new__(_Declaration, "NamedTuple", (), {})

__all__ = [
    "IO",
    "TYPE_CHECKING",
    "Any",
    "BinaryIO",
    "Final",
    "Generic",
    "Literal",
    "NamedTuple",
    "NoReturn",
    "Protocol",
    "TextIO",
    "TypeGuard",
    "TypeVar",
    "cast",
    "get_args",
    "overload",
]
