"""What was done in a rehearsal is gone with its reset, and lawful all the same."""

from dataclasses import dataclass
from typing import Any

import pytest

from ballot.domain.acts import FROM, WITH_CONSENT, Act, may_follow
from ballot.domain.ledger import ledger_told, rehearsals_told
from ballot.domain.ledger.ledger_told import Said, Spoiled
from ballot.domain.ledger.replay import Replayed, replay
from ballot.domain.meeting import (
    COUNTED,
    ENDED,
    IN_REHEARSAL,
    REHEARSAL_COUNTED,
    REHEARSED,
    WITH_OUTCOME,
    State,
)

Lines = list[tuple[str, dict[str, Any]]]
RUN, OTHER, THIRD = "ab" * 16, "cd" * 16, "ef" * 16
DIGEST = "00" * 32


def entry(act: str, position: int, line: str, amount: int) -> tuple[str, dict[str, Any]]:
    told = {"position": position, "line": line, "amount": amount, "reason": "数过"}
    return act, {"entry": told, "broken": ["issued"]}


def printed(batch: int = 1, count: int = 5) -> Lines:
    told = {"batch": batch, "count": count, "voter_class": 0}
    return [("issue_slips", told), ("confirm_slips", {"batch": batch, "done": "confirmed"})]


CREATE = ("create", {"custody": "server", "run": RUN})
REHEARSE, RESET = ("rehearse", {"run": OTHER}), ("reset", {"run": THIRD})
CLOSE, SETTLE = ("close", {}), ("settle", {"broken": []})
FREEZE = ("freeze", {"fingerprint": "", "eligible": 5, "by_class": [5]})
OPEN = ("open", {})
TORN = ("void_slip", {"of_batch": 1, "spoiled": "after", "reason": "撕了"})
PAPER = ("enter_paper", {"teller": 1, "commitment": DIGEST})
TRIED: Lines = [
    REHEARSE,
    *printed(),
    TORN,
    ("exchange_slip", {}),
    entry("count_hall", 1, "handed_out", 3),
    CLOSE,
    ("scan_slip", {"unissued": 1}),
    entry("complain", 2, "complaint", 0),
    PAPER,
    ("check_proofs", {"root": DIGEST, "excluded": []}),
    entry("override", 3, "override", 2),
    SETTLE,
    ("open_box", {"outcome": "opened"}),
]
HELD: Lines = [
    *printed(),
    FREEZE,
    OPEN,
    CLOSE,
    ("scan_slip", {"unissued": 1}),
    entry("count_hall", 1, "handed_out", 4),
    SETTLE,
    ("open_box", {"outcome": "no_quorum"}),
]


def said(lines: Lines) -> list[Said]:
    return [Said(act, "王", detail) for act, detail in lines]


def lived(lines: Lines) -> Replayed:
    return replay(said(lines))


def test_every_state_that_is_tried_has_one_of_its_own() -> None:
    assert set(REHEARSED) == {state for state in State if state.is_rehearsal}
    assert [State.REHEARSAL.after(to) for to in COUNTED] == list(REHEARSAL_COUNTED)
    for state, tried in IN_REHEARSAL.items():
        assert (tried.rehearsed, state.rehearsed) == (state, state)
        assert State.OPEN.after(state) is state
        assert not state.is_rehearsal


def test_no_state_of_a_rehearsal_is_among_those_of_a_vote() -> None:
    assert not set(REHEARSED) & {*COUNTED, *WITH_OUTCOME, *ENDED}
    no = (Act.ROUND_TWO, Act.ERASE, Act.CORRECT_ELIGIBLE, Act.RESUME, Act.FREEZE, Act.OPEN)
    assert not [act for act in no for state in REHEARSED if may_follow(state, act)]
    assert all(may_follow(state, Act.RESET) for state in REHEARSED)
    assert not [act for act in FROM for state in WITH_CONSENT.get(act, ()) if state in REHEARSED]


