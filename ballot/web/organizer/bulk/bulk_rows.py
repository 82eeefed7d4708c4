"""The rows of a page of many meetings: whose it is, what becomes of it, what is to be minded."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ballot.domain.meeting import Custody
from ballot.domain.meetings import start_time
from ballot.usecases.bulk.bulk_act import BulkAct, missing_slips
from ballot.usecases.bulk.foresee import Foreseen, Hindered
from ballot.usecases.desk.find_meetings import Listed
from ballot.usecases.desk.progress import Progress
from ballot.web.organizer.bulk import choosing
from ballot.words import refusals, terms
from ballot.words.language import gettext as _

PREPARING = (BulkAct.SLIPS, BulkAct.CONFIRM, BulkAct.FREEZE, BulkAct.OPEN)
"""Acts before which it is said who keeps the keys."""


@dataclass(frozen=True, slots=True)
class BulkRow:
    """A meeting that can be ticked: what its box says then, and what will be done."""

    seen: Listed
    ticked: str
    note: str


@dataclass(frozen=True, slots=True)
class HinderedRow:
    """A meeting to which it cannot be done, and why."""

    seen: Listed
    why: str


def of(act: BulkAct, seen: Listed, today: date) -> BulkRow:
    """A row to tick."""
    return BulkRow(seen, choosing.ticked_as(act, seen), _note(act, seen, today))


def hindered(each: Hindered) -> HinderedRow:
    """A row with its reason."""
    return HinderedRow(each.seen, refusals.words(each.error))


def _note(act: BulkAct, seen: Listed, today: date) -> str:
    if act is BulkAct.SLIPS:
        return _counted(missing_slips(seen.progress))
    if act in (BulkAct.CONFIRM, BulkAct.VOID):
        return _batches(seen.progress)
    if act is BulkAct.OPEN and start_time.is_another_day(seen.line.starts, today):
        said: str = _("定在 %(starts)s", starts=seen.line.starts)
        return said
    return ""


def _counted(counts: tuple[tuple[str, int], ...]) -> str:
    said = (_("%(name)s %(n)s 张", name=name, n=count).strip() for name, count in counts if count)
    return terms.listing(said)


def _batches(at: Progress) -> str:
    said = (_("第 %(batch)s 批 %(n)s 张", batch=one.number, n=one.count) for one in at.unconfirmed)
    return terms.listing(said)


def warnings(seen: Foreseen, today: date) -> list[str]:
    """What is to be minded before the press."""
    return list(_warnings(seen, today))


def _warnings(seen: Foreseen, today: date) -> Iterator[str]:
    informal = sum(each.line.custody is Custody.SERVER for each in seen.can)
    if informal and seen.act in PREPARING:
        yield _(
            "%(n)s 场的密钥由服务器保管：只适合演练和非正式测评；正式的，请先改由三位监票人保管。",
            n=informal,
        )
    others = sum(start_time.is_another_day(each.line.starts, today) for each in seen.can)
    if others and seen.act is BulkAct.OPEN:
        yield _("%(n)s 场的会议时间不是今天，请看清再开始：不该今天开的，去掉勾。", n=others)
