"""What a file may bring into an assessment: people, scores, meetings; on a page and as a job."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ballot.domain import rows_of_file
from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.grid import Grid
from ballot.domain.rows_of_file import Reading
from ballot.domain.scoring.assessment import PeopleFile
from ballot.usecases.assessment.look_at_assessment import Head
from ballot.usecases.assessment.people import bring_in_people, people_rows
from ballot.usecases.assessment.people.bring_in_people import Brought
from ballot.usecases.assessment.people.remembered_columns import remembered_columns
from ballot.usecases.hall import Hall
from ballot.usecases.jobs.task import Tell
from ballot.usecases.meeting import meeting_rows, start_from_file
from ballot.usecases.meeting.start_from_file import Started
from ballot.usecases.meeting.start_meeting import see_unmet
from ballot.words.bulk import started
from ballot.words.language import Sentence, lazy_gettext
from ballot.words.language import gettext as _

Preview = Callable[[Hall, Actor, int, PeopleFile], bring_in_people.Preview]
Keep = Callable[[Hall, Actor, int, PeopleFile, Tell], Brought | Started]
LARGE = 96 * 1024
"""Bytes of a file from which on it is read beside the pages: a thousand rows and more."""


@dataclass(frozen=True)
class Incoming:
    """What a file may bring in."""

    name: str
    title: Sentence
    tab: Sentence
    """What the tab of its empty form is called."""
    act: Act
    preview: Preview
    keep: Keep
    long: int
    """Rows from which on it is saved beside the pages."""
    is_by_row: bool = False
    """Whether each row comes in by itself, so that a faulty one keeps no other out; else all of a
    file comes in, or nothing."""


INCOMING: Mapping[str, Incoming] = {
    kind.name: kind
    for kind in (
        Incoming(
            "people",
            lazy_gettext("导入人员名单"),
            lazy_gettext("人员名单"),
            Act.EDIT,
            lambda h, a, id, given: bring_in_people.preview(h, a, id, given, adding=True),
            bring_in_people.add_people,
            500,
        ),
        Incoming(
            "scores",
            lazy_gettext("导入得分"),
            lazy_gettext("得分"),
            Act.EDIT,
            lambda h, a, id, given: bring_in_people.preview(h, a, id, given, adding=False),
            bring_in_people.enter_scores,
            500,
        ),
        Incoming(
            "meetings",
            lazy_gettext("成批建立测评会"),
            lazy_gettext("测评会"),
            Act.CREATE,
            start_from_file.preview_meetings,
            start_from_file.start_from_file,
            30,
            is_by_row=True,
        ),
    )
}


def wanted(hall: Hall, actor: Actor, found: Head, kind: Incoming) -> dict[str, bool]:
    """The columns that a file is searched for, and whether it is refused without them."""
    if kind.name == "meetings":
        return meeting_rows.wanted(found.scheme, see_unmet(hall, actor, found.id).units)
    return people_rows.wanted(found.scheme, adding=kind.name == "people")


def read(
    hall: Hall,
    actor: Actor,
    found: Head,
    kind: Incoming,
    grid: Grid,
    choices: Mapping[str, str],
) -> Reading:
    """The rows of a file, and which of its columns are to be chosen. Raises Refused, MayNot."""
    remembered = remembered_columns(hall, actor, found.id, kind.act)
    return rows_of_file.read(grid, wanted(hall, actor, found, kind), choices, remembered)


def said(count: Brought | Started) -> str:
    """What came in."""
    if isinstance(count, Started):
        return started.words(count)
    numbers = {"n": count.count, "a": count.new, "b": count.changed, "c": count.same}
    brought: str = _("已导入 %(n)s 人：新增 %(a)s，有变动 %(b)s，相同 %(c)s。", **numbers)
    return brought