def test_once_it_was_closed_it_is_reset_and_not_cancelled() -> None:
    assert may_follow(State.REHEARSAL, Act.CANCEL)
    assert not [state for state in REHEARSAL_COUNTED if may_follow(state, Act.CANCEL)]


@pytest.mark.parametrize(
    ("outcome", "state"),
    [
        ("opened", State.REHEARSAL_OPENED),
        ("no_quorum", State.REHEARSAL_NO_QUORUM),
        ("invalid", State.REHEARSAL_INVALID),
    ],
)
def test_it_is_closed_and_opened_in_states_of_its_own(outcome: str, state: State) -> None:
    found = lived([CREATE, *TRIED[:-1], ("open_box", {"outcome": outcome})])
    assert (found.unlawful, found.state) == (None, state)
    assert State.REHEARSAL_CLOSED in found.states


def test_after_its_reset_everything_counts_anew() -> None:
    found = lived([CREATE, *TRIED, RESET, *HELD])
    assert (found.unlawful, found.state) == (None, State.NO_QUORUM)
    assert (found.run, found.checked, found.settled_for) == (THIRD, False, (5,))


def test_it_is_rehearsed_twice_and_left_in_the_middle() -> None:
    assert lived([CREATE, *TRIED, RESET, *TRIED[:9], RESET, *HELD]).unlawful is None


@pytest.mark.parametrize("until", range(1, len(TRIED) + 1))
def test_it_can_be_reset_wherever_it_stands(until: int) -> None:
    found = lived([CREATE, *TRIED[:until], RESET])
    assert (found.unlawful, found.state) == (None, State.DRAFT)


def test_entries_go_on_from_where_they_stood_before_it() -> None:
    counted = entry("count_hall", 1, "present", 5)
    before = [CREATE, *printed(), FREEZE, counted, ("unfreeze", {"reason": "改错字"})]
    within = [REHEARSE, *printed(), entry("count_hall", 2, "present", 4), CLOSE]
    behind = [*printed(), FREEZE, entry("count_hall", 2, "present", 3)]
    assert lived([*before, *within, RESET, *behind]).unlawful is None
    told = ledger_told.told(said([*before, *within, RESET, *behind]))
    assert [each.amount for each in told.entries] == [5, 3]
    assert lived([*before, *within, RESET, *behind[:-1], entry("count_hall", 1, "present", 3)])
    wrong = [*before, *within, RESET, *behind[:-1], entry("count_hall", 3, "present", 3)]
    assert lived(wrong).unlawful == len(wrong) - 1


def test_a_complaint_of_it_waits_no_longer_and_one_of_before_still_does() -> None:
    outcome = entry("complain", 2, "outcome", 2)
    of_it = [CREATE, *TRIED, RESET, *printed(), FREEZE, OPEN, entry("complain", 1, "outcome", 2)]
    assert lived(of_it).unlawful == len(of_it) - 1
    within = [CREATE, REHEARSE, entry("complain", 1, "complaint", 0)]
    assert lived([*within, entry("complain", 2, "outcome", 1)]).unlawful is None
    assert lived([*within, outcome]).unlawful == len(within)


@pytest.mark.parametrize(
    "line",
    [
        ("open_box", {"outcome": "opened"}),
        ("reset", {"run": RUN}),
        ("close", {}),
        ("freeze", FREEZE[1]),
        ("round_two", {"second": "1"}),
        ("cancel", {"reason": "x"}),
        ("erase", {}),
    ],
)
def test_what_a_rehearsal_is_not_is_unlawful(line: tuple[str, dict[str, Any]]) -> None:
    """A vote is not reset, and a rehearsal that has its outcome is nothing but reset."""
    opened = [CREATE, *TRIED]
    assert (lived([*opened, line]).unlawful is None) is (line[0] == "reset")
    vote = [CREATE, *HELD]
    lawful = line[0] in ("round_two", "erase")
    assert (lived([*vote, line]).unlawful is None) is lawful


