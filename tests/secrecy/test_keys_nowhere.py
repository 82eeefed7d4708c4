"""x and the open shares lie nowhere: database, log of it, lines, temporary files (§8 test 21)."""

import logging
import tempfile
from pathlib import Path

import pytest
from ceremony import WithScrutineers, a_draft_of_scrutineers, make_keys
from sqlalchemy import update
from usecases.test_secrets import everything

from ballot.box import group, keyslip, shares
from ballot.domain.access import CONSOLE
from ballot.storage import tables
from ballot.usecases import deal_at_console, see_helpers
from ballot.usecases.freeze import freeze
from ballot.usecases.hall import Hall


def spellings(secret: bytes) -> list[bytes]:
    """Bytes, hex in either case, the text of a key slip."""
    slip = keyslip.write(secret)
    return [
        secret,
        secret.hex().encode(),
        secret.hex().upper().encode(),
        slip.encode(),
        slip.replace(" ", "").encode(),
    ]


def the_key(meeting: WithScrutineers) -> bytes:
    """x, out of two shares, as nobody but a test puts it together."""
    one, two = meeting.shares[:2]
    weight = shares.weights([1, 2])
    parts = (
        group.times(weight[each.number], group.read_scalar(each.secret)) for each in (one, two)
    )
    return bytes(group.plus(*parts))


def lying_about(hall: Hall, folder: Path, said: str) -> bytes:
    """All that is kept: every value of every table, every file of data, every line said."""
    kept = hall.database.read(everything) + said.encode()
    for place in (folder / "data", folder / "tmp"):
        files = [path for path in place.rglob("*") if path.is_file()] if place.exists() else []
        kept += b"".join(path.read_bytes() for path in files)
    return kept


@pytest.mark.parametrize("where", ["phones", "console"])
def test_the_key_and_its_shares_lie_nowhere(
    hall: Hall,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
    where: str,
) -> None:
    caplog.set_level(logging.DEBUG)
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tmp"))
    meeting = a_draft_of_scrutineers(hall)
    if where == "phones":
        make_keys(meeting)
    else:
        drawn = deal_at_console.begin(hall, meeting.number)
        for phone, share in zip(meeting.phones, drawn.shares, strict=False):
            phone.share = share.secret
        deal_at_console.finish(hall, meeting.number, drawn, {})
        assert all(share.secret.hex() not in repr(drawn) for share in drawn.shares)
    meeting.agreed(lambda: freeze(hall, CONSOLE, meeting.number))
    secrets = [the_key(meeting), *(share.secret for share in meeting.shares)]
    secrets += [phone.page for phone in meeting.phones[:3] if phone.page]
    seen = see_helpers.see_helpers(hall, CONSOLE, meeting.number)
    assert group.base(group.read_scalar(secrets[0])) == seen.pk
    found = lying_about(hall, tmp_path, caplog.text)
    assert all(vk in found for vk in seen.vks), "the control: what does lie there is found"
    for secret in secrets:
        assert not any(each in found for each in spellings(secret))
    naive = update(tables.credential).values(sealed_share=secrets[1])
    hall.database.write(lambda db: db.execute(naive))
    found = lying_about(hall, tmp_path, caplog.text)
    assert secrets[1] in found, "the control: a share that was kept would be found"
