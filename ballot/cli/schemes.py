"""``ballot schemes``: the policies that are shipped, and the check of a policy's file."""

import argparse

from ballot import schemes
from ballot.cli import groups
from ballot.cli.console.output import give, give_json, give_table, say
from ballot.cli.console.parser import Commands, command, group
from ballot.domain.meetings import voter_classes
from ballot.domain.scheme import quorum
from ballot.domain.scheme.scheme import Scheme
from ballot.words import class_notes
from ballot.words.language import gettext as _

TEMPLATE = "jiaozhou-village"
"""The scheme that a new one starts from: its comments explain every key."""


def add_to(commands: Commands) -> None:
    """Name the commands of this group."""
    words_of = group(commands, "schemes", groups.summary("schemes"))
    command(words_of, "list", _("列出随程序提供的考核办法"), run_list)
    made = command(words_of, "show", _("显示一份考核办法"), run_show)
    made.add_argument("scheme", metavar="SCHEME")
    made.add_argument("--json", action="store_true")
    made = command(words_of, "check", _("检查考核办法并验算其中的算例"), run_check)
    made.add_argument("scheme", metavar="SCHEME", nargs="*")
    command(words_of, "template", _("输出一份可改写的考核办法"), run_template)


def run_list(_chosen: argparse.Namespace) -> int:
    """Names and titles."""
    found = [schemes.find(name) for name in schemes.available()]
    give_table((_("名称"), _("考核办法")), ((scheme.id, scheme.title) for scheme in found))
    return 0


def run_show(chosen: argparse.Namespace) -> int:
    """The text of a scheme as it is written; with ``--json`` what the program reads in it."""
    scheme = schemes.find(chosen.scheme)
    if chosen.json:
        give_json(_facts(scheme))
    else:
        give(scheme.text.rstrip("\n"))
    _say_classes(scheme)
    return 0


def _say_classes(scheme: Scheme) -> None:
    """What it means that voters come in classes, before the scheme is chosen."""
    planned = voter_classes.planned(scheme.classes, (), {})
    if planned:
        say(class_notes.meaning([(each.name, each.weight) for each in planned]))


def run_check(chosen: argparse.Namespace) -> int:
    """Read the schemes and recompute their worked examples; without a name all that are shipped."""
    for name in chosen.scheme or schemes.available():
        scheme = schemes.find(name)
        schemes.check(scheme)
        say(_("%(scheme)s：没有问题", scheme=scheme.id))
        _say_classes(scheme)
    return 0


def run_template(_chosen: argparse.Namespace) -> int:
    """A scheme to start a new one from."""
    give(schemes.find(TEMPLATE).text.rstrip("\n"))
    return 0


def _facts(scheme: Scheme) -> dict[str, object]:
    return {
        "id": scheme.id,
        "title": scheme.title,
        "policy": scheme.policy,
        "sha256": scheme.sha256,
        "questions": [
            {"text": each.text, "options": each.options, "blank": each.blank}
            for each in scheme.questions
        ],
        "quorum": quorum.rule_text(scheme.quorum),
        "groups": {each.name: each.values for each in scheme.group_columns},
        "categories": scheme.categories,
        "wordings": [
            {"name": each.name, "ends": each.ends, "categories": each.categories}
            for each in scheme.wordings
        ],
        "defaults": {each.key: each.value for each in scheme.defaults},
    }
