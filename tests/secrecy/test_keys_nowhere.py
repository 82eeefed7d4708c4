"""A key dealt at the console lies nowhere either (docs/secrecy.md, test 21).

The same for the key that phones make: ``test_shares_nowhere.py``.
"""

import logging
import tempfile
from pathlib import Path

import pytest
from people.ceremony import a_draft_of_scrutineers
from people.searcher import everything, files, spellings
from sqlalchemy import update

from ballot.box import group, keyslip, shares
from ballot.domain.access import CONSOLE
from ballot.storage import tables
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.freeze import freeze
from ballot.usecases.scrutineers import deal_at_console, see_scrutineers


def test_a_key_dealt_at_the_console_lies_nowhere(
    hall: Hall,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    caplog.set_level(logging.DEBUG)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    meeting = a_draft_of_scrutineers(hall)
    drawn = deal_at_console.begin(hall, meeting.number)
    deal_at_console.finish(hall, meeting.number, drawn, {})
    meeting.agreed(lambda: freeze(hall, CONSOLE, meeting.number))
    weights = shares.weights([1, 2])
    one, two, three = (group.read_scalar(share.secret) for share in drawn.shares)
    whole = group.plus(group.times(weights[1], one), group.times(weights[2], two))
    seen = see_scrutineers.see_helpers(hall, CONSOLE, meeting.number)
    assert group.base(whole) == seen.pk, "what is looked for is the key indeed"

    def lies_somewhere(secret: bytes) -> bool:
        kept = hall.database.read(everything) + files(tmp_path) + caplog.text.encode()
        kept += repr(drawn).encode()
        slip = keyslip.write(secret)
        spelt = [*spellings(secret), slip.encode(), slip.replace(" ", "").encode()]
        return any(each in kept for each in spelt)

    assert all(map(lies_somewhere, seen.vks)), "the control: what does lie there is found"
    assert not any(map(lies_somewhere, (whole, one, two, three)))
    naive = update(tables.credential).values(sealed_share=bytes(two))
    hall.database.write(lambda db: db.execute(naive))
    assert lies_somewhere(two), "the control: a share that was kept would be found"
