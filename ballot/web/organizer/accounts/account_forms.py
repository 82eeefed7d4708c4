"""The shapes of the forms of accounts, keys of programs and units."""

from wtforms import SelectField

from ballot.web.forms import Filled, NotLong, PageForm, Text
from ballot.words.language import gettext as _


class Invitation(PageForm):
    """Whom to give a one-time link, and what it makes him."""

    name = Text(validators=[Filled(lambda: _("请写这个链接给谁。")), NotLong(60)])
    role = SelectField()
    unit = SelectField()


class ApiKey(PageForm):
    """For which program, and as what it acts where."""

    name = Text(validators=[Filled(lambda: _("请写给哪个系统用,它会记入记录。")), NotLong(60)])
    role = SelectField()
    unit = SelectField()


class NewUnit(PageForm):
    """A unit below another."""

    title = Text(validators=[Filled(lambda: _("请写单位名称,例如:里岔镇。")), NotLong(60)])
    parent = SelectField()
