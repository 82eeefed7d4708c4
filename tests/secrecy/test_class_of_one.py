"""Of one class a single ballot came: no key, list, export or page tells what it says.

docs/secrecy.md, test 23, where three 监票人 hold the key. The second world differs from the
first in who chose what, and in no sum over all: whoever cannot tell the two apart has not read the
one ballot.
"""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from itertools import product
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from makers.classes import a_plan_in_classes, in_classes
from makers.meetings import BAD, VERY, a_hall
from makers.meetings_of_scrutineers import Scrutinised, a_closed_meeting_in_classes
from makers.settings import settings
from people.bundle_forger import edited, parts_of, resigned, why
from people.desk import a_desk
from secrecy.test_crawling import addresses, masked, unpacked

from ballot.app import create_app
from ballot.box import opening, partial, published
from ballot.box.partial import Partial, Total
from ballot.box.published import Published, Sent
from ballot.bundle import layout, verify, verify_box
from ballot.domain.access import CONSOLE
from ballot.domain.errors import ProofRefused
from ballot.domain.meeting import State
from ballot.domain.meetings.result import Way
from ballot.exports import result_as_csv, result_as_xlsx
from ballot.storage import meetings, results
from ballot.storage.database import Database
from ballot.usecases.forms.print_meeting_form import MeetingForm, print_meeting_form
from ballot.usecases.hall import Hall
from ballot.usecases.opening import tallying
from ballot.usecases.opening.publish_list import publish_list
from ballot.usecases.opening.send_partials import send_partials
from ballot.usecases.result.export_bundle import export_bundle
from ballot.usecases.result.see_result import see_result
from ballot.web.proxy import Application

RESULTS = (
    layout.RECORD,
    layout.RESULT,
    layout.SCORES,
    layout.JOURNAL,
    layout.CLOSE,
)
OTHERS = [VERY] * 12
ONE = 1
"""The class that returned a single ballot."""


@pytest.fixture
def hall(database: Database, tmp_path: Path) -> Hall:
    """A hall whose clock stands still: two meetings differ by no time."""
    noon = datetime(2026, 12, 20, 12, 0, tzinfo=UTC)
    return a_hall(database, tmp_path, clock=lambda: noon)


def a_meeting(hall: Hall, folder: Path, other: int, one: int) -> Scrutinised:
    """Thirteen of thirteen came of the first class, one of eight of the second: the quorum."""
    plan = a_plan_in_classes(in_classes(folder, "jiaozhou-village"), 13, 8)
    return a_closed_meeting_in_classes(hall, plan, [*OTHERS, other], [one])


def listed(hall: Hall, held: Scrutinised) -> Published:
    return published.from_json("".join(publish_list(hall, CONSOLE, held.number).pieces))


def open_it(hall: Hall, held: Scrutinised) -> None:
    for position in (1, 3):
        sent = held.made(hall, position)
        send_partials(hall, held.holder(position), held.number, sent, Way.PAGE)


def alone(given: Published) -> Total:
    """The sum of the class of one: its one ballot."""
    total = opening.add((ct for _, ct, _ in given.lists[0, 0, ONE]), given.asked[0].columns)
    return Total(given.run, given.root, 0, 0, ONE, total)


def test_the_list_opens_to_the_sum_over_all_alone(hall: Hall, tmp_path: Path) -> None:
    """And a list that was altered on its way to the 监票人 is refused by his own machine."""
    held = a_meeting(hall, tmp_path, VERY, BAD)
    given = listed(hall, held)
    assert [
        (each.subject, each.voter_class) for each in published.totals(given, given.close_value, 1)
    ] == [(0, None)]
    altered = replace(given, apart=True)
    assert altered.root == given.root
    for share in held.shares:
        with pytest.raises(ProofRefused) as refused:
            published.partials(altered, share, given.close_value, given.minimum)
        assert refused.value.why == "class"


FORGED: dict[str, Callable[[Partial, Partial], tuple[Partial, ...]]] = {
    "instead of the whole": lambda _whole, one: (one,),
    "beside the whole": lambda whole, one: (whole, one),
    "before the whole": lambda whole, one: (one, whole),
}


def test_a_partial_of_the_class_of_one_is_refused_and_nothing_is_kept(
    hall: Hall, tmp_path: Path
) -> None:
    """Two 监票人 who made it with a program of their own: the server takes it from neither."""
    held = a_meeting(hall, tmp_path, VERY, BAD)
    given = listed(hall, held)
    sums = (*published.totals(given, given.close_value, 1), alone(given))
    for position, forge in product((1, 2), FORGED.values()):
        made = forge(*(partial.decrypt(held.shares[position - 1], each) for each in sums))
        sent = Sent(held.number, given.root, position, made)
        with pytest.raises(ProofRefused):
            send_partials(hall, held.holder(position), held.number, sent, Way.PAGE)
    assert hall.database.read(lambda db: results.partials(db, held.number)) == []
    assert hall.database.read(lambda db: meetings.get(db, held.number)).state is State.CLOSED
    open_it(hall, held)
    assert see_result(hall, held.number).facts.state is State.OPENED, "the control: the whole opens"


