"""How papers for boards are headed."""

from typing import Final, Literal, NamedTuple, get_args

Purpose = Literal["noting", "decision"]
PURPOSES: Final[tuple[Purpose, ...]] = get_args(Purpose)


class PaperSettings(NamedTuple):
    """How a paper is headed: `[papers.NAME]` in `tracker.toml`.

    `board` is the body that it goes to, `by` the post in whose name, `author` and `contact` who
    answers questions. `where` says in an expression which items it is about; without it they are
    those that the board oversees, or all where it oversees none.
    """

    name: str
    title: str | None = None
    board: str | None = None
    by: str | None = None
    author: str | None = None
    contact: str | None = None
    purpose: Purpose = "noting"
    recommendation: str | None = None
    where: str | None = None
