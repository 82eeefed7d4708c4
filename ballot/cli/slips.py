"""``ballot slips``: issue, print, confirm and void the slips of a meeting."""

import argparse
import csv
import io
import sys
from collections.abc import Callable, Iterator
from functools import partial
from getpass import getpass
from typing import BinaryIO

from ballot.cli import consent, groups, slip_printing
from ballot.cli.console import command_hall, files
from ballot.cli.console.output import counted, say, waiting
from ballot.cli.console.parser import Commands, command, group, whole_number
from ballot.domain.access import CONSOLE
from ballot.domain.errors import (
    ClassNeeded,
    Fault,
    NoClasses,
    NotOneOf,
    OutOfRange,
    Refused,
    SlipExchanged,
    SlipNotConfirmed,
    SlipScanned,
    SlipSpent,
    SlipUnknown,
    SlipVoid,
    TooManySlips,
)
from ballot.domain.ledger.exchanges_told import USUAL
from ballot.domain.ledger.ledger_told import Spoiled
from ballot.slips import address
from ballot.slips.tokens import Secret
from ballot.usecases.hall import Hall
from ballot.usecases.ledger.scan_slip import scan_slip
from ballot.usecases.meeting.see_meeting import see_meeting
from ballot.usecases.slips.confirm_batch import confirm_batch
from ballot.usecases.slips.exchange_slip import exchange_slip
from ballot.usecases.slips.issue_slips import Issue, issue_slips
from ballot.usecases.slips.void_batch import void_batch
from ballot.usecases.slips.void_slip import void_slip
from ballot.words import refusals
from ballot.words.language import gettext as _

ASK = "--ask"
CLASS = "--class"

Writer = Callable[[Hall, str, Issue, BinaryIO], None]
"""Writes the slips of an issue into a file."""

SLIP_SAYS = (SlipExchanged, SlipNotConfirmed, SlipScanned, SlipSpent, SlipUnknown, SlipVoid)
"""What a scanned slip answers that is not unused."""


def add_to(commands: Commands) -> None:
    """Name the commands of this group."""
    words_of = group(commands, "slips", groups.summary("slips"))
    made = command(words_of, "issue", _("制票，写入 CSV（url，code），权限 0600"), run_issue)
    _of_a_new_batch(made, "FILE.csv")
    made = command(words_of, "print", _("制票并写成可打印的 PDF 或网页，每张 A4 十二票"), run_print)
    _of_a_new_batch(made, "FILE.pdf|FILE.html")
    made.add_argument("--per-page", default="12", metavar="12|21")
    made = command(words_of, "confirm", _("确认一批票已全部打印"), run_confirm)
    made.add_argument("number", metavar="NUMBER")
    made.add_argument("batch", metavar="BATCH")
    made = command(words_of, "void", _("作废一批票，或逐行读入的单张票"), run_void)
    made.add_argument("number", metavar="NUMBER")
    made.add_argument("--batch", metavar="BATCH")
    made.add_argument("--spoiled", metavar="|".join(Spoiled), help=_("发前还是领后损坏"))
    made.add_argument("--reason", default="", metavar="TEXT", help=_("投票中作废的原因，必须写"))
    consent.offer(made)
    made = command(words_of, "exchange", _("投票中把票换成纸质票，逐行读入"), run_exchange)
    made.add_argument("number", metavar="NUMBER")
    asks = _("先请一位监票人同意最多换 N 张（1–200，不写为 20）")
    made.add_argument(ASK, nargs="?", const=str(USUAL), metavar="N", help=asks)
    consent.offer(made)
    made = command(words_of, "scan", _("截止后逐张核验未用的票，逐行读入"), run_scan)
    made.add_argument("number", metavar="NUMBER")


def _of_a_new_batch(made: argparse.ArgumentParser, file: str) -> None:
    made.add_argument("number", metavar="NUMBER")
    made.add_argument("--count", required=True, metavar="N")
    made.add_argument("--out", required=True, metavar=file)
    of_class = _("给哪一类投票人；分类投票的会必须写")
    made.add_argument(CLASS, dest="class_name", default="", metavar="NAME", help=of_class)
    consent.offer(made)


def run_issue(chosen: argparse.Namespace) -> int:
    """Slips as CSV. The batch can vote as soon as the file is closed, and only then."""
    return _issue(chosen, write_csv)


def run_print(chosen: argparse.Namespace) -> int:
    """Slips to print, by the ending of the file. What a printer spoils ``slips void`` voids."""
    if chosen.out.lower().endswith((".html", ".htm")):
        return _issue(chosen, slip_printing.write_html)
    return _issue(chosen, slip_printing.pdf_of(chosen.per_page))


def run_confirm(chosen: argparse.Namespace) -> int:
    """Say that a batch was printed whole."""
    batch = whole_number(chosen.batch, "BATCH")
    with command_hall.hall() as hall:
        confirm_batch(hall, CONSOLE, chosen.number, batch)
    say(_("第 %(batch)s 批票已确认", batch=batch))
    return 0


def run_void(chosen: argparse.Namespace) -> int:
    """Void a whole batch, or single slips read from stdin: a secret is never an argument."""
    with command_hall.hall() as hall:
        if chosen.batch is not None:
            batch = whole_number(chosen.batch, "--batch")
            void_batch(hall, CONSOLE, chosen.number, batch)
            say(_("第 %(batch)s 批票已作废", batch=batch))
            return 0
        spoiled = _spoiled(chosen.spoiled)
        for secret in _secrets(chosen.number):
            void = partial(void_slip, hall, CONSOLE, chosen.number, secret)
            consent.given(hall, chosen, partial(void, spoiled=spoiled, reason=chosen.reason))
            say(_("已作废一张票"))
    return 0


