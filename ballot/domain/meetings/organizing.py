"""Who may hold a vote: about some people a township alone, as the policy says of that step."""

from collections.abc import Iterable

from ballot.domain.errors import Fault, OnlyTownship
from ballot.domain.meetings.plan import SubjectPlan
from ballot.domain.scheme.scheme import Scheme


def faults(scheme: Scheme, subjects: Iterable[SubjectPlan]) -> list[Fault]:
    """Every subject whose vote is not a county's to hold, keyed as in a plan."""
    return [
        Fault(
            OnlyTownship(value=value, by=step.by_value.get(value, step.by), clause=step.clause),
            key=f"subjects[{number}].groups.{column}",
        )
        for step in scheme.aftermath.steps
        for number, subject in enumerate(subjects, start=1)
        for column, value in subject.groups.items()
        if value in step.township
    ]
