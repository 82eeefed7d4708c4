"""What the reader of command lines says, in the reader's language; it knows English alone."""

import argparse
import re
from collections.abc import Iterable

from ballot.words.language import gettext as _
from ballot.words.language import lazy_gettext

COMPLAINTS = (
    (r"the following arguments are required: (?P<what>.+)", lazy_gettext("缺少 %(what)s")),
    (r"unrecognized arguments: (?P<what>.+)", lazy_gettext("不认识 %(what)s")),
    (
        r"argument (?P<where>.+): invalid choice: '(?P<what>.*)' \(choose from (?P<choices>.+)\)",
        lazy_gettext("%(where)s 不能是“%(what)s”，可用的有：%(choices)s"),
    ),
    (r"argument (?P<where>.+): expected one argument", lazy_gettext("%(where)s 后面要写一个值")),
    (
        r"argument (?P<where>.+): not allowed with argument (?P<what>.+)",
        lazy_gettext("%(where)s 和 %(what)s 不能一起用"),
    ),
    (r"one of the arguments (?P<what>.+) is required", lazy_gettext("要写 %(what)s 中的一个")),
)


def complaint(message: str) -> str:
    """A complaint of argparse in plain words; one that is not known here stays as it is."""
    for pattern, words in COMPLAINTS:
        found = re.fullmatch(pattern, message)
        if found:
            parts = {name: text.replace("'", "") for name, text in found.groupdict().items()}
            return str(words) % parts
    return message


class Help(argparse.HelpFormatter):
    """The page of ``--help``, its first word in the reader's language."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        """The line that shows how the command is written."""
        super().add_usage(usage, actions, groups, _("用法：") if prefix is None else prefix)


def name_parts(parser: argparse.ArgumentParser) -> None:
    """Give the parts of the page of ``--help`` their headings, and ``--help`` its sentence."""
    parser._positionals.title = _("要写的")
    parser._optionals.title = _("选项")
    parser.add_argument("-h", "--help", action="help", help=_("显示这段说明"))
