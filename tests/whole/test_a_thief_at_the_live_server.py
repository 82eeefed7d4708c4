"""200 voters vote at a running server, a thief copies its disk: links, and no choice.

docs/secrecy.md, tests 1, 2 and 21, from outside: the server is a process of its own and the votes
come over HTTP. With the box key from the key folder, the control, every link gives its choice.
"""

import csv
import os
from pathlib import Path

import pytest
from makers.served import House, a_house, serving
from people import plain_browser
from people.thief import Linked, WalWatch, best_guess, chance, relink_by_xmin
from sqlalchemy import make_url

from ballot.box import opening
from ballot.keyring.keys import Keys
from ballot.slips import tokens
from ballot.storage import meetings
from ballot.storage.database import Database

CASTS = 200
CHOICES = ["1"] * 90 + ["2"] * 60 + ["3"] * 30 + ["4"] * 20
COLUMNS = 5
CIPHERTEXT = 64 * COLUMNS
MEETING = """
title = "民主测评 大布村"
scheme = "jiaozhou-village"
custody = "server"
eligible = 200
[[subjects]]
name = "张某"
"""
SLIPS = {
    "sqlite": "SELECT h, st FROM slip",
    "postgresql": "SELECT xmin::text, h FROM slip",
}
VOTES = {
    "sqlite": "SELECT ct, proof, tag, id FROM sealed_vote",
    "postgresql": "SELECT xmin::text, ct, proof, tag, id FROM sealed_vote",
}


@pytest.fixture(params=["sqlite", "postgres"])
def house(request: pytest.FixtureRequest, tmp_path: Path) -> House:
    url = request.getfixturevalue("postgres_url") if request.param == "postgres" else None
    return a_house(tmp_path, url)


def issue(house: House) -> tuple[str, list[dict[str, str]]]:
    """An open meeting, and its slips as the organizer's file has them."""
    path = house.folder / "meeting.toml"
    path.write_text(MEETING, encoding="utf-8")
    number = house.ask("meeting", "create", str(path))
    out = house.folder / "slips.csv"
    house.ask("slips", "issue", number, "--count", str(CASTS), "--out", str(out))
    house.ask("meeting", "open", number)
    with out.open(encoding="utf-8-sig", newline="") as file:
        slips = list(csv.DictReader(file))
    out.unlink()
    return number, slips


def address_of(house: House) -> str:
    return house.env.get("BALLOT_DATABASE_URL", f"sqlite:///{house.folder}/data/ballot.sqlite3")


def steal(house: House, slips: list[dict[str, str]], choices: list[str]) -> list[Linked]:
    """Vote, one after another, while the thief watches; what he links."""
    address = address_of(house)
    if address.startswith("sqlite"):
        watch = WalWatch(Path(str(make_url(address).database)), house.folder)
        cast_all(slips, choices)
        return watch.relink(SLIPS["sqlite"], VOTES["sqlite"])
    cast_all(slips, choices)
    database = Database.connect(address)
    try:
        return database.read(
            lambda db: relink_by_xmin(db, SLIPS["postgresql"], VOTES["postgresql"])
        )
    finally:
        database.dispose()


def cast_all(slips: list[dict[str, str]], choices: list[str]) -> None:
    for slip, choice in zip(slips, choices, strict=True):
        assert "已计入" in plain_browser.vote(slip["url"], [choice]).text


def run_and_secret(house: House, number: str) -> tuple[bytes, bytes]:
    """The run of the meeting and the key of its box, as the owner of the machine has them."""
    database = Database.connect(address_of(house))
    try:
        run = database.read(lambda db: meetings.get(db, number)).run
    finally:
        database.dispose()
    keys = Keys.load_or_make(house.folder / "keys", house.folder / "data")
    return run, keys.box_keys.get(run)


def test_a_thief_at_the_live_server_links_every_slip_and_names_no_choice(house: House) -> None:
    choices = sorted(CHOICES, key=lambda _choice: os.urandom(8))
    with serving(house):
        number, slips = issue(house)
        linked = steal(house, slips, choices)
    run, secret = run_and_secret(house, number)
    parsed = [tokens.parse(slip["url"].rpartition("/")[2]) for slip in slips]
    digests = [tokens.digest(run, each) for each in parsed if isinstance(each, tokens.Token)]
    chosen = dict(zip(digests, (int(choice) - 1 for choice in choices), strict=True))

    assert {each.h for each in linked} == set(chosen)
    named, asked, most = best_guess(linked, chosen)
    assert named <= chance(asked, most)
    assert {
        each.h: opening.open_sum(secret, each.found[:CIPHERTEXT], COLUMNS, 1).index(1)
        for each in linked
    } == chosen
    leak_nothing(house, slips)


def leak_nothing(house: House, slips: list[dict[str, str]]) -> None:
    """No token and no code in any file of data, keys and logs. The number of the meeting is."""
    codes = [slip["code"] for slip in slips]
    secrets = [slip["url"].rpartition("/")[2] for slip in slips]
    secrets += [*codes, *(code.replace(" ", "") for code in codes)]
    kept = [path for path in house.folder.rglob("*") if path.is_file()]
    assert any(path.name == "serve.log" for path in kept)
    for path in kept:
        content = path.read_bytes().lower()
        for secret in secrets:
            assert secret.lower().encode() not in content, path.name
