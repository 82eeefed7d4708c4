"""What a person should look at before a ranking is accepted, in the reader's language."""

from collections.abc import Callable, Mapping

from ballot.domain.scheme.scheme import Combine
from ballot.domain.scoring.ranking import Doubt
from ballot.words.language import gettext as _


def words(doubt: Doubt) -> str:
    """The sentence of a doubt."""
    return WORDS[doubt.kind]("/".join(doubt.group), _("、").join(doubt.values), doubt).strip()


def _no_places(group: str, _values: str, doubt: Doubt) -> str:
    grade, due = doubt.values
    told = {"group": group, "grade": grade, "due": due}
    return str(_("%(group)s 参加排名的只有 %(due)s 人，按比例“%(grade)s”没有名额", **told))


def _overlap(group: str, values: str, _doubt: Doubt) -> str:
    return str(_("%(group)s 前几名与末几名重叠：%(values)s", group=group, values=values))


def _last_is_good(group: str, _values: str, doubt: Doubt) -> str:
    name, best = doubt.values
    told = {"group": group, "name": name, "best": best}
    return str(_("%(group)s 末位 %(name)s 的总分不低于最高一档的 %(best)s 分", **told))


def _bound(group: str, _values: str, doubt: Doubt) -> str:
    name, grade, period, words = doubt.values
    told = {"group": group, "name": name, "grade": grade, "period": period, "words": words}
    return str(_("%(group)s %(name)s 是“%(grade)s”，%(period)s的结果还管着他：%(words)s", **told))


def _over_cap(group: str, _values: str, doubt: Doubt) -> str:
    grade, given = doubt.values
    told = {"group": group, "grade": grade, "given": given}
    return str(_("%(group)s “%(grade)s”有 %(given)s 人，超过比例上限", **told))


def _left_out(_group: str, values: str, _doubt: Doubt) -> str:
    return str(_("还没有的项目不计，其余折成100分：%(values)s", values=values))


def _fewer_periods(_group: str, _values: str, doubt: Doubt) -> str:
    name, item, *lacks = doubt.values
    told = {"name": name, "item": item, "lacks": _("、").join(lacks)}
    return str(_("%(name)s 的“%(item)s”没有 %(lacks)s，按其余各期汇总", **told))


def _combined(_group: str, _values: str, doubt: Doubt) -> str:
    name, item, how, *numbers = doubt.values
    told = {"name": name, "item": item, "numbers": _("、").join(numbers)}
    if how == Combine.SUM_VOTES.value:
        return str(_("%(name)s 的“%(item)s”由几场会合计选票：%(numbers)s", **told))
    if how == Combine.MEAN.value:
        return str(_("%(name)s 的“%(item)s”取几场会的平均：%(numbers)s", **told))
    return str(_("%(name)s 的“%(item)s”有几场会：%(numbers)s，采用 %(how)s", how=how, **told))


def _unbalanced(_group: str, _values: str, doubt: Doubt) -> str:
    name, item, number = doubt.values
    told = {"name": name, "item": item, "number": number}
    return str(
        _("%(name)s 的“%(item)s”：测评会 %(number)s 有对不上的地方，已说明原因并计入", **told)
    )


def _idle(_group: str, values: str, _doubt: Doubt) -> str:
    return str(_("测评会 %(number)s 没有写明填哪一项，结果没有计入", number=values))


def _earlier_otherwise(_group: str, _values: str, doubt: Doubt) -> str:
    name, said, source, stands, title = doubt.values
    told = {"name": name, "said": said, "stands": stands, "title": title}
    told["source"] = str(_("本机命令行")) if source == "console" else source
    return str(
        _(
            "%(name)s 的以前等次写的是“%(said)s”（来自 %(source)s），"
            "上一期“%(title)s”里是“%(stands)s”：现按写的计，请核对",
            **told,
        )
    )


def _part_reopened(_group: str, values: str, _doubt: Doubt) -> str:
    return str(_("“%(part)s”转入以后又退回了，还没有办结：转入的值暂按原来的计", part=values))


def _part_outdated(_group: str, _values: str, doubt: Doubt) -> str:
    part, count = doubt.values
    told = {"part": part, "count": count}
    return str(_("“%(part)s”重新办结后，有 %(count)s 个值和转入的不一样：可以重新转入", **told))


WORDS: Mapping[str, Callable[[str, str, Doubt], str]] = {
    "no_places": _no_places,
    "overlap": _overlap,
    "last_is_good": _last_is_good,
    "bound": _bound,
    "over_cap": _over_cap,
    "fewer_periods": _fewer_periods,
    "left_out": _left_out,
    "combined": _combined,
    "unbalanced": _unbalanced,
    "idle": _idle,
    "earlier_otherwise": _earlier_otherwise,
    "part_reopened": _part_reopened,
    "part_outdated": _part_outdated,
}
