"""Titles of printed forms in the reader's language; the forms themselves are in Chinese."""

from ballot.usecases.bulk.print_many import CLOSE_FORM, FORMS
from ballot.usecases.forms.print_meeting_form import MeetingForm
from ballot.words.language import lazy_gettext as _

TITLES = {
    MeetingForm.ROSTER: _("签到册"),
    MeetingForm.BALLOT: _("空白纸质票"),
    MeetingForm.WALL_POSTER: _("投票前公告"),
    MeetingForm.SCRIPT: _("主持词"),
    MeetingForm.CARDS: _("会场卡片（一人一张）"),
    MeetingForm.HELPERS: _("代写与流动票箱登记表"),
    MeetingForm.OBJECTIONS: _("异议记录"),
    MeetingForm.LEDGER: _("收发清点单"),
    MeetingForm.KEYS: _("监票人密钥条（手写用）"),
    MeetingForm.REPORT: _("结果报告单"),
    MeetingForm.WIFI: _("无线网海报"),
}
"""In the order in which a meeting needs them."""

OF_POLICIES = (
    _("工作目标考核评分表"),
    _("考核得分汇总排名表"),
    _("考核结果使用表"),
    _("公示"),
    _("任期目标备案表"),
    _("履职承诺书"),
    _("履职情况自查报告表"),
    _("表1 考评目标体系一览表"),
    _("表2 履职尽责工作项目清单"),
    _("表3 工作项目完成情况表"),
    _("表4 年度考核民主测评表"),
    _("表5 履职尽责年度考核评价表"),
    _("月考汇总表"),
    _("考勤月报表"),
    _("集中约谈名单"),
    _("动态考绩结果通报"),
    _("撤销减分申请表"),
    _("综合排序表"),
    _("第一书记考勤表"),
    _("第一书记工作纪实"),
    _("年度发展目标承诺书"),
    _("帮扶项目入库登记表"),
    _("五考打分表"),
    _("任职评估表"),
    _("述职报告"),
    _("述职评议意见表"),
    _("实地考评打分表"),
    _("限期整改通知书"),
    _("诫勉谈话记录"),
    _("考核奖惩发放表"),
    _("优秀等次物质奖励表"),
    _("三色管理台账"),
    _("加减分登记表"),
    _("工作项目清单备案登记表"),
    _("年度考核综合报告"),
    _("先进个人建议名单"),
    _("不适宜担任现职干部建议名单"),
    _("驻村补贴核算表"),
)
"""Those that policies prescribe (``printing/templates/forms/index.toml``)."""


def of_meeting() -> list[tuple[str, str]]:
    """(word, title) of every form of a meeting."""
    return [(form.value, str(title)) for form, title in TITLES.items()]


def of_many() -> dict[str, str]:
    """Word → title of every form that is printed of many meetings at once."""
    titles = {form.value: str(title) for form, title in TITLES.items() if form.value in FORMS}
    return titles | {CLOSE_FORM: str(_("投票截止单"))}
