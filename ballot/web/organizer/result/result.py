"""The result: in one screen, and as files."""

from datetime import timedelta

from flask import Response, render_template
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as Answer

from ballot.domain.acts import Act
from ballot.domain.meeting import WITH_OUTCOME
from ballot.exports import result_as_csv, result_as_json, result_as_xlsx
from ballot.jobs import bundle_file
from ballot.jobs.kinds import BUNDLE_FILE
from ballot.slips import qr
from ballot.usecases.meeting.see_meeting import see_meeting
from ballot.usecases.result import download_links
from ballot.usecases.result.download_links import File
from ballot.usecases.result.hall_screen import see_screen
from ballot.usecases.result.see_result import see_result
from ballot.web import verifier
from ballot.web.access import actor, hall
from ballot.web.files import as_file
from ballot.web.organizer.jobs.giving import give
from ballot.web.organizer.meeting import figures, meeting_view
from ballot.web.organizer.pages import pages
from ballot.words.hall import shortfall
from ballot.words.language import gettext as _

FORMATS = {
    "csv": (result_as_csv.write, "text/csv; charset=utf-8"),
    "xlsx": (
        result_as_xlsx.write,
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    "json": (result_as_json.write, "application/json"),
}


@pages.get("/meetings/<number>/result")
def result(number: str) -> str:
    """Counts, bars, formulas with their clauses, or by how many the quorum was missed."""
    seen = meeting_view.of(number)
    found = see_result(hall(), number)
    subjects = [each for each in map(figures.of_subject, found.subjects) if each]
    return render_template(
        "organizer/result/result.html",
        result=found,
        facts=found.facts,
        shows_count=seen.meeting.state.rehearsed in WITH_OUTCOME,
        short=shortfall.said(max(0, found.required - found.facts.returned.total)),
        subjects=subjects,
        may_score=Act.EDIT in seen.meeting.allowed and not seen.meeting.state.is_rehearsal,
        on_screen=see_screen(hall(), actor(), number).shows_result,
        satisfaction_name=figures.name_of_satisfaction(seen.scheme),
        total_name=seen.scheme.total.name if seen.scheme.total else None,
        **seen.names(),
    )


@pages.get("/meetings/<number>/result/links")
def give_on(number: str) -> str:
    """A QR code for each file that a phone without an account may fetch now."""
    names = {File.REPORT: _("结果报告单（PDF）"), File.BUNDLE: _("审计包")}
    offered = download_links.offer(hall(), actor(), number)
    return render_template(
        "organizer/result/give_on.html",
        meeting=meeting_view.of(number).meeting,
        minutes=download_links.LIFE // timedelta(minutes=1),
        verify_address=f"{hall().public_url}{verifier.ADDRESS}",
        codes=[(names[file], qr.svg(address), address) for file, address in offered.items()],
    )


@pages.get("/meetings/<number>/result.bundle")
def export_audit(number: str) -> Answer:
    """The audit bundle as a file."""
    slips = see_meeting(hall(), actor(), number).slips
    return give(BUNDLE_FILE, bundle_file.told(number), slips)


@pages.get("/meetings/<number>/result.<format>")
def export(number: str, format: str) -> Response:
    """The result as a file."""
    if format not in FORMATS:
        raise NotFound
    write, kind = FORMATS[format]
    meeting_view.of(number)
    file = write(see_result(hall(), number))
    return as_file(file, kind, f"{number}.{format}")
