"""A rule that is changed a little is noticed: by a test of its own room, and not by chance.

``equivalent_mutants.txt`` lists those that no test of a rule can notice, each with its reason.
"""

import os
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest
from mutants import changing

from ballot import domain

FULL = os.environ.get("BALLOT_TEST_SCALE") == "full"
TESTS = Path(__file__).parents[1]
EQUIVALENT = Path(__file__).with_name("equivalent_mutants.txt")
BALLOTS = "domain/scoring/test_figures_of_a_ballot.py"


@dataclass(frozen=True)
class Room:
    """Modules of one room of the rules, and the tests that hold them."""

    modules: tuple[str, ...]
    tests: tuple[str, ...]


ROOMS = {
    "roster": Room(
        ("roster.double_entries", "roster.entries", "roster.finding", "roster.voter"),
        ("domain/roster",),
    ),
    "ledger": Room(
        (
            "excluded",
            "ledger.balance",
            "ledger.batches_told",
            "ledger.changes_told",
            "ledger.consents_told",
            "ledger.exchanges_told",
            "ledger.keys_told",
            "ledger.ledger_told",
            "ledger.paper_count",
            "ledger.rehearsals_told",
            "ledger.remarks",
            "ledger.replay",
            "ledger.restored_told",
            "ledger.shapes_told",
        ),
        ("domain/ledger", "domain/test_excluded.py"),
    ),
    "figures": Room(
        ("scheme.quorum", "scheme.satisfaction", "scheme.formula", "rounding", "tally"),
        (BALLOTS,),
    ),
    "grading": Room(
        (
            "scheme.grade_rules",
            "scoring.by_ballot",
            "scoring.candidate",
            "scoring.figures",
            "scoring.grading",
            "scoring.lists",
            "scoring.pay_told",
            "scoring.ranking",
        ),
        ("domain/scoring",),
    ),
    "rolled_up": Room(
        (
            "scheme.even_decimals",
            "scheme.roll_up",
            "scoring.periods.rolled_up",
            "scoring.periods.span",
            "scoring.periods.taken_over",
        ),
        (
            "domain/scheme/test_even_decimals.py",
            "domain/scheme/test_roll_up.py",
            "domain/scoring/periods",
        ),
    ),
    "sheet": Room(
        (
            "scheme.sheet_rules",
            "scoring.sheets.ratings",
            "scoring.scoresheet",
            "scoring.sheet_entry",
            "scoring.sheet_points",
        ),
        (
            "domain/scoring/sheets/test_ratings.py",
            "domain/scoring/test_scoresheet.py",
            "domain/scoring/test_sheet_entry.py",
        ),
    ),
    "plausible": Room(
        ("scoring.attainable", "scoring.outliers"),
        ("domain/scoring/test_attainable.py", "domain/scoring/test_outliers.py"),
    ),
    "consequences": Room(
        ("scheme.consequences", "scheme.working_days"),
        ("domain/scheme/test_consequences.py", "domain/scheme/test_working_days.py"),
    ),
    "villages": Room(("scoring.combined_villages",), ("domain/scoring/test_combined_villages.py",)),
    "rows": Room(
        ("scoring.cell_words", "scoring.people_rows", "scoring.person", "scoring.score"),
        ("domain/scoring/test_people_rows.py", "domain/scoring/test_score.py"),
    ),
    "assessment": Room(
        (
            "scheme.meeting_items",
            "scoring.assessment",
            "scoring.measured_person",
            "scoring.needs",
            "scoring.period_kind",
        ),
        (
            "domain/scoring/test_assessment.py",
            "domain/scoring/test_meetings_of_items.py",
            "domain/scoring/test_needs.py",
            "domain/scoring/test_period_kind.py",
        ),
    ),
    "compared": Room(
        (
            "scoring.groups_compared",
            "scoring.people.same_person",
            "scoring.periods.earlier",
            "scoring.periods_compared",
        ),
        (
            "domain/scoring/periods/test_earlier.py",
            "domain/scoring/test_groups_compared.py",
            "domain/scoring/test_periods_compared.py",
        ),
    ),
    "scheme": Room(
        ("scheme.columns", "scheme.scheme", "scheme.why", "scheme.wording"),
        (
            "domain/scheme",
            "domain/scoring/test_people_rows.py",
            "domain/scoring/test_score.py",
        ),
    ),
    "files": Room(
        (
            "garbage_collection",
            "groups_of_four",
            "house_time",
            "journal_line",
            "table",
            "toml_file",
        ),
        (
            "domain/meetings/test_files_of_plans.py",
            "domain/test_garbage_collection.py",
            "domain/test_groups_of_four.py",
            "domain/test_house_time.py",
            "domain/test_journal_line.py",
            "domain/test_table.py",
        ),
    ),
    "tables": Room(
        ("heading", "odd_cells", "punctuation", "rows_of_file", "written_number"),
        (
            "domain/test_heading.py",
            "domain/test_odd_cells.py",
            "domain/test_punctuation.py",
            "domain/test_rows_of_file.py",
            "domain/test_written_number.py",
        ),
    ),
    "names": Room(
        (
            "person_name",
            "scoring.doubtful_people",
            "scoring.people.person_traces",
            "scoring.people.row_marks",
        ),
        (
            "domain/scoring/people/test_person_traces.py",
            "domain/scoring/people/test_row_marks.py",
            "domain/scoring/test_doubtful_people.py",
            "domain/test_person_name.py",
            "domain/test_person_name_shown.py",
        ),
    ),
    "review": Room(
        (
            "review.lasting",
            "review.places_left",
            "review.publishing",
            "review.steps",
            "review.uses_of_result",
        ),
        ("domain/review",),
    ),
    "meetings": Room(
        (
            "meetings.copied_title",
            "meetings.frozen",
            "meetings.handed_over",
            "meetings.organizing",
            "meetings.plan",
            "meetings.remark",
            "meetings.result",
            "meetings.result_by_class",
            "meetings.small_hall",
            "meetings.start_time",
            "meetings.subject_labels",
            "meetings.subjects_of_row",
            "meetings.voter_classes",
        ),
        ("domain/meetings", "domain/scoring/test_meetings_of_items.py"),
    ),
    "papers": Room(
        (
            "access",
            "acts",
            "errors.base",
            "meeting",
            "paper",
            "short_text",
            "unit_lines",
            "unit_path",
        ),
        (
            "domain/test_meeting_and_access.py",
            "domain/ledger/test_rehearsals_told.py",
            "domain/test_unit_lines.py",
            "domain/test_unit_path.py",
            "domain/test_paper.py",
            "domain/test_short_text.py",
        ),
    ),
}


