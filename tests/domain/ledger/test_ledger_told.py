"""The ledger as the journal tells it, and totals of paper: each rule alone, then all at random."""

from dataclasses import replace

import pytest
from domain.ledger.test_balance import BALANCED
from hypothesis import given
from hypothesis import strategies as st

from ballot.domain.errors import Missing, OutOfRange, Refused, SheetsDiffer
from ballot.domain.excluded import ExcludedAnswer, Flaw
from ballot.domain.ledger import balance, ledger_told, paper_count
from ballot.domain.ledger.balance import Due
from ballot.domain.ledger.ledger_told import CheckedProofs, Figure, Said, Spoiled
from ballot.domain.ledger.paper_count import CellTotal
from ballot.domain.meetings.result import SubjectTally
from ballot.domain.paper import Paper, Question
from ballot.domain.tally import Tally

CHOICE = Question("满意度", ("很满意", "满意"))
NUMBER = Question("打分", ())
STRICT = Question("必答", ("好", "差"), blank=False)


def paper(*questions: Question) -> Paper:
    return Paper(("张某",), questions)


def voided(kind: str, batch: int = 1) -> Said:
    return Said("void_slip", "王芳", {"of_batch": batch, "spoiled": kind})


def entry(position: int, line: str, amount: int = 0, reason: str = "", **also: object) -> Said:
    told = {"position": position, "line": line, "amount": amount, "reason": reason}
    return Said("count_hall", "王芳", {"entry": told, **also})


def test_slips_are_counted_by_their_kind_and_a_rehearsal_is_forgotten() -> None:
    told = ledger_told.told(
        [
            voided("after"),
            Said("reset", "王芳", {}),
            Said("issue_slips", "王芳", {"batch": 1, "count": 5}),
            voided("before"),
            voided("after"),
            voided("before", batch=2),
            Said("confirm_slips", "王芳", {"batch": 2, "done": "void"}),
            Said("confirm_slips", "王芳", {"batch": 1, "done": "confirmed"}),
            Said("exchange_slip", "王芳", {}),
            Said("scan_slip", "王芳", {"unissued": 1}),
            Said("enter_paper", "计票", {"teller": 1, "commitment": "aa"}),
            Said("enter_paper", "计票", {"teller": 1, "commitment": "bb"}),
        ]
    )
    assert told.spoiled == {Spoiled.BEFORE: 1, Spoiled.AFTER: 1}
    assert (told.voided, told.exchanged, told.unissued) == (2, 1, 1)
    assert (told.papers, told.settled, told.handed_out) == ({1: "bb"}, None, None)


def test_the_last_figure_counts_and_a_complaint_waits_for_its_outcome() -> None:
    told = ledger_told.told(
        [
            entry(1, "handed_out", 40),
            entry(2, "complaint", reason="没有投"),
            entry(3, "complaint", reason="票没了"),
            entry(4, "handed_out", 41),
            entry(5, "outcome", 2, "家人代扫"),
            Said("settle", "王芳", {"slip_states": "aa"}),
        ]
    )
    assert told.figures == {Figure.HANDED_OUT: 41}
    assert told.handed_out == 41
    assert [each.outcome for each in told.complaints] == ["家人代扫", None]
    assert [each.text for each in told.waiting] == ["票没了"]
    assert told.settled == {"slip_states": "aa"}


def test_who_goes_on_is_asked_for_exactly_these_equations() -> None:
    told = ledger_told.told(
        [
            entry(1, "override", 2, "少一张", broken=["issued"]),
            entry(2, "override", 1, "少一张", broken=["issued", "paper"]),
            entry(3, "override", 2, "查过了", broken=["issued"]),
        ]
    )
    assert [(each.scrutineer, each.reason) for each in told.goes_on(("issued",))] == [(2, "查过了")]
    assert told.goes_on(("paper",)) == ()
    assert told.gone_over == ()


@pytest.mark.parametrize(("broken", "who"), [(["issued"], ["王芳"]), ([], []), (["paper"], [])])
def test_who_has_gone_on_stands_under_what_was_open_at_the_end(
    broken: list[str], who: list[str]
) -> None:
    lines = [
        entry(1, "override", 2, "少一张", broken=["issued"]),
        Said("settle", "王芳", {"broken": broken}),
    ]
    assert [each.name for each in ledger_told.told(lines).gone_over] == who


