"""A paper of a meeting is printed: report, notice, ledger, roster, ballots, words for the chair."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from ballot.domain.access import Actor, Role
from ballot.domain.acts import Act
from ballot.domain.errors import Fault, Missing, NotInState, Refused
from ballot.domain.meeting import Custody, State, Transport
from ballot.domain.meetings.frozen import Frozen, fingerprint
from ballot.domain.meetings.result import MeetingResult
from ballot.domain.scheme.scheme import Scheme
from ballot.printing.forms import hall as hall_forms
from ballot.printing.forms import handouts, result_report
from ballot.printing.forms.result_report import Attendance, Signer
from ballot.printing.leaf import Leaf
from ballot.schemes import default_words
from ballot.schemes.default_words import Said
from ballot.storage import credentials, subjects
from ballot.storage.meetings import MeetingRow
from ballot.usecases import acts
from ballot.usecases.hall import Hall
from ballot.usecases.papers import ledger_remarks, ledger_sheet
from ballot.usecases.result.see_result import see_result
from ballot.usecases.traces import clear_memory
from ballot.usecases.verified import frozen_facts, schemes


class Paper(StrEnum):
    """The papers that a meeting has; the value is the word of commands and addresses."""

    REPORT = "report"
    NOTICE = "notice"
    LEDGER = "ledger"
    ROSTER = "roster"
    OBJECTIONS = "objections"
    HELPERS = "helpers"
    BALLOT = "ballot"
    SCRIPT = "script"
    KEYS = "keys"
    WIFI = "wifi"


@dataclass(frozen=True, slots=True)
class Told:
    """What no table knows: the network of the hall, and its password."""

    network: str = ""
    password: str = ""


NOTHING = Told()
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
    memory_cleared: bool | None


ALONE = "密钥由服务器保管:组织者一人操作。"
REMEMBERS = (
    "内存尚未清除:打印时,投票时运行的程序还在,它的内存里可能还留着投票内容(硬盘上没有)。"
    "没有会议投票时,程序会自动换上新的。"
)


def print_paper(hall: Hall, actor: Actor, number: str, paper: Paper, told: Told = NOTHING) -> Leaf:
    """The paper as a leaf, to be printed in any format. What nobody has noted is left to the pen.

    Raises MeetingUnknown, MayNot, GlyphMissing; NotInState for a notice before the freeze, and
    Refused with the key ``network`` for a poster of no network.
    """
    known = hall.database.read(lambda db: _know(hall, db, actor, number))
    meeting = handouts.Meeting(known.meeting.title, number)
    match paper:
        case Paper.REPORT:
            return _report(hall, actor, known)
        case Paper.NOTICE:
            return _notice(hall, known)
        case Paper.LEDGER:
            return ledger_sheet.leaf(hall, actor, known.meeting, known.scrutineers, known.tellers)
        case Paper.ROSTER:
            return _roster(hall, known)
        case Paper.OBJECTIONS:
            return handouts.objections(meeting)
        case Paper.HELPERS:
            return handouts.helpers_register(meeting)
        case Paper.BALLOT:
            return _ballot(known)
        case Paper.SCRIPT:
            return _script(hall, known)
        case Paper.KEYS:
            return _keys(known)
        case Paper.WIFI:
            return _wifi(hall, known, told)


def _know(hall: Hall, db: Session, actor: Actor, number: str) -> _Known:
    meeting = acts.find(db, actor, number, Act.SEE)
    parts = ((each.category, each.persons) for each in subjects.eligible_parts(db, number))
    helpers = credentials.of_meeting(db, number)
    return _Known(
        meeting=meeting,
        scheme=schemes.of(db, meeting),
        frozen=None if meeting.frozen is None else frozen_facts.of(hall, meeting),
        names=tuple(each.name for each in subjects.subjects(db, number)),
        parts=tuple(part for part in parts if part[0]),
        scrutineers=tuple(each.name for each in helpers if each.role == Role.SCRUTINEER),
        tellers=tuple(each.name for each in helpers if each.role == Role.TELLER),
        memory_cleared=clear_memory.is_cleared(hall, db, meeting),
    )


def _report(hall: Hall, actor: Actor, known: _Known) -> Leaf:
    row, result = known.meeting, see_result(hall, known.meeting.number)
    openers = result.facts.opened_by
    opened = {each.number for each in openers}
    counted = ledger_sheet.counted(hall, actor, row)
    return result_report.leaf(
        result_report.of(
            result,
            scheme_title=known.scheme.title,
            place=row.place,
            held=_held(row.opened_at, row.closed_at),
            attendance=ledger_remarks.attendance(counted) if counted else Attendance(),
            invalid_sheets=_invalid_sheets(result),
            scrutineers=tuple(
                Signer(name, place in opened)
                for place, name in enumerate(known.scrutineers, start=1)
            ),
            tellers=known.tellers,
            defaults=_of_the_vote(known.scheme),
            remarks=(
                *((ALONE,) if row.custody is Custody.SERVER else ()),
                *result_report.fallbacks(openers),
                *(ledger_remarks.remarks(counted) if counted else ()),
                *((REMEMBERS,) if known.memory_cleared is False else ()),
            ),
        )
    )


def _invalid_sheets(result: MeetingResult) -> int:
    """无效 as whole sheets, where a sheet has one row; more rows are told row by row."""
    opened = result.subjects[0].opened if len(result.subjects) == 1 else None
    return opened.invalid if opened and len(opened.questions) == 1 else 0


def _held(first: datetime | None, last: datetime | None) -> str:
    """When it voted, in the time of the place where the program runs."""
    if first is None:
        return ""
    begin = first.astimezone()
    end = f"–{last.astimezone():%H:%M}" if last else ""
    return f"{begin.year}年{begin.month}月{begin.day}日 {begin:%H:%M}{end}"


def _of_the_vote(scheme: Scheme) -> tuple[Said, ...]:
    """Defaults that bear on a vote; those of a score sheet are printed with the ranking."""
    return tuple(
        default
        for default in default_words.of(scheme)
        if default.key.startswith(("questions", "quorum", "voters", "items"))
        and ".sections" not in default.key
    )


def _notice(hall: Hall, known: _Known) -> Leaf:
    row, facts = known.meeting, known.frozen
    if facts is None or row.frozen is None:
        raise NotInState(act=Act.SEE.value, state=row.state.value, allowed=(State.FROZEN.value,))
    return hall_forms.notice(
        hall_forms.Notice(
            title=facts.title,
            number=facts.number,
            eligible=facts.eligible,
            issued=facts.slips,
            quorum_rule=see_result(hall, row.number).quorum_rule,
            required=facts.minimum,
            subjects=known.names,
            questions=facts.questions,
            fingerprint=fingerprint(row.frozen),
            slip_roots=tuple(each.slip_root for each in facts.classes),
            scheme_sha256=facts.scheme_sha256,
            custody=facts.custody.value,
            transport=(row.transport or hall.transport).value,
            round=facts.round,
            held=_held(row.opened_at, None),
            place=facts.place,
            item=facts.item,
            scrutineers=known.scrutineers,
        )
    )


def _roster(hall: Hall, known: _Known) -> Leaf:
    row = known.meeting
    eligible = see_result(hall, row.number).facts.eligible
    return handouts.sign_in(
        handouts.Roster(
            title=row.title,
            eligible=eligible,
            blank_rows=eligible,
            held=_held(row.opened_at, None),
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
        )
    )


def _script(hall: Hall, known: _Known) -> Leaf:
    row = known.meeting
    result: MeetingResult = see_result(hall, row.number)
    return hall_forms.host_script(
        hall_forms.Script(
            title=row.title,
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


def _keys(known: _Known) -> Leaf:
    """Three slips to write a key on by hand, where a phone cannot show it."""
    row = known.meeting
    names = hall_forms.padded(known.scrutineers, SHARES)
    return handouts.key_slips(
        handouts.KeySlip(row.title, row.number, name, place)
        for place, name in enumerate(names, start=1)
    )


def _wifi(hall: Hall, known: _Known, told: Told) -> Leaf:
    if not told.network.strip():
        raise Refused([Fault(Missing(), key="network")])
    transport = known.meeting.transport or hall.transport
    network = handouts.Wifi(told.network.strip(), told.password)
    return handouts.wifi_poster(network, plain=transport is Transport.PLAIN)
