"""The questions about a file that came back: whose answers, each conflict, and whether to write."""

from __future__ import annotations

from collections.abc import Mapping

from hmic_tracker.commands.output import say
from hmic_tracker.commands.prompts import ask_key, render_options
from hmic_tracker.commands.terminal_input import EndOfInputError
from hmic_tracker.domain.words import plural
from hmic_tracker.light_typing import TYPE_CHECKING
from hmic_tracker.render.views.receiving import cells_text, words_of

if TYPE_CHECKING:
    from hmic_tracker.commands.options import Output
    from hmic_tracker.domain.answers import Outcome
    from hmic_tracker.render.formats import RenderOptions
    from hmic_tracker.reports.receiving import Choice, ReceivedFile

_KEYS = {"take": "a", "more": "m", "keep": "k", "later": "s"}


def settle_doubts(output: Output, one: ReceivedFile) -> ReceivedFile | None:
    """Ask about what is doubtful of the whole file; None where it shall not be taken."""
    if not one.doubts:
        return one
    options = render_options(output.width, output.color)
    for doubt in one.doubts:
        say(f"{doubt[:1].upper()}{doubt[1:]}.")
    question = f"Take these answers for {one.sending.owner}? y/n >"
    if _key(options, question, {"y": "yes", "n": "no"}) != "yes":
        return None
    return one._replace(doubts=())


def decide(output: Output, one: ReceivedFile) -> ReceivedFile:
    """Ask about each row that is for a person to decide; what isn't decided is left for later."""
    options = render_options(output.width, output.color)
    choices: dict[int, Choice] = {}
    for place, outcome in enumerate(one.outcomes):
        if outcome.state != "asked":
            continue
        ways = one.choices_of(outcome)
        for line in _lines(outcome):
            say(line)
        words = {_KEYS[way]: way for way in ways}
        prompt = "   ".join(f"{_KEYS[way]} {_way(outcome, way)}" for way in ways)
        answer = _key(options, f"  {prompt} >", words)
        chosen: Choice = next((way for way in ways if way == answer), "later")
        choices[place] = chosen
    return one._replace(choices=choices)


def wants_to_write(output: Output, one: ReceivedFile) -> bool:
    """Whether what was decided shall be written."""
    options = render_options(output.width, output.color)
    rows = plural(len(one.writings), "row")
    question = f"Write {rows}? One undo takes it back. y/n >"
    return _key(options, question, {"y": "yes", "n": "no"}) == "yes"


def _key(options: RenderOptions, prompt: str, words: Mapping[str, str]) -> str:
    """The word of the key that is pressed; the end of what can be read is no answer."""
    try:
        return ask_key(options, prompt, words, fresh=True)
    except EndOfInputError:
        return ""


def _lines(one: Outcome) -> list[str]:
    """A row that is asked about, with what was sent, answered and is now."""
    lines = [f"{one.item}: {one.why}"]
    lines += [
        f"  {each.name}: sent {each.sent}, answered {each.answered}, now {each.now}"
        for each in one.compared
    ]
    words = cells_text(one)
    if one.compared:
        words = f'"{text}"' if (text := words_of(one)) else ""
    return [*lines, f"  {words}"] if words else lines


def _way(one: Outcome, way: Choice) -> str:
    """What a key does, in a few words."""
    answered = one.compared[0].answered if one.compared else "the answer as words"
    is_count = one.more is not None
    return {
        "take": f"{answered} in all" if is_count else f"take: {answered}",
        "more": f"{one.more_count} more",
        "keep": "keep ours, with a note" if is_count else "keep ours, answer becomes a note",
        "later": "later",
    }[way]
