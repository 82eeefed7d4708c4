"""Titles of the papers in the reader's language; the papers themselves are in Chinese."""

from ballot.usecases.papers.print_paper import Paper
from ballot.words.language import lazy_gettext as _

TITLES = {
    Paper.ROSTER: _("签到册"),
    Paper.BALLOT: _("空白纸质票"),
    Paper.NOTICE: _("投票前公告"),
    Paper.SCRIPT: _("主持词"),
    Paper.HELPERS: _("代写与流动票箱登记表"),
    Paper.OBJECTIONS: _("异议记录"),
    Paper.LEDGER: _("收发清点单"),
    Paper.KEYS: _("监票人密钥条(手写用)"),
    Paper.REPORT: _("结果报告单"),
    Paper.WIFI: _("无线网海报"),
}
"""In the order in which a meeting needs them."""


def of_meeting() -> list[tuple[str, str]]:
    """(word, title) of every paper of a meeting."""
    return [(paper.value, str(title)) for paper, title in TITLES.items()]
