"""The shapes of the organizer's forms. What they may hold is the scheme's; what is right, the
domain's."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from flask_wtf.file import FileField
from wtforms import (
    BooleanField,
    Field,
    FieldList,
    Form,
    FormField,
    HiddenField,
    PasswordField,
    RadioField,
    SelectField,
    TextAreaField,
    ValidationError,
)

from ballot.domain.ledger.ledger_told import Spoiled
from ballot.domain.meeting import Custody
from ballot.domain.meetings.plan import MeetingPlan, SubjectPlan
from ballot.domain.person_name import cleaned
from ballot.domain.scheme.scheme import GroupColumn
from ballot.intake.meeting_file import DEFAULT_SCHEME
from ballot.web.drafts import DraftForm
from ballot.web.forms import (
    DayAndHour,
    FieldDrawing,
    Filled,
    NotLong,
    Number,
    PageForm,
    Text,
    Whole,
    Within,
    choices,
)
from ballot.web.organizer.voting_schemes import rounds_of_schemes, shipped_schemes
from ballot.words import terms
from ballot.words.language import gettext as _
from ballot.words.language import lazy_gettext

BY_NAME = (
    *("title", "starts", "place", "eligible"),
    *("scheme", "custody", "assessment", "round", "unit"),
)
"""Fields that are called as the keys of a plan."""
MOST_PEOPLE = 60
SPARE_ROWS = 2


class Basics(DraftForm):
    """What a meeting is called and where it is held."""

    title = Text(
        lazy_gettext("会议名称"),
        validators=[Filled(lambda: _("请写会议名称，它会印在每张票上。")), NotLong()],
    )
    starts = DayAndHour(lazy_gettext("会议时间"))
    place = Text(lazy_gettext("会议地点"), validators=[NotLong()])

    def put_into(self, plan: MeetingPlan) -> MeetingPlan:
        """The plan with what was typed."""
        said = (self.title.data, self.starts.data or "", self.place.data or "")
        return replace(plan, title=said[0], starts=said[1], place=said[2])

    def by_key(self) -> dict[str, Field]:
        """The fields under the keys that the faults of a plan name."""
        return {"title": self.title, "starts": self.starts, "place": self.place}


class NamedItem(Basics):
    """The same of a meeting that fills one of several items of its scheme."""

    item = SelectField(
        lazy_gettext("测评项目"),
        validators=[Filled(lambda: _("请选这场会填哪一项，投票前才能改。"))],
    )

    def offer(self, items: Sequence[str]) -> None:
        """Fill in what may be chosen."""
        self.item.choices = choices([("", _("请选择")), *((name, name) for name in items)])

    def put_into(self, plan: MeetingPlan) -> MeetingPlan:
        """The plan with the item too."""
        return replace(super().put_into(plan), item=self.item.data)

    def by_key(self) -> dict[str, Field]:
        """The same with the item."""
        return super().by_key() | {"item": self.item}


class NewMeeting(PageForm):
    """All that a meeting needs to begin with; the rest can be told later, page by page."""

    title = Text(validators=[Filled(lambda: _("请写会议名称，它会印在每张票上。")), NotLong()])
    starts = DayAndHour()
    place = Text(validators=[NotLong()])
    names = TextAreaField(validators=[Filled(lambda: _("请写被测评人的姓名，一行一位。"))])
    eligible = Whole(validators=[Filled(lambda: _("请写应参加人数，例如46。")), Within(1, 100_000)])
    scheme = SelectField(default=DEFAULT_SCHEME)
    assessment = SelectField(default="")
    round = SelectField(default="")
    unit = SelectField(default="")
    custody = RadioField(default=Custody.SERVER.value)

    def offer(self, units: Sequence[str], assessments: Sequence[str]) -> None:
        """Fill in the schemes by which people vote, who may keep the key, the units that may hold
        it, that of the officer first, and the assessments of which a policy makes it a part; none:
        there is nothing to choose."""
        titles = ((title, title) for title in assessments)
        self.assessment.choices = choices([("", _("不属于考核，单独一场")), *titles])
        self.unit.choices = choices((name, name) for name in units or ("",))
        self.scheme.choices = choices(shipped_schemes())
        named = ((name, name) for name in rounds_of_schemes())
        self.round.choices = choices([("", _("不分轮")), *named])
        self.custody.choices = choices((each.value, terms.custody(each)) for each in Custody)

    def plan(self) -> MeetingPlan:
        """The meeting as typed."""
        names = [cleaned(line) for line in self.names.data.splitlines()]
        return MeetingPlan(
            title=self.title.data,
            starts=self.starts.data or "",
            place=self.place.data or "",
            scheme=self.scheme.data,
            custody=Custody(self.custody.data),
            assessment=self.assessment.data or None,
            round=self.round.data or "",
            unit=self.unit.data or "",
            eligible=self.eligible.data,
            subjects=tuple(SubjectPlan(name) for name in names if name),
        )

    def fields_by_key(self, plan: MeetingPlan) -> dict[str, Field]:
        """The fields under the dotted keys that the faults of a plan name."""
        names = {f"subjects[{n}].name": self.names for n in range(1, len(plan.subjects) + 1)}
        return {name: self[name] for name in BY_NAME} | {"subjects": self.names} | names


class MeetingFile(PageForm):
    """A meeting file from somebody's own machine."""

    file = FileField(validators=[Filled(lambda: _("请先选一个会议文件。"))])


