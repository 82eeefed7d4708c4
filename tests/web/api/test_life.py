"""A whole life over the interface: a meeting, an assessment, a bundle; and what is refused."""

from dataclasses import asdict
from pathlib import Path
from urllib.parse import urlsplit

from makers.meetings import BAD, FAIR, GOOD, VERY
from makers.score_rows import USUAL
from people.phone import Phone
from people.programs import MEETING, Program, a_program

from ballot.bundle import verify
from ballot.domain.access import CONSOLE
from ballot.domain.paper import Ballot
from ballot.exports import result_as_json
from ballot.slips.tokens import Token
from ballot.usecases.accounts.read_journal import read_journal
from ballot.usecases.casting.cast_ballot import cast_ballot
from ballot.usecases.hall import Hall
from ballot.usecases.result.see_result import see_result
from ballot.usecases.result.see_signed_values import see_signed_values
from ballot.web.proxy import Application

COUNTS = ("应参加人数", "很满意", "满意", "基本满意", "不满意", "弃权", "无效")
ANSWERS = [VERY] * 20 + [GOOD] * 7 + [FAIR] * 3 + [BAD]


def vote(hall: Hall, number: str, url: str, answer: int) -> None:
    token = Token(url.rsplit("/", 1)[-1])
    cast_ballot(hall, number, token, Ballot((answer, answer)))


def vote_by_phone(app: Application, url: str, answer: int) -> None:
    """Open the address of a slip, choose, look once more, cast."""
    phone = Phone(app.test_client(use_cookies=False), urlsplit(url).path)
    phone.answer = phone.client.get(phone.url)
    phone.press(dict.fromkeys(phone.form.radios, str(answer + 1)))
    if phone.form.there:
        phone.press(button=phone.form.buttons[-1])
    assert "已计入" in phone.text, phone.text


def test_a_meeting_lives_over_the_interface(app: Application, hall: Hall, program: Program) -> None:
    number, slips = program.an_open_meeting(slips=46)
    for slip, answer in zip(slips, ANSWERS, strict=False):
        vote_by_phone(app, slip["url"], answer)
    assert program.done(f"/meetings/{number}/close")["state"] == "closed"
    told = program.get(f"/meetings/{number}/result").json
    assert all(set(each) == {"name"} for each in told["subjects"])
    opened = program.post(f"/meetings/{number}/box/open")
    assert opened.status_code == 200, opened.text
    shown = program.get(f"/meetings/{number}/result")
    result = see_result(hall, number)
    values = asdict(see_signed_values(hall, result))
    assert shown.data == opened.data == result_as_json.write(result, signed_values=values)
    assert shown.json["returned"]["total"] == 31
    assert shown.json["subjects"][0]["final_score"] == {"exact": "3024/31", "shown": "97.55"}
    bundle = program.get(f"/meetings/{number}/bundle")
    assert bundle.content_type == "application/zip"
    found = verify.verify(bundle.data)
    assert result_as_json.write(found.result, signed_values=values) == shown.data
    assert (found.fingerprint, found.key) == (values["fingerprint"], values["key"])


def test_an_assessment_lives_over_the_interface(hall: Hall, program: Program) -> None:
    usual = {column: text for column, text in USUAL.items() if column not in COUNTS}
    made = program.done(
        "/assessments",
        {"title": "2026年度考核", "scheme": "jiaozhou-village", "period": "2026"},
        201,
    )
    assert made["kind"] == "year"
    quarter = {"title": "考核", "scheme": "lijun", "period": "2026年第三季度", "kind": "year"}
    assert program.post("/assessments", quarter).status_code == 422
    of = f"/assessments/{made['id']}"
    rows = [usual | {"姓名": "甲某"}, usual | {"姓名": "乙某"}]
    assert program.done(f"{of}/people", {"rows": rows})["count"] == 2
    row = {"姓名": "甲某", "单位": "某局", "村(社区)": "大布村", "办实事奖分": "12"}
    done = program.done(f"{of}/scores", {"rows": [row]})
    told = {"count": 1, "new": 0, "changed": 1, "same": 0}
    assert done == told | {"lacking": [], "notes": []}
    subject = {"name": "甲某", "unit": "某局", "village": "大布村"}
    number, slips = program.an_open_meeting(
        eligible=3, subjects=[subject], assessment="2026年度考核"
    )
    for slip in slips:
        token = Token(slip["url"].rsplit("/", 1)[-1])
        cast_ballot(hall, number, token, Ballot((VERY,)))
    program.done(f"/meetings/{number}/close")
    program.done(f"/meetings/{number}/box/open")
    seen = program.get(of).json
    assert [each["meeting"] for each in seen["people"]] == [number, None]
    ranked = program.post(f"{of}/ranking")
    assert ranked.status_code == 200, ranked.text
    assert ranked.json["provisional"] is True, "乙某 is 待测评"
    first = ranked.json["people"][0]
    assert (first["name"], first["rank"]) == ("甲某", 1)
    assert program.get(f"{of}/ranking").data == ranked.data
    assert [each["id"] for each in program.get("/assessments").json] == [made["id"]]


