# 訊息列與歷程中的說法
edit-follow-up-ack = 已受理：{ $name }
edit-follow-up-wait = 等客戶：{ $name }
edit-follow-up-resume = 已恢復：{ $name }
edit-follow-up-pause = 已暫停：{ $name }
edit-follow-up-up = 已上報：{ $name }
edit-follow-up-down = 已下派：{ $name }
edit-follow-up-assign = 已指派：{ $name }
edit-follow-up-done = 已完成：{ $name }
edit-follow-up-drop = 已放棄：{ $name }
edit-follow-up-note = 已記錄：{ $name }

# 被拒絕的原因
problem-ladder-policy = 「{ $text }」不是有效的梯隊：「{ $word }」應寫成 rep:operations:5d 的樣子，只有最高一級可以不寫天數。
problem-ladders-unreadable = 梯隊檔案第 { $line } 行：{ $reason }
problem-follow-up-runs = 計時正在進行。
problem-follow-up-over = 此事已了結，請先恢復。
problem-follow-up-top = 已在最高一級。
problem-follow-up-bottom = 已在最低一級。
problem-follow-up-reason = 請說明為何換級。

# 畫面
ladder-no-account = 開啟一個客戶，就能看到它的梯隊。
ladder-empty =
    梯隊上沒有事項，也沒有對口。
    f 新增跟進，a 配對我方與對方。
ladder-empty-rung = 沒有事項，也沒有對口。
ladder-empty-items = 沒有事項。
ladder-empty-pairings = 沒有對口。
ladder-nobody = 無人
ladder-held = 有爭議
ladder-state-acknowledged = 已受理
ladder-state-waiting-client = 等客戶
ladder-state-paused = 暫停
ladder-state-stuck = 卡住
ladder-state-done = 完成
ladder-state-dropped = 放棄
ladder-days-of = { $used }/{ $allowed }天
ladder-overdue = 逾期{ $days }天
ladder-due = { $when }到期
ladder-climbed = { $day } 升級，原在{ $from }
ladder-sent-up = { $day } 上報，原在{ $from }
ladder-sent-down = { $day } 下派，原在{ $from }
ladder-climbs-on = { $day } 升級
ladder-stuck-on = { $day } 起卡住
ladder-last-contact = 上次聯絡：{ $when }
ladder-never-met = 尚未聯絡
ladder-every = 每 { $ideal } 至 { $max } 天
ladder-across = 跨級
ladder-member-left = { $day } 已離職
ladder-filtered = 只看{ $kind }（另有 { $hidden } 項）
ladder-forecast = 若無人處理
ladder-forecast-none = 30 天內無事項升級。

# 命令
command-follow-up-add = 新增跟進
command-follow-up-done = 完成
command-follow-up-up = 上報
command-follow-up-down = 下派
command-follow-up-acknowledge = 受理
command-follow-up-wait = 等客戶
command-follow-up-pause = 暫停
command-follow-up-resume = 恢復
command-follow-up-assign = 指派
command-follow-up-drop = 放棄
command-follow-up-note = 備註
command-pairing-add = 新增對口
command-pairing-edit = 編輯對口
command-ladder-filter = 只看一類
command-ladder-forecast = 預測
command-follow-up-add-help = 新增跟進，並帶上該類的梯隊
command-follow-up-done-help = 跟進已完成
command-follow-up-up-help = 把跟進上報一級，並說明原因
command-follow-up-down-help = 把跟進下派一級，並說明原因
command-follow-up-acknowledge-help = 受理跟進：計時停止
command-follow-up-wait-help = 輪到客戶：計時停止
command-follow-up-pause-help = 暫時擱置：計時停止
command-follow-up-resume-help = 計時從剩餘處繼續
command-follow-up-assign-help = 把這一級交給我方某人
command-follow-up-drop-help = 放棄跟進，並說明原因
command-follow-up-note-help = 給跟進加一條備註
command-pairing-add-help = 把我方一人與對方一人配對
command-pairing-edit-help = 修改對口：人、級別、關係、週期
command-ladder-filter-help = 只顯示一類跟進
command-ladder-forecast-help = 展開：若無人處理，何事升級
blocked-no-follow-up = 請先把游標放到一條跟進上。
blocked-no-pairing = 請先把游標放到一組對口上。
ladder-ask-why = 為什麼？（{ $name }）
ladder-ask-note = 備註：{ $name }
ladder-ask-whom = 誰來負責{ $name }？
ladder-ask-ours = 我方哪一位？
ladder-ask-theirs = { $name }對口哪一位？
ladder-all-kinds = 全部類別
problem-paired-already = 已經配對：{ $name }
