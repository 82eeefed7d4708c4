"""Phones that seal: what they send is put into the box as a cast puts it there, honest or not.

No page takes such a ballot yet; the box, the opening and the verifiers know them all the same.
"""

import contextlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Event

from makers.meetings import AMeeting
from makers.meetings_of_scrutineers import Scrutinised, opened, printed
from people.counters import PIN, a_phone_of
from people.forger import Forger, Given

from ballot.box import elgamal, envelope, tags, transcript
from ballot.box.elgamal import Sealed
from ballot.box.envelope import Fresh, Kind, Source
from ballot.box.group import Point
from ballot.box.transcript import ProofContext
from ballot.domain.access import CONSOLE
from ballot.domain.errors import LedgerOpen
from ballot.domain.meeting import SPENT_BY_PHONE, Sealing
from ballot.domain.meetings.frozen import Frozen
from ballot.domain.meetings.plan import MeetingPlan
from ballot.domain.paper import Question
from ballot.slips.tokens import Minted
from ballot.storage import meetings
from ballot.storage.casting.group_commit import Cast, Outcome
from ballot.storage.votes import SealedVote
from ballot.usecases.casting import admission
from ballot.usecases.hall import Hall
from ballot.usecases.ledger.override_ledger import override_ledger
from ballot.usecases.ledger.settling import settle_slips
from ballot.usecases.meeting.create_meeting import create_meeting
from ballot.usecases.verified import frozen_facts

GONE_OVER = "两部手机用了同一个随机数，当场说明"
Seal = Callable[[ProofContext, Question, int], Sealed]
"""Makes the answer to a question at a place out of a choice, or of a whole number."""


def honest(place: ProofContext, question: Question, answer: int) -> Sealed:
    """As every phone does."""
    return sealed_from(Fresh(Point(place.pk)))(place, question, answer)


def sealed_from(source: Source) -> Seal:
    """By the randomness of this source."""

    def seal(place: ProofContext, question: Question, answer: int) -> Sealed:
        if question.is_number:
            return elgamal.seal_number(place, answer, question.blank, source)
        return elgamal.seal(place, answer, question.columns, source)

    return seal


def repeating(kind: Kind = envelope.CHOICE) -> Seal:
    """The same randomness whenever it seals for one place: its answers there share their c1."""
    drawn: dict[ProofContext, Seal] = {}

    def seal(place: ProofContext, question: Question, answer: int) -> Sealed:
        if place not in drawn:
            pk = Point(place.pk)
            drawn[place] = sealed_from(Given(pk, Fresh(pk).take(kind, 24)))
        return drawn[place](place, question, answer)

    return seal


def go_on_and_settle(hall: Hall, made: Scrutinised) -> None:
    """Two 监票人 go on over what is open, with their phones, and the slips are settled."""
    with contextlib.suppress(LedgerOpen):
        settle_slips(hall, CONSOLE, made.number)
    for place in (1, 2):
        a_phone_of(hall, made.holder(place))
        override_ledger(hall, made.holder(place), made.number, GONE_OVER, PIN)
    settle_slips(hall, CONSOLE, made.number)


def stuffed(*messages: int) -> Seal:
    """Encrypts these numbers, one a column, whatever it then claims of them."""

    def seal(place: ProofContext, question: Question, answer: int) -> Sealed:
        return sealed_from(Forger(Point(place.pk), messages))(place, question, answer)

    return seal


def of_another_class(place: ProofContext, question: Question, answer: int) -> Sealed:
    """A lawful answer, sealed for a class that is not its own, under the id of its own."""
    own = honest(place, question, answer)
    other = ProofContext(place.run, place.subject, place.question, 7, place.pk)
    return Sealed(own.id, own.ct, honest(other, question, answer).proof)


def copied(whose: SealedVote) -> Seal:
    """The first ciphertext of somebody else, the rest its own; so it has no proof."""

    def seal(place: ProofContext, question: Question, answer: int) -> Sealed:
        own = honest(place, question, answer)
        ct = whose.ct[:64] + own.ct[64:]
        return Sealed(transcript.id_of(place, ct), ct, own.proof)

    return seal


@dataclass(frozen=True, slots=True)
class SealingPhones:
    """All phones of a meeting: each takes the next slip."""

    hall: Hall
    made: Scrutinised

    @classmethod
    def of_classes(cls, hall: Hall, plan: MeetingPlan) -> "SealingPhones":
        """Of a meeting whose voters come in classes: a slip each, class after class."""
        number = create_meeting(hall, CONSOLE, plan)
        minted = []
        for name, persons in plan.eligible_parts:
            minted += printed(hall, number, persons, name)
        meeting = AMeeting(hall, number, minted, len(plan.subjects))
        return cls(hall, opened(meeting, Sealing.PHONE))

    @property
    def facts(self) -> Frozen:
        """The notice."""
        return self.hall.database.read(
            lambda db: frozen_facts.of(self.hall, meetings.get(db, self.made.number))
        )

    def cast(self, answer: int, seal: Seal = honest) -> list[SealedVote]:
        """The same answer to everything, with the next slip; what came into the box."""
        return self.cast_by(self.next_slip(), answer, seal)

    def next_slip(self) -> Minted:
        """A slip that nobody has used."""
        meeting = self.made.meeting
        meeting.spent += 1
        return meeting.slips[meeting.spent - 1]

    def cast_by(self, slip: Minted, answer: int, seal: Seal) -> list[SealedVote]:
        """The same with this slip."""
        admitted = admission.admit(self.hall, self.made.number, slip.token)
        facts = admitted.known.frozen
        rows = [
            self._row(facts, cell, admitted.voter_class, answer, seal) for cell in facts.paper.cells
        ]
        self.drop_in(facts, admitted, sorted(rows))
        return rows

    def _row(
        self, facts: Frozen, cell: tuple[int, int], voter_class: int, answer: int, seal: Seal
    ) -> SealedVote:
        place = ProofContext(facts.run, *cell, voter_class, facts.pk)
        made = seal(place, facts.questions[cell[1]], answer)
        row = (*cell, voter_class, made.id, made.ct, made.proof)
        return SealedVote(*row, tags.row_tag(self.hall.tags, facts.run, *row))

    def drop_in(
        self, facts: Frozen, admitted: admission.Admitted, rows: Sequence[SealedVote]
    ) -> None:
        """Spend the slip and put the rows into the box, as a cast does."""
        came, told = Event(), []

        def answered(_cast: Cast, outcome: Outcome) -> None:
            told.append(outcome)
            came.set()

        cast = Cast(facts.number, facts.run, admitted.key, SPENT_BY_PHONE, rows)
        self.hall.database.drop_in(cast, answered)
        assert came.wait(20)
        assert told == [True]
