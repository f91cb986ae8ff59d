# 消息行与历史中的说法
edit-follow-up-ack = 已受理：{ $subject }
edit-follow-up-wait = 等客户：{ $subject }
edit-follow-up-resume = 已恢复：{ $subject }
edit-follow-up-pause = 已暂停：{ $subject }
edit-follow-up-up = 已上报：{ $subject }
edit-follow-up-down = 已下派：{ $subject }
edit-follow-up-assign = 已指派：{ $subject }
edit-follow-up-done = 已完成：{ $subject }
edit-follow-up-drop = 已放弃：{ $subject }
edit-follow-up-note = 已记录：{ $subject }

# 被拒绝的原因
problem-ladder-policy = “{ $text }”不是有效的梯队：“{ $word }”应写成 rep:operations:5d 的样子，只有最高一级可以不写天数
problem-ladders-unreadable = 梯队文件第 { $line } 行：{ $reason }
problem-follow-up-runs = 计时正在进行
problem-follow-up-over = 此事已了结，请先恢复
problem-follow-up-top = 已在最高一级
problem-follow-up-bottom = 已在最低一级
problem-follow-up-reason = 请说明为何换级
