# 消息行与历史中的说法
edit-follow-up-ack = 已受理：{ $name }
edit-follow-up-wait = 等客户：{ $name }
edit-follow-up-resume = 已恢复：{ $name }
edit-follow-up-pause = 已暂停：{ $name }
edit-follow-up-up = 已上报：{ $name }
edit-follow-up-down = 已下派：{ $name }
edit-follow-up-assign = 已指派：{ $name }
edit-follow-up-done = 已完成：{ $name }
edit-follow-up-drop = 已放弃：{ $name }
edit-follow-up-note = 已记录：{ $name }

# 被拒绝的原因
problem-ladder-policy = “{ $text }”不是有效的梯队：“{ $word }”应写成 rep:operations:5d 的样子，只有最高一级可以不写天数。
problem-ladders-unreadable = 梯队文件第 { $line } 行：{ $reason }
problem-follow-up-runs = 计时正在进行。
problem-follow-up-over = 此事已了结，请先恢复。
problem-follow-up-top = 已在最高一级。
problem-follow-up-bottom = 已在最低一级。
problem-follow-up-reason = 请说明为何换级。

# 屏幕
ladder-no-account = 打开一个客户，就能看到它的梯队。
ladder-empty =
    梯队上没有事项，也没有对口。
    f 新增跟进，a 配对我方与对方。
ladder-empty-rung = 没有事项，也没有对口。
ladder-empty-items = 没有事项。
ladder-empty-pairings = 没有对口。
ladder-nobody = 无人
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
ladder-last-contact = 上次联络：{ $when }
ladder-never-met = 尚未联络
ladder-every = 每 { $ideal } 至 { $max } 天
ladder-across = 跨级
ladder-member-left = { $day } 已离职
ladder-filtered = 只看{ $kind }（另有 { $hidden } 项）
ladder-forecast = 若无人处理
ladder-forecast-none = 30 天内无事项升级。

# 命令
command-follow-up-add = 新增跟进
command-follow-up-done = 完成
command-follow-up-up = 上报
command-follow-up-down = 下派
command-follow-up-acknowledge = 受理
command-follow-up-wait = 等客户
command-follow-up-pause = 暂停
command-follow-up-resume = 恢复
command-follow-up-assign = 指派
command-follow-up-drop = 放弃
command-follow-up-note = 备注
command-pairing-add = 新增对口
command-pairing-edit = 编辑对口
command-ladder-filter = 只看一类
command-ladder-forecast = 预测
command-follow-up-add-help = 新增跟进，并带上该类的梯队
command-follow-up-done-help = 跟进已完成
command-follow-up-up-help = 把跟进上报一级，并说明原因
command-follow-up-down-help = 把跟进下派一级，并说明原因
command-follow-up-acknowledge-help = 受理跟进：计时停止
command-follow-up-wait-help = 轮到客户：计时停止
command-follow-up-pause-help = 暂时搁置：计时停止
command-follow-up-resume-help = 计时从剩余处继续
command-follow-up-assign-help = 把这一级交给我方某人
command-follow-up-drop-help = 放弃跟进，并说明原因
command-follow-up-note-help = 给跟进加一条备注
command-pairing-add-help = 把我方一人与对方一人配对
command-pairing-edit-help = 修改对口：人、级别、关系、周期
command-ladder-filter-help = 只显示一类跟进
command-ladder-forecast-help = 展开：若无人处理，何事升级
blocked-no-follow-up = 请先把光标放到一条跟进上。
blocked-no-pairing = 请先把光标放到一组对口上。
ladder-ask-why = 为什么？（{ $name }）
ladder-ask-note = 备注：{ $name }
ladder-ask-whom = 谁来负责{ $name }？
ladder-ask-ours = 我方哪一位？
ladder-ask-theirs = { $name }对口哪一位？
ladder-all-kinds = 全部类别
problem-paired-already = 已经配对：{ $name }
