"""Plans whose every text is one that was handed in: for hostile ones, and for their like."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import cycle

from hmic_tracker.domain.frameworks import Framework
from hmic_tracker.domain.grades import Grade, National, Scale
from hmic_tracker.domain.inspections import Inspection, ReportedCount, Source
from hmic_tracker.domain.items import Entry, Item, Value
from hmic_tracker.domain.people import Post
from hmic_tracker.domain.plan import Damage, Plan
from tests.domain.making import NOON, an_entry

DAY = date(2008, 12, 1)
SINCE = date(2008, 9, 11)
_BORN = "2008-09-01"


def plan_of(texts: Sequence[str], secret: str = "internal") -> Plan:
    """A plan with each of the texts in every field in turn; what is internal says `secret`.

    Numbers beside some keep them apart, so that as many texts give as many owners and periods.
    """
    said = cycle(texts)
    count = len(texts)
    frameworks = tuple(
        Framework(slug=f"f{n}", name=next(said), parent=f"f{n - 1}" if n % 3 else None, board=text)
        for n, text in enumerate(texts)
    )
    items = tuple(_items(said, count, secret))
    people = tuple(Post(name=text, holder=f"{secret} holder {n}") for n, text in enumerate(texts))
    return Plan(
        organisation=next(said),
        frameworks=frameworks,
        scales=(Scale(next(said), tuple(f"{n} {text}" for n, text in enumerate(texts[:4]))),),
        inspections=(_inspection(texts, said),),
        items=items,
        people=people,
        marking=next(said),
        damaged=(Damage(path=next(said), line=3, problem=next(said)),),
    )


def _items(said: Iterator[str], count: int, secret: str) -> Iterator[Item]:
    for n in range(count):
        late, done = n % 2 == 0, n % 5 == 1
        item = Item(
            id=f"REC-{n + 1}",
            uid=f"uid{n}",
            kind="recommendation",
            inspection="i",
            framework=f"f{n}",
            number=n + 1,
            title_given=next(said),
            text=next(said),
            status="done" if done else "in-progress",
            status_word=secret,
            progress="some",
            owner=f"{next(said)} #{n}" if n % 4 else f"{secret} holder {n}",
            board=next(said),
            due="2008-10" if late else "2009-02",
            original_due="2008-10",
            tags=(secret,),
            exempt="yes" if n == count - 1 else None,
        )
        yield item._replace(history=tuple(_history(item, next(said), secret)))


def _history(item: Item, published: str, secret: str) -> Iterator[Entry]:
    inside = {"by": secret, "op": secret, "note": secret, "reason": secret, "override": secret}
    status: dict[str, tuple[Value, Value]]
    status = {"status": (None, "in-progress"), "due": (None, "2008-10")}
    yield an_entry(1, _BORN, status, **inside, source=secret, recorded=NOON)
    yield an_entry(2, "2008-10-06", {"due": ("2008-10", item.due)}, **inside, agreed_by=secret)
    told = {"by": secret, "op": secret, "note": published, "reason": published, "published": True}
    yield an_entry(3, "2008-11-06", {"status": ("in-progress", item.status)}, **told)


def _inspection(texts: Sequence[str], said: Iterator[str]) -> Inspection:
    heads = tuple(f"{n} {text}" for n, text in enumerate(texts[:4]))
    scale = texts[(2 * len(texts)) % len(texts)]
    return Inspection(
        id="i",
        title=next(said),
        body=next(said),
        published="2008-01",
        expected=43,
        grades=tuple(
            Grade(
                f"f{n}", f"2006 {next(said)}" if n == 0 else "2007", grade=heads[n % 4], scale=scale
            )
            for n in range(len(texts))
        ),
        national=tuple(
            National(
                f"f{n}",
                "2007",
                heads,
                (1, 20, 20, 2) if n % 2 else (1, 2),
                expected=43,
                remark=next(said),
            )
            for n in range(len(texts))
        ),
        reported=(
            ReportedCount(
                framework="f0",
                kind="recommendation",
                on=SINCE,
                total=2,
                completed=1,
                sentence=next(said),
                source=next(said),
            ),
        ),
        sources=(Source(title=next(said), on=SINCE, sha256="0", text=next(said)),),
    )
