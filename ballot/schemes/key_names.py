"""Every key of a scheme in the words of an office: what it decides, and the table it stands in.

Any of them may be what a policy leaves open, and nobody is shown a key instead of a word.
"""

import re
from collections.abc import Mapping


def _(msgid: str) -> str:
    """Marks a sentence for the catalogues."""
    return msgid


NAMES: Mapping[str, str] = {
    "adds": _("另外加减"),
    "at_least": _("不少于"),
    "at_least_below": _("至少几处低于分数线"),
    "at_most_first": _("最高一档至多几人"),
    "awards": _("“低于”怎样算"),
    "bands": _("分数段"),
    "barred": _("受限制的人占的名额"),
    "base": _("名额按多少人算"),
    "below": _("低于"),
    "blank": _("允许弃权"),
    "bonus_columns": _("奖分的列"),
    "bound": _("分数线"),
    "by": _("等次怎样定"),
    "by_name": _("每一类的分值"),
    "by_value": _("不同的人由谁办理"),
    "cap": _("最好一等最多占几成"),
    "categories": _("应参加的类别"),
    "change": _("奖金增减"),
    "classes": _("投票人的类别"),
    "coefficients": _("每个等次的系数"),
    "column": _("人员表里的列"),
    "columns": _("人员表的列"),
    "combine": _("一人几村怎样算"),
    "days": _("天数"),
    "deductions": _("可以对扣分申诉"),
    "deducts": _("是扣分"),
    "denominator": _("投票数怎样算"),
    "first": _("前几名"),
    "floor": _("最低分"),
    "goals": _("目标"),
    "grade": _("等次"),
    "grades": _("等次"),
    "grounds": _("情形"),
    "group_by": _("分组"),
    "hard": _("名额能不能超"),
    "high": _("上限"),
    "how": _("怎样合成"),
    "in_points": _("按百分制的分显示"),
    "item": _("项目"),
    "items": _("项目"),
    "kind": _("种类"),
    "last": _("末几名"),
    "last_place": _("最后一名的奖金增减"),
    "last_share": _("末尾的比例"),
    "lines": _("条目"),
    "low": _("下限"),
    "mode": _("测评等次怎样认定"),
    "more_than": _("超过"),
    "most": _("最多"),
    "name": _("名称"),
    "needs": _("要有什么"),
    "negative": _("什么算否定"),
    "no": _("编号"),
    "not_all_alike": _("不能都选一样"),
    "of": _("由哪几部分相加"),
    "one_voucher": _("一笔资金只在一处计分"),
    "option": _("选项"),
    "options": _("选项"),
    "partial": _("可以缺项的期间"),
    "parts": _("由哪几部分组成"),
    "period": _("期间"),
    "periods": _("期间"),
    "places": _("人数"),
    "points": _("分值"),
    "pro_rata": _("按比例折算"),
    "question": _("第几题"),
    "ranks": _("在这一步排名定档"),
    "required": _("应完成的次数"),
    "required_by": _("应完成的次数看哪一列"),
    "rounding": _("名额的零头"),
    "rules": _("规则"),
    "score_by": _("怎样记分"),
    "scores": _("公示分数和位次"),
    "sections": _("部分"),
    "sets": _("触发的列"),
    "share": _("比例"),
    "text": _("文字"),
    "tie_at_border": _("并列超出名额"),
    "ties": _("同分先比什么"),
    "times": _("次数"),
    "to": _("加到哪里"),
    "township": _("由乡镇办理的"),
    "trim_above": _("超过几票去掉最高最低"),
    "values": _("有哪些组"),
    "votes": _("在这一步投票"),
    "weight": _("权重"),
    "weights": _("各选项的权重"),
    "when": _("什么时候"),
    "whole": _("全体合在一起,不分组"),
    "working": _("按工作日"),
    "yuan": _("金额(元)"),
    "appeal.by": _("谁可以申诉"),
    "appeal.to": _("向谁申诉"),
    "lines.base": _("基本分"),
    "quorum.floor": _("最少几票"),
    "questions.text": _("题目"),
    "runs.periods": _("连续几期"),
    "sections.base": _("基本分"),
    "steps.by": _("由谁办理"),
}
"""Key → what it decides; with its table where the same key decides something else elsewhere."""

SECTIONS: Mapping[str, str] = {
    "adjustments": _("加减分"),
    "appeal": _("申诉"),
    "authorisation": _("授权"),
    "ballot": _("整张票的规定"),
    "bars": _("限制"),
    "by_ballot": _("测评等次"),
    "caps": _("名额上限"),
    "checklist": _("目标清单"),
    "consequences": _("结果使用"),
    "grades": _("等次"),
    "groups": _("分组"),
    "lists": _("名单"),
    "notice": _("公示"),
    "pay": _("奖金"),
    "period": _("考核期间"),
    "person": _("人员"),
    "placing": _("排名定档"),
    "pools": _("奖金总额"),
    "questions": _("票面"),
    "quorum": _("法定人数"),
    "runs": _("连续几期"),
    "steps": _("程序"),
    "total": _("总分"),
    "vetoes": _("一票否决"),
    "voters": _("投票人"),
}
"""Table → its name; tables that are not here go by the name of their entry."""

PLACE = re.compile(r"\[\d+\]")


def of(key: str) -> str:
    """What a full key (``items[1].denominator``) decides; the key itself where nobody named it."""
    table, _dot, name = PLACE.sub("", key).rpartition(".")
    special = f"{table.rpartition('.')[2]}.{name}"
    return NAMES.get(special) or NAMES.get(name, name)
