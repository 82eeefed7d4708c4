"""What a line of each act tells, key by key, and of which shape (docs/journal.md).

A line that lacks one of these keys, or has a value of another shape, was not written by the
program; keys that are not named here mean nothing. ``static/verify/replay.js`` has the same table.
"""

import re
from collections.abc import Callable, Mapping

from ballot.domain.acts import Act
from ballot.domain.meeting import WITH_OUTCOME, Custody, State

Shape = Callable[[object], bool]

MOST = 2**32 - 1


def whole(low: int, high: int = MOST) -> Shape:
    """A whole number, both ends included; ``True`` is none."""
    return lambda value: type(value) is int and low <= value <= high


def is_text(value: object) -> bool:
    """Any text, empty too."""
    return isinstance(value, str)


def hexadecimal(size: int) -> Shape:
    """So many bytes in small hexadecimal digits."""
    digits = re.compile(rf"[0-9a-f]{{{2 * size}}}")
    return lambda value: isinstance(value, str) and bool(digits.fullmatch(value))


def one_of(*words: str) -> Shape:
    """One of these words."""
    return lambda value: isinstance(value, str) and value in words


def list_of(inner: Shape) -> Shape:
    """A list, each of its values of one shape."""
    return lambda value: isinstance(value, list) and all(map(inner, value))


def map_to(inner: Shape) -> Shape:
    """A table with any keys, each of its values of one shape."""
    return lambda value: isinstance(value, dict) and all(map(inner, value.values()))


def table(keys: Mapping[str, Shape]) -> Shape:
    """A table of just these keys."""
    return lambda value: isinstance(value, dict) and set(value) == set(keys) and fits(value, keys)


def fits(told: Mapping[str, object], keys: Mapping[str, Shape]) -> bool:
    """Whether every one of the keys is there and has its shape."""
    return all(name in told and shape(told[name]) for name, shape in keys.items())


RUN, DIGEST = hexadecimal(16), hexadecimal(32)
CUSTODY = one_of(*(each.value for each in Custody))
STATE = one_of(*(each.value for each in State))
ENTRY = table({"position": whole(1), "line": is_text, "amount": whole(0), "reason": is_text})
EXCLUDED = table(
    {
        **dict.fromkeys(("subject", "question", "class"), whole(0)),
        "id": RUN,
        "why": one_of("proof", "c1_twice"),
    }
)

TELLS: Mapping[Act, Mapping[str, Shape]] = {
    Act.CREATE: {"title": is_text, "scheme": is_text, "custody": CUSTODY, "run": RUN},
    Act.EDIT: {"custody": CUSTODY},
    Act.KEYS: {"run": RUN, "done": is_text},
    Act.ISSUE_SLIPS: {"batch": whole(1), "count": whole(1), "voter_class": whole(0)},
    Act.CONFIRM_SLIPS: {"batch": whole(1), "done": one_of("confirmed", "void")},
    Act.VOID_SLIP: {"of_batch": whole(1), "spoiled": one_of("before", "after")},
    Act.REHEARSE: {"run": RUN},
    Act.RESET: {"run": RUN},
    Act.FREEZE: {"fingerprint": DIGEST, "eligible": whole(0), "by_class": list_of(whole(0))},
    Act.OPEN: {"fingerprint": DIGEST},
    Act.CORRECT_ELIGIBLE: {
        "fingerprint": DIGEST,
        "parts": map_to(whole(0)),
        "by_class": list_of(whole(0)),
    },
    Act.CONSENT: {"consent": whole(1)},
    Act.CLOSE: {
        "received": whole(0),
        "roots": map_to(DIGEST),
        "slip_states": DIGEST,
        "head": DIGEST,
    },
    Act.COUNT_HALL: {"entry": ENTRY},
    Act.COMPLAIN: {"entry": ENTRY},
    Act.SCAN_SLIP: {"unissued": whole(1)},
    Act.ENTER_PAPER: {"teller": whole(1, 2), "commitment": DIGEST},
    Act.CHECK_PROOFS: {"root": DIGEST, "excluded": list_of(EXCLUDED)},
    Act.OVERRIDE: {"entry": ENTRY, "broken": list_of(is_text)},
    Act.OPEN_BOX: {
        "outcome": one_of(*(each.value for each in WITH_OUTCOME)),
        "received": whole(0),
        "paper": whole(0),
        "minimum": whole(0),
        "slip_states": DIGEST,
    },
    Act.RESTORE: {
        "was": STATE,
        "state": STATE,
        "found": whole(0),
        "known": whole(0),
        "taken": is_text,
        "kept": whole(0),
        "length": whole(0),
        "head": DIGEST,
    },
    Act.RESUME: {"known": whole(0)},
}
"""Of acts that have no row here every detail is lawful, as far as its keys go."""

IF_TOLD: Mapping[Act, Mapping[str, Shape]] = {
    Act.CREATE: {"follows": is_text},
    Act.EDIT: {"run": RUN},
    Act.CONFIRM_SLIPS: {"fingerprint": DIGEST},
    Act.KEYS: {"pk": DIGEST, "vks": list_of(DIGEST), "place": whole(1, 3)},
}
"""Keys that a line may lack."""


def require(act: Act, told: Mapping[str, object]) -> None:
    """Raises ValueError where a line lacks something that its act tells, or tells it otherwise."""
    may = {name: each for name, each in IF_TOLD.get(act, {}).items() if name in told}
    if not fits(told, TELLS.get(act, {})) or not fits(told, may):
        raise ValueError(act)
