# 分组
today-group-now = 现在
today-group-this-week = 本周
today-group-watch = 留意

# 事由
today-what-follow-up = { $subject }（{ $holder } ↔ { $theirs }）
today-what-complaint = 投诉：{ $content }
today-what-receivable = 发票 { $number }：未收 { $amount }
today-what-visit = 拜访：{ $ours } ↔ { $theirs }
today-what-contact = 联络：{ $ours } ↔ { $theirs }
today-what-birthday = { $name }的生日
today-what-birthday-age = { $name }的 { $age } 岁生日
today-what-occasion = { $what }：{ $name }
today-what-meeting = 可在{ $city }会面：{ $ours } ↔ { $theirs }
today-what-review = { $name }的客户卡
today-what-judgement = { $names }等 { $count } 人的态度

# 缘由
today-why-stuck = { $overdue ->
    [0] 自 { $day } 起卡在最高一级
   *[other] 自 { $day } 起卡在最高一级，逾期 { $overdue } 天
}
today-why-overdue = 逾期 { $days } 天
today-why-overdue-stopped = 逾期 { $days } 天，且计时已停
today-why-climbs = { $day } 将升级：已用 { $used } / { $allowed } 个工作日
today-why-due = { $day } 到期
today-why-unanswered = 尚未首次答复：第 { $used } 个工作日，限 { $allowed } 个
today-why-unresolved = 尚未解决：第 { $used } 个工作日，限 { $allowed } 个
today-why-money = 逾期 { $days } 天，无人跟进
today-why-visit = 计划于 { $day }
today-why-debrief = 原定 { $day }，结果如何？
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
today-why-day = { $day }
today-why-review = 已 { $days } 天未复核
today-why-never-reviewed = 从未复核
today-why-judgement = 最近一次判断在 { $day }，已过半年

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
today-due = 时间
today-what = 事项
today-why = 缘由
today-empty = 今天没有到期的事。不妨去拜访一位客户：按 g a 查看客户。
command-today-done = 完成
command-today-done-help = 办结：跟进完成，或客户卡已复核
problem-today-not-done = 这里只能办结跟进和客户卡复核。请按 Enter 前往该条，记下结果。
