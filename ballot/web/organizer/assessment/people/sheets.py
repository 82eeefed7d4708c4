"""The score sheet of a person, a section a page; and the list of everybody's."""

from dataclasses import replace
from fractions import Fraction

from flask import request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from ballot.domain import rounding
from ballot.domain.errors import Refused
from ballot.domain.scheme.sheet_rules import SheetLine
from ballot.domain.scoring import sheet_entry
from ballot.domain.scoring.sheet_entry import NOT_APPLICABLE, Side
from ballot.domain.written_number import typed
from ballot.usecases.assessment.enter_sheet import enter_sheet
from ballot.usecases.assessment.see_assessment import see_assessment
from ballot.usecases.assessment.see_sheet import SheetView, see_sheet
from ballot.web import drafts, searched_lists
from ballot.web.access import actor, hall
from ballot.web.drafts import Shown
from ballot.web.organizer.assessment.overview import fits
from ballot.web.organizer.assessment.page_head import back, head, openness, show
from ballot.web.organizer.assessment.people import (
    rating_fields,
    sheet_faults,
    sheet_fields,
    sheet_reckoning,
)
from ballot.web.organizer.assessment.people.sheet_faults import NOTHING, SheetFaults
from ballot.web.organizer.guards import guarded
from ballot.web.organizer.pages import pages
from ballot.words.language import gettext as _


@pages.get("/assessments/<int:id>/scores")
def assessment_scores(id: int) -> str:
    """Everybody with what he has of each item, and the way to his sheet."""
    found, view = head(id), see_assessment(hall(), actor(), id)
    asked = searched_lists.asked("state")
    shown = [each for each in view.people if fits(each, "", asked)]
    return show(
        "people/scores",
        found,
        "scores",
        view=view,
        part=searched_lists.part(shown, asked),
        asked=asked,
        names=[item.name for item in found.scheme.items if item.ballot is None],
        has_sheet=any(item.sheet for item in found.scheme.items),
        unscored=view.unscored,
        now=openness(id),
    )


@pages.route("/assessments/<int:id>/people/<int:person>/sheet/<int:part>", methods=["GET", "POST"])
@guarded
def sheet(id: int, person: int, part: int) -> Response | str | tuple[str, int]:
    """A section of the sheet; sent, it is checked with the whole sheet, kept and reckoned."""
    view = see_sheet(hall(), actor(), id, person)
    if not 1 <= part <= len(view.sections):
        raise NotFound
    if request.method == "GET":
        return _sheet(view, part, NOTHING)
    sent = request.form.to_dict()
    drafts.compare(_fields(view, part), sheet_fields.sent_fields(_lines(view, part), sent))
    try:
        _enter(view, part, sent)
    except Refused as error:
        said = sheet_faults.of(view, error.faults, part, lambda to: _address(view, to))
        return _sheet(view, part, said, sent), 422
    return _onward(view, part, sent.get("then", ""))


def _lines(view: SheetView, part: int) -> list[SheetLine]:
    return [each.line for each in view.sections[part - 1].lines]


def _fields(view: SheetView, part: int) -> list[Shown]:
    """The fields of a section as they are kept."""
    months = [sheet_fields.months_of(view.months)] if part == 1 else []
    return [*months, *sheet_fields.of(view.sections[part - 1].lines)]


def _enter(view: SheetView, part: int, sent: dict[str, str]) -> None:
    enter_sheet(
        hall(),
        actor(),
        view.assessment,
        view.person.id,
        sheet_fields.read(_lines(view, part), sent),
        months=typed(sent["months"]) if "months" in sent else None,
        change=sent.get("change", ""),
        done=sent.get("then") == "done",
        confirm_beyond=sheet_faults.BEYOND in sent,
        replace_given=sheet_faults.REPLACE in sent,
    )


def _onward(view: SheetView, part: int, then: str) -> Response:
    """To the next section, the same section of the next person, or where it was saved."""
    said, person, to = _("已保存。"), view.person.id, part
    if then == "done":
        said = _("已保存，得分已计入考核。")
    elif then == "next" and part < len(view.sections):
        to = part + 1
    elif then == "after" and view.after is not None:
        said, person = _("%(name)s的已保存。", name=view.person.name), view.after.id
    return back("sheet", said, id=view.assessment, person=person, part=to)


def _address(view: SheetView, part: int) -> str:
    return url_for("organizer.sheet", id=view.assessment, person=view.person.id, part=part)


def _sheet(
    view: SheetView, part: int, said: SheetFaults, sent: dict[str, str] | None = None
) -> str:
    now = openness(view.assessment)
    return show(
        "people/sheet",
        head(view.assessment),
        "scores",
        now=now,
        view=replace(view, may_edit=view.may_edit and not now.stopped),
        part=part,
        section=view.sections[part - 1],
        is_last=part == len(view.sections),
        said=said,
        problems=said.problems,
        sent=sent,
        Side=Side,
        field=sheet_fields.name,
        kinds=sheet_entry.kinds,
        not_applicable=NOT_APPLICABLE,
        points=_points,
        ratings=rating_fields,
        reckoning=sheet_reckoning,
        stamp=drafts.hidden_stamp(_fields(view, part)),
        doubles=[rule for _voucher, rules in view.vouchers_twice for rule in rules],
    )


def _points(value: Fraction | None) -> str:
    """Points as the sheet has them; a line where there are none."""
    return "—" if value is None else rounding.plain(value)
