"""Titles of printed forms in the reader's language; the forms themselves are in Chinese."""

from ballot.usecases.forms.print_meeting_form import MeetingForm
from ballot.words.language import lazy_gettext as _

TITLES = {
    MeetingForm.ROSTER: _("签到册"),
    MeetingForm.BALLOT: _("空白纸质票"),
    MeetingForm.WALL_POSTER: _("投票前公告"),
    MeetingForm.SCRIPT: _("主持词"),
    MeetingForm.HELPERS: _("代写与流动票箱登记表"),
    MeetingForm.OBJECTIONS: _("异议记录"),
    MeetingForm.LEDGER: _("收发清点单"),
    MeetingForm.KEYS: _("监票人密钥条(手写用)"),
    MeetingForm.REPORT: _("结果报告单"),
    MeetingForm.WIFI: _("无线网海报"),
}
"""In the order in which a meeting needs them."""


def of_meeting() -> list[tuple[str, str]]:
    """(word, title) of every form of a meeting."""
    return [(form.value, str(title)) for form, title in TITLES.items()]
