"""The words of the field, each with what people type for it and how a paper says it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hmic_tracker.errors import InputError
from hmic_tracker.light_typing import Final, Literal, TypeVar, get_args

Kind = Literal["recommendation", "afi", "cause-of-concern", "good-practice"]
Status = Literal[
    "not-started",
    "in-progress",
    "done",
    "verified",
    "closed",
    "superseded",
    "not-accepted",
    "withdrawn",
]
Progress = Literal["none", "some", "majority", "almost", "complete"]
Response = Literal["accepted", "partly-accepted", "not-accepted", "under-consideration"]
Rag = Literal["red", "amber", "green", "blue", "grey", "none"]

KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
STATUSES: Final[tuple[Status, ...]] = get_args(Status)
PROGRESS: Final[tuple[Progress, ...]] = get_args(Progress)
RESPONSES: Final[tuple[Response, ...]] = get_args(Response)
WORDINGS: Final = ("ours",)
"""Whose words a text is in, where they aren't the inspectors'."""
RAGS: Final[tuple[Rag, ...]] = get_args(Rag)

OPEN: Final[frozenset[Status]] = frozenset({"not-started", "in-progress"})
COMPLETED: Final[frozenset[Status]] = frozenset({"done", "verified", "closed"})
SIDE_EXITS: Final[frozenset[Status]] = frozenset({"superseded", "not-accepted", "withdrawn"})

_KINDS: Final[dict[Kind, tuple[str, str, str, str]]] = {
    "recommendation": ("REC", "Recommendation", "recommendation", "recommendations"),
    "afi": ("AFI", "AFI", "AFI", "AFIs"),
    "cause-of-concern": ("COC", "Cause of concern", "cause of concern", "causes of concern"),
    "good-practice": ("GP", "Good practice", "piece of good practice", "pieces of good practice"),
}
"""Of each kind: what its ids begin with, its name at the start of a line, one of it, several."""
PREFIXES: Final = {kind: words[0] for kind, words in _KINDS.items()}
KIND_NAMES: Final = {kind: words[1] for kind, words in _KINDS.items()}

_KIND_HABITS: Final[dict[Kind, tuple[str, ...]]] = {
    "recommendation": ("rec", "recs", "recommendations"),
    "afi": ("afis", "area-for-improvement", "areas-for-improvement"),
    "cause-of-concern": ("coc", "cocs", "causes-of-concern"),
    "good-practice": ("gp",),
}
"""What people type for each word besides itself; likewise below."""
PREFIX_OF_WORD: Final = {
    word: PREFIXES[kind].lower()
    for kind, habits in _KIND_HABITS.items()
    for word in (PREFIXES[kind].lower(), kind, *habits)
}
"""What ids of a kind begin with, by the words for it, all in lower case."""
_STATUS_HABITS: Final[dict[Status, tuple[str, ...]]] = {
    "done": ("completed", "complete", "implemented"),
    "in-progress": ("open", "started"),
    "closed": ("discharged",),
    "not-accepted": ("rejected",),
}
_PROGRESS_HABITS: Final[dict[Progress, tuple[str, ...]]] = {
    "majority": ("most",),
    "almost": ("nearly",),
    "complete": ("completed", "done"),
}
_RESPONSE_HABITS: Final[dict[Response, tuple[str, ...]]] = {
    "accepted": ("accept", "agreed", "agree"),
    "partly-accepted": ("partially-accepted", "partly-agreed", "partially-agreed"),
    "not-accepted": ("rejected", "not-agreed", "disagreed"),
    "under-consideration": ("considering", "being-considered"),
}

_DEFERRED: Final = frozenset({"deferred", "postponed"})

STATUS_PHRASES: Final[dict[Status, str]] = {
    "not-started": "not started",
    "in-progress": "in progress",
    "done": "completed, awaiting verification",
    "verified": "completed and verified",
    "closed": "closed",
    "superseded": "superseded",
    "not-accepted": "not accepted",
    "withdrawn": "withdrawn",
}
PROGRESS_PHRASES: Final[dict[Progress, str]] = {
    "none": "no work reported",
    "some": "some work completed",
    "majority": "majority of work completed",
    "almost": "almost completed",
    "complete": "completed",
}
RESPONSE_PHRASES: Final[dict[Response, str]] = {
    "accepted": "accepted",
    "partly-accepted": "partly accepted",
    "not-accepted": "not accepted",
    "under-consideration": "under consideration",
}
NEED_A_REASON: Final[frozenset[Response]] = frozenset({"partly-accepted", "not-accepted"})
"""The responses that say why: what is declined, in part or whole, is explained to the public."""

Word = TypeVar("Word", bound=str)


def parse_kind(text: str) -> Kind:
    """The kind a person typed; raises InputError with the nearest word."""
    return parse_word(text, KINDS, _KIND_HABITS, "kind")


def parse_status(text: str) -> Status:
    """The status a person typed; raises InputError with the nearest word."""
    if text.strip().lower() in _DEFERRED:
        raise InputError(
            f"'{text}' is no status: what is deferred stays open, until a board's day",
            "see: tracker defer --help; those that are deferred: tracker list --deferred",
        )
    return parse_word(text, STATUSES, _STATUS_HABITS, "status")


def parse_progress(text: str) -> Progress:
    """The progress word a person typed; raises InputError with the nearest word."""
    return parse_word(text, PROGRESS, _PROGRESS_HABITS, "progress word")


def parse_response(text: str) -> Response:
    """The response a person typed; raises InputError with the nearest word."""
    return parse_word(text, RESPONSES, _RESPONSE_HABITS, "response")


def folded(text: str) -> str:
    """The text as names are compared: what two spellings share that people take for one.

    Case, runs of spaces, line ends, composed or decomposed letters and signs that can't be seen
    don't count; what looks empty is empty.
    """
    if text.isascii():
        return " ".join(text.casefold().split())
    from hmic_tracker.domain.spelling import canonical  # only such a text pays for it

    return " ".join(canonical(text).split())


def composed(text: str) -> str:
    """A name as it is kept: as it was typed, its letters composed and on one line.

    Empty where nothing of it can be seen.
    """
    name = " ".join(text.split())
    if name.isascii():
        return name
    from hmic_tracker.domain.spelling import nfc

    return nfc(name) if folded(name) else ""


def count_of(number: int, kind: Kind) -> str:
    """ "1 recommendation", "8 AFIs"."""
    return plural(number, *_KINDS[kind][2:])


def plural(number: int, word: str, many: str = "") -> str:
    """ "1 item", "3 items"."""
    return f"{number} {word if number == 1 else many or word + 's'}"


def enumerated(words: Sequence[str]) -> str:
    """ "a, b and c"."""
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def parse_word(
    text: str, words: tuple[Word, ...], habits: Mapping[Word, tuple[str, ...]], what: str
) -> Word:
    """The one of the words that was typed, in any case and with spaces for hyphens.

    `habits` are other words that people type for each, `what` names them all in the InputError.
    """
    typed = "-".join(text.strip().lower().replace("_", " ").split())
    by_typed: dict[str, Word] = {word: word for word in words}
    by_typed |= {habit: word for word, others in habits.items() for habit in others}
    if typed in by_typed:
        return by_typed[typed]
    from hmic_tracker.domain.nearest import did_you_mean  # only a slip pays for it

    hint = did_you_mean(typed, by_typed) or f"one of: {', '.join(words)}"
    raise InputError(f"'{text}' is not a {what}", hint)
