"""Who can see what a voter chose: the words that custody and transport allow, and no stronger
(docs/secrecy.md).
"""

from ballot.domain.meeting import Custody, Transport
from ballot.words.language import gettext as _


def lines(custody: Custody, transport: Transport) -> list[str]:
    """The claim on the paper: a line on the custody of the key, and one on a plain network."""
    if custody is Custody.SERVER:
        kept = _(
            "选票加密保存，但密钥也在服务器上：能进入这台机器的人可以打开每一张票。"
            "适合演练和非正式测评。"
        )
    elif transport is Transport.HTTPS:
        kept = _("您选了什么，工作人员看不到")
    else:
        kept = _("服务器收到选票后立即加密；硬盘、数据库、日志和备份里只有密文。")
    return [kept, _plain()] if transport is Transport.PLAIN else [kept]


def sentences(custody: Custody, transport: Transport) -> list[str]:
    """The page behind it: six plain sentences."""
    kept = _of_server() if custody is Custody.SERVER else _of_scrutineers()
    return [_("票上没有姓名和编号，程序里没有谁拿了哪张票的记录。"), *kept, _of(transport)]


def _of_scrutineers() -> list[str]:
    return [
        _("服务器收到选票后立即加密；硬盘、数据库、日志和备份里只有密文。"),
        _("钥匙分给三位监票人，凑齐两份才能打开；程序只打开总数，不打开单张票。"),
        _("制作钥匙、投票、开箱期间，您须信任正在运行的程序和管理这台机器的人。"),
        _(
            "两名监票人与持有数据库或其备份的人合谋，可以查出每张二维码票选了什么；"
            "再知道谁拿了哪张票，就能对应到人。"
        ),
    ]


def _of_server() -> list[str]:
    return [
        _(
            "选票加密保存，但密钥也在服务器上：能进入这台机器的人可以打开每一张票。"
            "适合演练和非正式测评。"
        ),
        _("能打开票的人再知道谁拿了哪张票，就能对应到人。"),
        _("程序只公布总数，不公布单张票；收回的票不到法定人数时不开箱。"),
        _("您的手机和站在您身边的人看得到您选了什么；投好以后，页面不再显示您的选择。"),
    ]


def _of(transport: Transport) -> str:
    said: str = _("这是在本机上打开的页面，没有经过网络。")
    if transport is Transport.PLAIN:
        said = _plain()
    elif transport is Transport.HTTPS:
        said = _("网络已加密：同一无线网上的人看得到您打开了这个页面，看不到您选了什么。")
    return said


def _plain() -> str:
    said: str = _("本场网络未加密：同一无线网上的人可能看到您选了什么")
    return said
