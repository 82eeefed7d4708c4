"""Files of a result for whoever holds a link that has not run out, without a sign-in."""

from flask import Blueprint, Flask, Response

from ballot.printing import printers
from ballot.usecases.forms.print_meeting_form import NOTHING, MeetingForm, print_meeting_form
from ballot.usecases.result import download_links
from ballot.usecases.result.download_links import File
from ballot.usecases.result.export_bundle import export_bundle
from ballot.web.access import hall

bp = Blueprint("files", __name__)


@bp.get("/files/<link>")
def take(link: str) -> Response:
    """The file of a link. Raises DownloadLinkInvalid, and what the making of the file raises."""
    wanted = download_links.follow(hall(), link)
    if wanted.file is File.BUNDLE:
        content = export_bundle(hall(), wanted.actor, wanted.number)
        return as_file(content, "application/zip", f"{wanted.number}.bundle")
    leaf = print_meeting_form(hall(), wanted.actor, wanted.number, MeetingForm.REPORT, NOTHING)
    content = printers.render(leaf, "pdf", hall().now(), hall().library.look())
    kind = printers.KINDS["pdf"].content_type
    return as_file(content, kind, f"{wanted.number}-{MeetingForm.REPORT}.pdf")


def as_file(content: bytes, kind: str, name: str) -> Response:
    """An answer that a browser keeps as a file of this name."""
    answer = Response(content, content_type=kind)
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer


def init_app(app: Flask) -> None:
    """Register the page."""
    app.register_blueprint(bp)
