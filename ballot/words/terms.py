"""Names of states, acts and choices in the reader's language."""

from collections.abc import Iterable
from typing import Protocol

from ballot.domain.access import Badge, Role
from ballot.domain.acts import Act
from ballot.domain.ledger.balance import Due, Equation, Law
from ballot.domain.ledger.ledger_told import Figure
from ballot.domain.meeting import Custody, State, Transport
from ballot.domain.meetings.result import Way
from ballot.exports.remark_words import EQUATIONS
from ballot.schemes.default_words import PERIODS
from ballot.storage.seal.log_kept import LogKept
from ballot.storage.seal.tries import Holder
from ballot.usecases.casting.stock_state import Stock
from ballot.usecases.ledger.enter_paper import Agreement, PaperEntered
from ballot.words.language import Sentence, gettext, lazy_gettext

STATES: dict[str, Sentence] = {
    State.DRAFT: lazy_gettext("准备中"),
    State.REHEARSAL: lazy_gettext("演练中"),
    State.FROZEN: lazy_gettext("已锁定，等待开始"),
    State.OPEN: lazy_gettext("正在投票"),
    State.CLOSED: lazy_gettext("投票已截止"),
    State.OPENED: lazy_gettext("已开箱"),
    State.NO_QUORUM: lazy_gettext("未达到法定人数"),
    State.INVALID: lazy_gettext("本轮无效"),
    State.PAUSED: lazy_gettext("已暂停"),
    State.CANCELLED: lazy_gettext("已取消"),
}

ACTS = {
    Act.CREATE: lazy_gettext("新建测评会"),
    Act.EDIT: lazy_gettext("修改测评会"),
    Act.SEE: lazy_gettext("查看测评会"),
    Act.ISSUE_SLIPS: lazy_gettext("制票"),
    Act.CONFIRM_SLIPS: lazy_gettext("确认票已全部打印"),
    Act.VOID_SLIP: lazy_gettext("作废测评票"),
    Act.REHEARSE: lazy_gettext("开始演练"),
    Act.RESET: lazy_gettext("结束演练并清空"),
    Act.FREEZE: lazy_gettext("锁定"),
    Act.UNFREEZE: lazy_gettext("解除锁定"),
    Act.OPEN: lazy_gettext("开始投票"),
    Act.CORRECT_ELIGIBLE: lazy_gettext("更正应参加人数"),
    Act.CLOSE: lazy_gettext("截止投票"),
    Act.EXCHANGE_SLIP: lazy_gettext("换发纸质票"),
    Act.COUNT_HALL: lazy_gettext("登记会场数字"),
    Act.COMPLAIN: lazy_gettext("登记异议"),
    Act.SCAN_SLIP: lazy_gettext("核验未用票"),
    Act.ENTER_PAPER: lazy_gettext("录入纸质票"),
    Act.OVERRIDE: lazy_gettext("同意带差额开箱"),
    Act.CHECK_PROOFS: lazy_gettext("核验密文"),
    Act.SETTLE: lazy_gettext("清点完毕"),
    Act.SEND_PARTIALS: lazy_gettext("用一把钥匙开箱"),
    Act.OPEN_BOX: lazy_gettext("开箱"),
    Act.ROUND_TWO: lazy_gettext("举行第二轮"),
    Act.CANCEL: lazy_gettext("取消测评会"),
    Act.ERASE: lazy_gettext("删除密文"),
    Act.EXPORT: lazy_gettext("导出结果"),
    Act.MANAGE_PEOPLE: lazy_gettext("管理账户"),
    Act.READ_JOURNAL: lazy_gettext("查看记录"),
    Act.REVIEW: lazy_gettext("审核考核"),
    Act.FLAG: lazy_gettext("登记情形"),
    Act.APPEAL: lazy_gettext("受理申诉和异议"),
    Act.PUBLISH: lazy_gettext("公示"),
    Act.APPOINT: lazy_gettext("确定监票人、计票人"),
    Act.PAIR_KIOSK: lazy_gettext("投票平板"),
    Act.KEYS: lazy_gettext("制作票箱密钥"),
    Act.CONSENT: lazy_gettext("监票人答复"),
    Act.RESTORE: lazy_gettext("从备份恢复"),
    Act.RESUME: lazy_gettext("恢复后继续投票"),
    Act.HEADS: lazy_gettext("并入各场记录"),
    Act.CHECK_IN: lazy_gettext("签到"),
    Act.SHOW_RESULT: lazy_gettext("结果放上、撤下大屏"),
}

