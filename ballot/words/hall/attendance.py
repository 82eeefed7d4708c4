"""What is said of who is on the roster and who has come."""

from collections.abc import Sequence
from typing import Protocol

from ballot.domain.meetings import small_hall
from ballot.domain.roster.double_entries import DoubleEntry, WhyOne
from ballot.domain.roster.voter import RosterVoter
from ballot.words import terms
from ballot.words.language import gettext as _
from ballot.words.language import lazy_gettext

WHY = {
    WhyOne.ID: lazy_gettext("证件后四位相同"),
    WhyOne.CATEGORIES: lazy_gettext("姓名相同，类别不同"),
    WhyOne.SAME_CATEGORY: lazy_gettext("姓名、类别都相同"),
}


class Counted(Protocol):
    """Who is there, as numbers."""

    @property
    def persons(self) -> int: ...
    @property
    def come(self) -> int: ...
    @property
    def required(self) -> int: ...
    @property
    def short(self) -> int: ...
    @property
    def is_used(self) -> bool: ...


def told_apart(voter: RosterVoter) -> str:
    """What tells somebody from another of his name: unit, categories, the end of a document."""
    tail = (_("尾号 %(tail)s", tail=voter.id_tail),) if voter.id_tail else ()
    said = (voter.unit, terms.listing(voter.categories), *tail)
    return " · ".join(part for part in said if part)


def come(seen: Counted) -> str:
    """How many have come."""
    return str(_("已到 %(come)s 人，应参加 %(persons)s 人", come=seen.come, persons=seen.persons))


def there(seen: Counted, share: str) -> str:
    """The same for all who stand in the hall, as a number alone; of fewer than 30 only whether
    they are ``share``, the words of the quorum. Empty: nobody keeps a check-in."""
    if not seen.is_used:
        return ""
    if small_hall.of(seen.persons) is None:
        return str(_("已到 %(n)s 人", n=seen.come))
    if seen.short:
        return str(_("到会人数：未达到%(share)s", share=share))
    return str(_("到会人数：已达到%(share)s", share=share))


def short(seen: Counted) -> str:
    """That too few have come, before slips are handed out; empty: enough have, or nobody counts."""
    if not seen.short:
        return ""
    return str(
        _(
            "已到 %(come)s 人，至少要到 %(required)s 人，还差 %(short)s 人：现在发票，"
            "人人都投也达不到法定人数。请等人到齐，或者另行安排。",
            come=seen.come,
            required=seen.required,
            short=seen.short,
        )
    )


def why(double: DoubleEntry) -> str:
    """What speaks for one person or for several."""
    return str(WHY[double.why])


def judged(names: Sequence[str]) -> str:
    """That somebody on the roster is judged at this meeting; empty where nobody is."""
    if not names:
        return ""
    return str(_("被测评人不参加投票，名册里却有：%(names)s。请核对。", names=terms.listing(names)))
