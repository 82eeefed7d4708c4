"""The box of the 监票人: any two keys open it, one never does, and it opens one list once."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import combinations, permutations

import pytest
from makers.meetings import BAD, GOOD, VERY, a_closed_meeting
from makers.meetings_of_scrutineers import HOLDERS, Scrutinised, a_closed_meeting_of_scrutineers
from sqlalchemy import text
from sqlalchemy.orm import Session

from ballot.box import published, shares
from ballot.box.partial import Partial
from ballot.box.published import Sent
from ballot.bundle import verify
from ballot.domain.access import CONSOLE
from ballot.domain.acts import Act
from ballot.domain.errors import (
    BallotError,
    BundleRefused,
    MayNot,
    NoSharesHere,
    NotInState,
    ProofRefused,
    QuorumMissed,
    SentToAnother,
    ShareOfAnother,
    SharesNeeded,
    Tampered,
)
from ballot.domain.meeting import State
from ballot.domain.meetings.result import OpenedBy, Way
from ballot.exports import result_as_json, result_table
from ballot.storage import meetings, results
from ballot.storage.rows import touched
from ballot.usecases.accounts.read_journal import read_journal
from ballot.usecases.forms.print_meeting_form import MeetingForm, print_meeting_form
from ballot.usecases.hall import Hall
from ballot.usecases.opening.open_box import open_box
from ballot.usecases.opening.publish_list import publish_list
from ballot.usecases.opening.send_partials import Arrived, send_partials, send_share
from ballot.usecases.result.export_bundle import export_bundle
from ballot.usecases.result.see_result import see_result

ANSWERS = [VERY, VERY, GOOD, BAD]


@pytest.fixture
def held(hall: Hall) -> Scrutinised:
    """Four of six came, the least that may be opened."""
    return a_closed_meeting_of_scrutineers(hall, ANSWERS, slips=6, subjects=2, eligible=6)


def send(hall: Hall, held: Scrutinised, position: int, way: Way = Way.PAGE) -> Arrived:
    sent = held.made(hall, position)
    return send_partials(hall, held.holder(position), held.number, sent, way)


def counts(hall: Hall, held: Scrutinised) -> list[list[int]]:
    found = see_result(hall, held.number)
    return [[n for _, n in each.opened.counts] for each in found.subjects if each.opened]


def state(hall: Hall, held: Scrutinised) -> State:
    return hall.database.read(lambda db: meetings.get(db, held.number)).state


def journalled(hall: Hall, held: Scrutinised) -> list[dict[str, object]]:
    lines = read_journal(hall, CONSOLE, held.number)
    return [json.loads(line.detail) for line in lines if line.act == Act.SEND_PARTIALS]


@pytest.mark.parametrize("order", list(permutations((1, 2, 3), 2)), ids=str)
def test_any_two_open_the_box_and_one_never_does(
    hall: Hall, held: Scrutinised, order: tuple[int, int]
) -> None:
    first, second = order
    assert send(hall, held, first) == Arrived(first, 1, opened=False)
    with pytest.raises(SharesNeeded) as needed:
        open_box(hall, CONSOLE, held.number)
    assert needed.value.given == 1
    assert (state(hall, held), counts(hall, held)) == (State.CLOSED, [])
    assert send(hall, held, second) == Arrived(second, 2, opened=True)
    assert (state(hall, held), counts(hall, held)) == (State.OPENED, [[2, 1, 0, 1]] * 2)
    found = see_result(hall, held.number)
    ours = tuple(OpenedBy(at, HOLDERS[at - 1], Way.PAGE) for at in sorted(order))
    assert found.facts.opened_by == ours
    assert [each["number"] for each in result_as_json.value(found)["opened_by"]] == sorted(order)
    assert open_box(hall, CONSOLE, held.number) == found
    checked = verify.verify(export_bundle(hall, CONSOLE, held.number))
    assert checked.result == found


def test_nobody_opens_it_without_a_key(hall: Hall, held: Scrutinised) -> None:
    with pytest.raises(SharesNeeded):
        open_box(hall, CONSOLE, held.number)
    assert state(hall, held) is State.CLOSED


def test_the_same_key_twice_is_one_key(hall: Hall, held: Scrutinised) -> None:
    assert send(hall, held, 1).count == send(hall, held, 1, Way.FILE).count == 1
    assert state(hall, held) is State.CLOSED
    assert len(journalled(hall, held)) == 1
    sent = held.made(hall, 3)
    send(hall, held, 2)
    assert send_partials(hall, held.holder(3), held.number, sent, Way.PAGE).opened
    assert [each.number for each in see_result(hall, held.number).facts.opened_by] == [1, 2]


def wrong(held: Scrutinised, sent: Sent) -> dict[str, Sent]:
    """What is refused: each differs in one thing from what is taken."""
    one, *rest = sent.partials
    bit = bytes([one.proof[0] ^ 1])
    return {
        "another's share": replace(sent, number=2, partials=tuple(_as(2, sent))),
        "a proof altered": replace(sent, partials=(replace(one, proof=bit + one.proof[1:]), *rest)),
        "a point altered": replace(sent, partials=(replace(one, points=one.proof), *rest)),
        "one too few": replace(sent, partials=tuple(rest)),
        "two swapped": replace(sent, partials=sent.partials[::-1]),
        "another list": replace(sent, root=bytes(32)),
    }


def _as(number: int, sent: Sent) -> list[Partial]:
    return [replace(each, number=number) for each in sent.partials]


@pytest.mark.parametrize(
    ("kind", "why"),
    [
        ("another's share", "partial"),
        ("a proof altered", "partial"),
        ("a point altered", "length"),
        ("one too few", "partial"),
        ("two swapped", "partial"),
        ("another list", "root"),
    ],
)
def test_a_wrong_set_is_refused_and_journalled_without_a_secret(
    hall: Hall, held: Scrutinised, kind: str, why: str
) -> None:
    sent = wrong(held, held.made(hall, 1))[kind]
    with pytest.raises(ProofRefused) as refused:
        send_partials(hall, held.holder(sent.number), held.number, sent, Way.PAGE)
    assert refused.value.why == why
    assert journalled(hall, held) == [{"refused": why, "way": "page"}]
    assert hall.database.read(lambda db: results.partials(db, held.number)) == []
    assert send(hall, held, 1).count == 1, "the control: untouched it is taken"


def test_nobody_fills_the_journal_with_keys_that_do_not_fit(
    hall: Hall, held: Scrutinised, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ballot.usecases.opening.send_partials.REFUSALS", 3)
    _, foreign = shares.split()
    another = wrong(held, held.made(hall, 1))["another list"]
    for _ in range(5):
        with pytest.raises(ProofRefused):
            send_share(hall, CONSOLE, held.number, foreign[0].secret)
    with pytest.raises(ProofRefused):
        send_partials(hall, held.holder(1), held.number, another, Way.PAGE)
    told = journalled(hall, held)
    assert [each.get("last", False) for each in told] == [False, False, True, False]
    assert told[-1] == {"refused": "root", "way": "page"}
    assert send(hall, held, 1).count == 1


def test_a_share_of_another_meeting_opens_nothing(hall: Hall, held: Scrutinised) -> None:
    _, foreign = shares.split()
    with pytest.raises(ProofRefused) as refused:
        send_share(hall, CONSOLE, held.number, foreign[0].secret)
    assert refused.value.why == "share"
    assert journalled(hall, held) == [{"refused": "share", "way": "server"}]
    assert foreign[0].secret.hex() not in json.dumps(journalled(hall, held))


def test_two_shares_typed_into_the_server_open_it_and_are_named(
    hall: Hall, held: Scrutinised
) -> None:
    send_share(hall, CONSOLE, held.number, held.shares[2].secret)
    send_share(hall, CONSOLE, held.number, held.shares[0].secret)
    ways = [(each.number, each.way) for each in see_result(hall, held.number).facts.opened_by]
    assert ways == [(1, Way.SERVER), (3, Way.SERVER)]


def test_nobody_uses_the_key_of_another_on_his_own_phone(hall: Hall, held: Scrutinised) -> None:
    sent = held.made(hall, 2)
    with pytest.raises(ShareOfAnother):
        send_partials(hall, held.holder(1), held.number, sent, Way.PAGE)
    with pytest.raises(ShareOfAnother):
        send_share(hall, held.holder(1), held.number, held.shares[1].secret)
    assert send_partials(hall, CONSOLE, held.number, sent, Way.FILE).count == 1


def test_what_was_made_for_another_meeting_is_sent_back(hall: Hall, held: Scrutinised) -> None:
    other = a_closed_meeting_of_scrutineers(hall, ANSWERS, slips=6, eligible=6)
    with pytest.raises(SentToAnother):
        send_partials(hall, CONSOLE, other.number, held.made(hall, 1), Way.FILE)
    with pytest.raises(MayNot):
        publish_list(hall, held.holder(1), other.number)


def test_below_the_quorum_nothing_is_published_taken_or_opened(hall: Hall) -> None:
    """⌈2E/3⌉ − 1 came: whatever the three do, with all their keys."""
    held = a_closed_meeting_of_scrutineers(hall, [VERY, GOOD, BAD], slips=6, eligible=6)
    sent = Sent(held.number, bytes(32), 1, ())
    attempts: list[Callable[[], object]] = [
        lambda: publish_list(hall, held.holder(1), held.number),
        lambda: send_partials(hall, held.holder(1), held.number, sent, Way.PAGE),
        lambda: send_share(hall, held.holder(1), held.number, held.shares[0].secret),
        lambda: open_box(hall, CONSOLE, held.number),
    ]
    for attempt in attempts:
        with pytest.raises(QuorumMissed) as missed:
            attempt()
        assert (missed.value.returned, missed.value.required) == (3, 4)
    assert state(hall, held) is State.NO_QUORUM
    with pytest.raises(QuorumMissed):
        send_partials(hall, held.holder(1), held.number, sent, Way.PAGE)
    with pytest.raises(NotInState):
        publish_list(hall, held.holder(1), held.number)
    assert hall.database.read(lambda db: results.partials(db, held.number)) == []


def test_the_server_s_own_box_takes_no_shares(hall: Hall) -> None:
    meeting = a_closed_meeting(hall, ANSWERS, slips=6, eligible=6)
    with pytest.raises(NoSharesHere):
        publish_list(hall, CONSOLE, meeting.number)


def test_after_a_crash_between_the_second_key_and_the_opening_it_opens_still(
    hall: Hall, held: Scrutinised, monkeypatch: pytest.MonkeyPatch
) -> None:
    send(hall, held, 1)

    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("ballot.usecases.opening.open_box._write_result", crash)
        with pytest.raises(KeyboardInterrupt):
            send(hall, held, 2)
    assert state(hall, held) is State.CLOSED
    assert send(hall, held, 2) == Arrived(2, 2, opened=True)


def run(hall: Hall, statement: str, **values: object) -> None:
    """What an attacker with a database client does; it must hit something."""

    def attack(db: Session) -> None:
        assert touched(db, text(statement).bindparams(**values)) > 0, statement

    hall.database.write(attack)


@pytest.mark.parametrize(
    ("statement", "what"),
    [
        ("UPDATE sealed_vote SET ct = :b", "sealed_vote"),
        ("DELETE FROM sealed_vote", "sealed_vote"),
        ("UPDATE slip SET st = 3 WHERE st = 6", "slips"),
        ("UPDATE meeting SET frozen = REPLACE(frozen, '张某', '某张')", "frozen"),
        ("UPDATE opening SET root = :b", "roots"),
        ("UPDATE partial SET proof = :b", "opening"),
        ("UPDATE partial SET scrutineer = 3", "opening"),
        ("DELETE FROM partial", "opening"),
        ("DELETE FROM journal WHERE act = 'send_partials'", "journal"),
        ("UPDATE journal SET detail = REPLACE(detail, 'page', 'file')", "journal"),
    ],
)
def test_whatever_is_changed_by_sql_after_the_first_key_blocks_the_opening(
    hall: Hall, held: Scrutinised, statement: str, what: str
) -> None:
    """The control is the test of any two: untouched it opens."""
    sent = held.made(hall, 2)
    send(hall, held, 1)
    run(hall, statement, **({"b": b"\x01" * 32} if ":b" in statement else {}))
    with pytest.raises(Tampered) as tampered:
        send_partials(hall, held.holder(2), held.number, sent, Way.PAGE)
    assert tampered.value.what == what
    assert state(hall, held) is State.CLOSED


def test_a_set_that_nobody_sent_is_not_believed(hall: Hall, held: Scrutinised) -> None:
    """Somebody with a share and the database puts the second set there himself."""
    send(hall, held, 1)
    sent = held.made(hall, 2)
    for place, each in enumerate(sent.partials):
        run(
            hall,
            "INSERT INTO partial (meeting, scrutineer, subject, question, voter_class, points,"
            " proof) VALUES (:number, 2, :subject, 0, 0, :points, :proof)",
            number=held.number,
            subject=place,
            points=each.points,
            proof=each.proof,
        )
    with pytest.raises(Tampered) as tampered:
        open_box(hall, CONSOLE, held.number)
    assert tampered.value.what == "opening"


def test_one_key_opens_one_list_and_never_a_second(hall: Hall, held: Scrutinised) -> None:
    """Two lists that differ in one ballot would open that ballot: the second is refused for ever.

    The attacker takes a ballot away with its slip and all tags made good, and the root too.
    """
    send(hall, held, 1)
    run(hall, "UPDATE opening SET root = :b", b=b"\x02" * 32)
    for position in (1, 2):
        with pytest.raises(Tampered):
            send(hall, held, position)
    run(hall, "DELETE FROM partial")
    run(hall, "DELETE FROM opening")
    for position in (1, 2, 3):
        with pytest.raises(Tampered):
            send(hall, held, position)
    assert state(hall, held) is State.CLOSED


@pytest.mark.parametrize("pair", list(combinations((0, 1, 2), 2)), ids=str)
def test_a_partial_made_for_one_list_opens_no_other(
    hall: Hall, held: Scrutinised, pair: tuple[int, int]
) -> None:
    """Its proof stands on the root, so that it is worth nothing beside another list."""
    given = publish_list(hall, CONSOLE, held.number)
    listed = published.from_json("".join(given.pieces))
    shorter = replace(listed, lists={cell: rows[1:] for cell, rows in listed.lists.items()})
    for at in pair:
        made = published.partials(shorter, held.shares[at], shorter.close_value, 1)
        for claimed in (made, replace(made, root=listed.root)):
            with pytest.raises(ProofRefused):
                send_partials(hall, CONSOLE, held.number, claimed, Way.FILE)
    assert state(hall, held) is State.CLOSED


def test_an_error_says_no_secret(hall: Hall, held: Scrutinised) -> None:
    said: list[BallotError] = []
    for at in (0, 1, 2):
        try:
            send_share(hall, held.holder(at % 2 + 1), held.number, held.shares[at].secret)
        except BallotError as error:
            said.append(error)
    everything = repr([vars(error) for error in said]) + repr(journalled(hall, held))
    assert all(share.secret.hex() not in everything for share in held.shares)


def test_one_byte_flipped_in_its_bundle_is_refused(hall: Hall, held: Scrutinised) -> None:
    """In a sample of all bytes, those of the partial decryptions and of the journal among them."""
    send(hall, held, 1)
    send(hall, held, 3, Way.FILE)
    file = export_bundle(hall, CONSOLE, held.number)
    found = verify.verify(file).result.facts.opened_by
    assert [(each.number, each.way) for each in found] == [(1, Way.PAGE), (3, Way.FILE)]
    for place in range(0, len(file), 211):
        altered = file[:place] + bytes([file[place] ^ 1]) + file[place + 1 :]
        with pytest.raises(BundleRefused):
            verify.verify(altered)


def test_whose_keys_opened_it_and_every_fallback_stand_on_report_and_sheet(
    hall: Hall, held: Scrutinised
) -> None:
    send(hall, held, 1)
    send_share(hall, CONSOLE, held.number, held.shares[2].secret)
    facts = dict(result_table.of(see_result(hall, held.number)).facts)
    assert facts["开箱监票人 1 Opened by"] == "王监 (自己的手机 own phone)"
    assert facts["开箱监票人 3 Opened by"] == "赵监 (交给服务器 given to the server)"
    printed = repr(print_meeting_form(hall, CONSOLE, held.number, MeetingForm.REPORT))
    assert "✓ 王监" in printed
    assert "✓ 赵监" in printed
    assert "✓ 李监" not in printed
    assert "3 号监票人赵监的钥匙曾交到主办单位的机器上使用" in printed
    assert "王监的钥匙" not in printed


def test_three_keys_at_once_open_one_box_once(hall: Hall, held: Scrutinised) -> None:
    made = [held.made(hall, position) for position in (1, 2, 3)]

    def bring(sent: Sent) -> Arrived:
        return send_partials(hall, held.holder(sent.number), held.number, sent, Way.PAGE)

    with ThreadPoolExecutor(3) as at_once:
        arrived = list(at_once.map(bring, made))
    assert any(each.opened for each in arrived)
    found = see_result(hall, held.number)
    assert found.facts.state is State.OPENED
    assert 2 <= len(found.facts.opened_by) <= 3
    assert counts(hall, held) == [[2, 1, 0, 1]] * 2
    verify.verify(export_bundle(hall, CONSOLE, held.number))
