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
