"""The ranking: made by one button, seen by groups, every place with its reasons, kept as files."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import flash, redirect, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as Answer

from ballot.domain import rounding
from ballot.domain.errors import AssessmentConcluded, NotAuthorised, Refused
from ballot.domain.scheme import columns
from ballot.domain.scheme.scheme import Scheme
from ballot.domain.scoring.ranking import Placed
from ballot.jobs import kinds, ranked, ranking_file
from ballot.usecases.assessment import list_rankings
from ballot.usecases.assessment.people.count_people import count_people
from ballot.usecases.assessment.rank_assessment import rank_assessment
from ballot.usecases.assessment.see_ranking import RankingView, see_ranking
from ballot.web import searched_lists
from ballot.web.access import actor, hall
from ballot.web.converters import asked_number
from ballot.web.organizer.assessment.overview import MOST, group_name
from ballot.web.organizer.assessment.page_head import back, head, show
from ballot.web.organizer.assessment.ranking import charts, reasons
from ballot.web.organizer.jobs.giving import begin, give, is_beside
from ballot.web.organizer.pages import pages
from ballot.web.searched_lists import ListAsked
from ballot.words import doubts, refusals
from ballot.words.language import gettext as _

LAST_RANKINGS = 20
"""So many of the newest are linked to."""


@dataclass(frozen=True, slots=True)
class RankedPerson:
    """A person in the ranking; ``place`` is where he stands in the snapshot, from 0."""

    place: int
    placed: Placed
    total: str
    figures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RankedGroup:
    """A group of ``people`` in the order of its ranks, as far as it is on the page; those 待测评
    stand last."""

    name: str
    people: int
    rows: tuple[RankedPerson, ...]
    grades: tuple[tuple[str, int], ...]


@pages.post("/assessments/<int:id>/rank")
def rank(id: int) -> Answer:
    """Rank and keep the ranking; what does not fit the scheme is told on the overview."""
    if is_beside() and count_people(hall(), actor(), id) >= kinds.MANY:
        return begin(kinds.RANKED, ranked.told(id))
    try:
        rank_assessment(hall(), actor(), id)
    except Refused as error:
        flash(_("还不能排名：有 %(n)s 处要先改正。", n=len(error.faults)), "stop")
        return redirect(url_for("organizer.assessment", id=id), 303)
    except (NotAuthorised, AssessmentConcluded) as error:
        flash(refusals.words(error), "stop")
        return redirect(url_for("organizer.review", id=id), 303)
    return back("ranking", ranked.is_kept(), id=id)


@pages.get("/assessments/<int:id>/ranking")
def ranking(id: int) -> str:
    """The newest ranking, or the one that the history names."""
    found = head(id)
    history = list_rankings.list_rankings(hall(), actor(), id)
    if not history:
        return show("ranking/unranked", found, "ranking")
    asked = searched_lists.asked("group", "ranking")
    view = see_ranking(hall(), actor(), id, request.args.get("ranking", type=asked_number))
    part = searched_lists.part(_sought(view, asked), asked)
    names = [group_name(each.group) for each in view.spreads]
    stands = view.is_current and view.is_newest and not view.is_concluded
    return show(
        "ranking/ranking",
        found,
        "ranking",
        view=view,
        history=history[:LAST_RANKINGS],
        rankings=len(history),
        has_history=len(history) > 1,
        groups=_groups(view, part.rows),
        part=part,
        asked=asked,
        names=names,
        figures=_figures(view.scheme),
        leads_on=stands and not view.scored.provisional,
        has_groups=len(names) > 1,
        doubts=[doubts.words(each) for each in view.scored.doubts[:MOST]],
        more_doubts=max(0, len(view.scored.doubts) - MOST),
        formats=ranking_file.FORMATS,
        waiting=sum(1 for each in view.scored.ranking.placed if each.rank is None),
    )


def _sought(view: RankingView, asked: ListAsked) -> Sequence[int]:
    """The places that are asked for, group by group in the order of the ranks."""
    if not asked.has_narrowed:
        return view.order
    group, placed = asked.also["group"], view.scored.ranking.placed
    groups = {each.group for each in view.spreads if group in ("", group_name(each.group))}
    return [
        place
        for place in view.order
        if placed[place].group in groups
        and asked.says(
            placed[place].person.name, placed[place].person.unit, placed[place].person.village
        )
    ]


def _groups(view: RankingView, places: Sequence[int]) -> list[RankedGroup]:
    by_group: dict[tuple[str, ...], list[RankedPerson]] = {}
    for place in places:
        one = view.scored.ranking.placed[place]
        shown = (*reasons.figures_of(view.scheme, one), *_changes(view, place))
        row = RankedPerson(place, one, _text(one), shown)
        by_group.setdefault(one.group, []).append(row)
    order = [grade.name for grade in view.scheme.placing.grades]
    return [
        RankedGroup(
            group_name(each.group),
            each.people,
            tuple(by_group[each.group]),
            tuple(sorted(each.grades, key=lambda pair: _at(order, pair[0]))),
        )
        for each in view.spreads
        if each.group in by_group
    ]


def _figures(scheme: Scheme) -> tuple[str, ...]:
    """The headings of all that makes a total: the items, and what is added to it or taken off."""
    return (*(item.name for item in scheme.items), *_changed(scheme))


def _changed(scheme: Scheme) -> tuple[str, ...]:
    is_changed = columns.is_changed(scheme, scheme.total.name)
    return (columns.changes_column(scheme),) if is_changed else ()


def _changes(view: RankingView, place: int) -> tuple[str, ...]:
    row = view.scored.rows[place]
    return tuple(row.get(name) or "—" for name in _changed(view.scheme))


def _at(order: list[str], grade: str) -> int:
    """Where a grade stands in the scheme; what is none of it stands last."""
    return order.index(grade) if grade in order else len(order)


def _text(one: Placed) -> str:
    return "—" if one.figures.total is None else rounding.shown(one.figures.total)


@pages.get("/assessments/<int:id>/ranking/<int:number>/why/<int:place>")
def why(id: int, number: int, place: int) -> str:
    """Everything about one person's place: inputs, formula, clause, who was barred or moved up."""
    found, view = head(id), see_ranking(hall(), actor(), id, number)
    if place >= len(view.scored.ranking.placed):
        raise NotFound
    seen = reasons.of(view, place)
    return show("ranking/why", found, "ranking", view=view, seen=seen, group_name=group_name)


@pages.get("/assessments/<int:id>/ranking/<int:number>/groups")
def compare_groups(id: int, number: int) -> str:
    """The groups held against each other, as bars and as a table."""
    found, view = head(id), see_ranking(hall(), actor(), id, number)
    bars = charts.bars(view.scheme, view.spreads)
    return show(
        "ranking/groups",
        found,
        "ranking",
        view=view,
        bars=bars,
        legend=charts.legend(bars),
        group_name=group_name,
    )


@pages.get("/assessments/<int:id>/ranking/<int:number>/file.<format>")
def export_ranking(id: int, number: int, format: str) -> Answer:
    """The ranking as a file."""
    if format not in ranking_file.FORMATS:
        raise NotFound
    people = list_rankings.count_placed(hall(), actor(), id, number)
    return give(kinds.RANKING_FILE, ranking_file.told(id, number, format), people)
