"""What a stored database has lived through, by the use cases of the program that is released.

Every act stands here that later versions must be able to go on with. What they need for it, the
slips, the key slips, the badges of the phones, a password, is told beside the database.
"""

from dataclasses import asdict, replace
from datetime import UTC, datetime
from typing import Any

from bundle.corpus.meetings import open_by_two
from makers.meetings import BAD, BLANK, GOOD, VERY, AMeeting, Clock, a_draft, a_plan
from makers.reviewed import HELD, seven
from people import ceremony
from people.ceremony import PIN, TELLERS, WithScrutineers, permit
from people.counters import both_enter, papers
from people.desk import NAME, PASSWORD

from ballot.box import keyslip
from ballot.domain.access import CONSOLE, Role
from ballot.domain.errors import QuorumMissed
from ballot.domain.ledger.ledger_told import Figure
from ballot.domain.meeting import Custody
from ballot.domain.meetings.frozen import fingerprint
from ballot.exports import result_as_json
from ballot.slips.tokens import Minted
from ballot.storage import meetings
from ballot.usecases.accounts.accept_invitation import accept_invitation
from ballot.usecases.accounts.api_keys import make_key
from ballot.usecases.accounts.invite_administrator import invite_administrator
from ballot.usecases.assessment import reviewing
from ballot.usecases.assessment.see_ranking import see_ranking
from ballot.usecases.hall import Hall
from ballot.usecases.kiosk import pair_kiosk
from ballot.usecases.ledger.complain import complain, minute
from ballot.usecases.ledger.count_hall import count_hall
from ballot.usecases.ledger.scan_slip import scan_slip
from ballot.usecases.ledger.settling import settle_slips
from ballot.usecases.meeting.close_voting import close_voting
from ballot.usecases.meeting.freeze import freeze
from ballot.usecases.meeting.open_voting import open_voting
from ballot.usecases.meeting.round_two import round_two
from ballot.usecases.opening.open_box import open_box
from ballot.usecases.result.export_bundle import export_bundle
from ballot.usecases.result.see_result import see_result
from ballot.usecases.result.see_signed_values import see_signed_values
from ballot.usecases.review.confirm_thresholds import confirm_thresholds
from ballot.usecases.review.pass_step import pass_step
from ballot.usecases.review.see_review import see_review
from ballot.usecases.slips.exchange_slip import exchange_slip
from ballot.usecases.traces.seal_meetings import seal_meetings

BEGAN = datetime(2026, 1, 12, 1, 0, tzinfo=UTC)
"""Long before any later version opens it: no line of a journal comes before the one above it."""
SLIPS = 9
"""Of each meeting that votes; a third of them has voted."""

Told = dict[str, Any]


def clock() -> Clock:
    """The clock of the hall in which all this happens."""
    return Clock(BEGAN)


def furnish(hall: Hall) -> tuple[Told, dict[str, bytes]]:
    """Let it happen; what is told of it, and the audit bundles of the opened meetings by custody.

    The meetings that vote come last: SQLite seals what has ended only while nobody votes.
    """
    accept_invitation(hall, invite_administrator(hall), NAME, PASSWORD)
    told: Told = {
        "account": {"name": NAME, "password": PASSWORD},
        "api_key": make_key(hall, CONSOLE, "县平台", Role.ORGANIZER),
        "ranking": _ranking(hall),
        "no_quorum": _no_quorum(hall),
    }
    ended = {Custody.SERVER: _opened(hall), Custody.SCRUTINEERS: _opened_by_two(hall)}
    seal_meetings(hall)
    told["opened"] = {custody: _outcome(hall, number) for custody, number in ended.items()}
    told["draft"] = _draft(hall)
    told["open"] = {
        Custody.SERVER: _voting(hall),
        Custody.SCRUTINEERS: _voting_under_scrutineers(hall),
    }
    bundles = {custody: export_bundle(hall, CONSOLE, number) for custody, number in ended.items()}
    return told, bundles


def _ranking(hall: Hall) -> Told:
    """Seven people, voted on and ranked; the first two steps of the review are done."""
    assessment = seven(hall)
    confirm_thresholds(hall, CONSOLE, assessment)
    held = replace(HELD, held_on=reviewing.today(hall).isoformat())
    for _ in range(2):
        step = see_review(hall, CONSOLE, assessment).next
        assert step
        pass_step(hall, CONSOLE, assessment, step.name, held)
    rows = see_ranking(hall, CONSOLE, assessment).scored.rows
    return {"assessment": assessment, "rows": list(rows)}


