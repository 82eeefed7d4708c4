"""A result in the shape that other programs read (COMMANDS.md, ``ballot result --json``)."""

from ballot.domain import rounding
from ballot.domain.result import MeetingResult, Opened, QuestionResult, SubjectResult


def as_facts(result: MeetingResult) -> dict[str, object]:
    """Plain values in the order of the interface. Without an opening: subjects' names alone."""
    facts = result.facts
    return {
        "meeting": facts.meeting,
        "title": facts.title,
        "round": facts.round,
        "follows": facts.follows,
        "scheme": {"id": result.scheme_id, "sha256": result.scheme_sha256},
        "custody": facts.custody.value,
        "transport": facts.transport.value,
        "state": facts.state.value,
        "eligible": facts.eligible,
        "issued": facts.issued,
        "handed_out": facts.handed_out,
        "unissued": facts.unissued,
        "spoiled": facts.spoiled,
        "exchanged": facts.exchanged,
        "not_returned": facts.not_returned,
        "void": facts.void,
        "returned": {
            "phone": facts.returned.phone,
            "kiosk": facts.returned.kiosk,
            "paper": facts.returned.paper,
            "total": facts.returned.total,
        },
        "quorum": {"rule": result.quorum_rule, "required": result.required, "met": result.met},
        "subjects": [_subject(subject) for subject in result.subjects],
    }


def _subject(subject: SubjectResult) -> dict[str, object]:
    named: dict[str, object] = {"name": subject.name}
    if subject.unit:
        named["unit"] = subject.unit
    if subject.village:
        named["village"] = subject.village
    if subject.opened is None:
        return named
    return (
        named
        | _opened(subject.opened)
        | {"objective_score": subject.objective_score}
        | (_figures(subject.opened))
    )


def _opened(opened: Opened) -> dict[str, object]:
    first = _question(opened.questions[0])
    del first["text"]
    several = [_question(question) for question in opened.questions]
    return (
        first
        | {"denominator": opened.denominator}
        | ({"questions": several} if len(several) > 1 else {})
    )


def _question(question: QuestionResult) -> dict[str, object]:
    answers: dict[str, object] = {"text": question.text}
    if question.counts:
        answers["counts"] = dict(question.counts)
    else:
        answers |= {"numbers": question.numbers, "sum": question.total}
    return answers | {"blank": question.blank, "invalid": question.invalid}


def _figures(opened: Opened) -> dict[str, object]:
    figure, final = opened.satisfaction, opened.final_score
    figures: dict[str, object] = {
        "satisfaction": None
        if figure is None
        else {"exact": rounding.exact(figure.value), "percent": figure.percent},
        "final_score": None
        if final is None
        else {"exact": rounding.exact(final), "shown": rounding.shown(final)},
    }
    if opened.withheld:
        figures["withheld"] = opened.withheld
    return figures
