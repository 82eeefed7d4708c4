"""The shapes of what people send: fields, their borders, and the remedy beside each field.

A form checks shape alone (is it there, is it a number); the rules are the domain's, whose faults
are placed beside the fields they name.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any, ClassVar

from flask_wtf import FlaskForm
from markupsafe import Markup
from wtforms import (
    Field,
    FileField,
    Form,
    HiddenField,
    IntegerField,
    PasswordField,
    SelectChoice,
    StringField,
    ValidationError,
)
from wtforms.widgets import DateTimeLocalInput, TextInput

from ballot.domain.errors import Fault
from ballot.domain.meetings import start_time
from ballot.domain.short_text import LONGEST
from ballot.domain.written_number import typed, whole
from ballot.words import refusals
from ballot.words.language import gettext as _

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")


class FieldDrawing(FlaskForm.Meta):
    """How every field is drawn: a reader hears its hint and its fault with it."""

    def render_field(self, field: Field, render_kw: dict[str, Any]) -> Markup:
        """Tie the field to the hint (``hinted=True``) and to the fault that stand beside it."""
        id = render_kw.get("id", field.id)
        beside = [f"{id}-hint"] if render_kw.pop("hinted", False) else []
        if field.errors:
            beside.append(f"{id}-error")
            render_kw["aria-invalid"] = "true"
        if isinstance(field, FileField):
            render_kw |= {"data-choose": _("选择文件"), "data-none": _("还没有选")}
        if beside:
            render_kw["aria-describedby"] = " ".join(beside)
        drawn: Markup = super().render_field(field, render_kw)
        return drawn


class PageForm(FlaskForm):
    """A form of a whole page."""

    Meta = FieldDrawing


class Text(StringField):
    """One line: spaces around it are not part of it, nor what no keyboard writes."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take the first value, trimmed, control characters as spaces."""
        super().process_formdata([_CONTROL.sub(" ", value).strip() for value in valuelist])


class Number(Text):
    """One line that holds a number, kept as text in plain digits: ``１１２`` is ``112``."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take the first value, wide digits and signs as plain ones."""
        super().process_formdata([typed(value) for value in valuelist])


class DayAndHour(Text):
    """A day and an hour by the clock of the house, as ``domain.meetings.start_time`` spells them;
    what is none stays as it was typed, for the domain to refuse."""

    widget = DateTimeLocalInput()

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take the first value as it is kept."""
        super().process_formdata([start_time.spelled(value.strip()) for value in valuelist])

    def _value(self) -> str:
        """As a browser's own field has it; what is no moment would be shown as nothing."""
        return (self.data or "").replace(" ", "T", 1)


class Filled:
    """The field must hold something; ``remedy`` says what to write there."""

    field_flags: ClassVar = {"required": True}

    def __init__(self, remedy: Callable[[], str]) -> None:
        self.remedy = remedy

    def __call__(self, form: Form, field: Field) -> None:
        """Raise ValidationError with the remedy."""
        if field.data is None or not str(field.data).strip():
            raise ValidationError(self.remedy())


class NotLong:
    """At most so many characters."""

    def __init__(self, most: int = LONGEST) -> None:
        self.most = most

    def __call__(self, form: Form, field: Field) -> None:
        """Raise ValidationError where the text is longer."""
        if len(field.data or "") > self.most:
            raise ValidationError(_("太长了，请写短些（最多 %(n)s 个字）。", n=self.most))


class Whole(IntegerField):
    """A whole number; empty is None, and anything else says what to write."""

    data: Any
    widget = TextInput()

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read digits alone, full-width ones too."""
        text = typed(valuelist[0] if valuelist else "")
        self.data = whole(text)
        if text and self.data is None:
            raise ValueError(_("请写整数，例如 46。"))


class Within:
    """A whole number inside its borders (inclusive)."""

    def __init__(self, low: int, high: int) -> None:
        self.low = low
        self.high = high

    def __call__(self, form: Form, field: Field) -> None:
        """Raise ValidationError outside the borders; nothing to say of an empty field."""
        if field.data is not None and not self.low <= field.data <= self.high:
            raise ValidationError(
                _("请写 %(low)s 到 %(high)s 之间的整数。", low=self.low, high=self.high)
            )


class SignIn(PageForm):
    """Name and password."""

    name = Text(validators=[Filled(lambda: _("请写您的用户名。")), NotLong()])
    password = PasswordField(validators=[Filled(lambda: _("请写密码。")), NotLong()])
    next = HiddenField()
    kept = HiddenField()


class NewPassword(PageForm):
    """A name and a password chosen by their owner, typed twice."""

    name = Text(validators=[Filled(lambda: _("请写姓名，以后用它登录。")), NotLong(60)])
    password = PasswordField(validators=[Filled(lambda: _("请设一个密码。")), NotLong()])
    again = PasswordField()

    def validate_again(self, field: Field) -> None:
        """A slip of the finger locks nobody out."""
        if field.data != self.password.data:
            raise ValidationError(_("两次写的不一样，请再写一遍。"))


class ReasonForm(PageForm):
    """An act that is written down with its reason."""

    reason = Text(validators=[Filled(lambda: _("请写明原因，它会记入记录。")), NotLong()])


def choices(options: Iterable[tuple[str, str]]) -> list[SelectChoice]:
    """(value, label) pairs as the options of a field."""
    return [SelectChoice(value, label) for value, label in options]


def show_faults(faults: Iterable[Fault], fields: Mapping[str, Field]) -> list[str]:
    """Put the words of each fault, with its line if it names one, beside the field of its key; give
    back what found no field."""
    homeless: list[str] = []
    for fault in faults:
        said = refusals.words(replace(fault, key=None))
        field = fields.get(fault.key or "")
        if field is None:
            homeless.append(said)
        else:
            field.errors = [*field.errors, said]
    return homeless
