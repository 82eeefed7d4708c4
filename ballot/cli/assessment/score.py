"""``ballot score``: a file of people ranked and graded under a scheme (docs/rules.md §5)."""

import argparse
from collections.abc import Iterator, Sequence

from ballot import schemes
from ballot.cli import groups
from ballot.cli.console import files
from ballot.cli.console.output import say
from ballot.cli.console.parser import Commands, Parser, WrongUsage, command
from ballot.domain import rows_of_file
from ballot.domain.errors import BallotError, Fault
from ballot.domain.scheme import columns
from ballot.domain.scheme.scheme import Scheme
from ballot.domain.scoring import attainable, score
from ballot.domain.scoring.ranking import Doubt, Ranking
from ballot.exports import people_table
from ballot.intake import people_file
from ballot.words import reading_notes, refusals
from ballot.words.doubts import words
from ballot.words.language import gettext as _

DEFAULT_SCHEME = "jiaozhou-village"


def add_to(commands: Commands) -> None:
    """Name the command."""
    made: Parser = command(commands, "score", groups.summary("score"), run)
    made.add_argument("--scheme", default=DEFAULT_SCHEME)
    made.add_argument("--in", dest="people", metavar="FILE", help=_("CSV、XLSX、XLS 或 ODS"))
    made.add_argument("--out", metavar="FILE", help=_("CSV 或 XLSX"))
    made.add_argument("--template", metavar="FILE", help=_("写出空表"))
    made.add_argument("--set", action="append", default=[], metavar="KEY=VALUE")


def run(chosen: argparse.Namespace) -> int:
    """Score a file, or write the empty form. Wrong input: exit 2 and nothing is written."""
    scheme = schemes.find(chosen.scheme, _overrides(chosen.set))
    if chosen.template:
        names = columns.needed(scheme)
        files.write(chosen.template, people_table.write(chosen.template, names, ()))
        return 0
    if not (chosen.people and chosen.out):
        raise WrongUsage(_("要写 --in 和 --out，或 --template"), "ballot score")
    wanted = {column.name: column.needed for column in columns.coming_in(scheme)}
    given = rows_of_file.without_questions(people_file.read(chosen.people), wanted)
    scored = score.score(scheme, given.rows, given.file, given.heading, given.first_row)
    written = people_table.write(
        chosen.out, scored.columns, scored.rows, provisional=scored.provisional
    )
    files.write(chosen.out, written)
    for line in reading_notes.sentences(given.notes):
        say(line)
    for error in _beyond(scheme, scored.ranking):
        say(refusals.words(Fault(error)))
    tell(scheme, scored.doubts, provisional=scored.provisional)
    return 0


def _beyond(scheme: Scheme, ranking: Ranking) -> Iterator[BallotError]:
    """Points beyond what a sheet can bring: told, for this command refuses nothing for them."""
    ends = attainable.by_column(scheme)
    for one in ranking.placed:
        yield from attainable.all_beyond(ends, one.person.sections, one.person.name).values()


def _overrides(pairs: list[str]) -> dict[str, str]:
    found = {}
    for pair in pairs:
        key, equals, value = pair.partition("=")
        if not (key.strip() and equals):
            raise WrongUsage(f"--set {pair}", "ballot score")
        found[key.strip()] = value.strip()
    return found


def tell(scheme: Scheme, doubts: Sequence[Doubt], *, provisional: bool) -> None:
    """Defaults that the policy does not give, what was set besides it, and what to look at."""
    for default in scheme.defaults:
        why = _("(%(why)s)", why=default.why) if default.why else ""
        say(
            _("文件未规定，采用默认：%(key)s = %(value)s", key=default.key, value=default.value)
            + why
        )
    for key, value in scheme.overridden:
        say(_("另行设定：%(key)s = %(value)s", key=key, value=value))
    for doubt in doubts:
        say(words(doubt))
    if provisional:
        say(_("暂定：还有人待测评"))
