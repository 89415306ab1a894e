"""The damaged documents that laws of reading are tried on."""

from __future__ import annotations

import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.documents import mutations
from tests.documents.mutations import (
    MUTATIONS,
    Mutation,
    mutated,
    mutated_documents,
    mutated_texts,
    originals,
    with_invalid_bytes,
)

SEEDS = st.integers(0, 2**32 - 1)
LINES = st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\n")))


def test_the_same_seed_gives_the_same_documents() -> None:
    assert list(mutated_documents(20)) == list(mutated_documents(20))
    assert list(mutated_documents(20, 1)) != list(mutated_documents(20, 2))


def test_nearly_every_document_is_damaged_in_its_own_way() -> None:
    texts = {document.text for document in originals()}
    damaged = [document for document in mutated_documents(200) if document.text not in texts]
    assert len(damaged) >= 190
    assert len({document.text for document in damaged}) >= 190


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda m: m.__name__)
@given(lines=LINES, seed=SEEDS)
def test_a_mutation_takes_any_lines_and_gives_what_can_be_written(
    mutation: Mutation, lines: list[str], seed: int
) -> None:
    before = list(lines)
    "\n".join(mutation(lines, random.Random(seed))).encode()
    assert lines == before


@given(lines=LINES, seed=SEEDS)
def test_shuffled_and_moved_lines_are_the_same_lines(lines: list[str], seed: int) -> None:
    for mutation in (mutations.shuffle_lines, mutations.move_lines):
        assert Counter(mutation(lines, random.Random(seed))) == Counter(lines)


@given(lines=LINES, seed=SEEDS)
def test_dropped_lines_leave_others_and_doubled_ones_add_none(lines: list[str], seed: int) -> None:
    assert Counter(mutations.drop_lines(lines, random.Random(seed))) <= Counter(lines)
    assert set(mutations.double_lines(lines, random.Random(seed))) == set(lines)


@given(text=st.sampled_from([document.text for document in originals()]), seed=SEEDS)
def test_invalid_bytes_make_a_text_no_utf8(text: str, seed: int) -> None:
    with pytest.raises(UnicodeDecodeError):
        with_invalid_bytes(mutated(text, random.Random(seed)), random.Random(seed)).decode()


@given(mutated_texts())
def test_the_strategy_gives_texts(text: str) -> None:
    text.encode()
