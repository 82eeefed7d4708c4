"""An organizer sets what the text of a policy leaves open, in an assessment that is under way.

J9's thresholds and the like: with the number of the document that says so and a reason, until
people are ranked. What a vote rests on (ballot, quorum, items) is fixed when meetings begin.
"""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from ballot import schemes
from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.errors import (
    DefaultsFixed,
    Fault,
    Missing,
    NothingChanged,
    NotOneOf,
    Refused,
)
from ballot.domain.review.steps import Kind
from ballot.domain.scheme.scheme import Scheme
from ballot.schemes import default_words
from ballot.storage.assessment import assessments
from ballot.storage.assessment.assessments import AssessmentRow
from ballot.usecases import acts
from ballot.usecases.assessment import reviewing
from ballot.usecases.assessment.reviewing import Desk
from ballot.usecases.hall import Hall

TABLES = ("bars", "by_ballot", "caps", "grades", "lists", "notice", "placing")
"""Tables of a scheme that no vote rests on."""


@dataclass(frozen=True, slots=True)
class NewDefault:
    """A value for a key that the policy does not give, after which document, and why."""

    key: str
    value: str
    document: str
    reason: str


@dataclass(frozen=True, slots=True)
class DefaultView:
    """What the policy leaves open: ``name`` says what is decided, ``value`` what holds now in the
    words of the file; ``options`` are the values that may stand there, empty: any number."""

    key: str
    name: str
    value: str
    why: str
    options: tuple[str, ...]


def see_defaults(hall: Hall, actor: Actor, assessment: int) -> tuple[DefaultView, ...]:
    """What may be set, in the order of the file. Raises Refused, MayNot."""

    def work(db: Session) -> tuple[DefaultView, ...]:
        return _views(reviewing.look(hall, db, actor, assessment, Act.REVIEW).kept)

    return hall.database.read(work)


def set_default(hall: Hall, actor: Actor, assessment: int, new: NewDefault) -> None:
    """Set it. What was ranked is ranked again, and thresholds are confirmed anew.

    Raises DefaultsFixed once people were ranked, NothingChanged, AssessmentConcluded, NoticeHangs,
    Refused with the keys ``key``, ``value``, ``document``, ``reason``; MayNot.
    """

    def work(db: Session) -> None:
        desk = reviewing.hold(hall, db, actor, assessment, Act.REVIEW)
        _require_unranked(db, desk)
        view = _chosen(desk.kept, new)
        overrides = {**desk.kept.overrides, view.key: new.value.strip()}
        _read(desk.kept, overrides)
        assessments.set_overrides(db, assessment, overrides)
        said = {"before": view.value, "after": new.value, "opinion": view.name}
        said |= {"document": new.document, "reason": new.reason}
        reviewing.write(hall, db, actor, desk, reviewing.entry(desk, Kind.SET, **said))

    acts.carry_out(hall, work)


def _require_unranked(db: Session, desk: Desk) -> None:
    reviewing.require_open(desk)
    reviewing.require_nothing_hangs(db, desk)
    place = desk.progress.ranking_step
    if 0 <= place < len(desk.progress.done):
        raise DefaultsFixed(step=desk.progress.steps[place].name)


def _chosen(kept: AssessmentRow, new: NewDefault) -> DefaultView:
    texts = {"value": new.value, "document": new.document, "reason": new.reason}
    faults = [Fault(Missing(), key=key) for key, text in texts.items() if not text.strip()]
    there = {each.key: each for each in _views(kept)}
    if new.key not in there:
        faults.append(Fault(NotOneOf(value=new.key, allowed=tuple(there)), key="key"))
    if faults:
        raise Refused(faults)
    view = there[new.key]
    if view.options and new.value.strip() not in view.options:
        raise Refused([Fault(NotOneOf(value=new.value, allowed=view.options), key="value")])
    if new.value.strip() == view.value:
        raise NothingChanged
    return view


def _views(kept: AssessmentRow) -> tuple[DefaultView, ...]:
    """The open keys of the policy as it was copied, with what was set of them since."""
    written = schemes.read(kept.scheme_text, kept.scheme_id)
    return tuple(
        DefaultView(
            key=default.key,
            name=said.name,
            value=kept.overrides.get(default.key, default.value),
            why=default.why,
            options=tuple(default_words.values_of(default)),
        )
        for default, said in zip(written.defaults, default_words.of(written), strict=True)
        if default.key.partition(".")[0].partition("[")[0] in TABLES
        and default_words.is_single(written, default)
    )


def _read(kept: AssessmentRow, overrides: dict[str, str]) -> Scheme:
    """The scheme with them. Raises Refused with the key ``value``."""
    try:
        return schemes.read(kept.scheme_text, kept.scheme_id, overrides)
    except Refused as error:
        raise Refused([Fault(each.error, key="value") for each in error.faults]) from None
