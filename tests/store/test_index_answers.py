"""With the index and with `--no-index`: one answer, over random plans, questions and days."""

from __future__ import annotations

import shlex
import shutil
import unicodedata
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hmic_tracker.domain.items import Item
from hmic_tracker.domain.record_replace import replace
from hmic_tracker.domain.words import KINDS, PROGRESS, RAGS, STATUSES
from hmic_tracker.errors import TrackerError
from hmic_tracker.query.selection import Selection
from hmic_tracker.store.index.queries import ListQuery, read_listed_items
from tests.conftest import Run
from tests.query.asking import items as any_items
from tests.query.asking import queries
from tests.store.test_index import FUZZ, list_told, must_serve, plan_told, write_store

_IDS: Final = [f"{prefix}-{n}" for prefix in ("REC", "AFI", "COC", "GP") for n in (1, 2, 3, 10)]
_ODD: Final = ["REC-02", "REC-0", "REC-.5", "rec-1", "X-1", "REC-99999999999999999999"]
_DAYS: Final = st.dates(date(2008, 10, 1), date(2009, 2, 1))
_DUES: Final = _DAYS.map(date.isoformat) | _DAYS.map(lambda day: day.isoformat()[:7])


def _some(words: Any) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from([str(word) for word in words]), min_size=1, max_size=2).map(
        tuple
    )


def _is_text(item: Item) -> bool:
    """What can be in a file: no text with half of a surrogate pair."""
    try:
        repr_of = "".join(map(str, (item.title_given, item.text, *(e.note for e in item.history))))
        repr_of.encode()
    except UnicodeEncodeError:
        return False
    return True


plans: st.SearchStrategy[list[Item]] = st.lists(
    st.sampled_from(_IDS) | st.sampled_from(_ODD), unique=True, max_size=12
).flatmap(
    lambda ids: st.tuples(
        *(st.builds(replace, any_items.filter(_is_text), id=st.just(item_id)) for item_id in ids)
    ).map(list)
)
_HOLDS: Final[dict[str, st.SearchStrategy[Any]]] = {
    **dict.fromkeys(
        ("include_all", "open_", "completed", "overdue", "slipped", "past_first_date"),
        st.just(True),
    ),
    **dict.fromkeys(("no_owner", "no_due"), st.just(True)),
    "statuses": _some(STATUSES),
    "kinds": _some(KINDS),
    "progress": _some(PROGRESS),
    "rag": _some(RAGS),
    "owners": _some(["Head of Public Protection", "SMITH", "none", "nobody"]),
    "groups": _some(["specialist crime", "none", "no group"]),
    "boards": _some(["Gold Group", "performance board", "none", "no board"]),
    "frameworks": _some(["pvp", "DV", "neighbourhood-policing", "none", "no framework"]),
    "inspections": _some(["hmic-2007", "HMIC Inspection 2007 Phase One", "none", "other"]),
    "tags": _some(["legacy", "Urgent Case", "none", "no tag"]),
    **dict.fromkeys(("due_by", "due_before", "due_after"), _DUES),
    **dict.fromkeys(("due_within", "stale", "older_than"), st.integers(-1, 120)),
    "text": _some(["force", "a b", "radio sets", "%", "'"]),
    **dict.fromkeys(("completed_late", "no_evidence"), st.just(True)),
    **dict.fromkeys(("completed_since", "became_overdue_since"), _DUES),
    "verified_by": _some(["smith", "Deputy", "none"]),
    "agreed_by": _some(["gold group", "none"]),
    "discharged_by": _some(["hmic", "none"]),
    "where": st.lists(queries, min_size=1, max_size=2).map(tuple),
}
selections: st.SearchStrategy[Selection] = (
    st.lists(st.sampled_from([*_HOLDS, "where", "overdue"]), unique=True, max_size=4)
    .flatmap(lambda names: st.fixed_dictionaries({name: _HOLDS[name] for name in names}))
    .map(lambda said: Selection(**said))
)
wishes: st.SearchStrategy[ListQuery] = st.builds(
    ListQuery,
    selections,
    _DAYS,
    st.sampled_from([(), frozenset({date(2008, 12, 24)})]),
    st.none() | st.integers(0, 6),
    st.just(False),
)


@settings(max_examples=FUZZ or 60, deadline=None)
@given(items=plans, asked=st.lists(wishes, min_size=4, max_size=12))
def test_the_index_answers_as_the_toml_does(items: list[Item], asked: list[ListQuery]) -> None:
    with TemporaryDirectory() as place, pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", f"{place}/cache")
        must_serve(patch)
        folder = write_store(Path(place) / "store", items)
        assert plan_told(folder, True) == plan_told(folder, False)
        for list_query in asked:
            by_toml = list_told(folder, list_query, False)
            assert list_told(folder, list_query, True) == by_toml
            no_limit = list_query._replace(limit=None)
            assert list_told(folder, no_limit, True) == list_told(folder, no_limit, False)