@dataclass(frozen=True)
class Tried:
    """Who survived, and how many did not."""

    survivors: frozenset[str]
    killed: int


def tried(*words: str) -> Tried:
    """What a run of mutants says."""
    done = subprocess.run(
        [sys.executable, "-m", "mutants.runner", *words],
        check=False,
        cwd=TESTS.parent,
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONPATH": str(TESTS)},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    lines = done.stdout.splitlines()
    lived = (line.removeprefix("SURVIVED ") for line in lines if line.startswith("SURVIVED "))
    counts = (line.split(": ")[1].split()[0] for line in lines if " killed, " in line)
    return Tried(frozenset(lived), sum(map(int, counts)))


def of(room: Room) -> list[str]:
    """The words for the mutants of a room and its tests."""
    return [*(f"ballot.domain.{each}" for each in room.modules), "--tests", *room.tests]


def equivalent() -> dict[str, str]:
    """The mutants that mean the same, and why: ``name # reason``."""
    lines = EQUIVALENT.read_text(encoding="utf-8").splitlines()
    return dict(line.rsplit(" # ", 1) for line in lines if line)


def without_a_room(rooms: Iterable[Room]) -> set[str]:
    """Modules of the rules that could be changed a little, and no room would notice."""
    held = {f"{domain.__name__}.{each}" for room in rooms for each in room.modules}
    named = {each.name for each in walk_packages(domain.__path__, f"{domain.__name__}.")}
    return {name for name in named - held if any(changing.of(import_module(name)))}


def test_every_module_of_the_rules_that_says_anything_has_its_room() -> None:
    assert without_a_room(ROOMS.values()) == set()
    ledger = without_a_room(room for name, room in ROOMS.items() if name != "ledger")
    assert "ballot.domain.ledger.replay" in ledger


def test_a_sample_of_changed_rules_is_noticed() -> None:
    quick = [ROOMS["ledger"], ROOMS["figures"], ROOMS["sheet"], ROOMS["review"]]
    both = Room(
        tuple(each for room in quick for each in room.modules),
        tuple(each for room in quick for each in room.tests),
    )
    found = tried(*of(both), "--sample", "25", "--seed", "20261128")
    assert found.killed >= 20
    assert found.survivors <= equivalent().keys()


def test_the_control_tests_of_something_else_notice_nothing() -> None:
    strange = Room(("scheme.quorum",), ("domain/test_short_text.py",))
    found = tried(*of(strange), "--sample", "3", "--seed", "20261128")
    assert (len(found.survivors), found.killed) == (3, 0)


@pytest.mark.skipif(not FULL, reason="minutes a room")
@pytest.mark.parametrize("name", ROOMS)
def test_every_changed_rule_is_noticed_save_those_that_mean_the_same(name: str) -> None:
    modules = tuple(f"ballot.domain.{each}:" for each in ROOMS[name].modules)
    found = tried(*of(ROOMS[name]), "--workers", "2")
    assert found.killed >= 40
    assert found.survivors == {each for each in equivalent() if each.startswith(modules)}
