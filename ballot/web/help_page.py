"""Help for everybody: tasks and words on one page, with a search that needs no script."""

from flask import Blueprint, Flask, render_template, request

from ballot.usecases.desk.searched_words import searched
from ballot.words.help import tasks

bp = Blueprint("help", __name__)


@bp.get("/help")
def read() -> str:
    """The page; ``q`` is looked for in both languages."""
    typed = request.args.get("q", "")
    found = tasks.find(searched(typed))
    return render_template("public/help.html", found=found, typed=typed)


def init_app(app: Flask) -> None:
    """Register the page."""
    app.register_blueprint(bp)
