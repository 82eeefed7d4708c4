"""``ballot assessment review ID …``: the steps of a policy, changes by hand, appeals, the 公示."""

import argparse
from collections.abc import Callable, Sequence
from functools import partial

from ballot.cli.assessment import review_show
from ballot.cli.console import command_hall
from ballot.cli.console.output import give, say
from ballot.cli.console.parser import Commands, Parser, command, whole_number
from ballot.domain.access import CONSOLE
from ballot.domain.errors import Fault, NotOneOf, Refused
from ballot.printing.forms.publication import HOURS
from ballot.usecases.assessment.list_rankings import is_ranked
from ballot.usecases.hall import Hall
from ballot.usecases.review import see_notice
from ballot.usecases.review.authorise_assessment import Consent, authorise_assessment
from ballot.usecases.review.change_grade import Change, change_grade
from ballot.usecases.review.conclude_assessment import conclude_assessment
from ballot.usecases.review.conclude_notice import conclude_notice
from ballot.usecases.review.confirm_thresholds import confirm_thresholds
from ballot.usecases.review.decide_appeal import Decision, decide_appeal
from ballot.usecases.review.pass_step import Held, pass_step, return_to
from ballot.usecases.review.post_notice import (
    NoticePlan,
    post_notice,
    withdraw_notice,
    write_notice,
)
from ballot.usecases.review.raise_flag import lift_flag, raise_flag
from ballot.usecases.review.see_appeals import see_appeals
from ballot.usecases.review.see_review import see_review
from ballot.usecases.review.set_default import NewDefault, set_default
from ballot.usecases.review.take_appeal import Claim, appeal, object_to_notice
from ballot.words.language import gettext as _
from ballot.words.people import and_rank, decided

DECISIONS = {"grant": True, "refuse": False}
Do = Callable[[Hall, argparse.Namespace], int | None]


def add_to(words_of: Commands) -> None:
    """Name ``review`` and what may follow the number of an assessment."""
    made: Parser = words_of.add_parser("review", help=_("审核：程序、改定等次、申诉、公示、办结"))
    made.add_argument("id", metavar="ID")
    acts = made.add_subparsers(metavar="ACT", required=True, parser_class=Parser)
    shown = command(acts, "show", _("走到哪一步，每个人的等次和结果使用"), review_show.run_show)
    shown.add_argument("--json", action="store_true")
    _steps(acts)
    _people(acts)
    _appeals(acts)
    _notices(acts)
    _anyway(_act(acts, "conclude", _("办结这次考核"), _conclude))


def _steps(acts: Commands) -> None:
    made = _act(acts, "authorise", _("登记批准：谁同意，日期，文号"), _authorise)
    _wants(made, "by", "on", "document")
    _may(_act(acts, "confirm", _("确认文件没有写的测评界限"), _confirm), "reason")
    made = _act(acts, "set", _("排名以前改定文件没有写的默认，写文号和原因"), _set)
    made.add_argument("key", metavar="KEY")
    made.add_argument("value", metavar="VALUE")
    _wants(made, "document", "reason")
    made = _act(acts, "step", _("做完轮到的一步"), _step)
    made.add_argument("step", metavar="STEP")
    _wants(made, "by", "on")
    _may(made, "opinion", "document", "reason")
    made = _act(acts, "return", _("退回到做过的一步，写明原因"), _return)
    made.add_argument("step", metavar="STEP")
    _wants(made, "reason")


def _people(acts: Commands) -> None:
    made = _act(acts, "change", _("改定一个人的等次，两个等次和原因都保留"), _change)
    made.add_argument("person", metavar="PERSON")
    made.add_argument("grade", metavar="GRADE")
    _wants(made, "reason")
    _may(made, "excess", "by")
    for name, text, do in (
        ("flag", _("登记一项情形，写明依据"), _flag),
        ("lift", _("解除一项情形，写明原因"), _lift),
    ):
        made = _act(acts, name, text, do)
        made.add_argument("person", metavar="PERSON")
        made.add_argument("kind", metavar="KIND")
        _wants(made, "reason")


