"""A meeting's result as facts and rows, once for every format.

Headings are in Chinese and English side by side, because a file travels further than a page. No
row has a figure unless the box was opened: a format cannot show what is not here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from ballot.domain import rounding
from ballot.domain.meeting import Custody, State, Transport
from ballot.domain.meetings import handed_over
from ballot.domain.meetings.remark import Remark
from ballot.domain.meetings.result import MeetingFacts, MeetingResult, Opened, SubjectResult, Way
from ballot.domain.meetings.result_by_class import ClassResult, QuestionResult
from ballot.exports import remark_words

Cell = str | int | Decimal | None
"""A cell: text, a count, a number rounded for people, or nothing."""

PLACE, NAME, UNIT, VILLAGE = "序号 No.", "姓名 Name", "单位 Unit", "村(社区) Village"
QUESTION, CLASS, REMARK = "测评项目 Question", "类别 Class", "说明 Remark"
"""Headings of the table that are not figures."""
STATES = {
    State.DRAFT: "准备中 draft",
    State.REHEARSAL: "演练 rehearsal",
    State.FROZEN: "已锁定 frozen",
    State.OPEN: "投票中 open",
    State.CLOSED: "已截止 closed",
    State.OPENED: "已开箱 opened",
    State.NO_QUORUM: "未达到法定人数 no quorum",
    State.INVALID: "本轮无效 invalid",
    State.PAUSED: "暂停 paused",
    State.CANCELLED: "已取消 cancelled",
    State.REHEARSAL_CLOSED: "演练：已截止 rehearsal, closed",
    State.REHEARSAL_OPENED: "演练：已开箱 rehearsal, opened",
    State.REHEARSAL_NO_QUORUM: "演练：未达到法定人数 rehearsal, no quorum",
    State.REHEARSAL_INVALID: "演练：本轮无效 rehearsal, invalid",
}
CUSTODY = {
    Custody.SERVER: "服务器 server",
    Custody.SCRUTINEERS: "监票人 scrutineers",
}
WAYS = {
    Way.PAGE: "自己的手机 own phone",
    Way.FILE: "另一台机器 another machine",
    Way.SERVER: "交给服务器 given to the server",
}
TRANSPORT = {
    Transport.LOCAL: "本机 local",
    Transport.HTTPS: "加密 https",
    Transport.PLAIN: "未加密 plain",
}


@dataclass(frozen=True, slots=True)
class ResultTable:
    """``facts`` of the meeting, then a table of one row a subject and question.

    ``counts`` are the columns (first, last) of the options in the table, None where nothing was
    opened; ``formulas`` are the calculations in words, ``digests`` what only machines compare.
    """

    title: str
    facts: tuple[tuple[str, Cell], ...]
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    counts: tuple[int, int] | None
    formulas: tuple[str, ...]
    digests: tuple[tuple[str, Cell], ...]


def of(result: MeetingResult) -> ResultTable:
    """The table of a result in any state; figures only where the box of the vote was opened."""
    result = handed_over.of(result)
    names = (PLACE, NAME, UNIT, VILLAGE)
    digests = (("办法摘要 SHA-256", result.scheme_sha256),)
    options = _options(result)
    if result.facts.state is not State.OPENED:
        rows = tuple(_name(place, each) for place, each in enumerate(result.subjects, start=1))
        return ResultTable(result.facts.title, _facts(result), names, rows, None, (), digests)
    numbers = ("打分票数 Numbers", "打分合计 Sum") if _asks_numbers(result) else ()
    kinds = (CLASS,) if result.facts.classes else ()
    headings = (*names, QUESTION, *kinds, *options, *numbers, *_figure_headings())
    first = len(names) + 1 + len(kinds)
    return ResultTable(
        title=result.facts.title,
        facts=_facts(result),
        headings=headings,
        rows=tuple(
            row for each in _numbered(result) for row in _rows(*each, options, numbers, kinds)
        ),
        counts=(first, first + len(options) - 1) if options else None,
        formulas=tuple(line for each in result.subjects for line in _formulas(each)),
        digests=digests,
    )


def _facts(result: MeetingResult) -> tuple[tuple[str, Cell], ...]:
    facts, returned = result.facts, result.facts.returned
    return (
        ("编号 Meeting", facts.meeting),
        ("名称 Title", facts.title),
        ("轮次 Round", facts.round),
        ("上一轮 Follows", facts.follows),
        ("状态 State", STATES[facts.state]),
        ("考核办法 Scheme", result.scheme_id),
        ("密钥保管 Custody", CUSTODY[facts.custody]),
        *_openers(facts),
        ("网络 Transport", TRANSPORT[facts.transport]),
        ("应参加 Eligible", facts.eligible),
        ("印制 Issued", facts.issued),
        ("发出 Handed out", facts.handed_out),
        ("未发 Unissued", facts.unissued),
        ("损坏 Spoiled", facts.spoiled),
        ("换纸票 Exchanged", facts.exchanged),
        ("领而未交 Not returned", facts.not_returned),
        ("作废 Void", facts.void),
        ("作废中未用 Void, unused", facts.unused),
        ("收回(手机) Returned by phone", returned.phone),
        ("收回(平板) Returned at kiosk", returned.kiosk),
        ("收回(纸质) Returned on paper", returned.paper),
        ("收回 Returned", returned.total),
        *_classes(facts),
        ("法定人数 Quorum", result.quorum_rule),
        ("至少 Required", result.required),
        ("达到 Quorum met", "是 yes" if result.met else "否 no"),
        *_remarks(result.remarks),
    )


def _classes(facts: MeetingFacts) -> Iterator[tuple[str, Cell]]:
    """The classes of voters: weight, 应参加, 印制, and 收回 once the slips are settled."""
    for each in facts.classes:
        yield f"{each.name} 权重 Weight", rounding.weight(each.weight)
        yield f"{each.name} 应参加 Eligible", each.eligible
        yield f"{each.name} 印制 Issued", each.issued
        yield f"{each.name} 收回 Returned", each.returned


def _remarks(remarks: tuple[Remark, ...]) -> Iterator[tuple[str, Cell]]:
    """What does not balance, and what else a reader has to know, each in both languages."""
    for place, each in enumerate(remarks, start=1):
        yield f"说明 {place} Remark {place}", remark_words.both(each)


def _openers(facts: MeetingFacts) -> Iterator[tuple[str, Cell]]:
    """What is 无效 of the sealed answers; whose keys opened the box."""
    if facts.excluded.proof:
        yield "手机加密、核验未通过(无效) Sealed answers that do not hold", facts.excluded.proof
    if facts.excluded.c1_twice:
        label = "手机加密、随机数相同(无效) Sealed answers that share their randomness"
        yield label, facts.excluded.c1_twice
    for holder in facts.opened_by:
        yield f"开箱监票人 {holder.number} Opened by", f"{holder.name} ({WAYS[holder.way]})"


def _figure_headings() -> tuple[str, ...]:
    return (
        "弃权 Blank",
        "无效 Invalid",
        "投票数(分母) Denominator",
        "满意度 % Satisfaction %",
        "满意度(精确) Satisfaction, exact",
        "组织考评得分 Objective score",
        "考核总分 Final score",
        "考核总分(精确) Final score, exact",
        REMARK,
    )


def _options(result: MeetingResult) -> tuple[str, ...]:
    """Every option of every question, each once, in order."""
    found = (
        option
        for subject in result.subjects
        for question in (subject.opened.questions if subject.opened else ())
        for option, _count in question.counts
    )
    return tuple(dict.fromkeys(found))


def _asks_numbers(result: MeetingResult) -> bool:
    """Whether any question asks for a whole number instead of an option."""
    return any(
        not question.counts
        for subject in result.subjects
        for question in (subject.opened.questions if subject.opened else ())
    )


def _numbered(result: MeetingResult) -> list[tuple[int, SubjectResult]]:
    return list(enumerate(result.subjects, start=1))


def _name(place: int, subject: SubjectResult) -> tuple[Cell, ...]:
    return (place, subject.name, subject.unit or None, subject.village or None)


def _rows(
    place: int,
    subject: SubjectResult,
    options: tuple[str, ...],
    numbers: tuple[str, ...],
    kinds: tuple[str, ...],
) -> list[tuple[Cell, ...]]:
    """A row a question; the figures of the subject stand in the first. Behind them, where classes
    of voters were opened apart, a row a class with its own figure."""
    opened = subject.opened
    if opened is None:
        return []
    rows = []
    for number, question in enumerate(opened.questions):
        figures = _figures(subject, opened) if number == 0 else (None,) * 7
        counts = _counts(question, options, numbers)
        of = ("全体 All",) * len(kinds)
        rows.append((*_name(place, subject), question.text, *of, *counts, *figures))
    for each in opened.by_class:
        counts = _counts(each.question, options, numbers)
        name = (*_name(place, subject), each.question.text, each.name)
        rows.append((*name, *counts, *_class_figures(each)))
    return rows


def _class_figures(of_class: ClassResult) -> tuple[Cell, ...]:
    share = of_class.figure
    if share is None:
        return (None,) * 7
    figures = (share.denominator, Decimal(share.percent), rounding.exact(share.value))
    return (*figures, None, None, None, None)


def _counts(
    question: QuestionResult, options: tuple[str, ...], numbers: tuple[str, ...]
) -> tuple[Cell, ...]:
    counted = dict(question.counts)
    sums: tuple[Cell, ...] = (None,) * len(numbers)
    if numbers and not question.counts:
        sums = (question.numbers, question.total)
    ticked = tuple(counted.get(option) for option in options)
    return (*ticked, *sums, question.blank, question.invalid)


def _figures(subject: SubjectResult, opened: Opened) -> tuple[Cell, ...]:
    share, final = opened.satisfaction, opened.final_score
    objective = subject.objective_score
    return (
        opened.denominator,
        Decimal(share.percent) if share else None,
        rounding.exact(share.value) if share else None,
        Decimal(objective) if objective is not None else None,
        Decimal(rounding.shown(final)) if final is not None else None,
        rounding.exact(final) if final is not None else None,
        subject.waiting or None,
    )


def _formulas(subject: SubjectResult) -> list[str]:
    if subject.opened is None:
        return []
    formulas = (subject.opened.satisfaction_formula, subject.opened.final_formula)
    return [f"{subject.name}：{formula.text}" for formula in formulas if formula]
