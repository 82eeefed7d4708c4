"""What commands and interface tell of an assessment in JSON, in the reader's language."""

from typing import Any

from ballot.exports import ranking_as_json
from ballot.exports.plain_values import plain
from ballot.usecases.assessment.see_assessment import AssessmentView
from ballot.usecases.assessment.see_ranking import RankingView
from ballot.words import doubts, refusals


def assessment(view: AssessmentView) -> dict[str, Any]:
    """Who is in it, who is 待测评 and why, its meetings."""
    people = [
        plain(each) | {"waiting": each.waiting.words if each.waiting else None}
        for each in view.people
    ]
    faults = [refusals.words(each) for each in view.faults]
    said: dict[str, Any] = plain(view)
    return said | {
        "people": people,
        "faults": faults,
        "doubts": [doubts.words(each) for each in view.doubts],
    }


def ranking(view: RankingView) -> bytes:
    """A ranking as it was kept, everybody with figures and reasons."""
    about = {
        "assessment": view.assessment,
        "title": view.title,
        "period": view.period,
        "ranking": view.id,
        "inputs_sha256": view.inputs_sha256,
        "is_current": view.is_current,
        "is_decided": view.is_decided,
        "at": view.at.isoformat(),
        "doubts": [
            {"kind": each.kind, "group": list(each.group), "values": list(each.values)}
            for each in view.scored.doubts
        ],
    }
    return ranking_as_json.write(view.scheme, view.scored, about)
