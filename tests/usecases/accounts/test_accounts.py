"""One-time links, accounts and sign-in."""

from dataclasses import replace
from datetime import timedelta

import pytest
from makers.meetings import Clock
from sqlalchemy import text

from ballot.domain.access import CONSOLE, Role
from ballot.domain.errors import (
    InvitationInvalid,
    MayNot,
    Refused,
    TwiceTheSame,
    WeakPassword,
    WrongPassword,
)
from ballot.storage import people
from ballot.usecases.accounts import passwords
from ballot.usecases.accounts.accept_invitation import accept_invitation, is_valid
from ballot.usecases.accounts.create_account import create_account
from ballot.usecases.accounts.find_actor import find_actor
from ballot.usecases.accounts.invite_administrator import has_accounts, invite_administrator
from ballot.usecases.accounts.read_journal import read_journal
from ballot.usecases.accounts.sign_in import sign_in
from ballot.usecases.hall import Hall

PASSWORD = "大布村的密码 2026"


@pytest.fixture
def link(hall: Hall) -> str:
    return invite_administrator(hall)


def test_a_link_makes_the_first_administrator_once(hall: Hall, link: str) -> None:
    assert not has_accounts(hall)
    actor = accept_invitation(hall, link, " 陈科长 ", PASSWORD)
    assert {role for _, role in actor.roles} == {Role.ADMINISTRATOR, Role.ORGANIZER}
    assert sign_in(hall, "陈科长", PASSWORD) == actor
    assert find_actor(hall, actor.id or 0) == actor
    assert not is_valid(hall, link)
    with pytest.raises(InvitationInvalid):
        accept_invitation(hall, link, "另一人", PASSWORD)


def test_a_link_that_was_refused_is_as_unused_as_before(hall: Hall, link: str) -> None:
    with pytest.raises(WeakPassword):
        accept_invitation(hall, link, "陈科长", "short")
    with pytest.raises(Refused):
        accept_invitation(hall, link, "  ", PASSWORD)
    assert is_valid(hall, link)
    accept_invitation(hall, link, "陈科长", PASSWORD)
    second = invite_administrator(hall)
    with pytest.raises(TwiceTheSame):
        accept_invitation(hall, second, "陈科长", PASSWORD)
    assert is_valid(hall, second)


def test_a_link_runs_out(hall: Hall, link: str) -> None:
    clock = Clock(now=hall.clock() + timedelta(hours=48))
    late = replace(hall, clock=clock)
    assert not is_valid(late, link)
    with pytest.raises(InvitationInvalid):
        accept_invitation(late, link, "陈科长", PASSWORD)


def test_a_link_tells_its_age_itself(hall: Hall, link: str) -> None:
    """Whoever writes the database makes no old link valid again."""
    far = {"day": hall.clock() + timedelta(days=365)}
    put_off = text("UPDATE invitation SET expires_at = :day")
    hall.database.write(lambda db: db.execute(put_off, far))
    assert is_valid(hall, link)
    late = replace(hall, clock=Clock(now=hall.clock() + timedelta(hours=48)))
    assert not is_valid(late, link)


@pytest.mark.parametrize("altered", ["", "x", "{}x", "你好"])
def test_an_altered_link_is_refused(hall: Hall, link: str, altered: str) -> None:
    with pytest.raises(InvitationInvalid):
        accept_invitation(hall, altered.format(link), "陈科长", PASSWORD)


def test_a_link_is_stored_as_a_digest_alone(hall: Hall, link: str) -> None:
    rows = hall.database.read(lambda db: db.execute(text("SELECT * FROM invitation")).all())
    assert len(rows) == 1
    assert link not in str(rows)
    assert link not in str(read_journal(hall, CONSOLE))


def test_name_and_password_must_belong_together(hall: Hall, link: str) -> None:
    accept_invitation(hall, link, "陈科长", PASSWORD)
    for name, password in (("陈科长", "大布村的密码 2027"), ("无此人", PASSWORD), ("", "")):
        with pytest.raises(WrongPassword):
            sign_in(hall, name, password)


def test_an_unknown_name_costs_as_much_work_as_a_wrong_password(
    hall: Hall, link: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    accept_invitation(hall, link, "陈科长", PASSWORD)
    verified: list[str] = []

    class Counting:
        def verify(self, stored: str, _password: str) -> bool:
            verified.append(stored.rsplit("$", 2)[0])
            return False

        def hash(self, password: str) -> str:
            return real.hash(password)

    real = passwords._hasher
    monkeypatch.setattr(passwords, "_hasher", Counting())
    for name in ("陈科长", "无此人"):
        with pytest.raises(WrongPassword):
            sign_in(hall, name, PASSWORD)
    assert len(verified) == 2
    assert verified[0] == verified[1]


def test_a_barred_account_is_nobody(hall: Hall, link: str) -> None:
    actor = accept_invitation(hall, link, "陈科长", PASSWORD)
    hall.database.write(lambda db: people.set_active(db, actor.id or 0, active=False))
    assert find_actor(hall, actor.id or 0) is None
    with pytest.raises(WrongPassword):
        sign_in(hall, "陈科长", PASSWORD)


@pytest.mark.parametrize("password", ["", "123456789", "1234567890", "aaaaaaaaaaaa", "Password123"])
def test_a_weak_password_is_refused(hall: Hall, link: str, password: str) -> None:
    with pytest.raises(WeakPassword) as weak:
        accept_invitation(hall, link, "陈科长", password)
    assert weak.value.least == 10


def test_ones_own_name_is_no_password(hall: Hall, link: str) -> None:
    with pytest.raises(WeakPassword):
        accept_invitation(hall, link, "Chen Kezhang", "chen kezhang")


def test_a_password_hashed_long_ago_is_hashed_anew(hall: Hall, link: str) -> None:
    actor = accept_invitation(hall, link, "陈科长", PASSWORD)
    old = passwords.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
    hall.database.write(lambda db: people.set_password(db, actor.id or 0, old))
    sign_in(hall, "陈科长", PASSWORD)
    account = hall.database.read(lambda db: people.account_of(db, actor.id or 0))
    assert account is not None
    assert not passwords.is_outdated(account.password_hash)


def test_an_administrator_invites_others_and_nobody_else_does(hall: Hall, link: str) -> None:
    administrator = accept_invitation(hall, link, "陈科长", PASSWORD)
    text_of = create_account(hall, administrator, "王干事", Role.OBSERVER)
    observer = accept_invitation(hall, text_of, "王干事", PASSWORD)
    assert [role for _, role in observer.roles] == [Role.OBSERVER]
    with pytest.raises(MayNot):
        create_account(hall, observer, "他人", Role.ADMINISTRATOR)
    with pytest.raises(MayNot):
        read_journal(hall, observer)
    with pytest.raises(Refused):
        create_account(hall, administrator, "他人", Role.OBSERVER, unit=99)
    acts = [line.act for line in read_journal(hall, administrator)]
    assert acts == ["manage_people"] * 4
