"""A journal is lived through by the table of states: what was not lawful is found, and where."""

from typing import Any

import pytest

from ballot.domain.acts import Act
from ballot.domain.ledger.ledger_told import Said
from ballot.domain.ledger.replay import Replayed, replay
from ballot.domain.meeting import Custody, State

Lines = list[tuple[str, dict[str, Any]]]
RUN, OTHER = "ab" * 16, "cd" * 16
VKS = ["01", "02", "03"]
CONSENT = {"digest": "", "shown": "", "position": 1, "answer": "agreed"}


def create(custody: str = "server", run: str = RUN) -> tuple[str, dict[str, Any]]:
    return "create", {"custody": custody, "run": run}


def issued(batch: int = 1, count: int = 5, voter_class: int = 0) -> Lines:
    told = {"batch": batch, "count": count, "voter_class": voter_class}
    return [("issue_slips", told), ("confirm_slips", {"batch": batch, "done": "confirmed"})]


def entry(act: str, position: int, line: str, amount: int) -> tuple[str, dict[str, Any]]:
    told = {"position": position, "line": line, "amount": amount, "reason": ""}
    return act, {"entry": told, "broken": ["issued"]}


A_COMPLAINT = entry("complain", 1, "complaint", 0)
FREEZE = ("freeze", {"fingerprint": "", "eligible": 5, "by_class": [5]})
OPEN, CLOSE, SETTLE = ("open", {}), ("close", {}), ("settle", {})
SENT = ("send_partials", {"scrutineer": 1})
OPENED = ("open_box", {"outcome": "opened"})
TO_OPEN: Lines = [create(), *issued(), FREEZE, OPEN]
WHOLE: Lines = [
    create(),
    ("edit", {"title": "第二稿"}),
    ("rehearse", {"run": OTHER}),
    *issued(count=2),
    ("reset", {"run": RUN}),
    *issued(),
    ("issue_slips", {"batch": 2, "count": 3, "voter_class": 1}),
    ("confirm_slips", {"batch": 2, "done": "void"}),
    ("void_slip", {"of_batch": 1, "spoiled": "before"}),
    FREEZE,
    ("unfreeze", {"reason": "改错字"}),
    FREEZE,
    OPEN,
    ("correct_eligible", {"parts": {"A": 3, "B": 3}, "by_class": [3, 3], "reason": "又来一人"}),
    ("exchange_slip", {}),
    A_COMPLAINT,
    ("restore", {"was": "open", "state": "paused", "found": 0, "known": 0, "taken": ""}),
    ("resume", {"found": 0, "known": 0}),
    CLOSE,
    ("scan_slip", {"unissued": 1}),
    ("scan_slip", {"unissued": 2}),
    entry("count_hall", 2, "handed_out", 3),
    entry("complain", 3, "outcome", 1),
    ("enter_paper", {"teller": 1, "commitment": ""}),
    entry("override", 4, "override", 2),
    ("restore", {"was": "closed", "state": "closed", "found": 0, "known": 0, "taken": ""}),
    SETTLE,
    ("correct_eligible", {"parts": {"": 4}, "by_class": [4], "reason": "数错了"}),
    OPENED,
]


def consent(id: int, to: str, **also: Any) -> tuple[str, dict[str, Any]]:
    return "consent", {"consent": id, "to": to, **CONSENT, **also}


def agreed(id: int) -> dict[str, Any]:
    return {"consent": id, "scrutineer": "王"}


ROW = {"subject": 0, "question": 0, "class": 0, "id": "00" * 16, "why": "proof"}
CHECKED = ("check_proofs", {"root": "00" * 32, "excluded": [ROW]})
PUT_BACK = ("restore", {"was": "open", "state": "paused", "found": 0, "known": 0, "taken": ""})
KEYS: Lines = [
    ("keys", {"run": RUN, "done": "page", "place": 1}),
    ("keys", {"run": RUN, "done": "same", "place": 1}),
    ("keys", {"run": RUN, "done": "dealt", "pk": "aa", "vks": VKS}),
    *[("keys", {"run": RUN, "done": "confirmed", "place": at}) for at in (1, 2, 3)],
]
WITH_KEYS: Lines = [create("scrutineers"), *issued(), *KEYS]
OF_SCRUTINEERS: Lines = [
    *WITH_KEYS,
    consent(1, "open", answer="refused"),
    consent(2, "open"),
    FREEZE,
    ("open", agreed(2)),
    ("consent", {"consent": 3, "asked": "exchange_slip", "exchanges": 2}),
    consent(3, "exchange_slip", exchanges=2),
    ("exchange_slip", agreed(3)),
    ("consent", {"consent": 3, "withdrawn": "exchange_slip"}),
    CLOSE,
    SETTLE,
    SENT,
    OPENED,
]


