"""Two periods held side by side: whose place, grade and total changed, who is new, who is gone."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from ballot.domain.scheme.consequences import Run, has_run
from ballot.domain.scheme.grade_rules import TO_DECIDE
from ballot.domain.scoring.ranking import Placed

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a person stood in a period; ``grade`` is 审定等次, ``proposed`` 建议等次."""

    group: tuple[str, ...]
    rank: int | None
    grade: str
    total: Fraction | None
    proposed: str

    @property
    def said(self) -> str:
        """The grade in one cell: the decided one, until then the proposed, named as such."""
        return f"{self.proposed}(建议)" if self.grade == TO_DECIDE else self.grade


@dataclass(frozen=True, slots=True)
class Compared:
    """A person in both periods; None where he was in one alone. ``runs`` is what follows from the
    same grade in periods one after another."""

    name: str
    unit: str
    village: str
    before: Stand | None
    after: Stand | None
    runs: tuple[str, ...] = ()

    @property
    def climbed(self) -> int | None:
        """Places gained (positive) or lost; None where either period has no place."""
        ranks = [stand.rank if stand else None for stand in (self.before, self.after)]
        return None if ranks[0] is None or ranks[1] is None else ranks[0] - ranks[1]

    @property
    def gained(self) -> Fraction | None:
        """Points gained or lost; None where either period has no total."""
        totals = [stand.total if stand else None for stand in (self.before, self.after)]
        return None if totals[0] is None or totals[1] is None else totals[1] - totals[0]


def compare(
    before: Sequence[Placed], after: Sequence[Placed], runs: Sequence[Run] = ()
) -> tuple[Compared, ...]:
    """Everybody of the later period in its order, then those who are in it no more.

    A person is 姓名 + 单位 + 村(社区), or what stood there before he was corrected; whoever changed
    his village alone is still the same where 姓名 + 单位 stand once in both periods.
    """
    left = dict(enumerate(before))
    pairs = _match(left, list(enumerate(after)), lambda one: one.person.key)
    pairs |= _match_former(left, [(at, one) for at, one in enumerate(after) if at not in pairs])
    rest = [(at, one) for at, one in enumerate(after) if at not in pairs]
    pairs |= _match(left, rest, lambda one: (one.person.name, one.person.unit))
    found = [_compared(one, pairs.get(at), one, runs) for at, one in enumerate(after)]
    return (*found, *(_compared(one, one, None, runs) for one in left.values()))


def _match(
    left: dict[int, Placed], after: Sequence[tuple[int, Placed]], key: Callable[[Placed], Key]
) -> dict[int, Placed]:
    """By the place in ``after`` the one of ``left`` with the same key; those leave ``left``."""
    there = {key(one): at for at, one in left.items()}
    many = Counter(key(one) for one in left.values()) + Counter(key(one) for _, one in after)
    found: dict[int, Placed] = {}
    for at, one in after:
        if key(one) in there and many[key(one)] == BOTH:
            found[at] = left.pop(there[key(one)])
    return found


def _match_former(
    left: dict[int, Placed], after: Sequence[tuple[int, Placed]]
) -> dict[int, Placed]:
    """The same by what anybody was called before he was corrected."""
    there = {key: at for at, one in left.items() for key in one.person.known_as}
    found: dict[int, Placed] = {}
    for at, one in after:
        was = next((there[key] for key in one.person.known_as if there.get(key) in left), None)
        if was is not None:
            found[at] = left.pop(was)
    return found


BOTH = 2
"""Once in each period."""


def _compared(
    latest: Placed, before: Placed | None, after: Placed | None, runs: Sequence[Run]
) -> Compared:
    person = latest.person
    grades = () if before is None or after is None else (after.grade, before.grade)
    return Compared(
        name=person.name,
        unit=person.unit,
        village=person.village,
        before=_stand(before),
        after=_stand(after),
        runs=tuple(run.text for run in runs if has_run(run, grades)),
    )


def _stand(one: Placed | None) -> Stand | None:
    if one is None:
        return None
    grade = one.grade if one.decided is None else one.decided
    return Stand(one.group, one.rank, grade, one.figures.total, one.by_rules)
