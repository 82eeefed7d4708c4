"""What a line of the journal tells, key by key: each shape at its edges, and of every act."""

from typing import Any

import pytest

from ballot.domain.acts import Act
from ballot.domain.ledger import shapes_told
from ballot.domain.ledger.shapes_told import Shape

RUN, DIGEST = "0a" * 16, "f9" * 32
HEX_1 = shapes_told.hexadecimal(1)
WORDS = shapes_told.one_of("on", "off")
NUMBERS = shapes_told.list_of(shapes_told.whole(0))
PARTS = shapes_told.map_to(shapes_told.whole(0))
PAIR = shapes_told.table({"a": shapes_told.is_text, "b": shapes_told.whole(0)})

SHAPES: list[tuple[Shape, list[Any], list[Any]]] = [
    (shapes_told.whole(1, 3), [1, 2, 3], [0, 4, True, 2.0, "2", None]),
    (shapes_told.whole(0), [0, 2**32 - 1], [-1, 2**32, False]),
    (shapes_told.is_text, ["", "撕坏"], [None, 0, b"", ["a"]]),
    (HEX_1, ["00", "9f"], ["", "0", "000", "9F", "0g", "00\n", 0, None]),
    (WORDS, ["on", "off"], ["", "onoff", "ON", None, ["on"]]),
    (NUMBERS, [[], [0], [1, 2]], [None, {}, (1,), 1, [-1], [1, "2"]]),
    (PARTS, [{}, {"": 0}, {"A": 1, "B": 2}], [None, [], {"A": -1}, {"A": 1, "B": "2"}]),
    (
        PAIR,
        [{"a": "", "b": 0}, {"b": 1, "a": "x"}],
        [None, [], {}, {"a": ""}, {"a": "", "b": -1}, {"a": 0, "b": 0}, {"a": "", "b": 0, "c": 0}],
    ),
]


@pytest.mark.parametrize(("shape", "good", "bad"), SHAPES)
def test_a_shape_at_its_edges(shape: Shape, good: list[Any], bad: list[Any]) -> None:
    assert [each for each in good if not shape(each)] == []
    assert [each for each in bad if shape(each)] == []


def test_a_number_without_a_border_is_one_of_four_bytes() -> None:
    shape = shapes_told.whole(0)
    assert [shape(each) for each in (2**32 - 1, 2**32)] == [True, False]


ENTRY = {"position": 1, "line": "complaint", "amount": 0, "reason": ""}
ROW = {"subject": 0, "question": 0, "class": 0, "id": RUN, "why": "proof"}
CLOSE = {"received": 0, "roots": {"0.0.0": DIGEST}, "slip_states": DIGEST, "head": DIGEST}
BY_CLASS = {"fingerprint": DIGEST, "by_class": [0, 3]}
RESTORE = {
    "was": "open",
    "state": "paused",
    **dict.fromkeys(("found", "known", "kept", "length"), 0),
    "taken": "",
    "head": DIGEST,
}
GOOD: dict[Act, dict[str, Any]] = {
    Act.CREATE: {"title": "", "scheme": "", "custody": "server", "run": RUN},
    Act.EDIT: {"custody": "scrutineers"},
    Act.KEYS: {"run": RUN, "done": ""},
    Act.ISSUE_SLIPS: {"batch": 1, "count": 1, "voter_class": 0},
    Act.CONFIRM_SLIPS: {"batch": 1, "done": "void"},
    Act.VOID_SLIP: {"of_batch": 1, "spoiled": "before"},
    Act.REHEARSE: {"run": RUN},
    Act.RESET: {"run": RUN},
    Act.FREEZE: BY_CLASS | {"eligible": 0},
    Act.OPEN: {"fingerprint": DIGEST},
    Act.CORRECT_ELIGIBLE: BY_CLASS | {"parts": {"": 0}},
    Act.CONSENT: {"consent": 1},
    Act.CLOSE: CLOSE,
    Act.COUNT_HALL: {"entry": ENTRY},
    Act.COMPLAIN: {"entry": ENTRY},
    Act.SCAN_SLIP: {"unissued": 1},
    Act.ENTER_PAPER: {"teller": 1, "commitment": DIGEST},
    Act.CHECK_PROOFS: {"root": DIGEST, "excluded": [ROW, ROW | {"why": "c1_twice"}]},
    Act.OVERRIDE: {"entry": ENTRY, "broken": ["issued"]},
    Act.OPEN_BOX: {
        "outcome": "invalid",
        **dict.fromkeys(("received", "paper", "minimum"), 0),
        "slip_states": DIGEST,
    },
    Act.RESTORE: RESTORE,
    Act.RESUME: {"known": 0},
}
ALSO: dict[Act, dict[str, Any]] = {
    Act.CREATE: {"follows": "482913"},
    Act.EDIT: {"run": RUN},
    Act.CONFIRM_SLIPS: {"fingerprint": DIGEST},
    Act.KEYS: {"pk": DIGEST, "vks": [DIGEST], "place": 3},
}
"""Keys that a line may lack."""


