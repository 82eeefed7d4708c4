"""What a decision on an appeal or an objection did, in words: told once, and truly."""

from ballot.usecases.review.decide_appeal import Decided
from ballot.words.language import gettext as _


def words(done: Decided) -> str:
    """What changed, what came down, and what has to be done next."""
    if done.item:
        return _changed(done)
    if done.granted:
        return str(
            _(
                "已支持。这一件没有针对某一项,得分、等次和公示都没有变:"
                "要改的,请先撤回公示,再改得分或等次。"
            )
        )
    return str(_("不予支持,已登记。得分、等次和公示都没有变。"))


def _changed(done: Decided) -> str:
    values = {"item": done.item, "before": done.before or "—", "after": done.after}
    said = _("已支持:“%(item)s”由 %(before)s 改为 %(after)s。", **values)
    if done.took_down:
        return said + _("公示已撤下。请重新排名,走完程序,再重新公示。")
    return said + _("请重新排名。")
