"""Near misses: "did you mean", in linear work for input of any length."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(typed: str, known: Iterable[str], most: int = 3, cutoff: float = 0.6) -> list[str]:
    """The known words most like what was typed, best first; none where nothing is like it.

    What has the same letters but for spaces, or two neighbours of them swapped, goes before all
    others: of a short name it leaves less alike than difflib's ratio asks for.
    """
    import difflib  # only a slip pays for it

    from hmic_tracker.domain.words import folded

    by_folded = {folded(word): word for word in known}
    wanted = folded(typed[:80])
    swapped = [word for word in by_folded if _is_swapped(wanted, word)]
    matches = difflib.get_close_matches(wanted, by_folded, n=most, cutoff=cutoff)
    return [by_folded[word] for word in dict.fromkeys((*swapped, *matches))][:most]


def did_you_mean(typed: str, known: Iterable[str]) -> str:
    """ "did you mean X?", or nothing."""
    matches = nearest(typed, known)
    return f"did you mean {' or '.join(matches)}?" if matches else ""


def is_spaced_otherwise(one: str, other: str) -> bool:
    """Whether two folded names are apart in their spaces alone."""
    return one != other and "".join(one.split()) == "".join(other.split())


def _is_swapped(one: str, other: str) -> bool:
    """Whether two words are the same but for spaces, or for two neighbouring letters."""
    mine, theirs = "".join(one.split()), "".join(other.split())
    if len(mine) != len(theirs) or not mine:
        return False
    if mine == theirs:
        return True
    apart = [n for n, signs in enumerate(zip(mine, theirs, strict=True)) if signs[0] != signs[1]]
    first, last = apart[0], apart[-1]
    is_pair = len(apart) == 2 and last == first + 1
    return is_pair and mine[first : last + 1] == theirs[first : last + 1][::-1]
