"""The forms of a review: the ranking with its opinions, what follows, the lists, an appeal."""

from collections import Counter
from dataclasses import replace

from ballot.domain import house_time
from ballot.domain.access import Actor
from ballot.domain.errors import Fault, NotOneOf, NotRanked, Refused
from ballot.domain.review.uses_of_result import Brought, From
from ballot.domain.scheme import columns
from ballot.domain.scheme.grade_rules import TO_DECIDE
from ballot.domain.scoring import score
from ballot.printing.forms import blank, publication, ranking, template
from ballot.printing.forms.blank import Form
from ballot.printing.forms.publication import Publication, PublicationColumn
from ballot.printing.leaf import Leaf
from ballot.usecases.forms import ranking_form
from ballot.usecases.hall import Hall
from ballot.usecases.review import see_notice
from ballot.usecases.review.reviewed_people import PersonView
from ballot.usecases.review.see_appeals import AppealView, see_appeals
from ballot.usecases.review.see_notice import NoticeView
from ballot.usecases.review.see_review import ReviewView, see_review

RANKING, OUTCOME = "ranking", "outcome"
APPEAL = "appeal"


def forms_of_review(view: ReviewView) -> tuple[tuple[str, str], ...]:
    """(name, title) of each form that the review has; none before a ranking."""
    if view.ranking is None:
        return ()
    forms = [(form.name, form.title) for form in blank.forms_of(view.scheme.id) if form.ranked]
    return ((RANKING, ranking.TITLE), (OUTCOME, "考核结果使用表"), *forms)


def print_review_form(hall: Hall, actor: Actor, assessment: int, name: str) -> Leaf:
    """A form by its name. Raises NotRanked, Refused (no such form), MayNot."""
    view = see_review(hall, actor, assessment)
    known = tuple(each for each, _title in forms_of_review(view))
    if not known:
        raise NotRanked
    if name not in known:
        raise Refused([Fault(error=NotOneOf(value=name, allowed=known), key="paper")])
    if view.scored:
        view = replace(view, scored=score.even(view.scheme, view.scored))
    if name == RANKING:
        return _ranking(view)
    if name == OUTCOME:
        return _outcome(view)
    form = next(each for each in blank.forms_of(view.scheme.id) if each.name == name)
    rows = _rows(view, form)
    return blank.leaf(
        form.name,
        _fields(view, rows),
        rows,
        scheme_id=view.scheme.id,
        goals=view.scheme.aftermath.checklist,
        is_list=True,
    )


def print_appeal(hall: Hall, actor: Actor, assessment: int, id: int) -> Leaf:
    """An appeal on the policy's own form. Raises Refused, MayNot."""
    view = see_appeals(hall, actor, assessment)
    review = see_review(hall, actor, assessment)
    forms = [each.name for each in blank.forms_of(review.scheme.id)]
    found = [each for each in view.appeals if each.row.id == id and not each.is_objection]
    if not found or APPEAL not in forms:
        allowed = tuple(str(each.row.id) for each in view.appeals if not each.is_objection)
        raise Refused([Fault(error=NotOneOf(value=str(id), allowed=allowed), key="appeal")])
    return blank.leaf(APPEAL, _appeal(hall, review, found[0]), scheme_id=review.scheme.id)


def print_notice(hall: Hall, actor: Actor, assessment: int, id: int) -> Leaf:
    """A notice as it hangs. Raises Refused, MayNot."""
    view = see_notice.see_notices(hall, actor, assessment)
    for each in view.notices:
        if each.id == id:
            return _notice(each, working=view.working)
    allowed = tuple(str(each.id) for each in view.notices)
    raise Refused([Fault(error=NotOneOf(value=str(id), allowed=allowed), key="notice")])


def _ranking(view: ReviewView) -> Leaf:
    if view.scored is None or view.settled is None:
        raise NotRanked
    settled = replace(view.scored, ranking=view.settled)
    done = [(each.step, each.line) for each in view.road if each.line]
    return ranking_form.leaf(view, settled, done)


def _outcome(view: ReviewView) -> Leaf:
    order = sorted(view.people, key=lambda each: (each.group, each.rank or 10**9))
    rows = [
        {
            "name": each.name,
            "where": "\n".join(part for part in (each.unit, each.village) if part),
            "group": "/".join(each.group),
            "rank": "" if each.rank is None else str(each.rank),
            "grade": each.decided,
            "brings": "\n".join(_said(each, one) for one in _brings(each)),
            "clauses": "\n".join(dict.fromkeys(one.clause for one in _brings(each) if one.clause)),
        }
        for each in order
    ]
    period = "" if view.period in view.title else view.period
    facts: dict[str, object] = {"title": view.title, "period": period, "rows": rows}
    facts["grouped"] = any(each.group for each in view.people)
    facts["without_use"] = _without_use(view)
    facts["waits"] = any(each.decided == TO_DECIDE for each in view.people)
    return template.leaf("outcome", outcome=facts | {"check": view.inputs_sha256[:16]})


