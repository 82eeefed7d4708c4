"""Rosters: a township's of 210 people in 233 rows, small ones, and one that is in a meeting."""

from collections.abc import Iterable, Sequence

from ballot.domain.access import CONSOLE
from ballot.domain.roster.entries import CATEGORY, ID_TAIL
from ballot.domain.scheme.scheme import NAME, UNIT
from ballot.domain.scoring.assessment import PeopleFile
from ballot.usecases.hall import Hall
from ballot.usecases.roster import bring_in_roster

HEADING = (NAME, UNIT, CATEGORY, ID_TAIL)
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
GIVEN = "伟芳娜敏静丽强磊军洋"
COMMITTEE, PARTY, DELEGATES = "村“两委”成员", "党员", "村民代表"
PERSONS, TWICE = 210, 23
"""People of a township's hall, and how many of them stand in a second category too."""


def rows_of(*people: tuple[str, ...]) -> tuple[dict[str, str], ...]:
    """Rows of (name, unit, category, tail), the last ones left out as one likes."""
    return tuple(
        dict.fromkeys(HEADING, "") | dict(zip(HEADING, each, strict=False)) for each in people
    )


def a_file(rows: Iterable[dict[str, str]], name: str = "名册.csv") -> PeopleFile:
    """The rows as a file that was read."""
    return PeopleFile(name, HEADING, tuple(rows))


def of_township() -> tuple[dict[str, str], ...]:
    """233 rows: 7 of the committee, 60 of the party, 143 delegates, 23 of whom are of the party too
    and stand once more at the end. All names differ."""
    names = [a + b for b in GIVEN for a in SURNAMES] + [a + "小" + GIVEN[0] for a in SURNAMES[:10]]
    kinds = [COMMITTEE] * 7 + [PARTY] * 60 + [DELEGATES] * 143
    first = [(name, "大布村", kind) for name, kind in zip(names, kinds, strict=True)]
    again = [(name, "大布村", PARTY) for name, _, _ in first[67 : 67 + TWICE]]
    return rows_of(*first, *again)


def a_roster(hall: Hall, number: str, people: Sequence[str]) -> None:
    """Give a draft a roster of these names."""
    given = a_file(rows_of(*((name,) for name in people)))
    bring_in_roster.keep(hall, CONSOLE, number, given, ())


def people(count: int) -> list[str]:
    """So many names, all of them different."""
    return [row[NAME] for row in of_township()[:count]]
