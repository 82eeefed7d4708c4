"""What a small hall means: said as it is planned, as it is frozen, and before its box opens."""

from ballot.domain.meetings import small_hall
from ballot.domain.meetings.small_hall import SMALL, TINY, SmallHall
from ballot.words.language import gettext as _


def words(eligible: int | None) -> str:
    """The sentence for so many entitled; empty where there are enough, or none yet."""
    size = small_hall.of(eligible)
    if size is None:
        return ""
    if size is SmallHall.TINY:
        return _(
            "应参加不到 %(n)s 人，建议用纸质票：如果人人都选了同一项，或者一项只有一张票，"
            "结果等于公开了个人的选择。",
            n=TINY,
        )
    return _(
        "应参加不足 %(n)s 人：如果人人都选了同一项，或者一项只有一张票，结果等于公开了个人的选择。",
        n=SMALL,
    )
