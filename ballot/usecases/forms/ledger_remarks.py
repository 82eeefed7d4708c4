"""What of the ledger is printed in words: differences, who went on over them, complaints.

Forms are in Chinese.
"""

from ballot.domain.ledger import remarks
from ballot.domain.ledger.balance import Due
from ballot.domain.ledger.ledger_told import Figure
from ballot.domain.meeting import Custody
from ballot.exports import remark_words
from ballot.printing.forms.result_report import Attendance
from ballot.usecases.ledger.see_ledger import LedgerView

UNCHECKED = "未用票未逐张核验。"


def of_form(view: LedgerView) -> tuple[str, ...]:
    """The sentences for the sheet that is signed before the opening; none where all is in order."""
    if view.count is None:
        return ()
    return (
        *_unchecked(view),
        *map(remark_words.chinese, remarks.unbalanced(view.lines)),
        *_paper(view),
        *(f"监票人{each.by}同意带差额开箱，原因：{each.reason}。" for each in view.going_on),
        *minuted(view),
    )


def minuted(view: LedgerView) -> tuple[str, ...]:
    """What else was minuted in the hall, for the report beside the remarks of its result."""
    if view.count is None:
        return ()
    return (
        *_exchanged(view),
        *_excluded(view),
        *(f"异议：{each.text}。处理结果：{each.outcome or '待处理'}。" for each in view.complaints),
        *_people(view),
    )


def attendance(view: LedgerView) -> Attendance:
    """到会, as far as it was counted."""
    present, on_leave = view.figures.get(Figure.PRESENT), view.figures.get(Figure.ON_LEAVE)
    absent = None
    if present is not None:
        absent = max(0, view.eligible - present - (on_leave or 0))
    return Attendance(present=present, on_leave=on_leave, absent=absent)


def _unchecked(view: LedgerView) -> tuple[str, ...]:
    """Nobody looked at the slips that were left over, one by one."""
    counted = Due.HANDED_OUT not in view.to_override
    if view.custody is not Custody.SERVER or view.unissued or counted:
        return ()
    return (UNCHECKED,)


def _exchanged(view: LedgerView) -> tuple[str, ...]:
    """How many slips were exchanged, and which of the 监票人 agreed to how many."""
    used = [each for each in view.permits if each.used]
    if not used:
        return ()
    said = "；".join(f"{each.by}同意 {each.most} 张，已用 {each.used} 张" for each in used)
    return (f"换发纸质票 {view.exchanged} 张：{said}。",)


def _paper(view: LedgerView) -> tuple[str, ...]:
    if Due.PAPER not in view.to_override:
        return ()
    return (f"换发纸质票 {view.exchanged} 张，没有录入纸质票。",)


def _excluded(view: LedgerView) -> tuple[str, ...]:
    """Answers that phones sealed and that are in no sum."""
    found = []
    if view.excluded.proof:
        found.append(f"手机加密的答案有 {view.excluded.proof} 份没有通过核验，按无效计。")
    if view.excluded.c1_twice:
        found.append(f"手机加密的答案有 {view.excluded.c1_twice} 份用了同一个随机数，按无效计。")
    return tuple(found)


def _people(view: LedgerView) -> tuple[str, ...]:
    found = []
    if view.unlike is not None:
        out, present = view.unlike
        found.append(f"实到 {present} 人，发出 {out} 张，相差 {abs(out - present)}。")
    if view.count is not None and view.count.not_returned:
        away = max(0, view.count.exchanged - view.count.paper) if view.agreed else 0
        of_paper = f"，其中换成纸质票没有交回的 {away} 张" if away else ""
        found.append(f"领而未投 {view.count.not_returned} 张{of_paper}。")
    if view.figures.get(Figure.SCRIBED):
        found.append(f"代写 {view.figures[Figure.SCRIBED]} 张。")
    return tuple(found)
