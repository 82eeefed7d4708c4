"""名单: who stands on the named lists of a ranking, and what that brings in money."""

from collections import defaultdict
from collections.abc import Sequence

from ballot.domain.scheme.consequences import NamedList, Run, has_run, size
from ballot.domain.scheme.grade_rules import TO_DECIDE, WAITING
from ballot.domain.scheme.scheme import Scheme
from ballot.domain.scoring.ranking import Placed, Ranking


def of(scheme: Scheme, ranking: Ranking) -> list[tuple[str, ...]]:
    """The names of the lists of every person, in the order of the ranking.

    A tied set that does not fit whole stays off a list (文件未规定). Lists of another period than
    the scheme's do not count.
    """
    return [
        tuple(_said(each, is_open=is_open(one, found)) for each in found)
        for one, found in zip(ranking.placed, entries(scheme, ranking), strict=True)
    ]


def entries(scheme: Scheme, ranking: Ranking) -> list[tuple[NamedList | Run, ...]]:
    """The same as the lists themselves, and the runs of periods that a person has come to."""
    found: list[list[NamedList | Run]] = [[] for _ in ranking.placed]
    for named in scheme.aftermath.lists_of_period:
        for place in _members(named, ranking):
            found[place].append(named)
    for place, one in enumerate(ranking.placed):
        found[place] += [run for run in scheme.aftermath.runs_of_period if is_run(run, one)]
    return [tuple(each) for each in found]


def _said(each: NamedList | Run, *, is_open: bool) -> str:
    return shown(each, is_open=is_open) if isinstance(each, NamedList) else each.text


def shown(named: NamedList, *, is_open: bool) -> str:
    """The name with what it brings in money: 季度前三名+200元; 待定 where that ``is_open``."""
    if is_open and named.yuan and not named.grade:
        return f"{named.name}（奖罚{TO_DECIDE}）"
    return f"{named.name}{named.yuan:+d}元" if named.yuan else named.name


def is_open(one: Placed, found: Sequence[NamedList | Run]) -> bool:
    """Whether people have to say what money the places of somebody bring him: a review has not
    decided his grade yet, it was changed by hand from the one that they gave him, or both of the
    first and of the last bring it.
    """
    changed = one.decided == TO_DECIDE or one.by_rules not in (one.grade, TO_DECIDE)
    paid = [each for each in found if isinstance(each, NamedList) and each.yuan]
    return changed or is_first_and_last(paid)


def is_first_and_last(found: Sequence[NamedList]) -> bool:
    """Whether lists of the first and lists of the last are among these."""
    of_last = any(each.last or each.last_share for each in found)
    return of_last and any(each.first for each in found)


def is_run(run: Run, one: Placed) -> bool:
    """Whether the grade of somebody makes a run with those of the periods before."""
    return has_run(run, (one.grade, *one.person.earlier))


def _members(named: NamedList, ranking: Ranking) -> list[int]:
    groups: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, one in enumerate(ranking.placed):
        if one.grade != WAITING and one.rank is not None:
            groups[() if named.whole else one.group].append(place)
    return [place for places in groups.values() for place in _of_group(named, ranking, places)]


def _of_group(named: NamedList, ranking: Ranking, places: Sequence[int]) -> list[int]:
    placed = ranking.placed
    if named.grade:
        return [place for place in places if placed[place].grade == named.grade]
    backwards = not named.first
    if named.needs and not (named.first or named.last or named.last_share):
        return [place for place in places if placed[place].person.grounds.get(named.needs)]
    ordered = sorted(places, key=lambda place: _order(placed[place], named), reverse=backwards)
    left = size(named, len(places))
    chosen: list[int] = []
    for tied in _tied(ordered, placed, named):
        if len(tied) > left:
            break
        chosen += tied
        left -= len(tied)
    return [
        place
        for place in chosen
        if not named.needs or placed[place].person.grounds.get(named.needs)
    ]


def _order(one: Placed, named: NamedList) -> tuple[object, ...]:
    """Lowest first is best: by rank in a group; over all groups by the exact total."""
    if named.whole and one.figures.total is not None:
        return (-one.figures.total,)
    return (one.rank,)


def _tied(ordered: Sequence[int], placed: Sequence[Placed], named: NamedList) -> list[list[int]]:
    sets: list[list[int]] = []
    for place in ordered:
        same = sets and _order(placed[sets[-1][0]], named) == _order(placed[place], named)
        if same:
            sets[-1].append(place)
        else:
            sets.append([place])
    return sets
