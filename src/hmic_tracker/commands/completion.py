"""`tracker completion bash|zsh|fish`."""

from __future__ import annotations

from hmic_tracker.commands.options import Argument
from hmic_tracker.commands.output import write_data
from hmic_tracker.completion.shells import SHELLS, script
from hmic_tracker.domain.nearest import did_you_mean
from hmic_tracker.errors import UsageError

EXAMPLES = (
    ('eval "$(tracker completion bash)"', "a line for ~/.bashrc"),
    ('eval "$(tracker completion zsh)"', "a line for ~/.zshrc, after compinit if it is there"),
    (
        "tracker completion fish > ~/.config/fish/completions/tracker.fish",
        "once; make the folder first where there is none",
    ),
)


TAKES = (Argument("shell", "bash|zsh|fish", "Your shell.", "bash|zsh|fish"),)


def run(shell: str) -> int:
    """Prints the script that lets the TAB key complete commands, options, ids and names.

    What is offered comes from the plan as it is then: its ids with their titles, owners,
    frameworks, boards, tags and saved filters. Open a new shell to have it.
    """
    name = shell.strip().lower()
    if name not in SHELLS:
        hint = did_you_mean(shell, SHELLS) or f"for one of: {', '.join(SHELLS)}"
        raise UsageError(f"there is no completion for '{shell[:60]}'", hint)
    write_data(script(name))
    return 0