CUSTODY = {
    Custody.SERVER: lazy_gettext("密钥由服务器保管"),
    Custody.SCRUTINEERS: lazy_gettext("密钥由三位监票人保管"),
}

WAYS = {
    Way.PAGE: lazy_gettext("在自己的手机上"),
    Way.FILE: lazy_gettext("在另一台机器上"),
    Way.SERVER: lazy_gettext("钥匙交给服务器用"),
}

TRANSPORT = {
    Transport.LOCAL: lazy_gettext("本机"),
    Transport.HTTPS: lazy_gettext("加密网络"),
    Transport.PLAIN: lazy_gettext("未加密的网络"),
}

LAWS: dict[Law | Due, Sentence] = {
    **{law: lazy_gettext(said.zh) for law, said in EQUATIONS.items()},
    Due.HANDED_OUT: lazy_gettext("还没有登记发出多少张"),
    Due.COMPLAINT: lazy_gettext("还有异议没有记录处理结果"),
    Due.PAPER: lazy_gettext("换发了纸质票，还没有录入"),
    Due.SECOND_TELLER: lazy_gettext("纸质票只有一位计票人录入"),
    Due.PAPER_DIFFERS: lazy_gettext("两位计票人录入的纸质票不一致"),
    Due.C1_TWICE: lazy_gettext("有密文用了同一个随机数，按无效计"),
}

SEALED = lazy_gettext("存储已清理：硬盘上不再看得出选票交来的先后。")
SEALED_BUT_LOG = lazy_gettext(
    "存储已清理：数据表里不再看得出选票交来的先后。PostgreSQL 的日志（WAL）和数据页空出的地方，"
    "在被覆盖以前还看得出；日志归档了就一直看得出。那里也只有密文，看不出选了什么。"
)
VOTERS_FIRST = lazy_gettext("存储等待清理：有会议正在投票，投完后程序自动清理。")
UNSEALED = lazy_gettext("存储等待清理：程序很快会自动清理。")
HOLDERS = {
    "session": lazy_gettext("连接"),
    "prepared": lazy_gettext("未完成的两阶段事务"),
    "slot": lazy_gettext("复制槽"),
    "unknown": lazy_gettext("不明"),
}

REMEMBERS = lazy_gettext(
    "内存尚未清除：投票时运行的程序还在，它的内存里可能还留着投票内容（硬盘上没有）。不用您做什么："
    "没有会议投票时，程序会自动换上新的，通常一分钟以内，这句话随即消失。过了很久还在的，"
    "请管理员重新启动服务。"
)
FORGOTTEN = lazy_gettext("内存已清除：投票时的进程已经结束。")


def state(value: str) -> str:
    """The name of a state; a word that is none stays as it is."""
    of = STATES[State(value).rehearsed] if value in list(State) else ""
    return str(STATES.get(value) or (of and gettext("演练：%(state)s", state=of)) or value)


def act(value: str) -> str:
    """The name of an act; a word that is none stays as it is."""
    return str(ACTS[Act(value)]) if value in list(Act) else value


def chain(value: str) -> str:
    """A chain of the journal, by what it is of."""
    kind, _colon, of = value.partition(":")
    named = {
        "meeting": gettext("会议 %(of)s", of=of),
        "assessment": gettext("考核 %(of)s", of=of),
    }
    return named.get(kind, gettext("账户和设置"))


def law(value: str) -> str:
    """An equation of the ledger, or what is still due; a word that is none stays as it is."""
    return str({str(name): said for name, said in LAWS.items()}.get(value, value))


def equation(line: Equation) -> str:
    """An equation of the ledger with the class of voters whose it is."""
    return f"{line.of_class}：{OF_CLASS[line.law]}" if line.of_class else law(line.law)


OF_CLASS = {
    Law.PAPER_OF_CLASS: LAWS[Law.PAPER],
    Law.RETURNED_OF_CLASS: LAWS[Law.RETURNED_OF_ELIGIBLE],
}
"""The equations that stand once for each class."""

FIGURES = {
    Figure.HANDED_OUT: lazy_gettext("发出"),
    Figure.PRESENT: lazy_gettext("实到"),
    Figure.ON_LEAVE: lazy_gettext("请假"),
    Figure.SCRIBED: lazy_gettext("代写"),
}

