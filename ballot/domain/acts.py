"""What people do to a meeting and from which states (docs/architecture.md, the table of states)."""

from enum import StrEnum

from ballot.domain.meeting import REHEARSED, State


class Act(StrEnum):
    """What a person does to a meeting. Each but a cast and a check-in leaves a row in the journal.

    ``HEADS`` is nobody's: the house takes in how far the other chains have grown.
    """

    CREATE = "create"
    EDIT = "edit"
    SEE = "see"
    ISSUE_SLIPS = "issue_slips"
    CONFIRM_SLIPS = "confirm_slips"
    VOID_SLIP = "void_slip"
    REHEARSE = "rehearse"
    RESET = "reset"
    FREEZE = "freeze"
    UNFREEZE = "unfreeze"
    OPEN = "open"
    CORRECT_ELIGIBLE = "correct_eligible"
    CLOSE = "close"
    EXCHANGE_SLIP = "exchange_slip"
    COUNT_HALL = "count_hall"
    COMPLAIN = "complain"
    SCAN_SLIP = "scan_slip"
    ENTER_PAPER = "enter_paper"
    OVERRIDE = "override"
    CHECK_PROOFS = "check_proofs"
    SETTLE = "settle"
    SEND_PARTIALS = "send_partials"
    OPEN_BOX = "open_box"
    ROUND_TWO = "round_two"
    CANCEL = "cancel"
    ERASE = "erase"
    EXPORT = "export"
    MANAGE_PEOPLE = "manage_people"
    READ_JOURNAL = "read_journal"
    REVIEW = "review"
    FLAG = "flag"
    APPEAL = "appeal"
    PUBLISH = "publish"
    APPOINT = "appoint"
    PAIR_KIOSK = "pair_kiosk"
    KEYS = "keys"
    CONSENT = "consent"
    RESTORE = "restore"
    RESUME = "resume"
    HEADS = "heads"
    CHECK_IN = "check_in"
    SHOW_RESULT = "show_result"


FROM: dict[Act, tuple[State, ...]] = {
    Act.EDIT: (State.DRAFT,),
    Act.ISSUE_SLIPS: (State.DRAFT, State.REHEARSAL, State.FROZEN),
    Act.CONFIRM_SLIPS: (State.DRAFT, State.REHEARSAL, State.FROZEN),
    Act.VOID_SLIP: (State.DRAFT, State.REHEARSAL, State.FROZEN, State.OPEN),
    Act.APPOINT: (
        State.DRAFT,
        State.REHEARSAL,
        State.FROZEN,
        State.OPEN,
        State.CLOSED,
        State.REHEARSAL_CLOSED,
    ),
    Act.PAIR_KIOSK: (State.DRAFT, State.REHEARSAL, State.FROZEN, State.OPEN),
    Act.CHECK_IN: (State.DRAFT, State.REHEARSAL, State.FROZEN, State.OPEN),
    Act.KEYS: (State.DRAFT,),
    Act.REHEARSE: (State.DRAFT,),
    Act.RESET: tuple(REHEARSED),
    Act.FREEZE: (State.DRAFT,),
    Act.UNFREEZE: (State.FROZEN,),
    Act.OPEN: (State.FROZEN,),
    Act.CORRECT_ELIGIBLE: (State.FROZEN, State.OPEN, State.CLOSED),
    Act.CLOSE: (State.OPEN, State.REHEARSAL),
    Act.EXCHANGE_SLIP: (State.OPEN, State.REHEARSAL),
    Act.COUNT_HALL: (
        State.FROZEN,
        State.OPEN,
        State.CLOSED,
        State.REHEARSAL,
        State.REHEARSAL_CLOSED,
    ),
    Act.COMPLAIN: (State.OPEN, State.CLOSED, State.REHEARSAL, State.REHEARSAL_CLOSED),
    Act.SCAN_SLIP: (State.CLOSED, State.REHEARSAL_CLOSED),
    Act.ENTER_PAPER: (State.CLOSED, State.REHEARSAL_CLOSED),
    Act.OVERRIDE: (State.CLOSED, State.REHEARSAL_CLOSED),
    Act.CHECK_PROOFS: (State.CLOSED, State.REHEARSAL_CLOSED),
    Act.SETTLE: (State.CLOSED, State.REHEARSAL_CLOSED),
    Act.OPEN_BOX: (State.CLOSED, State.REHEARSAL_CLOSED),
    Act.ROUND_TWO: (State.NO_QUORUM, State.INVALID),
    Act.CANCEL: (
        State.DRAFT,
        State.REHEARSAL,
        State.FROZEN,
        State.OPEN,
        State.CLOSED,
        State.PAUSED,
    ),
    Act.RESUME: (State.PAUSED, State.OPEN),
    Act.ERASE: (State.OPENED, State.NO_QUORUM, State.INVALID, State.CANCELLED),
}
"""From which states an act is possible. What is not listed is possible in every state."""

WITH_CONSENT: dict[Act, tuple[State, ...]] = {
    Act.ISSUE_SLIPS: (State.FROZEN,),
    Act.FREEZE: (State.DRAFT,),
    Act.UNFREEZE: (State.FROZEN,),
    Act.OPEN: (State.DRAFT, State.FROZEN),
    Act.VOID_SLIP: (State.FROZEN, State.OPEN),
    Act.EXCHANGE_SLIP: (State.OPEN,),
    Act.CORRECT_ELIGIBLE: (State.FROZEN, State.OPEN, State.CLOSED),
    Act.CANCEL: (State.FROZEN, State.OPEN, State.CLOSED, State.PAUSED),
    Act.RESUME: (State.PAUSED, State.OPEN),
}
"""What under custody scrutineers a 监票人 agrees to first: “+S” in the table of states.

A draft that nobody has frozen binds nobody: there the organizer cancels and voids alone.
"""


def may_follow(state: State, act: Act) -> bool:
    """Whether ``act`` is possible in ``state``."""
    return act not in FROM or state in FROM[act]
