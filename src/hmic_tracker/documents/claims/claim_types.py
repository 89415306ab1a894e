"""Claims: what a paper says, of what, where and in which words."""

from __future__ import annotations

from datetime import date

from hmic_tracker.light_typing import TYPE_CHECKING, Final, Literal, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.domain.words import Kind, Progress, Status

Measure = Literal[
    "total",
    "completed",
    "verified",
    "closed",
    "unverified",
    "open",
    "overdue",
    "in-progress",
    "under-way",
    "in-time",
    "not-late",
    "not-started",
    "not-started-besides",
    "no-owner",
    "no-date",
    "dated",
    "deferred",
    "due-by",
    "due-on",
    "later",
    "some",
    "majority",
    "almost",
]
"""What items are counted for."""
Extent = Literal["own", "family", "either", "near", "plan"]
"""Whether a framework's own items are meant, those of its parts too, or the words leave it open.

"near" is under a heading of another matter behind the framework's: its items or all of the plan's.
"""
Stated = tuple[Measure, bool]
"""That items are so, or that they are not."""
Group = Literal["count", "status", "grade", "date", "national"]
"""What a claim counts as in the sum of what was read."""


A_PART: Final = "of a part that the plan doesn't tell apart"
ANOTHER_KEY: Final = "by another key of colours"
THE_REST: Final = "of those that are left of others"
TWO_KINDS: Final = "of two kinds together, of which the plan has three"
OF_SOME: Final = "of some items that the paper names by their subject"
"""The doubt of a figure of items that may be a framework's, by another name."""


class Spot(NamedTuple):
    """Where a claim stands: in people's words, by its order, and in which table or list.

    `run` is the same for the rows of a table and the bullets of a list; `line` is its number in
    there, `column` a cell's in its row, -1 of what is no cell.
    """

    words: str
    order: int = 0
    run: int = -1
    line: int = 0
    column: int = -1


class Sight(NamedTuple):
    """What a sentence names besides a claim's own words: what the claim may be of too.

    `frameworks` and `refs` are those of the sentence, `title` are those of the paper's title,
    `above` those that stand before it, for sure
    where a heading names them. A sentence `has_dates`, more
    than one. The passage `is_ours` where it names items or frameworks.
    """

    frameworks: tuple[str, ...] = ()
    above: tuple[str, ...] = ()
    kinds: tuple[Kind | None, ...] = ()
    measures: tuple[Measure, ...] = ()
    refs: tuple[ItemRef, ...] = ()
    title: tuple[str, ...] = ()
    is_sure: bool = False
    is_ours: bool = False
    has_dates: bool = False


class ItemRef(NamedTuple):
    """Items that are meant: by their ids, or by kind and numbers within a framework.

    Without either it is the one of its kind whose text has all the `words`, else the only one in
    the framework. A label without a kind is of any kind. One with a `place` is so many-th of so
    many of its kind, in the framework or the plan.
    """

    ids: tuple[str, ...] = ()
    kind: Kind | None = None
    labels: tuple[str, ...] = ()
    framework: str | None = None
    text: str = ""
    words: tuple[str, ...] = ()
    place: tuple[int, int] | None = None


ItemGroup = tuple["Kind", int]
"""So many items of a kind."""


class FigureClaim(NamedTuple):
    """How many items of a framework (None: of all) and kind (None: all kinds) are so.

    `of` is how many there are of which so many are; `base` what those are counted for. A `percent`
    is the share that they are. `by` is the day of "due by". What is put down to a source is
    `attributed`. `owner` is whose they are, "" nobody's. A claim in `doubt`, for the reason that it
    gives, never differs. `near` are the frameworks that it may be of too, as they were named
    before it, unless it `is_whole`: it says itself that it is of all. An
    `is_open_kind` is of the kind of which there are `of`. The items are `also` so: "open, overdue".
    A paper that says that one more is completed, and not which, counts it (`is_unnamed`).
    One `is_tight` whose kind and state stand right beside it; `has_noun` whose kind does. So many
    items are `named` before it in its passage.
    """

    spot: Spot
    group: Group
    kind: Kind | None
    measure: Measure
    framework: str | None
    extent: Extent
    value: int | None
    of: int | None = None
    base: Measure = "total"
    percent: float | None = None
    by: date | None = None
    attributed: bool = False
    quote: str = ""
    owner: str | None = None
    doubt: str = ""
    near: tuple[str, ...] = ()
    is_whole: bool = False
    is_open_kind: bool = False
    also: tuple[Measure, ...] = ()
    is_unnamed: bool = False
    is_tight: bool = False
    has_noun: bool = False
    named: int = 0
    sight: Sight | None = None


