"""What a meeting yields (``result --json``), computed and never typed in. Unless the state is
``opened`` there is no count, satisfaction or score: below the quorum there is nothing to leak."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from ballot.domain import rounding
from ballot.domain.excluded import NONE_EXCLUDED, ExcludedCount
from ballot.domain.meeting import Custody, State, Transport
from ballot.domain.meetings import result_by_class
from ballot.domain.meetings.remark import Remark
from ballot.domain.meetings.result_by_class import ClassFacts, ClassResult, QuestionResult
from ballot.domain.scheme import quorum, satisfaction
from ballot.domain.scheme.formula import Formula, of_classes, of_product, of_satisfaction
from ballot.domain.scheme.satisfaction import Satisfaction, Withheld
from ballot.domain.scheme.scheme import Scheme
from ballot.domain.tally import Tally


@dataclass(frozen=True, slots=True)
class Returned:
    """收回 by way."""

    phone: int = 0
    kiosk: int = 0
    paper: int = 0

    @property
    def total(self) -> int:
        """收回 in all."""
        return self.phone + self.kiosk + self.paper


class Way(StrEnum):
    """Where a 监票人's key worked: his own page, another machine of his, or the server."""

    PAGE = "page"
    FILE = "file"
    SERVER = "server"


@dataclass(frozen=True, slots=True)
class OpenedBy:
    """A 监票人 whose key opened the box; every way but his own page is a fallback, and named."""

    number: int
    name: str
    way: Way


@dataclass(frozen=True, slots=True)
class GoneOver:
    """A 监票人 who went on although the ledger of slips did not balance, and why."""

    number: int
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Restored:
    """Put back from a backup ``taken`` (ISO 8601) while it ``was`` in a state: so many ballots were
    ``found`` in it, and ``known`` were there before."""

    taken: str
    was: str
    found: int
    known: int

    @property
    def missing(self) -> int:
        """少了 M 张: ballots that the backup does not hold."""
        return self.known - self.found


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingFacts:
    """What is known of a meeting without opening anything: numbers of slips and of people."""

    meeting: str
    title: str
    custody: Custody
    transport: Transport
    state: State
    eligible: int
    issued: int
    returned: Returned = Returned()
    round: int = 1
    follows: str | None = None
    handed_out: int | None = None
    unissued: int = 0
    spoiled: int = 0
    exchanged: int = 0
    not_returned: int = 0
    void: int = 0
    item: str = ""
    """What the meeting fills of its scheme, where it names it."""
    opened_by: tuple[OpenedBy, ...] = ()
    """Under custody scrutineers the holders of the keys that opened the box, by their numbers."""
    gone_over: tuple[GoneOver, ...] = ()
    restored: tuple[Restored, ...] = ()
    excluded: ExcludedCount = NONE_EXCLUDED
    """Who went on over a difference; restores; sealed answers that are 无效: printed everywhere."""
    classes: tuple[ClassFacts, ...] = ()
    """The classes of voters, from the freeze on; empty where nobody votes in classes."""

    @property
    def unused(self) -> int:
        """未用: void slips that nobody voted with, tore or exchanged."""
        return max(0, self.void - self.spoiled - self.exchanged)

    @property
    def beyond_class(self) -> ClassFacts | None:
        """The first class of which more came back than it has voters; it makes the round void."""
        return next((each for each in self.classes if each.is_beyond), None)