def _said(person: PersonView, one: Brought) -> str:
    """What a grade or a list brings; the grade stands in a column of its own."""
    is_named = one.name == person.decided or one.text.startswith(one.name)
    return one.text if is_named else f"{one.name}：{one.text}"


def _without_use(view: ReviewView) -> tuple[str, ...]:
    """The grades of the policy for which it says no use."""
    used = {each.grade for each in view.scheme.aftermath.consequences}
    return tuple(each.name for each in view.scheme.placing.grades if each.name not in used)


def _brings(person: PersonView) -> tuple[Brought, ...]:
    """What the grade brings, as soon as it is decided, and what binds from before."""
    waits = person.decided == TO_DECIDE
    return tuple(each for each in person.brings if not waits or each.kind is From.EARLIER)


def _rows(view: ReviewView, form: Form) -> list[dict[str, str]]:
    """A row a person of the form's grades and lists, in that order; of everybody without any."""
    everybody = sorted(view.people, key=lambda each: each.rank or 10**9)
    if not form.lists and not form.grades:
        return [_listed(view, each, "") for each in everybody]
    listed = view.listed()
    graded = [
        _listed(view, each, said)
        for grade, said in form.grades.items()
        for each in everybody
        if each.decided == grade
    ]
    return graded + [
        _listed(view, each, said) | _of_list(view, each, name)
        for name, said in form.lists.items()
        for each in listed.get(name, ())
    ]


def _of_list(view: ReviewView, person: PersonView, name: str) -> dict[str, str]:
    """What a named list brings somebody in yuan, what for, and the ground that put him on it; 待定
    where people decide."""
    (named,) = (each for each in view.scheme.aftermath.lists_of_period if each.name == name)
    (brought,) = (each for each in person.brings if each.name == name)
    is_open = TO_DECIDE in brought.text or person.decided == TO_DECIDE
    yuan = TO_DECIDE if is_open else str(named.yuan)
    ground = person.flags.get(named.needs)
    return {
        "名单": name,
        "金额": yuan if named.yuan else "",
        "事由": named.text,
        **({"主要问题": ground} if ground else {}),
    }


def _listed(view: ReviewView, person: PersonView, said: str) -> dict[str, str]:
    """A line of a list: his own cells, and the words that the policies' forms use for them."""
    place = next(at for at, each in enumerate(view.people) if each.id == person.id)
    cells = dict(view.scored.rows[place]) if view.scored else {}
    where = " ".join(part for part in (person.unit, person.village) if part)
    return cells | {
        "乡镇": person.unit,
        "村": person.village,
        "考核时间": view.period,
        "类别": said,
        "姓名": person.name,
        "其人": f"{person.name}（{where}）" if where else person.name,
        "单位": where,
        "得分": person.total,
        "综合得分": person.total,
        "位次": "" if person.rank is None else str(person.rank),
        columns.GRADE: person.decided,
        "主要问题": "；".join(f"{kind}：{ground}" for kind, ground in person.flags.items()),
        "意见": "；".join(each.reason for each in person.changes),
    }


def _fields(view: ReviewView, rows: list[dict[str, str]]) -> dict[str, str]:
    graded = Counter(each.decided for each in view.people)
    grades = view.scheme.placing.grades if view.is_decided else ()
    counts = {grade.name: str(graded[grade.name]) for grade in grades}
    due = sum(1 for each in view.people if each.rank is not None)
    period = {"季度": view.period, "年度": view.period}
    paid = [int(row["金额"]) for row in rows if row.get("金额") not in (None, "", TO_DECIDE)]
    money = {"金额合计": str(sum(paid))} if paid else {}
    return counts | period | money | {"总人数": str(due), "人数": str(len(rows))}


def _appeal(hall: Hall, review: ReviewView, found: AppealView) -> dict[str, str]:
    row = found.row
    value = row.before if row.before is not None else found.value
    decision = {"granted": "同意撤销", "refused": "不予撤销"}.get(row.decision or "", "")
    after = f",{row.item}由 {row.before} 改为 {row.after}" if row.after is not None else ""
    return {
        "申请单位": row.appellant,
        "申请日期": house_time.in_words(hall.local(row.at)),
        "村(社区)": " ".join(
            part for part in (found.person.unit_name, found.person.village) if part
        ),
        "姓名": found.person.name,
        "季度": review.period,
        "减分项目": f"{row.item} {value}",
        "理由": row.claim,
        "决定": f"{decision}{after}：{row.reason}" if decision else "",
    }


def _notice(view: NoticeView, *, working: bool) -> Leaf:
    widths = {"单位": 2, "组别": 3, "村(社区)": 2}
    return publication.leaf(
        Publication(
            ground=view.text,
            subject=view.about,
            columns=tuple(PublicationColumn(name, widths.get(name, 1)) for name in view.heading),
            rows=view.rows,
            first=view.first,
            last=view.last,
            days=view.days,
            unit="个工作日" if working else "天",
            counting=view.counting,
            telephone=view.telephone,
            by=view.publisher,
            address=view.address,
            hours=view.hours,
            wall=view.wall,
            void=view.void,
            url=view.url if view.is_up else "",
        )
    )
