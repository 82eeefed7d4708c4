"""From the paper to the box: what one request with a slip leads to.

Whatever is asked, the slip is read first: a spent, void or closed one gets its state page, and
what was sent along is never echoed (docs/secrecy.md).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import Response, request

from ballot.domain import errors
from ballot.domain.meeting import SPENT_BY_PHONE, SlipState
from ballot.domain.paper import Ballot, Paper, fill_in
from ballot.serving import log
from ballot.slips.tokens import Secret
from ballot.usecases.casting.cast_ballot import cast_ballot
from ballot.usecases.casting.view_paper import PaperView, view_paper
from ballot.usecases.hall import Hall
from ballot.web.voter import cells, replies
from ballot.words import refusals

WHOLE_BALLOT = (errors.TooManyOfFirst, errors.TooFewBelow, errors.AllAlike)
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
        return view_paper(self.hall, self.number, self.secret)


def show(visit: Visit) -> Response:
    """The blank paper."""
    view = visit.see()
    if visit.carried or visit.action:
        return replies.paper(view, {}, visit.carried, visit.action)
    return replies.blank(view)


def take(visit: Visit, form: Mapping[str, str]) -> Response:
    """What a form leads to: the paper again, a second look, or the box."""
    view = visit.see()
    step = decide(view.paper, form)
    if step.ballot is None:
        return page(visit, view, step)
    try:
        cast_ballot(visit.hall, visit.number, visit.secret, step.ballot, visit.channel)
    except errors.CouldNotCast as error:
        log.failure(error, request.endpoint)
        return retry(visit, visit.see(), step, error)
    return replies.done(view)


@dataclass(frozen=True, slots=True)
class VotingStep:
    """What a form asks for. ``ballot`` is set where it is to be cast now; otherwise a page is
    shown: the paper to ``go_back`` to, the second look, or what has to be mended first.
    """

    answers: Mapping[str, str]
    ballot: Ballot | None = None
    go_back: bool = False
    problem: errors.BallotError | None = None


def decide(paper: Paper, form: Mapping[str, str]) -> VotingStep:
    """What a form with the answers to a paper asks for. Raises AnswerOutOfRange."""
    answers = cells.sent(paper, form)
    blanks = "cast" in form and cells.left_blank(paper, form)
    try:
        ballot = fill_in(paper, answers, blanks=blanks)
    except (errors.AnswersMissing, *WHOLE_BALLOT) as error:
        return VotingStep(answers, go_back="back" in form, problem=error)
    looks = "cast" not in form and replies.has_second_look(paper)
    if "back" in form or looks:
        return VotingStep(answers, go_back="back" in form)
    return VotingStep(answers, ballot)


def page(visit: Visit, view: PaperView, step: VotingStep) -> Response:
    """The page that a step leads to which casts nothing."""
    if step.go_back:
        return replies.paper(view, step.answers, visit.carried, visit.action, remind=True)
    if step.problem is None:
        return replies.once_more(view, step.answers, visit.carried, visit.action)
    missing = isinstance(step.problem, errors.AnswersMissing)
    return replies.once_more(
        view,
        step.answers,
        visit.carried,
        visit.action,
        said=None if missing else refusals.words(step.problem),
        may_cast=isinstance(step.problem, errors.AnswersMissing) and step.problem.blank_allowed,
    )


def retry(visit: Visit, view: PaperView, step: VotingStep, error: errors.CouldNotCast) -> Response:
    """Offer to send it again. ``view`` was read anew: the ballot may have arrived after all."""
    return replies.once_more(
        view,
        step.answers,
        visit.carried,
        visit.action,
        said=refusals.words(error),
        status=refusals.status(error),
    )
