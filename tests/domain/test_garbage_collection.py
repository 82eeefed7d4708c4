"""While very many objects are made no garbage is searched for, and afterwards as before."""

import gc
from collections.abc import Iterator

import pytest

from ballot.domain.garbage_collection import set_aside, unsearched


@pytest.fixture(autouse=True)
def as_it_was() -> Iterator[None]:
    searching = gc.isenabled()
    yield
    (gc.enable if searching else gc.disable)()


def test_nothing_is_searched_inside_and_everything_afterwards() -> None:
    gc.enable()
    with unsearched():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_a_failure_inside_leaves_the_search_as_it_was() -> None:
    gc.enable()
    with pytest.raises(ValueError, match="inside"), unsearched():
        raise ValueError("inside")
    assert gc.isenabled()


def test_a_search_that_was_at_rest_before_stays_so() -> None:
    gc.disable()
    with unsearched():
        assert not gc.isenabled()
    assert not gc.isenabled()


def test_what_is_made_to_be_kept_is_searched_no_more() -> None:
    before = gc.get_freeze_count()
    with set_aside():
        kept = [[] for _ in range(100)]
    assert gc.get_freeze_count() >= before + len(kept)
    gc.unfreeze()
