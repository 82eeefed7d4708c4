"""Who of one assessment is who of another: a person is 姓名 + 单位 + 村(社区), or what stood there
before he was corrected.

Whoever changed his village alone is still the same where 姓名 + 单位 stand once in both.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from ballot.domain.scoring.person import Person

Key = tuple[str, ...]
BOTH = 2
"""Once in each."""


def matched(before: Sequence[Person], after: Sequence[Person]) -> dict[int, int]:
    """By place in ``after`` the place in ``before`` of the same person, of those who are in both.
    Nobody is found twice."""
    left = dict(enumerate(before))
    pairs = _match(left, list(enumerate(after)), lambda one: one.key)
    pairs |= _match_former(left, _without(pairs, after))
    return pairs | _match(left, _without(pairs, after), lambda one: (one.name, one.unit))


def _without(pairs: dict[int, int], after: Iterable[Person]) -> list[tuple[int, Person]]:
    return [(at, one) for at, one in enumerate(after) if at not in pairs]


def _match(
    left: dict[int, Person], after: Sequence[tuple[int, Person]], key: Callable[[Person], Key]
) -> dict[int, int]:
    """By the place in ``after`` the one of ``left`` with the same key; those leave ``left``."""
    there = {key(one): at for at, one in left.items()}
    many = Counter(key(one) for one in left.values()) + Counter(key(one) for _, one in after)
    found: dict[int, int] = {}
    for at, one in after:
        if key(one) in there and many[key(one)] == BOTH:
            found[at] = there[key(one)]
            del left[found[at]]
    return found


def _match_former(left: dict[int, Person], after: Sequence[tuple[int, Person]]) -> dict[int, int]:
    """The same by what anybody was called before he was corrected."""
    there = {key: at for at, one in left.items() for key in one.known_as}
    found: dict[int, int] = {}
    for at, one in after:
        was = next((there[key] for key in one.known_as if there.get(key) in left), None)
        if was is not None:
            found[at] = was
            del left[was]
    return found
