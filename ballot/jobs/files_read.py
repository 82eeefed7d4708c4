"""A long file is read beside the pages: which of its columns are meant, then what it would do.

What came of it is one file in the workplace: a line of JSON that the page shows, then the rows as
they were read, so that what was looked at is what is saved.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from ballot.domain.access import Actor
from ballot.domain.errors import JobFileGone, MayNot
from ballot.domain.journal_line import End
from ballot.domain.rows_of_file import Reading
from ballot.domain.scoring.assessment import PeopleFile
from ballot.intake import people_file
from ballot.jobs import carried_file, incoming, previews
from ballot.jobs.incoming import INCOMING, Incoming
from ballot.usecases import meanwhile
from ballot.usecases.assessment.look_at_assessment import Head, look_at_assessment
from ballot.usecases.hall import Hall
from ballot.usecases.jobs.task import MadeFile, Tell, Told
from ballot.usecases.jobs.workplace import workplace
from ballot.words.language import gettext as _

KIND = "application/json"
STEPS = 3
"""It is taken apart, held against what is there, and told."""
Ends = Mapping[str, End]


@dataclass(frozen=True, slots=True)
class SeenFile:
    """A file as it was looked at: ``page`` is what is shown, ``given`` its rows, ``digest`` and
    ``ends`` what its saving rests on. Without rows it is still asked which columns are meant."""

    page: Mapping[str, Any]
    given: PeopleFile | None = None
    digest: str = ""
    ends: Mapping[str, tuple[int, str]] | None = None


def told(
    assessment: int, what: str, upload: str, name: str, choices: Mapping[str, str]
) -> dict[str, Any]:
    """Which file it is, and which of its columns were chosen."""
    about = {"assessment": assessment, "what": what, "upload": upload, "name": name}
    return {**about, "choices": dict(choices)}


def allow(hall: Hall, actor: Actor, told: Told) -> None:
    """Whoever may bring it in. Raises Refused, MayNot."""
    head_for(hall, actor, told)


def head_for(hall: Hall, actor: Actor, told: Told) -> Head:
    """The assessment, for an actor who may do what the file is for. Raises Refused, MayNot."""
    found, act = look_at_assessment(hall, actor, told["assessment"]), INCOMING[told["what"]].act
    if act not in found.may:
        raise MayNot(act=act)
    return found


def title(_hall: Hall, _actor: Actor, told: Told) -> str:
    """The file by its name."""
    said: str = _("检查文件：%(name)s", name=told["name"])
    return said


def make(hall: Hall, actor: Actor, told: Told, tell: Tell) -> MadeFile:
    """What the page shows, and the rows. Raises JobFileGone, and whatever the page raises."""
    kind, found, place = INCOMING[told["what"]], head_for(hall, actor, told), workplace(hall)
    tell(0, STEPS)
    content = place.take(told["upload"])
    if content is None:
        raise JobFileGone
    grid = people_file.of(told["name"], content)
    reading = incoming.read(hall, actor, found, kind, grid, told["choices"])
    del grid, content
    tell(1, STEPS)
    if reading.questions:
        return MadeFile(_asked(told["name"], reading), KIND, told["name"])
    made = looked_at(hall, actor, found.id, kind, reading.given)
    tell(2, STEPS)
    place.drop(told["upload"])
    return MadeFile(made, KIND, told["name"])


def looked_at(
    hall: Hall, actor: Actor, assessment: int, kind: Incoming, given: PeopleFile
) -> bytes:
    """What would become of the rows, with the rows, as one file. Raises what the preview raises."""
    ends = meanwhile.ends_of_assessment(hall, assessment)
    previewed = kind.preview(hall, actor, assessment, given)
    page = previews.page(hall, kind, given, previewed)
    page["seen"] = asdict(page["seen"])
    return kept(page, given, previews.digest(previewed), ends)


def kept(page: Mapping[str, Any], given: PeopleFile, digest: str, ends: Ends) -> bytes:
    """The file of what was looked at."""
    were = {chain: [end.length, end.head.hex()] for chain, end in ends.items()}
    head = {"page": page, "digest": digest, "ends": were}
    return json.dumps(head, ensure_ascii=False).encode() + b"\n" + carried_file.pack(given).encode()


def _asked(file: str, reading: Reading) -> bytes:
    return json.dumps(
        {"page": {"file": file, "asked": [asdict(e) for e in reading.questions]}}
    ).encode()


def seen(content: bytes, *, whole: bool = False) -> SeenFile:
    """What was looked at; ``whole``: with its rows. Raises Refused where it is none of ours."""
    head, _gap, rows = content.partition(b"\n")
    said = json.loads(head)
    if "ends" not in said:
        return SeenFile(said["page"])
    given = carried_file.unpack(rows.decode("ascii"), most=0) if whole else None
    ends = {chain: (length, head) for chain, (length, head) in said["ends"].items()}
    return SeenFile(said["page"], given, said["digest"], ends)
