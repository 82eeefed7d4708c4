"""A workbook of the parts that a reader needs, written by hand: whatever XML a test wants in it."""

import io
import zipfile

OFFICE = "http://schemas.openxmlformats.org"
TYPES = (
    f'<Types xmlns="{OFFICE}/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
RELATED = (
    f'<Relationships xmlns="{OFFICE}/package/2006/relationships"><Relationship Id="rId1" '
    f'Type="{OFFICE}/officeDocument/2006/relationships/%s" Target="%s"/></Relationships>'
)
BOOK = (
    f'<workbook xmlns="{OFFICE}/spreadsheetml/2006/main" '
    f'xmlns:r="{OFFICE}/officeDocument/2006/relationships">'
    '<sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
HEADING = '<row r="1"><c r="A1" t="inlineStr"><is><t>姓名</t></is></c></row>'
SHEET = '<sheet name="a" sheetId="1" r:id="rId1"/>'


def a_workbook(rows: str, after: str = "", *, book: str = BOOK, texts: str = "") -> bytes:
    """An XLSX of one sheet, a heading above ``rows``; ``texts`` are those that cells name."""
    sheet = (
        f'<worksheet xmlns="{OFFICE}/spreadsheetml/2006/main">'
        f"<sheetData>{HEADING}{rows}</sheetData>{after}</worksheet>"
    )
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", TYPES)
        packed.writestr("_rels/.rels", RELATED % ("officeDocument", "xl/workbook.xml"))
        packed.writestr("xl/workbook.xml", book)
        related = RELATED % ("worksheet", "worksheets/sheet1.xml")
        shared = (RELATED % ("sharedStrings", "texts.xml")).replace("rId1", "rId2")
        both = related.replace("</Relationships>", shared[shared.index("<Relationship ") :])
        packed.writestr("xl/_rels/workbook.xml.rels", both)
        packed.writestr("xl/texts.xml", f"<sst>{texts}</sst>")
        packed.writestr("xl/worksheets/sheet1.xml", sheet)
    return content.getvalue()
