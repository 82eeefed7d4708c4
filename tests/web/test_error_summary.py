"""Every fault of a form has a line above it that leads to its field."""

from werkzeug.datastructures import MultiDict
from wtforms import FieldList, Form, FormField, StringField

from ballot.web import error_summary
from ballot.web.error_summary import FieldProblem
from ballot.web.forms import Whole


class Part(Form):
    """A part of a form."""

    many = Whole("人数")


class Example(Form):
    """A form with a field of each kind."""

    title = StringField("名称")
    lines = FieldList(Whole("张数"))
    part = FormField(Part)


def test_faults_stand_in_the_order_of_the_fields() -> None:
    sent = MultiDict({"title": "", "lines-0": "1", "lines-1": "二", "part-many": "三"})
    form = Example(sent)
    assert not form.validate()
    form.title.errors = ["请写名称。"]
    words = "请写整数,例如 46。"
    assert error_summary.of_form(form) == (
        FieldProblem("#title", "名称", "请写名称。"),
        FieldProblem("#lines-1", "2. 张数", words),
        FieldProblem("#part-many", "人数", words),
    )
