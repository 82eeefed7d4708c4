"""The journal of a meeting, lived through again: every line is lawful where it stands, or is not.

By the table of states that the program itself acts by (docs/architecture.md, docs/journal.md).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ballot.domain.acts import FROM, Act, may_follow
from ballot.domain.ledger import consents_told
from ballot.domain.ledger.batches_told import Batches
from ballot.domain.ledger.consents_told import Consents
from ballot.domain.ledger.exchanges_told import Agreements
from ballot.domain.ledger.keys_told import HOLDERS, KeysMade
from ballot.domain.ledger.ledger_told import (
    COMPLAINT,
    OUTCOME,
    OVERRIDE,
    TELLERS,
    Figure,
    Said,
    checked_of,
)
from ballot.domain.meeting import WITH_OUTCOME, Custody, State

LEADS_TO: dict[Act, State] = {
    Act.CREATE: State.DRAFT,
    Act.REHEARSE: State.REHEARSAL,
    Act.RESET: State.DRAFT,
    Act.FREEZE: State.FROZEN,
    Act.UNFREEZE: State.DRAFT,
    Act.OPEN: State.OPEN,
    Act.RESUME: State.OPEN,
    Act.CANCEL: State.CANCELLED,
}
"""Where an act leads. ``close`` and ``open_box`` lead a rehearsal elsewhere than a vote, and
``restore`` tells where; all others lead nowhere."""

WRITTEN = (*FROM, Act.CREATE, Act.CONSENT, Act.RESTORE, Act.SEND_PARTIALS)
"""Acts of which a meeting's own journal has lines."""
BEFORE_SETTLING = (
    Act.COUNT_HALL,
    Act.COMPLAIN,
    Act.SCAN_SLIP,
    Act.ENTER_PAPER,
    Act.OVERRIDE,
    Act.CHECK_PROOFS,
    Act.SETTLE,
)
POSSIBLE_LIKE = {Act.SEND_PARTIALS: Act.OPEN_BOX}
"""A key comes as long as the box may be opened."""
AFTER_SETTLING = (Act.SEND_PARTIALS, Act.OPEN_BOX)
RUN_ANEW = (Act.CREATE, Act.EDIT, Act.REHEARSE, Act.RESET)
"""What may bring a new run: an edit where the server comes to hold the key."""
FAULTS = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError)
"""What a line that the program never wrote may raise."""


