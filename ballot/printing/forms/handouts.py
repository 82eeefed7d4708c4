"""Papers to hand out and to fill in: roster, objections, paper ballots, posters, key slips."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from ballot.domain.groups_of_four import in_fours
from ballot.domain.paper import Question
from ballot.printing.forms import template
from ballot.printing.leaf import Leaf

BOX = "□"
BY_TICK = "每一行在一个方框里打“✓”。一行打两个以上的这一行无效，一行不打的这一行算弃权。"
BY_NUMBER = (
    "每一行在空格里写一个 0 至 100 的整数。写得认不清的、不在 0 至 100 之间的这一行无效，"
    "一行不写的这一行算弃权。"
)
BY_BOTH = (
    "有方框的，每一行在一个方框里打“✓”；要打分的，每一行在空格里写一个 0 至 100 的整数。"
    "一行打两个以上的、分数写得认不清或不在 0 至 100 之间的这一行无效，一行不填的这一行算弃权。"
)
HALF_A_PAGE = 3
"""With so few subjects and one question, two paper ballots stand on a sheet."""


class Voter(NamedTuple):
    """A line of the roster; ``id_tail`` the last four characters of a document, if kept."""

    name: str
    categories: tuple[str, ...] = ()
    unit: str = ""
    id_tail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """签到册: distinct persons, each once; ``blank_rows`` for those who are not on it."""

    title: str
    eligible: int
    people: tuple[Voter, ...] = ()
    blank_rows: int = 0
    held: str = ""
    place: str = ""


def sign_in(roster: Roster) -> Leaf:
    """The sheets to sign at the door."""
    return template.leaf("sign_in", roster=roster)


class Meeting(NamedTuple):
    """A meeting by name, for the papers that need no more."""

    title: str
    number: str


class Objection(NamedTuple):
    """An objection as minuted; it never says what was chosen."""

    at: str
    by: str
    what: str
    answer: str


def objections(meeting: Meeting, minuted: tuple[Objection, ...] = ()) -> Leaf:
    """异议记录, with empty rows to the foot of the page."""
    return template.leaf(
        "objection", meeting=meeting, objections=minuted, blank_rows=max(7 - len(minuted), 1)
    )


def helpers_register(meeting: Meeting) -> Leaf:
    """代写与流动票箱登记."""
    return template.leaf("helpers_register", meeting=meeting)


@dataclass(frozen=True, slots=True, kw_only=True)
class BlankBallot:
    """A paper ballot; whoever hands it out rings the one of ``classes`` whose voter takes it."""

    title: str
    subjects: tuple[str, ...]
    questions: tuple[Question, ...]
    round: int = 1
    classes: tuple[str, ...] = ()


class _Columns(NamedTuple):
    """A question on paper; ``share`` is the width of an option's column in percent."""

    text: str
    columns: tuple[str, ...]
    share: int
    mark: str


def blank_ballot(ballot: BlankBallot) -> Leaf:
    """One sheet to copy: two ballots on it where two fit."""
    halves = len(ballot.questions) == 1 and len(ballot.subjects) <= HALF_A_PAGE
    return template.leaf(
        "blank_ballot",
        title=ballot.title,
        round=ballot.round,
        classes=ballot.classes,
        how=_how(ballot.questions),
        subjects=ballot.subjects,
        questions=[_columns(question) for question in ballot.questions],
        copies=2 if halves else 1,
        size=14 if halves else 13,
        height=16 if halves else 11,
    )


def _how(questions: Iterable[Question]) -> str:
    """What a voter does in a row: a tick, a number, or the one here and the other there."""
    kinds = {question.is_number for question in questions}
    if kinds == {True}:
        return BY_NUMBER
    return BY_TICK if kinds == {False} else BY_BOTH


def _columns(question: Question) -> _Columns:
    if question.is_number:
        return _Columns(question.text, ("分数",), 40, "")
    names = question.options + (("弃权",) if question.blank else ())
    return _Columns(question.text, names, min(75 // len(names), 18), BOX)


class Wifi(NamedTuple):
    """The network of the hall; without a password an open one."""

    name: str
    password: str = ""


def wifi_poster(wifi: Wifi, *, plain: bool = False) -> Leaf:
    """A poster whose code joins the network; ``plain`` adds that it is not encrypted."""
    return template.leaf("wifi_poster", wifi=wifi, join=join_text(wifi), plain=plain)


def join_text(wifi: Wifi) -> str:
    """What a QR code holds by which a phone joins the network."""
    kind = "WPA" if wifi.password else "nopass"
    password = f"P:{_escaped(wifi.password)};" if wifi.password else ""
    return f"WIFI:T:{kind};S:{_escaped(wifi.name)};{password};"


def _escaped(text: str) -> str:
    return "".join(f"\\{char}" if char in '\\;,:"' else char for char in text)


class KeySlip(NamedTuple):
    """密钥条 of one 监票人; ``place`` 1…3. It holds a share: printed in the hall, torn up after.

    Without ``secret`` the 52 characters are written by hand.
    """

    title: str
    number: str
    name: str
    place: int
    secret: str = ""


BY_HAND = "\n\n".join("    ".join(["______"] * count) for count in (4, 4, 4, 1))
"""A key is thirteen groups of four characters, four groups a line."""


def key_slip(slip: KeySlip) -> Leaf:
    """The slip of a key: the characters in groups of four, and a code."""
    return key_slips([slip])


def key_slips(slips: Iterable[KeySlip]) -> Leaf:
    """Several of them, each on a sheet of its own."""
    each = [(slip, in_fours(slip.secret) or BY_HAND) for slip in slips]
    return template.leaf("key_slip", slips=each)


class Unprinted(NamedTuple):
    """A meeting that has no such form yet."""

    title: str
    number: str
    why: str


def unprinted(rows: Iterable[Unprinted]) -> Leaf:
    """Which meetings a file of many leaves out, with why."""
    return template.leaf("unprinted", rows=tuple(rows))
