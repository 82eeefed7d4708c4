"""What of ended votes is still on the machine, in words: page of the administrator and doctor."""

from collections.abc import Callable, Mapping

from ballot.usecases.traces.see_traces import HouseTraces
from ballot.words import terms
from ballot.words.language import gettext as _


def memory(found: HouseTraces) -> str:
    """Whether a process still remembers a vote."""
    return terms.memory(found.cleared) or _("还没有投票结束过。")


def stored(found: HouseTraces) -> str:
    """Whether the disk still tells of one."""
    if not found.unsealed:
        return _("结束的投票都清理过了：硬盘上不再看得出选票交来的先后。")
    said: str = _("有 %(n)s 场结束的投票等待清理：", n=found.unsealed)
    when = _("有会议正在投票，投完后自动清理。") if found.waits else _("程序很快会自动清理。")
    return said + when


def logged(found: HouseTraces) -> str:
    """What the log of the database keeps."""
    return terms.log_kept(found.log)


def restored(found: HouseTraces) -> str:
    """How often everything was put back from a backup."""
    if found.restored_at is None:
        return _("没有从备份恢复过。")
    at = found.restored_at.strftime("%Y-%m-%d %H:%M")
    said: str = _(
        "从备份恢复过 %(n)s 次，最近一次是 %(at)s。哪一场少了几张，写在那一场的结果上。",
        n=found.restored,
        at=at,
    )
    return said


def checks() -> Mapping[str, Callable[[HouseTraces], str]]:
    """Everything by its name for people."""
    return {
        _("内存"): memory,
        _("存储"): stored,
        _("数据库日志"): logged,
        _("备份和恢复"): restored,
    }
