# 客户影响圈。
circle-title = { $name } 的影响圈
circle-empty = 这里还没有人。先在组织图上添加人员，再连线。
circle-figures = 净支持 { $net }（已知 { $known }%）· 覆盖 { $coverage } · 最佳路径 { $best }
circle-what-if = 假设
# $moves 与 $moved 是箭头。
circle-legend = { $moves } 影响中心  { $moved } 受中心影响  ! 脆弱
circle-more = 另有 { $count } 人
circle-ranks = 影响力：按连线与按判断
circle-column-name = 姓名
circle-column-who = 对方
circle-column-computed = 连线
circle-column-declared = 判断
circle-column-marks = 提示
circle-mark-hidden = +{ $places } 隐形影响
circle-mark-overrated = −{ $places } 高估
circle-mark-broker = 中间人
circle-mark-cut = 绕不开
circle-mark-thread = 单线联系
circle-lines-of = { $name } 的关系
circle-no-lines = 还没有连线。
circle-route-title = 通向 { $name } 的路径
circle-route-missing = 走不通。最有帮助的一条：{ $from } 争取 { $to }（{ $strength }）。
circle-route-none = 走不通：我方无人与这里的人对口。
circle-route-nobody = 图上还没有决策人，请先标出。
circle-cuts = 全系于：{ $names }