class PersonFields(Form):
    """One person who is judged; the fields of the scheme's group columns come with the scheme."""

    class Meta(FieldDrawing):
        csrf = False

    person = Text(lazy_gettext("姓名"), validators=[NotLong()])
    unit = Text(lazy_gettext("单位"), validators=[NotLong()])
    village = Text(lazy_gettext("村(社区)"), validators=[NotLong()])
    objective_score = Number(lazy_gettext("得分"), validators=[NotLong(30)])
    columns: Sequence[GroupColumn] = ()

    def groups_of(self) -> Iterator[Field]:
        """The fields of the group columns, in the order of the scheme."""
        return (self[f"group{place}"] for place in range(len(self.columns)))

    def plan(self) -> SubjectPlan:
        """The person as typed."""
        pairs = zip(self.columns, self.groups_of(), strict=True)
        return SubjectPlan(
            name=self.person.data or "",
            unit=self.unit.data or "",
            village=self.village.data or "",
            objective_score=self.objective_score.data or None,
            groups={column.name: field.data for column, field in pairs if field.data},
        )

    def fields_by_key(self, key: str) -> dict[str, Field]:
        """The fields under the dotted keys that the faults of a plan name."""
        groups = zip(self.columns, self.groups_of(), strict=True)
        return {
            f"{key}.name": self.person,
            f"{key}.unit": self.unit,
            f"{key}.village": self.village,
            f"{key}.objective_score": self.objective_score,
            **{f"{key}.groups.{column.name}": field for column, field in groups},
        }


def people(columns: Sequence[GroupColumn]) -> type[DraftForm]:
    """The form of all persons who are judged, with the group columns of a scheme."""
    fields = {f"group{place}": _group(column) for place, column in enumerate(columns)}
    person = type("Person", (PersonFields,), {**fields, "columns": tuple(columns)})
    rows = FieldList(FormField(person), min_entries=1, max_entries=MOST_PEOPLE)
    form: type[DraftForm] = type("People", (DraftForm,), {"people": rows})
    return form


def _group(column: GroupColumn) -> SelectField:
    empty = ("", _("请选择"))
    return SelectField(
        column.name, choices=choices([empty, *((value, value) for value in column.values)])
    )


class PartFields(Form):
    """The persons of one category."""

    class Meta(FieldDrawing):
        csrf = False

    persons = Whole(validators=[Within(0, 100_000)])
    category = ""


class VotersForm(DraftForm):
    """应参加: a number a category, or one number for all."""

    parts = FieldList(FormField(PartFields))
    eligible = Whole(lazy_gettext("应参加人数"), validators=[Within(1, 100_000)])


class Correction(VotersForm):
    """应参加 after the freeze, with the reason that is printed."""

    reason = Text(validators=[Filled(lambda: _("请写明原因，它会印在报告上。")), NotLong()])
    asides = ("reason",)


class SlipCount(PageForm):
    """How many slips to print."""

    count = Whole(validators=[Filled(lambda: _("请写要打印多少张。")), Within(1, 100_000)])

    def chosen(self) -> str:
        """The class of voters, empty where there are none."""
        return ""


class SlipCountOfClass(SlipCount):
    """The same for one class of voters."""

    class_name = SelectField(validators=[Filled(lambda: _("请选这些票给哪一类。"))])

    def offer(self, names: Sequence[str]) -> None:
        """Fill in the classes."""
        self.class_name.choices = choices([("", _("请选择")), *((name, name) for name in names)])

    def chosen(self) -> str:
        """The class of voters."""
        return str(self.class_name.data)


class Torn(PageForm):
    """The twelve digits of a torn slip, or what a scanner read from it."""

    digits = Text(validators=[Filled(lambda: _("请输入票上的 12 位数字。")), NotLong()])
    spoiled = Text()
    reason = Text(validators=[NotLong()])

    def validate_spoiled(self, field: Field) -> None:
        """发前 or 领后; empty where nothing has been handed out yet."""
        if field.data and field.data not in list(Spoiled):
            raise ValidationError(_("请选“发前”或“领后”。"))

    def ask_reason(self, *, voting: bool) -> None:
        """While people vote a slip is voided only with a reason."""
        if voting:
            asked = Filled(lambda: _("投票中作废一张票，请写明原因，它会印在报告上。"))
            self.reason.validators = [asked, NotLong()]

    def when(self) -> Spoiled | None:
        """What was chosen."""
        return Spoiled(self.spoiled.data) if self.spoiled.data else None


def ticked(form: Form, field: Field) -> None:
    """The box must be ticked. Raises ValidationError."""
    if not field.data:
        raise ValidationError(_("请核对这一项，再打上勾。"))


class Close(PageForm):
    """The last look round the hall, and the password of whoever closes."""

    everyone = BooleanField(validators=[ticked])
    boxes = BooleanField(validators=[ticked])
    unused = BooleanField(validators=[ticked])
    password = PasswordField(validators=[Filled(lambda: _("请写您的密码。")), NotLong()])


class Resumption(PageForm):
    """How many ballots there were before the restore; ``sure``: what is missing was seen."""

    last = Whole(
        validators=[Filled(lambda: _("请写恢复之前最后看到的收回数。")), Within(0, 100_000)]
    )
    sure = HiddenField()
