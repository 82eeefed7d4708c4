"""``ballot meeting``: a meeting from its file to its close."""

import argparse
from collections.abc import Callable
from functools import partial

from ballot.cli import checkin, consent, groups
from ballot.cli.console import command_hall, files
from ballot.cli.console.output import give, give_json, give_table, say
from ballot.cli.console.parser import Commands, Parser, command, group, whole_number
from ballot.domain.access import CONSOLE
from ballot.domain.errors import Fault, NotOneOf, SharesNeeded
from ballot.domain.meeting import Custody
from ballot.domain.meetings import start_time
from ballot.domain.meetings.voter_classes import PlannedClass
from ballot.domain.written_number import typed
from ballot.exports.plain_values import plain
from ballot.intake import meeting_file
from ballot.storage.batches import BatchRow
from ballot.usecases.backup.resume import look, resume
from ballot.usecases.hall import Hall
from ballot.usecases.meeting import planning
from ballot.usecases.meeting.bring_in_scores import bring_in_scores, see_scores
from ballot.usecases.meeting.cancel import cancel
from ballot.usecases.meeting.change_custody import change_custody
from ballot.usecases.meeting.close_voting import close_voting
from ballot.usecases.meeting.create_meeting import create_meeting
from ballot.usecases.meeting.freeze import freeze
from ballot.usecases.meeting.list_meetings import list_meetings
from ballot.usecases.meeting.rehearse import rehearse
from ballot.usecases.meeting.reset import reset
from ballot.usecases.meeting.round_two import round_two
from ballot.usecases.meeting.see_meeting import MeetingView, see_meeting
from ballot.usecases.meeting.unfreeze import unfreeze
from ballot.usecases.traces.erase import erase
from ballot.words import class_notes, missing_glyphs, small_halls, terms
from ballot.words.language import gettext as _

RECEIVED = "--received"


def add_to(commands: Commands) -> None:
    """Name the commands of this group."""
    words_of = group(commands, "meeting", groups.summary("meeting"))
    made = command(words_of, "create", _("按文件新建测评会，标准输出只有编号"), run_create)
    made.add_argument("file", metavar="FILE.toml")
    made = command(words_of, "list", _("列出所有测评会"), run_list)
    made.add_argument("--json", action="store_true")
    _of_a_number(words_of, "show", _("查看一场测评会"), run_show)
    _of_a_number(words_of, "rehearse", _("开始演练；之前印的票一并作废"), run_rehearse)
    made = _of_a_number(words_of, "reset", _("结束演练，清除演练的一切"), run_reset)
    made.add_argument(
        "--agreed", action="store_true", help=_("演练已经截止的，清点和结果也一并删除")
    )
    made = _of_a_number(words_of, "freeze", _("锁定票面和人数"), _then_show(freeze))
    consent.offer(made)
    made = _of_a_number(words_of, "unfreeze", _("解除锁定，要写原因"), run_unfreeze)
    consent.offer(made)
    made.add_argument("--reason", required=True)
    made = _of_a_number(
        words_of, "open", _("开始投票，未锁定的先锁定"), _then_show(checkin.open_warned)
    )
    consent.offer(made)
    made = _of_a_number(words_of, "close", _("截止投票"), run_close)
    made.add_argument(
        "--open-box", action="store_true", help=_("接着开箱，显示结果（密钥由服务器保管时）")
    )
    made = _of_a_number(words_of, "resume", _("从备份恢复之后继续投票"), run_resume)
    made.add_argument(
        RECEIVED, required=True, metavar="N", help=_("恢复之前最后看到的收回数：屏幕、页面或纸上的")
    )
    consent.offer(made)
    made = _of_a_number(words_of, "custody", _("票箱密钥由谁保管"), run_custody)
    made.add_argument("custody", metavar="server|scrutineers")
    made = _of_a_number(words_of, "cancel", _("取消测评会"), run_cancel)
    consent.offer(made)
    made.add_argument("--reason", default="")
    _of_a_number(words_of, "erase", _("异议期过后删除密文和票箱密钥，结果保留"), _then_show(erase))
    made = _of_a_number(words_of, "scores", _("补填得分，填错的写明原因更正"), run_scores)
    placed = _("票面上的第几位=得分，例如 1=112；不写就列出现有的")
    made.add_argument("score", nargs="*", metavar="PLACE=SCORE", help=placed)
    made.add_argument("--reason", default="", help=_("更正已填得分的原因"))
    made.add_argument("--confirm-beyond", action="store_true", help=_("超出的得分已核对"))
    _of_a_number(words_of, "round2", _("举行第二轮，标准输出只有新编号"), run_round_two)