def _appeals(acts: Commands) -> None:
    for name, text, do in (
        ("appeal", _("受理申诉，标准输出只有编号"), appeal),
        ("object", _("受理公示期间的异议，标准输出只有编号"), object_to_notice),
    ):
        made = _act(acts, name, text, partial(_claim, do))
        made.add_argument("person", metavar="PERSON")
        _wants(made, "by", "claim")
        _may(made, "item")
    made = _act(acts, "decide", _("对申诉或异议作出决定"), _decide)
    made.add_argument("appeal", metavar="APPEAL")
    made.add_argument("decision", metavar="grant|refuse")
    _wants(made, "by", "reason")
    _may(made, "value")


def _notices(acts: Commands) -> None:
    made = _act(acts, "notice", _("起草公示；--post 同时张贴"), _notice)
    _wants(made, "text", "by", "telephone", "first")
    _may(made, "address", "days", "holidays", "hours", "wall", "again")
    made.add_argument("--holidays-reason", default="", metavar="REASON")
    made.add_argument("--post", action="store_true")
    _anyway(made)
    _wants(_act(acts, "withdraw", _("撤回公示，写明原因"), _withdraw), "reason")
    _act(acts, "end-notice", _("公示期满，结束公示"), _end_notice)


def _act(acts: Commands, name: str, text: str, do: Do) -> Parser:
    return command(acts, name, text, partial(_run, do))


def _wants(made: Parser, *names: str) -> None:
    for name in names:
        made.add_argument(f"--{name}", required=True, metavar=name.upper())


def _may(made: Parser, *names: str) -> None:
    for name in names:
        made.add_argument(f"--{name}", default="", metavar=name.upper())


def _anyway(made: Parser) -> None:
    made.add_argument("--anyway", action="store_true", help=_("还有人待测评，也照样张贴或办结"))


def _run(do: Do, chosen: argparse.Namespace) -> int:
    with command_hall.hall() as hall:
        return do(hall, chosen) or 0


def _holds(chosen: argparse.Namespace, who_wait: Sequence[str]) -> bool:
    """Whether somebody is 待测评, which is told by name, and nobody said to go on."""
    if who_wait:
        say(_("还有 %(n)s 人待测评：%(names)s。", n=len(who_wait), names="、".join(who_wait)))
    if who_wait and not chosen.anyway:
        say(_("没有做。确实要照样做的，请加 --anyway。"))
        return True
    return False


def _id(chosen: argparse.Namespace) -> int:
    return whole_number(chosen.id, "ID")


def _who(hall: Hall, chosen: argparse.Namespace) -> int:
    """A person by his number of ``show``, or by his name where only one has it."""
    people = see_appeals(hall, CONSOLE, _id(chosen)).people
    asked = chosen.person
    found = [each.id for each in people if asked in (each.name, str(each.id))]
    if len(found) != 1:
        allowed = tuple(f"{each.id} {each.name} {each.unit_name}".strip() for each in people[:20])
        raise Refused([Fault(NotOneOf(value=asked, allowed=allowed), key="PERSON")])
    return found[0]


def _set(hall: Hall, chosen: argparse.Namespace) -> None:
    new = NewDefault(chosen.key, chosen.value, chosen.document, chosen.reason)
    set_default(hall, CONSOLE, _id(chosen), new)
    say(_("已改定，文号和原因都留着。"))


def _authorise(hall: Hall, chosen: argparse.Namespace) -> None:
    consent = Consent(chosen.by, chosen.on, chosen.document)
    authorise_assessment(hall, CONSOLE, _id(chosen), consent)
    say(_("已登记批准"))


def _confirm(hall: Hall, chosen: argparse.Namespace) -> None:
    confirm_thresholds(hall, CONSOLE, _id(chosen), chosen.reason)
    say(_("已确认测评界限"))


