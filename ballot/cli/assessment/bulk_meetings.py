"""``ballot assessment meetings``: the missing meetings of an assessment by a file, one a row."""

import argparse

from ballot.cli.assessment.imports import say_lacking
from ballot.cli.console import columns, command_hall
from ballot.cli.console.faults import DID_NOT_HOLD
from ballot.cli.console.output import give, give_json, progress, say
from ballot.cli.console.parser import Commands, command, whole_number
from ballot.domain import rows_of_file
from ballot.domain.access import CONSOLE
from ballot.domain.acts import Act
from ballot.domain.errors import Refused
from ballot.domain.scoring import people_rows
from ballot.domain.scoring.assessment import PeopleFile
from ballot.intake import people_file
from ballot.usecases.assessment.look_at_assessment import look_at_assessment
from ballot.usecases.assessment.people.bring_in_people import Preview, lacking
from ballot.usecases.assessment.people.remembered_columns import remembered_columns
from ballot.usecases.meeting import meeting_rows
from ballot.usecases.meeting.start_from_file import faulty_rows, preview_meetings, start_from_file
from ballot.usecases.meeting.start_meeting import see_unmet
from ballot.words import reading_notes, refusals
from ballot.words.bulk import started
from ballot.words.language import gettext as _


def add_to(words_of: Commands) -> None:
    """Name it."""
    text = _("按文件成批建立还没有的测评会，一行一场，标准输出是编号")
    made = command(words_of, "meetings", text, run)
    made.add_argument("id", metavar="ID")
    made.add_argument("file", metavar="FILE", help=_("CSV、XLSX、XLS 或 ODS"))
    made.add_argument("--preview", action="store_true", help=_("只检查，不保存"))
    columns.offer(made)
    made.add_argument("--json", action="store_true")


def run(chosen: argparse.Namespace) -> int:
    """Start every meeting that is missing; the rows that fail are named, and the code is 1."""
    grid, id = people_file.read(chosen.file), whole_number(chosen.id, "ID")
    with command_hall.hall() as hall:
        scheme = look_at_assessment(hall, CONSOLE, id).scheme
        wanted = meeting_rows.wanted(scheme, see_unmet(hall, CONSOLE, id).units)
        remembered = remembered_columns(hall, CONSOLE, id, Act.CREATE)
        reading = rows_of_file.read(grid, wanted, columns.choices(chosen, wanted), remembered)
        given = rows_of_file.settled(reading)
        for line in reading_notes.sentences(given.notes, ()):
            say(line)
        say_lacking(lacking(hall, given))
        if chosen.preview:
            return _told(given, preview_meetings(hall, CONSOLE, id, given))
        with progress(_("正在建立")) as tell:
            made = start_from_file(hall, CONSOLE, id, given, tell)
    if chosen.json:
        give_json(started.as_data(made))
    else:
        for number in made.numbers:
            give(number)
    for fault in made.faults:
        say(refusals.words(fault))
    for said in started.sentences(made):
        say(said)
    return DID_NOT_HOLD if made.failed else 0


def _told(given: PeopleFile, seen: Preview) -> int:
    """How many would be started; every fault beside. Raises Refused where none would be."""
    faulty = faulty_rows(given, seen.faults)
    left = given.without({*faulty, *seen.there})
    coming = sum(1 for _row in people_rows.numbered(left.rows))
    if seen.faults and not (coming and faulty):
        raise Refused(list(seen.faults))
    for fault in seen.faults:
        say(refusals.words(fault))
    said = {"n": coming, "there": len(seen.there), "failed": len(faulty)}
    say(_("能建 %(n)s 场，已经建立的 %(there)s 行，要改的 %(failed)s 行，没有保存", **said))
    return DID_NOT_HOLD if faulty else 0
