"""An organizer who brings in files: the preview of one, and a form filled in alike."""

import io
import re

from people.desk import Desk

from ballot.exports import people_table
from ballot.intake import people_file

FORM = re.compile(r'name="rows" value="([^"]+)"')


def upload(desk: Desk, id: int, what: str, content: bytes, name: str = "people.xlsx") -> int:
    """Send a file to the preview; the status."""
    path = f"/assessments/{id}/import/{what}"
    desk.look(path)
    return desk.send(path, file=(io.BytesIO(content), name)).status_code


def filled(desk: Desk, id: int, what: str, column: str, text: str) -> tuple[int, bytes]:
    """The empty form with a column filled in alike: its number of rows, and the file."""
    form = desk.client.get(f"/assessments/{id}/template/{what}.xlsx").data
    heading, rows = people_file.of("form.xlsx", form)
    return len(rows), people_table.write("x.xlsx", heading, [row | {column: text} for row in rows])