ROW = {"subject": 0, "question": 1, "class": 2, "id": "0a" * 16, "why": "c1_twice"}


def test_answers_that_are_invalid_are_told_once_their_proofs_were_checked() -> None:
    assert ledger_told.told([]).checked is None
    assert ledger_told.told([]).excluded == ()
    line = Said("check_proofs", "王芳", {"root": "0f" * 32, "excluded": [ROW]})
    told = ledger_told.told([line])
    assert told.checked == CheckedProofs("0f" * 32, told.excluded)
    assert told.excluded == (ExcludedAnswer(0, 1, 2, b"\x0a" * 16, Flaw.C1_TWICE),)


@pytest.mark.parametrize(
    "change",
    [
        {"root": "0f" * 31},
        {"root": "0f" * 33},
        {"root": "0F" * 32},
        {"root": 7},
        {"excluded": [ROW, ROW]},
        {"excluded": [{}]},
        {"excluded": 7},
    ],
)
def test_proofs_checked_over_no_root_or_with_rows_out_of_form_were_never_written(
    change: dict[str, object],
) -> None:
    told = {"root": "0f" * 32, "excluded": []}
    with pytest.raises((ValueError, TypeError, KeyError)):
        ledger_told.checked_of(told | change)
    assert ledger_told.checked_of(told).excluded == ()


@pytest.mark.parametrize("detail", ["[]", "1"])
def test_a_line_that_the_program_never_wrote_is_refused(detail: str) -> None:
    with pytest.raises(ValueError, match="detail"):
        Said.of("void_slip", "王芳", detail)
    assert Said.of("create", "王芳", "").detail == {}


def test_what_is_in_the_way_depends_on_custody_and_on_who_goes_on() -> None:
    off = balance.lines(replace(BALANCED, unissued=8))
    due = (Due.HANDED_OUT, Due.COMPLAINT)
    for strict, goes_on, blocks in (
        (True, False, ("issued", "handed_out_due", "complaint_due")),
        (True, True, ("complaint_due",)),
        (False, False, ("complaint_due",)),
    ):
        assert balance.blocking(off, due, strict=strict, goes_on=goes_on) == blocks
    assert balance.to_override(off, due) == ("issued", "handed_out_due")


@pytest.mark.parametrize(
    ("question", "total", "error"),
    [
        (CHOICE, CellTotal(0, 0, 0, (1, 2), 1, 1, 5), None),
        (CHOICE, CellTotal(0, 0, 0, (1, 2), 1, 1, 6), SheetsDiffer),
        (CHOICE, CellTotal(0, 0, 0, (1,), 0, 0, 1), Missing),
        (CHOICE, CellTotal(0, 0, 0, (-1, 2), 0, 0, 1), OutOfRange),
        (CHOICE, CellTotal(0, 1, 0, (1, 2), 0, 0, 3), Missing),
        (STRICT, CellTotal(0, 0, 0, (1, 0), 1, 0, 2), OutOfRange),
        (NUMBER, CellTotal(0, 0, 0, (190,), 1, 0, 3), None),
        (NUMBER, CellTotal(0, 0, 0, (201,), 1, 0, 3), OutOfRange),
        (NUMBER, CellTotal(0, 0, 0, (0,), 2, 2, 3), OutOfRange),
    ],
)
def test_totals_are_those_of_a_pile_of_papers_or_refused(
    question: Question, total: CellTotal, error: type[Exception] | None
) -> None:
    if error is None:
        assert paper_count.check(paper(question), 1, [total]) == (total,)
        return
    with pytest.raises(Refused) as refused:
        paper_count.check(paper(question), 1, [total])
    assert [type(each.error) for each in refused.value.faults] == [error]
    assert refused.value.faults[0].key == "1.1.1"


def test_every_sheet_has_a_row_of_every_cell() -> None:
    given = [CellTotal(0, 0, 0, (1, 1), 0, 0, 2), CellTotal(0, 1, 0, (1, 2), 0, 0, 3)]
    with pytest.raises(Refused) as refused:
        paper_count.check(paper(CHOICE, CHOICE), 1, given)
    assert [each.key for each in refused.value.faults] == ["1.2.1"]


def test_two_tellers_are_told_which_subject_differs() -> None:
    one = (CellTotal(0, 0, 0, (1, 1), 0, 0, 2), CellTotal(1, 0, 0, (1, 1), 0, 0, 2))
    two = (one[0], replace(one[1], counts=(2, 0)))
    assert paper_count.differing(one, one) == ()
    assert paper_count.differing(one, two) == (1,)


