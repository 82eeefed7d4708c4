"""The shapes of the forms of one person: who he is, that he left, why something is changed."""

from collections.abc import Sequence

from wtforms import BooleanField, Field, SelectField

from ballot.domain.scheme.columns import Column
from ballot.usecases.assessment.people.person_texts import Said
from ballot.web.drafts import DraftForm
from ballot.web.forms import Filled, NotLong, PageForm, Text, choices
from ballot.web.organizer.assessment.review.review_forms import Day
from ballot.words.language import gettext as _
from ballot.words.language import lazy_gettext


class ReasonFields(PageForm):
    """The reason, and the word that the review goes back to its ranking."""

    reason = Text(lazy_gettext("原因"), validators=[NotLong()])
    agreed = BooleanField(lazy_gettext("知道了，审核从排名起重走"))

    def said(self) -> Said:
        """What was said beside the person himself."""
        return Said(reason=self.reason.data or "", agreed=bool(self.agreed.data))


class WhoFields(DraftForm):
    """The columns of a list as fields; ``columns`` come with the scheme."""

    reason = Text(lazy_gettext("原因"), validators=[NotLong()])
    distinct = BooleanField(lazy_gettext("已核对：是不同的人"))
    agreed = BooleanField(lazy_gettext("知道了，审核从排名起重走"))
    asides = ("reason", "distinct", "agreed")
    columns: Sequence[Column] = ()
    looks_alike = False
    """Whether somebody who is there may be the same; set by who was refused for it."""

    def fields_of(self) -> list[Field]:
        """The fields of the columns, in the order of a list."""
        return [self[f"column{place}"] for place in range(len(self.columns))]

    def texts(self) -> dict[str, str]:
        """Column → what was typed."""
        pairs = zip(self.columns, self.fields_of(), strict=True)
        return {column.name: field.data or "" for column, field in pairs}

    def by_column(self) -> dict[str, Field]:
        """The fields under the names that faults have."""
        pairs = zip(self.columns, self.fields_of(), strict=True)
        return {column.name: field for column, field in pairs} | {"reason": self.reason}

    def said(self) -> Said:
        """What was said beside the person himself."""
        return Said(self.reason.data or "", bool(self.distinct.data), bool(self.agreed.data))


def who(columns: Sequence[Column]) -> type[WhoFields]:
    """The form of a person with these columns."""
    fields = {f"column{place}": _field(column) for place, column in enumerate(columns)}
    form: type[WhoFields] = type("Who", (WhoFields,), {**fields, "columns": tuple(columns)})
    return form


def data_of(columns: Sequence[Column], texts: dict[str, str]) -> dict[str, str]:
    """What stands, under the names of the fields."""
    return {f"column{place}": texts.get(each.name, "") for place, each in enumerate(columns)}


def _field(column: Column) -> Field:
    if not column.allowed:
        return Text(column.name, validators=[NotLong()])
    empty = ("", _("请选择"))
    allowed = choices([empty, *((value, value) for value in column.allowed)])
    return SelectField(column.name, choices=allowed, validate_choice=False)


class LeftForm(ReasonFields):
    """Since which day somebody is not in his post."""

    day = Day(lazy_gettext("离岗日期"), validators=[Filled(lambda: _("请写离岗的日期。"))])


class NameForm(DraftForm):
    """What an assessment is called, and for which period it is."""

    title = Text(
        lazy_gettext("考核名称"),
        validators=[Filled(lambda: _("请写考核名称，例如：2026年度第一书记考核。")), NotLong()],
    )
    period = Text(lazy_gettext("考核期间"), validators=[NotLong(60)])
