"""The file of a meeting as the interface page has it (docs/api.md)."""

ONE = """
title = "2026年度第一书记群众满意度测评 大布村"
scheme = "jiaozhou-village"
custody = "server"
place = "村委会会议室"
[eligible]
"村“两委”成员" = 7
"党员" = 25
"村民代表" = 14
[[subjects]]
name = "张某"
objective_score = "112"
[subjects.groups]
"单位类别" = "镇街"
"""
"""One person, 46 who may vote."""

TWO = f"""{ONE}[[subjects]]
name = "李某"
"""
"""And a second person, whose score comes later."""
