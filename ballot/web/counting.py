"""What phones of the hall and the organizer's pages share: slips read, figures, paper totals."""

from collections.abc import Mapping
from dataclasses import dataclass

from wtforms import Field

from ballot.domain.access import Actor
from ballot.domain.errors import (
    BallotError,
    SlipExchanged,
    SlipNotConfirmed,
    SlipOfAnotherMeeting,
    SlipScanned,
    SlipSpent,
    SlipUnknown,
    SlipVoid,
)
from ballot.domain.ledger import exchanges_told
from ballot.domain.ledger.ledger_told import Figure
from ballot.domain.ledger.paper_count import CellTotal
from ballot.domain.written_number import typed, whole
from ballot.slips import address
from ballot.slips.tokens import Secret
from ballot.usecases.ledger.scan_slip import scan_slip
from ballot.usecases.ledger.see_paper_count import PaperCountView
from ballot.web.access import hall
from ballot.web.drafts import DraftForm
from ballot.web.forms import Filled, NotLong, Number, PageForm, Text, Whole, Within
from ballot.words.language import gettext as _
from ballot.words.language import lazy_gettext

MOST = 100_000

SAYS = {
    SlipSpent: lambda: _("已投过"),
    SlipVoid: lambda: _("已作废"),
    SlipExchanged: lambda: _("已换成纸质票"),
    SlipScanned: lambda: _("已核验过"),
    SlipUnknown: lambda: _("没有这张票"),
    SlipOfAnotherMeeting: lambda: _("别场的票"),
    SlipNotConfirmed: lambda: _("整批票没有确认打印"),
}
"""What a slip says that is not unused, in words that can be read across a table."""


class Scanned(PageForm):
    """What a scanner or a person typed."""

    text = Text(validators=[NotLong(500)])


class AskExchanges(PageForm):
    """How many exchanges a 监票人 is asked to agree to at once."""

    most = Whole(
        default=exchanges_told.USUAL,
        validators=[
            Filled(lambda: _("请写最多换几张。")),
            Within(1, exchanges_told.MOST),
        ],
    )


class Figures(DraftForm):
    """The numbers of the hall, as they were written down last; what is left empty stays so."""

    handed_out = Whole(lazy_gettext("发出（张）"), validators=[Within(0, MOST)])
    present = Whole(lazy_gettext("实到（人）"), validators=[Within(0, MOST)])
    on_leave = Whole(lazy_gettext("请假（人）"), validators=[Within(0, MOST)])
    scribed = Whole(lazy_gettext("代写（张）"), validators=[Within(0, MOST)])

    names = tuple(figure.value for figure in Figure)

    def given(self) -> dict[Figure, int]:
        """What was filled in."""
        data = {figure: self[figure.value].data for figure in Figure}
        return {figure: amount for figure, amount in data.items() if amount is not None}

    def fields(self) -> Mapping[str, Field]:
        """The fields by the words of their figures."""
        return {figure.value: self[figure.value] for figure in Figure}


class ComplaintForm(PageForm):
    """A complaint, or what came of it."""

    reason = Text(validators=[Filled(lambda: _("请写明情况。")), NotLong()])


class GoOn(ComplaintForm):
    """A difference that a 监票人 goes on over."""

    pin = Number(validators=[Filled(lambda: _("请输您的 6 位数字密码。")), NotLong(20)])


@dataclass(frozen=True, slots=True)
class ScanAnswer:
    """What a scanned slip says, and how many were found unused if this one was.

    ``left``: how many may still be exchanged, where a 监票人 agrees to it.
    """

    good: bool
    said: str
    count: int | None = None
    left: int | None = None


def secret_of(number: str, text: str) -> Secret:
    """The slip that was scanned or typed. Raises SlipUnknown, SlipOfAnotherMeeting."""
    read = address.read(text)
    if read is None:
        raise SlipUnknown
    if read.number not in (None, number):
        raise SlipOfAnotherMeeting(title=str(read.number))
    return read.secret


def scan(actor: Actor, number: str, text: str) -> ScanAnswer:
    """Scan an undrawn slip: the big yes or no."""
    try:
        found = scan_slip(hall(), actor, number, secret_of(number, text))
    except BallotError as error:
        if type(error) not in SAYS:
            raise
        return ScanAnswer(good=False, said=says(error))
    return ScanAnswer(good=True, said=_("未使用"), count=found)


def says(error: BallotError) -> str:
    """The few words of a slip that is not unused."""
    return str(SAYS[type(error)]())


def totals_of(sheet: PaperCountView, fields: Mapping[str, str]) -> list[CellTotal]:
    """Totals out of the fields ``c1.1.1-0`` …, ``b1.1.1``, ``i1.1.1``, ``n1``; empty is 0.

    What is no whole number is -1, which no pile of papers has.
    """
    return [
        CellTotal(
            subject,
            question,
            voters,
            tuple(
                _whole(fields, f"c{name}-{at}")
                for at in range(len(sheet.paper.questions[question].options) or 1)
            ),
            _whole(fields, f"b{name}"),
            _whole(fields, f"i{name}"),
            _whole(fields, f"n{voters + 1}"),
        )
        for subject, question in sheet.paper.cells
        for voters in range(len(sheet.classes))
        for name in [f"{subject + 1}.{question + 1}.{voters + 1}"]
    ]


def _whole(fields: Mapping[str, str], name: str) -> int:
    text = typed(fields.get(name, ""))
    if not text:
        return 0
    count = whole(text)
    return -1 if count is None else count
