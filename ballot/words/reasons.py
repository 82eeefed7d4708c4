"""The code words inside an error (``rule="bands_overlap"``) as a person reads them."""

from collections.abc import Mapping

from ballot.words.language import Sentence
from ballot.words.language import lazy_gettext as _

KINDS: Mapping[str, Sentence] = {
    "text": _("文字"),
    "number": _("数"),
    "whole number": _("整数"),
    "64 hex digits": _("64 位十六进制数字（空格不计）"),
    "true or false": _("true 或 false"),
    "list of texts": _("一列文字"),
    "list of whole numbers": _("一列整数"),
    "list of tables": _("一列表格"),
    "table": _("一个表格"),
    "number of each": _("每一种的个数"),
}
"""What a value should have been."""

RULES: Mapping[str, Sentence] = {
    "at_least_or_more_than": _("at_least 与 more_than 只能写一个"),
    "bands_overlap": _("各档的分数线要从高到低，不能重叠"),
    "bases_sum_to_section": _("各条的基础分之和要等于本部分的基础分"),
    "first_or_last_or_grade": _("前几名、末几名、等次只能写一种"),
    "low_above_high": _("下限大于上限"),
    "result_published_too": _("步骤里写了公示的，公示次数还要加上结果的一次"),
    "one_ranking_step": _("程序里只能有一步“排名定档”（ranks = true）"),
    "one_rest": _("只能有一个等次取“其余”"),
    "ratings_need_levels": _("两个等级要配一条晋位、一条降位，每个等级能晋能降几位都要写全"),
    "one_sheet": _("只能有一张计分表"),
    "one_sign_a_rule": _("一条规则只能加分，或只能减分"),
    "options_2_to_20": _("选项要有 2 至 20 个"),
    "partial_needs_a_sum": _("只有相加的总分可以缺项"),
    "points_zero": _("加减分不能是 0"),
    "quorum_empty": _("法定人数没有写任何要求"),
    "quotas_above_1": _("各等次的比例之和超过 100%"),
    "satisfaction_weighs_worst": _("名为满意度的数，最差一档的权重必须是 0"),
    "trim_needs_steps": _("去掉最高最低分要用分档打分，不能用 0–100 的整数"),
    "weights_sum_to_1": _("权重之和要等于 1"),
    "one_class": _("只有一类票就不用分类"),
    "categories_are_classes": _("分类投票时，应参加的类别就是各类票的名称"),
}
"""Laws that a scheme may break."""

PARTS: Mapping[str, Sentence] = {
    "arrivals": _("签到的登记"),
    "consent": _("监票人的答复"),
    "frozen": _("锁定的内容"),
    "journal": _("操作记录"),
    "keys": _("密钥"),
    "ledger": _("票据清点的登记"),
    "mark": _("收回数的记号"),
    "network": _("会场无线网的密码"),
    "notice": _("公示"),
    "opening": _("监票人的开箱计算"),
    "paper": _("纸质票的合计"),
    "phone": _("监票人、计票人的手机"),
    "result": _("结果"),
    "review": _("审核的登记"),
    "roots": _("密文根"),
    "score": _("录入的人员、得分和标记"),
    "sealed_vote": _("密封的选票"),
    "slips": _("测评票"),
    "state": _("测评会的状态"),
    "turnout": _("收回票数"),
}
"""Parts of the database that may have been altered."""

STOPPING: Mapping[str, Sentence] = {
    "unbalanced": _("票据不符"),
    "more_than_present": _("收回多于实到"),
    "corrected": _("应参加在投票开始后更正过"),
    "restored": _("从备份恢复过，少了票"),
}
"""Remarks of a result for which a ranking stops."""