def _step(hall: Hall, chosen: argparse.Namespace) -> None:
    told = (chosen.by, chosen.on, chosen.opinion, chosen.document, chosen.reason)
    pass_step(hall, CONSOLE, _id(chosen), chosen.step, Held(*told))
    say(_("已做完：%(step)s", step=chosen.step))


def _return(hall: Hall, chosen: argparse.Namespace) -> None:
    return_to(hall, CONSOLE, _id(chosen), chosen.step, chosen.reason)
    say(_("已退回到：%(step)s", step=chosen.step))


def _change(hall: Hall, chosen: argparse.Namespace) -> None:
    told = (chosen.grade, chosen.reason, chosen.excess, chosen.by)
    change = Change(_who(hall, chosen), *told)
    change_grade(hall, CONSOLE, _id(chosen), change)
    say(_("等次已改定，原等次和原因保留"))


def _flag(hall: Hall, chosen: argparse.Namespace) -> None:
    told = (_who(hall, chosen), chosen.kind, chosen.reason)
    raise_flag(hall, CONSOLE, _id(chosen), *told)
    say(and_rank(_("已登记。"), is_ranked(hall, CONSOLE, _id(chosen))))


def _lift(hall: Hall, chosen: argparse.Namespace) -> None:
    told = (_who(hall, chosen), chosen.kind, chosen.reason)
    lift_flag(hall, CONSOLE, _id(chosen), *told)
    say(and_rank(_("已解除。"), is_ranked(hall, CONSOLE, _id(chosen))))


def _claim(do: Callable[..., int], hall: Hall, chosen: argparse.Namespace) -> None:
    claim = Claim(_who(hall, chosen), chosen.by, chosen.claim, chosen.item)
    give(str(do(hall, CONSOLE, _id(chosen), claim)))


def _decide(hall: Hall, chosen: argparse.Namespace) -> None:
    if chosen.decision not in DECISIONS:
        error = NotOneOf(value=chosen.decision, allowed=tuple(DECISIONS))
        raise Refused([Fault(error, key="grant|refuse")])
    told = (DECISIONS[chosen.decision], chosen.by, chosen.reason, chosen.value)
    id = whole_number(chosen.appeal, "APPEAL")
    say(decided(decide_appeal(hall, CONSOLE, _id(chosen), id, Decision(*told))))


def _notice(hall: Hall, chosen: argparse.Namespace) -> int | None:
    days = whole_number(chosen.days, "--days") if chosen.days else None
    told = (chosen.text, chosen.by, chosen.telephone, chosen.first, chosen.address, days)
    off = (chosen.holidays, chosen.holidays_reason)
    plan = NoticePlan(*told, *off, chosen.hours or HOURS, chosen.wall, chosen.again)
    write_notice(hall, CONSOLE, _id(chosen), plan)
    view = see_notice.see_notices(hall, CONSOLE, _id(chosen))
    if view.present and view.present.counting:
        say(view.present.counting)
    if chosen.post and _holds(chosen, view.who_wait):
        return 1
    if chosen.post:
        post_notice(hall, CONSOLE, _id(chosen))
    present = see_notice.see_notices(hall, CONSOLE, _id(chosen)).present
    give(present.url if present else "")
    return None


def _withdraw(hall: Hall, chosen: argparse.Namespace) -> None:
    withdraw_notice(hall, CONSOLE, _id(chosen), chosen.reason)
    say(_("公示已撤回"))


def _end_notice(hall: Hall, chosen: argparse.Namespace) -> None:
    conclude_notice(hall, CONSOLE, _id(chosen))
    say(_("公示已结束"))


def _conclude(hall: Hall, chosen: argparse.Namespace) -> int | None:
    view = see_review(hall, CONSOLE, _id(chosen))
    if not view.concluded and _holds(chosen, view.who_wait):
        return 1
    conclude_assessment(hall, CONSOLE, _id(chosen))
    say(_("这次考核已办结"))
    return None
