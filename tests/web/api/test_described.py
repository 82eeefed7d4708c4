"""The description holds: whatever is sent, no 5xx, and every answer is one that it names."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from jsonschema_rs import Draft202012Validator
from makers.meetings import THE_HALL, VERY, a_closed_meeting, a_hall
from makers.reviewed import an_assessment_by, seven
from makers.settings import settings as settings_of
from people.programs import API, Program
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from ballot.app import create_app
from ballot.domain.access import CONSOLE
from ballot.storage.database import Database
from ballot.usecases.hall import Hall
from ballot.usecases.opening.open_box import open_box
from ballot.web.api import document
from ballot.web.proxy import Application

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
EXAMPLES = 4
"""Of each operation, once as the description wants it and once otherwise."""


@pytest.fixture
def hall(sqlite_url: str, tmp_path: Path) -> Iterator[Hall]:
    """On one kind of database: what is looked for here lies before it."""
    database = Database.connect(sqlite_url)
    yield a_hall(database, tmp_path)
    database.dispose()


@pytest.fixture
def app(hall: Hall, tmp_path: Path) -> Application:
    return create_app(settings_of(tmp_path, hall.database), hall)


@pytest.fixture
def there(hall: Hall, program: Program) -> dict[str, list[Any]]:
    """What addresses may name: a meeting in four states, an assessment with people."""
    opened = a_closed_meeting(hall, THE_HALL)
    open_box(hall, CONSOLE, opened.number)
    closed = a_closed_meeting(hall, [VERY] * 3)
    numbers = [program.a_meeting(), program.an_open_meeting()[0], closed.number, opened.number]
    ids = [seven(hall), an_assessment_by(hall, "gongwei", [{"姓名": "甲某"}])]
    return {
        "number": [*numbers, "000000"],
        "id": [*ids, 999],
        "batch": [1, 2],
        "person": [1, 2, 999],
    }


@pytest.mark.parametrize("mode", GenerationMode)
def test_every_answer_is_one_that_the_description_names(
    app: Application, program: Program, there: dict[str, list[Any]], mode: GenerationMode
) -> None:
    schema = schemathesis.openapi.from_wsgi(f"{API}/openapi.json", app)
    asked = 0
    for found in schema.get_all_operations():
        operation = found.ok()

        @settings(
            max_examples=EXAMPLES,
            deadline=None,
            database=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy(mode))
        def ask(case: Case) -> None:
            nonlocal asked
            asked += 1
            for name in case.path_parameters or {}:
                case.path_parameters[name] = there[name][asked % len(there[name])]
            case.headers.pop("Authorization", None)
            answer = case.call(headers={"Authorization": f"Bearer {program.key}"})
            case.validate_response(answer, checks=CHECKS)

        ask()
    assert asked > len(document.of()["paths"])


def test_the_description_is_for_everybody_and_complete(app: Application) -> None:
    described = app.test_client().get(f"{API}/openapi.json").json
    assert described["openapi"].startswith("3.1")
    assert described["security"] == [{"key": []}]
    assert described["components"]["securitySchemes"]["key"]["scheme"] == "bearer"
    for path, ways in described["paths"].items():
        for method in {"get", "post"} & set(ways):
            told = ways[method]["responses"]
            assert {"401", "403", "429"} < set(told), path
            assert any(code.startswith("2") for code in told), path
            assert ways[method]["summary"], path


def test_what_is_answered_has_no_member_that_the_description_forgets(
    program: Program, there: dict[str, list[Any]]
) -> None:
    """The shapes stand beside what is answered: a member more would be told to nobody."""
    described = document.of()
    for path, name in (
        ("/meetings/{number}", "Meeting"),
        ("/meetings/{number}/result", "Result"),
        ("/assessments/{id}", "Assessment"),
    ):
        known = described["components"]["schemas"][name]["properties"]
        part = "number" if "number" in path else "id"
        assert there[part][:-1], "nothing is there to ask for"
        for each in there[part][:-1]:
            answer = program.get(path.replace(f"{{{part}}}", str(each))).json
            assert set(answer) <= set(known), path


def test_the_control_an_answer_of_another_shape_is_seen() -> None:
    described = document.of()
    meeting = {"$ref": "#/components/schemas/Meeting", "components": described["components"]}
    assert not Draft202012Validator(meeting).is_valid({"number": 1})
