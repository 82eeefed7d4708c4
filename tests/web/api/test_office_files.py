"""A file as an office has it, over the interface: read as the pages read it."""

from base64 import b64encode

from makers.county import a_county, a_list
from people.programs import Program


def body(content: bytes, **more: object) -> dict[str, object]:
    """A file as the interface takes it."""
    return {"file": b64encode(content).decode(), "name": "名单.xlsx", **more}


def test_a_list_comes_in_with_what_was_left_out_told(program: Program) -> None:
    plan = {"title": "2026年度考核", "scheme": "jiaozhou-village"}
    people = f"/assessments/{program.done('/assessments', plan, 201)['id']}/people"
    unsaid = program.post(people, body(a_list("派驻村"))).json["errors"]
    assert [each["type"] for each in unsaid] == ["urn:ballot:problem:column-to-choose"]
    columns = {"村(社区)": "派驻村"}
    doubtful = a_list("派驻村", also=("王晓明",))
    asked = program.post(people, body(doubtful, columns=columns)).json["errors"]
    assert [each["type"] for each in asked] == ["urn:ballot:problem:perhaps-same-row"]
    done = program.done(people, body(doubtful, columns=columns, distinct=True))
    assert done["count"] == 5
    assert any("序号" in note for note in done["notes"])


def test_what_is_no_file_is_refused(program: Program) -> None:
    plan = {"title": "2026年度考核", "scheme": "jiaozhou-village"}
    people = f"/assessments/{program.done('/assessments', plan, 201)['id']}/people"
    for sent in ({"file": "%"}, {"file": b64encode(b"%PDF").decode()}, {}):
        assert program.post(people, sent).status_code == 422


def test_more_points_than_the_sheet_can_bring_are_asked_about(program: Program) -> None:
    plan = {"title": "2026年度考核", "scheme": "jiaozhou-village"}
    people = f"/assessments/{program.done('/assessments', plan, 201)['id']}/people"
    county = a_county(5)
    for each, points in zip(county, ("60", "55", "600", "58", "61"), strict=True):
        each.row["基本工作目标得分"] = points
    rows = {"rows": [each.row for each in county]}
    asked = program.post(people, rows).json["errors"]
    assert [each["type"] for each in asked] == ["urn:ballot:problem:beyond-attainable"]
    done = program.done(people, rows | {"confirm_beyond": True})
    assert any("差得多" in note for note in done["notes"])


def test_meetings_of_a_body_are_made_and_the_faulty_row_is_named(program: Program) -> None:
    plan = {"title": "2026年度考核", "scheme": "jiaozhou-village"}
    at = f"/assessments/{program.done('/assessments', plan, 201)['id']}"
    county = a_county(4)
    program.done(f"{at}/people", {"rows": [each.row for each in county]})
    keys = ("姓名", "单位", "村(社区)")
    rows = [
        {name: each.row[name] for name in keys} | {"会议名称": "测评", "应参加人数": "46"}
        for each in county
    ]
    faulty = [rows[0], rows[1] | {"应参加人数": "很多"}, *rows[2:]]
    seen = program.done(f"{at}/meetings", {"rows": faulty, "preview": True})
    assert (seen["coming"], seen["numbers"], len(seen["failed"])) == (3, [], 1)
    made = program.done(f"{at}/meetings", {"rows": faulty})
    assert len(made["numbers"]) == 3
    assert [(each["row"], each["column"]) for each in made["failed"]] == [(3, "应参加人数")]
    again = program.done(f"{at}/meetings", {"rows": rows})
    assert (len(again["numbers"]), again["there"], again["failed"]) == (1, 3, [])
    assert len(program.get("/meetings").json) == 4
    assert program.post(f"{at}/meetings", {"rows": [{"姓名": "甲某"}]}).status_code == 422
