"""收发清点单 and 结果报告单 say what was counted, what is off, and who went on over it."""

from makers.meetings import BAD as WORST
from makers.meetings import GOOD, VERY, a_closed_meeting, an_open_meeting
from people.counters import both_enter, exchange, papers

from ballot.domain.access import CONSOLE
from ballot.domain.ledger.ledger_told import Figure
from ballot.printing import pdf
from ballot.printing.leaf import Leaf
from ballot.usecases.forms.print_meeting_form import MeetingForm, print_meeting_form
from ballot.usecases.hall import Hall
from ballot.usecases.ledger.complain import complain, minute
from ballot.usecases.ledger.count_hall import count_hall
from ballot.usecases.meeting.close_voting import close_voting
from ballot.usecases.opening.open_box import open_box


def words(leaf: Leaf) -> str:
    """All that stands on a sheet."""
    return repr(leaf)


def test_the_sheet_of_the_count_has_both_sides_and_the_roots(hall: Hall) -> None:
    meeting = an_open_meeting(hall, slips=6, eligible=6)
    number = meeting.number
    meeting.cast_all([VERY, GOOD, WORST])
    exchange(hall, meeting, 2, CONSOLE)
    place = complain(hall, CONSOLE, number, "王某:没有投")
    before = words(print_meeting_form(hall, CONSOLE, number, MeetingForm.LEDGER))
    assert "相符" not in before.replace("是否相符", "")
    close_voting(hall, CONSOLE, number)
    count_hall(
        hall,
        CONSOLE,
        number,
        {Figure.HANDED_OUT: 4, Figure.PRESENT: 5, Figure.ON_LEAVE: 1, Figure.SCRIBED: 2},
    )
    minute(hall, CONSOLE, number, place, "家人代扫")
    both_enter(hall, number, papers(1, 0, 0, 0, invalid=1))
    sheet = print_meeting_form(hall, CONSOLE, number, MeetingForm.LEDGER)
    for said in ("票据不符：印制", "不符", "代写 2 张", "王某:没有投", "家人代扫"):
        assert said in words(sheet), said
    assert pdf.render(sheet, hall.clock())[:5] == b"%PDF-"

    count_hall(hall, CONSOLE, number, {Figure.HANDED_OUT: 6})
    open_box(hall, CONSOLE, number)
    report = words(print_meeting_form(hall, CONSOLE, number, MeetingForm.REPORT))
    assert "领而未投 1 张" in report
    assert "票据不符" not in report
    assert "未逐张核验" not in report


def test_a_paper_that_did_not_come_back_is_told_among_the_slips_that_did_not_vote(
    hall: Hall,
) -> None:
    meeting = an_open_meeting(hall, slips=6, eligible=6)
    number = meeting.number
    meeting.cast_all([VERY] * 3)
    exchange(hall, meeting, 2, CONSOLE)
    close_voting(hall, CONSOLE, number)
    count_hall(hall, CONSOLE, number, {Figure.HANDED_OUT: 6})
    told = "领而未投 {} 张{}。"
    missing = told.format(3, "")
    assert missing in words(print_meeting_form(hall, CONSOLE, number, MeetingForm.REPORT))
    both_enter(hall, number, papers(1, 0, 0, 0))
    one = told.format(2, "，其中换成纸质票没有交回的 1 张")
    assert one in words(print_meeting_form(hall, CONSOLE, number, MeetingForm.REPORT))
    both_enter(hall, number, papers(2, 0, 0, 0))
    none = told.format(1, "")
    assert none in words(print_meeting_form(hall, CONSOLE, number, MeetingForm.REPORT))


def test_who_counted_nothing_reads_that_the_slips_were_not_looked_at(hall: Hall) -> None:
    meeting = a_closed_meeting(hall, [VERY, GOOD], slips=4, eligible=3)
    open_box(hall, CONSOLE, meeting.number)
    said = {MeetingForm.REPORT: "发出多少张没有清点", MeetingForm.LEDGER: "未用票未逐张核验"}
    for paper, sentence in said.items():
        assert sentence in words(print_meeting_form(hall, CONSOLE, meeting.number, paper))