def test_the_fingerprint_of_totals_changes_with_each_of_them() -> None:
    total = CellTotal(0, 0, 0, (1, 1), 0, 0, 2)
    made = {
        paper_count.commitment(*each)
        for each in (
            ("482913", b"r", b"s", (total,)),
            ("482914", b"r", b"s", (total,)),
            ("482913", b"q", b"s", (total,)),
            ("482913", b"r", b"t", (total,)),
            ("482913", b"r", b"s", (replace(total, counts=(2, 0)),)),
        )
    }
    assert len(made) == 5


counts = st.integers(0, 30)


@given(st.lists(st.tuples(counts, counts, counts, counts), min_size=2, max_size=2), counts, counts)
def test_box_and_paper_together_are_as_many_as_came(
    piles: list[tuple[int, int, int, int]], first: int, second: int
) -> None:
    """Two classes of voters; the sum over both is the sum of the parts, whatever came."""
    totals = tuple(
        CellTotal(0, 0, at, pile[:2], pile[2], pile[3], sum(pile)) for at, pile in enumerate(piles)
    )
    apart = (Tally((first, 0)), Tally((0, second)))
    box = SubjectTally((apart[0] + apart[1],), tuple((each,) for each in apart))
    (joined,) = paper_count.join([box], totals, (CHOICE,))
    papers = sum(paper_count.sheets(totals).values())
    assert joined.questions[0].returned == first + second + papers
    whole = joined.by_class[0][0] + joined.by_class[1][0]
    assert whole == joined.questions[0]
    assert paper_count.check(paper(CHOICE), 2, totals) == totals


@given(
    st.integers(0, 60), st.integers(0, 60), st.integers(0, 9), st.integers(0, 9), st.integers(0, 20)
)
def test_whatever_happens_to_a_slip_the_ledger_balances_if_the_hand_count_is_right(
    voted: int, undrawn: int, exchanged: int, torn: int, kept: int
) -> None:
    """Slips end in one way each; a right 发出 balances, and one off by one never does."""
    issued = voted + undrawn + exchanged + torn + kept
    count = replace(
        BALANCED,
        issued=issued,
        slip_rows=issued,
        eligible=issued,
        phone=voted,
        kiosk=0,
        ciphertexts=(voted,),
        paper=exchanged,
        exchanged=exchanged,
        handed_out=issued - undrawn,
        unissued=undrawn,
        spoiled_before=0,
        spoiled_after=torn,
        not_returned=kept,
    )
    assert balance.open_lines(balance.lines(count)) == ()
    off = replace(count, handed_out=issued - undrawn + 1)
    assert balance.open_lines(balance.lines(off)) == ("issued", "handed_out")


def test_points_on_paper_are_added_to_those_of_the_box() -> None:
    total = CellTotal(0, 0, 0, (190,), 1, 1, 4)
    box = SubjectTally((Tally((), numbers=3, total=250),))
    (joined,) = paper_count.join([box], (total,), (NUMBER,))
    assert joined.questions[0] == Tally((), 1, 1, numbers=5, total=440)


def test_a_line_is_read_out_of_its_text_and_nothing_else_than_facts_is_one() -> None:
    assert Said.of("close", "王芳", "") == Said("close", "王芳", {})
    assert Said.of("close", "王芳", '{"a": 1}') == Said("close", "王芳", {"a": 1})
    for wrong in ("[]", "1", "{"):
        with pytest.raises(ValueError, match=r"detail|Expecting"):
            Said.of("close", "王芳", wrong)


def test_exchanges_that_were_agreed_to_are_told_with_the_rest() -> None:
    asked = {"consent": 1, "asked": "exchange_slip", "exchanges": 2}
    agreed = {"consent": 1, "to": "exchange_slip", "answer": "agreed", "exchanges": 2}
    lines = [
        Said("consent", "王芳", asked),
        Said("consent", "刘某", agreed | {"digest": "d", "shown": "s"}),
        Said("exchange_slip", "王芳", {"consent": 1}),
        Said("exchange_slip", "王芳", {}),
    ]
    told = ledger_told.told(lines)
    assert [(permit.by, permit.used) for permit in told.permits] == [("刘某", 1)]
    assert (told.exchanged, told.uncovered) == (2, 1)
    assert ledger_told.TELLERS == (1, 2)