@dataclass(frozen=True, slots=True)
class SubjectFacts:
    """被测评对象 with the score brought in, as decimal text, or None. ``waiting``: what the ranking
    still lacks of it, in the words of the record (``figures.objective``); empty: nothing.
    ``also_measured``: other meetings that fill the same item of it."""

    name: str
    unit: str = ""
    village: str = ""
    objective_score: str | None = None
    waiting: str = ""
    also_measured: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SubjectTally:
    """What came out of the box for a subject: a tally a question, over all voters; ``by_class`` the
    same for every class, empty where there are none or where only the whole may be opened."""

    questions: tuple[Tally, ...]
    by_class: tuple[tuple[Tally, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Opened:
    """What is known of a subject once the box is open; ``withheld``: why a figure is absent."""

    questions: tuple[QuestionResult, ...]
    denominator: int
    satisfaction: Satisfaction | None
    satisfaction_formula: Formula | None
    final_score: Fraction | None
    final_formula: Formula | None
    withheld: Withheld | None = None
    by_class: tuple[ClassResult, ...] = ()
    """Class by class where they were opened apart."""

    @property
    def counts(self) -> tuple[tuple[str, int], ...]:
        """The counts of the first question."""
        return self.questions[0].counts

    @property
    def blank(self) -> int:
        """弃权 of the first question."""
        return self.questions[0].blank

    @property
    def invalid(self) -> int:
        """无效 of the first question."""
        return self.questions[0].invalid


@dataclass(frozen=True, slots=True)
class SubjectResult:
    """A subject; ``opened`` is None until the box is; then the last two as in ``SubjectFacts``."""

    name: str
    unit: str
    village: str
    objective_score: str | None
    opened: Opened | None = None
    waiting: str = ""
    also_measured: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MeetingResult:
    """The result of a meeting in any state."""

    facts: MeetingFacts
    scheme_id: str
    scheme_sha256: str
    quorum_rule: str
    required: int
    met: bool
    subjects: tuple[SubjectResult, ...]
    remarks: tuple[Remark, ...] = ()
    """What does not balance, and what else a reader has to know (``domain.ledger.remarks``)."""

    @property
    def is_open(self) -> bool:
        """Whether there are figures at all: of the vote, or of its rehearsal."""
        return self.facts.state.rehearsed is State.OPENED


def compute(
    facts: MeetingFacts,
    scheme: Scheme,
    subjects: Sequence[SubjectFacts],
    tallies: Sequence[SubjectTally] | None = None,
) -> MeetingResult:
    """The result from frozen facts, the tallies of the box and the scores brought in.

    ``tallies`` stand in the order of the subjects; they are looked at only where the box is
    open, in the vote or in its rehearsal.
    """
    opened: Sequence[Opened | None] = [None] * len(subjects)
    if facts.state.rehearsed is State.OPENED and tallies is not None:
        opened = [_opened(scheme, *each) for each in zip(subjects, tallies, strict=True)]
    return MeetingResult(
        facts=facts,
        scheme_id=scheme.id,
        scheme_sha256=scheme.sha256,
        quorum_rule=quorum.rule_text(scheme.quorum),
        required=quorum.required(scheme.quorum, facts.eligible),
        met=quorum.is_met(scheme.quorum, returned=facts.returned.total, eligible=facts.eligible),
        subjects=tuple(
            SubjectResult(
                *(one.name, one.unit, one.village, one.objective_score, figures),
                waiting=one.waiting if figures else "",
                also_measured=one.also_measured if figures else (),
            )
            for one, figures in zip(subjects, opened, strict=True)
        ),
    )


def _opened(scheme: Scheme, subject: SubjectFacts, tally: SubjectTally) -> Opened:
    figure, withheld = _satisfaction(scheme, tally)
    final, final_formula = _final(scheme, subject, figure)
    return Opened(
        questions=tuple(
            result_by_class.question(question.text, question.options, counted)
            for question, counted in zip(scheme.questions, tally.questions, strict=True)
        ),
        denominator=figure.denominator if figure else _denominator(scheme, tally),
        satisfaction=figure,
        satisfaction_formula=_formula(scheme, tally, figure),
        final_score=final,
        final_formula=final_formula,
        withheld=withheld,
        by_class=result_by_class.of(scheme, tally.by_class),
    )


def _formula(scheme: Scheme, tally: SubjectTally, figure: Satisfaction | None) -> Formula | None:
    rule = scheme.satisfaction
    if rule is None or figure is None:
        return None
    clause = next(item.clause for item in scheme.items if item.ballot is rule)
    if scheme.classes:
        return of_classes(rule, result_by_class.weighed(scheme, tally.by_class), figure, clause)
    options = scheme.questions[rule.question].options
    return of_satisfaction(rule, options, tally.questions[rule.question], figure, clause)


def _final(
    scheme: Scheme, subject: SubjectFacts, figure: Satisfaction | None
) -> tuple[Fraction | None, Formula | None]:
    """The final score of a product, as soon as both of its factors are there."""
    objective = scheme.objective
    if figure is None or objective is None or subject.objective_score is None:
        return None, None
    score = rounding.read_decimal(subject.objective_score)
    names = (objective.name, *(item.name for item in scheme.items if item.ballot))
    return score * figure.value, of_product(scheme.total, names, score, figure.value)


def _denominator(scheme: Scheme, tally: SubjectTally) -> int:
    rule = scheme.satisfaction
    if rule is None:
        return tally.questions[0].returned
    return satisfaction.divisor(rule.denominator, tally.questions[rule.question])


def _satisfaction(
    scheme: Scheme, tally: SubjectTally
) -> tuple[Satisfaction | None, Withheld | None]:
    rule = scheme.satisfaction
    if rule is None:
        return None, None
    whole = tally.questions[rule.question]
    of_class = [questions[rule.question] for questions in tally.by_class]
    figure = satisfaction.of_voters(rule, scheme.class_weights, whole, of_class)
    return (None, figure) if isinstance(figure, Withheld) else (figure, None)
