"""What does not balance becomes a remark, once; what is in order becomes none."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest

from ballot.domain.ledger import ledger_told, remarks
from ballot.domain.ledger.ledger_told import Said, Told
from ballot.domain.meeting import Custody, State, Transport
from ballot.domain.meetings import result
from ballot.domain.meetings.remark import Remark
from ballot.domain.meetings.result import (
    GoneOver,
    MeetingFacts,
    Opened,
    Restored,
    Returned,
    SubjectResult,
)
from ballot.domain.meetings.result_by_class import QuestionResult

FACTS = MeetingFacts(
    meeting="482913",
    title="测评会",
    custody=Custody.SERVER,
    transport=Transport.LOCAL,
    state=State.OPENED,
    eligible=12,
    issued=12,
    returned=Returned(phone=8),
    handed_out=12,
    not_returned=4,
    exchanged=2,
)
FREEZE = Said("freeze", "王芳", {"eligible": 12})
OPEN, CLOSE = Said("open", "王芳", {}), Said("close", "王芳", {})
PRINTED = [
    Said("issue_slips", "王芳", {"batch": 1, "count": 12}),
    Said("confirm_slips", "王芳", {"batch": 1, "done": "confirmed"}),
]


def settled(*broken: str) -> Said:
    return Said("settle", "王芳", {"broken": list(broken)})


def counted(line: str, amount: int) -> Said:
    told = {"position": 1, "line": line, "amount": amount, "reason": ""}
    return Said("count_hall", "王芳", {"entry": told})


def entered(*by: str) -> list[Said]:
    return [
        Said("enter_paper", name, {"teller": teller, "commitment": ""})
        for teller, name in enumerate(by, start=1)
    ]


def corrected(persons: int, reason: str = "漏了一人") -> Said:
    return Said("correct_eligible", "王芳", {"parts": {"": persons}, "reason": reason})


def torn(spoiled: str, reason: str) -> Said:
    return Said("void_slip", "王芳", {"of_batch": 1, "spoiled": spoiled, "reason": reason})


def told(*lines: Said) -> Told:
    return ledger_told.told([*PRINTED, FREEZE, *lines])


def of_account(facts: MeetingFacts, *lines: Said) -> list[dict[str, Any]]:
    return plain(remarks.of_account(facts, told(*lines)))


def plain(found: Sequence[Remark]) -> list[dict[str, Any]]:
    return [{"kind": each.kind.value, **each.values} for each in found]


def test_a_meeting_in_order_has_none() -> None:
    assert of_account(FACTS, counted("present", 8), *entered("甲", "乙"), settled()) == []


def test_more_papers_than_exchanges_by_one_person() -> None:
    facts = replace(FACTS, returned=Returned(phone=8, paper=4), exchanged=0, not_returned=0)
    assert of_account(facts, *entered("甲", "甲"), settled("paper")) == [
        {"kind": "unbalanced", "equation": "paper", "left": 4, "right": 0},
        {"kind": "paper_by_one", "name": "甲", "sheets": 4},
    ]


@pytest.mark.parametrize("by", [("甲", "乙"), ("甲", "甲", "乙")])
def test_two_who_enter_the_papers_are_two(by: tuple[str, ...]) -> None:
    facts = replace(FACTS, returned=Returned(phone=8, paper=2), exchanged=2, not_returned=2)
    lines = [*entered(*by[:2]), *entered("甲", by[-1])]
    assert of_account(facts, *lines, settled()) == []


def test_papers_of_which_there_are_none_have_nobody() -> None:
    assert of_account(FACTS, *entered("甲", "甲"), settled()) == []


@pytest.mark.parametrize(("present", "is_told"), [(7, True), (8, False), (9, False)])
def test_more_came_back_than_were_there(present: int, is_told: bool) -> None:
    told = {"kind": "more_than_present", "returned": 8, "present": present}
    assert of_account(FACTS, counted("present", present), settled()) == [told] * is_told


def test_every_equation_has_both_sides() -> None:
    facts = replace(FACTS, handed_out=7, unissued=1, not_returned=0, eligible=7)
    assert of_account(facts, torn("before", "湿"), settled("issued", "handed_out")) == [
        {"kind": "unbalanced", "equation": "issued", "left": 12, "right": 9},
        {"kind": "unbalanced", "equation": "handed_out", "left": 7, "right": 8},
        {"kind": "unbalanced", "equation": "returned_of_handed_out", "left": 8, "right": 7},
        {"kind": "unbalanced", "equation": "returned_of_eligible", "left": 8, "right": 7},
    ]


def test_what_only_a_database_knows_is_told_without_sides() -> None:
    found = of_account(FACTS, settled("slip_root", "complaint_due"))
    assert found == [{"kind": "unbalanced", "equation": "slip_root"}]


def test_nothing_of_the_slips_is_told_before_they_are_settled() -> None:
    facts = replace(FACTS, returned=Returned(phone=8, paper=9))
    assert of_account(facts, counted("present", 1), *entered("甲", "甲")) == []


def test_what_nobody_counted_or_entered_is_told() -> None:
    facts = replace(FACTS, handed_out=None, unissued=2, not_returned=0)
    assert of_account(facts, settled("handed_out_due", "paper_due")) == [
        {"kind": "not_counted", "unissued": 2},
        {"kind": "paper_missing", "exchanged": 2},
    ]


def test_a_correction_tells_its_moment_and_both_numbers() -> None:
    lines = (corrected(13), OPEN, corrected(14, "补登"), CLOSE, corrected(12, "重复"))
    assert of_account(FACTS, *lines) == [
        {"kind": "corrected", "state": state, "before": before, "after": after, "reason": reason}
        for state, before, after, reason in (
            ("frozen", 12, 13, "漏了一人"),
            ("open", 13, 14, "补登"),
            ("closed", 14, 12, "重复"),
        )
    ]


def test_a_new_notice_begins_anew() -> None:
    lines = (corrected(13), Said("unfreeze", "王芳", {}), FREEZE, OPEN)
    assert of_account(FACTS, *lines) == []


def test_slips_printed_after_the_notice_are_told_as_then_and_now() -> None:
    more = [
        Said("issue_slips", "王芳", {"batch": 2, "count": 5}),
        Said("confirm_slips", "王芳", {"batch": 2, "done": "confirmed"}),
    ]
    void = Said("confirm_slips", "王芳", {"batch": 2, "done": "void"})
    assert of_account(FACTS, *more, OPEN) == [{"kind": "reprinted", "before": 12, "after": 17}]
    assert of_account(FACTS, *more, void, OPEN) == []
    assert of_account(FACTS, Said("unfreeze", "王芳", {}), *more) == []
    rehearsed = [Said("rehearse", "王芳", {}), Said("reset", "王芳", {})]
    assert plain(remarks.of_account(FACTS, ledger_told.told([*more, *rehearsed, FREEZE]))) == []


def test_slips_voided_in_the_vote_are_told_by_reason() -> None:
    found = of_account(
        FACTS, OPEN, torn("after", "撕坏"), torn("before", "撕坏"), torn("after", "撕坏"), CLOSE
    )
    assert found == [
        {"kind": "voided", "count": 2, "spoiled": "after", "reason": "撕坏"},
        {"kind": "voided", "count": 1, "spoiled": "before", "reason": "撕坏"},
    ]


def test_a_slip_voided_before_the_vote_is_an_ordinary_thing() -> None:
    assert of_account(FACTS, torn("before", "卡纸"), OPEN) == []


def test_restores_and_overrides_are_told() -> None:
    facts = replace(
        FACTS,
        restored=(Restored("2026-12-20T09:00:00+00:00", "open", 10, 22),),
        gone_over=(GoneOver(2, "丁某", "少一张"),),
    )
    assert of_account(facts) == [
        {"kind": "restored", "taken": "2026-12-20T09:00:00+00:00", "missing": 12},
        {"kind": "gone_over", "number": 2, "name": "丁某", "reason": "少一张"},
    ]


def opened(question: QuestionResult, *also: str) -> list[dict[str, Any]]:
    figures = Opened((question,), 8, None, None, None, None)
    subject = SubjectResult("张某", "", "", None, figures, also_measured=also)
    whole = result.MeetingResult(FACTS, "", "", "", 1, True, (subject,))
    return plain(remarks.of(whole, told()))


def choice(counts: Mapping[str, int], blank: int = 0, invalid: int = 0) -> QuestionResult:
    return QuestionResult("", tuple(counts.items()), blank, invalid)


OF = {"subject": "张某", "question": 1}


def test_one_answer_of_everybody_tells_everybodys() -> None:
    assert opened(choice({"好": 8, "差": 0})) == [{"kind": "unanimous", **OF, "option": "好"}]
    assert opened(choice({"好": 1, "差": 0})) == [{"kind": "unanimous", **OF, "option": "好"}]
    assert opened(choice({"好": 0, "差": 0}, blank=8)) == [
        {"kind": "unanimous", **OF, "option": None}
    ]
    assert opened(choice({"好": 8, "差": 0}, invalid=2)) == []
    assert opened(choice({"好": 0, "差": 0})) == []


def test_an_option_with_one_ballot_is_told() -> None:
    assert opened(choice({"好": 7, "中": 1, "差": 1}, blank=1)) == [
        {"kind": "single", **OF, "options": ("中", "差", None)}
    ]
    assert opened(choice({"好": 6, "差": 2})) == []


@pytest.mark.parametrize(
    ("numbers", "total", "blank", "option"),
    [
        (8, 800, 0, "100"),
        (8, 0, 0, "0"),
        (1, 73, 0, "73"),
        (8, 799, 0, ""),
        (8, 800, 2, ""),
        (2, 150, 0, ""),
    ],
)
def test_points_tell_everybodys_at_the_ends_or_of_one(
    numbers: int, total: int, blank: int, option: str
) -> None:
    found = opened(QuestionResult("", (), blank, 0, numbers, total))
    assert found == ([{"kind": "unanimous", **OF, "option": option}] if option else [])


def test_another_meeting_of_the_same_person_is_told() -> None:
    assert opened(choice({"好": 6, "差": 2}), "111111") == [
        {"kind": "also_measured", "subject": "张某", "meetings": ("111111",)}
    ]


def stopping(facts: MeetingFacts, *lines: Said) -> tuple[str, ...]:
    said = replace(told(*lines), restored=facts.restored)
    return remarks.stopping(remarks.count_of(facts, said), said)


def test_a_ranking_stops_over_figures_that_do_not_balance_and_over_nothing_else() -> None:
    facts = replace(
        FACTS,
        returned=Returned(phone=8, paper=4),
        handed_out=None,
        exchanged=0,
        restored=(Restored("", "open", 8, 8), Restored("", "open", 8, 9)),
    )
    lines = (corrected(13), OPEN, torn("after", "撕坏"), counted("present", 11), settled("paper"))
    assert stopping(facts, *lines) == ("unbalanced", "more_than_present", "restored")
    quiet = replace(facts, returned=Returned(phone=8), restored=facts.restored[:1])
    assert stopping(quiet, corrected(13), OPEN, torn("after", "撕坏"), settled()) == ()
    assert stopping(quiet, OPEN, corrected(13)) == ("corrected",)
