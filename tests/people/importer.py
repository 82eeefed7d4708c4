"""An organizer who brings in files: the preview of one, and a form filled in alike."""

import io
import re

from people.desk import Desk

from ballot.exports import people_table
from ballot.intake import people_file

FORM = re.compile(r'name="rows" value="([^"]+)"')


def rows_of(name: str, content: bytes) -> tuple[tuple[str, ...], list[dict[str, str]]]:
    """The first row of a file as its heading, and the rows below."""
    heading, *lines = people_file.of(name, content).tabs[0].lines
    wide = [(*line, *[""] * (len(heading) - len(line))) for line in lines]
    return heading, [dict(zip(heading, line, strict=True)) for line in wide]


def upload(desk: Desk, id: int, what: str, content: bytes, name: str = "people.xlsx") -> int:
    """Send a file to the preview; the status."""
    path = f"/assessments/{id}/import/{what}"
    desk.look(path)
    return desk.send(path, file=(io.BytesIO(content), name)).status_code


def filled(desk: Desk, id: int, what: str, column: str, text: str) -> tuple[int, bytes]:
    """The empty form with a column filled in alike: its number of rows, and the file."""
    form = desk.client.get(f"/assessments/{id}/template/{what}.xlsx").data
    heading, rows = rows_of("form.xlsx", form)
    return len(rows), people_table.write("x.xlsx", heading, [row | {column: text} for row in rows])
