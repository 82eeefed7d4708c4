"""The result: in one screen, and as files."""

from datetime import timedelta

from flask import Response, render_template
from werkzeug.exceptions import NotFound

from ballot.domain.meeting import WITH_OUTCOME
from ballot.exports import as_csv, as_json, as_xlsx
from ballot.slips import qr
from ballot.usecases.result import download_links
from ballot.usecases.result.download_links import File
from ballot.usecases.result.export_bundle import export_bundle
from ballot.usecases.result.see_result import see_result
from ballot.web import verifier
from ballot.web.access import actor, hall
from ballot.web.files import as_file
from ballot.web.organizer.meeting import figures, meeting_view
from ballot.web.organizer.pages import pages
from ballot.words.language import gettext as _

FORMATS = {
    "csv": (as_csv.write, "text/csv; charset=utf-8"),
    "xlsx": (
        as_xlsx.write,
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    "json": (as_json.write, "application/json"),
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
        shows_count=seen.meeting.state in WITH_OUTCOME,
        missing=max(0, found.required - found.facts.returned.total),
        subjects=subjects,
        satisfaction_name=figures.name_of_satisfaction(seen.scheme),
        total_name=seen.scheme.total.name if seen.scheme.total else None,
        **seen.names(),
    )


@pages.get("/meetings/<number>/result/links")
def give_on(number: str) -> str:
    """A QR code for each file that a phone without an account may fetch now."""
    names = {File.REPORT: _("结果报告单(PDF)"), File.BUNDLE: _("审计包")}
    offered = download_links.offer(hall(), actor(), number)
    return render_template(
        "organizer/result/give_on.html",
        meeting=meeting_view.of(number).meeting,
        minutes=download_links.LIFE // timedelta(minutes=1),
        verify_address=f"{hall().public_url}{verifier.ADDRESS}",
        codes=[(names[file], qr.svg(address), address) for file, address in offered.items()],
    )


@pages.get("/meetings/<number>/result.bundle")
def export_audit(number: str) -> Response:
    """The audit bundle as a file."""
    file = export_bundle(hall(), actor(), number)
    return as_file(file, "application/zip", f"{number}.bundle")


@pages.get("/meetings/<number>/result.<format>")
def export(number: str, format: str) -> Response:
    """The result as a file."""
    if format not in FORMATS:
        raise NotFound
    write, kind = FORMATS[format]
    meeting_view.of(number)
    file = write(see_result(hall(), number))
    return as_file(file, kind, f"{number}.{format}")