def test_a_faulty_body_names_every_place_and_changes_nothing(program: Program) -> None:
    wrong = MEETING | {
        "title": " ",
        "eligible": 0,
        "colour": "red",
        "subjects": [{"name": "张某"}, {"name": "李某", "objective_score": "-1"}],
    }
    refused = program.post("/meetings", wrong)
    assert refused.status_code == 422
    said = {each["pointer"] for each in refused.json["errors"]}
    assert said == {"#/title", "#/eligible", "#/colour", "#/subjects/1/objective_score"}
    assert program.get("/meetings").json == []


def test_a_faulty_row_of_people_is_named_by_its_place(program: Program) -> None:
    body = {"title": "2026年度考核", "scheme": "jiaozhou-village"}
    id = program.done("/assessments", body, 201)["id"]
    usual = {column: text for column, text in USUAL.items() if column not in COUNTS}
    rows = [usual | {"姓名": "甲某"}, usual | {"姓名": "乙某", "单位类别": "火星"}]
    refused = program.post(f"/assessments/{id}/people", {"rows": rows})
    assert refused.status_code == 422
    assert refused.json["errors"][0]["pointer"] == "#/rows/1/单位类别"
    assert program.get(f"/assessments/{id}").json["people"] == []


def test_a_scheme_is_a_name_and_never_a_path(program: Program, tmp_path: Path) -> None:
    secret = tmp_path / "secret.toml"
    secret.write_text("geheim = 1", encoding="utf-8")
    for path, body in (
        ("/meetings", MEETING | {"scheme": str(secret)}),
        ("/assessments", {"title": "t", "scheme": str(secret)}),
    ):
        refused = program.post(path, body)
        assert refused.status_code == 422
        assert [each["pointer"] for each in refused.json["errors"]] == ["#/scheme"]
        assert "geheim" not in refused.text


def test_below_the_quorum_nothing_is_told_now_or_later(hall: Hall, program: Program) -> None:
    number, slips = program.an_open_meeting(slips=46)
    for slip in slips[:5]:
        vote(hall, number, slip["url"], BAD)
    program.done(f"/meetings/{number}/close")
    for _ in range(2):
        refused = program.post(f"/meetings/{number}/box/open")
        assert refused.status_code == 409
        assert refused.json["type"] == "urn:ballot:problem:quorum-missed"
    assert program.get(f"/meetings/{number}/result").json["state"] == "no_quorum"
    second = program.done(f"/meetings/{number}/round2", status=201)
    assert (second["round"], second["follows"]) == (2, number)


def test_the_journal_tells_the_key_by_its_name(app: Application, hall: Hall) -> None:
    program = a_program(app, hall, name="县考核系统")
    number, _slips = program.an_open_meeting()
    program.done(f"/meetings/{number}/close")
    lines = read_journal(hall, CONSOLE, number)
    assert {line.actor for line in lines} == {"API 县考核系统"}
    assert [line.act for line in lines][-1] == "close"


def test_acts_that_are_done_already_are_no_fault(program: Program) -> None:
    number, _slips = program.an_open_meeting()
    assert program.done(f"/meetings/{number}/open")["state"] == "open"
    program.done(f"/meetings/{number}/close")
    assert program.done(f"/meetings/{number}/close")["state"] == "closed"
    refused = program.post(f"/meetings/{number}/open")
    assert (refused.status_code, refused.json["type"]) == (409, "urn:ballot:problem:not-in-state")


def test_a_rehearsal_comes_and_goes(program: Program) -> None:
    number = program.a_meeting()
    assert program.done(f"/meetings/{number}/rehearse")["state"] == "rehearsal"
    assert program.done(f"/meetings/{number}/reset")["state"] == "draft"


def test_a_frozen_meeting_is_released_with_a_reason(program: Program) -> None:
    number = program.a_meeting()
    batch = program.done(f"/meetings/{number}/slips", {"count": 2}, 201)["batch"]
    program.done(f"/meetings/{number}/slips/{batch}/confirm")
    assert program.done(f"/meetings/{number}/freeze")["state"] == "frozen"
    refused = program.post(f"/meetings/{number}/unfreeze", {})
    assert refused.json["errors"][0]["pointer"] == "#/reason"
    done = program.done(f"/meetings/{number}/unfreeze", {"reason": "名单有误"})
    assert done["state"] == "draft"
