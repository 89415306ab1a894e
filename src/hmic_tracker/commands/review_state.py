"""A review as it goes on: which screens there are, where it is, what was answered, how it asks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from hmic_tracker.commands import prompts
from hmic_tracker.domain.rules import is_overdue
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple
from hmic_tracker.render.review_screen import (
    Size,
    paged_screen,
    pages,
    paragraphs,
    whole_screen,
)
from hmic_tracker.render.views.review import screen_text
from hmic_tracker.reports.review import ReviewPlace, ReviewScreen, screens_of
from hmic_tracker.store.reading import Loaded

if TYPE_CHECKING:
    from hmic_tracker.commands.options import Output
    from hmic_tracker.commands.session import Session
    from hmic_tracker.domain.items import Item
    from hmic_tracker.domain.plan import Plan
    from hmic_tracker.domain.sendings import Sending
    from hmic_tracker.errors import TrackerError
    from hmic_tracker.render.formats import RenderOptions
    from hmic_tracker.render.to_plain import Pieces

_LONGEST_MESSAGE: Final = 5
Shown = Mapping[str, Loaded]
"""The items of a screen as they were read for it, by id."""


class Answer(NamedTuple):
    """An answer: the items it is about, the command that wrote it, the screen it was given on."""

    ids: tuple[str, ...]
    op: str
    screen: tuple[str, ...]


class Review:
    """A review of some items of a plan: the items are read afresh for each screen.

    `answers` are noted before they are written, so that they are known however the review ends;
    `seen` are the items that were shown. `message` is what the next screen says, `page` which page
    of all that there is of an item stands on it, 0 for the beginning.
    """

    def __init__(
        self,
        session: Session,
        plan: Plan,
        items: Sequence[Item],
        output: Output,
        head: str,
        sendings: Sequence[Sending] = (),
    ) -> None:
        self.session, self.plan, self.output = session, plan, output
        self.head, self.sendings = head, sendings
        self.ids = tuple(item.id for item in items)
        self.screens = screens_of(items)
        self.overdue = sum(is_overdue(item, session.entry_day) for item in items)
        self.place = 0
        self.page = 0
        self.message: list[str] = []
        self.answers: list[Answer] = []
        self.seen: set[str] = set()

    @property
    def drawing(self) -> RenderOptions:
        """How things are drawn; the window may have got another size."""
        return prompts.render_options(self.output.width, self.output.color)

    @property
    def size(self) -> Size:
        """How much room a screen has."""
        drawing = self.drawing
        return Size(drawing.width, prompts.terminal_rows(), drawing.unicode)

    def tell(self, text: str) -> None:
        """Show a message at once."""
        prompts.show_text(self.drawing, text)

    def fail(self, fault: TrackerError) -> None:
        """Have the next screen say what is wrong and what to do."""
        self.message += [f"tracker: {fault.message}", fault.hint]

    def ask_line(self, prompt: str, read: Callable[[str], object] = str) -> str:
        """A line that can be read as what is asked, "" for none."""
        return prompts.ask_line(self.drawing, prompt, read)

    def ask_key(self, prompt: str, words: Mapping[str, str]) -> str:
        """The word of a key, "" for Enter."""
        return prompts.ask_key(self.drawing, prompt, words)

    def go_back_to(self, screen: tuple[str, ...]) -> None:
        """Go to a screen of before; where it was parted since, it is one again."""
        wanted = set(screen)
        places = [at for at, ids in enumerate(self.screens) if wanted.intersection(ids)]
        others = [ids for ids in self.screens if not wanted.intersection(ids)]
        self.place = places[0] if places else 0
        self.screens = [*others[: self.place], screen, *others[self.place :]]

    def draw(self, screen: ReviewScreen, keys: Iterable[str]) -> None:
        """Draw a screen with what is to be said, which is said once."""
        named, size = tuple(keys), self.size
        text = screen_text(screen, self._place(), named, self._short_message(size))
        whole = pages(text, size) if self.page else []
        if not 0 < self.page <= len(whole):
            self.page = 0
            self._show(whole_screen(text, size))
            return
        more = f"w more ({self.page} of {len(whole)})"
        text = text._replace(keys=tuple(more if k.startswith("w ") else k for k in named))
        self._show(paged_screen(text, whole[self.page - 1], size))

    def draw_page(
        self,
        screen: ReviewScreen,
        keys: Sequence[str],
        content: Callable[[Size], list[Pieces]],
        page: int,
    ) -> int:
        """Draw a page of something else in the place of an item's beginning; its number from 0.

        After the last page the first comes again.
        """
        size = self.size
        text = screen_text(screen, self._place(), (*keys, "w more"), self.message)
        whole = pages(text, size, content(size))
        page %= len(whole)
        shown = [f"w more ({page + 1} of {len(whole)})"] if len(whole) > 1 else []
        text = screen_text(screen, self._place(), (*keys, *shown), self.message)
        self._show(paged_screen(text, whole[page], size))
        return page

    def _short_message(self, size: Size) -> list[str]:
        """What is to be said; where it would take the screen, its beginning, after all of it."""
        if len(paragraphs(self.message, size)) <= _LONGEST_MESSAGE:
            return self.message
        self.tell("\n".join(self.message))
        lines = paragraphs(self.message, size)[: _LONGEST_MESSAGE - 1]
        return [*("".join(text for text, _ in line) for line in lines), "… all of it stands above"]

    def _place(self) -> ReviewPlace:
        day, number = self.session.entry_day, self.place + 1
        return ReviewPlace(self.head, day, number, len(self.screens), self.overdue)

    def _show(self, lines: list[Pieces]) -> None:
        prompts.show_lines(self.drawing, [[], *lines])
        self.message = []
