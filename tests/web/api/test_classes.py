"""Voters in classes at the interface."""

from people.programs import Program

IN_CLASSES = {
    "scheme": "abc-classes",
    "eligible": {"A票领导班子": 7, "B票中层干部": 20, "C票职工群众": 10},
    "subjects": [{"name": "张某"}],
}


def test_slips_are_issued_for_a_class_and_a_small_one_is_told_from_the_beginning(
    program: Program,
) -> None:
    number = program.a_meeting(**IN_CLASSES)
    told = program.get(f"/meetings/{number}").json["classes"]
    assert told[0] == {
        "name": "A票领导班子",
        "weight": "30%",
        "eligible": 7,
        "slips": 0,
        "lacks": ["small", "slips"],
    }
    for given in ({}, {"class": "D票"}, {"class": 1}):
        refused = program.post(f"/meetings/{number}/slips", {"count": 34, **given})
        assert (refused.status_code, refused.json["errors"][0]["pointer"]) == (422, "#/class")
    issued = program.done(f"/meetings/{number}/slips", {"count": 7, "class": "A票领导班子"}, 201)
    program.done(f"/meetings/{number}/slips/{issued['batch']}/confirm")
    (first, *_rest) = program.get(f"/meetings/{number}").json["classes"]
    assert (first["slips"], first["lacks"]) == (7, ["small"])
    refused = program.post(f"/meetings/{number}/open")
    assert (refused.status_code, "少于 8 人" in refused.json["detail"]) == (409, True)
