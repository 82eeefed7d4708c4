"""An organizer corrects who a person is. He stays the same: scores, sheet, meetings go with him."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.errors import NothingChanged
from ballot.domain.scheme.scheme import NAME
from ballot.domain.scoring.people.person_traces import is_renamed
from ballot.storage.assessment import inputs, person_changes
from ballot.storage.assessment.assessments import PersonRow
from ballot.usecases import acts
from ballot.usecases.assessment import kept_sheet, reviewing
from ballot.usecases.assessment.people import person_texts, traces
from ballot.usecases.assessment.people.person_texts import Said
from ballot.usecases.hall import Hall
from ballot.usecases.verified import entered_values, schemes

Texts = dict[str, str]


def change_person(
    hall: Hall, actor: Actor, assessment: int, person: int, texts: Mapping[str, str], said: Said
) -> None:
    """Correct the columns that ``texts`` names; the others stay. An empty text clears a column.

    A reason is asked for once he was measured. Raises Refused with the column of each fault or the
    key ``reason``, NothingChanged, NameOnPaper, ReviewUnderWay, NoticeHangs, AssessmentConcluded,
    MayNot.
    """

    def work(db: Session) -> None:
        traces.hold_drafts(db, actor, assessment, person)
        kept = reviewing.open_to(db, actor, assessment, Act.EDIT)
        reviewing.require_agreed(db, kept, agreed=said.agreed)
        who = kept_sheet.person_of(db, assessment, person)
        scheme = schemes.of_assessment(kept)
        row = person_texts.corrected(db, assessment, scheme, who, texts, said)
        before, after = _changed(person_texts.stored(scheme, who), row)
        _require(db, who, after, said)
        _keep(db, who, row)
        why, at = said.reason.strip(), hall.clock()
        told = {"before": before, "after": after, "reason": why}
        person_changes.add(db, person, before=before, after=after, reason=why, by=actor.name, at=at)
        entered_values.write_down(hall, db, actor, assessment, person=person, **told)

    acts.carry_out(hall, work)


def _changed(stands: Texts, row: Texts) -> tuple[Texts, Texts]:
    """What stood, and what comes, in the columns that differ."""
    names = [name for name, text in row.items() if stands.get(name, "") != text]
    return {name: stands.get(name, "") for name in names}, {name: row[name] for name in names}


def _require(db: Session, who: PersonRow, after: Texts, said: Said) -> None:
    if not after:
        raise NothingChanged
    if traces.of_person(db, who).is_measured:
        acts.require_reason(said.reason)
    if is_renamed(after):
        traces.require_unprinted(db, who)
        traces.require_no_helper(db, who, after.get(NAME, ""))


def _keep(db: Session, who: PersonRow, row: Texts) -> None:
    person_changes.set_key(db, who.id, *person_texts.key_of(row))
    inputs.set_groups(db, {who.id: person_texts.groups_of(row)})