VERDICTS = {True: lazy_gettext("相符"), False: lazy_gettext("不符"), None: lazy_gettext("未核对")}


def figure(value: Figure) -> str:
    """What people of the hall counted."""
    return str(FIGURES[value])


def verdict(holds: bool | None) -> str:
    """Whether an equation holds; None: nobody counted."""
    return str(VERDICTS[holds])


def entered(found: PaperEntered) -> str:
    """What a teller is told of his totals: how they stand to the other's, and no number."""
    if found.standing is Agreement.AGREES:
        return str(gettext("两位计票人录入一致，纸质票已计入清点。"))
    if found.standing is Agreement.WAITS:
        return str(gettext("已保存，等另一位计票人录入。"))
    named = listing(found.differing)
    said: str = gettext(
        "两位计票人录入不一致：%(names)s。请两位分别重新数一遍，再录入。", names=named
    )
    return said


def period(value: str) -> str:
    """What an assessment covers: 季度, 年度 …; a word that is none stays as it is."""
    return gettext(PERIODS[value]) if value in PERIODS else value


def custody(value: str) -> str:
    """Who keeps the key of the box."""
    return str(CUSTODY[Custody(value)])


def way(value: str) -> str:
    """Where a key worked."""
    return str(WAYS[Way(value)])


def transport(value: str) -> str:
    """How answers travel."""
    return str(TRANSPORT[Transport(value)])


def badge(worn: Badge) -> str:
    """What somebody is in the hall, with the place: the key slips and the tellers are numbered."""
    if worn.role is Role.SCRUTINEER:
        return str(gettext("%(n)s 号监票人", n=worn.position))
    return str(gettext("计票人"))


class Stored(Protocol):
    """A meeting as far as its traces on the disk go."""

    @property
    def sealed(self) -> bool | None:
        """Whether they are gone; None before there are any."""

    @property
    def seal_waits(self) -> bool:
        """Another meeting votes, which is not to be disturbed."""

    @property
    def seal_held_by(self) -> tuple[Holder, ...]:
        """Who still sees them."""

    @property
    def log_tells_order(self) -> bool:
        """Whether the log of the database tells of them for a while."""


def storage(view: Stored) -> str:
    """Whether the disk still tells something of a vote that has ended; empty before one."""
    if view.sealed is None:
        return ""
    if view.sealed:
        return str(SEALED_BUT_LOG if view.log_tells_order else SEALED)
    if view.seal_held_by:
        names = gettext("；").join(holder(each) for each in view.seal_held_by)
        said = gettext(
            "存储等待清理：还看得到旧记录的有 %(names)s。结束以后程序自动清理。", names=names
        )
        return str(said)
    return str(VOTERS_FIRST if view.seal_waits else UNSEALED)


def log_kept(found: LogKept | None) -> str:
    """What the log of the database keeps of the order in which ballots came, once it is sealed."""
    if found is None:
        return str(gettext("清理以后，日志里不留选票交来的先后。"))
    until = gettext("选票交来的先后和时间留在日志（WAL）里，直到被覆盖。")
    if found.archived:
        until = gettext("日志（WAL）在归档：选票交来的先后和时间一直留着。归档请与密钥分开存放。")
    takers = (*found.slots, *found.standbys)
    copied = (
        gettext("另有 %(names)s 在取日志。", names=gettext("、").join(takers)) if takers else ""
    )
    return f"{until}{copied}"


def holder(found: Holder) -> str:
    """Who still sees the rows of a vote that has ended as they came."""
    return f"{HOLDERS[found.kind]} {found.name}".strip()


def memory(cleared: bool | None) -> str:
    """Whether a process remembers a vote that has ended; empty before its end."""
    return "" if cleared is None else str(FORGOTTEN if cleared else REMEMBERS)


def stock(value: str | None, seconds: int | None = None) -> str:
    """Whether the server is ready for the voters; empty where it need not be."""
    if value is None:
        return ""
    if value == Stock.READY:
        return str(gettext("服务器已备好，大家可以同时投票。"))
    if not seconds:
        return str(gettext("服务器还在准备。现在就开始也可以，只是人多时要等一会儿。"))
    told: str = gettext(
        "服务器还在准备，约 %(n)s 秒。现在就开始也可以，只是人多时要等一会儿。", n=seconds
    )
    return told


def listing(values: Iterable[object]) -> str:
    """Several things in a row, with the comma of the language."""
    comma: str = gettext("、")
    return comma.join(str(value) for value in values)
