"""``ballot verify``: count a meeting again from its audit bundle, offline, without the database."""

import argparse
from collections.abc import Mapping
from pathlib import Path

from ballot.bundle import container, verify, verify_signed_values
from ballot.bundle.verify import Verified
from ballot.cli import groups
from ballot.cli.console import files
from ballot.cli.console.outcome import give_result
from ballot.cli.console.output import give_json, give_table, progress, say
from ballot.cli.console.parser import Commands, command
from ballot.domain.errors import BundleRefused
from ballot.domain.groups_of_four import in_fours
from ballot.exports import result_as_json
from ballot.words import terms
from ballot.words.language import gettext as _


def add_to(commands: Commands) -> None:
    """Name the command of this group."""
    made = command(commands, "verify", groups.summary("verify"), run_verify)
    made.add_argument("file", metavar="FILE")
    for name in verify_signed_values.NAMES:
        said = _("签字的纸上的%(name)s（%(paper)s）", name=_names()[name], paper=_papers()[name])
        made.add_argument(f"--{name}", metavar=name[0].upper(), help=said)
    made.add_argument("--json", action="store_true")


def run_verify(chosen: argparse.Namespace) -> int:
    """What the bundle proves; a bundle that does not hold is BundleRefused, exit code 1."""
    typed = verify_signed_values.read(
        {name: getattr(chosen, name) for name in verify_signed_values.NAMES}
    )
    file = _read(chosen.file)
    with progress(_("正在验证密文证明 …")) as tell:
        found = verify.verify(file, tell)
    verify_signed_values.require(found, typed)
    if chosen.json:
        give_json(_as_data(found, typed))
    else:
        give_result(found.result, in_json=False)
        give_table((_("项"), _("内容")), _shown(found))
    say(_("审计包成立：%(n)s 份密文的证明都成立，各项数字都已重新计算。", n=found.answers))
    if typed:
        named = terms.listing(_names()[name] for name in typed)
        say(_("与签字的纸一致：%(named)s。", named=named))
    left = [name for name in verify_signed_values.NAMES if name not in typed]
    if left:
        named = _("；").join(f"{_names()[name]}——{_papers()[name]}" for name in left)
        say(_("还请与签字的纸核对：%(named)s。", named=named))
    return 0


def _names() -> dict[str, str]:
    """How the signed paper calls each value."""
    return {
        "fingerprint": _("会议指纹"),
        "root": _("封存核对码"),
        "key": _("签名公钥"),
        "code": _("报告校验码"),
    }


def _papers() -> dict[str, str]:
    """Which paper bears it."""
    return {
        "fingerprint": _("投票前公告"),
        "root": _("投票截止单"),
        "key": _("投票前公告"),
        "code": _("结果报告单"),
    }


def _read(path: str) -> bytes:
    """The whole file, so that nobody changes it under our hands. Raises Refused, BundleRefused."""
    try:
        if Path(path).stat().st_size > container.LARGEST:
            raise BundleRefused(part=path, broken="size")
        return Path(path).read_bytes()
    except OSError as error:
        raise files.refused(path, error) from None


def _shown(found: Verified) -> list[tuple[str, str]]:
    values = verify_signed_values.values(found)
    lost = [(_("恢复时缺少的操作记录"), _("%(n)s 行", n=found.lost))] if found.lost else []
    overrides = [(_("另行设定 %(key)s", key=key), value) for key, value in found.overrides.items()]
    return [
        *((_names()[name], in_fours(value)) for name, value in values.items()),
        (_("密文根"), in_fours(found.root)),
        (_("密文"), str(found.answers)),
        *lost,
        *overrides,
    ]


def _as_data(found: Verified, typed: Mapping[str, str]) -> dict[str, object]:
    """What the bundle proves, and which values were held against it and which were not."""
    values = verify_signed_values.values(found)
    return {
        "result": result_as_json.value(found.result),
        "signed_values": values,
        "compared": [name for name in values if name in typed],
        "to_compare": [name for name in values if name not in typed],
        "ciphertext_root": found.root,
        "answers": found.answers,
        "lost_lines": found.lost,
        "overrides": dict(found.overrides),
    }
