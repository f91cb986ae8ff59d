no-data = 无数据
level-calm = 平稳
level-watch = 关注
level-alarm = 警报

abc-span = 按 { $first } 至 { $last } 的数字分类
abc-spread = { $currency }：最大客户占 { $top } %，集中度（HHI）{ $hhi }。
abc-concentrated = { $currency }：危险，最大客户占 { $top } %，集中度（HHI）{ $hhi }；超过 30 % 或 2500 即为过高。
column-class = 类别
column-base = 金额
column-share = 占比 %
column-bar = { "" }
column-cum-before = 之前累计
column-class-before = 上期
column-part = 项目
column-measure = 指标
column-shown = 数值
column-points = 得分
column-note = 依据
column-cause = 指向
column-known-percent = 已知

health-headline = { $name }：健康度 { $value }（满分 100）· 已知 { $known } %
health-win-win = 双赢 { $value }：核心圈中{ $name }得到的最少。
health-circle-unknown = 尚无人判断
health-coverage = { $value }（满分 100），按已知的关键人物（{ $known } %）
health-net-support = { $value }（−1 至 +1），已知 { $known } %
health-behaviour = { $people } 人的平均值，按实际接触计算
health-behaviour-unknown = 没有关键人物，也没有对口
health-cycles = 对口：绿 { $green }，黄 { $yellow }，红 { $red }
health-cycles-unknown = 尚无对口
health-money = { $days ->
    [0] 没有逾期
   *[other] 最久的欠款逾期 { $days } 天
}
health-money-unknown = 没有发票
health-complaints = { $all } 件投诉中 { $open } 件未了结，{ $unanswered } 件未答复
health-complaints-none = 没有投诉记录
health-growth = 与之前各期相比 { $change } %
health-growth-unknown = 有数字的期间太少

churn-headline = { $name }：流失风险 { $value }（满分 100，{ $level }）· 已知 { $known } %
churn-rhythm = { $days } 天没有下单；平时每 { $mean } 天一次（L { $l }，z { $z }）
churn-rhythm-unknown = 订单太少，看不出节奏
churn-complaints = 未了结的投诉 { $open } 件，未答复 { $unanswered } 件
churn-support = 净支持度 { $now }，半年前 { $then }
churn-support-unknown = 尚无人判断支持度
churn-competitor = { $name }倾向 { $rival }
churn-competitor-none = 没有关键人物倾向竞争对手
churn-competitor-unknown = 关键人物的倾向未知
churn-money = { $days ->
    [0] 没有逾期
   *[other] 款项逾期 { $days } 天
}
churn-money-unknown = 没有发票
churn-champion-left = 支持我们的{ $name }已离开
churn-champion-here = 支持我们的人都还在
churn-champion-unknown = 尚不知谁支持我们
cause-strategy-change = 客户战略调整
cause-supplier-selection = 供应商重新选择
cause-unresolved-complaint = 投诉未解决
cause-stronger-competitor = 对手更强

part-coverage = 覆盖度
part-net-support = 净支持度
part-behaviour = 实际接触
part-cycles = 拜访周期
part-money = 款项
part-complaints = 投诉
part-growth = 增长
part-rhythm = 订货节奏
part-support = 支持度
part-competitor = 竞争对手
part-champion = 支持者

kpi-sales = 销售额
kpi-margin = 毛利率
kpi-receivables-turnover = 应收账款周转
kpi-growth = 增长率
kpi-forecast-accuracy = 预测准确率
kpi-share-of-wallet = 钱包份额
kpi-satisfaction = 满意客户
kpi-new-customers = 新客户
kpi-retention = 客户保留率
kpi-on-time-orders = 准时交货率

warnings-none = 没有需要警示的事。
warning-no-decision-maker = 还不知道由谁拍板。
warning-no-opponent = 已判断的 { $judged } 人中没有一个反对我们：是不是看不见？
warning-key-players-not-supportive = { $all } 位关键人物中有 { $cool } 位不支持我们。
warning-outnumbered = 支持者 { $friends } 人，反对者 { $foes } 人。
warning-decision-maker-never-met = { $name }拍板，而我们还没有人见过。
warning-champion-silent = 已有 { $days } 天没有联系支持我们的{ $name }。
warning-champion-never = 还没有联系过支持我们的{ $name }。
warning-single-thread = { $name }只认识我们的一个人：{ $member }。
warning-personal-need-unknown = 核心圈的{ $name }个人需要什么还不清楚。
warning-key-player-uncovered = 关键人物{ $name }没有我方对口。
warning-cycle-red = 已有 { $days } 天没有联系，最长不应超过 { $limit } 天。
warning-card-never-reviewed = 客户卡片从未审阅。
warning-card-not-reviewed = 客户卡片上次审阅是 { $days } 天前。
warning-complaint-unanswered = { $days ->
    [0] 今天的一件投诉还没有答复。
   *[other] 一件投诉已有 { $days } 天没有答复。
}
warning-money-overdue = 款项逾期 { $days } 天。
warning-one-client = { $share } % 的业务系于这一个客户。
problem-span-unreadable = “{ $text }”不是期间：请写月份（2026-09）、季度（2026Q3）或年份（2026）。
# Insight into the whole business
place-insight = 洞察
command-go-insight = 洞察
command-insight-view-next = 下一视图
command-insight-view-next-help = 显示分级、流失风险、关键指标或警示
command-insight-open = 打开
command-insight-open-help = 打开光标所在的客户；在关键指标上，列出构成它的各客户
command-insight-sort = 按列排序
command-insight-sort-help = 按光标所在列排序
blocked-not-insight = 此操作用于洞察界面。
insight-classes = ABC 分级
insight-churn = 流失风险
insight-figures = 关键指标
insight-warnings = 警示
insight-empty = 还没有数据：请在客户卡的期间数据中添加。
insight-risk = 风险
insight-level = 程度
insight-weight = 我/对方
insight-bar = 占比
insight-measure = 指标
insight-value = 近 12 个月
insight-known = 已知
insight-about = 涉及
insight-concentration = { $currency }：最大客户占销售额 { $top } %，集中度 { $hhi }
strategy-win-win = 双赢：组织 · 个人
strategy-warnings = 警示
strategy-gain = { $name } { $house } · { $self }  { $value }
# The past
command-as-it-was = 当时情形
command-as-it-was-help = 显示某一天的全部情形，或回到今天
command-changes-between = 有何变化
command-changes-between-help = 说明两天之间的变化
past-leave = 回到今天
past-before-all = 到 { $day } 为止还没有任何记录。
past-ask-day = 看哪一天的情形？2026-09-30、上周五、-30d
past-ask-days = 哪两天之间的变化？2026-09-01..2026-10-15；只写一天则为此后
past-title = { $from } 至 { $to } 的变化
message-as-it-was = { $day } 的情形：不能改动；按 { KEY("as-it-was") } 回到今天
message-back-to-now = 已回到今天。
title-as-it-was = { $day } 的情形
problem-as-it-was = 这是 { $day } 的情形，不能改动。按 { KEY("as-it-was") } 回到今天。
problem-past-not-past = { $day } 还没有过去：请选今天以前的日子。
