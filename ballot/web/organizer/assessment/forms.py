"""The shapes of the forms of an assessment."""

from collections.abc import Iterable, Sequence

from flask_wtf.file import FileField
from wtforms import RadioField, SelectField, TextAreaField

from ballot.domain.meeting import Custody
from ballot.domain.scheme.consequences import Period
from ballot.usecases.assessment.list_assessments import AssessmentLine
from ballot.web.forms import DayAndHour, Filled, NotLong, PageForm, Text, Whole, Within, choices
from ballot.words import terms
from ballot.words.language import gettext as _


class NewAssessment(PageForm):
    """What an assessment is called, for which period, and which one was before it."""

    title = Text(
        validators=[Filled(lambda: _("请写考核名称，例如：2026年度第一书记考核。")), NotLong()]
    )
    period = Text(validators=[NotLong(60)])
    kind = SelectField(default="")
    round = SelectField(default="")
    previous = SelectField(default="")

    def offer(self, lines: Iterable[AssessmentLine], usual: Period, rounds: Sequence[str]) -> None:
        """Fill in the assessments that there are, the kinds of a period: ``usual`` is that of the
        scheme, which counts where nothing is written; and the ``rounds`` that it has."""
        as_written = _("照考核期间（没写按%(kind)s）", kind=terms.period(usual))
        kinds = [(each.value, terms.period(each)) for each in Period]
        self.kind.choices = choices([("", as_written), *kinds])
        written = _("照名称、期间里写的")
        self.round.choices = choices([("", written), *((name, name) for name in rounds)])
        there = [(str(line.id), line.title) for line in lines]
        self.previous.choices = choices([("", _("没有")), *there])


class Sent(PageForm):
    """A file from somebody's own machine."""

    file = FileField(validators=[Filled(lambda: _("请先选一个文件。"))])


class Start(PageForm):
    """A meeting for those who were chosen."""

    title = Text(validators=[Filled(lambda: _("请写会议名称，它会印在每张票上。")), NotLong()])
    starts = DayAndHour()
    place = Text(validators=[NotLong()])
    eligible = Whole(validators=[Filled(lambda: _("请写应参加人数，例如46。")), Within(1, 100_000)])
    item = SelectField(default="")
    unit = SelectField(default="")
    custody = RadioField(default=Custody.SERVER.value)

    def offer(self, items: Iterable[str], units: Iterable[str]) -> None:
        """Fill in the items of which the meeting names one, and the units that may organize it;
        none: there is nothing to choose."""
        self.item.choices = choices([("", _("请选择")), *((name, name) for name in items)])
        self.unit.choices = choices([("", _("本级")), *((name, name) for name in units)])
        self.custody.choices = choices((each.value, terms.custody(each)) for each in Custody)


class Change(PageForm):
    """Why something that stood is altered."""

    change = TextAreaField(validators=[NotLong()])
