"""``ballot verify``: count a meeting again from its audit bundle, offline, without the database."""

import argparse
from pathlib import Path

from ballot.bundle import container, verify
from ballot.bundle.verify import Verified
from ballot.cli import groups
from ballot.cli.console import files
from ballot.cli.console.outcome import give_result
from ballot.cli.console.output import give_table, progress, say
from ballot.cli.console.parser import Commands, command
from ballot.domain.errors import BundleRefused
from ballot.words.language import gettext as _

GROUP = 4
"""Digits of a fingerprint that are read out together."""


def add_to(commands: Commands) -> None:
    """Name the command of this group."""
    made = command(commands, "verify", groups.summary("verify"), run_verify)
    made.add_argument("file", metavar="FILE")


def run_verify(chosen: argparse.Namespace) -> int:
    """What the bundle proves; a bundle that does not hold is BundleRefused, exit code 1."""
    file = _read(chosen.file)
    with progress(_("正在验证密文证明 …")) as tell:
        found = verify.verify(file, tell)
    give_result(found.result, in_json=False)
    give_table((_("项"), _("内容")), _shown(found))
    say(_("审计包成立:%(n)s 份密文的证明都成立,各项数字都已重新计算。", n=found.answers))
    say(_("请把指纹与墙上的公示核对,把密文根与截止时签字的单子核对,把公钥与公布的核对。"))
    return 0


def _read(path: str) -> bytes:
    """The whole file, so that nobody changes it under our hands. Raises Refused, BundleRefused."""
    try:
        if Path(path).stat().st_size > container.LARGEST:
            raise BundleRefused(part=path, broken="size")
        return Path(path).read_bytes()
    except OSError as error:
        raise files.refused(path, error) from None


def _shown(found: Verified) -> list[tuple[str, str]]:
    overrides = [(_("另行设定 %(key)s", key=key), value) for key, value in found.overrides.items()]
    return [
        (_("公示指纹"), _grouped(found.fingerprint)),
        (_("密文根"), _grouped(found.root)),
        (_("签名公钥"), _grouped(found.key)),
        (_("密文"), str(found.answers)),
        *overrides,
    ]


def _grouped(digest: str) -> str:
    return " ".join(digest[at : at + GROUP] for at in range(0, len(digest), GROUP))
