"""Every list of an empty house says what it is for and what to do first.

The table is complete by construction: a page of the office without a variable in its address has a
row here, or shows such a list.
"""

import re

import pytest
from people.desk import Desk, a_desk

from ballot.domain.access import CONSOLE
from ballot.domain.scoring.assessment import AssessmentPlan
from ballot.usecases.assessment.create_assessment import create_assessment
from ballot.usecases.hall import Hall
from ballot.web.proxy import Application

NO_LIST = {
    "new": "a form",
    "choose_scheme": "the policies that are shipped",
    "accounts": "whoever reads it stands there",
    "units": "the highest unit stands there",
    "journal": "the account that was made is its first line",
    "journal_table": "a file",
    "bulk": "an act on meetings that are chosen on the desk",
    "bulk_print": "the same",
    "bulk_print_file": "a file",
    "evening": "filters of the desk, which is empty and says so",
}
PIECES = re.compile(r"_now$")
NOTHING = re.compile(
    r'<div class="(?:card )?nothing">\s*<h[23]>(.+?)</h[23]>\s*<p>(.+?)</p>', re.DOTALL
)
OF_AN_ASSESSMENT = ("people", "scores", "ranking", "compare", "appeals")


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    return sqlite_url


@pytest.fixture
def desk(app: Application, hall: Hall) -> Desk:
    return a_desk(app, hall)


def lists(app: Application) -> dict[str, str]:
    """(view, address) of every page of the office without a variable."""
    return {
        rule.endpoint.partition(".")[2]: rule.rule
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith("organizer.")
        and "GET" in (rule.methods or ())
        and not rule.arguments
        and not PIECES.search(rule.endpoint)
    }


def says_what_to_do(page: str) -> bool:
    """A heading, and a sentence long enough to tell something."""
    found = NOTHING.search(page)
    return found is not None and len(found[2]) > 15


def test_each_list_says_what_it_is_and_what_to_do(app: Application, desk: Desk) -> None:
    bare = {
        view
        for view, address in lists(app).items()
        if view not in NO_LIST and not says_what_to_do(desk.look(address).text)
    }
    assert bare == set()
    assert NO_LIST.keys() <= lists(app).keys(), "no row is of a page that is gone"


@pytest.mark.parametrize("page", OF_AN_ASSESSMENT)
def test_each_list_of_an_assessment_does(desk: Desk, hall: Hall, page: str) -> None:
    id = create_assessment(hall, CONSOLE, AssessmentPlan("新的", "jiaozhou-village", "2026"))
    assert says_what_to_do(desk.look(f"/assessments/{id}/{page}").text)


def test_the_control_two_words_are_not_enough() -> None:
    assert not says_what_to_do('<p class="soft">没有任务</p>')
    assert not says_what_to_do('<div class="card nothing"><h2>没有</h2><p>没有任务</p></div>')
