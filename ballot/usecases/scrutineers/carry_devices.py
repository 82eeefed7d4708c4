"""The second round takes the hall along: who watches and counts, their phones and PINs, the kiosks
and the tablets at the door.

A phone keeps the secret that it holds; the new meeting stores it under a digest of its own, made
of the first one (docs/decisions/what-a-second-round-carries.md). No key, link or digits come along.
"""

from sqlalchemy.orm import Session

from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.storage import badges, meetings
from ballot.storage.badges import BadgeRow
from ballot.usecases import acts
from ballot.usecases.accounts import badge_secrets
from ballot.usecases.hall import Hall
from ballot.usecases.scrutineers.appoint import faults_of
from ballot.usecases.verified import badge_holders


def carry(hall: Hall, db: Session, actor: Actor, first: str, second: str) -> None:
    """Take people and devices of the first round along, in the transaction of its second one.

    Whoever may not help any more, because he organizes by now, is left out. Raises
    Tampered("phone") where a phone is not the one that came.
    """
    _carry_people(hall, db, actor, first, second)
    _carry_kiosks(hall, db, actor, first, second)
    _carry_doors(hall, db, actor, first, second)


def _carry_people(hall: Hall, db: Session, actor: Actor, first: str, second: str) -> None:
    rows = badges.of_meeting(db, first)
    names = {row.position: row.name for row in rows}
    barred = {fault.key for fault in faults_of(db, meetings.get(db, second), names)}
    kept = [row for row in rows if f"names[{row.position}]" not in barred]
    if not kept:
        return
    told = {str(row.position): row.name for row in kept}
    acts.write_down(hall, db, actor, Act.APPOINT, second, names=told, carried=first)
    for row in kept:
        new = BadgeRow(second, row.position, row.role, row.name)
        if badge_holders.has_come(hall, db, row):
            new = _carried(row, second)
            phone = {"place": row.position, "done": "phone", "phone": badge_holders.print_of(new)}
            acts.write_down(hall, db, actor, Act.APPOINT, second, **phone, carried=first)
        badges.add(db, [new])


def _carry_kiosks(hall: Hall, db: Session, actor: Actor, first: str, second: str) -> None:
    for row in filter(_is_paired, badges.kiosks(db, first)):
        new = _carried(row, second)
        badges.add(db, [new])
        told = {"kiosk": row.name, "done": "paired", "phone": badge_holders.print_of(new)}
        acts.write_down(hall, db, actor, Act.PAIR_KIOSK, second, **told, carried=first)


def _carry_doors(hall: Hall, db: Session, actor: Actor, first: str, second: str) -> None:
    for row in filter(_is_paired, badges.doors(db, first)):
        new = _carried(row, second)
        badges.add(db, [new])
        told = {"door": row.name, "done": "paired", "phone": badge_holders.print_of(new)}
        acts.write_down(hall, db, actor, Act.PAIR_KIOSK, second, **told, carried=first)


def _is_paired(row: BadgeRow) -> bool:
    """Whether a device came by the digits that waited for one."""
    return row.pin_hash is not None


def _carried(row: BadgeRow, second: str) -> BadgeRow:
    """The same device in the new meeting. Wrong tries at its PIN stay counted."""
    return BadgeRow(
        meeting=second,
        position=row.position,
        role=row.role,
        name=row.name,
        digest=badge_secrets.carried(row.digest or b"", second),
        pin_hash=row.pin_hash,
        tries=row.tries,
        wait_until=row.wait_until,
    )
