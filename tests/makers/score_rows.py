"""People of 胶州 for tests: a row of ``ballot score`` with everything as usual."""

from ballot import schemes
from ballot.domain.scheme import columns
from ballot.domain.scheme.scheme import Scheme

VILLAGE = schemes.find("jiaozhou-village")
USUAL = dict.fromkeys(columns.needed(VILLAGE), "0") | {
    "单位": "某局",
    "单位类别": "市直",
    "派驻方式": "脱产",
    "职务层次": "正股级",
    "村(社区)": "大布村",
    "基本工作目标得分": "60",
    "工作制度和纪律得分": "40",
    "应参加人数": "46",
    "很满意": "20",
    "满意": "7",
    "基本满意": "3",
    "不满意": "1",
    "党组织降位": "否",
    "直接不称职情形": "",
}


def a_row(name: str, **cells: object) -> dict[str, str]:
    """A row of the 胶州 file; what is not said is as usual."""
    return USUAL | {"姓名": name} | {column: str(cell) for column, cell in cells.items()}


def with_options(**options: str) -> Scheme:
    """The 胶州 scheme with keys set besides its file; ``__`` stands for a dot."""
    overrides = {key.replace("__", "."): value for key, value in options.items()}
    return schemes.find("jiaozhou-village", overrides)
