no-data = 無資料
level-calm = 平穩
level-watch = 關注
level-alarm = 警報

abc-span = 按 { $first } 至 { $last } 的數字分類
abc-spread = { $currency }：最大客戶佔 { $top } %，集中度（HHI）{ $hhi }。
abc-concentrated = { $currency }：危險，最大客戶佔 { $top } %，集中度（HHI）{ $hhi }；超過 30 % 或 2500 即為過高。
column-class = 類別
column-base = 金額
column-share = 佔比 %
column-bar = { "" }
column-cum-before = 之前累計
column-class-before = 上期
column-part = 項目
column-measure = 指標
column-shown = 數值
column-points = 得分
column-note = 依據
column-cause = 指向
column-known-percent = 已知

health-headline = { $name }：健康度 { $value }（滿分 100）· 已知 { $known } %
health-win-win = 雙贏 { $value }：核心圈中{ $name }得到的最少。
health-circle-unknown = 尚無人判斷
health-coverage = { $value }（滿分 100），按已知的關鍵人物（{ $known } %）
health-net-support = { $value }（−1 至 +1），已知 { $known } %
health-behaviour = { $people } 人的平均值，按實際接觸計算
health-behaviour-unknown = 沒有關鍵人物，也沒有對口
health-cycles = 對口：綠 { $green }，黃 { $yellow }，紅 { $red }
health-cycles-unknown = 尚無對口
health-money = { $days ->
    [0] 沒有逾期
   *[other] 最久的欠款逾期 { $days } 天
}
health-money-unknown = 沒有發票
health-complaints = { $all } 件投訴中 { $open } 件未了結，{ $unanswered } 件未答覆
health-complaints-none = 沒有投訴記錄
health-growth = 與之前各期相比 { $change } %
health-growth-unknown = 有數字的期間太少

churn-headline = { $name }：流失風險 { $value }（滿分 100，{ $level }）· 已知 { $known } %
churn-rhythm = { $days } 天沒有下單；平時每 { $mean } 天一次（L { $l }，z { $z }）
churn-rhythm-unknown = 訂單太少，看不出節奏
churn-complaints = 未了結的投訴 { $open } 件，未答覆 { $unanswered } 件
churn-support = 淨支持度 { $now }，半年前 { $then }
churn-support-unknown = 尚無人判斷支持度
churn-competitor = { $name }傾向 { $rival }
churn-competitor-none = 沒有關鍵人物傾向競爭對手
churn-competitor-unknown = 關鍵人物的傾向未知
churn-money = { $days ->
    [0] 沒有逾期
   *[other] 款項逾期 { $days } 天
}
churn-money-unknown = 沒有發票
churn-champion-left = 支持我們的{ $name }已離開
churn-champion-here = 支持我們的人都還在
churn-champion-unknown = 尚不知誰支持我們
cause-strategy-change = 客戶策略調整
cause-supplier-selection = 供應商重新選擇
cause-unresolved-complaint = 投訴未解決
cause-stronger-competitor = 對手更強

part-coverage = 覆蓋度
part-net-support = 淨支持度
part-behaviour = 實際接觸
part-cycles = 拜訪週期
part-money = 款項
part-complaints = 投訴
part-growth = 成長
part-rhythm = 訂貨節奏
part-support = 支持度
part-competitor = 競爭對手
part-champion = 支持者

kpi-sales = 銷售額
kpi-margin = 毛利率
kpi-receivables-turnover = 應收帳款週轉
kpi-growth = 成長率
kpi-forecast-accuracy = 預測準確率
kpi-share-of-wallet = 錢包份額
kpi-satisfaction = 滿意客戶
kpi-new-customers = 新客戶
kpi-retention = 客戶保留率
kpi-on-time-orders = 準時交貨率

warnings-none = 沒有需要警示的事。
warning-no-decision-maker = 還不知道由誰拍板。
warning-no-opponent = 已判斷的 { $judged } 人中沒有一個反對我們：是不是看不見？
warning-key-players-not-supportive = { $all } 位關鍵人物中有 { $cool } 位不支持我們。
warning-outnumbered = 支持者 { $friends } 人，反對者 { $foes } 人。
warning-decision-maker-never-met = { $name }拍板，而我們還沒有人見過。
warning-champion-silent = 已有 { $days } 天沒有聯絡支持我們的{ $name }。
warning-champion-never = 還沒有聯絡過支持我們的{ $name }。
warning-single-thread = { $name }只認識我們的一個人：{ $member }。
warning-personal-need-unknown = 核心圈的{ $name }個人需要什麼還不清楚。
warning-key-player-uncovered = 關鍵人物{ $name }沒有我方對口。
warning-cycle-red = 已有 { $days } 天沒有聯絡，最長不應超過 { $limit } 天。
warning-card-never-reviewed = 客戶卡片從未審閱。
warning-card-not-reviewed = 客戶卡片上次審閱是 { $days } 天前。
warning-complaint-unanswered = { $days ->
    [0] 今天的一件投訴還沒有答覆。
   *[other] 一件投訴已有 { $days } 天沒有答覆。
}
warning-money-overdue = 款項逾期 { $days } 天。
warning-one-client = { $share } % 的業務繫於這一個客戶。
problem-span-unreadable = 「{ $text }」不是期間：請寫月份（2026-09）、季度（2026Q3）或年份（2026）。
# Insight into the whole business
place-insight = 洞察
command-go-insight = 洞察
command-insight-view-next = 下一檢視
command-insight-view-next-help = 顯示分級、流失風險、關鍵指標或警示
command-insight-open = 開啟
command-insight-open-help = 開啟游標所在的客戶；在關鍵指標上，列出構成它的各客戶
command-insight-sort = 按欄排序
command-insight-sort-help = 按游標所在欄排序
blocked-not-insight = 此操作用於洞察畫面。
insight-classes = ABC 分級
insight-churn = 流失風險
insight-figures = 關鍵指標
insight-warnings = 警示
insight-empty = 還沒有資料：請在客戶卡的期間資料中新增。
insight-risk = 風險
insight-level = 程度
insight-weight = 我/對方
insight-bar = 佔比
insight-measure = 指標
insight-value = 近 12 個月
insight-known = 已知
insight-about = 涉及
insight-concentration = { $currency }：最大客戶佔銷售額 { $top } %，集中度 { $hhi }
strategy-win-win = 雙贏：組織 · 個人
strategy-warnings = 警示
strategy-gain = { $name } { $house } · { $self }  { $value }
# The past
command-as-it-was = 當時情形
command-as-it-was-help = 顯示某一天的全部情形，或回到今天
command-changes-between = 有何變化
command-changes-between-help = 說明兩天之間的變化
past-leave = 回到今天
past-before-all = 到 { $day } 為止還沒有任何記錄。
past-ask-day = 看哪一天的情形？2026-09-30、上週五、-30d
past-ask-days = 哪兩天之間的變化？2026-09-01..2026-10-15；只寫一天則為此後
past-title = { $from } 至 { $to } 的變化
message-as-it-was = { $day } 的情形：不能改動；按 { KEY("as-it-was") } 回到今天
message-back-to-now = 已回到今天。
title-as-it-was = { $day } 的情形
problem-as-it-was = 這是 { $day } 的情形，不能改動。按 { KEY("as-it-was") } 回到今天。
problem-past-not-past = { $day } 還沒有過去：請選今天以前的日子。
