# 分組
today-group-now = 現在
today-group-this-week = 本週
today-group-watch = 留意

# 事由
today-what-follow-up = { $subject }（{ $holder } ↔ { $theirs }）
today-what-complaint = 客訴：{ $content }
today-what-receivable = 發票 { $number }：未收 { $amount }
today-what-visit = 拜訪：{ $ours } ↔ { $theirs }
today-what-contact = 聯絡：{ $ours } ↔ { $theirs }
today-what-birthday = { $name }的生日
today-what-birthday-age = { $name }的 { $age } 歲生日
today-what-occasion = { $what }：{ $name }
today-what-meeting = 可在{ $city }會面：{ $ours } ↔ { $theirs }
today-what-review = { $name }的客戶卡
today-what-judgement = { $names }等 { $count } 人的態度

# 緣由
today-why-stuck = { $overdue ->
    [0] 自 { $day } 起卡在最高一級
   *[other] 自 { $day } 起卡在最高一級，逾期 { $overdue } 天
}
today-why-overdue = 逾期 { $days } 天
today-why-overdue-stopped = 逾期 { $days } 天，且計時已停
today-why-climbs = { $day } 將升級：已用 { $used } / { $allowed } 個工作日
today-why-due = { $day } 到期
today-why-unanswered = 尚未首次答覆：第 { $used } 個工作日，限 { $allowed } 個
today-why-unresolved = 尚未解決：第 { $used } 個工作日，限 { $allowed } 個
today-why-money = 逾期 { $days } 天，無人跟進
today-why-visit = 預定於 { $day }
today-why-debrief = 原定 { $day }，結果如何？
today-why-yellow = 上次聯絡在 { $days } 天前，宜每 { $ideal } 天一次
today-why-red = 上次聯絡在 { $days } 天前，最遲每 { $max } 天一次
today-why-never-met = 尚未聯絡，已建檔 { $days } 天
today-why-meeting = 在那裡 { $days } 天（{ $sure ->
    [firm] 確定
    [likely] 可能
   *[rumour] 傳聞
}），上次聯絡在 { $contact } 天前
today-why-meeting-never-met = 在那裡 { $days } 天（{ $sure ->
    [firm] 確定
    [likely] 可能
   *[rumour] 傳聞
}），還沒有聯絡過
today-why-meeting-waits = 在那裡 { $days } 天（{ $sure ->
    [firm] 確定
    [likely] 可能
   *[rumour] 傳聞
}），「{ $what }」等著
today-why-day = { $day }
today-why-review = 已 { $days } 天未覆核
today-why-never-reviewed = 從未覆核
today-why-judgement = 最近一次判斷在 { $day }，已過半年

# 緊急程度的組成
today-part-stuck = 卡住
today-part-overdue = 逾期
today-part-due = 到期
today-part-climbs = 即將升級
today-part-rung = 梯級
today-part-stopped = 計時已停
today-part-complaint = 客訴
today-part-unanswered = 未答覆
today-part-meeting = 可以會面
today-part-worth = 會面的價值
today-part-money = 帳款
today-part-disputed = 有爭議
today-part-visit = 拜訪
today-part-debrief = 未回報
today-part-cycle = 拜訪週期
today-part-key-player = 關鍵人物
today-part-occasion = 紀念日
today-part-near = 臨近
today-part-review = 覆核
today-part-stale = 過時
today-part-class = 客戶等級
today-due = 時間
today-what = 事項
today-why = 緣由
today-empty = 今天沒有到期的事。不妨去拜訪一位客戶：按 g a 查看客戶。
command-today-done = 完成
command-today-done-help = 辦結：跟進完成，或客戶卡已覆核
problem-today-not-done = 這裡只能辦結跟進和客戶卡覆核。請按 Enter 前往該筆，記下結果。
