"""Files coming in: people, scores, meetings. First the preview with every fault in its cell."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass

from flask import Response, flash, request
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as Answer

from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.errors import Fault, Refused
from ballot.domain.scheme.columns import ColumnRole
from ballot.domain.scheme.scheme import NAME, UNIT, VILLAGE
from ballot.domain.scoring.assessment import PeopleFile
from ballot.exports import people_table
from ballot.intake import people_file
from ballot.usecases.assessment import bring_in_people, people_rows
from ballot.usecases.assessment.look_at_assessment import Head
from ballot.usecases.assessment.see_assessment import see_assessment
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.start_from_file import (
    columns_of,
    preview_meetings,
    row_of,
    start_from_file,
)
from ballot.usecases.meeting.start_meetings import see_unmet
from ballot.web.access import actor, hall
from ballot.web.files import as_file
from ballot.web.organizer.assessment.forms import Sent
from ballot.web.organizer.assessment.page_head import back, head, head_for, show
from ballot.web.organizer.assessment.people import carried_file, previews
from ballot.web.organizer.pages import pages
from ballot.words import refusals
from ballot.words.language import Sentence, lazy_gettext
from ballot.words.language import gettext as _

FEW = 20
"""So many people are named of whom something is still asked."""

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Preview = Callable[[Hall, Actor, int, PeopleFile], tuple[Fault, ...]]
Keep = Callable[[Hall, Actor, int, PeopleFile], int]


@dataclass(frozen=True)
class Kind:
    """What a file may bring in, and where the person goes then."""

    name: str
    title: Sentence
    act: Act
    preview: Preview
    keep: Keep
    then: str


KINDS = {
    kind.name: kind
    for kind in (
        Kind(
            "people",
            lazy_gettext("导入人员名单"),
            Act.EDIT,
            lambda h, a, id, given: bring_in_people.preview(h, a, id, given, adding=True),
            bring_in_people.add_people,
            "assessment_people",
        ),
        Kind(
            "scores",
            lazy_gettext("导入得分"),
            Act.EDIT,
            lambda h, a, id, given: bring_in_people.preview(h, a, id, given, adding=False),
            bring_in_people.enter_scores,
            "assessment_scores",
        ),
        Kind(
            "meetings",
            lazy_gettext("成批建立测评会"),
            Act.CREATE,
            preview_meetings,
            start_from_file,
            "assessment",
        ),
    )
}


def _kind(name: str) -> Kind:
    if name not in KINDS:
        raise NotFound
    return KINDS[name]


@pages.route("/assessments/<int:id>/import/<what>", methods=["GET", "POST"])
def import_file(id: int, what: str) -> Response | str | tuple[str, int]:
    """Choose a file; sent, see what is in it. Nothing is saved here."""
    kind, form = _kind(what), Sent()
    found = head_for(id, kind.act)
    if form.validate_on_submit():
        try:
            given = _given(form)
            return _preview(found, kind, given)
        except Refused as error:
            form.file.errors = [refusals.words(fault) for fault in error.faults]
    names = {"columns": _columns(found, kind), "asked": _asked(id, kind)}
    page = show("people/import", found, _tab(kind), kind=kind, form=form, **names)
    return (page, 422) if form.is_submitted() else page


@pages.post("/assessments/<int:id>/import/<what>/save")
def save_file(id: int, what: str) -> Answer | str | tuple[str, int]:
    """Save what the preview showed; looked at again, for meanwhile something may have changed."""
    kind = _kind(what)
    found = head_for(id, kind.act)
    given = carried_file.unpack(request.form.get("rows", ""))
    try:
        count = kind.keep(hall(), actor(), id, given)
    except Refused:
        return _preview(found, kind, given)
    return back(kind.then, _said(kind, count), id=id)


@pages.get("/assessments/<int:id>/template/<what>.xlsx")
def template(id: int, what: str) -> Response:
    """The empty form: the columns of the scheme, and the people where they are known already."""
    kind, found = _kind(what), head(id)
    content = people_table.write("form.xlsx", _columns(found, kind), _known(id, kind))
    return as_file(content, XLSX, f"{kind.name}.xlsx")


def _known(id: int, kind: Kind) -> Sequence[Mapping[str, str]]:
    """The rows that the empty form has already: nobody has to type a name twice."""
    if kind.name == "meetings":
        gaps = see_unmet(hall(), actor(), id).gaps
        return [row_of(each) for each in gaps]
    if kind.name == "people":
        return ()
    people = see_assessment(hall(), actor(), id).people
    return [{NAME: each.name, UNIT: each.unit, VILLAGE: each.village} for each in people]


def _asked(id: int, kind: Kind) -> list[str]:
    """What the ranking will still ask for of the people whose meetings are started."""
    if kind.name != "meetings":
        return []
    return list(see_unmet(hall(), actor(), id).asked.values())[:FEW]


def _given(form: Sent) -> PeopleFile:
    sent = form.file.data
    with closing(sent.stream):
        heading, rows = people_file.of(sent.filename or "", sent.read())
    return PeopleFile(sent.filename or "", heading, tuple(rows))


def _preview(found: Head, kind: Kind, given: PeopleFile) -> str | tuple[str, int]:
    faults = kind.preview(hall(), actor(), found.id, given)
    seen = previews.of(given, faults)
    if faults:
        flash(_("文件里有 %(n)s 处要改。什么也没有保存。", n=len(faults)), "stop")
    page = show(
        "people/preview",
        found,
        _tab(kind),
        kind=kind,
        seen=seen,
        form=Sent(formdata=None),
        rows="" if faults else carried_file.pack(given),
    )
    return (page, 422) if faults else page


def _columns(found: Head, kind: Kind) -> tuple[str, ...]:
    if kind.name == "meetings":
        units = see_unmet(hall(), actor(), found.id).units
        return columns_of(found.scheme, units)
    adding = kind.name == "people"
    return tuple(
        column.name
        for column in people_rows.columns_of(found.scheme, adding=adding)
        if column.needed
        or column.role is ColumnRole.ADJUSTMENT
        or column.name in found.scheme.person.key
    )


def _tab(kind: Kind) -> str:
    return {"people": "people", "scores": "scores", "meetings": "overview"}[kind.name]


def _said(kind: Kind, count: int) -> str:
    if kind.name == "meetings":
        said: str = _("已建立 %(n)s 场测评会。", n=count)
        return said
    brought: str = _("已导入 %(n)s 人。", n=count)
    return brought
