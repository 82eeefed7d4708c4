"""``ballot roster``: who may vote comes in from a file, is looked at and corrected; the doors."""

import argparse
from collections.abc import Sequence

from ballot.cli import consent, groups
from ballot.cli.console import columns, command_hall
from ballot.cli.console.output import give, give_json, give_table, say
from ballot.cli.console.parser import Commands, Parser, Run, command, group, whole_number
from ballot.domain import rows_of_file
from ballot.domain.access import CONSOLE
from ballot.domain.errors import Fault, Missing, NotOneOf, Refused
from ballot.domain.roster import double_entries
from ballot.domain.roster.entries import CATEGORY, COLUMNS, ID_TAIL
from ballot.domain.scheme.scheme import NAME, UNIT
from ballot.intake import people_file
from ballot.usecases.roster import bring_in_roster, change_roster, doors
from ballot.usecases.roster.bring_in_roster import RosterPreview
from ballot.usecases.roster.find_voter import place_of
from ballot.usecases.roster.see_roster import see_roster
from ballot.words import reading_notes
from ballot.words.hall import attendance
from ballot.words.language import gettext as _

ONE, APART = "--one", "--apart"


def add_to(commands: Commands) -> None:
    """Name the commands of this group."""
    words_of = group(commands, "roster", groups.summary("roster"))
    made = _of_a_number(words_of, "import", _("按文件导入名册，应参加人数随名册"), run_import)
    made.add_argument("file", metavar="FILE", help=_("CSV、XLSX、XLS 或 ODS"))
    made.add_argument("--preview", action="store_true", help=_("只检查，不保存"))
    columns.offer(made)
    said = _("重复的几行都已核对，除下面写明的，照程序提议的办")
    made.add_argument("--as-proposed", action="store_true", help=said)
    first = _("重复的几行里的第一行：是同一个人。可以写几次")
    made.add_argument(ONE, action="append", default=[], metavar="ROW", help=first)
    first = _("重复的几行里的第一行：是同名的不同人。可以写几次")
    made.add_argument(APART, action="append", default=[], metavar="ROW", help=first)
    made = _of_a_number(words_of, "show", _("名册上的人，谁到了"), run_show)
    made.add_argument("--json", action="store_true")
    made = _of_a_number(words_of, "correct", _("增减一人；锁定以后要写原因"), run_correct)
    made.add_argument("--add", metavar="NAME", default="")
    made.add_argument("--unit", metavar="TEXT", default="")
    made.add_argument("--category", metavar="TEXT", default="")
    made.add_argument("--id-tail", metavar="TEXT", default="", help=_("证件后四位"))
    made.add_argument("--remove", metavar="NAME", default="")
    made.add_argument("--reason", default="", help=_("会印在结果报告上"))
    consent.offer(made)
    _of_a_number(words_of, "delete", _("删除名册和签到，应参加人数改回手填"), run_delete)
    _of_a_number(words_of, "door", _("添一台签到平板，给出一次性网址"), run_door)
    _of_a_number(words_of, "doors", _("这场的签到平板，各自是否配好"), run_doors)
    made = _of_a_number(words_of, "retire-door", _("停用一台签到平板"), run_retire)
    made.add_argument("place", metavar="PLACE")


def _of_a_number(words_of: Commands, name: str, text: str, run: Run) -> Parser:
    made = command(words_of, name, text, run)
    made.add_argument("number", metavar="NUMBER")
    return made


def run_import(chosen: argparse.Namespace) -> int:
    """Bring a file in; what may be one person is told, and comes in once somebody has said."""
    grid = people_file.read(chosen.file)
    reading = rows_of_file.read(grid, COLUMNS, columns.choices(chosen, COLUMNS))
    given = rows_of_file.settled(reading)
    with command_hall.hall() as hall:
        found = bring_in_roster.preview(hall, CONSOLE, chosen.number, given)
        for line in (*reading_notes.sentences(given.notes), attendance.judged(found.judged)):
            if line:
                say(line)
        if found.faults:
            raise Refused(list(found.faults))
        ones = _ones(chosen, found)
        _say_doubles(found, ones)
        if chosen.preview:
            n, m = len(found.entries), found.persons
            say(_("文件没有问题：%(n)s 行，照提议是 %(m)s 人。没有保存", n=n, m=m))
            return 0
        count = bring_in_roster.keep(hall, CONSOLE, chosen.number, given, ones)
    say(_("已导入名册：应参加 %(n)s 人", n=count))
    return 0


