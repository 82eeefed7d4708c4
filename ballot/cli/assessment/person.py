"""``ballot person …``: one person of an assessment, added, corrected, removed, marked as gone."""

import argparse
from collections.abc import Callable

from ballot.cli import groups
from ballot.cli.console import command_hall
from ballot.cli.console.output import give, say
from ballot.cli.console.parser import Commands, Parser, command, group, whole_number
from ballot.domain.access import CONSOLE
from ballot.domain.errors import Fault, NotOneOf
from ballot.usecases.assessment.list_rankings import is_ranked
from ballot.usecases.assessment.look_at_assessment import look_at_assessment
from ballot.usecases.assessment.people import person_texts
from ballot.usecases.assessment.people.add_person import add_person
from ballot.usecases.assessment.people.change_person import change_person
from ballot.usecases.assessment.people.mark_left import mark_left, take_back_left
from ballot.usecases.assessment.people.person_texts import Said
from ballot.usecases.assessment.people.remove_person import remove_person
from ballot.usecases.assessment.people.see_person import see_person
from ballot.usecases.assessment.see_assessment import see_assessment
from ballot.usecases.hall import Hall
from ballot.words import people
from ballot.words.language import gettext as _

FEW = 20
"""So many names are told where a name is not among them."""


def add_to(commands: Commands) -> None:
    """Name the commands of this group."""
    words_of = group(commands, "person", groups.summary("person"))
    made = _made(words_of, "add", _("添加一人，标准输出只有编号"), run_add)
    _columns(made)
    made = _of_a_person(words_of, "show", _("一个人：各列、离岗、更正的记录"), run_show)
    made = _of_a_person(words_of, "change", _("更正一个人，得分和结果跟着他"), run_change)
    _columns(made)
    _of_a_person(words_of, "remove", _("删除误加的人，测评以前才行"), run_remove)
    made = _of_a_person(words_of, "leave", _("登记离岗：留在名单上，不排名次、不占名额"), run_leave)
    made.add_argument("--on", default="", metavar="2026-06-30", help=_("离岗日期"))
    made.add_argument("--back", action="store_true", help=_("取消离岗"))


def _made(
    words_of: Commands, name: str, text: str, run: Callable[[argparse.Namespace], int]
) -> Parser:
    made = command(words_of, name, text, run)
    made.add_argument("id", metavar="ASSESSMENT")
    made.add_argument("--reason", default="", help=_("原因；已经测评过的要写"))
    made.add_argument("--agreed", action="store_true", help=_("审核已走过排名的，从排名起重走"))
    return made


def _of_a_person(
    words_of: Commands, name: str, text: str, run: Callable[[argparse.Namespace], int]
) -> Parser:
    made = _made(words_of, name, text, run)
    made.add_argument("person", metavar="PERSON", help=_("姓名；重名的写编号"))
    return made


def _columns(made: Parser) -> None:
    called = _("列名=内容，例如 单位=某局。可以写几次")
    made.add_argument("--set", action="append", default=[], metavar="COLUMN=TEXT", help=called)
    made.add_argument("--distinct", action="store_true", help=_("疑似同一人的，都是不同的人"))


def run_add(chosen: argparse.Namespace) -> int:
    """Add somebody; his number alone on stdout."""
    with command_hall.hall() as hall:
        made = add_person(hall, CONSOLE, _id(chosen), _texts(hall, chosen), _said(chosen))
    give(str(made))
    return 0


def run_show(chosen: argparse.Namespace) -> int:
    """What stands of somebody, and what was corrected, the newest first."""
    with command_hall.hall() as hall:
        card = see_person(hall, CONSOLE, _id(chosen), _person(hall, chosen))
    for name, text in card.texts.items():
        give(f"{name}：{text}")
    if card.left:
        give(_("离岗日期：%(day)s", day=card.left))
    for each in card.changes:
        words = _("；").join(people.changes(each.before, each.after))
        give(f"{each.at.astimezone():%Y-%m-%d %H:%M} {each.by} {words} {each.reason}".rstrip())
    return 0


def run_change(chosen: argparse.Namespace) -> int:
    """Correct the columns that are set."""
    with command_hall.hall() as hall:
        who, texts = _person(hall, chosen), _texts(hall, chosen)
        change_person(hall, CONSOLE, _id(chosen), who, texts, _said(chosen))
    say(_("已更正。"))
    return 0


def run_remove(chosen: argparse.Namespace) -> int:
    """Take somebody out."""
    with command_hall.hall() as hall:
        remove_person(hall, CONSOLE, _id(chosen), _person(hall, chosen), _said(chosen))
    say(_("已删除：%(name)s。", name=chosen.person))
    return 0


def run_leave(chosen: argparse.Namespace) -> int:
    """Mark somebody as gone, or take the mark back."""
    with command_hall.hall() as hall:
        who = _person(hall, chosen)
        if chosen.back:
            take_back_left(hall, CONSOLE, _id(chosen), who, _said(chosen))
        else:
            mark_left(hall, CONSOLE, _id(chosen), who, chosen.on, _said(chosen))
        ranked = is_ranked(hall, CONSOLE, _id(chosen))
    done = _("已取消离岗。") if chosen.back else _("已登记离岗。")
    say(people.and_rank(done, ranked))
    return 0


def _person(hall: Hall, chosen: argparse.Namespace) -> int:
    """The one of this name or number. Raises Fault where there is none, or more than one."""
    lines = see_assessment(hall, CONSOLE, _id(chosen)).people
    found = [each.id for each in lines if chosen.person in (each.name, str(each.id))]
    if len(found) != 1:
        like = [each for each in lines if each.name == chosen.person] or lines
        allowed = tuple(f"{each.id} {each.name} {each.unit} {each.village}" for each in like[:FEW])
        raise Fault(NotOneOf(value=chosen.person, allowed=allowed), key="PERSON")
    return found[0]


def _texts(hall: Hall, chosen: argparse.Namespace) -> dict[str, str]:
    """What ``--set`` says, by the columns that say who somebody is."""
    scheme = look_at_assessment(hall, CONSOLE, _id(chosen)).scheme
    known = tuple(each.name for each in person_texts.columns_of(scheme))
    found = {}
    for pair in chosen.set:
        name, equals, text = pair.partition("=")
        if not equals or name not in known:
            raise Fault(NotOneOf(value=pair, allowed=known), key="--set")
        found[name] = text
    return found


def _said(chosen: argparse.Namespace) -> Said:
    distinct = getattr(chosen, "distinct", False)
    return Said(reason=chosen.reason, distinct=distinct, agreed=chosen.agreed)


def _id(chosen: argparse.Namespace) -> int:
    return whole_number(chosen.id, "ASSESSMENT")
