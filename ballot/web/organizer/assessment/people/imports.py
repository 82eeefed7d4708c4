"""Files coming in: people, scores, meetings. First the preview with every fault in its cell."""

from collections.abc import Mapping, Sequence
from contextlib import closing

from flask import Response, flash, make_response, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as Answer

from ballot.domain.errors import (
    ChangedMeanwhile,
    Refused,
    ReviewUnderWay,
)
from ballot.domain.grid import Grid
from ballot.domain.scheme.scheme import NAME, UNIT, VILLAGE
from ballot.domain.scoring.assessment import PeopleFile
from ballot.exports import people_table
from ballot.intake import people_file
from ballot.jobs import carried_file, file_saved, incoming, previews, rows_started
from ballot.jobs.incoming import INCOMING, Incoming
from ballot.jobs.rows_started import RowsStarted
from ballot.usecases.assessment.look_at_assessment import Head
from ballot.usecases.assessment.people import bring_in_people
from ballot.usecases.assessment.see_assessment import see_assessment
from ballot.usecases.jobs.task import tell_nobody
from ballot.usecases.meeting import meeting_rows
from ballot.usecases.meeting.start_from_file import Started
from ballot.usecases.meeting.start_meeting import see_unmet
from ballot.usecases.meeting.usual_custody import usual_custody
from ballot.web import drafts
from ballot.web.access import actor, hall
from ballot.web.drafts import ends
from ballot.web.files import as_file
from ballot.web.organizer.assessment.forms import Sent
from ballot.web.organizer.assessment.page_head import back, head, head_for, openness, show
from ballot.web.organizer.assessment.people import blank_forms, long_files
from ballot.web.organizer.guards import once
from ballot.web.organizer.jobs import giving
from ballot.web.organizer.pages import pages
from ballot.words import refusals
from ballot.words.language import gettext as _

FEW = 20
"""So many people are named of whom something is still asked."""

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _kind(name: str) -> Incoming:
    if name not in INCOMING:
        raise NotFound
    return INCOMING[name]


@pages.route("/assessments/<int:id>/import/<what>", methods=["GET", "POST"])
def import_file(id: int, what: str) -> Answer | str | tuple[str, int]:
    """Choose a file; sent, see what is in it. Nothing is saved here."""
    kind, form = _kind(what), Sent()
    found, now = head_for(id, kind.act), openness(id)
    if not now.stopped and form.validate_on_submit():
        name, content = _sent(form)
        is_long = giving.is_beside() and len(content) >= incoming.LARGE
        try:
            if is_long and people_file.is_workbook(content):
                return long_files.begin_reading(id, what, name, content)
            grid = people_file.of(name, content)
            if is_long:  # the lines of a text are read quickly, and one made to hold us is refused
                return long_files.begin_reading(id, what, name, content)
            return _read(found, kind, grid, {})
        except Refused as error:
            form.file.errors = [refusals.words(fault) for fault in error.faults]
    names = {
        "columns": blank_forms.headings(found, kind.name),
        "asked": _asked(id, kind),
        "now": now,
    }
    names["told"] = blank_forms.told(found, kind.name)
    page = show("people/import", found, _tab(kind), kind=kind, form=form, **names)
    return (page, 409 if now.stopped else 422) if form.is_submitted() else page


@pages.post("/assessments/<int:id>/import/<what>/columns")
def choose_columns(id: int, what: str) -> Answer | str | tuple[str, int]:
    """Which column of the file is meant by one of ours; then the preview."""
    kind = _kind(what)
    found = head_for(id, kind.act)
    chosen = _chosen(_wanted(found, kind))
    if long_files.job():
        return long_files.read_again(id, what, chosen)
    grid = carried_file.unpack_grid(request.form.get("grid", ""))
    return _read(found, kind, grid, chosen)


@pages.post("/assessments/<int:id>/import/meetings/rest")
def look_at_rest(id: int) -> Answer | str | tuple[str, int]:
    """The preview of the rows of which no meeting was made, by themselves."""
    kind = _kind("meetings")
    found = head_for(id, kind.act)
    return _preview(found, kind, carried_file.unpack(request.form.get("rows", "")))


@pages.get("/assessments/<int:id>/import/meetings/started/<int:job>")
def started_meetings(id: int, job: int) -> str:
    """Of which rows of a long file no meeting was made, and why."""
    kind = _kind("meetings")
    return _failed(head_for(id, kind.act), kind, long_files.started(id, job))


@pages.get("/assessments/<int:id>/import/<what>/seen/<int:job>")
def seen_file(id: int, what: str, job: int) -> str | tuple[str, int]:
    """A long file, as it was read beside the pages."""
    kind = _kind(what)
    found, names = head_for(id, kind.act), dict(long_files.seen(id, what, job).page)
    if "asked" in names:
        fields = _fields(_wanted(found, kind))
        names["asked"] = [(fields[each["ours"]], each) for each in names["asked"]]
        return show("people/columns", found, _tab(kind), kind=kind, job=job, **names)
    faults = names["seen"]["faults"]
    rows = "" if faults and not names.get("rest") else str(job)
    names |= {"form": Sent(formdata=None), "rows": rows, "job": job}
    page = show("people/preview", found, _tab(kind), kind=kind, **names)
    return (page, 422) if faults else page


