# 分组
today-group-now = 现在
today-group-this-week = 本周
today-group-watch = 留意

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
today-what-occasion = { $what }
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
    [1] 明天，{ $day }
   *[other] { $days } 天后，{ $day }
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
today-empty = 今天没有到期的事。不妨去拜访一位客户：按 g a 查看客户。
command-today-done = 完成
command-today-done-help = 办结：跟进完成，或客户卡已复核
problem-today-not-done = 这里只能办结跟进和客户卡复核。请按 Enter 前往该条，记下结果。
