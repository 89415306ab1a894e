"""`tracker.toml` of format 1 made one of format 2: posts by slug, every other byte as it was."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hmic_tracker.store.settings_codec import settings_of
from hmic_tracker.store.toml import new_text
from hmic_tracker.store.upgrading_settings import upgraded_settings_text

FORMER = """\
schema = 1  # leave it
organisation = "Example Police"

# the crime lead
[people."Head of CID"] # since May
mail = "cid@example.org"
room = 4  # nobody reads it

[people."Head of CID".deputy]
mail = "d@example.org"

[people.Director]

[people.'Head of C.I.D']
group = \"\"\"
[people."Head of CID"]
\"\"\"

[filters]
late = "overdue"
"""
NOW = """\
schema = 2  # leave it
organisation = "Example Police"

# the crime lead
[people.head-of-cid] # since May
name = "Head of CID"
mail = "cid@example.org"
room = 4  # nobody reads it

[people.head-of-cid.deputy]
mail = "d@example.org"

[people.director]
name = "Director"

[people.head-of-c-i-d]
name = "Head of C.I.D"
group = \"\"\"
[people."Head of CID"]
\"\"\"

[filters]
late = "overdue"
"""


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_posts_become_tables_by_slug_and_all_else_stays(end: str, mark: str) -> None:
    upgraded = upgraded_settings_text(mark + FORMER.replace("\n", end))
    assert upgraded == mark + NOW.replace("\n", end)
    assert upgraded_settings_text(upgraded) == upgraded


@pytest.mark.parametrize(
    "posts",
    [
        'people = {"Head of CID" = {mail = "a@example.org"}}\n',
        '[people]\n"Head of CID" = {mail = "a@example.org"}\n',
        'people."Head of CID".mail = "a@example.org"\n',
    ],
)
def test_posts_written_otherwise_keep_their_names_as_keys(posts: str) -> None:
    former = f"schema = 1\n{posts}"
    upgraded = upgraded_settings_text(former)
    assert upgraded == former.replace("schema = 1", "schema = 2")
    assert [post.name for post in settings_of(upgraded).people] == ["Head of CID"]


def test_a_name_that_nobody_read_before_is_not_taken_for_the_posts() -> None:
    upgraded = upgraded_settings_text('schema = 1\n[people.Director]\nname = "of what"\n')
    assert upgraded == 'schema = 2\n[people.director]\nname = "Director"\n'


_NAMES = st.text(st.sampled_from("aAb-.\"'\\é \t"), min_size=1, max_size=6)


@given(st.dictionaries(_NAMES.filter(str.strip), st.sampled_from(["Crime", "x"]), max_size=5))
def test_the_same_posts_are_there_each_under_a_slug_of_its_own(posts: dict[str, str]) -> None:
    tables = {name: {"group": group} for name, group in posts.items()}
    former = new_text({"schema": 1, **({"people": tables} if tables else {})})
    upgraded = upgraded_settings_text(former)
    before, after = settings_of(former).people, settings_of(upgraded).people
    assert [post._replace(slug="") for post in after] == [p._replace(slug="") for p in before]
    assert set(tomllib.loads(upgraded).get("people", {})) == {post.slug for post in after}
    assert all(post.slug == post.slug.lower() and " " not in post.slug for post in after)
