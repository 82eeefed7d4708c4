"""考核办法: a policy as data. The reader is ``ballot.schemes``; this is what it yields.

A scheme is items with weights or a product, groups, grades, bars and vetoes, a tie rule, a
quorum, and what follows from a grade (docs/rules.md §4). Nothing of a policy is written in Python.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from ballot.domain.meeting import Custody
from ballot.domain.paper import BallotRules, Question
from ballot.domain.scheme.consequences import Aftermath, Period
from ballot.domain.scheme.grade_rules import Placing
from ballot.domain.scheme.quorum import Quorum
from ballot.domain.scheme.roll_up import MONTHS_IN, RollUp
from ballot.domain.scheme.satisfaction import SatisfactionRule
from ballot.domain.scheme.sheet_rules import Rule, RuleKind, Section, Sheet

NAME, UNIT, VILLAGE = "姓名", "单位", "村(社区)"
KEY_COLUMNS = (NAME, UNIT, VILLAGE)


@dataclass(frozen=True, slots=True)
class GroupColumn:
    """A property of a person by which ranks are kept apart, and its values."""

    name: str
    values: tuple[str, ...]
    clause: str = ""


@dataclass(frozen=True, slots=True)
class VoterClass:
    """A class of voters (A/B/C 票) and its weight; the weights of a scheme sum up to 1."""

    name: str
    weight: Fraction


@dataclass(frozen=True, slots=True)
class Wording:
    """How a policy reads for a kind of village (社区), known by how its name ``ends``: who votes,
    the goals, and by their numbers the lines and rules of the score sheet that read otherwise.
    ``clauses`` are those of its tables; what it leaves empty reads as it is written."""

    name: str
    ends: tuple[str, ...]
    categories: tuple[str, ...]
    checklist: tuple[str, ...]
    lines: Mapping[str, str]
    rules: Mapping[str, str]
    clauses: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Fact:
    """What papers say of a person and nothing counts: 任职起止, or 实际驻村工作日 up to ``most``, a
    whole number; None: any text."""

    name: str
    most: int | None = None

    @property
    def rule(self) -> Rule | None:
        """How it is counted, where it is a number."""
        if self.most is None:
            return None
        return Rule(self.name, RuleKind.COUNT, "", most=self.most)


@dataclass(frozen=True, slots=True)
class DefaultUsed:
    """「文件未规定,采用默认」: a key of the scheme that the policy's text does not give."""

    key: str
    value: str
    why: str = ""


class ItemKind(StrEnum):
    """Where the value of an item comes from."""

    BALLOT = "ballot"
    SHEET = "sheet"
    GRADED = "graded"
    GIVEN = "given"


@dataclass(frozen=True, slots=True)
class Graded:
    """A grade given by a leader, worth a share of the full points.

    ``by_percent``: the leader gives points of 100 instead. Caps on these grades stand with the
    item: of all who are graded at most ``cap`` may have the best one.
    """

    coefficients: Mapping[str, Fraction]
    by_percent: bool = False
    cap: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that enters the total: its name is the column of files and reports.

    ``weight`` is its share of a weighted sum; in a product it is None. An item that ``adds`` is
    put on top of the sum, times its weight (擂台 scores by a ratio). ``parts`` are columns that
    make its value where it is not given whole (月考 of two markers).
    """

    name: str
    kind: ItemKind
    weight: Fraction | None = None
    ballot: SatisfactionRule | None = None
    sheet: Sheet | None = None
    graded: Graded | None = None
    low: Fraction | None = None
    high: Fraction | None = None
    adds: bool = False
    parts: Mapping[str, Fraction] = field(default_factory=dict)
    periods: RollUp | None = None
    """How months (or quarters) make its value in a longer period."""
    column: str = ""
    """The column of files that brings it in, where that is not its name (半年等次)."""
    clause: str = ""

    @property
    def is_told(self) -> bool:
        """Whether it is told beside the total and never counts: it adds, with no weight (the 满意率
        of a vote on which no item rests). Nobody waits for it."""
        return self.adds and not self.weight


class How(StrEnum):
    """How the items make the total."""

    PRODUCT = "product"
    SUM = "sum"


@dataclass(frozen=True, slots=True)
class Total:
    """考核总分: its name and how the items make it.

    In the ``partial`` periods items that nobody has yet are left out and the weights of the
    others are stretched to 1 (flagged).
    """

    name: str
    how: How
    partial: tuple[str, ...] = ()
    clause: str = ""


@dataclass(frozen=True, slots=True)
class Adjustment:
    """A deduction or addition outside the sheet: 旷工 −1 a day of 月考.

    ``to`` is an item or the total; the file's column is ``column``, and it may be missing.
    """

    column: str
    to: str
    rule: Rule
    period: Period | None = None
    """The period in which it counts; None: in each."""
    of: Period | None = None
    """The shorter periods by which it may be entered; they are added up."""


class Combine(StrEnum):
    """What to do with one person's several villages."""

    APART = "apart"
    """One result per person and village."""
    SUM_VOTES = "sum_votes"
    MEAN = "mean"


