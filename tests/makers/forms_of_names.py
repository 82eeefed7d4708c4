"""The forms on which names stand: slips, ballot, report, ranking and notice of the same people."""

import os
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from makers import printed
from makers.score_rows import VILLAGE, a_row

from ballot.domain.meetings.result import SubjectResult
from ballot.domain.paper import Question
from ballot.domain.scoring.score import score
from ballot.fonts.library import Shelf
from ballot.printing import pdf
from ballot.printing.forms import handouts, publication, ranking, result_report
from ballot.printing.forms.publication import Publication, PublicationColumn
from ballot.printing.leaf import Leaf
from ballot.printing.pdf import slips
from ballot.printing.pdf.slips import SlipPages
from ballot.slips import tokens

OPTIONS = ("很满意", "满意", "基本满意", "不满意")
QUESTION = Question("您对“第一书记”的工作是否满意？", OPTIONS)


def leaves(names: Sequence[str]) -> dict[str, Leaf]:
    """All but the slips."""
    people = tuple(SubjectResult(n, "市发改局", "大布村", "112", printed.opened()) for n in names)
    listed = score(VILLAGE, [a_row(name) for name in names])
    columns = (PublicationColumn("姓名"), PublicationColumn("等次"))
    return {
        "ballot": handouts.blank_ballot(
            handouts.BlankBallot(
                title=f"测评 {names[0]}", subjects=tuple(names), questions=(QUESTION,)
            )
        ),
        "report": result_report.leaf(printed.report(replace(printed.result(1), subjects=people))),
        "ranking": ranking.leaf(ranking.of(VILLAGE, listed, period="2026年度", check="7F3A")),
        "notice": publication.leaf(
            Publication(
                ground="根据实施细则",
                subject="考核等次",
                columns=columns,
                rows=tuple((name, "优秀") for name in names),
                first=date(2026, 12, 28),
                days=7,
                telephone="0532-12345678",
                by="中共胶州市委组织部",
            )
        ),
    }


def files(names: Sequence[str], fonts: Shelf) -> dict[str, bytes]:
    """Each form as PDF; of the slips a page a name, in whose title it stands."""
    found = {name: pdf.render(leaf, printed.MADE, fonts) for name, leaf in leaves(names).items()}
    pages = SlipPages(
        title=" ".join(names), number="482913", public_url="https://cp.cn", per_page=12
    )
    one = [tokens.mint(os.urandom)]
    return found | {"slips": b"".join(slips.render(pages, one, printed.MADE, fonts))}