def lived(lines: Lines) -> Replayed:
    return replay(Said(act, "王", detail) for act, detail in lines)


def test_a_whole_life_is_lawful() -> None:
    found = lived(WHOLE)
    assert (found.unlawful, found.state, len(found.states)) == (None, State.OPENED, len(WHOLE))
    assert found.states[2:6] == [State.REHEARSAL, State.REHEARSAL, State.REHEARSAL, State.DRAFT]
    assert found.states[18:20] == [State.PAUSED, State.OPEN]
    assert (found.run, found.custody, found.eligible) == (RUN, Custody.SERVER, (4,))
    assert found.settled_for == (3, 3), "the last 应参加 before the settlement"
    assert found.batches.printed == {0: 5}


def test_so_is_one_under_scrutineers_with_a_key_of_its_own() -> None:
    found = lived(OF_SCRUTINEERS)
    assert (found.unlawful, found.state) == (None, State.OPENED)
    assert (found.keys.pk, found.keys.vks) == ("aa", tuple(VKS))


@pytest.mark.parametrize("outcome", ["no_quorum", "invalid"])
def test_a_round_may_end_without_and_have_a_second(outcome: str) -> None:
    ended: Lines = [*TO_OPEN, CLOSE, SETTLE, ("open_box", {"outcome": outcome})]
    assert lived([*ended, ("round_two", {"second": "123456"})]).unlawful is None


def resumed(known: int) -> tuple[str, dict[str, Any]]:
    return "resume", {"found": 0, "known": known}


def checked(**change: Any) -> tuple[str, dict[str, Any]]:
    return "check_proofs", {**CHECKED[1], **change}


def test_the_total_of_a_vote_that_was_put_back_is_corrected_upwards() -> None:
    """Put back once more, less may be known than the time before."""
    lines = [*TO_OPEN, PUT_BACK, resumed(5), resumed(6), resumed(9), PUT_BACK, resumed(2)]
    found = lived([*lines, resumed(3)])
    assert (found.unlawful, found.state) == (None, State.OPEN)


def test_the_proofs_of_what_phones_sealed_are_checked_once_between_close_and_settlement() -> None:
    found = lived([*TO_OPEN, CLOSE, CHECKED, SETTLE, OPENED])
    assert (found.unlawful, found.checked) == (None, True)
    assert not lived([*TO_OPEN, CLOSE, SETTLE]).checked


def test_a_class_of_which_nobody_is_entitled_is_told_as_nought() -> None:
    found = lived([create(), *issued(), ("freeze", FREEZE[1] | {"by_class": [5, 0]})])
    assert (found.unlawful, found.eligible) == (None, (5, 0))


def test_a_slip_is_torn_in_the_vote_for_a_reason_and_before_it_for_none() -> None:
    torn = {"of_batch": 1, "spoiled": "after"}
    lines: Lines = [*TO_OPEN[:-2], ("void_slip", torn), FREEZE, OPEN]
    assert lived([*lines, ("void_slip", torn | {"reason": "撕坏"})]).unlawful is None


