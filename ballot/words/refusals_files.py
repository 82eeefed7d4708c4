"""What the refusal of a file of rows says: what it is, where it is wrong, and the remedy."""

from collections.abc import Mapping

from ballot.domain import errors
from ballot.words.language import lazy_gettext as _
from ballot.words.refusal_entry import INPUT, Entry

TABLE: Mapping[type[errors.BallotError], Entry] = {
    errors.SheetUnreadable: Entry(
        _(
            "这张表读不了：内容太多、单元格离得太远，或者已损坏。请把要用的几列复制到一张新表，再传一次。"
        ),
        INPUT,
        2,
    ),
    errors.FileLocked: Entry(
        _(
            "这个文件设了打开密码，读不了。请在 WPS 或 Excel 里打开，取消密码"
            "（WPS：文件—文档加密；Excel：文件—信息—保护工作簿），存盘后再传一次。"
        ),
        INPUT,
        2,
    ),
    errors.FileNoTable: Entry(
        _(
            "这不是表格，是文档、图片或压缩包。"
            "请把名单复制到 WPS 或 Excel 的一张新表里，存为 .xlsx，再传一次。"
        ),
        INPUT,
        2,
    ),
    errors.FileOfOtherProgram: Entry(
        _(
            "这种格式（例如 WPS 的 .et、.xlsb、系统导出的网页格式表格）不能直接读。"
            "请用 WPS 或 Excel 打开，选“另存为”，类型选“Excel 工作簿（.xlsx）”，再传一次。"
        ),
        INPUT,
        2,
    ),
    errors.FileTooLarge: Entry(
        _(
            "这个文件太大：最多 %(rows)s 行、%(columns)s 列、%(cells)s 个有内容的单元格，16 MB。"
            "请只留要用的行和列，或者分成几个文件。"
        ),
        INPUT,
        2,
    ),
    errors.NotText: Entry(
        _(
            "这个文本文件的编码认不出，或者引号不成对。"
            "请用 WPS 或 Excel 打开，另存为 .xlsx，再传一次。"
        ),
        INPUT,
        2,
    ),
    errors.NoHeading: Entry(
        _("没有找到列名（看过：%(tabs)s）。要有一行写着列名，例如：%(allowed)s。"),
        INPUT,
        2,
    ),
    errors.ColumnToChoose: Entry(
        _(
            "没有“%(name)s”列，但有可能是它的列：%(candidates)s。"
            "是的，请把那一列的列名改成“%(name)s”；不是的，请删去那一列。"
        ),
        INPUT,
        2,
    ),
    errors.ColumnUnnamed: Entry(
        _("第 %(place)s 列写着“%(value)s”，但这一列没有列名：补上列名，或者清空这一格。"),
        INPUT,
        2,
    ),
    errors.CellInError: Entry(
        _("这一格是错误值 %(value)s：在表格里改正公式，或者直接填上值"), INPUT, 2
    ),
    errors.CellNotCalculated: Entry(
        _("这一格的公式没有算出的值：在 WPS 或 Excel 里打开并保存一次，或者直接填上值"), INPUT, 2
    ),
    errors.CellTruthValue: Entry(
        _("这一格是真假值 %(value)s，不是文字或数：写成“是”或“否”，或者填上要填的内容"), INPUT, 2
    ),
    errors.CellIsDate: Entry(
        _("这一格是日期或时间 %(value)s，这里不填日期：把单元格格式改成“文本”，再填上要填的内容"),
        INPUT,
        2,
    ),
    errors.CellIsDitto: Entry(
        _("这一格只写着“%(value)s”，要由别的格才知道是什么：请填上要填的内容"), INPUT, 2
    ),
    errors.NotAName: Entry(
        _("“%(value)s”不是姓名，只有数字或符号：请填上姓名，或者看看是不是选错了列"), INPUT, 2
    ),
    errors.TooLong: Entry(_("有 %(length)s 个字，最多 %(most)s 个"), INPUT, 2),
    errors.ColumnMissing: Entry(_("文件里没有这一列，请在表格里加上"), INPUT, 2),
    errors.NobodyInFile: Entry(_("表里一个人也没有，请在列名下面一人填一行"), INPUT, 2),
    errors.SamePerson: Entry(
        _("“%(value)s”与第 %(row)s 行是同一人（姓名、单位、村都相同），重复了"), INPUT, 2
    ),
    errors.PerhapsSameRow: Entry(
        _(
            "“%(value)s”与第 %(row)s 行“%(other)s”疑似同一人："
            "是的，请只留一行；不是的，请确认是不同的人"
        ),
        INPUT,
        2,
    ),
    errors.PerhapsKnown: Entry(
        _(
            "“%(value)s”与名单里已有的“%(other)s”疑似同一人：是的，请删去这一行；不是的，请确认是不同的人"
        ),
        INPUT,
        2,
    ),
    errors.NotBase64: Entry(_("这不是用 base64 写出的文件内容"), INPUT, 2),
}
