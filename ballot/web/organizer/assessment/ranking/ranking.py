"""The ranking: made by one button, seen by groups, every place with its reasons, kept as files."""

from dataclasses import dataclass

from flask import Response, flash, redirect, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as Answer

from ballot.domain import rounding
from ballot.domain.errors import AssessmentConcluded, NotAuthorised, Refused
from ballot.domain.scheme.scheme import Scheme
from ballot.domain.scoring import groups_compared
from ballot.domain.scoring.ranking import Placed
from ballot.domain.scoring.score import Scored
from ballot.usecases.assessment.list_rankings import list_rankings
from ballot.usecases.assessment.rank_assessment import rank_assessment
from ballot.usecases.assessment.see_ranking import see_ranking
from ballot.web.access import actor, hall
from ballot.web.files import as_file
from ballot.web.organizer.assessment.overview import group_name
from ballot.web.organizer.assessment.page_head import back, head, show
from ballot.web.organizer.assessment.ranking import charts, downloads, reasons
from ballot.web.organizer.pages import pages
from ballot.words import doubts, refusals
from ballot.words.language import gettext as _

LAST = 10**9
"""The place of those who have none: after all others."""


@dataclass(frozen=True, slots=True)
class RankedPerson:
    """A person in the ranking; ``place`` is where he stands in the snapshot, from 0."""

    place: int
    placed: Placed
    total: str
    figures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RankedGroup:
    """A group in the order of its ranks; those 待测评 stand last."""

    name: str
    rows: tuple[RankedPerson, ...]
    grades: tuple[tuple[str, int], ...]


@pages.post("/assessments/<int:id>/rank")
def rank(id: int) -> Answer:
    """Rank and keep the ranking; what does not fit the scheme is told on the overview."""
    try:
        rank_assessment(hall(), actor(), id)
    except Refused as error:
        flash(_("还不能排名:有 %(n)s 处要先改正。", n=len(error.faults)), "stop")
        return redirect(url_for("organizer.assessment", id=id), 303)
    except (NotAuthorised, AssessmentConcluded) as error:
        flash(refusals.words(error), "stop")
        return redirect(url_for("organizer.review", id=id), 303)
    return back("ranking", _("已排名定档,这一次的结果已存档。"), id=id)


@pages.get("/assessments/<int:id>/ranking")
def ranking(id: int) -> str:
    """The newest ranking, or the one that the history names."""
    found = head(id)
    history = list_rankings(hall(), actor(), id)
    if not history:
        return show("ranking/unranked", found, "ranking")
    asked = request.args.get("ranking", type=int)
    view = see_ranking(hall(), actor(), id, asked)
    groups = _groups(view.scheme, view.scored)
    return show(
        "ranking/ranking",
        found,
        "ranking",
        view=view,
        history=history,
        has_history=len(history) > 1,
        groups=groups,
        has_groups=len(groups) > 1,
        doubts=[doubts.words(each) for each in view.scored.doubts],
        formats=downloads.FORMATS,
        waiting=sum(1 for each in view.scored.ranking.placed if each.rank is None),
    )


def _groups(scheme: Scheme, scored: Scored) -> list[RankedGroup]:
    by_group: dict[tuple[str, ...], list[RankedPerson]] = {}
    for place, one in enumerate(scored.ranking.placed):
        row = RankedPerson(place, one, _text(one), reasons.figures_of(scheme, one))
        by_group.setdefault(one.group, []).append(row)
    order = [grade.name for grade in scheme.placing.grades]
    counts = {
        each.group: tuple(sorted(each.grades, key=lambda pair: _at(order, pair[0])))
        for each in groups_compared.of(scored.ranking.placed)
    }
    return [
        RankedGroup(
            group_name(group),
            tuple(sorted(rows, key=lambda row: (row.placed.rank or LAST, row.place))),
            counts[group],
        )
        for group, rows in sorted(by_group.items())
    ]


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
    bars = charts.bars(view.scheme, groups_compared.of(view.scored.ranking.placed))
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
def export_ranking(id: int, number: int, format: str) -> Response:
    """The ranking as a file."""
    if format not in downloads.FORMATS:
        raise NotFound
    view = see_ranking(hall(), actor(), id, number)
    content, kind = downloads.write(view, format, hall().now(), hall().library.look())
    return as_file(content, kind, f"ranking-{id}-{number}.{format}")