class DueClaim(NamedTuple):
    """When the open items of a framework and kind are due; the `latest` of them where it says so.

    `which` is the "oldest" of those that are late, the "next" of the others, or the "last" of all.

    `due` None says that none is open.
    """

    spot: Spot
    kind: Kind | None
    framework: str | None
    extent: Extent
    due: str | None
    latest: bool = False
    quote: str = ""
    doubt: str = ""
    which: Literal["", "oldest", "next", "last"] = ""
    sight: Sight | None = None


class ItemClaim(NamedTuple):
    """What a paper says of items: a status, a progress word, a due, that or how long it is late.

    A "grade" is that of their frameworks, a "colour" how a paper rates them.
    """

    spot: Spot
    items: ItemRef
    field: Literal[
        "status",
        "progress",
        "due",
        "no-date",
        "overdue",
        "days-late",
        "on-course",
        "done-on",
        "grade",
        "colour",
    ]
    statuses: frozenset[Status] = frozenset()
    progress: Progress | None = None
    due: str | None = None
    days: int | None = None
    stated: str = ""
    quote: str = ""
    doubt: str = ""
    is_tight: bool = False
    sight: Sight | None = None


PREVIOUS: Final = "previous"
"""The period of a grade that a paper puts before the latest without a year."""


class GradeClaim(NamedTuple):
    """A framework's grade in a period (None: the latest); `grade` None is that it has none."""

    spot: Spot
    framework: str
    period: str | None
    grade: str | None
    quote: str = ""
    doubt: str = ""
    is_dated: bool = False
    sight: Sight | None = None


class GradeCounts(NamedTuple):
    """How many areas have each grade, of so many (`whole`) as were graded.

    They are parts of the `tops` that the sentence names, or of what stands `above`. One that
    `is_plain` says itself that it counts areas.
    """

    spot: Spot
    parts: tuple[tuple[str, int], ...]
    whole: int | None = None
    tops: tuple[str, ...] = ()
    above: tuple[str, ...] = ()
    is_plain: bool = False
    period: str | None = None
    quote: str = ""
    doubt: str = ""


class GradeExtreme(NamedTuple):
    """What a paper calls the best or the lowest of so many grades; `tops` as above."""

    spot: Spot
    which: Literal["best", "lowest"]
    grade: str | None
    framework: str | None = None
    tops: tuple[str, ...] = ()
    above: tuple[str, ...] = ()
    whole: int | None = None
    quote: str = ""
    doubt: str = ""


class NationalClaim(NamedTuple):
    """How many forces got each grade, as a row prints it; `whole` where it has every cell.

    `as_printed` is whether the paper itself says that the numbers are the source's.
    """

    spot: Spot
    framework: str
    period: str | None
    grades: tuple[str, ...]
    printed: tuple[int, ...]
    as_printed: bool = False
    quote: str = ""


class PlaceClaim(NamedTuple):
    """How many other forces stand above, level with or below us in a framework."""

    spot: Spot
    framework: str
    period: str | None
    where: Literal["above", "level", "below"]
    value: int
    quote: str = ""


class PublishedClaim(NamedTuple):
    """The day or month in which an inspection's report came out."""

    spot: Spot
    day: str
    quote: str = ""