def test_the_weighted_figure_is_absent_with_its_reason_and_the_bundle_verifies(
    hall: Hall, tmp_path: Path
) -> None:
    held = a_meeting(hall, tmp_path, VERY, BAD)
    open_it(hall, held)
    found = see_result(hall, held.number)
    opened = found.subjects[0].opened
    assert opened is not None
    assert [count for _, count in opened.counts] == [13, 0, 0, 1]
    assert (opened.satisfaction, opened.final_score, opened.withheld) == (None, None, "small_class")
    assert verify.verify(export_bundle(hall, CONSOLE, held.number)).result == found
    assert "有一类票收回不足 8 张" in repr(
        print_meeting_form(hall, CONSOLE, held.number, MeetingForm.REPORT)
    )


def test_a_bundle_with_a_partial_of_the_class_of_one_is_refused(hall: Hall, tmp_path: Path) -> None:
    held = a_meeting(hall, tmp_path, VERY, BAD)
    total = alone(listed(hall, held))
    open_it(hall, held)
    parts = parts_of(export_bundle(hall, CONSOLE, held.number))

    def beside(lines: list[dict[str, object]]) -> None:
        for line in list(lines):
            made = partial.decrypt(held.shares[int(str(line["number"])) - 1], total)
            one = {"class": ONE, "points": made.points.hex(), "proof": made.proof.hex()}
            lines.insert(lines.index(line) + 1, line | one)

    def instead(lines: list[dict[str, object]]) -> None:
        beside(lines)
        del lines[::2]

    assert why(resigned(parts, hall.sign)) == "", "the control: untouched it verifies"
    for change in (beside, instead):
        assert why(resigned(edited(parts, layout.OPENINGS, change), hall.sign)) == "opening"


PAPERS = (MeetingForm.REPORT, MeetingForm.WALL_POSTER, MeetingForm.LEDGER, MeetingForm.OBJECTIONS)
RANDOM = re.compile(
    r'\b[0-9a-fA-F]{8,}\b|\b[0-9a-fA-F]{4}\b|(?<=assessment\\":)\d+|(?<="sequence":)\d+'
)
"""Roots, fingerprints and places in the journal: what differs between any two meetings."""
NO_TEXT = re.compile(
    r"\.(pdf|docx|png|svg|bundle)|/journal|/[vV]/\d+/|/keys|/come|/list$|/result/links$"
)
"""Addresses of what is compared as a paper or part, lists both meetings, or is all random."""


def told(hall: Hall, roles: dict[str, FlaskClient], held: Scrutinised) -> dict[str, str]:
    """Whatever anybody is told of the opened meeting: papers, bundle, exports and pages."""
    result = see_result(hall, held.number)
    found = {
        each.value: repr(print_meeting_form(hall, CONSOLE, held.number, each)) for each in PAPERS
    }
    found["csv"] = result_as_csv.write(result).decode()
    found["xlsx"] = unpacked(result_as_xlsx.write(result)).decode()
    parts = parts_of(export_bundle(hall, CONSOLE, held.number))
    found |= {name: parts[name].decode() for name in RESULTS}
    roles["监票人"].set_cookie("badge", held.badges[0], path=f"/s/{held.number}")
    app = roles["监票人"].application
    assert isinstance(app, Application)
    for page in addresses(app, held.meeting):
        if held.number in page and not NO_TEXT.search(page):
            found |= {f"{role} {page}": masked(roles[role], page) for role in roles}
    return {without(held, name): without(held, text) for name, text in found.items()}


def without(held: Scrutinised, text: str) -> str:
    return RANDOM.sub("…", text.replace(held.number, "000000").replace("\\n", " "))


def two_worlds(hall: Hall, folder: Path) -> list[dict[str, str]]:
    """One 不满意 among the many, or alone in its class; what is told of each."""
    app = create_app(settings(folder, hall.database), hall)
    roles = {"organizer": a_desk(app, hall).client}
    roles |= {role: app.test_client() for role in ("监票人", "nobody")}
    worlds = [a_meeting(hall, folder, *last) for last in ((BAD, VERY), (VERY, BAD))]
    for held in worlds:
        open_it(hall, held)
    return [told(hall, roles, held) for held in worlds]


def test_nothing_that_is_told_differs_by_what_the_one_ballot_says(
    hall: Hall, tmp_path: Path
) -> None:
    one, other = two_worlds(hall, tmp_path)
    assert len(one) > 100
    assert '"不满意": 1' in one["organizer /meetings/000000/result.json"]
    assert one == other


def test_the_control_without_the_guard_the_one_ballot_is_read(
    hall: Hall, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A program that opens classes of any size apart, and machines that do what they are asked."""
    for module in (tallying, published, verify_box):
        monkeypatch.setattr(module, "SMALLEST_CLASS", 1)
    held = a_meeting(hall, tmp_path, VERY, BAD)
    open_it(hall, held)
    record = json.loads(parts_of(export_bundle(hall, CONSOLE, held.number))[layout.RECORD])
    (read,) = record["tallies"][0]["by_class"][ONE]
    assert read["counts"] == [0, 0, 0, 1]