def _respelt(item: Item) -> Item:
    """The item with its names and texts decomposed, and a sign in them that nobody sees."""

    def other(value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(map(other, value))
        return f"\u200b{unicodedata.normalize('NFD', value)}" if value else value

    names = ("owner", "board", "tags", "title_given", "text")
    return replace(item, **{name: other(getattr(item, name)) for name in names})


@settings(max_examples=FUZZ or 30, deadline=None)
@given(items=plans, asked=st.lists(wishes, min_size=2, max_size=6))
def test_a_plan_in_another_spelling_has_the_same_answers(
    items: list[Item], asked: list[ListQuery]
) -> None:
    with TemporaryDirectory() as place, pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", f"{place}/cache")
        must_serve(patch)
        one = write_store(Path(place) / "one", items)
        other = write_store(Path(place) / "other", list(map(_respelt, items)))
        for list_query in asked:
            for index in (True, False):
                assert _ids_of(other, list_query, index) == _ids_of(one, list_query, index)


def _ids_of(folder: Path, list_query: ListQuery, index: bool) -> object:
    """The ids that a list gives, or whether it gives an error in their stead."""
    try:
        _, chosen, _ = read_listed_items(folder, lambda _: list_query, index)
    except TrackerError as fault:
        return type(fault)
    return [item.id for item in chosen.items], chosen.matching, chosen.not_shown


@pytest.fixture(scope="module")
def damaged(worked: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The worked plan with files of every kind that can't be read, and copies."""
    folder = tmp_path_factory.mktemp("damaged") / "plan"
    shutil.copytree(worked, folder)
    items = folder / "items"
    (items / "AFI-2.toml").write_text("id = ", encoding="utf-8")
    (items / "REC-2.toml").write_bytes(b"\xff\xfe")
    (items / "REC-3 (conflicted copy).toml").write_bytes((items / "REC-3.toml").read_bytes())
    (items / "REC-4-PC123.toml").write_bytes(b"not TOML")
    (items / "AFI-99.toml").write_bytes((items / "AFI-3.toml").read_bytes())
    (items / ".REC-1.toml").write_bytes(b"hidden")
    (items / "REC-77.toml").symlink_to(folder / "nowhere")
    (items / "REC-78.toml").mkdir()
    (folder / "inspections" / "broken.toml").write_text("title = 1\n", encoding="utf-8")
    (folder / "inspections" / "a.toml").write_text('id = "a"\ntitle = "A"\n', encoding="utf-8")
    return folder


_LINES: Final = (
    "list",
    "list --all",
    "list --json",
    "list --all --json",
    "list --overdue --json",
    "list --overdue --limit 1 --json",
    "list --limit 3 --json",
    "list --limit 0 --json",
    "list --limit 99999999999999999999 --json",
    "list --completed --framework pvp --json",
    "list --framework nobody --json",
    "list --framework none --json",
    "list --owner 'Head of Public Protection' --json",
    "list --owner nobody --json",
    "list --no-owner --due-within 60 --json",
    "list --group 'specialist crime' --json",
    "list --board 'Performance Board' --json",
    "list --tag legacy --json",
    "list --rag red --rag amber --json",
    "list --stale 10 --json",
    "list --older-than 30 --json",
    "list --past-first-date --json",
    "list --slipped --json",
    "list --text 'force should' --json",
    "list --due-by 2009-01 --json",
    "list --due-after 2008-12-31 --no-due --json",
    "list --changed-since 2008-11-01 --json",
    "list --completed-since 2008-11-01 --columns id,completed_on,days_late,verified_on --json",
    "list --became-overdue-since 2008-11-01 --columns id,overdue_since --json",
    "list --completed-late --json",
    "list --no-evidence --columns id,pieces --json",
    "list --verified-by 'liaison officer' --columns id,verified_by --json",
    "list --agreed-by none --where 'last-words = none' --json",
    "list --discharged-by hmic --json",
    "list --all --columns id,agreed_by,last_words,discharged_by --sort -completed_on",
    "list --sort due --reverse --limit 5 --json",
    "list --group-by owner",
    "list --format csv",
    "list --count",
    "list --exit-code --overdue",
    "list @board --json",
    "list @hot --json",
    "list @unknown --json",
    "list --where 'due < 2009-01 and owner = none' --json",
    "list --where 'not (kind = rec or number > 3)' --all --json",
    "list --where 'id = REC-1..8 and not overdue' --json",
    "list --where 'id = REC-999' --json",
    "list --where 'inspection = nothing' --json",
    "list --where 'due <= +999wd' --json",
    "list --where 'group = \"specialist crime\" or board ~ perform' --json",
    "list --as-of 2008-10-15 --json",
    "list --overdue --as-of 2008-10-15 --limit 2 --json",
    "list --as-of 2007-01-01 --json",
    "summary",
    "summary --json",
    "summary --as-of 2008-10 --json",
    "summary --owner 'Head of Public Protection' --json",
    "grades",
    "grades --json",
    "grades --as-of 2008-01-01 --json",
    "history --json",
    "history REC-6 --json",
    "history --since 2008-11-01 --by 'Liaison Officer' --json",
    "show REC-6 --json",
    "show REC-5..8",
    "show AFI-2",
    "show REC-6 --as-of 2008-10-30 --json",
    "show REC-999",
)


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache folder for all command lines: the first builds the indexes."""
    return tmp_path_factory.mktemp("cache")


@pytest.mark.parametrize("line", _LINES)
def test_a_command_says_the_same_with_and_without_the_index(
    line: str, worked: Path, damaged: Path, cache: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    must_serve(monkeypatch)
    for folder, codes in ((worked, {0, 1, 2, 3, 4}), (damaged, {2, 3, 4, 5})):
        words = ["--store", folder, *shlex.split(line)]
        by_toml = run(*words, "--no-index")
        assert run(*words) == by_toml
        assert by_toml.code in codes
        assert "unexpected" not in by_toml.err
