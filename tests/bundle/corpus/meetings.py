"""Nine small meetings of nine kinds, held once by the use cases themselves, and their bundles."""

import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from unittest.mock import patch

from box.sealing_phones import SealingPhones, copied, go_on_and_settle, repeating, stuffed
from makers.meetings import BAD, BLANK, GOOD, VERY, AMeeting, a_hall, a_plan
from makers.meetings_of_scrutineers import an_open_meeting_of_scrutineers as made_here
from people.bundle_forger import SEED
from people.ceremony import PIN, WithScrutineers, an_open_meeting_of_scrutineers, permit
from people.counters import both_enter, papers

from ballot import schemes
from ballot.box import published
from ballot.box.shares import Share
from ballot.domain.access import CONSOLE
from ballot.domain.errors import QuorumMissed, RoundInvalid
from ballot.domain.ledger.ledger_told import Figure
from ballot.domain.meeting import Sealing
from ballot.domain.meetings.plan import MeetingPlan
from ballot.domain.meetings.result import Way
from ballot.domain.paper import Ballot
from ballot.storage import migrate
from ballot.storage.database import Database
from ballot.usecases.casting.cast_ballot import cast_ballot
from ballot.usecases.consents.agreed_exchanges import withdraw
from ballot.usecases.hall import Hall
from ballot.usecases.ledger.complain import complain, minute
from ballot.usecases.ledger.count_hall import count_hall
from ballot.usecases.ledger.scan_slip import scan_slip
from ballot.usecases.ledger.settling import settle_slips
from ballot.usecases.meeting.close_voting import close_voting
from ballot.usecases.meeting.create_meeting import create_meeting
from ballot.usecases.meeting.open_voting import open_voting
from ballot.usecases.meeting.rehearse import rehearse
from ballot.usecases.meeting.reset import reset
from ballot.usecases.opening.open_box import open_box
from ballot.usecases.opening.publish_list import publish_list
from ballot.usecases.opening.send_partials import send_partials
from ballot.usecases.result.export_bundle import export_bundle
from ballot.usecases.slips.confirm_batch import confirm_batch
from ballot.usecases.slips.exchange_slip import exchange_slip
from ballot.usecases.slips.issue_slips import issue_slips

CLASSES = """
[[voters.classes]]
name = "A票"
weight = "60%"

[[voters.classes]]
name = "B票"
weight = "40%"
"""


@dataclass(frozen=True, slots=True)
class Held:
    """The bundles of the meetings by their kind, the seed of the office's signing key, and the
    shares of the one whose key the 监票人 hold."""

    bundles: dict[str, bytes]
    beyond: bytes
    """Nine of eight of a class, and eleven of twelve of the other: invalid."""
    opened_beyond: bytes
    """The same, opened by a program that looks at the sum over all alone."""
    seed: bytes
    shares: tuple[Share, ...]


@lru_cache(maxsize=1)
def held() -> Held:
    """Hold them all: some seconds once a session."""
    with tempfile.TemporaryDirectory(prefix="corpus-") as made:
        folder = Path(made)
        url = f"sqlite:///{folder / 'ballot.sqlite3'}"
        migrate.upgrade(url)
        database = Database.connect(url)
        hall = replace(a_hall(database, folder), sign=SEED)
        of_scrutineers = _scrutineers(hall)
        numbers = {
            "server": _server(hall),
            "scrutineers": of_scrutineers.number,
            "papers": _papers(hall),
            "no_quorum": _no_quorum(hall),
            "numbers": _plain(
                hall, a_plan(scheme="lianshu-branch", eligible=4), [100, 0, 87, None]
            ),
            "classes": _classes(hall, folder),
            "rehearsal": _rehearsed(hall),
            "tried": _tried(hall),
            "phones": _phones(hall),
        }
        path = _in_classes(folder)
        beyond = export_bundle(hall, CONSOLE, _beyond(hall, path))
        with patch("ballot.usecases.verified.ledger._by_class", lambda *_: ()):
            naive = export_bundle(hall, CONSOLE, _beyond(hall, path))
        bundles = {kind: export_bundle(hall, CONSOLE, each) for kind, each in numbers.items()}
        database.dispose()
    return Held(bundles, beyond, naive, hall.sign, of_scrutineers.shares)


def _printed(hall: Hall, number: str, slips: int, subjects: int = 1) -> AMeeting:
    issue = issue_slips(hall, CONSOLE, number, slips)
    confirm_batch(hall, CONSOLE, number, issue.batch)
    return AMeeting(hall, number, issue.slips, subjects)


