"""A phone of somebody who helps in the hall: a 监票人's or a teller's, without a script."""

import re
from dataclasses import dataclass

from flask.testing import FlaskClient
from people.desk import SECRET
from werkzeug.test import TestResponse

HIDDEN = re.compile(r'name="(shown)" type="hidden" value="(\w*)"')


@dataclass
class Hand:
    """A phone with its cookies, by hand."""

    client: FlaskClient
    page: str = ""

    def look(self, path: str) -> TestResponse:
        """Open an address."""
        answer = self.client.get(path, follow_redirects=True)
        self.page = answer.text
        return answer

    def send(self, path: str, **fields: str) -> TestResponse:
        """Send the form of the page."""
        found = SECRET.search(self.page)
        hidden = dict(HIDDEN.findall(self.page))
        data = {"csrf_token": found[1] if found else "", **hidden, **fields}
        answer = self.client.post(path, data=data, follow_redirects=True)
        self.page = answer.text
        return answer
