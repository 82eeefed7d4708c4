"""A ranking as JSON, for programs: exact numbers are text such as ``3024/31``, never a float."""

import json
from typing import Any

from ballot.domain.scheme.scheme import Scheme
from ballot.domain.scoring.ranking import Placed
from ballot.domain.scoring.score import Scored


def write(scheme: Scheme, scored: Scored, about: dict[str, Any]) -> bytes:
    """The file: ``about`` (title, period, digests) and everybody with figures and reasons."""
    facts = about | {
        "scheme": {"id": scheme.id, "sha256": scheme.sha256},
        "provisional": scored.provisional,
        "people": [
            _person(placed, row)
            for placed, row in zip(scored.ranking.placed, scored.rows, strict=True)
        ],
    }
    return (json.dumps(facts, ensure_ascii=False, indent=2) + "\n").encode()


def _person(placed: Placed, row: dict[str, str]) -> dict[str, Any]:
    total = placed.figures.total
    return {
        "name": placed.person.name,
        "unit": placed.person.unit,
        "village": placed.person.village,
        "group": list(placed.group),
        "rank": placed.rank,
        "grade": placed.grade if placed.decided is None else placed.decided,
        "proposed_grade": placed.by_rules,
        "total": None if total is None else str(total),
        "why": [{"text": each.words, "clause": each.clause} for each in placed.reasons],
        "columns": row,
    }
