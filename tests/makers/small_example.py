"""The part of the example that its page needs: the meeting that votes, its slips on the disk."""

from pathlib import Path

from ballot.demo import county, village
from ballot.demo.folder import Folder, KeptSlip
from ballot.usecases.hall import Hall

ASSESSMENT = "演示 2026年度考核"


def a_small_example(hall: Hall, data: Path) -> Folder:
    """The folder of an example in this hall, whose data lie in ``data``."""
    who = county.this_year()[-1]
    number, slips = village.hold(hall, who, ASSESSMENT, "2026")
    folder = Folder.of(data)
    kept = [KeptSlip(number, each.token, each.code.text) for each in slips]
    folder.keep_slips(hall.public_url, kept)
    return folder