UNLAWFUL: list[tuple[str, Lines]] = [
    ("nothing before the creation", [OPEN]),
    ("created twice", [create(), create()]),
    ("an act that nobody knows", [create(), ("vote", {})]),
    ("an act that no meeting has", [create(), ("publish", {})]),
    ("a detail that is missing", [create(), ("issue_slips", {})]),
    ("a batch out of turn", [create(), *issued(2)[:1]]),
    ("a batch of nothing", [create(), *issued(count=0)[:1]]),
    ("a class below the first", [create(), *issued(voter_class=-1)[:1]]),
    ("a batch confirmed twice", [create(), *issued(), *issued()[1:]]),
    ("a batch done with otherwise", [create(), ("confirm_slips", {"batch": 1, "done": "lost"})]),
    ("frozen over nothing", [create(), FREEZE]),
    *(
        (f"classes told as {x}", [create(), *issued(), ("freeze", FREEZE[1] | {"by_class": x})])
        for x in ([], [4], [6, -1], [5.0], [4, True], 5)
    ),
    ("frozen over a batch that waits", [create(), *issued(), *issued(2)[:1], FREEZE]),
    (
        "more torn than there were",
        [create(), *issued(count=1), *[("void_slip", {"of_batch": 1})] * 2],
    ),
    (
        "torn from what was void",
        [
            create(),
            *issued(),
            ("confirm_slips", {"batch": 1, "done": "void"}),
            ("void_slip", {"of_batch": 1}),
        ],
    ),
    ("opened before it was frozen", [create(), *issued(), OPEN]),
    ("opened after the close", [*TO_OPEN, CLOSE, OPEN]),
    ("a slip exchanged after the close", [*TO_OPEN, CLOSE, ("exchange_slip", {})]),
    ("a slip scanned before the close", [*TO_OPEN, ("scan_slip", {"unissued": 1})]),
    ("a scan too many", [*TO_OPEN, CLOSE, ("scan_slip", {"unissued": 2})]),
    ("the box before the close", [*TO_OPEN, OPENED]),
    ("the box before the settlement", [*TO_OPEN, CLOSE, OPENED]),
    ("settled twice", [*TO_OPEN, CLOSE, SETTLE, SETTLE]),
    ("settled after the opening", [*TO_OPEN, CLOSE, SETTLE, OPENED, SETTLE]),
    (
        "paper after the settlement",
        [*TO_OPEN, CLOSE, SETTLE, ("enter_paper", {"teller": 1})],
    ),
    ("paper of a third teller", [*TO_OPEN, CLOSE, ("enter_paper", {"teller": 3})]),
    ("a key before the settlement", [*TO_OPEN, CLOSE, SENT]),
    ("a key after the opening", [*TO_OPEN, CLOSE, SETTLE, OPENED, SENT]),
    ("scores where none belong", [*TO_OPEN, ("edit", {"scores": {"张某": "90"}})]),
    ("thrown away after the opening", [*TO_OPEN, CLOSE, SETTLE, OPENED, ("reset", {"run": ""})]),
    ("an outcome that is none", [*TO_OPEN, CLOSE, SETTLE, ("open_box", {"outcome": "open"})]),
    ("an outcome before its complaint", [*TO_OPEN, entry("complain", 1, "outcome", 1)]),
    ("an entry out of turn", [*TO_OPEN, entry("complain", 2, "complaint", 0)]),
    ("an entry of another act", [*TO_OPEN, entry("complain", 1, "handed_out", 1)]),
    (
        "nothing is gone over",
        [*TO_OPEN, CLOSE, ("override", {**entry("", 1, "override", 1)[1], "broken": []})],
    ),
    (
        "a fourth 监票人 goes on",
        [*TO_OPEN, CLOSE, entry("override", 1, "override", 4)],
    ),
    (
        "an entry whose reason is no text",
        [
            *TO_OPEN,
            ("complain", {"entry": A_COMPLAINT[1]["entry"] | {"reason": 1}}),
        ],
    ),
    (
        "a restore of another state",
        [*TO_OPEN, ("restore", {"was": "closed", "state": "closed", "found": 0, "known": 0})],
    ),
    *(
        (f"{act} whose reason is {reason!r}", [*TO_OPEN, (act, detail | {"reason": reason})])
        for reason in ("", None)
        for act, detail in (
            ("void_slip", {"of_batch": 1, "spoiled": "after"}),
            ("correct_eligible", {"parts": {"": 5}, "by_class": [5]}),
        )
    ),
    ("a vote that was never put back corrected", [*TO_OPEN, resumed(1)]),
    ("a total corrected downwards", [*TO_OPEN, PUT_BACK, resumed(5), resumed(4)]),
    ("a total told once more", [*TO_OPEN, PUT_BACK, resumed(5), resumed(5)]),
    ("a total corrected after the close", [*TO_OPEN, PUT_BACK, resumed(5), CLOSE, resumed(6)]),
    ("proofs checked before the close", [*TO_OPEN, CHECKED]),
    ("proofs checked twice", [*TO_OPEN, CLOSE, CHECKED, CHECKED]),
    ("proofs checked after the settlement", [*TO_OPEN, CLOSE, SETTLE, CHECKED]),
    ("proofs checked over no root", [*TO_OPEN, CLOSE, checked(root="00" * 31)]),
    ("an answer invalid twice", [*TO_OPEN, CLOSE, checked(excluded=[ROW, ROW])]),
    ("edited after the freeze", [*TO_OPEN, ("edit", {"title": "x"})]),
    ("a key of another run", [create("scrutineers"), ("keys", {"run": OTHER, "done": "page"})]),
    ("frozen without a key", [create("scrutineers"), *issued(), FREEZE]),
    ("frozen with a share that nobody has", [*WITH_KEYS[:-1], consent(1, "freeze"), FREEZE]),
    (
        "a key begun anew",
        [*WITH_KEYS, ("keys", {"run": RUN, "done": "anew"}), consent(1, "freeze"), FREEZE],
    ),
    ("frozen alone and left", [*WITH_KEYS, FREEZE, consent(1, "open")]),
    ("opened with no consent", [*WITH_KEYS, FREEZE, OPEN]),
    ("a consent used twice", [*WITH_KEYS, consent(1, "open"), FREEZE, ("open", agreed(2))]),
    ("a consent to another act", [*WITH_KEYS, consent(1, "freeze"), FREEZE, ("open", agreed(1))]),
    (
        "a refusal used as a consent",
        [*WITH_KEYS, consent(1, "open", answer="refused"), FREEZE, ("open", agreed(1))],
    ),
    ("answered twice", [*WITH_KEYS, consent(1, "open"), consent(1, "open")]),
    ("answered otherwise", [*WITH_KEYS, consent(1, "open", answer="perhaps")]),
    ("a consent that nobody needs", [create(), consent(1, "open")]),
    ("an answer that asks too", [*WITH_KEYS, consent(1, "open", asked="exchange_slip")]),
    ("a consent that says nothing", [*WITH_KEYS, ("consent", {"consent": 1})]),
    (
        "a question about another act",
        [*OF_SCRUTINEERS[:13], ("consent", {"consent": 3, "asked": "void_slip", "exchanges": 2})],
    ),
    ("an exchange that nobody agreed to", [*OF_SCRUTINEERS[:14], ("exchange_slip", {})]),
    (
        "an exchange that another agreed to",
        [*OF_SCRUTINEERS[:15], ("exchange_slip", agreed(3) | {"scrutineer": "刘"})],
    ),
    (
        "more exchanges than were agreed to",
        [*OF_SCRUTINEERS[:15], *[("exchange_slip", agreed(3))] * 3],
    ),
]


