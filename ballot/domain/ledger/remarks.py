"""What does not balance is told wherever the figure is told: every remark of a result, once.

Pages, exports, forms, the interface and both verifiers of a bundle say what comes out of here.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from ballot.domain.ledger import balance
from ballot.domain.ledger.balance import Count, Due, Equation, Law
from ballot.domain.ledger.ledger_told import Figure, Spoiled, Told
from ballot.domain.meetings.remark import Remark, RemarkKind, Value
from ballot.domain.meetings.result import (
    MeetingFacts,
    MeetingResult,
    Restored,
    SubjectResult,
)
from ballot.domain.meetings.result_by_class import QuestionResult
from ballot.domain.paper import HIGHEST

WHILE_VOTING = ("open", "closed")
"""Moments of a correction at which the vote had begun."""


def of(result: MeetingResult, told: Told) -> tuple[Remark, ...]:
    """All remarks of a result: those of slips and people, then those of its figures."""
    return (*of_account(result.facts, told), *_of_figures(result.subjects))


def of_account(facts: MeetingFacts, told: Told) -> tuple[Remark, ...]:
    """What is told of slips, people and acts, as far as the meeting has come."""
    settled = _settled(facts, told) if told.settled is not None else ()
    return (
        *settled,
        *(Remark(RemarkKind.CORRECTED, each.values) for each in told.corrections),
        *_reprinted(told),
        *_voided(told),
        *(_restored(each) for each in facts.restored),
        *(_gone_over(each.number, each.name, each.reason) for each in facts.gone_over),
    )


def stopping(count: Count, told: Told) -> tuple[str, ...]:
    """The kinds for which a ranking stops until somebody says that the figure counts, and why.

    ``told`` ends with the line of the opening: the signed record keeps them, each once.
    """
    found = (
        *unbalanced(balance.lines(count)),
        *_more_than_present(count.returned, told),
        *(
            Remark(RemarkKind.CORRECTED, each.values)
            for each in told.corrections
            if each.state in WHILE_VOTING
        ),
        *(_restored(each) for each in told.restored if each.missing),
    )
    return tuple(dict.fromkeys(each.kind.value for each in found))


def unbalanced(lines: Iterable[Equation]) -> tuple[Remark, ...]:
    """A remark for each equation of the ledger that does not hold, with both of its sides."""
    return tuple(
        Remark(
            RemarkKind.UNBALANCED,
            {"equation": line.law.value, "left": line.left, "right": line.right},
        )
        for line in lines
        if line.holds is False
    )


def _settled(facts: MeetingFacts, told: Told) -> Iterator[Remark]:
    """What is known once the slips are settled."""
    broken = tuple((told.settled or {})["broken"])
    found = unbalanced(balance.lines(count_of(facts, told)))
    yield from found
    named = {each.values["equation"] for each in found}
    for word in broken:
        if word in list(Law) and word not in named:
            yield Remark(RemarkKind.UNBALANCED, {"equation": word})
    yield from _more_than_present(facts.returned.total, told)
    if facts.handed_out is None:
        yield Remark(RemarkKind.NOT_COUNTED, {"unissued": facts.unissued})
    if Due.PAPER in broken:
        yield Remark(RemarkKind.PAPER_MISSING, {"exchanged": facts.exchanged})
    yield from _by_one(told, facts.returned.paper)


def _more_than_present(returned: int, told: Told) -> Iterator[Remark]:
    present = told.figures.get(Figure.PRESENT)
    if present is not None and returned > present:
        values: dict[str, Value] = {"returned": returned, "present": present}
        yield Remark(RemarkKind.MORE_THAN_PRESENT, values)


def _by_one(told: Told, sheets: int) -> Iterator[Remark]:
    """Two entries by one person are one entry."""
    names = set(told.entered_by.values())
    if sheets and len(names) == 1:
        values: dict[str, Value] = {"name": names.pop(), "sheets": sheets}
        yield Remark(RemarkKind.PAPER_BY_ONE, values)


def count_of(facts: MeetingFacts, told: Told) -> Count:
    """The numbers that a stranger has too: what only a database knows is left out."""
    return Count(
        issued=facts.issued,
        eligible=facts.eligible,
        slip_rows=facts.issued,
        slip_root="",
        wall_root="",
        phone=facts.returned.phone,
        kiosk=facts.returned.kiosk,
        paper=facts.returned.paper,
        exchanged=facts.exchanged,
        ciphertexts=(),
        handed_out=facts.handed_out,
        unissued=facts.unissued,
        spoiled_before=told.spoiled[Spoiled.BEFORE],
        spoiled_after=told.spoiled[Spoiled.AFTER],
        not_returned=facts.not_returned,
    )


def _reprinted(told: Told) -> Iterator[Remark]:
    if told.reprinted is not None:
        before, after = told.reprinted
        yield Remark(RemarkKind.REPRINTED, {"before": before, "after": after})


def _voided(told: Told) -> Iterator[Remark]:
    """Slips that were voided during the vote, those of one reason together."""
    for (spoiled, reason), count in Counter(told.voided_voting).items():
        values: dict[str, Value] = {"count": count, "spoiled": spoiled, "reason": reason}
        yield Remark(RemarkKind.VOIDED, values)


def _restored(each: Restored) -> Remark:
    return Remark(RemarkKind.RESTORED, {"taken": each.taken, "missing": each.missing})


def _gone_over(number: int, name: str, reason: str) -> Remark:
    return Remark(RemarkKind.GONE_OVER, {"number": number, "name": name, "reason": reason})


def _of_figures(subjects: Sequence[SubjectResult]) -> Iterator[Remark]:
    """Who else measured a subject; where the counts alone tell what somebody chose. Questions are
    counted from 1."""
    for subject in subjects:
        if subject.also_measured:
            also: dict[str, Value] = {"subject": subject.name, "meetings": subject.also_measured}
            yield Remark(RemarkKind.ALSO_MEASURED, also)
        for place, question in enumerate(subject.opened.questions if subject.opened else (), 1):
            of: dict[str, Value] = {"subject": subject.name, "question": place}
            everybody = _of_everybody(question)
            if everybody:
                yield Remark(RemarkKind.UNANIMOUS, {**of, "option": everybody[0]})
            else:
                alone = tuple(option for option, count in _answers(question) if count == 1)
                if alone:
                    yield Remark(RemarkKind.SINGLE, {**of, "options": alone})


def _answers(question: QuestionResult) -> tuple[tuple[str | None, int], ...]:
    """Every answer with its ballots: the options, None for 弃权."""
    return (*question.counts, (None, question.blank))


def _of_everybody(question: QuestionResult) -> tuple[str | None, ...]:
    """The one answer that everybody gave, or nothing.

    A sum of points tells everybody's where there is one, or all are 0 or all are 100.
    """
    given = [(option, count) for option, count in _answers(question) if count]
    if question.invalid or len(given) + bool(question.numbers) != 1:
        return ()
    if not question.numbers:
        return (given[0][0],)
    extremes = (0, question.numbers * HIGHEST)
    if question.numbers > 1 and question.total not in extremes:
        return ()
    return (str(question.total // question.numbers),)
