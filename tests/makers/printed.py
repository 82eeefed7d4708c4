"""Facts to print: results, people and sheets of one example village, all made up."""

import hashlib
from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction

from ballot import schemes
from ballot.domain.ledger.balance import Count
from ballot.domain.meeting import Custody, State, Transport
from ballot.domain.meetings.result import (
    MeetingFacts,
    MeetingResult,
    Opened,
    Returned,
    SubjectFacts,
    SubjectResult,
    SubjectTally,
    compute,
)
from ballot.domain.meetings.result_by_class import ClassFacts, QuestionResult
from ballot.domain.scheme.formula import Formula
from ballot.domain.scheme.satisfaction import Satisfaction
from ballot.domain.tally import Tally
from ballot.printing.forms.result_report import Attendance, Report, Signer
from ballot.schemes.default_words import Said

MADE = datetime(2026, 12, 10, 10, 30, tzinfo=UTC)
TITLE = "2026年度“第一书记”群众满意度测评 大布村"
RARE = "龑㛃䶮𬴃"
DIGEST = hashlib.sha256(b"example").hexdigest()


def facts(state: State, back: int, *, plain: bool = False, round: int = 1) -> MeetingFacts:
    return MeetingFacts(
        meeting="482913",
        title=TITLE,
        custody=Custody.SERVER if plain else Custody.SCRUTINEERS,
        transport=Transport.PLAIN if plain else Transport.HTTPS,
        state=state,
        eligible=46,
        issued=60,
        returned=Returned(phone=back - 5, kiosk=3, paper=2),
        round=round,
        follows="193204" if round > 1 else None,
        handed_out=None if plain else 40,
        unissued=19,
        spoiled=1,
        exchanged=2,
        not_returned=40 - back,
        void=60 - (back - 2),
    )


def opened() -> Opened:
    """20, 7, 3, 1 of 31 and 112 points: 87.10 % and 97.55."""
    counts = (("很满意", 20), ("满意", 7), ("基本满意", 3), ("不满意", 1))
    return Opened(
        questions=(QuestionResult("您对“第一书记”的工作是否满意？", counts, 0, 0),),
        denominator=31,
        satisfaction=Satisfaction(Fraction(27, 31), 31),
        satisfaction_formula=Formula(
            "群众满意度", "(很满意票数+满意票数)÷投票数", "(20+7)÷31", "87.10 %", "第十七条"
        ),
        final_score=Fraction(3024, 31),
        final_formula=Formula(
            "考核总分",
            "组织工作目标考评得分×群众满意度",
            "112×27/31",
            "97.55",
            "第十九条（四）",
        ),
    )


def result(subjects: int = 1) -> MeetingResult:
    """An opened meeting; the first subject has a name of rare characters."""
    names = [RARE, *(f"某{place}" for place in range(2, subjects + 1))]
    people = tuple(SubjectResult(name, "市发改局", "大布村", "112", opened()) for name in names)
    return MeetingResult(
        facts(State.OPENED, 31), "jiaozhou-village", "ab" * 32, "≥ 2/3", 31, True, people
    )


def by_classes(subjects: int) -> MeetingResult:
    """So many of whom three classes of voters judge; no figure but of the shipped scheme."""
    scheme = schemes.find("abc-classes")
    back = ((9, 1, 1, 0), (6, 3, 0, 1), (5, 3, 2, 0))
    classes = tuple(
        ClassFacts(each.name, each.weight, 16, 20, sum(counts))
        for each, counts in zip(scheme.classes, back, strict=True)
    )
    whole = Tally(tuple(map(sum, zip(*back, strict=True))))
    tally = SubjectTally((whole,), tuple((Tally(counts),) for counts in back))
    names = [RARE, *(f"某{place}" for place in range(2, subjects + 1))]
    return compute(
        replace(facts(State.OPENED, 31), classes=classes),
        scheme,
        [SubjectFacts(name, "市发展和改革局", "大布村") for name in names],
        [tally] * subjects,
    )


def missed() -> MeetingResult:
    """30 of 46. The figures are handed in all the same: none may be printed."""
    subject = SubjectResult("张某", "", "大布村", "112", opened())
    missed_facts = facts(State.NO_QUORUM, 30, plain=True)
    return MeetingResult(
        missed_facts, "jiaozhou-village", "ab" * 32, "≥ 2/3", 31, False, (subject,)
    )


def count(of: MeetingFacts) -> Count:
    """What the slips of these facts were settled by; the spoiled one before it was handed out."""
    return Count(
        issued=of.issued,
        eligible=of.eligible,
        slip_rows=of.issued,
        slip_root=DIGEST,
        wall_root=DIGEST,
        phone=of.returned.phone,
        kiosk=of.returned.kiosk,
        paper=of.returned.paper,
        exchanged=of.exchanged,
        ciphertexts=[of.returned.phone + of.returned.kiosk],
        handed_out=of.handed_out,
        unissued=of.unissued,
        spoiled_before=of.spoiled,
        not_returned=of.not_returned,
    )


def report(of: MeetingResult) -> Report:
    return Report(
        result=of,
        scheme_title="胶州市村党组织“第一书记”“三定一诺双评”",
        check="7F3A-91CC-04D2",
        digest=DIGEST,
        key=DIGEST,
        code=DIGEST[::-1],
        verify="HTTPS://CP.EXAMPLE.CN/R/482913/7F3A91CC04D2",
        held="2026年12月10日 9:00–10:20",
        place="大布村村委会会议室",
        attendance=Attendance(40, 4, 2),
        scrutineers=(Signer("张三", opened=True), Signer("李四", opened=True), Signer("王五")),
        tellers=("赵六", "钱七"),
        chair="孙八",
        leader="周九",
        defaults=(
            Said("questions[1].blank", ("票面", "允许弃权"), "是", "", "第十七条"),
            Said(
                "items[1].denominator",
                ("群众满意度", "投票数怎样算"),
                "收回的全部票",
                "弃权、无效在内",
                "",
            ),
        ),
        remarks=("代写 2 张。",),
        count=count(of.facts),
    )
