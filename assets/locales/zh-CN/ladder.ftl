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

# 屏幕
ladder-no-account = 打开一个客户，就能看到它的梯队。
ladder-empty =
    梯队上没有事项，也没有对口。
    f 添加跟进，o 配对我方与对方。
ladder-empty-rung = 没有事项，也没有对口。
ladder-empty-items = 没有事项。
ladder-empty-pairings = 没有对口。
ladder-nobody = 无人
ladder-and = 、
ladder-held = 有争议
ladder-state-acknowledged = 已受理
ladder-state-waiting-client = 等客户
ladder-state-paused = 暂停
ladder-state-stuck = 卡住
ladder-state-done = 完成
ladder-state-dropped = 放弃
ladder-days-of = { $used }/{ $allowed }天
ladder-overdue = 逾期{ $days }天
ladder-due = { $when }到期
ladder-climbed = { $day } 升级，原在{ $from }
ladder-sent-up = { $day } 上报，原在{ $from }
ladder-sent-down = { $day } 下派，原在{ $from }
ladder-climbs-on = { $day } 升级
ladder-stuck-on = { $day } 起卡住
ladder-last-contact = 上次接触：{ $when }
ladder-never-met = 尚未接触
ladder-every = 每 { $ideal } 至 { $max } 天
ladder-across = 跨级
ladder-member-left = { $day } 已离职
ladder-filtered = 只看{ $kind }（另有 { $hidden } 项）
ladder-forecast = 若无人处理
ladder-forecast-none = 30 天内无事项升级。