@dataclass(slots=True)
class Replayed:
    """A meeting as far as its lines were read.

    ``state`` is None before its creation, ``run`` hexadecimal. ``eligible`` is 应参加 class by
    class, ``settled_for`` that for which the slips were settled: it may be corrected until the
    opening. ``checked``: the proofs of what phones sealed were checked, once and before the
    settlement.
    """

    state: State | None = None
    run: str = ""
    custody: Custody = Custody.SERVER
    eligible: tuple[int, ...] = ()
    settled_for: tuple[int, ...] | None = None
    checked: bool = False
    states: list[State] = field(default_factory=list)
    """The state after each line."""
    unlawful: int | None = None
    """The place from 0 of the first line that was not lawful; nothing behind it was read."""
    batches: Batches = field(default_factory=Batches)
    keys: KeysMade = field(default_factory=KeysMade)
    _consents: Consents = field(default_factory=Consents)
    _agreements: Agreements = field(default_factory=Agreements)
    _entries: int = 0
    _waiting: set[int] = field(default_factory=set)
    _scanned: int = 0
    _owes_consent: bool = False
    _resumed: int | None = None
    """With how many ballots known a vote went on that was put back."""
    _before: tuple[int, frozenset[int]] = (0, frozenset())
    """Entries and waiting complaints as the last rehearsal began: so they stand after its reset."""

    def take(self, line: Said) -> None:
        """Read one line more. Raises one of ``FAULTS`` where it is not lawful."""
        act, detail = Act(line.act), line.detail
        self._require_possible(act, detail)
        self._take_consent(act, line.actor, detail)
        self.batches.take(act, detail)
        self._take_run(act, detail)
        self._take_count(act, detail)
        self.state = self._next(act, detail)
        self.states.append(self.state)

    def _require_possible(self, act: Act, detail: Mapping[str, Any]) -> None:
        if act not in WRITTEN or (self.state is None) != (act is Act.CREATE):
            raise ValueError(act)
        if self._owes_consent and act is not Act.OPEN:
            raise ValueError("consent")
        if self.state is None:
            return
        if not may_follow(self.state, POSSIBLE_LIKE.get(act, act)):
            raise ValueError(self.state)
        if act in (AFTER_SETTLING if self.settled_for is None else BEFORE_SETTLING):
            raise ValueError("settled")

    def _take_consent(self, act: Act, by: str, detail: Mapping[str, Any]) -> None:
        state = self.state or State.DRAFT
        if act is Act.CONSENT:
            (kind,) = (each for each in consents_told.KINDS if each in detail)
            about = Act(detail[kind])
            if kind != "to" and about is not Act.EXCHANGE_SLIP:
                raise ValueError("consent")
            if not consents_told.is_needed(self.custody, state, about):
                raise ValueError("consent")
            if kind == "to":
                self._consents.answer(by, detail)
        needed = consents_told.is_needed(self.custody, state, act)
        if not state.is_rehearsal:
            self._agreements.take(act, by, detail)
        if act is Act.EXCHANGE_SLIP:
            if needed:
                self._require_agreed(detail)
        elif act is Act.FREEZE and needed and "consent" not in detail:
            self._owes_consent = True  # it is opened at once, and that is agreed to
        elif needed:
            self._consents.use(act, detail)
            self._owes_consent = False

    def _require_agreed(self, detail: Mapping[str, Any]) -> None:
        """An exchange of slips that was just done is one of those to which this person agreed."""
        permit = self._agreements.permits.get(detail["consent"])
        is_agreed = permit is not None and permit.by == detail["scrutineer"]
        if self._agreements.uncovered or not is_agreed:
            raise ValueError("exchange")

    def _take_run(self, act: Act, detail: Mapping[str, Any]) -> None:
        if act in (Act.CREATE, Act.EDIT):
            self.custody = Custody(detail.get("custody", self.custody))
        if act in RUN_ANEW and "run" in detail:
            self.run, self.keys = detail["run"], KeysMade()
        if act is Act.KEYS:
            if detail["run"] != self.run:
                raise ValueError("run")
            self.keys.take(detail)
        if act is Act.FREEZE:
            self.eligible = _by_class(detail["by_class"], detail["eligible"])
            if self.custody is Custody.SCRUTINEERS and not self.keys.is_whole:
                raise ValueError("keys")
        if act is Act.CORRECT_ELIGIBLE:
            _require_text(detail["reason"])
            self.eligible = _by_class(detail["by_class"], sum(detail["parts"].values()))

    def _take_count(self, act: Act, detail: Mapping[str, Any]) -> None:
        match act:
            case Act.REHEARSE:
                self._before = (self._entries, frozenset(self._waiting))
            case Act.RESET:
                self._take_back()
            case Act.RESUME:
                self._take_resumption(detail["known"])
            case Act.OVERRIDE if not detail["broken"]:
                raise ValueError("broken")
            case Act.VOID_SLIP if self.state is State.OPEN:
                _require_text(detail["reason"])
            case Act.COUNT_HALL | Act.COMPLAIN | Act.OVERRIDE:
                self._take_entry(act, **detail["entry"])
            case Act.SCAN_SLIP:
                self._scanned += 1
                if detail["unissued"] != self._scanned:
                    raise ValueError("unissued")
            case Act.ENTER_PAPER if detail["teller"] not in TELLERS:
                raise ValueError("teller")
            case Act.CHECK_PROOFS:
                self._take_check(detail)
            case Act.SETTLE:
                self.settled_for = self.eligible

    def _take_back(self) -> None:
        """Nothing of a rehearsal counts once it is reset."""
        self._entries, waiting = self._before
        self._waiting = set(waiting)
        self._scanned, self.settled_for, self.checked = 0, None, False

    def _take_check(self, detail: Mapping[str, Any]) -> None:
        checked_of(detail)
        if self.checked:
            raise ValueError("checked")
        self.checked = True

    def _take_resumption(self, known: int) -> None:
        """In a vote that goes on already the total is corrected, and upwards alone."""
        if self.state is State.OPEN and (self._resumed is None or known <= self._resumed):
            raise ValueError("known")
        self._resumed = known

    def _take_entry(self, act: Act, *, position: int, line: str, amount: int, reason: str) -> None:
        self._entries += 1
        words = {
            Act.COUNT_HALL: tuple(Figure),
            Act.COMPLAIN: (COMPLAINT, OUTCOME),
            Act.OVERRIDE: (OVERRIDE,),
        }
        if position != self._entries or line not in words[act] or not isinstance(reason, str):
            raise ValueError("entry")
        if line == COMPLAINT:
            self._waiting.add(position)
        elif line == OUTCOME:
            self._waiting.remove(amount)
        elif line == OVERRIDE and amount not in HOLDERS:
            raise ValueError("scrutineer")

    def _next(self, act: Act, detail: Mapping[str, Any]) -> State:
        state = self.state or State.DRAFT
        if act is Act.OPEN_BOX:
            return state.after(WITH_OUTCOME[WITH_OUTCOME.index(State(detail["outcome"]))])
        if act is Act.CLOSE:
            return state.after(State.CLOSED)
        if act is Act.RESTORE:
            to = State.PAUSED if state in (State.OPEN, State.PAUSED) else state
            if (detail["was"], detail["state"]) != (state, to):
                raise ValueError("restore")
            return to
        return LEADS_TO.get(act, state)


def _by_class(told: Sequence[Any], in_all: int) -> tuple[int, ...]:
    """应参加 class by class, whole numbers that make up the whole. Raises ValueError."""
    if not told or any(type(each) is not int or each < 0 for each in told) or sum(told) != in_all:
        raise ValueError("by_class")
    return tuple(told)


def _require_text(reason: object) -> None:
    if not isinstance(reason, str) or not reason:
        raise ValueError("reason")


def replay(lines: Iterable[Said]) -> Replayed:
    """Live through the lines of one meeting in their order, up to the first that is unlawful."""
    found = Replayed()
    for place, line in enumerate(lines):
        try:
            found.take(line)
        except FAULTS:
            found.unlawful = place
            break
    return found
