"""A meeting as a formal one is held: three 监票人, a kiosk, paper ballots, two of three keys."""

import random

from ballot.demo import hall_staff
from ballot.demo.hall_staff import Phone
from ballot.domain.access import CONSOLE
from ballot.domain.ledger.ledger_told import Figure
from ballot.domain.ledger.paper_count import CellTotal
from ballot.domain.meeting import SPENT_AT_KIOSK, SPENT_BY_PHONE
from ballot.domain.paper import Ballot
from ballot.slips.tokens import Minted
from ballot.usecases.casting.cast_ballot import cast_ballot
from ballot.usecases.consents import agreed_exchanges
from ballot.usecases.hall import Hall
from ballot.usecases.kiosk import pair_kiosk
from ballot.usecases.ledger import settling
from ballot.usecases.ledger.count_hall import count_hall
from ballot.usecases.ledger.enter_paper import enter_paper
from ballot.usecases.ledger.scan_slip import scan_slip
from ballot.usecases.meeting.close_voting import close_voting
from ballot.usecases.meeting.open_voting import open_voting
from ballot.usecases.slips.exchange_slip import exchange_slip

AT_KIOSK = 5
ON_PAPER = 8
OPTIONS = 4
FIRST_TELLER = 3
"""Where the phone of the first 计票人 stands behind those of the 监票人."""


def hold(hall: Hall, number: str, slips: list[Minted], answers: list[int]) -> list[Minted]:
    """Hold it from the appointment to the opened box; the slips.

    ``answers`` are those of all ballots, the last ``ON_PAPER`` in a random order come on paper;
    slips that nobody drew are scanned after the close.
    """
    random.SystemRandom().shuffle(answers)
    phones = hall_staff.come(hall, number)
    hall_staff.make_key(phones)
    begin(hall, number, phones)
    _pair_a_kiosk(hall, number)
    in_box, on_paper = answers[:-ON_PAPER], answers[-ON_PAPER:]
    for place, answer in enumerate(in_box):
        channel = SPENT_AT_KIOSK if place < AT_KIOSK else SPENT_BY_PHONE
        token = slips[place].token
        cast_ballot(hall, number, token, Ballot((answer,)), channel)
    _exchange(hall, number, phones, slips[len(in_box) : len(answers)])
    close_voting(hall, CONSOLE, number)
    _settle(hall, number, phones, slips[len(answers) :], len(answers), on_paper)
    for phone in (phones[0], phones[2]):
        phone.use_key()
    return slips


def begin(hall: Hall, number: str, phones: list[Phone]) -> None:
    """Freeze and open a printed draft whose key is made; a 监票人 agrees."""
    phones[0].agree(lambda: open_voting(hall, CONSOLE, number))


def _pair_a_kiosk(hall: Hall, number: str) -> None:
    offered = pair_kiosk.offer(hall, CONSOLE, number, "门口平板")
    pair_kiosk.claim(hall, number, offered.code)


def _exchange(hall: Hall, number: str, phones: list[Phone], given_back: list[Minted]) -> None:
    """Each of these slips becomes a sheet of paper; a 监票人 agrees to their number."""
    teller = phones[FIRST_TELLER].actor
    phones[1].answer(agreed_exchanges.ask(hall, teller, number, len(given_back)))
    for slip in given_back:
        exchange_slip(hall, teller, number, slip.token)


def _settle(
    hall: Hall,
    number: str,
    phones: list[Phone],
    undrawn: list[Minted],
    handed_out: int,
    on_paper: list[int],
) -> None:
    """清点: undrawn slips are scanned, both tellers enter the paper, the figures are frozen."""
    for slip in undrawn:
        scan_slip(hall, CONSOLE, number, slip.token)
    count_hall(hall, CONSOLE, number, {Figure.HANDED_OUT: handed_out})
    counts = tuple(on_paper.count(option) for option in range(OPTIONS))
    totals = [CellTotal(0, 0, 0, counts, on_paper.count(OPTIONS), 0, len(on_paper))]
    for teller in phones[FIRST_TELLER:]:
        enter_paper(hall, teller.actor, number, totals)
    settling.settle_slips(hall, CONSOLE, number)
