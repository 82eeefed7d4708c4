"""公示 for everybody: a page without sign-in, only while it hangs. Names and grades, no scores
unless the policy publishes them."""

from flask import Blueprint, Flask, render_template

from ballot.usecases.review import see_notice
from ballot.web.access import hall

bp = Blueprint("notice", __name__)


@bp.get("/notice/<code>")
def read(code: str) -> str:
    """What hangs under this address. Raises NoticeGone on any other day."""
    found = see_notice.read_notice(hall(), code)
    return render_template("public/notice.html", notice=found)


def init_app(app: Flask) -> None:
    """Register the page."""
    app.register_blueprint(bp)
