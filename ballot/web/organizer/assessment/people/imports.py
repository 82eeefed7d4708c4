"""Files coming in: people, scores, meetings. First the preview with every fault in its cell."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace

from flask import Response, flash, request
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as Answer

from ballot.domain import rows_of_file
from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.errors import (
    ChangedMeanwhile,
    Fault,
    Refused,
    ReviewUnderWay,
)
from ballot.domain.grid import Grid
from ballot.domain.scheme.columns import ColumnRole
from ballot.domain.scheme.scheme import KEY_COLUMNS, NAME, UNIT, VILLAGE
from ballot.domain.scoring.assessment import PeopleFile
from ballot.exports import people_table
from ballot.intake import people_file
from ballot.usecases.assessment.look_at_assessment import Head
from ballot.usecases.assessment.people import bring_in_people, people_rows
from ballot.usecases.assessment.people.bring_in_people import Brought
from ballot.usecases.assessment.people.remembered_columns import remembered_columns
from ballot.usecases.assessment.see_assessment import see_assessment
from ballot.usecases.hall import Hall
from ballot.usecases.meeting import start_from_file
from ballot.usecases.meeting.start_meetings import see_unmet
from ballot.web.access import actor, hall
from ballot.web.drafts import ends
from ballot.web.files import as_file
from ballot.web.organizer.assessment.forms import Sent
from ballot.web.organizer.assessment.page_head import back, head, head_for, openness, show
from ballot.web.organizer.assessment.people import blank_forms, carried_file, previews
from ballot.web.organizer.guards import once
from ballot.web.organizer.pages import pages
from ballot.words import missing_glyphs, refusals
from ballot.words.language import Sentence, lazy_gettext
from ballot.words.language import gettext as _

FEW = 20
"""So many people are named of whom something is still asked."""

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Preview = Callable[[Hall, Actor, int, PeopleFile], bring_in_people.Preview]
Keep = Callable[[Hall, Actor, int, PeopleFile], Brought | int]


@dataclass(frozen=True)
class Kind:
    """What a file may bring in, and where the person goes then."""

    name: str
    title: Sentence
    tab: Sentence
    """What the tab of its empty form is called."""
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
            lazy_gettext("人员名单"),
            Act.EDIT,
            lambda h, a, id, given: bring_in_people.preview(h, a, id, given, adding=True),
            bring_in_people.add_people,
            "assessment_people",
        ),
        Kind(
            "scores",
            lazy_gettext("导入得分"),
            lazy_gettext("得分"),
            Act.EDIT,
            lambda h, a, id, given: bring_in_people.preview(h, a, id, given, adding=False),
            bring_in_people.enter_scores,
            "assessment_scores",
        ),
        Kind(
            "meetings",
            lazy_gettext("成批建立测评会"),
            lazy_gettext("测评会"),
            Act.CREATE,
            lambda h, a, id, given: bring_in_people.Preview(
                start_from_file.preview_meetings(h, a, id, given)
            ),
            start_from_file.start_from_file,
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
    found, now = head_for(id, kind.act), openness(id)
    if not now.stopped and form.validate_on_submit():
        try:
            return _read(found, kind, _grid(form), {})
        except Refused as error:
            form.file.errors = [refusals.words(fault) for fault in error.faults]
    names = {"columns": _columns(found, kind), "asked": _asked(id, kind), "now": now}
    page = show("people/import", found, _tab(kind), kind=kind, form=form, **names)
    return (page, 409 if now.stopped else 422) if form.is_submitted() else page


@pages.post("/assessments/<int:id>/import/<what>/columns")
def choose_columns(id: int, what: str) -> Answer | str | tuple[str, int]:
    """Which column of the file is meant by one of ours; then the preview."""
    kind = _kind(what)
    found = head_for(id, kind.act)
    grid = carried_file.unpack_grid(request.form.get("grid", ""))
    return _read(found, kind, grid, _chosen(_wanted(found, kind)))


@pages.post("/assessments/<int:id>/import/<what>/save")
@once
def save_file(id: int, what: str) -> Answer | str | tuple[str, int]:
    """Save what the preview showed; looked at again, for meanwhile something may have changed."""
    kind = _kind(what)
    found = head_for(id, kind.act)
    carried = carried_file.unpack(request.form.get("rows", ""))
    given = replace(
        carried,
        distinct="distinct" in request.form,
        confirm_beyond="confirm_beyond" in request.form,
        agreed="agreed" in request.form,
    )
    ends()
    if previews.is_overtaken(kind.preview(hall(), actor(), id, carried)):
        return _again(found, kind, given)
    try:
        count = kind.keep(hall(), actor(), id, given)
    except ChangedMeanwhile:
        return _again(found, kind, given)
    except (Refused, ReviewUnderWay):
        return _preview(found, kind, given)
    return back(kind.then, _said(kind, count), id=id)


def _again(found: Head, kind: Kind, given: PeopleFile) -> Answer | str | tuple[str, int]:
    """The preview as it is now: what it showed before has been changed by others."""
    flash(_("预览之后有人改过这次考核：请再核对一遍，再保存。什么也没有保存。"), "warn")
    page = _preview(found, kind, given)
    return page if isinstance(page, tuple) else (page, 409)


@pages.get("/assessments/<int:id>/template/<what>.xlsx")
def template(id: int, what: str) -> Response:
    """The empty form: the columns of the scheme, and the people where they are known already."""
    kind, found = _kind(what), head(id)
    names, scheme = _columns(found, kind), found.scheme
    known = _known(id, kind) or (blank_forms.example_of(scheme, names),)
    choices = {**blank_forms.choices_of(scheme), **start_from_file.CHOICES}
    content = people_table.blank(str(kind.tab), names, known, choices)
    return as_file(content, XLSX, f"{kind.name}.xlsx")


def _known(id: int, kind: Kind) -> Sequence[Mapping[str, str]]:
    """The rows that the empty form has already: nobody has to type a name twice."""
    if kind.name == "meetings":
        gaps = see_unmet(hall(), actor(), id).gaps
        return [start_from_file.row_of(each) for each in gaps]
    if kind.name == "people":
        return ()
    people = see_assessment(hall(), actor(), id).people
    return [{NAME: each.name, UNIT: each.unit, VILLAGE: each.village} for each in people]


def _asked(id: int, kind: Kind) -> list[str]:
    """What the ranking will still ask for of the people whose meetings are started."""
    if kind.name != "meetings":
        return []
    return list(see_unmet(hall(), actor(), id).asked.values())[:FEW]


def _grid(form: Sent) -> Grid:
    sent = form.file.data
    with closing(sent.stream):
        return people_file.of(sent.filename or "", sent.read())


def _chosen(wanted: Mapping[str, bool]) -> dict[str, str]:
    """What the form says of columns: ours, and that of the file; empty: it has none."""
    names = _fields(wanted)
    return {ours: request.form[name] for ours, name in names.items() if name in request.form}


def _fields(wanted: Mapping[str, bool]) -> dict[str, str]:
    """Under which name the form asks for each column of ours."""
    return {ours: f"column-{place}" for place, ours in enumerate(wanted)}


def _read(found: Head, kind: Kind, grid: Grid, choices: Mapping[str, str]) -> str | tuple[str, int]:
    """The preview of a file, or first the question which of its columns are meant."""
    wanted = _wanted(found, kind)
    remembered = remembered_columns(hall(), actor(), found.id, kind.act)
    reading = rows_of_file.read(grid, wanted, choices, remembered)
    if not reading.questions:
        return _preview(found, kind, reading.given)
    return show(
        "people/columns",
        found,
        _tab(kind),
        kind=kind,
        file=grid.file,
        asked=[(_fields(wanted)[each.ours], each) for each in reading.questions],
        grid=carried_file.pack_grid(grid),
    )


def _preview(found: Head, kind: Kind, given: PeopleFile) -> str | tuple[str, int]:
    previewed = kind.preview(hall(), actor(), found.id, given)
    faults = previewed.faults
    seen = previews.of(given, previewed)
    if faults:
        flash(_("文件里有 %(n)s 处要改。什么也没有保存。", n=len(faults)), "stop")
    elif previewed.asked and request.endpoint == "organizer.save_file":
        flash(_("有要核对的,请先核对。什么也没有保存。"), "stop")
    page = show(
        "people/preview",
        found,
        _tab(kind),
        kind=kind,
        seen=seen,
        unprinted=missing_glyphs.remarks(bring_in_people.lacking(hall(), given)),
        form=Sent(formdata=None),
        doubts=_words(previewed.doubts),
        beyond=_words(previewed.beyond),
        odd=_words(previewed.odd),
        rows="" if faults else carried_file.pack(given),
        stamp=previews.stamp(previewed),
    )
    return (page, 422) if faults else page


def _words(faults: Sequence[Fault]) -> list[str]:
    return [refusals.words(replace(fault, file=None)) for fault in faults]


def _wanted(found: Head, kind: Kind) -> dict[str, bool]:
    if kind.name == "meetings":
        units = see_unmet(hall(), actor(), found.id).units
        return start_from_file.wanted(found.scheme, units)
    return people_rows.wanted(found.scheme, adding=kind.name == "people")


def _columns(found: Head, kind: Kind) -> tuple[str, ...]:
    if kind.name == "meetings":
        units = see_unmet(hall(), actor(), found.id).units
        return start_from_file.columns_of(found.scheme, units)
    others = (
        column.name
        for column in people_rows.columns_of(found.scheme, adding=kind.name == "people")
        if column.needed or (column.role is ColumnRole.ADJUSTMENT and not column.of_period)
    )
    return tuple(dict.fromkeys((*KEY_COLUMNS, *others)))


def _tab(kind: Kind) -> str:
    return {"people": "people", "scores": "scores", "meetings": "overview"}[kind.name]


def _said(kind: Kind, count: Brought | int) -> str:
    if not isinstance(count, Brought):
        said: str = _("已建立 %(n)s 场测评会。", n=count)
        return said
    numbers = {"n": count.count, "a": count.new, "b": count.changed, "c": count.same}
    brought: str = _("已导入 %(n)s 人:新增 %(a)s,有变动 %(b)s,相同 %(c)s。", **numbers)
    return brought
