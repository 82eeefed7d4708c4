"""What is done to many meetings at once, in the reader's language."""

from collections.abc import Mapping

from ballot.usecases.bulk.bulk_act import BulkAct
from ballot.words.language import Sentence
from ballot.words.language import lazy_gettext as _

NAMES: Mapping[BulkAct, Sentence] = {
    BulkAct.TO_SCRUTINEERS: _("密钥改由三位监票人保管"),
    BulkAct.TO_SERVER: _("密钥改由服务器保管"),
    BulkAct.SLIPS: _("打印测评票"),
    BulkAct.CONFIRM: _("确认票已印全"),
    BulkAct.VOID: _("作废没印全的票"),
    BulkAct.FREEZE: _("锁定"),
    BulkAct.OPEN: _("开始投票"),
    BulkAct.CLOSE: _("截止投票"),
}

MEANS: Mapping[BulkAct, Sentence] = {
    BulkAct.TO_SCRUTINEERS: _(
        "正式测评用。三位监票人在会场各领一份钥匙，凑齐两份才能开箱；要用加密网络。"
    ),
    BulkAct.TO_SERVER: _("只适合演练和非正式测评。能进入这台机器的人可以打开每一张票。"),
    BulkAct.SLIPS: _(
        "一个文件印完：先是总单，再是每个村一张封面，后面跟着这个村的票。票只显示这一次。"
    ),
    BulkAct.CONFIRM: _("按封面数一数纸上的票。没印全的，去掉勾，随后作废重印。"),
    BulkAct.VOID: _("这些票一张也不能投了；随后重新打印。"),
    BulkAct.FREEZE: _("锁定后，被测评对象、选项、应参加人数都不再改动，并得出校验码，抄在公告上。"),
    BulkAct.OPEN: _(
        "各村人到齐、须知宣读、被测评人离场、票发到每个人手里之后，再按。没有锁定的，先锁定。"
    ),
    BulkAct.CLOSE: _("截止不能撤回：之后谁也不能再投。"),
}
"""What each means for the halls, in a sentence."""


def name(act: str) -> str:
    """The name of an act."""
    return str(NAMES[BulkAct(act)])


def meaning(act: str) -> str:
    """What it means."""
    return str(MEANS[BulkAct(act)])
