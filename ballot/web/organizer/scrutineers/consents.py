"""What the 监票人 were asked and answered; and to do what one of them agreed to."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ballot.domain.acts import Act
from ballot.domain.errors import ConsentGone
from ballot.domain.ledger.exchanges_told import Permit
from ballot.domain.meetings.consent import AGREED, ConsentRow
from ballot.usecases.backup.resume import resume
from ballot.usecases.consents import agreed_exchanges, answer_consent
from ballot.usecases.meeting.cancel import cancel
from ballot.usecases.meeting.correct_eligible import correct_eligible
from ballot.usecases.meeting.freeze import freeze
from ballot.usecases.meeting.open_voting import open_voting
from ballot.usecases.meeting.unfreeze import unfreeze
from ballot.usecases.scrutineers import see_scrutineers
from ballot.web.access import actor, hall
from ballot.web.organizer.meeting.next_step import NextStep
from ballot.web.organizer.pages import pages
from ballot.words import terms
from ballot.words.language import gettext as _

Do = Callable[[str, Mapping[str, Any]], object]

DO: Mapping[str, Do] = {
    Act.FREEZE: lambda number, _about: freeze(hall(), actor(), number),
    Act.OPEN: lambda number, _about: open_voting(hall(), actor(), number),
    Act.UNFREEZE: lambda number, about: unfreeze(hall(), actor(), number, about["reason"]),
    Act.CANCEL: lambda number, about: cancel(hall(), actor(), number, about["reason"]),
    Act.RESUME: lambda number, about: resume(hall(), actor(), number, about["last"]),
    Act.CORRECT_ELIGIBLE: lambda number, about: correct_eligible(
        hall(), actor(), number, tuple(about["parts"].items()), about["reason"]
    ),
}
"""Acts whose whole content was asked about, so that one button does them as agreed."""

BIG: Mapping[NextStep, tuple[Act, ...]] = {
    NextStep.FREEZE: (Act.FREEZE, Act.OPEN),
    NextStep.OPEN: (Act.OPEN,),
    NextStep.PAUSED: (Act.RESUME,),
}
"""Acts of the one big button that a 监票人 agrees to first."""


def shown(number: str) -> dict[str, Any]:
    """The names that ``organizer/scrutineers/_appointments.html`` needs."""
    seen = see_scrutineers.see_helpers(hall(), actor(), number)
    rows = answer_consent.waiting(hall(), actor(), number)
    permits: dict[int, Permit] = {}
    if any((row.act, row.answer) == (Act.EXCHANGE_SLIP, AGREED) for row in rows):
        found = agreed_exchanges.see(hall(), actor(), number)
        permits = {each.consent: each for each in found.permits}
    return {
        "seen": seen,
        "consents": rows,
        "permits": permits,
        "names": {each.place: each.name for each in seen.people},
        "can_repeat": DO,
    }


def of_step(step: NextStep, rows: Sequence[ConsentRow]) -> ConsentRow | None:
    """What was asked last about the one big button; None where nothing was."""
    mine = [row for row in rows if row.act in BIG.get(step, ())]
    return mine[-1] if mine else None


@pages.get("/meetings/<number>/consents/<int:id>/now")
def consent_now(number: str, id: int) -> str:
    """Whether it was answered, asked every few seconds."""
    rows = answer_consent.waiting(hall(), actor(), number)
    row = next((each for each in rows if each.id == id), None)
    answer = row.answer or "waiting" if row else "done"
    return render_template("organizer/scrutineers/_waits.html", answer=answer)


@pages.post("/meetings/<number>/consents/<int:id>")
def do_agreed(number: str, id: int) -> Response:
    """Do exactly what a 监票人 agreed to; pages that go on by themselves may do so at once."""
    rows = answer_consent.waiting(hall(), actor(), number)
    row = next((each for each in rows if each.id == id and each.act in DO), None)
    if row is None:
        if "by_itself" in request.form:
            return redirect(url_for("organizer.meeting", number=number), 303)
        raise ConsentGone
    DO[row.act](number, row.about)
    flash(_("已经做好：%(act)s", act=terms.act(row.act)), "good")
    page = "organizer.turnout" if row.act in (Act.OPEN, Act.RESUME) else "organizer.meeting"
    return redirect(url_for(page, number=number), 303)
