"""What was worked out of many people is kept while nothing of them changes, and never for ever."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from types import SimpleNamespace

import pytest

from ballot.domain.errors import Tampered
from ballot.usecases import people_cache
from ballot.usecases.people_cache import MOST_PEOPLE, PeopleCache

PEOPLE = 400


def test_it_is_made_once_for_a_sign_and_anew_for_another() -> None:
    cache, made = PeopleCache(), list[str]()

    def look(sign: bytes, what: str = "places") -> int:
        return cache.of(1, PEOPLE, sign, what, lambda: made.append(what) or len(made))

    assert [look(b"a"), look(b"a"), look(b"b"), look(b"b"), look(b"a")] == [1, 1, 2, 2, 3]
    assert [look(b"a", "lists"), look(b"a")] == [4, 3]


def test_what_is_raised_is_raised_each_time() -> None:
    cache = PeopleCache()

    def altered() -> None:
        raise Tampered(what="score")

    for _ in range(2):
        with pytest.raises(Tampered):
            cache.of(1, PEOPLE, b"a", "places", altered)


def test_one_part_may_be_made_of_another() -> None:
    cache = PeopleCache()

    def all_of_it() -> int:
        return 1 + cache.of(1, PEOPLE, b"a", "part", lambda: 1)

    assert cache.of(1, PEOPLE, b"a", "whole", all_of_it) == 2


def test_those_who_look_at_the_same_moment_wait_for_one() -> None:
    cache, made, together = PeopleCache(), list[int](), Barrier(4)

    def look(_at: int) -> int:
        together.wait()
        return cache.of(1, PEOPLE, b"a", "places", lambda: made.append(1) or len(made))

    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(look, range(4))) == [1] * 4


def test_what_was_looked_at_longest_ago_gives_way() -> None:
    cache, made = PeopleCache(), list[int]()
    half = MOST_PEOPLE // 2

    def look(assessment: int, people: int = half) -> None:
        cache.of(assessment, people, b"a", "places", lambda: made.append(assessment))

    for each in (1, 2, 1, 3, 1, 2):
        look(each)
    assert made == [1, 2, 3, 2], "1 was looked at meanwhile"
    look(4, 3 * MOST_PEOPLE)
    look(4, 3 * MOST_PEOPLE)
    assert made == [1, 2, 3, 2, 4], "one is always kept, however large"


def test_how_long_it_was_worked_on_is_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    cache, clock = PeopleCache(), iter((0.0, 1.0, 3.0))
    monkeypatch.setattr(people_cache, "time", SimpleNamespace(monotonic=lambda: next(clock)))

    def whole() -> int:
        return cache.of(1, PEOPLE, b"a", "part", lambda: 1)

    cache.of(1, PEOPLE, b"a", "whole", whole)
    assert [cache.took(), cache.took()] == [3.0, 0.0], "the part is of the time of the whole"
    cache.of(1, PEOPLE, b"a", "whole", whole)
    assert cache.took() == 0.0
