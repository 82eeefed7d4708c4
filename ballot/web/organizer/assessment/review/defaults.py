"""What the policy leaves open, set in an assessment that is under way, one value at a time."""

from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response
from wtforms import SelectField

from ballot.domain.acts import Act
from ballot.schemes import default_words
from ballot.usecases.review.set_default import DefaultView, NewDefault, see_defaults, set_default
from ballot.web.access import actor, hall
from ballot.web.drafts import DraftForm
from ballot.web.forms import Filled, NotLong, Text, choices
from ballot.web.organizer.assessment.page_head import back, head_for, openness, show
from ballot.web.organizer.assessment.review.review_forms import written_reason
from ballot.web.organizer.attempts import attempt
from ballot.web.organizer.guards import guarded
from ballot.web.organizer.pages import pages
from ballot.words.language import gettext as _

Answer = Response | str | tuple[str, int]


class TypedDefault(DraftForm):
    """A number, or a text, in the words of the file of a policy."""

    value = Text(validators=[Filled(lambda: _("请写新的值。")), NotLong(60)])
    document = Text(validators=[Filled(lambda: _("请写文号或会议纪要号。")), NotLong()])
    reason = written_reason(lambda: _("请写改动的原因。"))
    asides = ("document", "reason")


class ChosenDefault(TypedDefault):
    """One of a few words."""

    value = SelectField(validate_choice=False)


@pages.get("/assessments/<int:id>/defaults")
def defaults(id: int) -> str:
    """All of them with what holds now."""
    found = head_for(id, Act.REVIEW)
    there = [(each, _shown(each, each.value)) for each in see_defaults(hall(), actor(), id)]
    return show("review/defaults", found, "review", there=there, now=openness(id))


@pages.route("/assessments/<int:id>/defaults/<int:place>", methods=["GET", "POST"])
@guarded
def set_default_view(id: int, place: int) -> Answer:
    """Another value, after which document, and why."""
    found, there = head_for(id, Act.REVIEW), see_defaults(hall(), actor(), id)
    if not 1 <= place <= len(there):
        raise NotFound
    view = there[place - 1]
    form = (ChosenDefault if view.options else TypedDefault)(data={"value": view.value})
    if isinstance(form, ChosenDefault):
        form.value.choices = choices((each, _shown(view, each)) for each in view.options)

    def act() -> None:
        said = (form.value.data or "", form.document.data or "", form.reason.data or "")
        set_default(hall(), actor(), id, NewDefault(view.key, *said))

    if attempt(form, act):
        return back("defaults", _("已改定，文号和原因都留着。"), id=id)
    page = show("review/default", found, "review", view=view, form=form, now=openness(id))
    return (page, 422) if form.is_submitted() else page


def _shown(view: DefaultView, value: str) -> str:
    """A value in words where it has any."""
    words: str = _(default_words.words_of(view.key, value))
    return words
