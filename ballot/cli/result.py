"""``ballot result`` and ``ballot export``: what a meeting yields, in any state."""

import argparse
from collections.abc import Callable

from ballot.cli import groups
from ballot.cli.console import command_hall, files
from ballot.cli.console.outcome import give_result
from ballot.cli.console.output import say
from ballot.cli.console.parser import Commands, command
from ballot.domain.access import CONSOLE
from ballot.domain.errors import Fault, NotOneOf
from ballot.domain.meetings.result import MeetingResult
from ballot.exports import result_as_csv, result_as_json, result_as_xlsx
from ballot.printing import printers
from ballot.usecases.forms.print_meeting_form import MeetingForm, print_meeting_form
from ballot.usecases.result.export_bundle import export_bundle
from ballot.usecases.result.see_result import see_result
from ballot.usecases.result.see_signed_values import see_signed_values
from ballot.words.language import gettext as _

FORMATS: dict[str, Callable[[MeetingResult], bytes]] = {
    "csv": result_as_csv.write,
    "xlsx": result_as_xlsx.write,
    "json": result_as_json.write,
}
PRINTED = ("pdf", "docx")
"""Formats of the report for ink."""
BUNDLE = "bundle"
"""All that a stranger needs to count again, for ``ballot verify``."""
ALL = (*FORMATS, *PRINTED, BUNDLE)


def add_to(commands: Commands) -> None:
    """Name the commands of this group."""
    made = command(commands, "result", groups.summary("result"), run_result)
    made.add_argument("number", metavar="NUMBER")
    made.add_argument("--json", action="store_true")
    made = command(commands, "export", groups.summary("export"), run_export)
    made.add_argument("number", metavar="NUMBER")
    made.add_argument("--format", required=True, metavar="|".join(ALL))
    made.add_argument("--out", required=True, metavar="FILE")


def run_result(chosen: argparse.Namespace) -> int:
    """The result, as a table or as JSON; exit 0 in every state."""
    with command_hall.hall() as hall:
        result = see_result(hall, chosen.number)
        values = see_signed_values(hall, result)
    give_result(result, in_json=chosen.json, values=values)
    return 0


def run_export(chosen: argparse.Namespace) -> int:
    """The result as a file."""
    if chosen.format in PRINTED:
        files.write(chosen.out, _report(chosen.number, chosen.format))
    elif chosen.format == BUNDLE:
        files.write(chosen.out, _bundle(chosen.number))
    elif chosen.format in FORMATS:
        files.write(chosen.out, FORMATS[chosen.format](_result(chosen.number)))
    else:
        raise Fault(NotOneOf(value=chosen.format, allowed=ALL), key="--format")
    say(_("已写入 %(file)s", file=chosen.out))
    return 0


def _result(number: str) -> MeetingResult:
    with command_hall.hall() as hall:
        return see_result(hall, number)


def _report(number: str, kind: str) -> bytes:
    with command_hall.hall() as hall:
        leaf = print_meeting_form(hall, CONSOLE, number, MeetingForm.REPORT)
        return printers.render(leaf, kind, hall.now(), hall.library.look())


def _bundle(number: str) -> bytes:
    with command_hall.hall() as hall:
        return export_bundle(hall, CONSOLE, number)
