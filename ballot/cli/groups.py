"""The first words of the commands: which module carries each out, and what it is about.

Apart from the modules, so that a page of ``--help`` over all of them loads none.
"""

from dataclasses import dataclass
from typing import Any

from ballot.words.language import lazy_gettext as _


@dataclass(frozen=True)
class Group:
    """A module of this package, and one line for the page of ``--help``."""

    module: str
    summary: Any


GROUPS = {
    "serve": Group("serve", _("启动服务，打印第一位管理员的一次性链接")),
    "demo": Group("demo", _("建立演示数据：两个考核，各种状态的测评会")),
    "doctor": Group("doctor", _("检查这套安装能否用于测评会")),
    "db": Group("db", _("数据库")),
    "admin": Group("admin", _("管理员账户和接口密钥")),
    "meeting": Group("meeting", _("测评会：新建、查看、演练、锁定、开始、截止")),
    "slips": Group("slips", _("测评票：制票、打印、确认、作废、换纸票、核验未用票")),
    "keys": Group("keys", _("监票人和票箱密钥：名单、二维码链接、在电脑上领密钥")),
    "kiosk": Group("kiosk", _("投票平板：添一台、列出、停用")),
    "roster": Group("roster", _("名册：导入、查看、增减人员，签到平板")),
    "checkin": Group("checkin", _("签到：谁到了，撤销，到了几人")),
    "paper": Group("paper", _("纸面：打印会上的各种表，录入纸质票")),
    "ledger": Group("ledger", _("票据清点：会场数字、异议、收发平衡")),
    "box": Group("box", _("票箱：截止后打开总数")),
    "result": Group("result", _("结果（任何状态都可查看；未开箱没有票数）")),
    "export": Group("result", _("导出结果")),
    "verify": Group("verify", _("核验审计包：离线逐票验证并重新计算")),
    "schemes": Group("schemes", _("考核办法")),
    "score": Group("assessment.score", _("按考核办法给一份名单排名定档")),
    "assessment": Group("assessment.assessment", _("考核：新建、导入人员和得分、排名定档、导出")),
    "person": Group("assessment.person", _("考核对象：添加、更正、删除、登记离岗")),
    "fonts": Group("fonts", _("打印用的字库：哪些文字印得出来，添字库")),
    "backup": Group("backup", _("把数据库备份成一个文件，服务照常运行")),
    "restore": Group("backup", _("从备份恢复数据库，先停止服务")),
}


def summary(name: str) -> str:
    """The line of a first word, in the reader's language."""
    return str(GROUPS[name].summary)