@pytest.mark.parametrize(("remark", "lines"), UNLAWFUL, ids=[case[0] for case in UNLAWFUL])
def test_what_was_not_lawful_is_found_where_it_stands(remark: str, lines: Lines) -> None:
    found = lived(lines)
    assert found.unlawful == len(lines) - 1, remark
    assert lived(lines[:-1]).unlawful is None, "the control: all before it was lawful"
    assert len(found.states) == len(lines) - 1


def test_a_run_that_comes_anew_has_no_key_yet() -> None:
    """Custody lowered and raised again: whoever held a share holds none of this box."""
    edits: Lines = [
        ("edit", {"custody": "server", "run": OTHER}),
        ("edit", {"custody": "scrutineers"}),
    ]
    found = lived(
        [*WITH_KEYS, *edits, consent(1, "freeze"), ("freeze", {**FREEZE[1], **agreed(1)})]
    )
    assert found.unlawful == len(WITH_KEYS) + 3
    assert lived([*WITH_KEYS, consent(1, "freeze"), ("freeze", {**FREEZE[1], **agreed(1)})]).state


@pytest.mark.parametrize("act", [act for act in Act if act.value in ("publish", "flag", "appeal")])
def test_acts_of_an_assessment_are_no_lines_of_a_meeting(act: Act) -> None:
    assert lived([create(), (act.value, {})]).unlawful == 1


def test_nothing_behind_an_unlawful_line_is_read() -> None:
    assert lived([create(), OPEN, ("edit", {"run": OTHER})]).run == RUN
