"""公示: written, looked at as it hangs, posted, withdrawn, concluded."""

from werkzeug.wrappers import Response

from ballot.domain.acts import Act
from ballot.printing.forms.publication import HOURS
from ballot.usecases.review import see_notice
from ballot.usecases.review.conclude_notice import conclude_notice
from ballot.usecases.review.post_notice import (
    NoticePlan,
    post_notice,
    withdraw_notice,
    write_notice,
)
from ballot.usecases.review.see_notice import NoticesView, NoticeView
from ballot.web import searched_lists
from ballot.web.access import actor, hall
from ballot.web.organizer.assessment.page_head import back, head, show
from ballot.web.organizer.assessment.review.review_forms import NoticeForm, WithdrawForm
from ballot.web.organizer.attempts import attempt, pressed
from ballot.web.organizer.guards import guarded
from ballot.web.organizer.pages import pages
from ballot.web.searched_lists import A_PAGE, ListAsked, Part
from ballot.words.language import gettext as _

Answer = Response | str | tuple[str, int]
KEPT = ("publisher", "telephone", "address", "hours", "wall", "holidays", "holidays_reason")
"""What a notice has of the one before it, whatever that was of."""


@pages.route("/assessments/<int:id>/notice", methods=["GET", "POST"])
@guarded
def notice(id: int) -> Answer:
    """The draft, or what hangs, and those that are over."""
    view = see_notice.see_notices(hall(), actor(), id)
    form = NoticeForm(data=_beginning(view))

    def act() -> None:
        plan = NoticePlan(
            text=form.text.data,
            publisher=form.publisher.data,
            telephone=form.telephone.data,
            first=form.first.data,
            address=form.address.data or "",
            days=form.days.data,
            holidays=form.holidays.data or "",
            holidays_reason=form.holidays_reason.data or "",
            hours=form.hours.data,
            wall=form.wall.data or "",
            again=form.again.data or "",
        )
        write_notice(hall(), actor(), id, plan)

    if attempt(form, act):
        return back("notice", _("公示稿已保存。请看一遍，再张贴。"), id=id)
    page = _page(id, form=form)
    return (page, 422) if form.is_submitted() else page


@pages.post("/assessments/<int:id>/notice/post", endpoint="post_notice")
def post_notice_view(id: int) -> Response:
    """The draft hangs from its first day on."""
    said = _("公示已张贴：到期以前，任何人都能凭网址看到。")
    return pressed("notice", id, post_notice, said)


@pages.post("/assessments/<int:id>/notice/withdraw", endpoint="withdraw_notice")
def withdraw_notice_view(id: int) -> Answer:
    """Taken down before its end."""
    form = WithdrawForm()

    def act() -> None:
        withdraw_notice(hall(), actor(), id, form.reason.data)

    if attempt(form, act):
        return back("notice", _("公示已撤回。"), id=id)
    return _page(id, withdraw=form), 422


@pages.post("/assessments/<int:id>/notice/conclude", endpoint="conclude_notice")
def conclude_notice_view(id: int) -> Response:
    """Its days are over and nothing waits."""
    return pressed("notice", id, conclude_notice, _("公示已结束。"))


def _page(id: int, form: NoticeForm | None = None, withdraw: WithdrawForm | None = None) -> str:
    found, view = head(id), see_notice.see_notices(hall(), actor(), id)
    present, asked = view.present, searched_lists.asked("hung", to="organizer.notice")
    over = [each for each in view.notices if each != present]
    hung = next((each for each in over if str(each.id) == asked.also["hung"]), None)
    seen = hung or present
    may_post = Act.PUBLISH in found.may and not view.concluded
    may_write = may_post and not view.is_posted
    return show(
        "review/notice",
        found,
        "notice",
        view=view,
        present=present,
        in_turn=view.published if len(view.published) > 1 else (),
        may_post=may_post,
        may_write=may_write,
        lacks_holidays=may_write and present is not None and present.lacks_holidays,
        past=over,
        hung=hung,
        is_short=sum(len(each.rows) for each in over) <= A_PAGE,
        asked=asked,
        part=_part(seen, asked) if seen else None,
        form=form or NoticeForm(data=_beginning(view), formdata=None),
        withdraw=withdraw or WithdrawForm(formdata=None),
    )


def _part(seen: NoticeView, asked: ListAsked) -> Part[tuple[str, ...]]:
    """The lines of a notice that are asked for."""
    return searched_lists.part([row for row in seen.rows if asked.says(*row)], asked)


def _beginning(view: NoticesView) -> dict[str, object]:
    """What a notice begins with: the draft, or the one before; of another thing it says its own
    ground and days."""
    said: dict[str, object] = {"text": view.ground, "days": view.days, "hours": HOURS}
    last = view.notices[-1] if view.notices else None
    if last is None:
        return said | {"first": view.today.isoformat()}
    said |= {name: getattr(last, name) for name in KEPT}
    said["first"] = max(last.first, view.today).isoformat()
    if last.of != view.next_of:
        return said
    return said | {"text": last.text, "days": last.days}
