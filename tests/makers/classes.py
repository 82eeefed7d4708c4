"""Plans whose voters come in classes."""

from pathlib import Path

from makers.meetings import a_plan

from ballot import schemes
from ballot.domain.access import CONSOLE
from ballot.domain.meeting import Custody
from ballot.domain.meetings.plan import MeetingPlan
from ballot.slips.tokens import Minted
from ballot.usecases.hall import Hall
from ballot.usecases.slips.confirm_batch import confirm_batch
from ballot.usecases.slips.issue_slips import issue_slips

CLASSES = """
[[voters.classes]]
name = "A票"
weight = "60%"

[[voters.classes]]
name = "B票"
weight = "40%"
"""


def in_classes(folder: Path, name: str) -> str:
    """A shipped scheme whose voters come in two classes; the path of the file."""
    lines = schemes.text_of(name).splitlines()
    start = next(i for i, line in enumerate(lines) if line == "[voters]")
    end = next(i for i, line in enumerate(lines) if i > start and not line)
    lines[end:end] = CLASSES.splitlines()
    lines = ['categories = ["A票", "B票"]' if x.startswith("categories") else x for x in lines]
    path = folder / "in-classes.toml"
    path.write_text("\n".join(lines), encoding="utf-8")
    return str(path)


def a_plan_in_classes(scheme: str, *parts: int) -> MeetingPlan:
    """A plan with so many eligible in each class."""
    plan = a_plan(scheme=scheme)
    return MeetingPlan(
        title=plan.title,
        scheme=scheme,
        custody=plan.custody,
        eligible=sum(parts),
        subjects=plan.subjects,
        eligible_parts=tuple(zip(("A票", "B票"), parts, strict=False)),
    )


THREE = ("A票领导班子", "B票中层干部", "C票职工群众")
"""The classes of the scheme that is shipped with three."""
WEIGHED = "abc-classes"


def a_plan_of_three(*parts: int, custody: Custody = Custody.SERVER) -> MeetingPlan:
    """A plan under the shipped scheme, with so many eligible in each of its classes."""
    return MeetingPlan(
        title="2026年度领导干部民主测评 水务局",
        scheme=WEIGHED,
        custody=custody,
        eligible=sum(parts),
        subjects=a_plan().subjects,
        eligible_parts=tuple(zip(THREE, parts, strict=True)),
    )


def print_classes(hall: Hall, number: str, *counts: int) -> list[list[Minted]]:
    """Print and confirm so many slips of each class; a class of which there are none is left."""
    found = []
    for name, count in zip(THREE, counts, strict=True):
        slips = []
        if count:
            issue = issue_slips(hall, CONSOLE, number, count, name)
            confirm_batch(hall, CONSOLE, number, issue.batch)
            slips = issue.slips
        found.append(slips)
    return found
