"""What stands across every page of a Word file: a watermark as Word itself writes one."""

from typing import Any
from xml.sax.saxutils import quoteattr

from docx.oxml import parse_xml

NAMES = " ".join(
    (
        'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"',
        'xmlns:v="urn:schemas-microsoft-com:vml"',
        'xmlns:o="urn:schemas-microsoft-com:office:office"',
    )
)
SHAPE = (
    '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800"'
    ' path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/>'
    '<v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>'
    '<v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/>'
    '<v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/></v:formulas>'
    '<v:path textpathok="t" o:connecttype="rect"/><v:textpath on="t" fitshape="t"/></v:shapetype>'
)
STYLE = (
    "position:absolute;margin-left:0;margin-top:0;width:{wide}pt;height:{high}pt;rotation:315;"
    "z-index:-251658752;mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
    "mso-position-vertical:center;mso-position-vertical-relative:margin"
)
WIDE = 480
"""Points from corner to corner."""


def write(document: Any, text: str) -> None:
    """Put it into the head of every page."""
    head = document.sections[0].header
    head.is_linked_to_previous = False
    style = STYLE.format(wide=WIDE, high=WIDE // max(len(text), 1) * 2)
    drawn = (
        f'<v:shape id="PowerPlusWaterMarkObject1" type="#_x0000_t136" style="{style}"'
        ' fillcolor="silver" stroked="f"><v:fill opacity=".5"/>'
        f"<v:textpath style='font-size:1pt' string={quoteattr(text)}/></v:shape>"
    )
    run = f"<w:r {NAMES}><w:pict>{SHAPE}{drawn}</w:pict></w:r>"
    head.paragraphs[0]._p.append(parse_xml(run))