class SumClaim(NamedTuple):
    """A total that a table prints under a column, and what the rows above it add up to."""

    spot: Spot
    column: str
    printed: int
    adds_up_to: int
    rows: str


class CountedIds(NamedTuple):
    """A number beside a list of ids: "AFI-11 to AFI-18", 8."""

    spot: Spot
    ids: tuple[str, ...]
    value: int
    quote: str = ""


class RestClaim(NamedTuple):
    """What a passage says is left of a `whole` without some `parts`, and whether it may be."""

    spot: Spot
    whole: int
    parts: tuple[int, ...]
    rest: int
    holds: bool = True
    quote: str = ""


class PartCount(NamedTuple):
    """How many of some items are so that a passage has counted before: `number` of a kind.

    What is known of them `so_far` is so of each; a clause beside it says that others are in the
    states `besides`. Without a number they are as many as are so. Where nothing gives their kind,
    it is that of which there are so `many`. A `share` is so many of so many, in place of a value.
    """

    spot: Spot
    kind: Kind | None
    so_far: tuple[Stated, ...]
    number: int | None
    state: Stated
    value: int
    besides: tuple[Stated, ...] = ()
    by: date | None = None
    quote: str = ""
    doubt: str = ""
    is_unnamed: bool = False
    many: int | None = None
    share: tuple[int, int] | None = None


class Mention(NamedTuple):
    """A number, date or grade that may be of anything its sentence names.

    So many items are `named` before it in its passage.
    """

    spot: Spot
    group: Group
    value: int | None = None
    of: int | None = None
    kinds: tuple[Kind | None, ...] = ()
    measures: tuple[Measure, ...] = ()
    due: str = ""
    grade: str = ""
    quote: str = ""
    doubt: str = ""
    sight: Sight = Sight()
    is_unnamed: bool = False
    is_tight: bool = False
    is_done: bool = False
    named: int = 0


class JointClaim(NamedTuple):
    """Numbers of the same items: so many are completed, so many open.

    They are parts `of` so many items, where a sentence says of how many; those `is_counted` that
    the sentence before counts, in any state.
    """

    spot: Spot
    parts: tuple[tuple[Measure, int], ...]
    kind: Kind | None
    quote: str = ""
    doubt: str = ""
    sight: Sight = Sight()
    is_unnamed: bool = False
    of: int | None = None
    is_counted: bool = False


class ShareClaim(NamedTuple):
    """That all, none or some of the items of each framework named are so."""

    spot: Spot
    measure: Measure
    amount: Literal["all", "none", "some"]
    kind: Kind | None
    frameworks: tuple[str, ...]
    quote: str = ""
    doubt: str = ""
    sight: Sight = Sight()
    base: Measure = "total"
    is_open_kind: bool = False
    of: int | None = None
    is_unnamed: bool = False


class ColourClaim(NamedTuple):
    """How many items have each colour; each number has its spot."""

    spots: tuple[Spot, ...]
    counts: tuple[tuple[str, int], ...]
    kind: Kind | None
    quote: str = ""
    sight: Sight = Sight()

    @property
    def spot(self) -> Spot:
        """Where the first of them stands."""
        return self.spots[0]


Claim = (
    JointClaim
    | ColourClaim
    | ShareClaim
    | Mention
    | FigureClaim
    | DueClaim
    | ItemClaim
    | GradeClaim
    | GradeCounts
    | GradeExtreme
    | NationalClaim
    | PlaceClaim
    | PublishedClaim
    | SumClaim
    | CountedIds
    | RestClaim
    | PartCount
)


class OtherFigure(NamedTuple):
    """A figure that the plan may not hold: its place, its words, and why it isn't compared."""

    spot: Spot
    words: str
    why: str = ""


class PaperClaims(NamedTuple):
    """A paper's claims, what else has figures, and its own name and day.

    `day` is the day of the position, of the meeting or of the title, `day_from` which of these.
    """

    name: str
    title: str
    day: date | None
    day_from: str
    claims: tuple[Claim, ...]
    others: tuple[OtherFigure, ...]