def _of_a_number(
    words_of: Commands, name: str, text: str, run: Callable[[argparse.Namespace], int]
) -> Parser:
    made = command(words_of, name, text, run)
    made.add_argument("number", metavar="NUMBER")
    made.add_argument("--json", action="store_true")
    return made


def run_reset(chosen: argparse.Namespace) -> int:
    """End a rehearsal; what was counted in it goes only where that is said."""
    return _then_show(partial(reset, agreed=chosen.agreed))(chosen)


def run_create(chosen: argparse.Namespace) -> int:
    """Create a meeting from its file; the number alone on stdout."""
    plan = meeting_file.read(files.read(chosen.file), chosen.file, planning.faults_of)
    with command_hall.hall() as hall, files.named(chosen.file):
        number = create_meeting(hall, CONSOLE, plan)
        made = see_meeting(hall, CONSOLE, number)
    say(_("已新建测评会：%(title)s", title=plan.title))
    if made.items and not plan.item:
        names = _("、").join(made.items)
        say(_("没有写填考核的哪一项（item）。可以写：%(names)s", names=names))
    lacks = missing_glyphs.remarks(made.lacking)
    of_hall = small_halls.words(made.eligible)
    for said in (*made.remarks, *class_notes.before_the_vote(made.classes), *lacks, of_hall):
        if said:
            say(said)
    give(number)
    return 0


def run_list(chosen: argparse.Namespace) -> int:
    """All meetings, one a line."""
    with command_hall.hall() as hall:
        lines = list_meetings(hall, CONSOLE)
    if chosen.json:
        give_json([plain(line) for line in lines])
        return 0
    headings = (_("编号"), _("状态"), _("名称"))
    give_table(headings, ((line.number, terms.state(line.state), line.title) for line in lines))
    return 0


def run_show(chosen: argparse.Namespace) -> int:
    """One meeting, as a table or as JSON."""
    with command_hall.hall() as hall:
        view = see_meeting(hall, CONSOLE, chosen.number)
    if chosen.json:
        give_json(plain(view))
        return 0
    give_table((_("项"), _("内容")), _lines_of(view))
    for said in missing_glyphs.remarks(view.lacking):
        say(said)
    return 0


def run_rehearse(chosen: argparse.Namespace) -> int:
    """Begin a rehearsal; slips that were printed before it work no longer, and that is said."""
    with command_hall.hall() as hall:
        printed = see_meeting(hall, CONSOLE, chosen.number).slips
        rehearse(hall, CONSOLE, chosen.number)
        if printed:
            say(_("之前印的 %(n)s 张票不能用了，正式票请在演练之后重新打印", n=printed))
        return _tell(hall, chosen)


def run_unfreeze(chosen: argparse.Namespace) -> int:
    """Back to the draft, with a written reason."""
    with command_hall.hall() as hall:
        reason = chosen.reason
        consent.given(hall, chosen, lambda: unfreeze(hall, CONSOLE, chosen.number, reason))
        return _tell(hall, chosen)


def run_close(chosen: argparse.Namespace) -> int:
    """End the vote, and where it is asked for open the box in the same start."""
    with command_hall.hall() as hall:
        if chosen.open_box:
            _require_own_key(hall, chosen.number)
        close_voting(hall, CONSOLE, chosen.number)
        if chosen.open_box:
            from ballot.cli import box  # most commands need no arithmetic

            return box.open_and_tell(hall, chosen)
        command_hall.try_to_seal(hall)
        return _tell(hall, chosen)


def _require_own_key(hall: Hall, number: str) -> None:
    """Before the close: a box of 监票人 opens by their keys, save in rehearsal. SharesNeeded."""
    meeting = see_meeting(hall, CONSOLE, number)
    if meeting.custody is not Custody.SERVER and not meeting.state.is_rehearsal:
        raise SharesNeeded(given=0)


def run_custody(chosen: argparse.Namespace) -> int:
    """Raise custody, or lower it while nothing is printed."""
    if chosen.custody not in list(Custody):
        raise Fault(NotOneOf(value=chosen.custody, allowed=tuple(Custody)), key="CUSTODY")
    with command_hall.hall() as hall:
        custody = Custody(chosen.custody)
        change_custody(hall, CONSOLE, chosen.number, custody)
        say(terms.custody(custody))
        return _tell(hall, chosen)


