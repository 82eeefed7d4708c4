"""A teller hands in the totals of the paper ballots. Two do, and neither sees the other's."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy.orm import Session

from ballot.box.shares import NUMBERS
from ballot.domain.access import Actor, Role
from ballot.domain.acts import Act
from ballot.domain.errors import Fault, MayNot, NotOneOf, Refused
from ballot.domain.ledger import paper_count
from ballot.domain.ledger.ledger_told import TELLERS
from ballot.domain.ledger.paper_count import CellTotal
from ballot.storage import paper
from ballot.storage.paper import PaperRow
from ballot.usecases import acts
from ballot.usecases.hall import Hall
from ballot.usecases.ledger import settling
from ballot.usecases.verified import chain, frozen_facts, ledger

SALT_BYTES = 32


class Agreement(StrEnum):
    """How the two totals stand to each other."""

    WAITS = "waits"
    """The other teller has entered nothing yet"""
    AGREES = "agrees"
    DIFFERS = "differs"


@dataclass(frozen=True, slots=True)
class PaperEntered:
    """What a teller is told: never a number of the other's, only the names that differ."""

    standing: Agreement
    differing: tuple[str, ...] = ()


def enter_paper(
    hall: Hall,
    actor: Actor,
    number: str,
    given: Iterable[CellTotal],
    *,
    teller: int | None = None,
) -> PaperEntered:
    """Keep a teller's totals in the place of those he entered before.

    ``teller`` is the place 1 or 2 for whoever works at the console; a phone has its own. Raises
    Refused with a fault a cell (key ``1.1.1``: subject, question, class), MayNot, NotInState,
    SlipsSettled.
    """
    return acts.carry_out(hall, lambda db: _enter(hall, db, actor, number, tuple(given), teller))


def teller_number(actor: Actor, teller: int | None) -> int:
    """1 or 2: which of the two counts this is. Raises MayNot, Refused (key ``teller``)."""
    badge = actor.badge
    if badge is not None and badge.role is Role.TELLER:
        return badge.position - len(NUMBERS)
    if not actor.console:
        raise MayNot(act=Act.ENTER_PAPER.value)
    if teller not in TELLERS:
        allowed = tuple(map(str, TELLERS))
        raise Refused([Fault(NotOneOf(value=str(teller or ""), allowed=allowed), key="teller")])
    return teller


def _enter(
    hall: Hall,
    db: Session,
    actor: Actor,
    number: str,
    given: tuple[CellTotal, ...],
    teller: int | None,
) -> PaperEntered:
    meeting = acts.hold_in_state(db, actor, number, Act.ENTER_PAPER)
    place = teller_number(actor, teller)
    settling.require_open(hall, db, number)
    facts = frozen_facts.of(hall, meeting)
    totals = paper_count.check(facts.paper, len(facts.classes), given)
    salt = secrets.token_bytes(SALT_BYTES)
    paper.replace(db, number, place, PaperRow(salt, totals))
    commitment = paper_count.commitment(number, facts.run, salt, totals)
    acts.write_down(hall, db, actor, Act.ENTER_PAPER, number, teller=place, commitment=commitment)
    book = ledger.read(db, facts, chain.of_meeting(hall, db, number))
    if len(book.entered) < len(TELLERS):
        return PaperEntered(Agreement.WAITS)
    if book.paper is not None:
        return PaperEntered(Agreement.AGREES)
    return PaperEntered(
        Agreement.DIFFERS, tuple(facts.paper.subjects[each] for each in book.differing)
    )
