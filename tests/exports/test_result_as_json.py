"""The JSON of a result is the shape of docs/api.md, key by key."""

import json

from makers import results

from ballot.exports import result_as_json

AS_AGREED = """
{"meeting": "482913", "title": "大布村测评", "round": 1, "follows": null,
 "scheme": {"id": "jiaozhou-village", "sha256": "%s"},
 "custody": "server", "transport": "local", "state": "opened",
 "eligible": 46, "issued": 46, "handed_out": null, "unissued": 0, "spoiled": 0, "exchanged": 0,
 "not_returned": 0, "void": 15, "remarks": [],
 "returned": {"phone": 31, "kiosk": 0, "paper": 0, "total": 31},
 "quorum": {"rule": "≥ 2/3", "required": 31, "met": true},
 "subjects": [{"name": "张某",
   "counts": {"很满意": 20, "满意": 7, "基本满意": 3, "不满意": 1}, "blank": 0, "invalid": 0,
   "denominator": 31, "satisfaction": {"exact": "27/31", "percent": "87.10"},
   "objective_score": "112", "final_score": {"exact": "3024/31", "shown": "97.55"}}]}
"""


def test_an_opened_meeting_has_the_agreed_shape() -> None:
    told = json.loads(result_as_json.write(results.an_opened_result()))
    told["subjects"] = told["subjects"][:1]
    assert told == json.loads(AS_AGREED % ("ab" * 32))


def test_a_person_without_a_score_brought_in_has_no_final_score() -> None:
    second = result_as_json.value(results.an_opened_result())["subjects"][1]
    assert second["unit"] == "镇政府"
    assert second["satisfaction"] == {"exact": "0", "percent": "0.00"}
    assert second["objective_score"] is None
    assert second["final_score"] is None


def test_below_the_quorum_subjects_carry_names_alone() -> None:
    told = result_as_json.value(results.a_result_without_quorum())
    assert told["state"] == "no_quorum"
    assert told["quorum"] == {"rule": "≥ 2/3", "required": 31, "met": False}
    assert told["subjects"] == [{"name": "张某"}]


def test_two_of_one_name_carry_what_tells_them_apart() -> None:
    told = result_as_json.value(results.a_result_of_one_name())["subjects"]
    assert told == [
        {"name": "张某", "unit": "镇政府"},
        {"name": "张某", "unit": "水利局"},
        {"name": "李某"},
    ]


def test_several_questions_are_all_told() -> None:
    told = result_as_json.value(results.a_result_of_two_questions())["subjects"][0]
    assert [each["text"] for each in told["questions"]] == ["是否满意？", "打多少分？"]
    assert told["questions"][1] == {
        "text": "打多少分？",
        "counts": {},
        "blank": 1,
        "invalid": 0,
        "numbers": 30,
        "total": 2700,
    }
