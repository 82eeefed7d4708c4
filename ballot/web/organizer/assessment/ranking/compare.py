"""This assessment held against the one before it, or against another one that is chosen."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import request

from ballot.domain import rounding
from ballot.domain.errors import NotRanked, Refused
from ballot.domain.scoring.periods_compared import Compared, Stand
from ballot.usecases.assessment.list_assessments import list_comparable
from ballot.usecases.review.compare_periods import LAST, compare_periods
from ballot.web import searched_lists
from ballot.web.access import actor, hall
from ballot.web.converters import asked_number
from ballot.web.organizer.assessment.overview import group_name
from ballot.web.organizer.assessment.page_head import head, show
from ballot.web.organizer.assessment.ranking import charts
from ballot.web.organizer.pages import pages
from ballot.web.searched_lists import ListAsked
from ballot.words import refusals
from ballot.words.language import gettext as _


@dataclass(frozen=True, slots=True)
class ComparedPerson:
    """A person in both periods; a text is a line where there is nothing."""

    name: str
    unit: str
    village: str
    before: tuple[str, str, str]
    after: tuple[str, str, str]
    climbed: str
    gained: str
    runs: tuple[str, ...]
    shift: charts.Shift | None


@pages.get("/assessments/<int:id>/compare")
def compare(id: int) -> str | tuple[str, int]:
    """Place, grade and total of both periods, by group; whoever stood in one alone too."""
    found, chosen = head(id), request.args.get("with", type=asked_number)
    others = list_comparable(hall(), actor(), id)
    names: dict[str, Any] = {"others": others, "chosen": chosen or (found.previous or (None,))[0]}
    try:
        seen = compare_periods(hall(), actor(), id, chosen)
    except (Refused, NotRanked) as error:
        said = refusals.words(error) if isinstance(error, NotRanked) or chosen else ""
        page = show("ranking/compare", found, "ranking", seen=None, said=said, **names)
        return (page, 422) if said else page
    asked = searched_lists.asked("with")
    order = seen.order
    if asked.words:
        order = tuple(at for at in order if _is_sought(seen.people[at], asked))
    part = searched_lists.part(order, asked)
    groups = _groups([seen.people[at] for at in part.rows])
    return show(
        "ranking/compare",
        found,
        "ranking",
        seen=seen,
        groups=groups,
        part=part,
        asked=asked,
        **names,
    )


def _is_sought(one: Compared, asked: ListAsked) -> bool:
    return asked.says(one.name, one.unit, one.village)


_Group = tuple[str, list[ComparedPerson], list[ComparedPerson]]


def _groups(people: Sequence[Compared]) -> list[_Group]:
    """By group, in the order of the present ranks; those who are gone stand last. Beside the rows
    of a group those of them that have a total in both periods."""
    gone: str = _("本期不在")
    by_group: dict[str, list[tuple[int, ComparedPerson]]] = {}
    lines = charts.shifts(people)
    for place, one in enumerate(people):
        name = gone if one.after is None else group_name(one.after.group)
        rank = LAST if one.after is None else one.after.rank or LAST
        by_group.setdefault(name, []).append((rank, _row(one, lines.get(place))))
    ordered = sorted(by_group.items(), key=lambda pair: (pair[0] == gone, pair[0]))
    ranked = [(name, [row for _rank, row in sorted(rows, key=_rank_of)]) for name, rows in ordered]
    return [(name, rows, [row for row in rows if row.shift]) for name, rows in ranked]


def _rank_of(pair: tuple[int, ComparedPerson]) -> int:
    return pair[0]


def _row(one: Compared, shift: charts.Shift | None) -> ComparedPerson:
    return ComparedPerson(
        name=one.name,
        unit=one.unit,
        village=one.village,
        before=_stand(one.before),
        after=_stand(one.after),
        climbed=_climbed(one.climbed),
        gained="" if one.gained is None else _signed(rounding.shown(one.gained)),
        runs=one.runs,
        shift=shift,
    )


def _stand(stand: Stand | None) -> tuple[str, str, str]:
    if stand is None:
        return ("—", "—", "—")
    rank = "—" if stand.rank is None else str(stand.rank)
    total = "—" if stand.total is None else rounding.shown(stand.total)
    return (rank, stand.said, total)


def _climbed(places: int | None) -> str:
    if places is None:
        return ""
    if places == 0:
        return "="
    said: str = _("升 %(n)s 位", n=places) if places > 0 else _("降 %(n)s 位", n=-places)
    return said


def _signed(text: str) -> str:
    return text if text.startswith("-") else f"+{text}"
