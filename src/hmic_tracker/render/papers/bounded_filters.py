"""The filters of a template, each of which counts what it is given and what it makes.

The checks before are those of calls and operators too, and raise SecurityError.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from jinja2 import pass_context, pass_eval_context
from jinja2.exceptions import SecurityError
from jinja2.filters import FILTERS, do_format, do_join, do_sum, make_attrgetter

from hmic_tracker.light_typing import TYPE_CHECKING, Any, Final
from hmic_tracker.render.papers.usage import LONGEST, Usage

if TYPE_CHECKING:
    from jinja2.nodes import EvalContext
    from jinja2.runtime import Context

MOST_TIMES: Final = 10_000
"""The largest number that says how often or how wide."""
# What makes markup of a text, or is different each time.
_LEFT_OUT: Final = (
    *("safe", "e", "escape", "forceescape", "urlize", "tojson", "xmlattr", "striptags"),
    *("random", "pprint"),
)
_WITH_WIDTHS: Final = frozenset(["batch", "slice", "center", "indent", "round", "wordwrap"])
_ANY_LENGTH: Final = frozenset(["d", "default", "string", "length", "count"])
_WIDE: Final = re.compile(r"\d{5}|\*")


def bounded_filters(
    usage: Usage, more: Mapping[str, Callable[..., Any]]
) -> dict[str, Callable[..., Any]]:
    """Jinja's filters but for some, with `more`; all of them count."""
    own = {"join": _join, "format": _format, "sum": _sum, **more}
    known = {name: plain for name, plain in FILTERS.items() if name not in _LEFT_OUT} | own
    return {name: _guarded(usage, name, plain) for name, plain in known.items()}


def _guarded(usage: Usage, name: str, plain: Callable[..., Any]) -> Callable[..., Any]:
    """A filter that counts what it is given and what it makes."""
    skipped = 1 if getattr(plain, "jinja_pass_arg", None) else 0

    @functools.wraps(plain)
    def guarded(*values: Any, **named: Any) -> Any:
        value, *others = values[skipped:] or (None,)
        others += named.values()
        usage.step(1 + (len(value) // 10 if isinstance(value, str | list | tuple | dict) else 0))
        if name not in _ANY_LENGTH:
            check_lengths((value, *others))
        if name in _WITH_WIDTHS:
            check_numbers(name, others)
            usage.check_values(others)
        check_growth(usage, name, value, others)
        if name == "string":
            usage.text_length(value)
        result = plain(*values, **named)
        if name in {"batch", "slice"}:
            return (count_result(usage, part) for part in result)
        return result if result is value else count_result(usage, result)

    return guarded


@pass_eval_context
def _join(
    context: EvalContext, values: Iterable[Any], d: str = "", attribute: str | int | None = None
) -> str:
    """Jinja's `join`, which counts what it makes on the way."""
    usage = context.environment.usage  # type: ignore[attr-defined]
    if attribute is not None:
        values = map(make_attrgetter(context.environment, attribute), values)

    def counted() -> Iterator[Any]:
        between = usage.text_length(d)
        for value in values:
            usage.make(between + usage.text_length(value))
            yield value

    joined: str = do_join(context, counted(), d)
    return joined


@pass_context
def _format(context: Context, value: str, *values: Any, **named: Any) -> str:
    usage = context.environment.usage  # type: ignore[attr-defined]
    check_format(usage, str(value), str(value).count("%"), (values, named))
    return do_format(value, *values, **named)


@pass_context
def _sum(
    context: Context,
    values: Iterable[Any],
    attribute: str | int | None = None,
    start: float = 0,
) -> Any:
    if not isinstance(start, int | float):
        raise SecurityError("sum adds numbers")
    return do_sum(context.environment, values, attribute, start)


def check_numbers(name: str, values: Iterable[object]) -> None:
    """Check the numbers that say how often or how wide."""
    for one in values:
        if isinstance(one, int) and abs(one) > MOST_TIMES:
            raise SecurityError(f"{name} takes numbers up to {MOST_TIMES}")


def check_lengths(values: Iterable[object]) -> None:
    """Check the texts that are gone over from end to end."""
    for one in values:
        if isinstance(one, str) and len(one) > LONGEST:
            raise SecurityError(f"a filter takes texts of up to {LONGEST:,} characters")


def check_format(usage: Usage, text: str, fields: int, values: object) -> None:
    """Check what is going to be made of a format with its fields."""
    if _WIDE.search(text):
        raise SecurityError(f"a format takes widths up to {MOST_TIMES - 1}")
    usage.make(len(text) + fields * (MOST_TIMES + usage.text_length(values)))


def check_growth(usage: Usage, name: str, value: Any, others: Iterable[Any]) -> None:
    """Check what a filter or method is going to make of a text, where that can be much."""
    if not isinstance(value, str):
        return
    others = tuple(others)
    first, second = (*map(str, others[:2]), "", "")[:2]
    longest = max(map(len, filter(lambda one: isinstance(one, str), others)), default=0)
    if name == "replace":
        usage.make(value.count(first) * len(second))
    elif name == "join":
        usage.make(len(value) * sum(map(usage.text_length, others)))
    elif name == "indent":
        numbers = [one for one in others if isinstance(one, int)]
        usage.make((value.count("\n") + 1) * max([longest, 4, *numbers]))
    elif name == "wordwrap":
        usage.make(len(value) * (1 + longest))


def count_result(usage: Usage, result: Any) -> Any:
    """Count what a filter or method made."""
    if isinstance(result, str):
        usage.make(len(result))
    elif isinstance(result, list | tuple | dict):
        usage.make_list(result)
    return result
