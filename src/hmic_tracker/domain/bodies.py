"""Who inspects: inspectorates, coroners, auditors, each with its names, its clock and its scales.

The built-in ones are BODIES; a plan has its own besides, or in their place, in `[bodies.SLUG]`.
An inspection's body is kept as its report prints it and recognised here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from hmic_tracker.domain.words import folded
from hmic_tracker.errors import NotFoundError
from hmic_tracker.light_typing import Any, Final, NamedTuple
from hmic_tracker.patterns import pattern

_WORD: Final = pattern(r"[^\W_]+")
_GENITIVE: Final = pattern(r"['’]s\b")
_SMALL: Final = frozenset({"and", "for", "his", "her", "in", "majesty", "of", "s", "the"})
_LONGEST: Final = 500
"""No name of a body is longer; of more only so much is looked at."""


class Body(NamedTuple):
    """A body that inspects. `name` is its short name, `aliases` are the longer ones.

    `response_days` are those after publication in which the organisation has to answer, None where
    no rule says so; `response_rule` is where it is said. `scales` are the names of those its grades
    are on.
    """

    slug: str
    name: str
    aliases: tuple[str, ...] = ()
    response_days: int | None = None
    response_rule: str | None = None
    scales: tuple[str, ...] = ()


BODIES: Final = (
    Body(
        "hmicfrs", "HMICFRS",
        ("His Majesty's Inspectorate of Constabulary and Fire & Rescue",),
        56, "section 55 of the Police Act 1996", ("peel-2014", "peel-2021"),
    ),
    Body(
        "hmic", "HMIC", ("Her Majesty's Inspectorate of Constabulary",),
        scales=("hmic-2005", "peel-2014"),
    ),
    Body("hmics", "HMICS", ("His Majesty's Inspectorate of Constabulary in Scotland",)),
    Body("hmip", "HMI Prisons", (
        "HMIP", "HM Inspectorate of Prisons", "HM Chief Inspector of Prisons",
    ), scales=("hmip-2009",)),
    Body(
        "hmi-probation", "HMI Probation",
        ("HMIP Probation", "HM Inspectorate of Probation", "HM Chief Inspector of Probation"),
        scales=("peel-2014",),
    ),
    Body(
        "coroner", "Coroner",
        ("Senior Coroner", "Area Coroner", "Assistant Coroner"),
        56, "Schedule 5, paragraph 7, of the Coroners and Justice Act 2009, and regulation 29 of "
        "the Coroners (Investigations) Regulations 2013",
    ),
    Body(
        "iopc", "IOPC", ("Independent Office for Police Conduct",),
        56, "Schedule 3, paragraph 28B, of the Police Reform Act 2002",
    ),
    Body(
        "internal-audit", "Internal audit", ("Internal Auditor", "Internal Auditors"),
        scales=("assurance-2013",),
    ),
    Body("external-audit", "External audit", ("External Auditor", "External Auditors")),
    Body("estyn", "Estyn", scales=("estyn-2010", "estyn-2017")),
    Body("care-inspectorate", "Care Inspectorate", scales=("care-2018",)),
    Body("ciw", "CIW", ("Care Inspectorate Wales",), scales=("ciw-2023", "ciw-2025")),
    Body(
        "ofsted", "Ofsted", ("Office for Standards in Education",),
        scales=("peel-2014", "ofsted-2018", "ofsted-2025"),
    ),
    Body("cqc", "CQC", ("Care Quality Commission",), scales=("peel-2014",)),
    Body(
        "ico", "ICO", ("Information Commissioner's Office", "Information Commissioner"),
        scales=("ico-2012",),
    ),
    Body(
        "rsh", "Regulator of Social Housing", ("RSH",),
        scales=("rsh-consumer-2024", "rsh-governance-2012", "rsh-viability-2012"),
    ),
    Body("ombudsman", "Ombudsman"),
    Body("nao", "NAO", ("National Audit Office",)),
    Body(
        "gao", "GAO", ("Government Accountability Office",),
        180, "title 31, section 720, of the United States Code",
    ),
)  # fmt: skip
"""The bodies that every plan knows, and for each clock the law that it is from."""


def body_of(slug: str, values: Mapping[str, Any]) -> Body:
    """A body of the plan, what it doesn't say of itself as the built-in one of its slug has it."""
    built_in = next((body for body in BODIES if body.slug == slug), Body(slug, slug))
    if "response_days" in values:  # the law of the built-in one says something else
        built_in = built_in._replace(response_rule=None)
    return built_in._replace(**{key: value for key, value in values.items() if value != ()})


def bodies_named(bodies: Iterable[Body], text: str | None) -> tuple[Body, ...]:
    """Return the bodies that a text names, in its own words or longer: none, one, or several.

    All words of one of a body's names have to be in it, small ones aside. What is only a part of a
    longer name that is in it as well is not named: "Constabulary" alone in "and Fire & Rescue".
    """
    words = _words(text or "")
    if not words:
        return ()
    longest = {
        body: max((key for key in _keys(body) if key <= words), key=len, default=frozenset[str]())
        for body in bodies
    }
    return tuple(
        body
        for body, key in longest.items()
        if key and not any(key < other for other in longest.values())
    )


def body_named(bodies: Iterable[Body], text: str) -> Body | None:
    """The one body whose slug or name a person typed; None where it is none's."""
    known, words = tuple(bodies), _words(text)
    exact = (body for body in known if words and words in (_words(body.slug), *_keys(body)))
    return next(exact, None)


def words_for_bodies(bodies: Iterable[Body], text: str | None) -> str | None:
    """What people call the bodies that a text names; the text itself where none is known."""
    known = bodies_named(bodies, text)
    return ", ".join(body.name for body in known) if known else text


def slugs_of(bodies: Iterable[Body], text: str | None) -> tuple[str, ...]:
    """The slugs of the bodies that a text names; where none is known, the text by its words."""
    known = bodies_named(bodies, text)
    if known or not text:
        return tuple(body.slug for body in known)
    return (_plain(text),)


def slug_named(bodies: Iterable[Body], inspecting: Iterable[str | None], typed: str) -> str:
    """Return the slug of the body typed, which is a known one or one of those `inspecting`.

    Raises NotFoundError.
    """
    known = tuple(bodies)
    body = body_named(known, typed)
    if body is not None:
        return body.slug
    others = {_plain(text): text for text in inspecting if text}
    if _plain(typed) in others:
        return slugs_of(known, others[_plain(typed)])[0]
    names = [*others.values(), *(body.name for body in known), *(body.slug for body in known)]
    from hmic_tracker.domain.nearest import did_you_mean  # only a slip pays for it

    hint = did_you_mean(typed, names) or "for one of your own add [bodies.SLUG] to tracker.toml"
    raise NotFoundError(f"no body is called '{typed[:80]}'", hint)


@lru_cache(maxsize=256)
def _keys(body: Body) -> tuple[frozenset[str], ...]:
    return tuple(key for name in (body.name, *body.aliases) if (key := _words(name)))


def _words(text: str) -> frozenset[str]:
    """The words that tell names apart; "HM" is "His Majesty's", and neither says anything."""
    plain = _GENITIVE.sub("", folded(text[:_LONGEST]))
    return frozenset(_WORD.findall(plain)) - _SMALL - {"hm"}


def _plain(text: str) -> str:
    return " ".join(_WORD.findall(folded(text[:_LONGEST])))
