team-load = 手頭
team-left = 已離職
team-to-hand-over = { $count } 項待移交
team-empty = 團隊裡還沒有人。按 a 新增成員。
command-member-add = 新增成員
command-member-add-help = 用表單新增我方人員
command-team-sort = 依欄排序
command-team-sort-help = 按游標所在的欄排序；再按一次反向
