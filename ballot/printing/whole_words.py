"""Words that a heading is never parted in, where it can be helped: 组织, not 组 / 织.

Chinese may be broken anywhere, and running text is. In a heading of two short lines a broken word
is what an office sends back.
"""

import re

GRADES = "基本合格 基本称职 不合格 不称职 不满意 合格 称职 满意"
WORDS = (
    "党（工）委 党组织 党委 工委 支部 党建 党员 基层 组织 领导 班子 书记 中层 正职 副职 任期 任职 "
    "工作 项目 目标 规划 计划 总体 建设 完成 情况 落实 履行 履职 职责 责任 发展 承诺 调研 报告 "
    "测评 考核 考评 考绩 评估 评价 评议 审核 审定 备案 自查 得分 等次 位次 名次 加减 奖惩 扣分 "
    "意见 建议 打算 理由 原因 问题 不足 措施 方向 投入 力量 配备 协调 指导 管理 制度 纪律 作风 "
    "态度 群众 晋位 升级 重新 日期 时间 单位 姓名 职务 签名 个人 年度 季度 实际 驻村 督查 用于 "
    "选派 队伍 定级 申请 撤销 调查 办理 实事 监督 联系 服务 第一书记"
)
WHOLE = re.compile("|".join((GRADES + " " + WORDS).split()))
