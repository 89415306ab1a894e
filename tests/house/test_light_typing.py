"""Named tuples and literals of `light_typing` behave as those of `typing` do."""

from __future__ import annotations

import copy
import pickle
import subprocess
import sys
import typing
from collections.abc import Callable
from typing import Any

import pytest

from hmic_tracker import light_typing


def _kinds(named_tuple: Any) -> dict[str, Any]:
    """Three kinds of record, declared on a module's NamedTuple as the package declares them."""

    class Bare(named_tuple):  # type: ignore[misc]
        only: str

    class Kind(named_tuple):  # type: ignore[misc]
        """What it is."""

        name: str
        size: int | None = None
        parts: tuple[str, ...] = ()

        @property
        def double(self) -> int:
            """Twice the size."""
            return (self.size or 0) * 2

        def __str__(self) -> str:
            return f"<{self.name}>"

    class Strict(Kind):
        def __new__(cls, name: str, size: int | None = None) -> Any:
            return super().__new__(cls, name.strip(), size)

    return {"Bare": Bare, "Kind": Kind, "Strict": Strict}


QUESTIONS: dict[str, Callable[[dict[str, Any]], object]] = {
    "its repr": lambda of: repr(of["Kind"]("a", 2)),
    "its text": lambda of: str(of["Kind"]("a", 2)),
    "the repr of one field": lambda of: repr(of["Bare"]("a")),
    "values by place, by name and by default": lambda of: [
        of["Kind"]("a"),
        of["Kind"]("a", 2, ("x",)),
        of["Kind"](name="a", parts=("y",)),
        of["Kind"]("b", parts=("y",)),
    ],
    "fields, defaults and the names of a pattern": lambda of: (
        of["Kind"]._fields,
        of["Kind"]._field_defaults,
        of["Kind"].__match_args__,
        of["Kind"].__doc__,
        of["Kind"].__name__,
        of["Kind"].__module__,
    ),
    "equal as tuples, with a hash and an order": lambda of: (
        of["Kind"]("a", 2) == ("a", 2, ()),
        of["Kind"]("a", 2) != of["Kind"]("a", 3),
        hash(of["Kind"]("a", 2)),
        of["Bare"]("a") < of["Bare"]("b"),
    ),
    "properties and classes made of it": lambda of: (
        of["Kind"]("a", 4).double,
        of["Strict"](" a ", 4),
        of["Strict"](" a ").double,
        of["Strict"]("a")._replace(name="b"),
    ),
    "another with some fields changed": lambda of: of["Kind"]("a", 2)._replace(size=3),
    "as a dictionary, and made of values": lambda of: (
        of["Kind"]("a", 2)._asdict(),
        of["Kind"]._make(["a", 2, ()]),
    ),
    "copied": lambda of: (copy.copy(of["Kind"]("a")), copy.deepcopy(of["Kind"]("a", None, ("x",)))),
    "a field that can't be set": lambda of: setattr(of["Kind"]("a"), "name", "b"),
    "no other attribute": lambda of: setattr(of["Bare"]("a"), "other", "b"),
    "no value": lambda of: of["Kind"](),
    "too many values": lambda of: of["Bare"]("a", "b"),
    "an unknown field": lambda of: of["Kind"]("a", other=1),
    "a value twice": lambda of: of["Kind"]("a", name="b"),
    "a change of an unknown field": lambda of: of["Kind"]("a")._replace(other=1),
    "made of too few values": lambda of: of["Kind"]._make(["a"]),
}


def _answer(question: Callable[[dict[str, Any]], object], of: dict[str, Any]) -> object:
    try:
        return question(of)
    except (TypeError, ValueError) as fault:  # one or the other, by Python's version
        return str(fault)
    except AttributeError as fault:
        return type(fault)


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
def test_a_named_tuple_is_as_the_one_of_typing(
    question: Callable[[dict[str, Any]], object],
) -> None:
    ours, theirs = _kinds(light_typing.NamedTuple), _kinds(typing.NamedTuple)
    answer = _answer(question, theirs)
    # The first records of a kind are made by another way than those that come later.
    for _ in range(12):
        assert _answer(question, ours) == answer


class Kept(light_typing.NamedTuple):
    """Can be named by a pickle."""

    name: str
    size: int = 0


def test_a_named_tuple_can_be_pickled() -> None:
    kept = pickle.loads(pickle.dumps(Kept("a", 2)))
    assert type(kept) is Kept
    assert kept == Kept("a", 2)
    match kept:
        case Kept(name, size=size):
            assert (name, size) == ("a", 2)


def test_the_values_of_literals_are_had_also_of_several_in_one() -> None:
    for module in (light_typing, typing):
        literal: Any = module.Literal
        first = literal["a", "b"]
        assert module.get_args(first) == ("a", "b")
        assert module.get_args(literal[first, "c"]) == ("a", "b", "c")
        assert module.get_args(literal["d"]) == ("d",)
        assert first | None is not None


def test_every_name_is_one_of_typing_and_none_is_loaded_from_there() -> None:
    assert set(light_typing.__all__) <= set(typing.__all__)
    script = (
        "import sys; from hmic_tracker.light_typing import *; "
        "print(sorted({'typing', 're', 'enum', 'collections'} & set(sys.modules)))"
    )
    found = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert found.stdout == "[]\n"