def _no_quorum(hall: Hall) -> Told:
    """One of five came; the second round is in preparation."""
    meeting = a_draft(hall, slips=5, eligible=5)
    open_voting(hall, CONSOLE, meeting.number)
    meeting.cast(VERY)
    close_voting(hall, CONSOLE, meeting.number)
    try:
        open_box(hall, CONSOLE, meeting.number)
    except QuorumMissed:
        return {"number": meeting.number, "round_two": round_two(hall, CONSOLE, meeting.number)}
    raise AssertionError("a quorum of one in five")


def _opened(hall: Hall) -> str:
    """Three by phone and two on paper, a complaint minuted, one slip undrawn; by the server."""
    meeting = a_draft(hall, slips=6, eligible=6)
    number = meeting.number
    open_voting(hall, CONSOLE, number)
    meeting.cast_all([VERY, GOOD, BAD])
    for slip in meeting.slips[3:5]:
        exchange_slip(hall, CONSOLE, number, slip.token)
    place = complain(hall, CONSOLE, number, "没有投")
    close_voting(hall, CONSOLE, number)
    scan_slip(hall, CONSOLE, number, meeting.slips[5].token)
    count_hall(hall, CONSOLE, number, {Figure.HANDED_OUT: 5, Figure.PRESENT: 5})
    minute(hall, CONSOLE, number, place, "家人代扫")
    both_enter(hall, number, papers(1, 0, 0, 0, invalid=1))
    open_box(hall, CONSOLE, number)
    return number


def _opened_by_two(hall: Hall) -> str:
    """Three by phone and one on paper; two of the three 监票人 used their keys."""
    meeting = _under_scrutineers(hall, 4)
    number = meeting.number
    meeting.cast_all([VERY, GOOD, BLANK])
    permit(meeting, 2)
    exchange_slip(hall, meeting.phones[3].actor, number, meeting.slips[3].token)
    close_voting(hall, CONSOLE, number)
    count_hall(hall, CONSOLE, number, {Figure.HANDED_OUT: 4})
    both_enter(hall, number, papers(1, 0, 0, 0))
    settle_slips(hall, CONSOLE, number)
    open_by_two(hall, meeting)
    return number


def _outcome(hall: Hall, number: str) -> Told:
    result = see_result(hall, number)
    values = see_signed_values(hall, result)
    return {"number": number, "result": result_as_json.value(result), "values": asdict(values)}


def _draft(hall: Hall) -> Told:
    """Its slips are printed and a kiosk is waited for; nothing is frozen."""
    meeting = a_draft(hall, slips=SLIPS, eligible=SLIPS)
    kiosk = pair_kiosk.offer(hall, CONSOLE, meeting.number, "门口")
    return {
        "number": meeting.number,
        "slips": _texts(meeting.slips),
        "kiosk": kiosk.code.text,
    }


def _voting(hall: Hall) -> Told:
    """Two people are judged; three of nine have voted."""
    meeting = a_draft(hall, slips=SLIPS, subjects=2, eligible=SLIPS)
    freeze(hall, CONSOLE, meeting.number)
    open_voting(hall, CONSOLE, meeting.number)
    return _under_way(hall, meeting)


def _voting_under_scrutineers(hall: Hall) -> Told:
    """Three of nine have voted, and one of three agreed exchanges was done."""
    meeting = _under_scrutineers(hall, SLIPS)
    told = _under_way(hall, meeting)
    permit(meeting, 3)
    exchange_slip(hall, meeting.phones[3].actor, meeting.number, meeting.slips[-1].token)
    return told | {
        "slips": told["slips"][:-1],
        "keys": [keyslip.write(share.secret) for share in meeting.shares],
        "badges": [phone.badge for phone in meeting.phones],
        "tellers": TELLERS,
        "pin": PIN,
    }


def _under_way(hall: Hall, meeting: AMeeting) -> Told:
    meeting.cast_all([VERY, GOOD, VERY])
    frozen = hall.database.read(lambda db: meetings.get(db, meeting.number)).frozen
    assert frozen
    return {
        "number": meeting.number,
        "fingerprint": fingerprint(frozen),
        "voted": _texts(meeting.slips[: meeting.spent]),
        "slips": _texts(meeting.slips[meeting.spent :]),
    }


def _under_scrutineers(hall: Hall, slips: int) -> WithScrutineers:
    """The key was made on three phones; the meeting votes."""
    plan = a_plan(eligible=slips, custody=Custody.SCRUTINEERS)
    meeting = ceremony.a_meeting_with_keys(hall, slips=slips, eligible=slips, plan=plan)
    meeting.agreed(lambda: freeze(hall, CONSOLE, meeting.number))
    meeting.agreed(lambda: open_voting(hall, CONSOLE, meeting.number))
    return meeting


def _texts(slips: list[Minted]) -> list[str]:
    return [slip.token.text for slip in slips]