def run_cancel(chosen: argparse.Namespace) -> int:
    """Cancel a meeting."""
    return _then_show(partial(cancel, reason=chosen.reason or _("命令行取消，未写原因")))(chosen)


def run_resume(chosen: argparse.Namespace) -> int:
    """Go on with a vote that was put back from a backup, and say what is missing."""
    last = whole_number(chosen.received, RECEIVED)
    with command_hall.hall() as hall:
        short = look(hall, CONSOLE, chosen.number, last)
        consent.given(hall, chosen, lambda: resume(hall, CONSOLE, chosen.number, last))
        if short.missing:
            say(_("少了 %(n)s 张。", n=short.missing))
            say(_("请所有投过票的人再扫一次：显示“已计入”的不用再投，能投的再投一次。"))
        return _tell(hall, chosen)


def run_scores(chosen: argparse.Namespace) -> int:
    """Bring in or correct scores, and tell how all of them stand."""
    pairs = (each.partition("=") for each in chosen.score)
    given = {whole_number(place, "PLACE=SCORE"): typed(text) for place, _equals, text in pairs}
    sure = {"confirm_beyond": chosen.confirm_beyond}
    with command_hall.hall() as hall:
        bring_in_scores(hall, CONSOLE, chosen.number, given, chosen.reason, **sure)
        lines = see_scores(hall, CONSOLE, chosen.number)
    if chosen.json:
        give_json([plain(each) for each in lines])
        return 0
    rows = ((str(each.place), each.name, each.text or "") for each in lines)
    give_table((_("票面上的第几位"), _("姓名"), _("得分")), rows)
    return 0


def run_round_two(chosen: argparse.Namespace) -> int:
    """The second round of a meeting without quorum; its number alone on stdout."""
    with command_hall.hall() as hall:
        number = round_two(hall, CONSOLE, chosen.number)
        if chosen.json:
            give_json(plain(see_meeting(hall, CONSOLE, number)))
        else:
            give(number)
    return 0


def _then_show(act: Callable[..., object]) -> Callable[[argparse.Namespace], int]:
    """A command that does one act to one meeting and says in which state it is then."""

    def run(chosen: argparse.Namespace) -> int:
        with command_hall.hall() as hall:
            consent.given(hall, chosen, lambda: act(hall, CONSOLE, chosen.number))
            command_hall.try_to_seal(hall)
            return _tell(hall, chosen)

    return run


def _tell(hall: Hall, chosen: argparse.Namespace) -> int:
    view = see_meeting(hall, CONSOLE, chosen.number)
    if chosen.json:
        give_json(plain(view))
    else:
        say(f"{chosen.number}: {terms.state(view.state)}")
    return 0


def _lines_of(view: MeetingView) -> list[tuple[str, str]]:
    """A meeting in the words of its page."""
    parts = _("、").join(f"{name} {count}" for name, count in view.eligible_parts if name)
    return [
        (_("编号"), view.number),
        (_("名称"), view.title),
        (_("状态"), terms.state(view.state)),
        (_("会议时间"), start_time.in_words(view.starts)),
        (_("地点"), view.place),
        (_("轮次"), str(view.round)),
        *([(_("测评项目"), view.item)] if view.item else []),
        (_("考核办法"), f"{view.scheme_id} {view.scheme_title}"),
        (_("密钥"), terms.custody(view.custody)),
        (_("网络"), terms.transport(view.transport)),
        (_("被测评人"), _("、").join(view.labels)),
        (_("应参加"), f"{view.eligible} ({parts})" if parts else str(view.eligible)),
        *((each.name, _class_line(each)) for each in view.classes),
        (_("印制"), str(view.slips)),
        *((_("第 %(n)s 批", n=each.number), _batch_line(view, each)) for each in view.batches),
        (_("指纹"), view.fingerprint or ""),
        (_("存储"), terms.storage(view)),
        (_("内存"), terms.memory(view.memory_cleared)),
        (_("加密准备"), terms.stock(view.stock)),
        (_("下一步"), _("、").join(terms.act(act) for act in view.next)),
    ]


def _class_line(planned: PlannedClass) -> str:
    eligible = "—" if planned.eligible is None else planned.eligible
    line: str = _(
        "权重 %(weight)s，应参加 %(eligible)s，印制 %(slips)s",
        weight=planned.weight,
        eligible=eligible,
        slips=planned.slips,
    )
    return line


def _batch_line(view: MeetingView, batch: BatchRow) -> str:
    whose = f" {view.classes[batch.voter_class].name}" if view.classes else ""
    return f"{batch.count}{whose} {batch.state}"