def _spoiled(word: str | None) -> Spoiled | None:
    if word is not None and word not in list(Spoiled):
        raise Fault(NotOneOf(value=word, allowed=tuple(Spoiled)), key="--spoiled")
    return None if word is None else Spoiled(word)


def run_exchange(chosen: argparse.Namespace) -> int:
    """Slips that are given back for a paper ballot, read from stdin; --ask asks for more first."""
    few = False
    with command_hall.hall() as hall:
        if chosen.ask is not None or chosen.scrutineer is not None:
            _ask(hall, chosen)
        for secret in _secrets(chosen.number):
            few = exchange_slip(hall, CONSOLE, chosen.number, secret)
            say(_("已换成纸质票"))
    if few:
        say(_("纸质票不到 8 张，容易认出是谁的：请尽量到平板上投。"))
    return 0


def _ask(hall: Hall, chosen: argparse.Namespace) -> None:
    most = whole_number(chosen.ask or str(USUAL), ASK)
    try:
        consent.exchanges(hall, chosen, most)
    except OutOfRange as error:
        raise Fault(error, key=ASK) from None
    say(_("已同意换发纸质票，最多 %(n)s 张", n=most))


def run_scan(chosen: argparse.Namespace) -> int:
    """Undrawn slips from stdin, a line each; exit 1 where one of them was not unused.

    Every line is answered as it comes: a scanner types one slip after another.
    """
    wrong = 0
    with command_hall.hall() as hall:
        for row, line in enumerate(_lines(), start=1):
            read = address.read(line)
            try:
                if read is None or read.number not in (None, chosen.number):
                    raise SlipUnknown
                found = scan_slip(hall, CONSOLE, chosen.number, read.secret)
            except SLIP_SAYS as error:
                wrong += 1
                say(_("第 %(row)s 行：✗ %(said)s", row=row, said=refusals.words(error)))
            else:
                say(_("第 %(row)s 行：✓ 未使用。已核验 %(n)s 张", row=row, n=found))
    return 1 if wrong else 0


def _lines() -> Iterator[str]:
    """What is scanned or typed, unseen on a terminal; an empty line ends it there."""
    if not sys.stdin.isatty():
        yield from (line for line in sys.stdin if line.strip())
        return
    while line := getpass(_("扫描或输入票上的内容（空行结束）：")).strip():
        yield line


def _issue(chosen: argparse.Namespace, write: Writer) -> int:
    count = whole_number(chosen.count, "--count")
    with command_hall.hall() as hall:
        # Refused before the file is touched where there is no such meeting.
        see_meeting(hall, CONSOLE, chosen.number)
        batch = _issued_into(hall, chosen, count, write)
    told = {"batch": batch, "count": count, "file": chosen.out, "name": chosen.class_name}
    if chosen.class_name:
        say(_("第 %(batch)s 批 %(count)s 张%(name)s：%(file)s", **told))
    else:
        say(_("第 %(batch)s 批 %(count)s 张票：%(file)s", **told))
    return 0


def _issued_into(hall: Hall, chosen: argparse.Namespace, count: int, write: Writer) -> int:
    """Issue, write, confirm as the file is closed; whatever fails in between voids the batch."""
    batch = None
    try:
        with files.private(chosen.out) as file:
            with waiting(_("正在制票 …")):
                issue = _minted(hall, chosen, count)
            batch = issue.batch
            write(hall, chosen.number, issue, file)
        confirm_batch(hall, CONSOLE, chosen.number, batch)
    except BaseException:
        if batch is not None:
            void_batch(hall, CONSOLE, chosen.number, batch)
        raise
    return batch


def _minted(hall: Hall, chosen: argparse.Namespace, count: int) -> Issue:
    try:
        issue = partial(issue_slips, hall, CONSOLE, chosen.number, count, chosen.class_name)
        return consent.given(hall, chosen, issue)
    except (ClassNeeded, NoClasses, NotOneOf) as error:
        raise Fault(error, key=CLASS) from None
    except (OutOfRange, TooManySlips) as error:
        raise Fault(error, key="--count") from None


def write_csv(hall: Hall, number: str, issue: Issue, file: BinaryIO) -> None:
    """Columns ``url,code``, a line a slip, in the random order of minting. The digits stand in
    fours, as on paper: a spreadsheet would round twelve of them and drop zeros in front."""
    text = io.TextIOWrapper(file, encoding="utf-8", newline="")
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(("url", "code"))
    for slip in counted(issue.slips, _("写入")):
        rows.writerow((address.url(hall.public_url, number, slip.token), slip.code.printed))
    text.detach()


def _secrets(number: str) -> list[Secret]:
    """The secrets on stdin, a line each, all read before the first is voided."""
    if sys.stdin.isatty():
        lines = [getpass(_("扫描或输入票上的内容："))]
    else:
        lines = sys.stdin.read().splitlines()
    read = [(row, address.read(line)) for row, line in enumerate(lines, start=1) if line.strip()]
    faults = [
        Fault(SlipUnknown(), row=row)
        for row, found in read
        if found is None or found.number not in (None, number)
    ]
    if faults:
        raise Refused(faults)
    return [found.secret for _row, found in read if found is not None]
