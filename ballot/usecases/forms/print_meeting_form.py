"""A form of a meeting is printed: report, poster, ledger, roster, ballots, words for the chair."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from ballot.domain import house_time
from ballot.domain.access import Actor, Role
from ballot.domain.acts import Act
from ballot.domain.errors import Fault, Missing, NotInState, Refused
from ballot.domain.meeting import Custody, State, Transport
from ballot.domain.meetings import start_time
from ballot.domain.meetings.frozen import Frozen, fingerprint
from ballot.domain.meetings.result import MeetingResult
from ballot.domain.meetings.subject_labels import labels
from ballot.domain.scheme.scheme import Scheme
from ballot.printing.forms import handouts, host_script, rehearsed, result_report, wall_poster
from ballot.printing.forms.result_report import Attendance, Signer
from ballot.printing.forms.template import padded
from ballot.printing.leaf import Leaf
from ballot.schemes import default_words
from ballot.schemes.default_words import Said
from ballot.storage import badges, subjects
from ballot.storage.hall import roster
from ballot.storage.meetings import MeetingRow
from ballot.usecases import acts
from ballot.usecases.forms import hall_cards, ledger_form, ledger_remarks
from ballot.usecases.hall import Hall
from ballot.usecases.result.see_result import see_result
from ballot.usecases.result.see_signed_values import see_signed_values
from ballot.usecases.verified import frozen_facts, schemes

LATE_ROWS = 3
"""Empty rows behind the names of a roster."""


class MeetingForm(StrEnum):
    """The forms that a meeting has; the value is the word of commands and addresses."""

    REPORT = "report"
    WALL_POSTER = "notice"
    LEDGER = "ledger"
    ROSTER = "roster"
    OBJECTIONS = "objections"
    HELPERS = "helpers"
    BALLOT = "ballot"
    SCRIPT = "script"
    CARDS = "cards"
    KEYS = "keys"
    WIFI = "wifi"


@dataclass(frozen=True, slots=True)
class Network:
    """What no table knows: the network of the hall, and its password."""

    name: str = ""
    password: str = ""


NOTHING = Network()
SHARES = 3


@dataclass(frozen=True, slots=True)
class _Known:
    meeting: MeetingRow
    scheme: Scheme
    frozen: Frozen | None
    names: tuple[str, ...]
    parts: tuple[tuple[str, int], ...]
    scrutineers: tuple[str, ...]
    tellers: tuple[str, ...]
    doors: int


ALONE = "开箱由组织者一人操作。"


def print_meeting_form(
    hall: Hall, actor: Actor, number: str, form: MeetingForm, network: Network = NOTHING
) -> Leaf:
    """The form as a leaf, to be printed in any format. What nobody has noted is left to the pen;
    each of a rehearsal has 「演练」 across it.

    Raises MeetingUnknown, MayNot; NotInState for a wall poster before the freeze, and
    Refused with the key ``network`` for a poster of no network.
    """
    known = hall.database.read(lambda db: _know(hall, db, actor, number))
    leaf = _filled(hall, actor, known, form, network)
    return rehearsed.of(leaf) if known.meeting.state.is_rehearsal else leaf


def _filled(hall: Hall, actor: Actor, known: _Known, form: MeetingForm, network: Network) -> Leaf:
    number = known.meeting.number
    meeting = handouts.Meeting(known.meeting.title, number)
    match form:
        case MeetingForm.REPORT:
            return _report(hall, actor, known)
        case MeetingForm.WALL_POSTER:
            return _wall_poster(hall, known)
        case MeetingForm.LEDGER:
            return ledger_form.leaf(hall, actor, known.meeting, known.scrutineers, known.tellers)
        case MeetingForm.ROSTER:
            return _roster(hall, known)
        case MeetingForm.OBJECTIONS:
            return handouts.objections(meeting)
        case MeetingForm.HELPERS:
            return handouts.helpers_register(meeting)
        case MeetingForm.BALLOT:
            return _ballot(known)
        case MeetingForm.SCRIPT:
            return _script(hall, known)
        case MeetingForm.CARDS:
            return _cards(hall, actor, known)
        case MeetingForm.KEYS:
            return _keys(known)
        case MeetingForm.WIFI:
            return _wifi(hall, known, network)


def _know(hall: Hall, db: Session, actor: Actor, number: str) -> _Known:
    meeting = acts.find(db, actor, number, Act.SEE)
    parts = ((each.category, each.persons) for each in subjects.eligible_parts(db, number))
    helpers = badges.of_meeting(db, number)
    facts = None if meeting.frozen is None else frozen_facts.of(hall, meeting)
    return _Known(
        meeting=meeting,
        scheme=schemes.of(db, meeting),
        frozen=facts,
        names=labels(facts.subjects if facts else frozen_facts.subjects_of(db, number)),
        parts=tuple(part for part in parts if part[0]),
        scrutineers=tuple(each.name for each in helpers if each.role == Role.SCRUTINEER),
        tellers=tuple(each.name for each in helpers if each.role == Role.TELLER),
        doors=len(badges.doors(db, number)),
    )


def _report(hall: Hall, actor: Actor, known: _Known) -> Leaf:
    row, result = known.meeting, see_result(hall, known.meeting.number)
    values, openers = see_signed_values(hall, result), result.facts.opened_by
    opened = {each.number for each in openers}
    counted = ledger_form.counted(hall, actor, row)
    return result_report.leaf(
        result_report.of(
            result,
            scheme_title=known.scheme.title,
            code=values.code,
            key=values.key,
            place=row.place,
            held=_held(hall, row, row.closed_at),
            attendance=ledger_remarks.attendance(counted) if counted else Attendance(),
            invalid_papers=_invalid_papers(result),
            scrutineers=tuple(
                Signer(name, place in opened)
                for place, name in enumerate(known.scrutineers, start=1)
            ),
            tellers=known.tellers,
            defaults=_of_the_vote(known.scheme),
            remarks=(
                *((ALONE,) if row.custody is Custody.SERVER else ()),
                *result_report.fallbacks(openers),
                *(ledger_remarks.minuted(counted) if counted else ()),
            ),
            count=counted.count if counted else None,
        )
    )


def _invalid_papers(result: MeetingResult) -> int:
    """无效 as whole sheets, where a sheet has one row; more rows are told row by row."""
    opened = result.subjects[0].opened if len(result.subjects) == 1 else None
    return opened.invalid if opened and len(opened.questions) == 1 else 0


def _held(hall: Hall, meeting: MeetingRow, last: datetime | None = None) -> str:
    """When it voted, by the clock of this house; before the vote when it is to begin."""
    if meeting.opened_at is None:
        return start_time.in_words(meeting.starts)
    return house_time.span(hall.local(meeting.opened_at), last and hall.local(last))


def _of_the_vote(scheme: Scheme) -> tuple[Said, ...]:
    """Defaults that bear on a vote; those of other items are printed with the ranking."""
    bearing = default_words.of_vote(scheme)
    return tuple(each for each in default_words.of(scheme) if each.key.startswith(bearing))


def _wall_poster(hall: Hall, known: _Known) -> Leaf:
    row, facts = known.meeting, known.frozen
    if facts is None or row.frozen is None:
        raise NotInState(act=Act.SEE.value, state=row.state.value, allowed=(State.FROZEN.value,))
    return wall_poster.leaf(
        wall_poster.WallPoster(
            title=facts.title,
            number=facts.number,
            eligible=facts.eligible,
            issued=facts.slips,
            quorum_rule=see_result(hall, row.number).quorum_rule,
            required=facts.minimum,
            subjects=known.names,
            questions=facts.questions,
            fingerprint=fingerprint(row.frozen),
            key=facts.signing_key.hex(),
            slip_roots=tuple(each.slip_root for each in facts.classes),
            classes=facts.classes if len(facts.classes) > 1 else (),
            scheme_sha256=facts.scheme_sha256,
            custody=facts.custody.value,
            transport=facts.transport.value,
            log_tells_order=hall.log_tells_order,
            round=facts.round,
            held=_held(hall, row),
            place=facts.place,
            item=facts.item,
            scrutineers=known.scrutineers,
        )
    )


def _roster(hall: Hall, known: _Known) -> Leaf:
    row = known.meeting
    eligible = see_result(hall, row.number).facts.eligible
    kept = hall.database.read(lambda db: roster.of_meeting(db, row.number))
    voters = (each.voter for each in kept)
    people = tuple(handouts.Voter(v.name, v.categories, v.unit, v.id_tail) for v in voters)
    return handouts.sign_in(
        handouts.Roster(
            title=row.title,
            eligible=eligible,
            people=people,
            blank_rows=LATE_ROWS if people else eligible,
            held=_held(hall, row),
            place=row.place,
        )
    )


def _ballot(known: _Known) -> Leaf:
    questions = known.frozen.questions if known.frozen else known.scheme.questions
    return handouts.blank_ballot(
        handouts.BlankBallot(
            title=known.meeting.title,
            subjects=known.names,
            questions=questions,
            round=known.meeting.round,
            classes=tuple(each.name for each in known.scheme.classes),
        )
    )


def _script(hall: Hall, known: _Known) -> Leaf:
    row = known.meeting
    result: MeetingResult = see_result(hall, row.number)
    return host_script.leaf(
        host_script.Script(
            title=row.title,
            number=row.number,
            url=hall.public_url,
            eligible=result.facts.eligible,
            quorum_rule=result.quorum_rule,
            required=result.required,
            issued=result.facts.issued,
            subjects=known.names,
            custody=row.custody.value,
            parts=known.parts,
            sealed=row.announce == "sealed",
            scrutineers=known.scrutineers,
            tellers=known.tellers,
        )
    )


def _cards(hall: Hall, actor: Actor, known: _Known) -> Leaf:
    helpers = (*known.scrutineers, *known.tellers)
    tellers = len(known.tellers) if helpers else None
    held = _held(hall, known.meeting)
    return hall_cards.leaf(hall, actor, known.meeting, held, tellers, known.doors)


def _keys(known: _Known) -> Leaf:
    """Three slips to write a key on by hand, where a phone cannot show it."""
    row = known.meeting
    names = padded(known.scrutineers, SHARES)
    return handouts.key_slips(
        handouts.KeySlip(row.title, row.number, name, place)
        for place, name in enumerate(names, start=1)
    )


def _wifi(hall: Hall, known: _Known, network: Network) -> Leaf:
    if not network.name.strip():
        raise Refused([Fault(Missing(), key="network")])
    transport = known.meeting.transport or hall.transport
    wifi = handouts.Wifi(network.name.strip(), network.password)
    return handouts.wifi_poster(wifi, plain=transport is Transport.PLAIN)
