"""What an organizer asks a 监票人 to agree to, in lines that he can read aloud."""

from collections.abc import Mapping
from typing import Any

from ballot.domain.acts import Act
from ballot.domain.ledger.ledger_told import Spoiled
from ballot.words import terms
from ballot.words.language import gettext as _

MEANS = {
    Act.FREEZE: lambda: _("锁定之后，被测评对象、选项和人数都不再改动。请与贴出的公告对一对。"),
    Act.OPEN: lambda: _("同意后，大家就可以扫码投票。请看会场：人到齐了，被测评人已经离场。"),
    Act.UNFREEZE: lambda: _("解除锁定后内容可以改，墙上的公告随之作废，要重新公布。"),
    Act.ISSUE_SLIPS: lambda: _("已经锁定，又要补打测评票：公告上的票数和校验码会变。"),
    Act.VOID_SLIP: lambda: _("作废一张还没有投过的测评票（撕坏、弄脏的）。请先看一眼那张票。"),
    Act.EXCHANGE_SLIP: lambda: _(
        "计票人收回没有投过的测评票，一张换一张纸质票给本人。换一张用一张，不再每张问您；余下的您可以随时收回。"
    ),
    Act.CORRECT_ELIGIBLE: lambda: _("更正应参加人数：法定人数随之改变，原因会印在报告上。"),
    Act.RESUME: lambda: _(
        "数据从备份恢复过。请和大家核对最后的收回数；同意后接着投票，所有投过的人都再扫一次。"
    ),
    Act.CANCEL: lambda: _("取消后不能恢复：票都不能再用，收回的也不会打开。"),
}
"""What each act means for the hall."""


SPOILED = {
    Spoiled.BEFORE: lambda: _("发前破损：还没有发到人手里"),
    Spoiled.AFTER: lambda: _("领后破损：已经发到人手里"),
}
"""When a slip was torn."""


def meaning(act: str) -> str:
    """What the act means; empty for one that explains itself."""
    said = MEANS.get(Act(act))
    return "" if said is None else str(said())


def lines(about: Mapping[str, Any]) -> list[str]:
    """The content of what is asked, a fact a line."""
    found: list[str] = []
    if "eligible" in about:
        found.append(_("应参加 %(n)s 人", n=about["eligible"]))
    if "slips" in about:
        found.append(_("印制测评票 %(n)s 张", n=about["slips"]))
    if "count" in about:
        found.append(_("补打 %(n)s 张", n=about["count"]))
    if "class_name" in about:
        found.append(_("发给：%(name)s", name=about["class_name"]))
    if "exchanges" in about:
        found.append(_("同意换发纸质票，最多 %(n)s 张", n=about["exchanges"]))
    if about.get("spoiled") in list(Spoiled):
        found.append(str(SPOILED[about["spoiled"]]()))
    if "last" in about:
        found.append(_("最后的收回数 %(n)s 张", n=about["last"]))
        found.append(_("少了 %(n)s 张", n=about["missing"]))
    if "parts" in about:
        parts = about["parts"].items()
        found.append(
            _("应参加改为：%(parts)s", parts=terms.listing(_part(*each) for each in parts))
        )
    if "reason" in about:
        found.append(_("原因：%(reason)s", reason=about["reason"]))
    return found


def _part(name: str, persons: int) -> str:
    return f"{name} {persons}".strip()
