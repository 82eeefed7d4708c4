"""An organizer looks at a meeting: its plan, its slips, and what can be done next."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from ballot.box.shares import NUMBERS
from ballot.domain import access, journal_line
from ballot.domain.access import Actor
from ballot.domain.acts import FROM, Act, may_follow
from ballot.domain.meeting import ENDED, REHEARSAL_COUNTED, Custody, State, Transport
from ballot.domain.meetings import frozen, small_hall, subject_labels, voter_classes
from ballot.domain.meetings.plan import SubjectPlan
from ballot.domain.meetings.small_hall import SmallHall
from ballot.domain.meetings.voter_classes import PlannedClass
from ballot.domain.scheme import meeting_items
from ballot.fonts.library import MissingGlyph
from ballot.storage import badges, batches, journal, meetings, subjects, unit_tree
from ballot.storage.assessment import assessments
from ballot.storage.batches import BatchRow
from ballot.storage.hall import roster
from ballot.storage.meetings import MeetingRow
from ballot.storage.seal import tries
from ballot.storage.seal.tries import Holder
from ballot.usecases import acts
from ballot.usecases.casting import stock_state
from ballot.usecases.casting.stock_state import Stock
from ballot.usecases.hall import Hall
from ballot.usecases.meeting import planned_subjects
from ballot.usecases.traces import clear_memory
from ballot.usecases.traces.erase import objections_end
from ballot.usecases.traces.seal_meetings import voters_first
from ballot.usecases.verified import arrivals, schemes


@dataclass(frozen=True, slots=True)
class MeetingView:
    """A meeting as its organizer sees it. No secret and no count of votes is in it.

    ``slips`` are those printed whole; ``keys``: so many 监票人 have confirmed theirs;
    ``kiosks``: so many devices are paired. ``roster``: so many people are on it, 0 where there is
    none; ``checked_in``: so many of them have come, None without a roster.
    ``item`` is what it fills of its scheme, ``items`` what it may name, empty where there is
    nothing to choose.
    ``assessment_id`` is None where it stands alone, or this actor may not see the assessment.
    ``small_hall``: its counts may tell what somebody chose; ``tiny``: paper ballots are advised.
    ``classes`` are those of the voters, empty where nobody votes in classes.
    ``remarks`` are what the ranking will still ask for of its subjects, in the words of the record.
    ``lacking`` is what no font of the paper has of its names.
    ``fingerprint`` is the whole one of the wall, None before the freeze. ``next`` are the acts
    that this actor can do now, in the order of the meeting's life; ``allowed`` all that he may do,
    now or in another state. ``second`` is the number of the second round. ``sealed``: whether its
    traces have left the disk, None before there are any; ``seal_waits``: another meeting votes,
    which is not to be disturbed; ``seal_held_by``: who still sees the old rows, on PostgreSQL,
    whose log tells the order of arrival until it is overwritten (``log_tells_order``).
    ``memory_cleared``: no process is left that was there when the vote ended, None before that.
    ``resumed``: the vote was put back from a backup and goes on.
    ``stock``: whether randomness lies ready for its voters.
    """

    number: str
    title: str
    place: str
    starts: str
    item: str
    items: tuple[str, ...]
    state: State
    custody: Custody
    transport: Transport
    round: int
    follows: str | None
    second: str | None
    assessment: str
    assessment_id: int | None
    scheme_id: str
    scheme_title: str
    scheme_sha256: str
    subjects: tuple[SubjectPlan, ...]
    remarks: tuple[str, ...]
    lacking: tuple[MissingGlyph, ...]
    eligible: int
    eligible_parts: tuple[tuple[str, int], ...]
    small_hall: SmallHall | None
    classes: tuple[PlannedClass, ...]
    batches: tuple[BatchRow, ...]
    slips: int
    keys: int
    kiosks: int
    roster: int
    checked_in: int | None
    fingerprint: str | None
    version: int
    created_at: datetime
    opened_at: datetime | None
    closed_at: datetime | None
    erased_at: datetime | None
    sealed: bool | None
    seal_waits: bool
    seal_held_by: tuple[Holder, ...]
    log_tells_order: bool
    memory_cleared: bool | None
    resumed: bool
    stock: Stock | None
    next: tuple[Act, ...]
    allowed: frozenset[Act]

    @property
    def keeps_roster(self) -> bool:
        """Whether this actor has a roster to look after: there is one, or one may come in now."""
        return Act.CHECK_IN in self.allowed and (self.roster > 0 or Act.EDIT in self.next)

    @property
    def labels(self) -> tuple[str, ...]:
        """How the subjects are called on the paper, in its order."""
        return subject_labels.labels(self.subjects)

    @property
    def villages(self) -> tuple[str, ...]:
        """Those whose people are judged, each once, in the order of the paper."""
        return tuple(dict.fromkeys(each.village for each in self.subjects if each.village))

    @property
    def names(self) -> tuple[str, ...]:
        """Of people, units and villages on its papers, which no line may part."""
        found = ((each.name, each.unit, each.village) for each in self.subjects)
        return tuple(dict.fromkeys(name for each in found for name in each if name))

    @property
    def unconfirmed(self) -> tuple[BatchRow, ...]:
        """The batches of which nobody has said yet that they are printed whole."""
        return tuple(each for each in self.batches if each.state == "issued")


def see_meeting(hall: Hall, actor: Actor, number: str) -> MeetingView:
    """The meeting as it stands. Raises MeetingUnknown, MayNot."""
    return hall.database.read(lambda db: _see(hall, db, actor, number))


def _see(hall: Hall, db: Session, actor: Actor, number: str) -> MeetingView:
    meeting = acts.find(db, actor, number, Act.SEE)
    scheme, issued = schemes.of(db, meeting), tuple(batches.of_meeting(db, number))
    parts = tuple((each.category, each.persons) for each in subjects.eligible_parts(db, number))
    second, printed = meetings.follower(db, number), batches.confirmed(db, number)
    found = planned_subjects.of_meeting(db, meeting, scheme)
    classes = voter_classes.planned(scheme.classes, parts, batches.confirmed_by_class(issued))
    return MeetingView(
        number=number,
        title=meeting.title,
        **_as_planned(meeting),
        items=meeting_items.names(schemes.whole_of(db, meeting)),
        state=meeting.state,
        custody=meeting.custody,
        transport=meeting.transport or hall.transport,
        round=meeting.round,
        follows=meeting.follows,
        second=second,
        assessment=assessments.get(db, meeting.assessment).title,
        assessment_id=_assessment(db, actor, meeting),
        scheme_id=scheme.id,
        scheme_title=scheme.title,
        scheme_sha256=scheme.sha256,
        subjects=found.subjects,
        remarks=found.remarks,
        lacking=_lacking(hall, db, meeting, found.subjects),
        eligible=sum(persons for _, persons in parts),
        eligible_parts=parts if parts and parts[0][0] else (),
        small_hall=small_hall.of(sum(persons for _, persons in parts)),
        classes=classes,
        batches=issued,
        slips=printed,
        keys=_keys(db, number),
        kiosks=sum(row.pin_hash is not None for row in badges.kiosks(db, number)),
        roster=roster.count(db, number),
        checked_in=_checked_in(hall, db, number),
        fingerprint=None if meeting.frozen is None else frozen.fingerprint(meeting.frozen),
        version=meeting.version,
        created_at=meeting.created_at,
        **_moments(meeting),
        sealed=_is_sealed(meeting),
        seal_waits=_is_sealed(meeting) is False and voters_first(hall, db),
        seal_held_by=tries.held_by(db, number),
        log_tells_order=hall.log_tells_order,
        memory_cleared=clear_memory.is_cleared(hall, db, meeting),
        resumed=journal.tells_of(db, journal_line.of_meeting(number), Act.RESUME),
        stock=stock_state.of(hall, meeting, printed),
        next=_next(hall, db, actor, meeting, _is_ready(db, meeting, issued, classes), second),
        allowed=_allowed(db, actor, meeting),
    )


def _checked_in(hall: Hall, db: Session, number: str) -> int | None:
    """So many have come; None where there is no roster."""
    is_there = roster.marks(db, number) is not None
    return len(arrivals.read(hall, db, number)) if is_there else None


def _moments(meeting: MeetingRow) -> dict[str, Any]:
    """When its vote began and ended, and when its ciphertexts went."""
    names = ("opened_at", "closed_at", "erased_at")
    return {name: getattr(meeting, name) for name in names}


def _assessment(db: Session, actor: Actor, meeting: MeetingRow) -> int | None:
    kept = assessments.get(db, meeting.assessment)
    is_seen = not kept.is_hidden and access.may(actor, Act.SEE, unit_tree.path_of(db, kept.unit))
    return kept.id if is_seen else None


def _as_planned(meeting: MeetingRow) -> dict[str, Any]:
    return {"place": meeting.place, "starts": meeting.starts, "item": meeting.item}


def _lacking(
    hall: Hall, db: Session, meeting: MeetingRow, planned: tuple[SubjectPlan, ...]
) -> tuple[MissingGlyph, ...]:
    names = [text for each in planned for text in (each.name, each.unit, each.village)]
    helpers = [row.name for row in badges.of_meeting(db, meeting.number)]
    return hall.library.look().lacking([*names, *helpers, meeting.title, meeting.place])


def _allowed(db: Session, actor: Actor, meeting: MeetingRow) -> frozenset[Act]:
    path = unit_tree.path_of(db, meeting.unit)
    return frozenset(act for act in Act if access.may(actor, act, path, meeting.number))


def _next(
    hall: Hall,
    db: Session,
    actor: Actor,
    meeting: MeetingRow,
    ready: bool,
    second: str | None,
) -> tuple[Act, ...]:
    allowed = _allowed(db, actor, meeting)
    return tuple(
        act
        for act in FROM
        if act in allowed
        and (may_follow(meeting.state, act) or (act, meeting.state) == (Act.OPEN, State.DRAFT))
        and (ready or act not in (Act.FREEZE, Act.OPEN))
        and not (act is Act.KEYS and meeting.custody is not Custody.SCRUTINEERS)
        and (act, meeting.state) != (Act.RESUME, State.OPEN)
        and not (act is Act.ROUND_TWO and (second or meeting.round != 1))
        and not (act is Act.CHECK_IN and not roster.count(db, meeting.number))
        and not (act is Act.ERASE and not _may_erase(hall, db, meeting))
    )


def _may_erase(hall: Hall, db: Session, meeting: MeetingRow) -> bool:
    return meeting.erased_at is None and hall.clock() >= objections_end(db, meeting)


def _is_sealed(meeting: MeetingRow) -> bool | None:
    """None where nothing is to be sealed: it has not ended, and no rehearsal was."""
    has_ended = meeting.state in (State.CLOSED, *ENDED, *REHEARSAL_COUNTED)
    waits = not meeting.sealed and meeting.state not in meetings.VOTING
    return meeting.sealed if has_ended or waits else None


def _is_ready(
    db: Session,
    meeting: MeetingRow,
    issued: tuple[BatchRow, ...],
    classes: tuple[PlannedClass, ...],
) -> bool:
    """Whether it can be frozen and opened: slips printed whole for every class, nothing waiting,
    a key."""
    states = {each.state for each in issued}
    printed = "confirmed" in states and "issued" not in states
    printed = printed and not any(each.lacks for each in classes)
    if meeting.custody is Custody.SERVER:
        return printed and meeting.pk is not None
    return printed and _keys(db, meeting.number) == len(NUMBERS)


def _keys(db: Session, number: str) -> int:
    return sum(row.confirmed for row in badges.of_meeting(db, number))
