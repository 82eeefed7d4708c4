"""The score sheet of a person, a section a page, and what is brought in where there is no sheet."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from flask import request
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from ballot.domain import rounding
from ballot.domain.errors import Fault, Missing, NotOneOf, Refused
from ballot.domain.scheme.sheet_rules import Rule
from ballot.domain.scoring import sheet_entry
from ballot.domain.scoring.sheet_entry import NOT_APPLICABLE, Side
from ballot.domain.written_number import typed
from ballot.usecases.assessment.enter_sheet import enter_sheet
from ballot.usecases.assessment.enter_values import enter_values
from ballot.usecases.assessment.see_assessment import see_assessment
from ballot.usecases.assessment.see_sheet import SheetView, see_sheet
from ballot.usecases.assessment.see_values import ValuesView, see_values
from ballot.web import drafts
from ballot.web.access import actor, hall
from ballot.web.drafts import Shown
from ballot.web.organizer.assessment.overview import group_name
from ballot.web.organizer.assessment.page_head import back, head, show
from ballot.web.organizer.assessment.people import sheet_fields
from ballot.web.organizer.guards import guarded
from ballot.web.organizer.pages import pages
from ballot.words import refusals
from ballot.words.language import gettext as _


@dataclass(frozen=True, slots=True)
class SheetFaults:
    """What was wrong, by the field beside which it stands; ``top`` stands above the page."""

    beside: dict[str, str]
    top: tuple[str, ...]


NOTHING = SheetFaults({}, ())


@pages.get("/assessments/<int:id>/scores")
def assessment_scores(id: int) -> str:
    """Everybody with what he has of each item, and the way to his sheet."""
    found, view = head(id), see_assessment(hall(), actor(), id)
    only = request.args.get("state", "")
    return show(
        "people/scores",
        found,
        "scores",
        view=view,
        shown=[each for each in view.people if only != "unscored" or None in each.items],
        only=only,
        names=[item.name for item in found.scheme.items if item.ballot is None],
        has_sheet=any(item.sheet for item in found.scheme.items),
        unscored=sum(1 for each in view.people if None in each.items),
        group_name=group_name,
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
    rules = [each.rule for line in view.sections[part - 1].lines for each in line.rules]
    sent, then = request.form.to_dict(), request.form.get("then", "")
    drafts.compare(_fields(view, part), sheet_fields.sent_fields(rules, sent))
    try:
        enter_sheet(
            hall(),
            actor(),
            id,
            person,
            sheet_fields.read(rules, sent),
            months=typed(sent["months"]) if "months" in sent else None,
            change=sent.get("change", ""),
            done=then == "done",
        )
    except Refused as error:
        return _sheet(view, part, _said(error.faults, rules), sent), 422
    if then == "next" and part < len(view.sections):
        return back("sheet", _("已保存。"), id=id, person=person, part=part + 1)
    said = _("已保存,得分已计入考核。") if then == "done" else _("已保存。")
    return back("sheet", said, id=id, person=person, part=part)


def _fields(view: SheetView, part: int) -> list[Shown]:
    """The fields of a section as they are kept."""
    seen = [each for line in view.sections[part - 1].lines for each in line.rules]
    months = [sheet_fields.months_of(view.months)] if part == 1 else []
    return [*months, *sheet_fields.of((each.rule, each.typed) for each in seen)]


def _said(faults: list[Fault], rules: list[Rule]) -> SheetFaults:
    """Faults beside the fields of this page; what lies on another page is told above."""
    here = {rule.no: rule for rule in rules}
    parts = {side.value: part for part, side in sheet_fields.SIDES.items()}
    beside: dict[str, str] = {}
    top: list[str] = []
    for fault in faults:
        words = refusals.words(fault.error)
        if fault.key in ("change", "months"):
            beside[fault.key] = words
        elif fault.column in here and isinstance(fault.error, Missing):
            beside[sheet_fields.name("why", here[fault.column])] = _("这一项要写明依据。")
        elif fault.column in here and here[fault.column].required_by and _is_nothing(fault):
            column = here[fault.column].required_by
            said = _("这个人的“%(column)s”还没有填:请用人员名单补上。", column=column)
            beside[sheet_fields.name(parts.get(fault.key or "", "why"), here[fault.column])] = said
        elif fault.column in here:
            beside[sheet_fields.name(parts.get(fault.key or "", "why"), here[fault.column])] = words
        else:
            top.append(refusals.words(Fault(fault.error, column=fault.column)))
    return SheetFaults(beside, tuple(top))


def _is_nothing(fault: Fault) -> bool:
    """Whether a column of the person is empty on which a required count depends."""
    return isinstance(fault.error, NotOneOf) and not fault.error.value


def _sheet(
    view: SheetView, part: int, said: SheetFaults, sent: dict[str, str] | None = None
) -> str:
    return show(
        "people/sheet",
        head(view.assessment),
        "scores",
        view=view,
        part=part,
        section=view.sections[part - 1],
        is_last=part == len(view.sections),
        said=said,
        sent=sent,
        Side=Side,
        field=sheet_fields.name,
        kinds=sheet_entry.kinds,
        not_applicable=NOT_APPLICABLE,
        points=_points,
        stamp=drafts.hidden_stamp(_fields(view, part)),
        doubles=[rule for _voucher, rules in view.vouchers_twice for rule in rules],
    )


def _points(value: Fraction | None) -> str:
    """Signed points as the sheet has them; a line where there are none."""
    return "—" if value is None else rounding.plain(value)


@pages.route("/assessments/<int:id>/people/<int:person>/values", methods=["GET", "POST"])
@guarded
def values(id: int, person: int) -> Response | str | tuple[str, int]:
    """The items that are brought in, each in its borders, and everything that was entered."""
    view = see_values(hall(), actor(), id, person)
    if request.method == "GET":
        return _values(view, {}, {})
    fields = {column.name: f"value.{column.name}" for column in view.columns}
    sent = {name: typed(request.form[key]) for name, key in fields.items() if key in request.form}
    change = request.form.get("change", "")
    drafts.compare(_shown(view, view.values), _shown(view, sent))
    try:
        enter_values(hall(), actor(), id, person, sent, change)
    except Refused as error:
        said = {each.key or each.column or "": refusals.words(each.error) for each in error.faults}
        return _values(view, sent | {"change": change}, said), 422
    return back("values", _("已保存。"), id=id, person=person)


def _shown(view: ValuesView, texts: Mapping[str, str]) -> list[Shown]:
    """The fields of the items with these texts in them."""
    names = [column.name for column in view.columns]
    return [Shown(f"value.{name}", name, " ".join(texts.get(name, "").split())) for name in names]


def _values(view: ValuesView, sent: dict[str, str], said: dict[str, str]) -> str:
    names = [column.name for column in view.columns]
    top = [words for name, words in said.items() if name not in (*names, "change")]
    return show(
        "people/values",
        head(view.assessment),
        "scores",
        view=view,
        sent=sent,
        said=said,
        top=top,
        stamp=drafts.hidden_stamp(_shown(view, view.values)),
    )
