"""Files of people and scores by commands: ``ballot assessment people|scores|undo-import``."""

import argparse
from collections.abc import Callable, Sequence
from dataclasses import replace

from ballot.cli.console import columns, command_hall
from ballot.cli.console.output import progress, say
from ballot.cli.console.parser import Commands, command, whole_number
from ballot.domain import rows_of_file
from ballot.domain.access import CONSOLE
from ballot.domain.errors import Refused
from ballot.domain.scoring.people.row_marks import Mark
from ballot.domain.scoring.people_rows import numbered
from ballot.fonts.library import MissingGlyph
from ballot.intake import people_file
from ballot.usecases.assessment.look_at_assessment import look_at_assessment
from ballot.usecases.assessment.people import bring_in_people, people_rows
from ballot.usecases.assessment.people.bring_in_people import Brought
from ballot.usecases.assessment.people.remembered_columns import remembered_columns
from ballot.usecases.assessment.people.undo_import import undo_import
from ballot.words import missing_glyphs, people, reading_notes, refusals
from ballot.words.language import gettext as _


def add_to(words_of: Commands) -> None:
    """Name what brings files in, and what takes the last one back."""
    _of_a_file(words_of, "people", _("按名单添加考核对象"), run_people)
    _of_a_file(words_of, "scores", _("按姓名、单位、村导入得分"), run_scores)
    made = command(words_of, "undo-import", _("撤销最近一次导入，还没有用过的才行"), run_undo)
    made.add_argument("id", metavar="ID")
    made.add_argument("--agreed", action="store_true", help=_("审核已走过排名的，从排名起重走"))


def _of_a_file(
    words_of: Commands, name: str, text: str, run: Callable[[argparse.Namespace], int]
) -> None:
    made = command(words_of, name, text, run)
    made.add_argument("id", metavar="ID")
    made.add_argument("file", metavar="FILE", help=_("CSV、XLSX、XLS 或 ODS"))
    made.add_argument("--preview", action="store_true", help=_("只检查，不保存"))
    columns.offer(made)
    made.add_argument("--distinct", action="store_true", help=_("疑似同一人的，都是不同的人"))
    made.add_argument("--confirm-beyond", action="store_true", help=_("超出的得分已核对"))
    made.add_argument("--agreed", action="store_true", help=_("审核已走过排名的，从排名起重走"))


def run_people(chosen: argparse.Namespace) -> int:
    """Add the people of a file, or only look whether it is clean."""
    return _bring_in(chosen, bring_in_people.add_people, adding=True)


def run_scores(chosen: argparse.Namespace) -> int:
    """Enter the scores of a file, or only look whether it is clean."""
    return _bring_in(chosen, bring_in_people.enter_scores, adding=False)


def run_undo(chosen: argparse.Namespace) -> int:
    """Take the last file back; who is removed by it, name by name."""
    with command_hall.hall() as hall:
        last = undo_import(hall, CONSOLE, _id(chosen), agreed=chosen.agreed)
    for each in last.added:
        say(_("已删除：%(name)s。", name=each.name))
    numbers = {"a": len(last.added), "b": len(last.others), "file": last.file}
    say(_("已撤销导入 %(file)s：删除 %(a)s 人，恢复 %(b)s 人", **numbers))
    return 0


def _bring_in(chosen: argparse.Namespace, keep: Callable[..., Brought], *, adding: bool) -> int:
    grid = people_file.read(chosen.file)
    with command_hall.hall() as hall:
        scheme = look_at_assessment(hall, CONSOLE, _id(chosen)).scheme
        wanted = people_rows.wanted(scheme, adding=adding)
        remembered = remembered_columns(hall, CONSOLE, _id(chosen))
        reading = rows_of_file.read(grid, wanted, columns.choices(chosen, wanted), remembered)
        given = replace(
            rows_of_file.settled(reading),
            distinct=chosen.distinct,
            confirm_beyond=chosen.confirm_beyond,
            agreed=chosen.agreed,
        )
        found = bring_in_people.preview(hall, CONSOLE, _id(chosen), given, adding=adding)
        for line in reading_notes.sentences(given.notes, found.same):
            say(line)
        say_lacking(bring_in_people.lacking(hall, given))
        for fault in found.odd:
            say(refusals.words(fault))
        if found.faults or found.asked:
            raise Refused(list(found.faults or found.asked))
        _say_rows(found)
        if chosen.preview:
            count = sum(1 for _ in numbered(given.rows)) - len(found.same)
            say(_("文件没有问题，共 %(count)s 人，没有保存", count=count))
            return 0
        with progress(_("正在导入")) as tell:
            came = keep(hall, CONSOLE, _id(chosen), given, tell)
        say(_("已导入 %(count)s 人", count=came.count))
    return 0


def _say_rows(found: bring_in_people.Preview) -> None:
    """How many rows are new, changed and the same, and what each changed one says otherwise."""
    marks = list(found.marks.values())
    counts = (f"{people.row_mark(mark)} {marks.count(mark)}" for mark in Mark)
    if marks:
        say(_("，").join(counts))
    for row, changed in found.changes.items():
        said = _("；").join(people.change(*each) for each in changed)
        say(_("第 %(row)s 行：%(said)s", row=row, said=said))


def say_lacking(lacks: Sequence[MissingGlyph]) -> None:
    """What no font of the paper has, a line each."""
    for said in missing_glyphs.remarks(lacks):
        say(said)


def _id(chosen: argparse.Namespace) -> int:
    return whole_number(chosen.id, "ID")
