"""公示 for everybody: a page without sign-in, only while it hangs. Names and grades, no scores
unless the policy publishes them."""

from flask import Blueprint, Flask, render_template, request

from ballot.usecases.review.read_notice import read_notice
from ballot.web import searched_lists
from ballot.web.access import hall

bp = Blueprint("notice", __name__)


@bp.get("/notice/<code>")
def read(code: str) -> str:
    """What hangs under this address, on paper the whole list. Raises NoticeGone on any other
    day."""
    found, asked = read_notice(hall(), code), searched_lists.asked()
    if "whole" in request.args:
        return render_template("public/notice_whole.html", notice=found)
    shown = [row for row in found.rows if asked.says(*row)]
    part = searched_lists.part(shown, asked)
    return render_template("public/notice.html", notice=found, part=part, asked=asked, code=code)


def init_app(app: Flask) -> None:
    """Register the page."""
    app.register_blueprint(bp)