@dataclass(frozen=True, slots=True)
class PersonColumns:
    """Which columns say who a person is, in their order, the group columns among them."""

    columns: tuple[str, ...] = ("姓名",)
    combine: Combine = Combine.APART

    @property
    def key(self) -> tuple[str, ...]:
        """The columns that make a person one: those of 姓名, 单位, 村(社区) that there are."""
        return tuple(name for name in KEY_COLUMNS if name in self.columns)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """A policy, complete. ``text`` is the file as read, ``sha256`` the hex digest of its bytes."""

    id: str
    title: str
    policy: str
    text: str
    sha256: str
    questions: tuple[Question, ...]
    rules: BallotRules
    quorum: Quorum
    items: tuple[Item, ...]
    total: Total
    person: PersonColumns
    placing: Placing
    aftermath: Aftermath
    adjustments: tuple[Adjustment, ...] = ()
    group_columns: tuple[GroupColumn, ...] = ()
    categories: tuple[str, ...] = ()
    classes: tuple[VoterClass, ...] = ()
    wordings: tuple[Wording, ...] = ()
    facts: tuple[Fact, ...] = ()
    clauses: Mapping[str, str] = field(default_factory=dict)
    """Dotted key of a rule → the clause that it follows."""
    defaults: tuple[DefaultUsed, ...] = ()
    edition: str = ""
    """What tells it from another reading of the same policy, where a policy is chosen."""
    overridden: tuple[tuple[str, str], ...] = ()
    """(key, value) pairs that were set besides the file, in the order given."""
    custody: Custody | None = None
    """Who it asks to keep the keys of the boxes; None: nobody."""
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Language → own word → how it is shown to a reader of that language; never on paper."""

    @property
    def listed(self) -> str:
        """The title as lists have it, from which a policy is chosen."""
        return f"{self.title}（{self.edition}）" if self.edition else self.title

    @property
    def satisfaction(self) -> SatisfactionRule | None:
        """The figure that a meeting of this scheme yields; None where nobody votes."""
        return next((item.ballot for item in self.items if item.ballot), None)

    @property
    def class_weights(self) -> tuple[Fraction, ...]:
        """The weights of the classes of voters; empty where nobody votes in classes."""
        return tuple(voters.weight for voters in self.classes)

    @property
    def objective(self) -> Item | None:
        """The one other factor of a product, e.g. 组织工作目标考评得分; else None."""
        others = [item for item in self.items if item.kind is not ItemKind.BALLOT]
        product = self.total.how is How.PRODUCT
        return others[0] if product and len(others) == 1 and len(self.items) == 2 else None

    @property
    def sections(self) -> tuple[Section, ...]:
        """The sections of all score sheets, in order."""
        sheets = [item.sheet for item in self.items if item.sheet]
        return tuple(section for sheet in sheets for section in sheet.sections)

    @property
    def adjustments_of_period(self) -> tuple[Adjustment, ...]:
        """The deductions and additions of the present period."""
        if not self.adjustments:
            return ()
        period = self.aftermath.period
        return tuple(one for one in self.adjustments if one.period in (None, period))

    @property
    def adjustments_entered(self) -> tuple[Adjustment, ...]:
        """The same, and those of a longer period that are counted by periods no longer than this:
        they are entered here, change nothing, and go into the longer one (事假 by month)."""
        length, now = MONTHS_IN.get(self.aftermath.period, 0), self.adjustments_of_period
        return tuple(one for one in self.adjustments if one in now or _is_carried(one, length))

    def item(self, name: str) -> Item | None:
        """The item of that name."""
        return next((item for item in self.items if item.name == name), None)


def _is_carried(one: Adjustment, length: int) -> bool:
    if one.of is None or one.period is None:
        return False
    return MONTHS_IN[one.of] <= length < MONTHS_IN.get(one.period, 0)
