"""A result on stdout, for every command that ends with one."""

from ballot.cli.console.output import give, give_json, give_table
from ballot.domain.meetings.result import MeetingResult
from ballot.exports import as_json, result_table
from ballot.words.language import gettext as _


def give_result(result: MeetingResult, *, in_json: bool) -> None:
    """A result on stdout."""
    if in_json:
        give_json(as_json.value(result))
        return
    page = result_table.of(result)
    give_table((_("项"), _("内容")), ((name, _text(value)) for name, value in page.facts))
    give_table(page.headings, (tuple(_text(cell) for cell in row) for row in page.rows))
    for line in page.formulas:
        give(line)


def _text(cell: result_table.Cell) -> str:
    return "" if cell is None else str(cell)
