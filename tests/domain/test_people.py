"""Posts: addresses, names that are known, what is handed over, who was told of good practice."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hmic_tracker.domain.frameworks import slug_of
from hmic_tracker.domain.items import Item
from hmic_tracker.domain.parts import Action
from hmic_tracker.domain.people import (
    Post,
    handover_fields,
    is_mail,
    named_owner,
    names_with,
)
from hmic_tracker.store.settings_codec import new_settings_text, post_settings_text, settings_of

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=20)


@pytest.mark.parametrize(
    ("address", "fine"),
    [
        ("cid@example.police.uk", True),
        ("a.b+c@x", True),
        ("o’neill@example.org", True),
        ("a@b@c", False),
        ("a@", False),
        ("a b@c", False),
        ("a@b\nBcc: x@y", False),
        ("a@b,c", False),
        ("=?utf-8?q?a?=@b", False),
        (f"{'a' * 250}@b.org", False),
    ],
)
def test_a_mail_address_is_one_that_a_header_takes(address: str, fine: bool) -> None:
    assert is_mail(address) is fine


@given(WORDS)
def test_what_is_taken_for_an_address_is_a_single_plain_word(text: str) -> None:
    if is_mail(text):
        assert text.isprintable()
        assert text.split() == [text]
        assert text.count("@") == 1
        assert not {*',;<>"()'} & {*text}


@pytest.mark.parametrize(
    ("typed", "name", "is_new", "near"),
    [
        ("head  of cid", "Head of CID", False, ()),
        ("Head of CDI", "Head of CDI", True, ("Head of CID",)),
        ("Head of IT", "Head of IT", True, ()),
        ("Head of CID North", "Head of CID North", True, ()),
        ("Head of the CID", "Head of the CID", True, ("Head of CID",)),
        ("Haed of CID", "Haed of CID", True, ("Head of CID",)),
        ("Commander 2", "Commander 2", True, ()),
    ],
)
def test_a_typed_owner_is_known_new_or_nearly_known(
    typed: str, name: str, is_new: bool, near: tuple[str, ...]
) -> None:
    found = named_owner(typed, ["Head of CID", "Commander 1"])
    assert (found.name, found.is_new, found.near) == (name, is_new, near)


def test_items_and_open_steps_are_handed_over() -> None:
    steps = (
        Action(1, "a", "HEAD of cid"),
        Action(2, "b", "Head of CID", done="2008-11-20"),
        Action(3, "c", "Head of HR"),
        Action(4, "d", "Head of CID", dropped="not needed"),
    )
    item = Item("REC-1", "u", "recommendation", owner="Head of CID", actions=steps)
    assert handover_fields(item, "Head of CID", "New") == {
        "owner": "New",
        "action_1_owner": "New",
    }
    assert handover_fields(item, "Head of HR", "New") == {"action_3_owner": "New"}
    assert handover_fields(item, "Nobody", "New") == {}


@pytest.mark.parametrize(
    ("known", "asked", "after"),
    [
        ((), ("A", "B", "a"), ("A", "B")),
        (("A",), ("B",), ("A", "B")),
        (("A", "B"), ("-a",), ("B",)),
        (("A",), ("-C",), ("A",)),
        (("A",), ("-A", "A"), ()),
    ],
)
def test_those_it_was_circulated_to_are_added_and_taken_away(
    known: tuple[str, ...], asked: tuple[str, ...], after: tuple[str, ...]
) -> None:
    assert names_with(known, asked) == after


@given(name=WORDS.filter(lambda name: name.strip()), holder=WORDS, group=WORDS)
def test_a_post_that_is_written_is_read_again(name: str, holder: str, group: str) -> None:
    post = Post(name, holder or None, None, group or None, slug_of(name))
    text = post_settings_text(new_settings_text("Example Police") + "# end\n", None, post)
    assert settings_of(text).people == (post,)
    other = Post(name, None, "a@b", group or None, post.slug)
    after = post_settings_text(text, post, other)
    assert settings_of(after).people == (other,)
    assert "# end\n" in after