def test_its_settlement_holds_in_it_and_not_behind_it() -> None:
    late = [CREATE, *TRIED[:-1], ("scan_slip", {"unissued": 2})]
    assert lived(late).unlawful == len(late) - 1
    unsettled = [CREATE, *TRIED, RESET, *HELD[:-2], HELD[-1]]
    assert lived(unsettled).unlawful == len(unsettled) - 1


def test_exchanges_of_it_need_nobody_and_cover_none_of_the_vote() -> None:
    agreed = {"digest": "", "shown": "", "position": 1, "answer": "agreed"}
    keys: Lines = [("keys", {"run": THIRD, "done": "dealt", "pk": "aa", "vks": []})]
    keys += [("keys", {"run": THIRD, "done": "confirmed", "place": at}) for at in (1, 2, 3)]
    vote: Lines = [
        ("create", {"custody": "scrutineers", "run": RUN}),
        *TRIED,
        RESET,
        *printed(),
        *keys,
        ("consent", {"consent": 1, "to": "open", **agreed}),
        FREEZE,
        ("open", {"consent": 1, "scrutineer": "王"}),
    ]
    asked: Lines = [
        ("consent", {"consent": 2, "asked": "exchange_slip", "exchanges": 1}),
        ("consent", {"consent": 2, "to": "exchange_slip", "exchanges": 1, **agreed}),
        ("exchange_slip", {"consent": 2, "scrutineer": "王"}),
    ]
    assert lived([*vote, *asked]).unlawful is None
    assert lived([*vote, ("exchange_slip", {})]).unlawful == len(vote)
    told = ledger_told.told(said([*vote, *asked]))
    assert (told.exchanged, told.uncovered) == (1, 0)


def test_the_ledger_of_the_vote_knows_nothing_of_it() -> None:
    alone = ledger_told.told(said([CREATE, REHEARSE, RESET, *HELD]))
    assert ledger_told.told(said([CREATE, *TRIED, RESET, *HELD])) == alone
    assert (alone.exchanged, alone.unissued, alone.handed_out) == (0, 1, 4)


def test_while_it_goes_on_its_own_ledger_is_told() -> None:
    told = ledger_told.told(said([CREATE, TORN, *TRIED[:-1]]))
    assert (told.exchanged, told.unissued, told.handed_out) == (1, 1, 3)
    assert (told.spoiled[Spoiled.AFTER], told.waiting[0].position) == (1, 2)
    assert (told.papers, told.settled, told.reprinted) == ({1: DIGEST}, SETTLE[1], None)


@dataclass(frozen=True)
class Line:
    act: str


def acts(*words: str) -> list[Line]:
    return [Line(word) for word in words]


def test_lines_that_stay_are_told_in_their_order() -> None:
    lines = acts("create", "rehearse", "close", "restore", "resume", "open_box", "reset", "open")
    assert rehearsals_told.places(lines) == [0, 1, 3, 4, 6, 7]
    assert rehearsals_told.without(lines) == acts(
        "create", "rehearse", "restore", "resume", "reset", "open"
    )
    assert rehearsals_told.without(lines[:5]) == lines[:5]
    assert rehearsals_told.without(acts("close", "reset", "close")) == acts(
        "close", "reset", "close"
    )
    again = acts("create", "rehearse", "close", "reset", "close", "reset")
    assert rehearsals_told.places(again) == [0, 1, 3, 4, 5]


def test_what_stood_before_the_one_that_goes_on() -> None:
    lines = acts("create", "rehearse", "close", "reset", "edit", "rehearse", "close")
    assert rehearsals_told.before(lines) == lines[:5]
    assert rehearsals_told.before(lines[:5]) == lines[:5]
    assert rehearsals_told.before(lines[:1]) == lines[:1]
