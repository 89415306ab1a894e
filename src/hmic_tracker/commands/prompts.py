"""Questions on a terminal, asked again until the answer can be taken.

They are drawn on standard error, line under line, and nothing is ever cleared: what was said stays
to be read, by a screen reader too.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Mapping

from hmic_tracker.commands.output import MAIL_WIDTH, use_color, write_message
from hmic_tracker.commands.terminal_input import read_key, read_line
from hmic_tracker.errors import DeclinedError, InputError, TrackerError
from hmic_tracker.light_typing import TYPE_CHECKING, Final
from hmic_tracker.render.formats import RenderOptions
from hmic_tracker.render.nodes import Page, Paragraph

if TYPE_CHECKING:
    from hmic_tracker.render.to_plain import Pieces


_USUAL_ROWS: Final = 24


def render_options(width: int | None, color: str) -> RenderOptions:
    """How items are drawn on standard error, which is where questions are asked."""
    typed = os.environ.get("COLUMNS", "").strip()
    try:
        usual = int(typed) if typed.isdecimal() else os.get_terminal_size(sys.stderr.fileno())[0]
    except OSError:
        usual = 0
    unicode = (sys.stderr.encoding or "").lower().startswith("utf")
    return RenderOptions(max(20, width or usual or MAIL_WIDTH), use_color(color), unicode)


def terminal_rows() -> int:
    """How many lines the terminal shows that questions are asked on."""
    typed = os.environ.get("LINES", "").strip()
    try:
        usual = int(typed) if typed.isdecimal() else os.get_terminal_size(sys.stderr.fileno())[1]
    except OSError:
        usual = 0
    return usual or _USUAL_ROWS


def named_keys(keys: Mapping[str, str]) -> str:
    """ "d done, p progress"."""
    return ", ".join(f"{key} {word}" for key, word in keys.items())


def show_text(options: RenderOptions, text: str) -> None:
    """A message, wrapped at words for the terminal's width."""
    show_page(options, tuple(Paragraph(line) for line in text.split("\n")))


def show_error(options: RenderOptions, fault: TrackerError) -> None:
    """What is wrong and what to do, in two lines."""
    show_text(options, f"tracker: {fault.message}\n{fault.hint}")


def show_page(options: RenderOptions, page: Page) -> None:
    """A page, to standard error."""
    if os.environ.get("TERM", "dumb") == "dumb":
        from hmic_tracker.render.to_plain import draw

        text = draw(page, options.width)
    else:
        from hmic_tracker.render.to_table import draw as draw_for_terminal

        text = draw_for_terminal(page, options.width, options.color, options.unicode)
    write_message(text)


def show_lines(options: RenderOptions, lines: Iterable[Pieces]) -> None:
    """Lines that are laid out already, to standard error."""
    if os.environ.get("TERM", "dumb") == "dumb":
        texts = ("".join(text for text, _ in line).rstrip(" ") for line in lines)
        write_message("".join(f"{text}\n" for text in texts))
        return
    from hmic_tracker.render.to_table import paint

    write_message(paint(lines, options.color))


def press_key(prompt: str, words: Mapping[str, str]) -> tuple[str | None, str]:
    """The word of the key that is pressed, "" for Enter, None for another; and the key itself.

    What was typed before the prompt was shown is dropped.
    """
    key = read_key(prompt, fresh=True)
    return (key if key in {"", *words.values()} else words.get(key)), key


def ask_key(
    options: RenderOptions, prompt: str, words: Mapping[str, str], fresh: bool = False
) -> str:
    """The word of the key that is pressed, "" for Enter; other keys are told which there are."""
    while True:
        try:
            key = read_key(prompt, fresh)
        except InputError as fault:
            show_error(options, fault)
            continue
        if key in {"", *words.values()}:
            return key
        if key in words:
            return words[key]
        show_text(options, f"'{key[:20]}' is none of the keys: {named_keys(words)}")


def ask_line(options: RenderOptions, prompt: str, read: Callable[[str], object] = str) -> str:
    """A line that can be read as what is asked, "" for none; another is explained, asked again.

    So is one of which the person says, when asked, that it isn't right.
    """
    while True:
        try:
            typed = read_line(prompt)
            if typed:
                read(typed)
            return typed
        except InputError as fault:
            show_error(options, fault)
        except DeclinedError:
            continue
