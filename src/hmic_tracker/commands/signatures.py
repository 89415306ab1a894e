"""From where it is known in whose name entries are made: asked for once, kept, or guessed."""

from __future__ import annotations

from hmic_tracker.commands.session import Signature
from hmic_tracker.errors import InputError, UsageError
from hmic_tracker.git.identity import user_name
from hmic_tracker.light_typing import Final
from hmic_tracker.store.own_settings import (
    LONGEST,
    OwnSettings,
    own_settings_path,
    read_own_settings,
    write_own_settings,
)

OWN_SETTINGS: Final = "your own settings"


def own_signature() -> Signature:
    """The name of the person's own settings, else a guess; raises InputError."""
    own = read_own_settings()
    return Signature(own.name, OWN_SETTINGS, own.post) if own.name else _guessed_signature()


def ask_signature(guess: Signature) -> Signature:
    """Ask a person on a terminal who they are, and keep it; Enter takes the guess.

    Without a terminal, or where nothing is answered, it is the guess, and nothing is kept.
    """
    from hmic_tracker.commands.output import say
    from hmic_tracker.commands.prompts import ask_line, render_options
    from hmic_tracker.commands.terminal_input import EndOfInputError

    options = render_options(None, "auto")
    say(f"Who makes entries here? It is kept for all of your plans, in {own_settings_path()}.")
    try:
        typed = ask_line(options, f"Your name, Enter for {guess.name} >", _name_typed)
        post = ask_line(options, "The post that you hold, Enter for none >", _post_typed)
    except EndOfInputError:
        return guess
    own = OwnSettings(_name_typed(typed) if typed else guess.name, _post_typed(post))
    write_own_settings(own)
    return Signature(own.name or guess.name, OWN_SETTINGS, own.post)


def keep_signature(name: str, post: str | None) -> str:
    """Keep who the person is; the message of it. Raises UsageError and InputError."""
    own = OwnSettings(_name_typed(name), _post_typed(post or ""))
    path = write_own_settings(own)
    held = f", {own.post}" if own.post else ""
    return f"your entries are signed as {own.name}{held} from now on (kept in {path})"


def guess_text(signature: Signature) -> str:
    """What is said of a name that nobody chose."""
    return (
        f"entries are signed as {signature.name}, from {signature.source}; "
        "for another: tracker init --me NAME"
    )


def _guessed_signature() -> Signature:
    """The name that git or the system has for the person."""
    if known := " ".join((user_name() or "").split()):
        return Signature(known, "git's user.name", is_guess=True)
    import getpass

    try:
        return Signature(getpass.getuser(), "the login name", is_guess=True)
    except (OSError, KeyError, ImportError):
        return Signature("unknown", "nothing that says who you are", is_guess=True)


def _name_typed(typed: str) -> str:
    name = " ".join(typed.split())
    if not name:
        raise UsageError("the name is empty", "name the person who makes entries")
    return _checked(name)


def _post_typed(typed: str) -> str | None:
    return _checked(" ".join(typed.split())) or None


def _checked(text: str) -> str:
    from hmic_tracker.render.escaping import misleading, visible

    if misleading().search(text):
        raise InputError(
            f"'{visible(text[:60])}' has a character that can't be printed", "type it without"
        )
    if len(text) > LONGEST:
        raise InputError(f"that is longer than {LONGEST} characters", "write it shorter")
    return text
