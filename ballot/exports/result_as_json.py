"""A result as JSON, in the shape that other programs rely on (docs/api.md)."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from fractions import Fraction
from typing import Any

from ballot.domain import rounding
from ballot.domain.meetings import handed_over
from ballot.domain.meetings.result import MeetingResult, Opened, Restored, SubjectResult
from ballot.domain.meetings.result_by_class import ClassFacts, ClassResult, QuestionResult
from ballot.domain.meetings.subject_labels import labels
from ballot.domain.scheme.satisfaction import Satisfaction


def write(result: MeetingResult, **also: object) -> bytes:
    """The file: UTF-8, Chinese left readable; ``also`` stands behind the result."""
    return (json.dumps(value(result) | also, ensure_ascii=False, indent=2) + "\n").encode()


def value(result: MeetingResult) -> dict[str, Any]:
    """The same as plain values. Exact numbers are text such as ``27/31``, never a float."""
    result = handed_over.of(result)
    facts = result.facts
    return {
        "meeting": facts.meeting,
        "title": facts.title,
        "round": facts.round,
        "follows": facts.follows,
        "scheme": {"id": result.scheme_id, "sha256": result.scheme_sha256},
        **({"item": facts.item} if facts.item else {}),
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
        "returned": _returned(result),
        **({"classes": [_class(each) for each in facts.classes]} if facts.classes else {}),
        **({"gone_over": [asdict(each) for each in facts.gone_over]} if facts.gone_over else {}),
        **({"restored": [_restored(each) for each in facts.restored]} if facts.restored else {}),
        **({"excluded": asdict(facts.excluded)} if facts.excluded.total else {}),
        **({"opened_by": [asdict(each) for each in facts.opened_by]} if facts.opened_by else {}),
        "quorum": {"rule": result.quorum_rule, "required": result.required, "met": result.met},
        "remarks": [{"kind": each.kind.value, **each.values} for each in result.remarks],
        "subjects": [_subject(*each) for each in _called(result)],
    }


def _class(voters: ClassFacts) -> dict[str, Any]:
    return asdict(voters) | {"weight": rounding.exact(voters.weight)}


def _returned(result: MeetingResult) -> dict[str, int]:
    came = result.facts.returned
    return {"phone": came.phone, "kiosk": came.kiosk, "paper": came.paper, "total": came.total}


def _restored(restored: Restored) -> dict[str, Any]:
    return asdict(restored) | {"missing": restored.missing}


def _called(result: MeetingResult) -> Iterator[tuple[SubjectResult, dict[str, Any]]]:
    """Each subject and who it is: before the opening by name alone, where that tells it apart."""
    for subject, label in zip(result.subjects, labels(result.subjects), strict=True):
        name = {"name": subject.name}
        if subject.opened is None and label == subject.name:
            yield subject, name
        else:
            places = {"unit": subject.unit, "village": subject.village}
            yield subject, name | {key: text for key, text in places.items() if text}


def _subject(subject: SubjectResult, called: dict[str, Any]) -> dict[str, Any]:
    """A subject; before the opening who it is alone."""
    if subject.opened is None:
        return called
    opened = subject.opened
    return {
        **called,
        "counts": dict(opened.counts),
        "blank": opened.blank,
        "invalid": opened.invalid,
        "denominator": opened.denominator,
        "satisfaction": _share(opened.satisfaction),
        "objective_score": subject.objective_score,
        "final_score": _final(opened.final_score),
        **({"waiting": subject.waiting} if subject.waiting else {}),
        **_beyond_one_question(opened),
        **({"by_class": [_of_class(each) for each in opened.by_class]} if opened.by_class else {}),
        **({"withheld": opened.withheld} if opened.withheld else {}),
    }


def _of_class(found: ClassResult) -> dict[str, Any]:
    """A class of voters with its answers to the question of the figure."""
    return {"name": found.name, "figure": _share(found.figure), **_counted(found.question)}


def _share(share: Satisfaction | None) -> dict[str, str] | None:
    if share is None:
        return None
    return {"exact": rounding.exact(share.value), "percent": share.percent}


def _final(score: Fraction | None) -> dict[str, str] | None:
    if score is None:
        return None
    return {"exact": rounding.exact(score), "shown": rounding.shown(score)}


def _beyond_one_question(opened: Opened) -> dict[str, Any]:
    """All questions, where there are several or the one asks for a number."""
    if len(opened.questions) == 1 and opened.questions[0].counts:
        return {}
    return {"questions": [_question(each) for each in opened.questions]}


def _question(question: QuestionResult) -> dict[str, Any]:
    return {"text": question.text, **_counted(question)}


def _counted(question: QuestionResult) -> dict[str, Any]:
    told: dict[str, Any] = {
        "counts": dict(question.counts),
        "blank": question.blank,
        "invalid": question.invalid,
    }
    if not question.counts:
        told |= {"numbers": question.numbers, "total": question.total}
    return told
