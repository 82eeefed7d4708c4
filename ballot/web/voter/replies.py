"""The voter's pages as answers: which template, which status, which length."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from flask import Response, render_template, url_for

from ballot.domain import errors
from ballot.domain.paper import Paper
from ballot.usecases.casting.view_paper import PaperView
from ballot.web import page_language
from ballot.web.voter import cells, page_style, secrecy_claims
from ballot.words import refusals, terms
from ballot.words.language import current
from ballot.words.language import gettext as _

CHECKED = len(" checked")
UNANSWERED = len(" class=u") + len(" <mark></mark>")
FIRST = len(" id=m")
"""Bytes of what a choice and a row left out wear, and the first of those, where Back leads."""
STEP = 256
"""Look-once-more pages are a whole number of these long."""
LONGEST_RULE = 256
"""No sentence about a rule of the whole ballot is longer, in bytes."""

MARKS: Mapping[type[errors.BallotError], str] = {
    errors.SlipSpent: "!",
    errors.VotedInShortRound: "!",
    errors.NotOpenYet: "…",
    errors.VotingPaused: "…",
    errors.TooManyTyping: "…",
}
REFRESH: Mapping[type[errors.BallotError], int] = {errors.NotOpenYet: 5, errors.VotingPaused: 15}
"""Seconds after which a page asks again by itself."""
AGAIN = (errors.CouldNotCast, errors.AnswerOutOfRange, errors.TooManyTyping)
"""Refusals that lead back to the blank paper."""


def done(view: PaperView) -> Response:
    """The ballot is in. It shows no choice."""
    said = _("已经投好了，已计入。谢谢您！")
    next_one = _("下一位：请扫下一张票")
    return state(said, 200, mark="✓", next=next_one, rehearsal=view.rehearsal)


def refused(error: errors.BallotError) -> Response:
    """How a slip stands instead, in plain words."""
    return state(
        refusals.words(error),
        refusals.status(error),
        mark=MARKS.get(type(error), "✕"),
        refresh=REFRESH.get(type(error)),
        again=isinstance(error, AGAIN),
        rehearsal=getattr(error, "rehearsal", False),
    )


def state(said: str, status: int, *, refresh: int | None = None, **more: object) -> Response:
    """A page that only tells: all of them have one length."""
    body = _state(current(), said=said, refresh=refresh, **more)
    answer = Response(body, status, mimetype="text/html")
    if refresh:
        answer.headers["Refresh"] = str(refresh)
    return answer


@lru_cache(maxsize=256)
def _state(_language: str, **shown: object) -> bytes:
    """Drawn once: it holds nothing of a slip."""
    html = render_template("voter/state.html", look=page_style, **shown)
    return page_style.padded(html, page_style.STATE_BYTES)


def blank(view: PaperView) -> Response:
    """The blank paper of a scanned slip: one for all who scan, drawn once a version."""
    return Response(_blank(view, current(), page_language.asked()), mimetype="text/html")


@lru_cache(maxsize=256)
def _blank(view: PaperView, _language: str, _asked: str | None) -> bytes:
    return paper(view, {}, (), None).get_data()


def paper(
    view: PaperView,
    chosen: Mapping[str, str],
    carried: Sequence[cells.Hidden],
    action: str | None,
    *,
    remind: bool = False,
) -> Response:
    """The paper, blank or as it was filled: a choice adds no byte to it.

    Where it shall ``remind``, every row without an answer is marked.
    """
    view = view.worded(current())
    shown = cells.shown(view.paper, chosen)
    missing = _unanswered(shown) if remind else []
    has_numbers = any(question.is_number for question in view.paper.questions)
    html = render_template(
        "voter/paper.html",
        view=view,
        look=page_style,
        style=page_style.field_style() if has_numbers else page_style.form_style(),
        later_round=view.round if view.round > 1 else None,
        cells=shown,
        is_numbered=len(shown) > 1,
        missing=missing,
        carried=carried,
        action=action,
        lines=secrecy_claims.lines(view.custody, view.transport),
        about=url_for("voter.about", custody=view.custody, lang=page_language.asked()),
        looks=has_second_look(view.paper),
        rehearsal=view.rehearsal,
    )
    groups = [group for cell in shown for group in cell.groups]
    unchecked = sum(not any(option.chosen for option in group.options) for group in groups)
    room = len(html.encode()) + CHECKED * unchecked
    if remind:
        room += _unmarked(len(shown), len(missing))
    return Response(page_style.padded(html, room), mimetype="text/html")


def once_more(
    view: PaperView,
    answers: Mapping[str, str],
    carried: Sequence[cells.Hidden],
    action: str | None,
    *,
    said: str | None = None,
    status: int = 200,
    may_cast: bool = True,
) -> Response:
    """What was chosen, before it counts; ``said`` where something has to be told first."""
    view = view.worded(current())
    chosen = cells.shown(view.paper, answers)
    missing = _unanswered(chosen)
    html = _once_more(
        view.title,
        said or (_missing(missing) if missing else _("请再看一遍，对了就交票")),
        chosen,
        [*carried, *cells.carried(view.paper, answers)],
        action=action,
        missing=bool(missing),
        may_cast=may_cast,
        rehearsal=view.rehearsal,
    )
    room = _room(view.paper, view.title, _blanked(carried), action, view.rehearsal, current())
    return Response(page_style.padded(html, room), status, mimetype="text/html")


def has_second_look(paper: Paper) -> bool:
    """Several subjects are looked at once more; one stands with its button on one page."""
    return len(paper.subjects) > 1


def _unanswered(shown: Sequence[cells.Cell]) -> list[int]:
    return [cell.place for cell in shown if not cell.answer]


def _unmarked(rows: int, missing: int) -> int:
    """The bytes that the marks of unanswered rows would take where none stand."""
    mark = UNANSWERED + len(_("没选").encode())
    return (rows - missing) * mark + (0 if missing else FIRST)


def _missing(places: Sequence[int]) -> str:
    names = terms.listing(_("第 %(n)s 项", n=place) for place in places)
    said: str = _("还有 %(count)s 项没选：%(places)s", count=len(places), places=names)
    return said


def _once_more(
    title: str,
    said: str,
    chosen: Sequence[cells.Cell],
    carried: Sequence[cells.Hidden],
    **more: object,
) -> str:
    return render_template(
        "voter/once_more.html",
        title=title,
        said=said,
        look=page_style,
        cells=chosen,
        carried=carried,
        **more,
    )


def _blanked(carried: Sequence[cells.Hidden]) -> tuple[cells.Hidden, ...]:
    """The same lengths without what they hold: a typed code is kept nowhere."""
    return tuple(cells.Hidden(field.name, "0" * len(field.value)) for field in carried)


@lru_cache(maxsize=256)
def _room(
    paper: Paper,
    title: str,
    carried: tuple[cells.Hidden, ...],
    action: str | None,
    rehearsal: bool,
    _language: str,
) -> int:
    """The one length of a meeting's look-once-more pages: the longest that there can be."""
    answers = cells.longest(paper)
    html = _once_more(
        title,
        _missing(range(1, len(paper.cells) + 1)),
        cells.shown(paper, answers),
        [*carried, *cells.carried(paper, answers)],
        action=action,
        missing=True,
        may_cast=True,
        rehearsal=rehearsal,
    )
    longest = len(html.encode()) + len(_("没选").encode()) * len(paper.cells) + LONGEST_RULE
    return -(-longest // STEP) * STEP
