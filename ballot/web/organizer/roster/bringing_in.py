"""A roster comes in: a file or pasted lines, the preview with every fault in its cell, who is one
person and who is two, and only then is it saved."""

from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass

from flask import Response, flash, redirect, render_template, request, url_for
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response as Answer
from wtforms import FileField, TextAreaField

from ballot.domain import rows_of_file
from ballot.domain.errors import Fault, Refused
from ballot.domain.grid import Grid
from ballot.domain.roster.entries import CATEGORY, COLUMNS, ID_TAIL
from ballot.domain.scheme.scheme import NAME, UNIT
from ballot.domain.scoring.assessment import PeopleFile
from ballot.domain.scoring.people_rows import numbered
from ballot.exports import people_table
from ballot.intake import people_file
from ballot.jobs import carried_file
from ballot.usecases.meeting.see_meeting import see_meeting
from ballot.usecases.roster import bring_in_roster
from ballot.usecases.roster.bring_in_roster import RosterPreview
from ballot.usecases.roster.see_roster import see_roster
from ballot.web.access import actor, hall
from ballot.web.files import as_file
from ballot.web.forms import PageForm
from ballot.web.organizer.guards import once
from ballot.web.organizer.pages import pages
from ballot.words import reading_notes, refusals
from ballot.words.hall import attendance
from ballot.words.language import gettext as _

FEW = 60
"""So many faulty rows, and so many sound ones, are shown."""
EXAMPLE = "示例"
"""A row that begins so is left out when the form comes back."""
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
View = Answer | str | tuple[str, int]


class GivenRoster(PageForm):
    """A file, or the lines themselves."""

    file = FileField()
    pasted = TextAreaField()

    def content(self) -> tuple[str, bytes]:
        """Its name and its bytes; lines that were pasted are a file without a name of its own."""
        sent = self.file.data
        if isinstance(sent, FileStorage) and sent:
            with closing(sent.stream):
                return sent.filename or "", sent.read()
        return str(_("粘贴的名册")), (self.pasted.data or "").encode()


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row of the preview: its cells, each with what is wrong with it."""

    number: int
    cells: tuple[tuple[str, tuple[str, ...]], ...]


@pages.route("/meetings/<number>/roster/import", methods=["GET", "POST"])
def roster_file(number: str) -> View:
    """Choose a file or paste lines; sent, see what is in it. Nothing is saved here."""
    form = GivenRoster()
    if form.validate_on_submit():
        try:
            return _read(number, people_file.of(*form.content()), {})
        except Refused as error:
            form.file.errors = [refusals.words(fault) for fault in error.faults]
    seen = see_roster(hall(), actor(), number)
    page = _page("import", number, form=form, seen=seen, columns=tuple(COLUMNS))
    return (page, 422) if form.is_submitted() else page


@pages.post("/meetings/<number>/roster/import/columns")
def roster_columns(number: str) -> View:
    """Which column of the file is meant by one of ours; then the preview."""
    grid = carried_file.unpack_grid(request.form.get("grid", ""))
    chosen = {each: request.form[name] for name, each in _fields() if name in request.form}
    return _read(number, grid, chosen)


@pages.post("/meetings/<number>/roster/import/save")
@once
def roster_saved(number: str) -> View:
    """Save what the preview showed, as soon as every double entry was looked at."""
    given = carried_file.unpack(request.form.get("rows", ""))
    seen = bring_in_roster.preview(hall(), actor(), number, given)
    try:
        count = bring_in_roster.keep(hall(), actor(), number, given, _ones(seen))
    except Refused as error:
        for fault in error.faults[:FEW]:
            flash(refusals.words(fault), "stop")
        page = _preview(number, given)
        return page if isinstance(page, tuple) else (page, 422)
    flash(_("名册已保存：应参加 %(n)s 人。", n=count), "good")
    return redirect(url_for("organizer.roster", number=number), 303)


@pages.get("/meetings/<number>/roster/template.xlsx")
def roster_template(number: str) -> Response:
    """The empty form, with the categories to choose from."""
    allowed = see_roster(hall(), actor(), number).allowed
    example = {NAME: EXAMPLE, UNIT: "", CATEGORY: (*allowed, "")[0], ID_TAIL: ""}
    choices = {CATEGORY: allowed} if allowed else {}
    content = people_table.blank(str(_("名册")), tuple(COLUMNS), (example,), choices, {})
    return as_file(content, XLSX, "roster.xlsx")


def _ones(seen: RosterPreview) -> set[int] | None:
    """The double entries that are one person; None where one was not looked at."""
    said = {each.row: request.form.get(f"row-{each.row}", "") for each in seen.doubles}
    if not all(word in ("one", "apart") for word in said.values()):
        return None
    if said and "looked" not in request.form:
        return None
    return {row for row, word in said.items() if word == "one"}


def _fields() -> Iterable[tuple[str, str]]:
    """Under which name the form asks for each column of ours."""
    return ((f"column-{place}", ours) for place, ours in enumerate(COLUMNS))


def _read(number: str, grid: Grid, chosen: Mapping[str, str]) -> View:
    """The preview of a file, or first the question which of its columns are meant."""
    reading = rows_of_file.read(grid, COLUMNS, chosen)
    if reading.is_open:
        names = {ours: name for name, ours in _fields()}
        asked = [(names[each.ours], each) for each in reading.questions]
        packed = carried_file.pack_grid(grid)
        return _page("columns", number, asked=asked, grid=packed, file=grid.file)
    return _preview(number, reading.given)


def _preview(number: str, given: PeopleFile) -> str | tuple[str, int]:
    seen = bring_in_roster.preview(hall(), actor(), number, given)
    faulty = {fault.row for fault in seen.faults if fault.row is not None}
    rows = list(numbered(given.rows, given.first_row))
    wrong = [_shown(given, at, row, seen.faults) for at, row in rows if at in faulty]
    sound = [_shown(given, at, row, ()) for at, row in rows if at not in faulty]
    page = _page(
        "preview",
        number,
        given=given,
        seen=seen,
        heading=given.heading,
        wrong=wrong[:FEW],
        sound=sound[:FEW],
        more=len(wrong[FEW:]) if wrong else len(sound[FEW:]),
        of_file=[refusals.words(fault) for fault in seen.faults if fault.row is None],
        told=reading_notes.sentences(given.notes),
        judged=attendance.judged(seen.judged),
        why={each.row: attendance.why(each) for each in seen.doubles},
        rows="" if seen.faults else carried_file.pack(given),
        form=GivenRoster(formdata=None),
    )
    return (page, 422) if seen.faults else page


def _shown(
    given: PeopleFile, number: int, row: Mapping[str, str], faults: Iterable[Fault]
) -> ShownRow:
    said: dict[str, list[str]] = {name: [] for name in given.heading}
    here = [fault for fault in faults if fault.row == number]
    for fault in here:
        column = fault.column if fault.column in said else NAME
        said[column or NAME].append(refusals.words(fault.error))
    return ShownRow(number, tuple((row.get(name, ""), tuple(said[name])) for name in given.heading))


def _page(name: str, number: str, **names: object) -> str:
    meeting = see_meeting(hall(), actor(), number)
    return render_template(f"organizer/roster/{name}.html", meeting=meeting, **names)
