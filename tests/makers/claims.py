"""What may be said to a voter about secrecy, and where (docs/secrecy.md)."""

SERVER = (
    "选票加密保存，但密钥也在服务器上：能进入这台机器的人可以打开每一张票。适合演练和非正式测评。"
)
UNSEEN = "您选了什么，工作人员看不到"
PLAIN = "本场网络未加密：同一无线网上的人可能看到您选了什么"
SEALED = "服务器收到选票后立即加密；硬盘、数据库、日志和备份里只有密文。"
SCRUTINEERS = (
    SEALED,
    "钥匙分给三位监票人，凑齐两份才能打开；程序只打开总数，不打开单张票。",
    "制作钥匙、投票、开箱期间，您须信任正在运行的程序和管理这台机器的人。",
    (
        "两名监票人与持有数据库或其备份的人合谋，可以查出每张二维码票选了什么；"
        "再知道谁拿了哪张票，就能对应到人。"
    ),
)

ON_REPORT = {
    "server": (
        "票箱钥匙由主办单位保管，监票人不分持：保管钥匙的人可以打开每一张票。适合演练和非正式测评。"
    ),
    "scrutineers": (
        "票箱钥匙由三位监票人分持，凑齐两份才能开箱；只打开总数，不打开单张票。"
        "保密的条件和限度写在投票前公告上。"
    ),
}
"""By custody what the report says, which an office signs: the whole claim hangs on the wall."""
