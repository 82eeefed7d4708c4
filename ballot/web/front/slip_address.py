"""The address of a scanned slip, as a plain one is written. Any other is Flask's."""

import re
from dataclasses import dataclass

from ballot.slips.tokens import Token
from ballot.web import request_framing
from ballot.web.front.rsgi import Scope
from ballot.web.voter import LARGEST_FORM

PATH = re.compile("/[vV]/([0-9]{6})/([A-Za-z2-7]{26})")
QUERIES = {"": None, "lang=zh": "zh", "lang=en": "en"}
METHODS = ("GET", "HEAD", "POST")
FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class SlipAddress:
    """A slip that was scanned. ``asked`` is the language named in the address."""

    number: str
    token: Token
    asked: str | None


def read(scope: Scope) -> SlipAddress | None:
    """The slip of a request that is answered in the loop; None for all that is Flask's."""
    found = PATH.fullmatch(scope.path)
    query = scope.query_string
    if found is None or query not in QUERIES or not _is_plain(scope):
        return None
    return SlipAddress(found[1], Token(found[2].upper()), QUERIES[query])


def _is_plain(scope: Scope) -> bool:
    """Whether a request is as every browser sends it."""
    headers = scope.headers
    if scope.method not in METHODS or "transfer-encoding" in headers:
        return False
    if not request_framing.is_one_host(",".join(headers.get_all("host"))):
        return False
    return scope.method != "POST" or _is_form(scope)


def _is_form(scope: Scope) -> bool:
    kinds = scope.headers.get_all("content-type")
    kind = kinds[0].partition(";")[0].strip().lower() if len(kinds) == 1 else ""
    return kind == FORM and length(scope) <= LARGEST_FORM


def length(scope: Scope) -> int:
    """Bytes of the body, as its head tells; the server has refused what is no number."""
    return int(scope.headers.get("content-length") or 0)
