"""A policy's words in the languages that it has besides its own, for readers alone."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from ballot.domain.meetings.frozen import Frozen
from ballot.storage import meetings
from ballot.storage.assessment import assessments
from ballot.usecases.facts_cache import PolicyWords
from ballot.usecases.verified import schemes


def of_meeting(db: Session, number: str) -> Mapping[str, Mapping[str, str]]:
    """Language → own words → words of that language, as its assessment's copy has them.

    Raises MeetingUnknown.
    """
    return schemes.whole_of(db, meetings.get(db, number)).words


def of_assessment(db: Session, id: int) -> Mapping[str, Mapping[str, str]]:
    """The same of an assessment. Raises AssessmentUnknown."""
    return schemes.of_assessment(assessments.get(db, id)).words


def of_paper(db: Session, facts: Frozen) -> PolicyWords:
    """Those that are on a voter's paper, of the very text whose digest was frozen.

    A copy that somebody changed behind the program's back says nothing: it could call 很满意 what
    is 不满意. The paper then has its own words, which are frozen.
    """
    scheme = schemes.whole_of(db, meetings.get(db, facts.number))
    if scheme.sha256 != facts.scheme_sha256:
        return ()
    shown = {facts.item, *(each.name for each in facts.classes)}
    for question in facts.questions:
        shown |= {question.text, *question.options}
    return tuple(
        (code, tuple((own, said) for own, said in words.items() if own in shown))
        for code, words in scheme.words.items()
    )
