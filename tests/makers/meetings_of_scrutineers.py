"""A meeting whose key three 监票人 hold, made without the ceremony: its shares are at hand."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from makers.meetings import AMeeting, a_plan
from sqlalchemy.orm import Session

from ballot.box import published, shares
from ballot.box.published import Sent
from ballot.box.shares import PublicKeys, Share
from ballot.domain.access import CONSOLE, Actor, Badge, Role
from ballot.domain.acts import Act
from ballot.domain.ledger.ledger_told import Figure
from ballot.domain.meeting import Custody, Sealing, State
from ballot.domain.meetings import frozen
from ballot.domain.meetings.consent import AGREED
from ballot.domain.meetings.plan import MeetingPlan
from ballot.slips.tokens import Minted
from ballot.storage import badges, meetings
from ballot.storage.badges import BadgeRow
from ballot.storage.meetings import MeetingRow
from ballot.usecases import acts
from ballot.usecases.accounts import badge_secrets
from ballot.usecases.hall import Hall
from ballot.usecases.ledger.count_hall import count_hall
from ballot.usecases.ledger.scan_slip import scan_slip
from ballot.usecases.ledger.settling import settle_slips
from ballot.usecases.meeting import freezing
from ballot.usecases.meeting.close_voting import close_voting
from ballot.usecases.meeting.create_meeting import create_meeting
from ballot.usecases.opening.publish_list import publish_list
from ballot.usecases.slips.confirm_batch import confirm_batch
from ballot.usecases.slips.issue_slips import issue_slips
from ballot.usecases.verified import badge_holders, frozen_facts, key_making

HOLDERS = ("王监", "李监", "赵监")


@dataclass(slots=True)
class Scrutinised:
    """A meeting, the three shares, and the secrets of the badges of the three phones."""

    meeting: AMeeting
    keys: PublicKeys
    shares: tuple[Share, ...]
    badges: tuple[str, ...]

    @property
    def number(self) -> str:
        """The number of the meeting."""
        return self.meeting.number

    def holder(self, position: int) -> Actor:
        """The 监票人 of a place, 1…3, by his badge."""
        badge = Badge(meeting=self.number, role=Role.SCRUTINEER, position=position)
        return Actor(id=None, name=HOLDERS[position - 1], badge=badge)

    def made(self, hall: Hall, position: int, share: Share | None = None) -> Sent:
        """What the machine of a 监票人 makes of the list, with his own share or another."""
        given = publish_list(hall, self.holder(position), self.number)
        listed = published.from_json("".join(given.pieces))
        return published.partials(listed, share or self.shares[position - 1], given.close_value, 1)


def an_open_meeting_of_scrutineers(
    hall: Hall,
    *,
    slips: int = 46,
    subjects: int = 1,
    eligible: int = 46,
    plan: MeetingPlan | None = None,
    sealing: Sealing = Sealing.SERVER,
) -> Scrutinised:
    """It votes under a key that was split here and now."""
    plan = plan or a_plan(subjects=subjects, eligible=eligible, custody=Custody.SCRUTINEERS)
    number = create_meeting(hall, CONSOLE, plan)
    minted = printed(hall, number, slips)
    return opened(AMeeting(hall, number, minted, len(plan.subjects)), sealing)


def a_closed_meeting_in_classes(
    hall: Hall, plan: MeetingPlan, *answers: Sequence[int]
) -> Scrutinised:
    """Of every class what its voters cast; who is entitled has a slip; all slips are settled."""
    number = create_meeting(hall, CONSOLE, replace(plan, custody=Custody.SCRUTINEERS))
    used, left = [], []
    for voter_class, own in enumerate(answers):
        minted = printed(hall, number, *reversed(plan.eligible_parts[voter_class]))
        used += minted[: len(own)]
        left += minted[len(own) :]
    made = opened(AMeeting(hall, number, [*used, *left], len(plan.subjects)))
    made.meeting.cast_all(chain.from_iterable(answers))
    close_and_settle(hall, made)
    return made


def a_closed_meeting_of_scrutineers(
    hall: Hall, answers: Iterable[int], *, slips: int = 46, subjects: int = 1, eligible: int = 46
) -> Scrutinised:
    """These answers were cast, all slips are settled; nobody has used a key yet."""
    made = an_open_meeting_of_scrutineers(hall, slips=slips, subjects=subjects, eligible=eligible)
    made.meeting.cast_all(answers)
    close_and_settle(hall, made)
    return made


def close_and_settle(hall: Hall, made: Scrutinised) -> None:
    """Close the vote, count 发出, scan every slip that nobody drew, call the slips settled."""
    close_voting(hall, CONSOLE, made.number)
    count_hall(hall, CONSOLE, made.number, {Figure.HANDED_OUT: made.meeting.spent})
    for slip in made.meeting.slips[made.meeting.spent :]:
        scan_slip(hall, CONSOLE, made.number, slip.token)
    settle_slips(hall, CONSOLE, made.number)


def printed(hall: Hall, number: str, slips: int, class_name: str = "") -> list[Minted]:
    issue = issue_slips(hall, CONSOLE, number, slips, class_name)
    confirm_batch(hall, CONSOLE, number, issue.batch)
    return issue.slips


def opened(meeting: AMeeting, sealing: Sealing = Sealing.SERVER) -> Scrutinised:
    """Frozen and opened for voting, under a key that was split here and now."""
    keys, split = shares.split()
    secrets = tuple(badge_secrets.draw() for _ in HOLDERS)
    hall, number = meeting.hall, meeting.number
    acts.carry_out(hall, lambda db: _begin(hall, db, number, keys, secrets, sealing))
    return Scrutinised(meeting, keys, split, secrets)


def _begin(
    hall: Hall,
    db: Session,
    number: str,
    keys: PublicKeys,
    secrets: tuple[str, ...],
    sealing: Sealing,
) -> None:
    """What three confirmed keys, the freeze and the opening of the vote leave behind."""
    holders = zip((1, 2, 3), HOLDERS, secrets, keys.vks, strict=True)
    rows = [
        BadgeRow(
            meeting=number,
            position=position,
            role=Role.SCRUTINEER,
            name=name,
            digest=badge_secrets.of_badge(badge),
            vk=vk,
            confirmed=True,
        )
        for position, name, badge, vk in holders
    ]
    badges.add(db, rows)
    for row in rows:
        came = {"place": row.position, "done": "phone", "phone": badge_holders.print_of(row)}
        acts.write_down(hall, db, CONSOLE, Act.APPOINT, number, **came)
    meeting = meetings.get(db, number)
    _tell_of_keys(hall, db, meeting, keys)
    _agree(hall, db, number, Act.FREEZE)
    custody = Custody.SCRUTINEERS
    facts = freezing._draft(
        hall, db, meeting, run=meeting.run, keys=keys, custody=custody, rehearsal=False
    )
    text = frozen.to_text(replace(facts, sealing=sealing))
    tag = frozen_facts.tag(hall, meeting.run, text)
    columns = {"pk": keys.pk, "frozen": text, "frozen_tag": tag, "transport": hall.transport}
    meetings.move(db, number, Act.FREEZE, State.FROZEN, **columns)
    meetings.move(db, number, Act.OPEN, State.OPEN, opened_at=hall.clock())
    told = {"fingerprint": frozen.fingerprint(text), **freezing.eligible_told(text)}
    for act in (Act.FREEZE, Act.OPEN):
        if act is Act.OPEN:
            _agree(hall, db, number, act)
        agreed = {"consent": AGREEMENTS[act], "scrutineer": HOLDERS[0]}
        acts.write_down(hall, db, CONSOLE, act, number, **told, **agreed)


AGREEMENTS = {Act.FREEZE: 1, Act.OPEN: 2}
"""The ids of what the first of the three has agreed to."""


def _agree(hall: Hall, db: Session, number: str, act: Act) -> None:
    answer = {"consent": AGREEMENTS[act], "answer": AGREED, "to": act}
    acts.write_down(hall, db, Actor(id=None, name=HOLDERS[0]), Act.CONSENT, number, **answer)


def _tell_of_keys(hall: Hall, db: Session, meeting: MeetingRow, keys: PublicKeys) -> None:
    dealt = {"pk": keys.pk.hex(), "vks": [vk.hex() for vk in keys.vks]}
    key_making.write_down(hall, db, CONSOLE, meeting, key_making.DEALT, **dealt)
    for place in shares.NUMBERS:
        key_making.write_down(hall, db, CONSOLE, meeting, key_making.CONFIRMED, place=place)
