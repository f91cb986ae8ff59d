team-load = 手头
team-left = 已离职
team-to-hand-over = { $count } 项待移交
team-empty = 团队里还没有人。按 a 新增成员。
command-member-add = 新增成员
command-member-add-help = 用表单新增我方人员
command-team-sort = 按列排序
command-team-sort-help = 按光标所在的列排序；再按一次反向