def _plain(hall: Hall, plan: MeetingPlan, *ballots: Sequence[int | None]) -> str:
    """Ballots of each class in turn, as many slips as ballots; opened by the server."""
    number = create_meeting(hall, CONSOLE, plan)
    batches = []
    names = [name for name, _persons in plan.eligible_parts] or [""]
    for name, answers in zip(names, ballots, strict=True):
        issue = issue_slips(hall, CONSOLE, number, len(answers), name)
        confirm_batch(hall, CONSOLE, number, issue.batch)
        batches.append(issue.slips)
    open_voting(hall, CONSOLE, number)
    for answers, own in zip(ballots, batches, strict=True):
        for answer, slip in zip(answers, own, strict=True):
            cast_ballot(hall, number, slip.token, Ballot((answer,)))
    close_voting(hall, CONSOLE, number)
    with suppress(RoundInvalid):
        open_box(hall, CONSOLE, number)
    return number


def _server(hall: Hall) -> str:
    """Four of five came, on two subjects; nobody counted 发出."""
    number = create_meeting(hall, CONSOLE, a_plan(subjects=2, eligible=5))
    meeting = _printed(hall, number, 5, subjects=2)
    open_voting(hall, CONSOLE, number)
    meeting.cast_all([VERY, VERY, GOOD, BLANK])
    close_voting(hall, CONSOLE, number)
    open_box(hall, CONSOLE, number)
    return number


def open_by_two(hall: Hall, meeting: WithScrutineers) -> None:
    """The first and the third use their keys, each on his phone."""
    for place in (0, 2):
        phone, share = meeting.phones[place], meeting.shares[place]
        given = publish_list(hall, phone.actor, meeting.number)
        listed = published.from_json("".join(given.pieces))
        sent = published.partials(listed, share, given.close_value, 1)
        send_partials(hall, phone.actor, meeting.number, sent, Way.PAGE)


def _papers(hall: Hall) -> str:
    """Three by phone and two on paper, a complaint minuted, one slip undrawn; by the server."""
    number = create_meeting(hall, CONSOLE, a_plan(eligible=6))
    meeting = _printed(hall, number, 6)
    open_voting(hall, CONSOLE, number)
    meeting.cast_all([VERY, GOOD, BAD])
    for slip in meeting.slips[3:5]:
        exchange_slip(hall, CONSOLE, number, slip.token)
    place = complain(hall, CONSOLE, number, "没有投")
    close_voting(hall, CONSOLE, number)
    scan_slip(hall, CONSOLE, number, meeting.slips[5].token)
    count_hall(hall, CONSOLE, number, {Figure.HANDED_OUT: 5})
    minute(hall, CONSOLE, number, place, "家人代扫")
    both_enter(hall, number, papers(1, 0, 0, 0, invalid=1))
    open_box(hall, CONSOLE, number)
    return number


def _scrutineers(hall: Hall) -> WithScrutineers:
    """Under 监票人: of three exchanges that were agreed to one was done, the rest taken back."""
    meeting = an_open_meeting_of_scrutineers(hall, slips=4, eligible=4)
    number = meeting.number
    meeting.cast_all([VERY, GOOD, BAD])
    id = permit(meeting, 3)
    exchange_slip(hall, meeting.phones[3].actor, number, meeting.slips[3].token)
    withdraw(hall, meeting.phones[1].actor, number, id, PIN)
    close_voting(hall, CONSOLE, number)
    count_hall(hall, CONSOLE, number, {Figure.HANDED_OUT: 4})
    both_enter(hall, number, papers(1, 0, 0, 0))
    settle_slips(hall, CONSOLE, number)
    open_by_two(hall, meeting)
    return meeting


def _no_quorum(hall: Hall) -> str:
    """One of five came."""
    number = create_meeting(hall, CONSOLE, a_plan(eligible=5))
    meeting = _printed(hall, number, 5)
    open_voting(hall, CONSOLE, number)
    meeting.cast(VERY)
    close_voting(hall, CONSOLE, number)
    try:
        open_box(hall, CONSOLE, number)
    except QuorumMissed:
        return number
    raise AssertionError("a quorum of one in five")


def _numbers(hall: Hall) -> str:
    """Three whole numbers and one 弃权."""
    return _plain(hall, a_plan(scheme="lianshu-branch", eligible=4), [100, 0, 87, None])


