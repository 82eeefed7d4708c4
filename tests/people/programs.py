"""The evaluation system as a program: a key, and JSON to and fro."""

from dataclasses import dataclass
from itertools import count
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from ballot.domain.access import CONSOLE, Role
from ballot.usecases.accounts import api_keys
from ballot.usecases.hall import Hall
from ballot.web.proxy import Application

API = "/api/v1"
MEETING: dict[str, Any] = {
    "title": "2026年度第一书记群众满意度测评 大布村",
    "scheme": "jiaozhou-village",
    "custody": "server",
    "place": "村委会会议室",
    "eligible": {"村“两委”成员": 7, "党员": 25, "村民代表": 14},
    "subjects": [
        {"name": "张某", "objective_score": "112", "groups": {"单位类别": "镇街"}},
        {"name": "李某"},
    ],
}
"""The meeting file of the interface page, as JSON."""
_numbers = count(1)


@dataclass
class Program:
    """A client with a key, or with none."""

    client: FlaskClient
    key: str | None = None

    def get(self, path: str, **headers: str) -> TestResponse:
        """Look at an address below ``/api/v1``."""
        return self.client.get(API + path, headers=self._headers(headers))

    def post(
        self, path: str, body: Any = None, repeat: str | None = None, **headers: str
    ) -> TestResponse:
        """Do an act; ``repeat`` is the Idempotency-Key."""
        more = headers if repeat is None else {"Idempotency-Key": repeat, **headers}
        return self.client.post(API + path, json=body, headers=self._headers(more))

    def done(self, path: str, body: Any = None, status: int = 200) -> Any:
        """What an act that must succeed is answered."""
        answer = self.post(path, body)
        assert answer.status_code == status, (path, answer.text)
        return answer.json

    def a_meeting(self, **other: Any) -> str:
        """The number of a new meeting."""
        number: str = self.done("/meetings", MEETING | other, 201)["number"]
        return number

    def an_open_meeting(self, slips: int = 3, **other: Any) -> tuple[str, list[dict[str, str]]]:
        """A meeting that votes, and its slips."""
        number = self.a_meeting(**other)
        issued = self.done(f"/meetings/{number}/slips", {"count": slips}, 201)
        self.done(f"/meetings/{number}/slips/{issued['batch']}/confirm")
        self.done(f"/meetings/{number}/open")
        return number, issued["slips"]

    def _headers(self, more: dict[str, str]) -> dict[str, str]:
        key = {} if self.key is None else {"Authorization": f"Bearer {self.key}"}
        return key | {name.replace("_", "-"): value for name, value in more.items()}


def a_program(
    app: Application,
    hall: Hall,
    role: Role = Role.ORGANIZER,
    name: str | None = None,
    unit: int | None = None,
) -> Program:
    """A program with a new key."""
    name = name or f"县考核系统 {next(_numbers)}"
    return Program(
        app.test_client(use_cookies=False), api_keys.make_key(hall, CONSOLE, name, role, unit)
    )


def a_stranger(app: Application, key: str | None = None) -> Program:
    """A program without a key, or with a wrong one."""
    return Program(app.test_client(use_cookies=False), key)
