"""结果报告单: one A4 sheet for ink, from result and hall (docs/printing.md)."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ballot.domain import rounding
from ballot.domain.groups_of_four import in_fours
from ballot.domain.ledger.balance import Count
from ballot.domain.meetings.result import MeetingResult, OpenedBy, Way
from ballot.domain.meetings.result_by_class import ClassFacts
from ballot.exports import remark_words, result_as_json
from ballot.printing.forms import ledger, template, votes_table
from ballot.printing.leaf import Leaf
from ballot.schemes import default_words
from ballot.schemes.default_words import Said

FALLBACKS = {
    Way.FILE: "是在另一台机器上使用的",
    Way.SERVER: "曾交到主办单位的机器上使用",
}


@dataclass(frozen=True, slots=True)
class Attendance:
    """到会: persons counted in the hall. None: not counted."""

    present: int | None = None
    on_leave: int | None = None
    absent: int | None = None


@dataclass(frozen=True, slots=True)
class Signer:
    """A person who signs by hand; ``opened`` marks a 监票人 whose key opened the box."""

    name: str = ""
    opened: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What the sheet prints beside the result itself.

    ``digest`` is the SHA-256 of the result in hex, ``verify`` the text of the QR code. ``code`` is
    the value that holds an audit bundle to this sheet, None before the end, ``key`` whose signature
    the bundle bears (docs/bundle.md); ``check`` is the beginning of the code, else of the digest.
    ``remarks`` are sentences minuted in the hall, beside those of the result; ``count`` is what the
    slips were settled by, None before the close.
    """

    result: MeetingResult
    scheme_title: str
    check: str
    digest: str
    key: str
    code: str | None = None
    verify: str = ""
    held: str = ""
    place: str = ""
    attendance: Attendance = Attendance()
    invalid_papers: int = 0
    scrutineers: tuple[Signer, ...] = ()
    tellers: tuple[str, ...] = ()
    chair: str = ""
    leader: str = ""
    defaults: tuple[Said, ...] = ()
    remarks: tuple[str, ...] = ()
    count: Count | None = None


def of(
    result: MeetingResult, *, scheme_title: str, key: str, code: str | None = None, **noted: Any
) -> Report:
    """The report of a result with its digest and codes; ``noted`` are further fields of Report.

    The digest is the SHA-256 of the file that ``exports.result_as_json`` writes, so that
    whoever has the one can check the other with any tool.
    """
    digest = hashlib.sha256(result_as_json.write(result)).hexdigest()
    number, turn = result.facts.meeting, result.facts.round
    return Report(
        result=result,
        scheme_title=scheme_title,
        digest=digest,
        key=key,
        code=code,
        check=in_fours((code or digest)[:12].upper()).replace(" ", "-"),
        verify=f"BALLOT:{number}:{turn}:SHA256:{digest.upper()}",
        **noted,
    )


def fallbacks(openers: Iterable[OpenedBy]) -> tuple[str, ...]:
    """A sentence for every key that worked elsewhere than on the phone of its 监票人."""
    return tuple(
        f"{each.number} 号监票人{each.name}的钥匙{FALLBACKS[each.way]}。"
        for each in openers
        if each.way in FALLBACKS
    )


def leaf(report: Report) -> Leaf:
    """The sheet. Without an opening it carries no count, whatever the result holds."""
    result, facts = report.result, report.result.facts
    back, questions = facts.returned.total, votes_table.questions(result)
    return template.leaf(
        "result_report",
        report=report,
        result=result,
        facts=facts,
        hall=report.attendance,
        valid=back - report.invalid_papers,
        return_rate=rounding.of_whole(back, facts.handed_out),
        turnout=rounding.of_whole(back, facts.eligible),
        shortfall=max(result.required - back, 0),
        classes=tuple(map(_class, facts.classes)),
        balance=ledger.with_figures(report.count) if report.count else (),
        questions=questions,
        repeated=_repeated(result),
        gaps=default_words.in_gaps(report.defaults),
        scrutineers=_signers(report.scrutineers),
        tellers=(*report.tellers, "", "")[:2],
        digest=in_fours(report.digest),
        code=in_fours(report.code) if report.code else "",
        key=in_fours(report.key),
        scheme_digest=in_fours(result.scheme_sha256),
        told="".join(map(remark_words.chinese, result.remarks)),
        sizes=votes_table.sizes(len(result.subjects), sum(len(each.rows) for each in questions)),
    )


def _signers(signers: tuple[Signer, ...]) -> list[str]:
    padded = (*signers, Signer(), Signer(), Signer())[:3]
    return [f"✓ {each.name}" if each.opened else each.name for each in padded]


def _class(of: ClassFacts) -> str:
    """A class of voters: its weight, and its numbers as far as they are known."""
    back = "" if of.returned is None else f"、收回 {of.returned}"
    weight = rounding.weight(of.weight)
    return f"{of.name}权重 {weight}，应参加 {of.eligible}、印制 {of.issued}{back}"


def _repeated(result: MeetingResult) -> tuple[str, ...]:
    """What several subjects lack, each sentence once with whom it is about."""
    several = len(result.subjects) > 1
    about: dict[str, list[int]] = {}
    for place, subject in enumerate(result.subjects, start=1):
        for sentence in votes_table.lacks(subject) if several and result.is_open else ():
            about.setdefault(sentence, []).append(place)
    return tuple(
        f"{_whom(places, len(result.subjects))}：{sentence}" for sentence, places in about.items()
    )


def _whom(places: list[int], count: int) -> str:
    if len(places) == count:
        return f"全部 {count} 名被测评对象"
    return f"第 {'、'.join(map(str, places))} 名被测评对象"
