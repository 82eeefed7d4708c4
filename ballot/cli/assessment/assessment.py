"""``ballot assessment``: a whole assessment from its file to the ranking, by commands."""

import argparse
from collections.abc import Callable, Sequence

from ballot.cli import groups
from ballot.cli.assessment import bulk_meetings, comparison, imports, period_parts, review
from ballot.cli.assessment.score import tell
from ballot.cli.console import command_hall, files, printing
from ballot.cli.console.output import give, give_json, give_table, say
from ballot.cli.console.parser import Commands, Parser, command, group, whole_number
from ballot.domain.access import CONSOLE
from ballot.domain.errors import Fault, NotOneOf
from ballot.domain.scheme import columns
from ballot.domain.scheme.scheme import NAME
from ballot.exports.plain_values import plain
from ballot.fonts.library import MissingGlyph
from ballot.intake import assessment_file
from ballot.jobs import ranking_file
from ballot.usecases.assessment.choose_meetings import choose_meetings
from ballot.usecases.assessment.create_assessment import create_assessment
from ballot.usecases.assessment.list_assessments import list_assessments
from ballot.usecases.assessment.look_at_assessment import look_at_assessment
from ballot.usecases.assessment.rank_assessment import rank_assessment
from ballot.usecases.assessment.remove_assessment import remove_assessment
from ballot.usecases.assessment.rename_assessment import rename_assessment
from ballot.usecases.assessment.see_assessment import PersonLine, see_assessment
from ballot.usecases.assessment.see_ranking import see_ranking
from ballot.usecases.forms.print_assessment_form import forms_of, print_assessment_form
from ballot.usecases.hall import Hall
from ballot.usecases.review.compare_periods import compare_periods
from ballot.words import as_data, doubts, missing_glyphs, refusals, terms
from ballot.words.language import gettext as _

FEW = 20
"""So many names are told where a name is not among them."""
FORMATS = ("csv", "xlsx", "json", *ranking_file.PRINTED)


def add_to(commands: Commands) -> None:
    """Name the commands of this group."""
    words_of = group(commands, "assessment", groups.summary("assessment"))
    made = command(words_of, "create", _("按文件新建考核，标准输出只有编号"), run_create)
    made.add_argument("file", metavar="FILE.toml")
    made = command(words_of, "list", _("列出所有考核"), run_list)
    made.add_argument("--json", action="store_true")
    made = _of_an_id(words_of, "show", _("查看一次考核：谁待测评，为什么"), run_show)
    made.add_argument("--json", action="store_true")
    imports.add_to(words_of)
    bulk_meetings.add_to(words_of)
    period_parts.add_to(words_of)
    made = _of_an_id(words_of, "rename", _("改名称或考核期间，以后打印的用新的"), run_rename)
    made.add_argument("--title")
    made.add_argument("--period")
    made = _of_an_id(words_of, "remove", _("删除误建的考核，测评以前才行"), run_remove)
    made.add_argument("--reason", default="")
    made = _of_an_id(words_of, "combine", _("同一人有几场会时，选定怎样计入"), run_combine)
    made.add_argument("--how", required=True, metavar="sum_votes|mean|NUMBER")
    made.add_argument("--item", default="", help=_("填考核办法的哪一项"))
    made.add_argument("--person", action="append", help=_("只选这个人，可以写几次"))
    made.add_argument("--reason", required=True)
    made = _of_an_id(words_of, "rank", _("排名定档，结果存档"), run_rank)
    made.add_argument("--json", action="store_true")
    review.add_to(words_of)
    made = _of_an_id(words_of, "compare", _("与上一期比较：位次、等次、总分"), run_compare)
    made.add_argument("--with", dest="before", default="", metavar="ID", help=_("与哪一次比"))
    made.add_argument("--json", action="store_true")
    made = _of_an_id(words_of, "paper", _("打印考核的一种表；--list 列出有哪些"), run_paper)
    printing.ask(made)
    made.add_argument("--person", help=_("一人一张的表，只打印这个人的"))
    made = _of_an_id(words_of, "export", _("导出排名"), run_export)
    made.add_argument("--format", required=True, metavar="|".join(FORMATS))
    made.add_argument("--out", required=True, metavar="FILE")


def _of_an_id(
    words_of: Commands, name: str, text: str, run: Callable[[argparse.Namespace], int]
) -> Parser:
    made = command(words_of, name, text, run)
    made.add_argument("id", metavar="ID")
    return made


def run_create(chosen: argparse.Namespace) -> int:
    """Begin an assessment; its id alone on stdout."""
    plan = assessment_file.read(files.read(chosen.file), chosen.file)
    with command_hall.hall() as hall, files.named(chosen.file):
        made = create_assessment(hall, CONSOLE, plan)
    say(_("已新建考核：%(title)s", title=plan.title))
    give(str(made))
    return 0


def run_list(chosen: argparse.Namespace) -> int:
    """All assessments, one a line."""
    with command_hall.hall() as hall:
        lines = list_assessments(hall, CONSOLE)
    if chosen.json:
        give_json([plain(line) for line in lines])
        return 0
    headings = (_("编号"), _("名称"), _("考核办法"), _("人数"))
    rows = ((str(each.id), each.title, each.scheme_id, str(each.people)) for each in lines)
    give_table(headings, rows)
    return 0


