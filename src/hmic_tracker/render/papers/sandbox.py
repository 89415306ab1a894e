"""The sandbox in which a template runs: what it can reach is given, what it uses is counted.

Loops, list literals, `~` and the template's own text are led through filters of ours when the
template is parsed; calls, operators and the other filters are met where they are carried out.
Nothing is computed while a template is compiled.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from jinja2 import Template, nodes, pass_context, pass_eval_context
from jinja2.exceptions import SecurityError
from jinja2.lexer import Token, TokenStream
from jinja2.runtime import Context, LoopContext, markup_join, str_join
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

from hmic_tracker.light_typing import TYPE_CHECKING, Any, Final
from hmic_tracker.render.papers.bounded_filters import (
    bounded_filters,
    check_format,
    check_growth,
    check_lengths,
    check_numbers,
    count_result,
)
from hmic_tracker.render.papers.template_output import length_without_tokens, text_token

if TYPE_CHECKING:
    from jinja2.nodes import EvalContext

    from hmic_tracker.render.papers.usage import Usage

_DEEPEST_LOOPS: Final = 15
# What no paper needs and what makes much of little, or bytes.
_METHODS_LEFT_OUT: Final = frozenset(
    ["encode", "expandtabs", "from_bytes", "fromkeys", "hex", "maketrans", "to_bytes", "translate"]
)
_BLOCKS_AS_TEXTS: Final = frozenset({"import", "self", "super"})
_VALUES: Final = (str, int, float, list, tuple, dict, range)
_COUNTED: Final = " counted"
_LITERAL: Final = " literal"
_CONCATENATED: Final = " concatenated"


class _Template(Template):
    """A template that knows a line also where it was stopped while Python was on none."""

    environment: Sandbox

    def get_corresponding_lineno(self, lineno: int | None) -> int:
        """The template's line of a line of what it was compiled to."""
        return super().get_corresponding_lineno(lineno or self.environment.usage.stopped_at)


class Sandbox(ImmutableSandboxedEnvironment):
    """The sandbox of a run, with what the run has used; `filters` are added to Jinja's."""

    template_class = _Template
    intercepted_binops = frozenset({"*", "**", "+", "%"})

    def __init__(self, usage: Usage, filters: Mapping[str, Callable[..., Any]], **more: Any):
        super().__init__(optimized=False, finalize=_finalizer(usage), **more)
        self.usage = usage
        self._keeps_blocks = False
        self.globals.pop("lipsum", None)
        self.filters = bounded_filters(usage, filters)
        self.filters[_COUNTED] = functools.partial(_Counted, usage)
        self.filters[_LITERAL] = functools.partial(_literal, usage)
        self.filters[_CONCATENATED] = _concatenated

    def _tokenize(self, *arguments: Any) -> TokenStream:
        self.usage.line = 1
        stream = super()._tokenize(*arguments)
        return TokenStream(self._counted_tokens(stream), stream.name, stream.filename)

    def _counted_tokens(self, stream: TokenStream) -> Iterator[Token]:
        for token in stream:
            self.usage.token(token.lineno)
            self._keeps_blocks |= token.value in _BLOCKS_AS_TEXTS
            yield token

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        parsed = super()._parse(source, name, filename)
        template: nodes.Template = _Counting(self._keeps_blocks).visit(parsed)
        self.usage.line = 0
        return template

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether a template may have an attribute."""
        return attr not in _METHODS_LEFT_OUT and super().is_safe_attribute(obj, attr, value)

    def wrap_str_format(self, value: Any) -> Callable[..., str] | None:
        """`str.format` within bounds, None for anything else."""
        made = super().wrap_str_format(value)
        if made is None:
            return None
        text, plain = value.__self__, made

        def bounded(*values: Any, **named: Any) -> str:
            check_format(self.usage, text, text.count("{"), (values, named))
            if re.search(r"\{[^{}]*\{", text.replace("{{", "")):
                raise SecurityError("format takes no width from a value")
            return plain(*values, **named)

        return bounded

    def call(__self, __context: Context, __obj: Any, *values: Any, **named: Any) -> Any:  # noqa: N805
        """Call what a template calls."""
        usage = __self.usage
        usage.step(5)
        usage.check_values((values, named))
        if isinstance(__obj, LoopContext) and values:
            values = (_Counted(usage, values[0]), *values[1:])
        owner = getattr(__obj, "__self__", None)
        is_method = isinstance(owner, _VALUES)
        if is_method:
            check_lengths((owner, *values, *named.values()))
            check_numbers(__obj.__name__, (*values, *named.values()))
            check_growth(usage, __obj.__name__, owner, values)
        result = super().call(__context, __obj, *values, **named)
        return count_result(usage, result) if is_method else result

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Carry out an operator whose result can be much larger than what it is given."""
        usage = self.usage
        if operator in {"*", "**"}:
            check_numbers(operator, (left, right))
            for one, times in ((left, right), (right, left)):
                if isinstance(times, int) and isinstance(one, str):
                    usage.make(len(one) * times)
                elif isinstance(times, int) and isinstance(one, list | tuple):
                    usage.make_list(one, max(times, 0))
        elif operator == "%" and isinstance(left, str):
            check_format(usage, left, left.count("%"), right)
        elif operator == "+" and isinstance(left, str) and isinstance(right, str):
            usage.make(len(left) + len(right))
        elif operator == "+" and isinstance(left, list | tuple):
            usage.make_list((left, right))
            usage.make_list((*left, *right) if isinstance(right, list | tuple) else left)
        return super().call_binop(context, operator, left, right)


