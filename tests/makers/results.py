"""Results to write out: the meeting of docs/api.md, opened, and the same below its quorum."""

from dataclasses import replace

from ballot import schemes
from ballot.domain.meeting import Custody, State, Transport
from ballot.domain.meetings.result import (
    MeetingFacts,
    MeetingResult,
    Returned,
    SubjectFacts,
    SubjectTally,
    compute,
)
from ballot.domain.paper import Question
from ballot.domain.scheme.scheme import Scheme
from ballot.domain.tally import Tally

OPTIONS = ("很满意", "满意", "基本满意", "不满意")


def a_scheme(*questions: Question) -> Scheme:
    """胶州, with other questions where they are given."""
    found = replace(schemes.find("jiaozhou-village"), sha256="ab" * 32)
    return replace(found, questions=questions) if questions else found


def some_facts(state: State, returned: int, title: str = "大布村测评") -> MeetingFacts:
    return MeetingFacts(
        meeting="482913",
        title=title,
        custody=Custody.SERVER,
        transport=Transport.LOCAL,
        state=state,
        eligible=46,
        issued=46,
        returned=Returned(phone=returned),
        void=46 - returned,
    )


def an_opened_result(name: str = "张某", title: str = "大布村测评") -> MeetingResult:
    """31 of 46 came back: 20, 7, 3, 1; 112 points; a second person without a score."""
    subjects = (SubjectFacts(name, objective_score="112"), SubjectFacts("李某", unit="镇政府"))
    tallies = (
        SubjectTally((Tally((20, 7, 3, 1)),)),
        SubjectTally((Tally((0, 0, 0, 30), blank=1),)),
    )
    facts = some_facts(State.OPENED, 31, title)
    return compute(facts, a_scheme(), subjects, tallies)


def a_result_without_quorum() -> MeetingResult:
    """30 of 46 came back. The tallies are handed in all the same: none may come out."""
    subjects = (SubjectFacts("张某", unit="镇政府", objective_score="112"),)
    tallies = (SubjectTally((Tally((20, 7, 2, 1)),)),)
    return compute(some_facts(State.NO_QUORUM, 30), a_scheme(), subjects, tallies)


def a_result_of_one_name() -> MeetingResult:
    """Two people of one name and a third, before anything was opened."""
    subjects = (
        SubjectFacts("张某", unit="镇政府"),
        SubjectFacts("张某", unit="水利局"),
        SubjectFacts("李某", unit="镇政府"),
    )
    return compute(some_facts(State.OPEN, 30), a_scheme(), subjects, ())


def a_result_of_two_questions() -> MeetingResult:
    """One question with options, one that asks for a number 0…100."""
    questions = (Question("是否满意？", OPTIONS), Question("打多少分？", ()))
    subjects = (SubjectFacts("张某", objective_score="112"),)
    tallies = (SubjectTally((Tally((20, 7, 3, 1)), Tally((), blank=1, numbers=30, total=2700))),)
    return compute(some_facts(State.OPENED, 31), a_scheme(*questions), subjects, tallies)