def _in_classes(folder: Path) -> str:
    """The path of a scheme with two classes of voters."""
    lines = schemes.text_of("jiaozhou-village").splitlines()
    start = lines.index("[voters]")
    end = next(at for at, line in enumerate(lines) if at > start and not line)
    lines[end:end] = CLASSES.splitlines()
    lines = ['categories = ["A票", "B票"]' if x.startswith("categories") else x for x in lines]
    path = folder / "in-classes.toml"
    path.write_text("\n".join(lines), encoding="utf-8")
    return str(path)


def _plan_in_classes(path: str, *eligible: int) -> MeetingPlan:
    return MeetingPlan(
        title="分类测评",
        scheme=path,
        custody=a_plan().custody,
        eligible=sum(eligible),
        subjects=a_plan().subjects,
        eligible_parts=tuple(zip(("A票", "B票"), eligible, strict=True)),
    )


def _beyond(hall: Hall, path: str) -> str:
    """Nine ballots of a class of eight, eleven of one of twelve: no more than all of them."""
    return _plain(hall, _plan_in_classes(path, 8, 12), [VERY] * 9, [GOOD] * 11)


def _classes(hall: Hall, folder: Path) -> str:
    """Eight of each of two classes, opened apart."""
    plan = _plan_in_classes(_in_classes(folder), 8, 8)
    return _plain(hall, plan, [VERY] * 8, [VERY, GOOD, BAD, BLANK, VERY, VERY, VERY, VERY])


def _phones(hall: Hall) -> str:
    """Phones seal on two subjects: of six ballots one does not hold and two share a c1; another has
    the c1 of an honest one and no proof of it. Two 监票人 went on over the pair."""
    made = made_here(hall, slips=7, eligible=8, subjects=2, sealing=Sealing.PHONE)
    phones, same = SealingPhones(hall, made), repeating()
    honest = [phones.cast(answer) for answer in (VERY, GOOD)]
    phones.cast(VERY, stuffed(3, 0, 0, -3, 1))
    phones.cast(GOOD, copied(honest[0][0]))
    phones.cast(BAD, same)
    phones.cast(GOOD, same)
    close_voting(hall, CONSOLE, made.number)
    count_hall(hall, CONSOLE, made.number, {Figure.HANDED_OUT: 6})
    scan_slip(hall, CONSOLE, made.number, made.meeting.slips[6].token)
    go_on_and_settle(hall, made)
    for place in (1, 3):
        send_partials(hall, made.holder(place), made.number, made.made(hall, place), Way.PAGE)
    return made.number


def _rehearsed(hall: Hall) -> str:
    """A rehearsal with a ballot came before."""
    number = create_meeting(hall, CONSOLE, a_plan(eligible=4))
    rehearse(hall, CONSOLE, number)
    _printed(hall, number, 2).cast(BAD)
    reset(hall, CONSOLE, number)
    meeting = _printed(hall, number, 4)
    open_voting(hall, CONSOLE, number)
    meeting.cast_all([VERY, VERY, GOOD])
    close_voting(hall, CONSOLE, number)
    open_box(hall, CONSOLE, number)
    return number


def _tried(hall: Hall) -> str:
    """A rehearsal that went to its opening came before, with papers, a scan and a complaint; then
    one that missed the quorum."""
    number = create_meeting(hall, CONSOLE, a_plan(eligible=4))
    rehearse(hall, CONSOLE, number)
    meeting = _printed(hall, number, 4)
    meeting.cast_all([BAD, BAD])
    exchange_slip(hall, CONSOLE, number, meeting.slips[2].token)
    place = complain(hall, CONSOLE, number, "没有投")
    close_voting(hall, CONSOLE, number)
    count_hall(hall, CONSOLE, number, {Figure.HANDED_OUT: 3})
    scan_slip(hall, CONSOLE, number, meeting.slips[3].token)
    minute(hall, CONSOLE, number, place, "家人代扫")
    both_enter(hall, number, papers(0, 0, 0, 1))
    open_box(hall, CONSOLE, number)
    reset(hall, CONSOLE, number, agreed=True)
    rehearse(hall, CONSOLE, number)
    _printed(hall, number, 2).cast(BAD)
    close_voting(hall, CONSOLE, number)
    with suppress(QuorumMissed):
        open_box(hall, CONSOLE, number)
    reset(hall, CONSOLE, number, agreed=True)
    meeting = _printed(hall, number, 4)
    open_voting(hall, CONSOLE, number)
    meeting.cast_all([VERY, VERY, GOOD])
    close_voting(hall, CONSOLE, number)
    count_hall(hall, CONSOLE, number, {Figure.HANDED_OUT: 3})
    scan_slip(hall, CONSOLE, number, meeting.slips[3].token)
    open_box(hall, CONSOLE, number)
    return number
