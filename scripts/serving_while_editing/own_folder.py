"""The one folder that is served while pages are edited."""

from collections.abc import Mapping
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / ".serve-dev"
SETTLED = {
    "BALLOT_DATA": str(FOLDER / "data"),
    "BALLOT_KEYS": str(FOLDER / "keys"),
    "BALLOT_DATABASE_URL": f"sqlite:///{FOLDER / 'data' / 'ballot.sqlite3'}",
}
"""Settings that are not for anybody to choose here."""


def settings(environ: Mapping[str, str]) -> dict[str, str]:
    """What is served, as settings. Raises SystemExit where the environment names other data."""
    for name, own in SETTLED.items():
        named = environ.get(name)
        if named and named != own:
            raise SystemExit(
                f"serve-dev: {name} is {named}. Only the example in {FOLDER} is served while pages "
                f"are edited. Leave it out: env -u {name} bash scripts/serve-dev"
            )
    return SETTLED
