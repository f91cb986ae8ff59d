# 分组
today-group-now = 现在
today-group-this-week = 本周
today-group-watch = 留意
today-group-asleep = 已暂缓

# 事由
today-line = { $what }（{ $who }）
today-names = { $names }等 { $count } 人
today-what-follow-up = { $subject }
today-what-complaint = 投诉：{ $content }
today-what-receivable = 发票 { $number }：未收 { $amount }
today-what-visit = 拜访
today-what-visit-for = 拜访：{ $what }
today-what-debrief = 拜访总结
today-what-debrief-for = 拜访总结：{ $what }
today-what-contact = 联络
today-what-birthday = { $name }的生日
today-what-birthday-age = { $name }的 { $age } 岁生日
today-what-occasion = { $what ->
    [Anniversary] 纪念日
    [Event] 活动
   *[other] { $what }
}
today-what-festival = { $festival }：备礼
today-what-gift = 礼品：{ $what }
today-what-journey = 外出：{ $city }
today-what-meeting = 可在{ $city }会面
today-what-review = { $name }的客户卡
today-what-judgement = 重新判断 { $count } 位关键人物
today-what-table = 缺少 { $year } 年节假日表（{ $country }）

# 缘由
today-why-stuck = { $overdue ->
    [0] 自 { $day } 起卡在最高一级
   *[other] 自 { $day } 起卡在最高一级，逾期 { $overdue } 天
}
today-why-overdue = 逾期 { $days } 天，在第 { $rung } 级
today-why-overdue-stopped = 逾期 { $days } 天，且计时已停
today-why-climbs = { $day } 将升级：已用 { $used } / { $allowed } 个工作日
today-why-sticks = { $day } 时限用尽：已用 { $used } / { $allowed } 个工作日，上面再无梯级
today-why-due = { $day } 到期
today-why-unanswered = { $day } 投诉，尚未首次答复：第 { $used } 个工作日，限 { $allowed } 个
today-why-unresolved = { $day } 投诉，尚未解决：第 { $used } 个工作日，限 { $allowed } 个
today-why-money = { today-bucket }，逾期 { $days } 天，无人跟进
today-why-money-followed = { today-bucket }，逾期 { $days } 天，已有人跟进
today-why-money-disputed = { today-bucket }，逾期 { $days } 天，因投诉有争议
today-why-visit = 计划于 { $day }
today-why-visit-in = 计划于 { $day }，{ $city }
today-why-debrief = 原定 { $day }，结果如何？
today-why-no-debrief = { $day } 已拜访，尚未总结
today-why-yellow = 上次联络在 { $days } 天前，宜每 { $ideal } 天一次
today-why-red = 上次联络在 { $days } 天前，最迟每 { $max } 天一次
today-why-never-met = 尚未联络，已建档 { $days } 天
today-why-meeting = 在那里 { $days } 天（{ $sure ->
    [firm] 确定
    [likely] 可能
   *[rumour] 传闻
}），上次联络在 { $contact } 天前
today-why-meeting-never-met = 在那里 { $days } 天（{ $sure ->
    [firm] 确定
    [likely] 可能
   *[rumour] 传闻
}），还没有联络过
today-why-meeting-waits = 在那里 { $days } 天（{ $sure ->
    [firm] 确定
    [likely] 可能
   *[rumour] 传闻
}），“{ $what }”等着
today-why-day = { $days ->
    [0] 今天
    [1] 明天
   *[other] { $days } 天后
}
today-why-festival = 距 { $day } 还有 { $left } 个工作日：{ $total } 位关键人物中 { $without } 位尚未备礼
today-why-gift = 定于 { $day } 送出
today-why-gift-unapproved = 定于 { $day } 送出，尚未批准
today-why-gift-late = 原定 { $day } 送出，已过 { $days } 天
today-why-journey = { $from } 至 { $to } 外出
today-why-journey-soon = { $from } 出发，{ $to } 返回
today-why-journey-rumour = 传闻：{ $from } 至 { $to } 外出
today-why-journey-visit = { $from } 至 { $to } 外出，而 { $day } 有计划拜访
today-why-review = 已 { $days } 天未复核
today-why-never-reviewed = 从未复核
today-why-judgement = 最早的判断在 { $day }，已过半年
today-why-table = 自 { $day } 起只扣周末：请把节假日表放进“holidays”文件夹
today-bucket = { $bucket ->
    [1] 1–30 天
    [2] 31–60 天
    [3] 61–90 天
   *[other] 90 天以上
}