@pages.post("/assessments/<int:id>/import/<what>/save")
@once
def save_file(id: int, what: str) -> Answer | str | tuple[str, int]:
    """Save what the preview showed; looked at again, for meanwhile something may have changed."""
    kind = _kind(what)
    found, ticks = head_for(id, kind.act), {tick: tick in request.form for tick in file_saved.TICKS}
    if long_files.job():
        return long_files.save(id, what, ticks)
    carried = carried_file.unpack(request.form.get("rows", ""))
    given = file_saved.ticked(carried, ticks)
    ends()
    previewed = kind.preview(hall(), actor(), id, carried)
    if _is_overtaken(previewed):
        return _again(found, kind, given)
    is_saved = kind.is_by_row or not previewed.faults
    if giving.is_beside() and len(given.rows) >= kind.long and is_saved:
        return long_files.save_rows(id, what, carried, previews.digest(previewed), ticks)
    try:
        count = kind.keep(hall(), actor(), id, given, tell_nobody)
    except ChangedMeanwhile:
        return _again(found, kind, given)
    except (Refused, ReviewUnderWay):
        return _preview(found, kind, given)
    view, asks = long_files.THEN[what]
    if isinstance(count, Started) and count.failed:
        answer = make_response(_failed(found, kind, rows_started.of(given, count)))
        answer.content_location = url_for("organizer.meetings", assessment=id)
        return answer
    return back(view, incoming.said(count), **{asks: id})


def _again(found: Head, kind: Incoming, given: PeopleFile) -> Answer | str | tuple[str, int]:
    """The preview as it is now: what it showed before has been changed by others."""
    flash(_("预览之后有人改过这次考核：请再核对一遍，再保存。什么也没有保存。"), "warn")
    page = _preview(found, kind, given)
    return page if isinstance(page, tuple) else (page, 409)


@pages.get("/assessments/<int:id>/template/<what>.xlsx")
def template(id: int, what: str) -> Response:
    """The empty form: the columns of the scheme, and the people where they are known already."""
    kind, found = _kind(what), head(id)
    names, scheme = blank_forms.columns_of(found, kind.name), found.scheme
    known = _known(id, kind) or (blank_forms.example_of(scheme, names),)
    choices = {**blank_forms.choices_of(scheme), **meeting_rows.CHOICES}
    headings = blank_forms.headings_of(scheme)
    content = people_table.blank(str(kind.tab), names, known, choices, headings)
    return as_file(content, XLSX, f"{kind.name}.xlsx")


def _known(id: int, kind: Incoming) -> Sequence[Mapping[str, str]]:
    """The rows that the empty form has already: nobody has to type a name twice."""
    if kind.name == "meetings":
        gaps = see_unmet(hall(), actor(), id).gaps
        usual = usual_custody(hall(), actor(), id).custody
        return [meeting_rows.row_of(each, usual) for each in gaps]
    if kind.name == "people":
        return ()
    people = see_assessment(hall(), actor(), id).people
    return [{NAME: each.name, UNIT: each.unit, VILLAGE: each.village} for each in people]


def _asked(id: int, kind: Incoming) -> list[str]:
    """What the ranking will still ask for of the people whose meetings are started."""
    if kind.name != "meetings":
        return []
    return list(see_unmet(hall(), actor(), id).asked.values())[:FEW]


def _sent(form: Sent) -> tuple[str, bytes]:
    sent = form.file.data
    with closing(sent.stream):
        return sent.filename or "", sent.read()


def _chosen(wanted: Mapping[str, bool]) -> dict[str, str]:
    """What the form says of columns: ours, and that of the file; empty: it has none."""
    names = _fields(wanted)
    return {ours: request.form[name] for ours, name in names.items() if name in request.form}


def _fields(wanted: Mapping[str, bool]) -> dict[str, str]:
    """Under which name the form asks for each column of ours."""
    return {ours: f"column-{place}" for place, ours in enumerate(wanted)}


def _read(
    found: Head, kind: Incoming, grid: Grid, choices: Mapping[str, str]
) -> str | tuple[str, int]:
    """The preview of a file, or first the question which of its columns are meant."""
    reading = incoming.read(hall(), actor(), found, kind, grid, choices)
    if not reading.questions:
        return _preview(found, kind, reading.given)
    return show(
        "people/columns",
        found,
        _tab(kind),
        kind=kind,
        file=grid.file,
        asked=[(_fields(_wanted(found, kind))[each.ours], each) for each in reading.questions],
        grid=carried_file.pack_grid(grid),
        job=0,
    )


def _preview(found: Head, kind: Incoming, given: PeopleFile) -> str | tuple[str, int]:
    previewed = kind.preview(hall(), actor(), found.id, given)
    faults, names = previewed.faults, previews.page(hall(), kind, given, previewed)
    if faults:
        flash(_("文件里有 %(n)s 处要改。什么也没有保存。", n=len(faults)), "stop")
    elif previewed.asked and request.endpoint == "organizer.save_file":
        flash(_("有要核对的，请先核对。什么也没有保存。"), "stop")
    page = show(
        "people/preview",
        found,
        _tab(kind),
        kind=kind,
        form=Sent(formdata=None),
        rows="" if faults and not names.get("rest") else carried_file.pack(given),
        job=0,
        stamp=drafts.hidden(drafts.stamp(_told(previewed))),
        **names,
    )
    return (page, 422) if faults else page


def _failed(found: Head, kind: Incoming, outcome: RowsStarted) -> str:
    return show("people/started", found, _tab(kind), kind=kind, outcome=outcome)


def _told(previewed: bring_in_people.Preview) -> list[drafts.Shown]:
    return [drafts.Shown("", "", previews.told(previewed))]


def _is_overtaken(previewed: bring_in_people.Preview) -> bool:
    """Whether the preview that the form was sent from showed other changes than these; if not, the
    act that follows rests on them."""
    try:
        drafts.compare(_told(previewed), [])
    except drafts.Overtaken:
        return True
    return False


def _wanted(found: Head, kind: Incoming) -> dict[str, bool]:
    return incoming.wanted(hall(), actor(), found, kind)


def _tab(kind: Incoming) -> str:
    return {"people": "people", "scores": "scores", "meetings": "overview"}[kind.name]
