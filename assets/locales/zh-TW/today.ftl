# 分組
today-group-now = 現在
today-group-this-week = 本週
today-group-watch = 留意
today-group-asleep = 已暫緩

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
today-what-occasion = { $what ->
    [Anniversary] 紀念日
    [Event] 活動
   *[other] { $what }
}
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
    [1] 明天
   *[other] { $days } 天後
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
today-pending = 正在計算待辦事項……其他功能現在即可使用。
today-before = 待辦事項為 { $when } 的內容，正在重新計算……
today-empty = 今天沒有到期的事。不妨去拜訪一位客戶：按 g a 查看客戶。
today-new = 這裡還沒有任何紀錄。按 { KEY("import-open") } 從檔案讀入聯絡人、名片、日曆或表格（與「warroom import 檔案」相同）。手動輸入：按 { KEY("go accounts") } 開啟客戶清單，再按 { KEY("account-add") } 新增客戶。
command-today-done = 完成
command-today-done-help = 辦結：視事項而定，跟進完成、聯絡記下、拜訪回報、客戶卡覆核
today-short = { $count } 項待辦
today-urgency = 緊急程度
explain-goes = 前往
today-explain-keys = { $goes } 前往來源 · { $back } 返回
today-only = 只看{ $name }
today-put-off = 已暫緩 { $count } 項
today-none-asleep = 沒有暫緩的事項。
today-empty-member = 所選的人今天沒有到期的事：按 { KEY("today-member", "today") } 檢視所有人。不妨去拜訪一位客戶：按 { KEY("go accounts") } 檢視客戶。
today-ask-until = 暫緩到何時：{ $name }
today-until = 直到
today-until-tomorrow = 明天
today-until-days = { $days } 天後
today-until-monday = 下週一
today-until-week = 一週後
today-until-fortnight = 兩週後
today-until-month = 一個月後
today-ask-channel = 以什麼方式聯絡的？{ $name }
command-today-explain = 緣由
command-today-explain-help = 這一項為何在此、緊急程度由哪些部分相加；再按 Enter 前往來源
command-today-snooze = 暫緩
command-today-snooze-help = 暫緩到某一天；到時自動回來，情況變壞則提前回來。已暫緩的立即恢復
command-today-snoozed = 已暫緩的
command-today-snoozed-help = 檢視已暫緩的，或未暫緩的
command-today-hand-over = 移交
command-today-hand-over-help = 交給我方一人：跟進、對口、客訴或拜訪換人；其他事項則為其新建跟進
command-today-member = 看誰的
command-today-member-help = 只看我方一人的事項，或所有人的
command-member-me = 這就是我
command-member-me-help = 指明您是我方哪一位：今日顯示您要做的事，您記下的歸您
edit-today-snooze = 已暫緩{ $name }
edit-today-wake = 已恢復{ $name }
edit-today-seen = 已辦{ $name }
edit-today-touch = 已聯絡：{ $name }
edit-today-judged = 判斷仍然成立：{ $name }
edit-today-hand-over = 已移交{ $name }
edit-gift-given = 已送出：{ $name }
edit-visit-debrief = 已回報{ $name }
message-me = 您是{ $name }。今日只顯示您要做的事；按 { KEY("today-member", "today") } 檢視所有人。
blocked-not-today = 此操作在今日中使用：按 g t 前往。
problem-today-table = 缺少的假日表無法在此辦結。請把類似 assets/holidays/CN.toml 的檔案放進 config.toml 旁的「holidays」資料夾。
problem-today-visit-ahead = 拜訪尚未到來。按兩次 { KEY("today-explain") } 前往該拜訪，或按 { KEY("today-snooze") } 暫緩。
problem-today-meeting = 這只是一個提議：按 p 安排會面，按 z 暫緩。
problem-today-nobody = 我方無人負責該客戶。請先在客戶卡上指定負責人。
problem-today-until-past = { $day } 不在以後。可以輸入：明天、+3d、週五或日期。
problem-today-no-account = 它不屬於任何客戶，無法移交。
problem-today-theirs-already = 它已經是{ $name }的了。
problem-author-unknown = 不知道您是誰，您的修改以「warroom」署名。請在 { $path } 中寫入 author = "您的姓名"。
problem-no-members = 還沒有我方人員。請在團隊畫面新增自己：按 { KEY("go team") }，再按 { KEY("member-add") }。
problem-no-me = 不知道您是誰。請在 config.toml 中寫入 me = "您的姓名"，或在命令面板中選擇「這就是我」。
today-what-agreed = 約好的下次拜訪，尚未安排
today-why-agreed = { $day } 約好 { $next } 再訪：按 x 安排
today-part-agreed = 約好的拜訪
