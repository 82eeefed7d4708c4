"""``ballot fonts``: which writings paper can be printed in, and a font for what is missing."""

import argparse
from dataclasses import asdict
from pathlib import Path

from ballot.cli import groups
from ballot.cli.console import command_hall, files
from ballot.cli.console.output import give_json, give_table, say
from ballot.cli.console.parser import Commands, command, group
from ballot.fonts import adding, known, writings
from ballot.fonts.library import Library
from ballot.fonts.writings import Covered
from ballot.words import writing_names
from ballot.words.language import gettext as _


def add_to(commands: Commands) -> None:
    """Name the commands of this group."""
    words_of = group(commands, "fonts", groups.summary("fonts"))
    made = command(words_of, "list", _("列出哪些文字印得出来，用的是哪个字库"), run_list)
    made.add_argument("--json", action="store_true")
    made = command(words_of, "add", _("添一个字库文件，补上缺的字"), run_add)
    made.add_argument("file", metavar="FILE.ttf|FILE.otf|FILE.ttc")


def run_list(chosen: argparse.Namespace) -> int:
    """Every writing with its fonts, and what to install where characters are missing."""
    shelf = Library(command_hall.config().fonts, known.FOLDERS).look()
    found = writings.covered(shelf)
    if chosen.json:
        give_json([asdict(each) for each in found])
        return 0
    give_table((_("文种"), _("有字形"), _("字库")), map(_row, found))
    if any(each.there < each.of for each in found):
        say(_("缺的字打印成带编码的方框。补字库：ballot fonts add FILE；"))
        say(_("Debian 可以安装 %(names)s。", names=" ".join(known.PACKAGES)))
    return 0


def run_add(chosen: argparse.Namespace) -> int:
    """Keep a font beside the data; what is printed from now on uses it."""
    try:
        faces = adding.add(Path(chosen.file), command_hall.config().fonts)
    except OSError as error:
        raise files.refused(chosen.file, error) from None
    for each in faces:
        say(_("已添加字库 %(name)s，共 %(n)s 个字", name=each.name, n=len(each.codes)))
    return 0


def _row(found: Covered) -> tuple[str, str, str]:
    families = _("、").join(found.families)
    return writing_names.words(found.name), f"{found.there}/{found.of}", families
