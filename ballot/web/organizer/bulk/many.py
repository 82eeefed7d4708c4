"""成批办理: many meetings of the desk, what can be done to which of them, and doing it."""

from flask import Response, redirect, render_template, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as Answer

from ballot.domain.errors import WrongPassword
from ballot.jobs import bulk_act
from ballot.jobs.bulk_act import Outcome
from ballot.jobs.kinds import BULK_ACT, KINDS
from ballot.usecases.bulk.bulk_act import BulkAct
from ballot.usecases.bulk.do_many import DoneToMany, do_many
from ballot.usecases.bulk.foresee import foresee
from ballot.usecases.bulk.issue_many import IssuedToMany, issue_many
from ballot.usecases.jobs import see_jobs
from ballot.usecases.jobs.begin_job import begin_job
from ballot.web.access import actor, hall
from ballot.web.forms import PageForm, Whole, Within
from ballot.web.organizer.bulk import bulk_rows, choosing
from ballot.web.organizer.bulk.bulk_rows import HinderedRow
from ballot.web.organizer.bulk.forms_of_many import bulk_print
from ballot.web.organizer.forms import Close
from ballot.web.organizer.guards import once
from ballot.web.organizer.meeting.fresh_sign_in import confirm_person
from ballot.web.organizer.pages import pages
from ballot.words import language, refusals

OWN = (BulkAct.SLIPS, BulkAct.CLOSE)
"""Acts that are sent to addresses of their own: with secrets in the answer, with a password."""
PRINT = "print"
"""What the list says of forms: nothing is done to a meeting."""
LONG = 30
"""So many meetings are done behind a bar: below, all are done in a second."""


class SpareSlips(PageForm):
    """How many slips more than people."""

    spare = Whole(default=0, validators=[Within(0, 500)])


@pages.get("/meetings/bulk")
def bulk() -> str:
    """To which of the chosen meetings it can be done, and why not to the others."""
    if request.args.get("do") == PRINT:
        return bulk_print()
    act = choosing.asked_act(request.args.get("do"))
    return _look(act, SpareSlips(formdata=None), Close(formdata=None))


@pages.post("/meetings/bulk")
def do_bulk() -> Answer | tuple[str, int]:
    """Do it to those that are ticked."""
    act = choosing.asked_act(request.form.get("do"))
    if act in OWN:
        raise NotFound
    return _do(act)


@pages.post("/meetings/bulk/close")
def bulk_close() -> Answer | tuple[str, int]:
    """Close those that are ticked, with the password typed again."""
    form = Close()
    if form.validate_on_submit():
        try:
            confirm_person(form.password.data)
        except WrongPassword as error:
            form.password.errors = [refusals.words(error)]
        else:
            return _do(BulkAct.CLOSE)
    return _look(BulkAct.CLOSE, SpareSlips(formdata=None), form), 422


def _do(act: BulkAct) -> Answer | tuple[str, int]:
    """At once, or where they are many behind a bar that may be left."""
    chosen = choosing.chosen()
    if len(chosen.numbers) < LONG or hall().workplace is None:
        return _done(bulk_act.outcome_of(do_many(hall(), actor(), act, chosen)))
    told, kind = bulk_act.told(act, chosen), KINDS[BULK_ACT]
    id = begin_job(hall(), actor(), BULK_ACT, kind, told, language.current())
    return redirect(url_for("organizer.job", id=id), 303)


@pages.get("/meetings/bulk/outcome/<link>")
def bulk_outcome(link: str) -> tuple[str, int]:
    """How a job of many meetings ended, as the page says it where it is done at once."""
    made = see_jobs.take_file(hall(), actor(), KINDS, link)
    return _done(bulk_act.read(hall(), actor(), made.content))


@pages.post("/meetings/bulk/slips")
@once
def bulk_slips() -> Answer | tuple[str, int]:
    """Issue the slips that those which are ticked lack; their file, the only time it is seen."""
    form = SpareSlips()
    if not form.validate_on_submit():
        return _look(BulkAct.SLIPS, form, Close(formdata=None)), 422
    given = issue_many(hall(), actor(), choosing.chosen(), form.spare.data or 0)
    if not given.issued:
        nothing = DoneToMany(BulkAct.SLIPS, (), given.waits, given.failed)
        return _done(bulk_act.outcome_of(nothing))
    return _file(given)


def _file(given: IssuedToMany) -> Response:
    """It is written while it is sent. Whoever sends the form again is led to where they are
    confirmed."""
    from ballot.web.organizer.bulk import slip_file  # what draws it comes with the first document

    made = hall().now()
    pieces = slip_file.drawn(given, hall().public_url, made, hall().library.look())
    answer = Response(pieces, mimetype="application/pdf")
    name = f"slips-{made:%Y%m%d-%H%M}.pdf"
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    answer.content_location = choosing.address(
        BulkAct.CONFIRM, [each.seen for each in given.issued]
    )
    return answer


def _look(act: BulkAct, spare: SpareSlips, close: Close) -> str:
    seen = foresee(hall(), actor(), act, choosing.chosen())
    return render_template(
        "organizer/bulk/look.html",
        act=act,
        seen=seen,
        rows=[bulk_rows.of(act, each, hall().now().date()) for each in seen.can],
        cannot=[bulk_rows.hindered(each) for each in seen.cannot],
        warnings=bulk_rows.warnings(seen, hall().now().date()),
        confirm=choosing.address(BulkAct.CONFIRM, seen.can),
        spare=spare,
        close=close,
    )


def _done(result: Outcome) -> tuple[str, int]:
    page = render_template(
        "organizer/bulk/done.html",
        act=result.act,
        result=result,
        cannot=[HinderedRow(seen, why) for seen, why in result.failed],
        again=choosing.address(result.act, [seen for seen, _why in result.failed]),
        printing=choosing.address(PRINT, result.stand),
        then=[
            (act, choosing.address(act, result.stand)) for act in choosing.NEXT.get(result.act, ())
        ],
    )
    return page, 200 if result.stand else 409