def is_refused(act: Act, told: dict[str, Any]) -> bool:
    try:
        shapes_told.require(act, told)
    except ValueError:
        return True
    return False


def test_every_act_that_tells_anything_stands_in_the_table() -> None:
    assert GOOD.keys() == shapes_told.TELLS.keys()
    assert ALSO.keys() == shapes_told.IF_TOLD.keys()


@pytest.mark.parametrize("act", GOOD)
def test_a_line_tells_each_of_its_keys_and_in_its_shape(act: Act) -> None:
    told = GOOD[act] | ALSO.get(act, {})
    assert not is_refused(act, GOOD[act])
    assert not is_refused(act, told | {"note": None}), "a key that is not named means nothing"
    lacking = [{name: told[name] for name in told if name != key} for key in GOOD[act]]
    otherwise = [told | {key: None} for key in told]
    assert all(is_refused(act, each) for each in (*lacking, *otherwise))


LEAST: list[tuple[Act, dict[str, Any]]] = [
    (Act.ISSUE_SLIPS, {"batch": 0}),
    (Act.ISSUE_SLIPS, {"count": 0}),
    (Act.ISSUE_SLIPS, {"voter_class": -1}),
    (Act.CONFIRM_SLIPS, {"batch": 0}),
    (Act.VOID_SLIP, {"of_batch": 0}),
    (Act.FREEZE, {"eligible": -1}),
    (Act.FREEZE, {"by_class": [3, -1]}),
    (Act.CORRECT_ELIGIBLE, {"parts": {"": -1}}),
    (Act.CORRECT_ELIGIBLE, {"by_class": [-1]}),
    (Act.CONSENT, {"consent": 0}),
    (Act.CLOSE, {"received": -1}),
    (Act.CLOSE, {"roots": {"0.0.0": RUN}}),
    (Act.COUNT_HALL, {"entry": ENTRY | {"position": 0}}),
    (Act.COUNT_HALL, {"entry": ENTRY | {"amount": -1}}),
    (Act.COUNT_HALL, {"entry": ENTRY | {"note": ""}}),
    (Act.SCAN_SLIP, {"unissued": 0}),
    (Act.ENTER_PAPER, {"teller": 0}),
    (Act.ENTER_PAPER, {"teller": 3}),
    (Act.OPEN_BOX, {"outcome": "open"}),
    *((Act.OPEN_BOX, {key: -1}) for key in ("received", "paper", "minimum")),
    *((Act.RESTORE, {key: -1}) for key in ("found", "known", "kept", "length")),
    (Act.RESTORE, {"was": "lost"}),
    (Act.RESUME, {"known": -1}),
    *((Act.CHECK_PROOFS, {"excluded": [ROW | {key: -1}]}) for key in ("subject", "question")),
    *((Act.CHECK_PROOFS, {"excluded": [ROW | {key: ""}]}) for key in ("id", "why", "class")),
    (Act.CHECK_PROOFS, {"excluded": [ROW | {"id": DIGEST}]}),
    (Act.CHECK_PROOFS, {"root": RUN}),
    (Act.KEYS, {"place": 0}),
    (Act.KEYS, {"place": 4}),
    (Act.CREATE, {"run": DIGEST}),
]


@pytest.mark.parametrize(("act", "change"), LEAST)
def test_a_value_beyond_its_edge_is_refused(act: Act, change: dict[str, Any]) -> None:
    assert is_refused(act, GOOD[act] | change)


def test_the_last_value_before_an_edge_is_told() -> None:
    assert not is_refused(Act.ENTER_PAPER, GOOD[Act.ENTER_PAPER] | {"teller": 2})
    assert not is_refused(Act.KEYS, GOOD[Act.KEYS] | {"place": 1})


@pytest.mark.parametrize("act", [act for act in Act if act not in GOOD])
def test_of_an_act_without_a_row_any_detail_is_lawful(act: Act) -> None:
    assert not is_refused(act, {"whatever": [None]})
