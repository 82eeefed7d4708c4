"""Refusals as problem documents (RFC 9457), in the words of the pages."""

import json
import re
from typing import Any

from flask import Response
from werkzeug.exceptions import HTTPException

from ballot.domain.errors import BallotError, Fault, KeyMissing, KeyUnknown, Refused
from ballot.words import refusals, refusals_interface

KEPT = ("Allow", "Retry-After")
"""Headers of an HTTP fault that say what to do."""
STEP = re.compile(r"[^.\[\]]+")
FIRST_ROW = 2
"""Rows of people count as lines of a file, whose first one is the heading."""
TRY_AGAIN = "60"


def of(error: BallotError) -> Response:
    """The document of a refusal; several faults are several ``errors``."""
    status = refusals.status(error)
    faults = _faults(error)
    detail = refusals.words(error)
    if faults:
        detail = str(refusals.entry(error).words) if len(faults) > 1 else faults[0]["detail"]
    answer = _document(status, refusals.problem_type(error), detail, faults)
    if isinstance(error, (KeyMissing, KeyUnknown)):
        said = ', error="invalid_token"' if isinstance(error, KeyUnknown) else ""
        answer.headers["WWW-Authenticate"] = f'Bearer realm="ballot"{said}'
    return answer


def of_http(error: HTTPException) -> Response:
    """The document of a wrong address, method or size."""
    status = error.code or 500
    answer = _document(status, "about:blank", _title(status), [])
    for name, value in error.get_headers():
        if name in KEPT:
            answer.headers[name] = value
    if status == 429:
        answer.headers["Retry-After"] = TRY_AGAIN
    return answer


def pointer(fault: Fault) -> str:
    """Where in the body a fault lies, as a JSON pointer; ``#`` is the body itself."""
    steps = []
    if fault.row is not None and not fault.key:
        steps = ["rows"]
        if fault.row >= FIRST_ROW:
            steps += [str(fault.row - FIRST_ROW), *([fault.column] if fault.column else [])]
    elif fault.key:
        steps = [_step(text, fault.key) for text in STEP.findall(fault.key)]
    return "".join(["#", *(f"/{_escaped(each)}" for each in steps)])


def _step(text: str, key: str) -> str:
    """``[1]`` of our keys is the first, ``0`` of a pointer."""
    return str(int(text) - 1) if text.isdecimal() and f"[{text}]" in key else text


def _escaped(text: str) -> str:
    return text.replace("~", "~0").replace("/", "~1")


def _faults(error: BallotError) -> list[dict[str, str]]:
    found = error.faults if isinstance(error, Refused) else [error]
    return [_fault(each) for each in found if isinstance(each, Fault)]


def _fault(fault: Fault) -> dict[str, str]:
    inner = fault.error
    placed = Fault(inner, row=fault.row if fault.key else None, column=fault.column)
    return {
        "pointer": pointer(fault),
        "type": refusals.problem_type(inner),
        "detail": refusals.words(placed),
    }


def _document(status: int, type_: str, detail: str, faults: list[dict[str, str]]) -> Response:
    said: dict[str, Any] = {
        "type": type_,
        "title": _title(status),
        "status": status,
        "detail": detail,
    }
    if faults:
        said["errors"] = faults
    text = json.dumps(said, ensure_ascii=False, indent=2) + "\n"
    return Response(text, status, content_type="application/problem+json")


def _title(status: int) -> str:
    return str(refusals_interface.TITLES.get(status, refusals_interface.FAILED))
