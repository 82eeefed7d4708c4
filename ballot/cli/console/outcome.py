"""A result on stdout, for every command that ends with one."""

from dataclasses import asdict

from ballot.cli.console.output import give, give_json, give_table
from ballot.domain.groups_of_four import in_fours
from ballot.domain.meetings.result import MeetingResult
from ballot.exports import result_as_json, result_table
from ballot.usecases.result.see_signed_values import SignedValues
from ballot.words.language import gettext as _


def give_result(
    result: MeetingResult, *, in_json: bool, values: SignedValues | None = None
) -> None:
    """A result on stdout; beside it the ``values`` that its signed papers bear."""
    if in_json:
        told = {} if values is None else {"signed_values": asdict(values)}
        give_json(result_as_json.value(result) | told)
        return
    page = result_table.of(result)
    give_table((_("项"), _("内容")), ((name, _text(value)) for name, value in page.facts))
    give_table(page.headings, (tuple(_text(cell) for cell in row) for row in page.rows))
    for line in page.formulas:
        give(line)
    if values is not None:
        give_table((_("项"), _("内容")), ((name, value) for name, value in _shown(values) if value))


def _shown(values: SignedValues) -> list[tuple[str, str]]:
    """What stands on the notice, the close sheet and the report, in groups of four."""
    named = {
        _("会议指纹"): values.fingerprint,
        _("签名公钥"): values.key,
        _("封存核对码"): values.close,
        _("报告校验码"): values.code,
    }
    return [(name, in_fours(value or "")) for name, value in named.items()]


def _text(cell: result_table.Cell) -> str:
    return "" if cell is None else str(cell)
