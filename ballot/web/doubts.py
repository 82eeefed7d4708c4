"""What a person should look at before a ranking is accepted, in the reader's language."""

from collections.abc import Callable, Mapping

from flask_babel import gettext as _

from ballot.domain.ranking import Doubt
from ballot.domain.scheme import Combine


def words(doubt: Doubt) -> str:
    """The sentence of a doubt."""
    return WORDS[doubt.kind]("/".join(doubt.group), _("、").join(doubt.values), doubt)


def _no_places(group: str, values: str, _doubt: Doubt) -> str:
    return str(_("%(group)s 人数太少,没有名额:%(values)s", group=group, values=values))


def _overlap(group: str, values: str, _doubt: Doubt) -> str:
    return str(_("%(group)s 前几名与末几名重叠:%(values)s", group=group, values=values))


def _last_is_good(group: str, values: str, _doubt: Doubt) -> str:
    return str(_("%(group)s 末位的总分仍在最高一档:%(values)s", group=group, values=values))


def _over_cap(group: str, values: str, _doubt: Doubt) -> str:
    return str(_("%(group)s 超过比例上限:%(values)s", group=group, values=values))


def _left_out(_group: str, values: str, _doubt: Doubt) -> str:
    return str(_("还没有的项目不计,其余折成100分:%(values)s", values=values))


def _combined(_group: str, _values: str, doubt: Doubt) -> str:
    name, item, how, *numbers = doubt.values
    told = {"name": name, "item": item, "numbers": _("、").join(numbers)}
    if how == Combine.SUM_VOTES.value:
        return str(_("%(name)s 的“%(item)s”由几场会合计选票:%(numbers)s", **told))
    if how == Combine.MEAN.value:
        return str(_("%(name)s 的“%(item)s”取几场会的平均:%(numbers)s", **told))
    return str(_("%(name)s 的“%(item)s”有几场会:%(numbers)s,采用 %(how)s", how=how, **told))


def _idle(_group: str, values: str, _doubt: Doubt) -> str:
    return str(_("测评会 %(number)s 没有写明填哪一项,结果没有计入", number=values))


WORDS: Mapping[str, Callable[[str, str, Doubt], str]] = {
    "no_places": _no_places,
    "overlap": _overlap,
    "last_is_good": _last_is_good,
    "over_cap": _over_cap,
    "left_out": _left_out,
    "combined": _combined,
    "idle": _idle,
}
