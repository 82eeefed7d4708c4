"""Pages of a Word file begin where they should, and none is empty.

A paragraph that holds nothing but a break needs a line of its own: where the page before it is full
to the last line it goes over to the next one, breaks there, and leaves a page empty. So it is told
of the paragraph behind it that its page begins with it.
"""

from typing import Any

from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph


def carry(document: Any) -> None:
    """Take the paragraphs away that only break, and let the ones behind them begin a page.

    One that a table follows stays: a table cannot say it.
    """
    for paragraph in document.paragraphs:
        follower = paragraph._p.getnext()
        if _only_breaks(paragraph) and follower is not None and follower.tag == qn("w:p"):
            Paragraph(follower, paragraph._parent).paragraph_format.page_break_before = True
            paragraph._p.getparent().remove(paragraph._p)


def _only_breaks(paragraph: Any) -> bool:
    breaks = paragraph._p.findall(f".//{qn('w:br')}")
    pages = [each for each in breaks if each.get(qn("w:type")) == "page"]
    return bool(pages) and not paragraph.text.strip()
