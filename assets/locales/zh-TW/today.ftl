# 分組
today-group-now = 現在
today-group-this-week = 本週
today-group-watch = 留意

# 事由
today-line = { $what }（{ $who }）
today-names = { $names }等 { $count } 人
today-what-follow-up = { $subject }
today-what-complaint = 客訴：{ $content }
today-what-receivable = 發票 { $number }：未收 { $amount }
today-what-visit = 拜訪
today-what-visit-for = 拜訪：{ $what }
today-what-debrief = 拜訪回報
today-what-debrief-for = 拜訪回報：{ $what }
today-what-contact = 聯絡
today-what-birthday = { $name }的生日
today-what-birthday-age = { $name }的 { $age } 歲生日
today-what-occasion = { $what }
today-what-festival = { $festival }：備禮
today-what-gift = 禮品：{ $what }
today-what-journey = 外出：{ $city }
today-what-meeting = 可在{ $city }會面
today-what-review = { $name }的客戶卡
today-what-judgement = 重新判斷 { $count } 位關鍵人物
today-what-table = 缺少 { $year } 年假日表（{ $country }）

# 緣由
today-why-stuck = { $overdue ->
    [0] 自 { $day } 起卡在最高一級
   *[other] 自 { $day } 起卡在最高一級，逾期 { $overdue } 天
}
today-why-overdue = 逾期 { $days } 天，在第 { $rung } 級
today-why-overdue-stopped = 逾期 { $days } 天，且計時已停
today-why-climbs = { $day } 將升級：已用 { $used } / { $allowed } 個工作日
today-why-sticks = { $day } 時限用盡：已用 { $used } / { $allowed } 個工作日，上面再無梯級
today-why-due = { $day } 到期
today-why-unanswered = { $day } 客訴，尚未首次答覆：第 { $used } 個工作日，限 { $allowed } 個
today-why-unresolved = { $day } 客訴，尚未解決：第 { $used } 個工作日，限 { $allowed } 個
today-why-money = { today-bucket }，逾期 { $days } 天，無人跟進
today-why-money-followed = { today-bucket }，逾期 { $days } 天，已有人跟進
today-why-money-disputed = { today-bucket }，逾期 { $days } 天，因客訴有爭議
today-why-visit = 預定於 { $day }
today-why-visit-in = 預定於 { $day }，{ $city }
today-why-debrief = 原定 { $day }，結果如何？
today-why-no-debrief = { $day } 已拜訪，尚未回報
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
today-why-day = { $days ->
    [0] 今天
    [1] 明天，{ $day }
   *[other] { $days } 天後，{ $day }
}
today-why-festival = 距 { $day } 還有 { $left } 個工作日：{ $total } 位關鍵人物中 { $without } 位尚未備禮
today-why-gift = 定於 { $day } 送出
today-why-gift-unapproved = 定於 { $day } 送出，尚未核准
today-why-gift-late = 原定 { $day } 送出，已過 { $days } 天
today-why-journey = { $from } 至 { $to } 外出
today-why-journey-soon = { $from } 出發，{ $to } 返回
today-why-journey-rumour = 傳聞：{ $from } 至 { $to } 外出
today-why-journey-visit = { $from } 至 { $to } 外出，而 { $day } 有預定拜訪
today-why-review = 已 { $days } 天未覆核
today-why-never-reviewed = 從未覆核
today-why-judgement = 最早的判斷在 { $day }，已過半年
today-why-table = 自 { $day } 起只扣週末：請把假日表放進「holidays」資料夾
today-bucket = { $bucket ->
    [1] 1–30 天
    [2] 31–60 天
    [3] 61–90 天
   *[other] 90 天以上
}

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
today-part-severity = 嚴重程度
today-part-promise = 承諾
today-part-age = 帳齡
today-part-gift = 禮品
today-part-journey = 行程
today-part-table = 缺表
today-who = 何人
today-due = 時間
today-what = 事項
today-why = 緣由
today-empty = 今天沒有到期的事。不妨去拜訪一位客戶：按 g a 查看客戶。
command-today-done = 完成
command-today-done-help = 辦結：跟進完成，或客戶卡已覆核
problem-today-not-done = 這裡只能辦結跟進和客戶卡覆核。請按 Enter 前往該筆，記下結果。