# 紧急程度的组成
today-part-stuck = 卡住
today-part-overdue = 逾期
today-part-due = 到期
today-part-climbs = 即将升级
today-part-rung = 梯级
today-part-stopped = 计时已停
today-part-complaint = 投诉
today-part-unanswered = 未答复
today-part-meeting = 可以会面
today-part-worth = 会面的价值
today-part-money = 账款
today-part-disputed = 有争议
today-part-visit = 拜访
today-part-debrief = 未总结
today-part-cycle = 拜访周期
today-part-key-player = 关键人物
today-part-occasion = 纪念日
today-part-near = 临近
today-part-review = 复核
today-part-stale = 过时
today-part-class = 客户等级
today-part-severity = 严重程度
today-part-promise = 承诺
today-part-age = 账龄
today-part-gift = 礼品
today-part-journey = 行程
today-part-table = 缺表
today-who = 何人
today-due = 时间
today-what = 事项
today-why = 缘由
today-pending = 正在计算待办事项……其他功能现在即可使用。
today-before = 待办事项为 { $when } 的内容，正在重新计算……
today-empty = 今天没有到期的事。不妨去拜访一位客户：按 g a 查看客户。
today-new = 这里还没有任何记录。按 { KEY("import-open") } 从文件读入联系人、名片、日历或表格（与“warroom import 文件”相同）。手工录入：按 { KEY("go accounts") } 打开客户列表，再按 { KEY("account-add") } 新增客户。
command-today-done = 完成
command-today-done-help = 办结：视事项而定，跟进完成、联络记下、拜访总结、客户卡复核
today-short = { $count } 项待办
today-urgency = 紧急程度
explain-goes = 前往
today-explain-keys = { $goes } 前往来源 · { $back } 返回
today-only = 只看{ $name }
today-put-off = 已暂缓 { $count } 项
today-none-asleep = 没有暂缓的事项。
today-empty-member = 所选的人今天没有到期的事：按 { KEY("today-member", "today") } 查看所有人。不妨去拜访一位客户：按 { KEY("go accounts") } 查看客户。
today-ask-until = 暂缓到何时：{ $name }
today-until = 直到
today-until-tomorrow = 明天
today-until-days = { $days } 天后
today-until-monday = 下周一
today-until-week = 一周后
today-until-fortnight = 两周后
today-until-month = 一个月后
today-ask-channel = 以什么方式联络的？{ $name }
command-today-explain = 缘由
command-today-explain-help = 这一项为何在此、紧急程度由哪些部分相加；再按 Enter 前往来源
command-today-snooze = 暂缓
command-today-snooze-help = 暂缓到某一天；到时自动回来，情况变坏则提前回来。已暂缓的立即恢复
command-today-snoozed = 已暂缓的
command-today-snoozed-help = 查看已暂缓的，或未暂缓的
command-today-hand-over = 移交
command-today-hand-over-help = 交给我方一人：跟进、对口、投诉或拜访换人；其他事项则为其新建跟进
command-today-member = 看谁的
command-today-member-help = 只看我方一人的事项，或所有人的
command-member-me = 这就是我
command-member-me-help = 指明您是我方哪一位：今日显示您要做的事，您记下的归您
edit-today-snooze = 已暂缓{ $name }
edit-today-wake = 已恢复{ $name }
edit-today-seen = 已办{ $name }
edit-today-touch = 已联络：{ $name }
edit-today-judged = 判断仍然成立：{ $name }
edit-today-hand-over = 已移交{ $name }
edit-gift-given = 已送出：{ $name }
edit-visit-debrief = 已总结{ $name }
message-me = 您是{ $name }。今日只显示您要做的事；按 { KEY("today-member", "today") } 查看所有人。
blocked-not-today = 此操作在今日中使用：按 g t 前往。
problem-today-table = 缺少的节假日表无法在此办结。请把类似 assets/holidays/CN.toml 的文件放进 config.toml 旁的“holidays”文件夹。
problem-today-visit-ahead = 拜访尚未到来。按两次 { KEY("today-explain") } 前往该拜访，或按 { KEY("today-snooze") } 暂缓。
problem-today-meeting = 这只是一个提议：按 p 安排会面，按 z 暂缓。
problem-today-nobody = 我方无人负责该客户。请先在客户卡上指定负责人。
problem-today-until-past = { $day } 不在以后。可以输入：明天、+3d、周五或日期。
problem-today-no-account = 它不属于任何客户，无法移交。
problem-today-theirs-already = 它已经是{ $name }的了。
problem-author-unknown = 不知道您是谁，您的修改以“warroom”署名。请在 { $path } 中写入 author = "您的姓名"。
problem-no-members = 还没有我方人员。请在团队界面添加自己：按 { KEY("go team") }，再按 { KEY("member-add") }。
problem-no-me = 不知道您是谁。请在 config.toml 中写入 me = "您的姓名"，或在命令面板中选择“这就是我”。
today-what-agreed = 约好的下次拜访，尚未安排
today-why-agreed = { $day } 约好 { $next } 再访：按 x 安排
today-part-agreed = 约好的拜访