class _Counting(NodeTransformer):
    """Leads the loops, list literals and `~` of a template through the filters of ours.

    The template's own text is counted as it goes out; where it is kept, as in a macro, it is led
    through `finalize`. That goes for blocks too where they are used as texts (`keeps_blocks`).
    """

    def __init__(self, keeps_blocks: bool) -> None:
        self._loops = 0
        self._is_kept = keeps_blocks

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802
        self._loops += 1
        if self._loops > _DEEPEST_LOOPS:
            raise SecurityError(f"loops are nested deeper than {_DEEPEST_LOOPS}")
        self.visit_Macro(node) if node.recursive else self.generic_visit(node)
        self._loops -= 1
        node.iter = _filtered(node.iter, _COUNTED)
        return node

    def visit_List(self, node: nodes.List | nodes.Tuple | nodes.Dict) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        is_stored = getattr(node, "ctx", "load") != "load"
        return node if is_stored or not node.items else _filtered(node, _LITERAL)

    visit_Tuple = visit_Dict = visit_List  # noqa: N815

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        return _filtered(nodes.List(node.nodes, lineno=node.lineno), _CONCATENATED)

    def visit_TemplateData(self, node: nodes.TemplateData) -> nodes.Node:  # noqa: N802
        return nodes.Const(Markup(node.data), lineno=node.lineno) if self._is_kept else node  # noqa: S704

    def visit_Macro(self, node: nodes.Node) -> nodes.Node:  # noqa: N802
        before, self._is_kept = self._is_kept, True
        self.generic_visit(node)
        self._is_kept = before
        return node

    visit_CallBlock = visit_AssignBlock = visit_FilterBlock = visit_Macro  # noqa: N815


def _filtered(node: nodes.Node, name: str) -> nodes.Filter:
    return nodes.Filter(node, name, [], [], None, None, lineno=node.lineno)


class _Counted:
    """What a loop goes through, each turn a step."""

    def __init__(self, usage: Usage, values: Iterable[Any]) -> None:
        self._usage, self._values = usage, values

    def __iter__(self) -> Iterator[Any]:
        step = self._usage.step
        for value in self._values:
            step()
            yield value

    def __len__(self) -> int:
        return len(self._values)  # type: ignore[arg-type]  # TypeError where it has none


def _literal(usage: Usage, value: Any) -> Any:
    usage.make_list(value)
    return value


@pass_eval_context
def _concatenated(context: EvalContext, values: list[Any]) -> str:
    usage = context.environment.usage  # type: ignore[attr-defined]
    usage.make(sum(map(usage.text_length, values)))
    return markup_join(values) if context.autoescape else str_join(values)


def _finalizer(usage: Usage) -> Callable[..., Markup]:
    @pass_context  # so that constants come here too
    def finalized(_: Context, value: Any) -> Markup:
        """A value as it is in the output."""
        if isinstance(value, str) and not isinstance(value, Markup):
            usage.make(len(value))
            return Markup(text_token(value))  # noqa: S704  # a token has nothing to escape
        if not hasattr(value, "__html__") and value is not None:
            return Markup(text_token(usage.text_of(value)))  # noqa: S704
        output = Markup("") if value is None else Markup(value)  # noqa: S704
        usage.make(length_without_tokens(output))
        return output

    return finalized
