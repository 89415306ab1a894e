"""The sentences of a passage, and the words of one that give what another says."""

from __future__ import annotations

import re

from hmic_tracker.light_typing import Final

_SENTENCE: Final = re.compile(
    r"(?<=[.!?])\s+(?=[A-Z(“\"])|(?<=[.!?][)”\"])\s+(?=[A-Z])|(?<=;)\s+|(?<=[a-z]{3}[.!?])(?<!approx\.)(?<!rec\.)(?<!recs\.)\s+(?=[a-z])"
    r"|(?<=[a-z]{4}[.!?])(?<!sept\.)(?<!Sept\.)(?<!recs\.)(?<!para\.)(?<!paras\.)\s+(?=\d+ [a-z])"
    r"|(?<=[A-Za-z]\)\.)\s+(?=\d+ [a-z])"
    r"|(?<=[a-z],)\s+(?=that makes [a-z]+ (?:completed?|done|finished|closed|open|overdue) )"
)
_LETTER: Final = re.compile(r"\W*(?:q|a|question|answer) ?\d*[.:]", re.I)
"""What stands before a question or an answer: "A. Two of the six."."""
ATTRIBUTED: Final = re.compile(
    r"\bsource\b(?!['’]s count)|\bsays? that\b|\bsaid to (?:be|have)\b|\bdescribed as\b"
    r"|\b(?:reported to|told|informed|advised) [^.;]{2,50} that\b|\b(?:was|were|been|we"
    r"|have) told\b"
    r"|\b(?:report|paper)\b[^.]{0,20}\b(?:said|says|claimed|claims|stated|counted|gave)\b"
    r"|\breported(?: \w+){0,2} (?:as |to (?:be|have been) )?(?:completed?|done|finished)"
    r"|\bunderstood to\b|\bexplained that\b|\bnot (?:been )?(?:identified|named|stated|which)\b"
    r"|\b(?:not|nor|cannot|can not) (?:say|tell|know|identify|state) which\b"
    r"|\bwith (?:it|that one|both)\b|\bthen \d+/\d+"
    r"|\bone (?:of .{3,60} |more )(?:is|was|has been|had been) completed",
    re.I,
)


def sentences_of(text: str) -> list[str]:
    """Return the sentences of a passage; a semicolon ends one too."""
    parts: list[str] = []
    for part in _SENTENCE.split(text):
        if parts and _LETTER.fullmatch(parts[-1]):
            parts[-1] = f"{parts[-1]} {part}"
        elif part.strip():
            parts.append(part)
    return parts
