"""Near misses: "did you mean", in linear work for input of any length."""

from collections.abc import Iterable


def nearest(typed: str, known: Iterable[str], most: int = 3, cutoff: float = 0.6) -> list[str]:
    """The known words most like what was typed, best first; none where nothing is like it."""
    import difflib  # only a slip pays for it

    from hmic_tracker.domain.words import folded

    by_folded = {folded(word): word for word in known}
    matches = difflib.get_close_matches(folded(typed[:80]), by_folded, n=most, cutoff=cutoff)
    return [by_folded[word] for word in matches]


def did_you_mean(typed: str, known: Iterable[str]) -> str:
    """ "did you mean X?", or nothing."""
    matches = nearest(typed, known)
    return f"did you mean {' or '.join(matches)}?" if matches else ""
