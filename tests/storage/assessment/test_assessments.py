"""An assessment keeps its scheme as it was; scores are only added; a paper has its order."""

from hashlib import sha256

from makers.stores.stored import NOON, a_draft_row

from ballot.storage import meetings, people, subjects, unit_tree
from ballot.storage.assessment import assessments
from ballot.storage.assessment.assessments import OBJECTIVE_SCORE
from ballot.storage.database import Database
from ballot.storage.subjects import EligibleRow, QuestionRow, VoterClassRow


def an_assessment(database: Database, title: str = "年度考核") -> int:
    return database.write(
        lambda db: assessments.add(
            db,
            unit=unit_tree.add_unit(db, "测试县"),
            title=title,
            scheme_id="jiaozhou-village",
            scheme_text="办法 一",
            at=NOON,
            overrides={"quorum": "2/3"},
        )
    )


def test_the_text_of_the_scheme_is_copied_with_its_digest(database: Database) -> None:
    id = an_assessment(database)
    row = database.read(lambda db: assessments.get(db, id))
    assert (row.scheme_text, row.overrides) == ("办法 一", {"quorum": "2/3"})
    assert row.scheme_sha256 == sha256("办法 一".encode()).digest()
    assert row.created_at == NOON


def test_an_assessment_is_found_by_its_title_the_newest(database: Database) -> None:
    an_assessment(database)
    newest = an_assessment(database)
    other = an_assessment(database, "季度考核")
    unit = database.read(lambda db: assessments.get(db, newest)).unit
    found = database.read(lambda db: assessments.find(db, unit, "年度考核"))
    assert found is not None
    assert found.id == newest
    assert database.read(lambda db: assessments.find(db, unit, "无")) is None
    listed = database.read(lambda db: assessments.in_units(db, [unit]))
    assert [row.id for row in listed][:2] == [other, newest]
    assert database.read(lambda db: assessments.in_units(db, None)) == listed
    assert database.read(lambda db: assessments.in_units(db, [])) == []


def test_a_person_is_name_unit_and_village(database: Database) -> None:
    id = an_assessment(database)

    def add(db: people.Session) -> list[int]:
        same = {"name": "张某", "unit_name": "农业局", "village": "大布村"}
        return [
            assessments.person_of(db, id, **same, groups={"单位类别": "市直"}),
            assessments.person_of(db, id, **same),
            assessments.person_of(db, id, **{**same, "village": "小布村"}),
        ]

    first, again, other = database.write(add)
    assert first == again != other
    rows = database.read(lambda db: assessments.people(db, id))
    assert [(row.id, row.village) for row in rows] == [(first, "大布村"), (other, "小布村")]
    assert rows[0].groups == {"单位类别": "市直"}


def test_the_last_score_counts_and_the_earlier_ones_stay(database: Database) -> None:
    id = an_assessment(database)

    def enter(db: people.Session) -> tuple[int, int]:
        one = assessments.person_of(db, id, name="张某")
        two = assessments.person_of(db, id, name="李某")
        for value in ("110", "112.0"):
            assessments.enter_score(db, one, item=OBJECTIVE_SCORE, value=value, by="王某", at=NOON)
        assessments.enter_score(db, two, item="exam", value="3", by="王某", at=NOON)
        return one, two

    one, two = database.write(enter)
    assert database.read(lambda db: assessments.scores(db, [one, two])) == {one: "112.0"}
    assert database.read(lambda db: assessments.scores(db, [one, two], "exam")) == {two: "3"}
    assert database.read(lambda db: assessments.scores(db, [])) == {}


def test_a_paper_keeps_its_order_and_is_set_anew(database: Database) -> None:
    number = database.write(a_draft_row)

    def put(db: people.Session) -> None:
        of = meetings.get(db, number).assessment
        names = [assessments.person_of(db, of, name=name) for name in ("张某", "李某", "王某")]
        subjects.put_subjects(db, number, names)
        subjects.put_subjects(db, number, [names[2], names[0]])
        subjects.put_questions(
            db,
            number,
            [QuestionRow("总体", ("满意", "不满意"), True), QuestionRow("分", (), False)],
        )
        subjects.put_classes(db, number, [VoterClassRow("A", "0.6"), VoterClassRow("B")])
        subjects.put_eligible(
            db, number, [EligibleRow("党员", 25), EligibleRow("村民代表", 14, 1, "更正")]
        )

    database.write(put)
    rows = database.read(lambda db: subjects.subjects(db, number))
    assert [(row.position, row.name) for row in rows] == [(0, "王某"), (1, "张某")]
    asked = database.read(lambda db: subjects.questions(db, number))
    assert asked == [QuestionRow("总体", ("满意", "不满意"), True), QuestionRow("分", (), False)]
    classes = database.read(lambda db: subjects.classes(db, number))
    assert classes == [VoterClassRow("A", "0.6"), VoterClassRow("B")]
    parts = database.read(lambda db: subjects.eligible_parts(db, number))
    assert parts == [EligibleRow("党员", 25), EligibleRow("村民代表", 14, 1, "更正")]


def test_a_paper_may_be_emptied(database: Database) -> None:
    number = database.write(a_draft_row)
    database.write(lambda db: subjects.put_eligible(db, number, [EligibleRow("党员", 25)]))
    database.write(lambda db: subjects.put_eligible(db, number, []))
    assert database.read(lambda db: subjects.eligible_parts(db, number)) == []
