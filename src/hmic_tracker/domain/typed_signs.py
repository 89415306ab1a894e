"""Signs that other programs put into what is typed or pasted, and the plain ones they stand for."""

from __future__ import annotations

from hmic_tracker.light_typing import Final

_HYPHENS: Final = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"), "-")
_UNSEEN: Final = dict.fromkeys(map(ord, "\u00ad\u200b\u200e\u200f\u2060\ufeff\u202a\u202c"))
PLAIN: Final = {**_HYPHENS, **_UNSEEN, ord("\u2019"): "'", ord("\u2018"): "'"}
"""For `str.translate`: hyphens, dashes and minus are "-", marks of direction and width go."""
