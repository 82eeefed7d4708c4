"""Plans whose voters come in classes."""

from pathlib import Path

from makers.meetings import a_plan

from ballot import schemes
from ballot.domain.meetings.plan import MeetingPlan

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