def run_show(chosen: argparse.Namespace) -> int:
    """Who is in it, who is 待测评 and why, and its meetings."""
    with command_hall.hall() as hall:
        view = see_assessment(hall, CONSOLE, _id(chosen))
    if chosen.json:
        give_json(as_data.assessment(view))
        return 0
    headings = (_("姓名"), _("单位"), _("村(社区)"), _("测评会"), _("情况"))
    give_table(
        headings,
        (
            (each.name, each.unit, each.village, each.meeting or "", _why(each))
            for each in view.people
        ),
    )
    give_table(
        (_("编号"), _("状态"), _("名称")),
        ((each.number, terms.state(each.state), each.title) for each in view.meetings),
    )
    for fault in view.faults:
        say(refusals.words(fault))
    for doubt in view.doubts:
        say(doubts.words(doubt))
    _say_lacking(view.lacking)
    return 0


def run_rename(chosen: argparse.Namespace) -> int:
    """Another title, another period, or both."""
    with command_hall.hall() as hall:
        told = {"title": chosen.title, "period": chosen.period}
        rename_assessment(hall, CONSOLE, _id(chosen), **told)
    say(_("已改名。以后打印的用新名称。"))
    return 0


def run_remove(chosen: argparse.Namespace) -> int:
    """Remove an assessment that nothing was measured in."""
    with command_hall.hall() as hall:
        title = look_at_assessment(hall, CONSOLE, _id(chosen)).title
        remove_assessment(hall, CONSOLE, _id(chosen), chosen.reason)
    say(_("已删除考核：%(title)s。", title=title))
    return 0


def run_combine(chosen: argparse.Namespace) -> int:
    """Say what counts of several meetings of one person."""
    with command_hall.hall() as hall:
        people = _people(hall, chosen)
        count = choose_meetings(
            hall,
            CONSOLE,
            _id(chosen),
            chosen.how,
            item=chosen.item,
            people=people,
            reason=chosen.reason,
        )
    say(_("已为 %(count)s 人选定", count=count))
    return 0


def _people(hall: Hall, chosen: argparse.Namespace) -> list[int] | None:
    """The ids of the people who were named; None where nobody was."""
    if chosen.person is None:
        return None
    lines = see_assessment(hall, CONSOLE, _id(chosen)).people
    unknown = [name for name in chosen.person if name not in [each.name for each in lines]]
    if unknown:
        allowed = tuple(each.name for each in lines[:FEW])
        raise Fault(NotOneOf(value=unknown[0], allowed=allowed), key="--person")
    return [each.id for each in lines if each.name in chosen.person]


def run_rank(chosen: argparse.Namespace) -> int:
    """Rank, keep the ranking, and show it."""
    with command_hall.hall() as hall:
        rank_assessment(hall, CONSOLE, _id(chosen))
        view = see_ranking(hall, CONSOLE, _id(chosen))
    tell(view.scheme, view.scored.doubts, provisional=view.scored.provisional)
    if chosen.json:
        give(as_data.ranking(view).decode().rstrip("\n"))
        return 0
    grades = (columns.PROPOSED, columns.DECIDED)
    names = (NAME, columns.GROUP, view.scheme.total.name, columns.RANK, *grades, columns.WHY)
    give_table(names, (tuple(row[name] for name in names) for row in view.scored.rows))
    return 0


def run_export(chosen: argparse.Namespace) -> int:
    """The newest ranking as a file."""
    if chosen.format not in FORMATS:
        raise Fault(NotOneOf(value=chosen.format, allowed=FORMATS), key="--format")
    with command_hall.hall() as hall:
        view = see_ranking(hall, CONSOLE, _id(chosen))
        content = ranking_file.written(view, chosen.format, hall.now(), hall.library.look())
        files.write(chosen.out, content)
    if not view.is_current:
        say(_("排名之后又有改动，请重新排名。"))
    if view.scored.provisional:
        say(_("暂定：还有人待测评"))
    say(_("已写入 %(file)s", file=chosen.out))
    return 0


def run_compare(chosen: argparse.Namespace) -> int:
    """Every person in this period and in the one before."""
    before = whole_number(chosen.before, "--with") if chosen.before else None
    with command_hall.hall() as hall:
        found = compare_periods(hall, CONSOLE, _id(chosen), before)
    if chosen.json:
        both = {"before": plain(found.before), "after": plain(found.after)}
        give_json(both | {"people": [comparison.value(each) for each in found.people]})
        return 0
    give_table(comparison.headings(), map(comparison.cells, found.people))
    return 0


def run_paper(chosen: argparse.Namespace) -> int:
    """Print a paper of the assessment, or name them all."""
    with command_hall.hall() as hall:
        if chosen.list:
            head = look_at_assessment(hall, CONSOLE, _id(chosen))
            papers = forms_of(head.scheme)
            return printing.name_all((each.name, each.title) for each in papers)
        leaf = print_assessment_form(
            hall, CONSOLE, _id(chosen), printing.named(chosen), chosen.person
        )
        return printing.write(hall, leaf, chosen.out)


def _say_lacking(lacks: Sequence[MissingGlyph]) -> None:
    for said in missing_glyphs.remarks(lacks):
        say(said)


def _why(person: PersonLine) -> str:
    if person.left:
        return _("%(day)s 离岗", day=person.left)
    return person.waiting.words if person.waiting else ""


def _id(chosen: argparse.Namespace) -> int:
    return whole_number(chosen.id, "ID")
