"""Units, accounts, roles, one-time links."""

from datetime import timedelta

from makers.stores.stored import NOON

from ballot.storage import people, unit_tree
from ballot.storage.database import Database


def test_a_unit_is_made_once_and_knows_its_way_up(database: Database) -> None:
    def make(db: people.Session) -> tuple[int, int, int]:
        county = unit_tree.add_unit(db, "测试县")
        township = unit_tree.add_unit(db, "大布镇", county)
        other = unit_tree.add_unit(db, "另一县")
        assert unit_tree.add_unit(db, "测试县") == county
        assert unit_tree.add_unit(db, "大布镇", county) == township
        assert unit_tree.add_unit(db, "大布镇", other) != township
        return county, township, other

    county, township, other = database.write(make)
    assert database.read(lambda db: unit_tree.path_of(db, township)) == (county, township)
    assert database.read(lambda db: unit_tree.path_of(db, other)) == (other,)
    assert set(database.read(lambda db: unit_tree.under(db, (county,)))) == {county, township}
    assert len(database.read(unit_tree.units)) == 4


def test_a_name_is_taken_once(database: Database) -> None:
    def add(db: people.Session) -> int | None:
        return people.add_account(db, name="王某", password_hash="argon", at=NOON)

    assert database.read(people.count_accounts) == 0
    first = database.write(add)
    assert first is not None
    assert database.write(add) is None
    found = database.read(lambda db: people.account_named(db, "王某"))
    assert found == people.AccountRow(first, "王某", "argon", active=True)
    assert database.read(lambda db: people.account_of(db, first)) == found
    assert database.read(lambda db: people.account_named(db, "王")) is None
    assert database.read(people.count_accounts) == 1


def test_an_account_is_barred_and_given_another_password(database: Database) -> None:
    id = database.write(lambda db: people.add_account(db, name="王某", password_hash="a", at=NOON))
    assert id is not None
    database.write(lambda db: people.set_password(db, id, "b"))
    database.write(lambda db: people.set_active(db, id, active=False))
    (row,) = database.read(people.accounts)
    assert (row.password_hash, row.active) == ("b", False)


def test_a_role_is_held_in_a_unit_and_once(database: Database) -> None:
    def make(db: people.Session) -> tuple[int, int]:
        unit = unit_tree.add_unit(db, "测试县")
        account = people.add_account(db, name="王某", password_hash="a", at=NOON)
        assert account is not None
        for _ in range(2):
            people.join(db, of_account=account, of_unit=unit, role="organizer")
        people.join(db, of_account=account, of_unit=unit, role="observer")
        return account, unit

    account, unit = database.write(make)
    held = database.read(lambda db: people.roles(db, account))
    assert held == [(unit, "observer"), (unit, "organizer")]


def test_an_invitation_is_used_once_and_in_time(database: Database) -> None:
    def invite(db: people.Session) -> int:
        unit = unit_tree.add_unit(db, "测试县")
        for digest in (b"a" * 32, b"b" * 32):
            people.invite(
                db,
                digest=digest,
                purpose="setup",
                of_unit=unit,
                role="administrator",
                expires_at=NOON,
            )
        return unit

    unit = database.write(invite)
    before, after = NOON - timedelta(seconds=1), NOON + timedelta(seconds=1)
    given = people.InvitationRow("setup", unit, "administrator")
    assert database.read(lambda db: people.see_invitation(db, b"a" * 32, before)) == given
    assert database.write(lambda db: people.use_invitation(db, b"a" * 32, before)) == given
    assert database.write(lambda db: people.use_invitation(db, b"a" * 32, before)) is None
    assert database.read(lambda db: people.see_invitation(db, b"a" * 32, before)) is None
    assert database.write(lambda db: people.use_invitation(db, b"b" * 32, after)) is None
    assert database.write(lambda db: people.use_invitation(db, b"c" * 32, before)) is None
