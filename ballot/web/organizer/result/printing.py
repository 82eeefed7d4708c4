"""打印: every form of a meeting and of an assessment, to be kept as a file."""

from flask import Response, flash, redirect, render_template, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as Answer

from ballot.domain.errors import BallotError
from ballot.jobs import assessment_form
from ballot.jobs.kinds import ASSESSMENT_FORM
from ballot.printing import printers
from ballot.printing.leaf import Leaf
from ballot.usecases.assessment.people.count_people import count_people
from ballot.usecases.forms.print_assessment_form import forms_of, not_yet
from ballot.usecases.forms.print_meeting_form import (
    NOTHING,
    MeetingForm,
    Network,
    print_meeting_form,
)
from ballot.web.access import actor, hall
from ballot.web.files import as_file
from ballot.web.forms import Filled, NotLong, PageForm, Text
from ballot.web.organizer.assessment import page_head
from ballot.web.organizer.jobs.giving import give
from ballot.web.organizer.meeting import meeting_view
from ballot.web.organizer.pages import pages
from ballot.words import form_titles, refusals
from ballot.words.language import gettext as _


class NetworkForm(PageForm):
    """The network of the hall, for its poster; it is printed and kept nowhere."""

    network = Text(validators=[Filled(lambda: _("请写无线网的名称。")), NotLong(32)])
    password = Text(validators=[NotLong(63)])


@pages.route("/meetings/<number>/print", methods=["GET", "POST"])
def print_meeting(number: str) -> str | Answer:
    """All forms of a meeting; the poster of the network once its name is typed."""
    form = NetworkForm()
    if form.validate_on_submit():
        network = Network(form.network.data, form.password.data or "")
        leaf = print_meeting_form(hall(), actor(), number, MeetingForm.WIFI, network)
        return _file(leaf, "pdf", f"{number}-{MeetingForm.WIFI.value}")
    titles = [(name, title) for name, title in form_titles.of_meeting() if name != MeetingForm.WIFI]
    return render_template(
        "organizer/result/papers.html",
        form=form,
        papers=titles,
        kinds=tuple(printers.KINDS),
        **meeting_view.of(number).names(),
    )


@pages.get("/meetings/<number>/print/<paper>.<kind>")
def print_meeting_file(number: str, paper: str, kind: str) -> Answer:
    """A form of a meeting as a file; one that is to be opened, by a browser that prints it."""
    if paper not in list(MeetingForm) or paper == MeetingForm.WIFI:
        raise NotFound
    leaf = print_meeting_form(hall(), actor(), number, MeetingForm(paper), NOTHING)
    answer = _file(leaf, kind, f"{number}-{paper}")
    if kind == "pdf" and "open" in request.args:
        answer.headers.set("Content-Disposition", "inline", filename=f"{number}-{paper}.pdf")
    return answer


@pages.get("/assessments/<int:id>/print")
def print_assessment(id: int) -> str:
    """All forms of an assessment under its policy."""
    found = page_head.head(id)
    there = forms_of(found.scheme)
    return page_head.show(
        "papers",
        found,
        "print",
        papers=there,
        waits={name: refusals.words(error) for name, error in not_yet(hall(), actor(), id).items()},
        personal=[each for each in there if each.personal],
        kinds=tuple(printers.KINDS),
    )


@pages.get("/assessments/<int:id>/print/person")
def print_of_person(id: int) -> Answer:
    """A personal form of the person who was named."""
    return _of_assessment(id, request.args.get("paper", ""), "pdf", request.args.get("person", ""))


@pages.get("/assessments/<int:id>/print/<paper>.<kind>")
def print_assessment_file(id: int, paper: str, kind: str) -> Answer:
    """A form of an assessment as a file, a personal one of everybody."""
    return _of_assessment(id, paper, kind)


def _of_assessment(id: int, paper: str, kind: str, person: str = "") -> Answer:
    """The file, or back to the page that says why there is none."""
    if kind not in printers.KINDS:
        raise NotFound
    told = assessment_form.told(id, paper, kind, person.strip())
    try:
        rows = 1 if told["person"] else count_people(hall(), actor(), id)
        return give(ASSESSMENT_FORM, told, rows)
    except BallotError as error:
        flash(refusals.words(error), "stop")
        return redirect(url_for("organizer.print_assessment", id=id), 303)


def _file(leaf: Leaf, kind: str, name: str) -> Response:
    if kind not in printers.KINDS:
        raise NotFound
    content = printers.render(leaf, kind, hall().now(), hall().library.look())
    return as_file(content, printers.KINDS[kind].content_type, f"{name}.{kind}")
