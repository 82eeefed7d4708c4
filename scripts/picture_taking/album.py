"""The pictures of the READMEs by name, and how each is taken."""

from collections.abc import Callable
from dataclasses import dataclass

import views
from browsing import DESK, PHONE, SHORT_PHONE, TABLE, WALL, Size
from example import Example
from playwright.sync_api import Page

Take = Callable[[Page, Example], bytes]
"""Go to what is to be seen; the picture as PNG in all its colours."""


@dataclass(frozen=True)
class Picture:
    """What is seen on a screen of what size."""

    size: Size
    take: Take
    languages: tuple[str, ...] = ("zh", "en")


ALBUM = {
    "phone": Picture(PHONE, views.phone),
    "done": Picture(SHORT_PHONE, views.done),
    "screen": Picture(WALL, views.screen),
    "result": Picture(DESK, views.result),
    "ranking": Picture(DESK, views.ranking),
    "why": Picture(DESK, views.why),
    "report": Picture(DESK, views.report, languages=("zh",)),
    "hall": Picture(TABLE, views.played),
}
"""In the order in which they are taken: a hall that is played makes another meeting."""


def names() -> list[str]:
    """The name of each file: picture and language."""
    return [
        f"{name}.{language}" for name, picture in ALBUM.items() for language in picture.languages
    ]
