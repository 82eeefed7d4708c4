"""The shapes of the forms of accounts, keys of programs and units."""

from wtforms import SelectField, TextAreaField

from ballot.web.drafts import DraftForm
from ballot.web.forms import Filled, NotLong, PageForm, Text
from ballot.words.language import gettext as _
from ballot.words.language import lazy_gettext


class Invitation(PageForm):
    """Whom to give a one-time link, and what it makes him."""

    name = Text(validators=[Filled(lambda: _("请写这个链接给谁。")), NotLong(60)])
    role = SelectField()
    unit = SelectField()


class ApiKey(PageForm):
    """For which program, and as what it acts where."""

    name = Text(validators=[Filled(lambda: _("请写给哪个系统用，它会记入记录。")), NotLong(60)])
    role = SelectField()
    unit = SelectField()


class NewUnits(PageForm):
    """Units below another, one a line."""

    title = TextAreaField(
        lazy_gettext("单位名称"), validators=[Filled(lambda: _("请写单位名称，例如：里岔镇。"))]
    )
    parent = SelectField(lazy_gettext("上级"))


class UnitForm(DraftForm):
    """What a unit is called, and below which it stands."""

    title = Text(
        lazy_gettext("单位名称"),
        validators=[Filled(lambda: _("请写单位名称，例如：里岔镇。")), NotLong(60)],
    )
    parent = SelectField(lazy_gettext("上级"))
    custody = SelectField(lazy_gettext("新建测评会时，票箱密钥由谁保管"), default="")
