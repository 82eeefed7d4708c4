"""The sheet of slips as one file to print: a PDF, or a page that needs nothing from elsewhere."""

from collections.abc import Callable
from typing import BinaryIO

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from ballot import assets
from ballot.cli.console.output import counted
from ballot.domain.access import CONSOLE
from ballot.domain.errors import Fault, NotOneOf
from ballot.domain.meeting import State
from ballot.printing import slip_title
from ballot.printing.pdf import slips
from ballot.slips import slip_pages
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.see_meeting import see_meeting
from ballot.usecases.slips.issue_slips import Issue
from ballot.words import language, terms
from ballot.words.language import gettext


def write_html(hall: Hall, number: str, issue: Issue, file: BinaryIO) -> None:
    """Write the page; the slips are drawn one sheet after another."""
    meeting = see_meeting(hall, CONSOLE, number)
    minted = counted(issue.slips, gettext("正在画二维码"))
    page = _templates().get_template("cli/slips.html")
    parts = page.generate(
        meeting=meeting,
        title=slip_title.pieces(meeting.title, meeting.names),
        rehearsal=meeting.state is State.REHEARSAL,
        class_name=issue.class_name,
        village=terms.listing(meeting.villages),
        pages=slip_pages.pages(hall.public_url, number, minted),
        style=Markup((assets.folder("static") / "print" / "slips.css").read_text("utf-8")),  # noqa: S704 - ours
    )
    file.writelines(part.encode() for part in parts)


def pdf_of(per_page: str) -> Callable[[Hall, str, Issue, BinaryIO], None]:
    """The writer of a PDF with 12 or 21 slips a page. Raises Fault for any other number."""
    allowed = tuple(str(count) for count in slips.LAYOUTS)
    if per_page not in allowed:
        raise Fault(NotOneOf(value=per_page, allowed=allowed), key="--per-page")

    def write(hall: Hall, number: str, issue: Issue, file: BinaryIO) -> None:
        meeting = see_meeting(hall, CONSOLE, number)
        printed = slips.SlipPages(
            title=meeting.title,
            number=number,
            public_url=hall.public_url,
            round=meeting.round,
            class_name=issue.class_name,
            village=terms.listing(meeting.villages),
            rehearsal=meeting.state is State.REHEARSAL,
            names=meeting.names,
            per_page=int(per_page),
        )
        minted = counted(issue.slips, gettext("正在画二维码"))
        file.writelines(slips.render(printed, minted, hall.clock(), hall.library.look()))

    return write


def _templates() -> Environment:
    made = Environment(
        loader=FileSystemLoader(assets.folder("templates")),
        autoescape=True,
        undefined=StrictUndefined,
    )
    made.globals.update(_=gettext, language=language.current)
    return made
