"""The shapes of the forms of a review, of appeals and of the 公示."""

from collections.abc import Callable, Iterable

from wtforms import SelectField, TextAreaField
from wtforms.widgets import DateInput

from ballot.web.drafts import DraftForm
from ballot.web.forms import Filled, NotLong, Number, PageForm, Text, Whole, choices
from ballot.words.language import gettext as _
from ballot.words.language import lazy_gettext

LONG = 1000
"""Characters of an opinion, a ground, a claim."""


class Day(Text):
    """A day of the calendar."""

    widget = DateInput()


def _body() -> Text:
    return Text(validators=[Filled(lambda: _("请写由谁办的。")), NotLong()])


def written_reason(remedy: Callable[[], str]) -> TextAreaField:
    """A field for a reason; without one the remedy is told."""
    return TextAreaField(validators=[Filled(remedy), NotLong(LONG)])


class StepForm(DraftForm):
    """How a step was held."""

    held_by = _body()
    held_on = Day(validators=[Filled(lambda: _("请写日期。"))])
    opinion = TextAreaField(validators=[NotLong(LONG)])
    document = Text(validators=[NotLong()])
    reason = TextAreaField(validators=[NotLong(LONG)])
    asides = ("held_by", "held_on", "opinion", "document", "reason")


class ConsentForm(DraftForm):
    """Who consented that the assessment is held."""

    held_by = _body()
    held_on = Day(validators=[Filled(lambda: _("请写同意的日期。"))])
    document = Text(validators=[Filled(lambda: _("请写文号或会议纪要号。")), NotLong()])
    asides = ("held_by", "held_on", "document")


class ReturnForm(DraftForm):
    """To which step, and why."""

    step = SelectField(validate_choice=False)
    reason = written_reason(lambda: _("请写退回的原因。"))
    asides = ("step", "reason")


class GradeForm(DraftForm):
    """The grade that people decided."""

    grade = SelectField(validate_choice=False, validators=[Filled(lambda: _("请选改定后的等次。"))])
    reason = written_reason(lambda: _("请写改定的原因，它和原等次一起保留。"))
    excess = TextAreaField(validators=[NotLong(LONG)])
    held_by = Text(validators=[NotLong()])
    asides = ("grade", "reason", "excess", "held_by")

    def offer(self, grades: Iterable[str]) -> None:
        """Fill in the grades of the scheme."""
        self.grade.choices = choices([("", _("请选择")), *((each, each) for each in grades)])


class FlagForm(PageForm):
    """A flag with its ground: one of the policy's, in the organizer's words, or both."""

    kind = SelectField(validate_choice=False, validators=[Filled(lambda: _("请选是哪一项。"))])
    ground = written_reason(lambda: _("请写依据：什么事，什么时候，怎样查实的。"))


class LiftForm(PageForm):
    """Why a flag no longer stands."""

    ground = written_reason(lambda: _("请写解除的原因。"))


class ClaimForm(PageForm):
    """An appeal or an objection."""

    person = SelectField(validate_choice=False, validators=[Filled(lambda: _("请选关于谁。"))])
    item = SelectField(validate_choice=False)
    appellant = Text(validators=[Filled(lambda: _("请写是谁提出的。")), NotLong()])
    claim = written_reason(lambda: _("请写申诉或异议的内容。"))


class DecisionForm(PageForm):
    """A decision on an appeal."""

    granted = SelectField(validate_choice=False, validators=[Filled(lambda: _("请选决定。"))])
    decided_by = Text(validators=[Filled(lambda: _("请写由谁决定。")), NotLong()])
    reason = written_reason(lambda: _("请写决定的理由。"))
    after = Number(validators=[NotLong(60)])


class NoticeForm(DraftForm):
    """The 公示 as it will hang; ``again`` is why there is one more than the policy asks for."""

    asides = ("again",)

    text = TextAreaField(
        lazy_gettext("依据"), validators=[Filled(lambda: _("请写公示的依据。")), NotLong(LONG)]
    )
    publisher = Text(
        lazy_gettext("公示单位"), validators=[Filled(lambda: _("请写公示单位。")), NotLong()]
    )
    telephone = Text(
        lazy_gettext("联系电话"), validators=[Filled(lambda: _("请写联系电话。")), NotLong(60)]
    )
    address = Text(lazy_gettext("联系地址（可不填）"), validators=[NotLong()])
    hours = Text(
        lazy_gettext("受理时间"), validators=[Filled(lambda: _("请写受理异议的时间。")), NotLong()]
    )
    wall = Text(lazy_gettext("公示地点（可不填）"), validators=[NotLong()])
    first = Day(lazy_gettext("第一天"), validators=[Filled(lambda: _("请写公示的第一天。"))])
    days = Whole(lazy_gettext("公示几天"))
    holidays = Text(lazy_gettext("另外放假的日子（可不填）"), validators=[NotLong(LONG)])
    holidays_reason = Text(lazy_gettext("放假的依据"), validators=[NotLong()])
    again = Text(lazy_gettext("再公示一次的原因"), validators=[NotLong()])


class WithdrawForm(PageForm):
    """Why the 公示 is taken down."""

    reason = written_reason(lambda: _("请写撤回的原因。"))