def _ones(chosen: argparse.Namespace, found: RosterPreview) -> set[int] | None:
    """Which double entries are one person; None: not all of them have been spoken of."""
    known = {each.row for each in found.doubles}
    one, apart = (_rows(flag, said, known) for flag, said in _flags(chosen))
    return double_entries.said(found.doubles, one, apart, as_proposed=chosen.as_proposed)


def _flags(chosen: argparse.Namespace) -> Sequence[tuple[str, list[str]]]:
    return ((ONE, chosen.one), (APART, chosen.apart))


def _rows(flag: str, said: list[str], known: set[int]) -> set[int]:
    rows = {whole_number(each, flag) for each in said}
    for row in sorted(rows - known):
        raise Fault(NotOneOf(value=str(row), allowed=tuple(map(str, sorted(known)))), key=flag)
    return rows


def _say_doubles(found: RosterPreview, ones: set[int] | None) -> None:
    for each in found.doubles:
        is_one = each.is_one if ones is None else each.row in ones
        what = _("同一个人") if is_one else _("不同的人")
        rows = _("、").join(str(entry.row) for entry in each.entries)
        name, why = each.entries[0].voter.name, attendance.why(each)
        told = {"rows": rows, "name": name, "why": why, "what": what}
        say(_("第 %(rows)s 行“%(name)s”：%(why)s，算%(what)s", **told))


def run_show(chosen: argparse.Namespace) -> int:
    """Everybody on the roster."""
    with command_hall.hall() as hall:
        seen = see_roster(hall, CONSOLE, chosen.number)
    if chosen.json:
        people = [
            {
                "name": each.voter.name,
                "unit": each.voter.unit,
                "categories": list(each.voter.categories),
                "id_tail": each.voter.id_tail,
                "checked_in": each.has_come,
            }
            for each in seen.people
        ]
        told = {"eligible": seen.attendance.persons, "checked_in": seen.attendance.come}
        give_json({"meeting": seen.number, **told, "people": people})
        return 0
    headings = (_("姓名"), _("单位、类别"), _("到会"))
    rows = [
        (each.voter.name, attendance.told_apart(each.voter), _("已到") if each.has_come else "")
        for each in seen.people
    ]
    give_table(headings, rows)
    say(attendance.come(seen.attendance))
    return 0


def run_correct(chosen: argparse.Namespace) -> int:
    """Add somebody, or take somebody off."""
    if bool(chosen.add) == bool(chosen.remove):
        raise Fault(Missing(), key="--add|--remove")
    row = {NAME: chosen.add, UNIT: chosen.unit, CATEGORY: chosen.category, ID_TAIL: chosen.id_tail}
    with command_hall.hall() as hall:
        number, reason = chosen.number, chosen.reason
        if chosen.add:
            consent.given(
                hall, chosen, lambda: change_roster.add_voter(hall, CONSOLE, number, row, reason)
            )
        else:
            told_by = chosen.unit or chosen.category or chosen.id_tail
            place = place_of(hall, number, chosen.remove, told_by)
            consent.given(
                hall,
                chosen,
                lambda: change_roster.remove_voter(hall, CONSOLE, number, place, reason),
            )
        seen = see_roster(hall, CONSOLE, number)
    say(_("名册现有 %(n)s 人", n=seen.attendance.persons))
    return 0


def run_delete(chosen: argparse.Namespace) -> int:
    """Delete the roster of a draft."""
    with command_hall.hall() as hall:
        persons = change_roster.delete_roster(hall, CONSOLE, chosen.number)
    say(_("已删除名册：%(n)s 人。", n=persons))
    return 0


def run_door(chosen: argparse.Namespace) -> int:
    """The address alone on stdout."""
    with command_hall.hall() as hall:
        give(doors.address(hall, chosen.number, doors.offer(hall, CONSOLE, chosen.number)))
    return 0


def run_doors(chosen: argparse.Namespace) -> int:
    """All tablets at the door by place."""
    with command_hall.hall() as hall:
        found = doors.see_doors(hall, CONSOLE, chosen.number)
    rows = [(str(each.place), _("已配好") if each.paired else _("等它配对")) for each in found]
    give_table((_("位次"), _("到哪一步")), rows)
    return 0


def run_retire(chosen: argparse.Namespace) -> int:
    """Take one out of service."""
    place = whole_number(chosen.place, "PLACE")
    with command_hall.hall() as hall:
        doors.retire(hall, CONSOLE, chosen.number, place)
    say(_("已停用。在它上面签到的照样算数。"))
    return 0
