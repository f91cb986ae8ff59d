# 对口矩阵
pairings-columns-key-players = 关键人
pairings-columns-paired = 关键人和已对口的人
pairings-columns-everybody = 所有在任的人
pairings-column-width = 17
pairings-uncovered = 无人对口
pairings-uncovered-names = { $count } 人无人对口：{ $names }
pairings-all-covered = 关键人都有对口
pairings-no-team = 团队里还没有人。请到“团队”（{ KEY("go team") }），在那里按 { KEY("member-add", "team") } 新增成员。
pairings-empty =
    还没有关键人。
    在关系图（{ KEY("go map") }）上填写政治地位，或在这里按 { KEY("pairings-columns") } 查看所有人。
pairings-left = （已离职）
pairings-days = { $days }天
pairings-never = 未见
pairings-last = 最近联系 { $when }（{ $day }）
pairings-never-met = 还没有联系过，认识 { $days } 天
pairings-every = 每 { $ideal } 至 { $max } 天
pairings-light-green = 按时
pairings-light-yellow = 该联系了
pairings-light-red = 逾期
pairings-light-never = 从未见过
pairings-lived = 行为评分 { $score }/100（{ $count } 次联系，半衰期 { $days } 天）
pairings-contact = { $day } { $channel }：{ $weight } 分，现余 { $left }
pairings-crossing = 跨级对口：我方{ $level }对对方{ $layer }。可以是有意的，但应有同级的人在旁。
pairings-not-paired = { $ours }与{ $theirs }没有对口。
pairings-nobody-faces = { $theirs }是关键人，我方无人对口。
pairings-member-left = { $day } 已离职：这个对口等人接手。
pairings-form = 对口：{ $who }
pairings-form-new = 新对口：{ $who }
pairings-said-never-met = 说是“{ $declared }”，却从未见过
pairings-said-silent = 说是“{ $declared }”，却已 { $months } 个月没有联系
pairings-less-than-said = 说是“{ $declared }”，行为评分却只有 { $score }
pairings-more-than-said = 说是“{ $declared }”，行为评分却有 { $score }
pairings-behaviour = 行为量化
choice-level-rep-sign = 销
choice-level-manager-sign = 经
choice-level-executive-sign = 总
choice-level-service-sign = 服
choice-level-engineer-sign = 技
choice-relationship-vendor-sign = 供
choice-relationship-credible-source-sign = 信
choice-relationship-problem-solver-sign = 解
choice-relationship-trusted-advisor-sign = 顾

# 命令
command-pairing-open = 编辑对口
command-pairing-open-help = 修改这一格的对口，没有就新建
command-pairing-remove = 删除对口
command-pairing-remove-help = 删除这一格的对口
command-pairings-columns = 显示哪些人
command-pairings-columns-help = 关键人、已对口的人、所有人，依次切换
command-pairings-uncovered = 下一个无人对口
command-pairings-uncovered-help = 跳到下一个我方无人对口的关键人
command-disagreement-list = 感觉与行为
command-disagreement-list-help = 列出说的关系和实际行为不一致的地方
command-team-view-next = 下一视图
command-team-view-next-help = 团队、对口，依次切换
command-touch-add = 记一次联系
command-touch-add-help = 用一行记下一次电话、消息或拜访
blocked-not-pairings = 这要在对口矩阵上用。
problem-all-covered = 关键人都有对口。
problem-no-disagreement = 说的和做的一致。

# 一行记一次联系
touch-ask = { $who }：怎么联系的？谈了什么？
touch-hint = 电话 昨天：…… · 消息 · 拜访 · 来访 · 引荐
touch-ask-theirs = 与谁联系？
touch-ask-ours = 我方是谁联系的？
problem-touch-channel = 请先写联系方式：电话、消息、拜访、来访或引荐。
problem-touch-ahead = { $day } 还没到。联系过了再记。
problem-touch-nobody = 这里还没有可联系的人。请先在关系图上添加。
problem-touch-no-member = 团队里还没有人。
edit-touch = 已记联系：{ $name }
