"""What a 公示 shows of people: names and grades; points and ranks only where the policy says so.

A 公示 of the result shows what was decided. One of a step shows the columns of that step, which are
public before anything is decided (半年等次, 市直机关工委 四(二)3); ``of`` names them.

Who has left his post was not assessed: no policy publishes that, and he stands on no 公示.
"""

from collections.abc import Mapping, Sequence

from ballot.domain.scheme import columns
from ballot.domain.scheme.grade_rules import LEFT, NOT_DUE, WAITING
from ballot.domain.scheme.scheme import NAME, UNIT, VILLAGE, Scheme
from ballot.domain.scoring.ranking import Placed, Ranking, is_graded

Row = Mapping[str, str]
Columns = tuple[str, ...]
RESULT: Columns = ()
"""What a 公示 is of that shows ranks and grades."""
NOT_GIVEN = "未评定"
"""In a column that a step publishes, of somebody who has nothing in it yet."""


def lines(
    scheme: Scheme, ranking: Ranking, rows: Sequence[Row], of: Columns = RESULT
) -> list[list[str]]:
    """The heading and a line a person, group by group.

    In a group people stand by their grades, and within a grade as they were brought in: the order
    tells no rank that is not published.
    """
    names = heading(scheme, of, rows)
    there = _in_post(ranking, rows)
    if of:
        pairs = sorted(there, key=lambda pair: pair[0].group)
        return [list(names), *[_of_step(one, row, names, of) for one, row in pairs]]
    order = [each.name for each in scheme.placing.grades]
    places = sorted(range(len(there)), key=lambda at: _key(scheme, there[at][0], order, at))
    return [list(names), *[_line(*there[place], names) for place in places]]


def lacking(ranking: Ranking, rows: Sequence[Row], of: Columns = RESULT) -> tuple[str, ...]:
    """The names of those in post of whom a 公示 would say that there is nothing to say yet."""
    pairs = zip(ranking.placed, rows, strict=True)
    return tuple(
        one.person.name
        for one, row in pairs
        if (one.grade == WAITING and not of) or (one.grade != LEFT and not _has(row, of))
    )


def stands(
    said: Sequence[Sequence[str]], ranking: Ranking, rows: Sequence[Row], of: Columns = RESULT
) -> bool:
    """Whether a notice that said these lines, its heading first, would say the same of everybody
    today, in whatever order. One of a step says nothing of those who have no value of the step."""
    names, *told = said
    there = _in_post(ranking, rows)
    if of:
        lines = [_of_step(one, row, names, of) for one, row in there if _has(row, of)]
        return all(line in told for line in lines)
    now = [_line(one, row, names) for one, row in there]
    return sorted(list(line) for line in told if LEFT not in line) == sorted(now)


def _in_post(ranking: Ranking, rows: Sequence[Row]) -> list[tuple[Placed, Row]]:
    """Everybody but those who have left; notices that hung before named these too."""
    pairs = zip(ranking.placed, rows, strict=True)
    return [(one, row) for one, row in pairs if one.grade != LEFT]


def heading(scheme: Scheme, of: Columns = RESULT, rows: Sequence[Row] = ()) -> tuple[str, ...]:
    """The columns: who it is, the group, and what is published. 单位 and 村 stand there wherever
    they are known of anybody: by them two of one name are told apart."""
    groups = [column.name for column in scheme.group_columns]
    who = [name for name in scheme.person.columns if name not in groups]
    known = [name for name in (UNIT, VILLAGE) if any(row.get(name) for row in rows)]
    grouped = [columns.GROUP] if scheme.placing.group_by else []
    return (*dict.fromkeys([*(who or [NAME]), *known]), *grouped, *(of or _published(scheme)))


def _published(scheme: Scheme) -> list[str]:
    notice = scheme.aftermath.notice
    shows_scores = notice is not None and notice.scores
    ranks = [columns.RANK] if shows_scores or not is_graded(scheme) else []
    grade = [columns.GRADE] if is_graded(scheme) else []
    return [*([scheme.total.name] if shows_scores else []), *ranks, *grade]


def _key(
    scheme: Scheme, one: Placed, order: Sequence[str], place: int
) -> tuple[tuple[str, ...], int, int]:
    behind = NOT_DUE.index(one.grade) + 1 if one.grade in NOT_DUE else 0
    if columns.RANK in _published(scheme):
        return (one.group, one.rank if one.rank is not None else 10**9 + behind, place)
    if one.grade in order:
        return (one.group, order.index(one.grade), place)
    return (one.group, len(order) + behind, place)


def _has(row: Row, of: Columns) -> bool:
    return all(row.get(name) for name in of)


def _of_step(one: Placed, row: Row, names: Sequence[str], of: Columns) -> list[str]:
    empty = dict.fromkeys(of, NOT_GIVEN)
    said = {name: text for name, text in row.items() if text}
    return _line(one, empty | said, names)


def _line(one: Placed, row: Row, names: Sequence[str]) -> list[str]:
    said = {
        columns.GROUP: one.group_name,
        columns.RANK: "" if one.rank is None else str(one.rank),
        columns.GRADE: one.grade,
    }
    cells = dict(row) | said
    return [cells.get(name, "") for name in names]