REASONS: Mapping[str, Sentence] = {
    "No such file or directory": _("没有这个文件或文件夹"),
    "Is a directory": _("这是文件夹，不是文件"),
    "Not a directory": _("路径中有一段不是文件夹"),
    "Permission denied": _("没有权限"),
    "Operation not permitted": _("没有权限"),
    "Read-only file system": _("磁盘只能读，不能写"),
    "File exists": _("已经有这个文件，不覆盖；请换一个名字"),
    "No space left on device": _("磁盘满了"),
    "File name too long": _("文件名太长"),
    "Input/output error": _("磁盘读写出错"),
    "empty": _("文件是空的"),
    "UTF-8": _("不是 UTF-8 编码的文字"),
    "'utf-8' codec": _("不是 UTF-8 编码的文字"),
    "'gb18030' codec": _("不是 UTF-8 或 GB 18030 编码的文字"),
    "Illegal character": _("引号没有成对，或有不能用的字符"),
    "Unterminated string": _("引号没有成对"),
    "Unclosed": _("方括号没有成对"),
    "Expected ']": _("方括号没有成对"),
    "Expected '='": _("名称后面缺等号"),
    "Expected newline": _("一行只能写一项"),
    "Invalid value": _("等号后面的值不对：文字要加引号"),
    "Invalid statement": _("这一行不是“名称 = 值”的写法"),
    "Invalid initial character": _("名称里有中文或符号的，要加引号"),
    "Cannot detect file format": _(
        "不是电子表格，或文件已损坏。请用 Excel 或 WPS 打开，另存为 XLSX"
    ),
    "Cannot overwrite": _("同一项写了两次"),
    "Cannot declare": _("同一段写了两次"),
}
"""Why a file cannot be read or written, by the beginning of what the system says."""

BROKEN: Mapping[str, Sentence] = {
    "code": _("报告校验码与您输入的不同"),
    "counts": _("密文张数与已投的票数不符"),
    "digest": _("内容与清单上的摘要不符"),
    "early": _("没有达到法定人数，却有开箱的内容"),
    "file": _("文件被改动、增加或截短，或者不是审计包"),
    "fingerprint": _("会议指纹与您输入的不同"),
    "form": _("写法不合格式"),
    "journal": _("操作记录对不上"),
    "key": _("签名公钥与您输入的不同"),
    "ledger": _("收发票数与操作记录或票的状态不符"),
    "opening": _("总数不是由票箱的密钥打开的"),
    "paper": _("纸质票的合计不是计票人开箱前录入的"),
    "parts": _("多了或少了部分"),
    "proof": _("有密文证明不成立"),
    "record": _("开箱记录与重新计算的票数不符"),
    "result": _("结果与重新计算的不符"),
    "reused": _("有密文的随机数用了两次"),
    "root": _("封存核对码与您输入的不同"),
    "roots": _("密文与截止时的根不符"),
    "scheme": _("考核办法不是锁定的那一份"),
    "signature": _("签名不对"),
    "size": _("太大"),
    "slips": _("测评票与公示的不符，或状态不全"),
    "state": _("会议状态与收回的票数不符"),
}
"""Ways in which an audit bundle may not hold."""

PROOFS: Mapping[str, Sentence] = {
    "class": _("有一类票收回不足 8 张，不能单独打开"),
    "excluded": _("按无效不计入的票里，有一张其实有效"),
    "keyslip": _("密钥条没有写对：52 个字符，再加 4 个校验字符"),
    "list": _("不是这个程序写的开箱清单或开箱文件"),
    "minimum": _("票数少于法定的最低数，不能开箱"),
    "frozen": _("清单按另一份公告核验，不是墙上那一份"),
    "partial": _("开箱计算与密文总数不符"),
    "root": _("密文根与截止时的不符"),
    "share": _("这把钥匙不是本场的"),
    "twice": _("有密文的随机数用了两次"),
}
"""Why a proof of the sealed box, or a key, does not hold."""

BACKUPS: Mapping[str, Sentence] = {
    "backup": _("不是这个程序写的备份"),
    "altered": _("内容被改动、增加或截短，或者是用别的密钥做的"),
    "keys": _("不是这个程序写的密钥文件，或者已损坏"),
    "history": _("备份里的操作记录与密钥文件夹里的记号对不上"),
}
"""Ways in which a backup or its keys may not hold."""

FIELDS: Mapping[str, Mapping[str, Sentence]] = {
    "broken": {**BROKEN, **BACKUPS},
    "expected": KINDS,
    "part": {"": _("整个文件")},
    "remarks": STOPPING,
    "rule": RULES,
    "why": PROOFS,
    "what": PARTS,
}


def read_out(field: str, value: object) -> str | None:
    """A code word of a field in the reader's language; None where it is none."""
    said = FIELDS.get(field, {}).get(str(value)) or _reason(field, str(value))
    return None if said is None else str(said)


def _reason(field: str, value: str) -> Sentence | None:
    if field != "reason":
        return None
    return next((said for start, said in REASONS.items() if value.startswith(start)), None)
