"""From the paper to the box: what one request with a slip leads to.

Whatever is asked, the slip is read first: a spent, void or closed one gets its state page, and
what was sent along is never echoed (ANONYMITY.md §7).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import Response, request

from ballot.domain import errors as e
from ballot.domain.meeting import SPENT_BY_PHONE, SlipState
from ballot.domain.paper import Ballot, Paper, fill_in
from ballot.slips.token import Secret
from ballot.usecases import cast_ballot, view_paper
from ballot.usecases.hall import Hall
from ballot.usecases.view_paper import PaperView
from ballot.web import log, refusals
from ballot.web.voter import cells, pages

WHOLE_BALLOT = (e.TooManyOfFirst, e.TooFewBelow, e.AllAlike)
"""Rules that the voter mends by going back."""


@dataclass(frozen=True, slots=True)
class Visit:
    """A voter at the table with a slip: where forms go, and what they carry along."""

    hall: Hall
    number: str
    secret: Secret
    action: str | None = None
    """Address of the form; None is the page's own."""
    carried: Sequence[cells.Hidden] = ()
    channel: SlipState = SPENT_BY_PHONE
    """What the slip becomes when it is spent here."""

    def see(self) -> PaperView:
        """Read the slip. Raises what ``view_paper`` raises."""
        return view_paper.view_paper(self.hall, self.number, self.secret)


def show(visit: Visit) -> Response:
    """The blank paper."""
    view = visit.see()
    if visit.carried or visit.action:
        return pages.paper(view, {}, visit.carried, visit.action)
    return pages.blank(view)


def take(visit: Visit, form: Mapping[str, str]) -> Response:
    """What a form leads to: the paper again, a second look, or the box."""
    view = visit.see()
    answers = cells.sent(view.paper, form)
    blanks = "cast" in form and cells.left_blank(view.paper, form)
    problem, ballot = _filled(view.paper, answers, blanks=blanks)
    if "back" in form:
        return pages.paper(view, answers, visit.carried, visit.action, remind=True)
    if ballot is None:
        return _mend(visit, view, answers, problem)
    if "cast" not in form and pages.has_second_look(view.paper):
        return pages.once_more(view, answers, visit.carried, visit.action)
    return _cast(visit, view, answers, ballot)


def _filled(
    paper: Paper, answers: Mapping[str, str], *, blanks: bool
) -> tuple[e.BallotError | None, Ballot | None]:
    """The ballot, or what the voter can mend. Raises AnswerOutOfRange."""
    try:
        return None, fill_in(paper, answers, blanks=blanks)
    except (e.AnswersMissing, *WHOLE_BALLOT) as error:
        return error, None


def _mend(
    visit: Visit, view: PaperView, answers: Mapping[str, str], problem: e.BallotError | None
) -> Response:
    if isinstance(problem, e.AnswersMissing):
        may_cast = problem.blank_allowed
        return pages.once_more(view, answers, visit.carried, visit.action, may_cast=may_cast)
    said = refusals.words(problem) if problem else None
    return pages.once_more(view, answers, visit.carried, visit.action, said=said, may_cast=False)


def _cast(visit: Visit, view: PaperView, answers: Mapping[str, str], ballot: Ballot) -> Response:
    try:
        cast_ballot.cast_ballot(visit.hall, visit.number, visit.secret, ballot, visit.channel)
    except e.CouldNotCast as error:
        log.failure(error, request.endpoint)
        return _retry(visit, answers, error)
    return pages.done(view)


def _retry(visit: Visit, answers: Mapping[str, str], error: e.CouldNotCast) -> Response:
    """Offer to send it again; the slip is read anew, for the ballot may have arrived after all."""
    return pages.once_more(
        visit.see(),
        answers,
        visit.carried,
        visit.action,
        said=refusals.words(error),
        status=refusals.status(error),
    )
