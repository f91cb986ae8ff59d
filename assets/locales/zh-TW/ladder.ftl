# 訊息列與歷史中的說法
edit-follow-up-ack = 已受理：{ $subject }
edit-follow-up-wait = 等客戶：{ $subject }
edit-follow-up-resume = 已恢復：{ $subject }
edit-follow-up-pause = 已暫停：{ $subject }
edit-follow-up-up = 已上報：{ $subject }
edit-follow-up-down = 已下派：{ $subject }
edit-follow-up-assign = 已指派：{ $subject }
edit-follow-up-done = 已完成：{ $subject }
edit-follow-up-drop = 已放棄：{ $subject }
edit-follow-up-note = 已記錄：{ $subject }

# 被拒絕的原因
problem-ladder-policy = 「{ $text }」不是有效的梯隊：「{ $word }」應寫成 rep:operations:5d 的樣子，只有最高一級可以不寫天數
problem-ladders-unreadable = 梯隊檔案第 { $line } 行：{ $reason }
problem-follow-up-runs = 計時正在進行
problem-follow-up-over = 此事已了結，請先恢復
problem-follow-up-top = 已在最高一級
problem-follow-up-bottom = 已在最低一級
problem-follow-up-reason = 請說明為何換級

# 畫面
ladder-no-account = 開啟一個客戶，就能看到它的梯隊。
ladder-empty =
    梯隊上沒有事項，也沒有對口。
    f 新增跟進，o 配對我方與對方。
ladder-empty-rung = 沒有事項，也沒有對口。
ladder-empty-items = 沒有事項。
ladder-empty-pairings = 沒有對口。
ladder-nobody = 無人
ladder-and = 、
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
ladder-last-contact = 上次接觸：{ $when }
ladder-never-met = 尚未接觸
ladder-every = 每 { $ideal } 至 { $max } 天
ladder-across = 跨級
ladder-member-left = { $day } 已離職
ladder-filtered = 只看{ $kind }（另有 { $hidden } 項）
ladder-forecast = 若無人處理
ladder-forecast-none = 30 天內無事項升級。
