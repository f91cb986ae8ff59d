accounts-empty = 还没有客户。按 a 新增。
accounts-none-match = 没有符合筛选条件的客户。按 / 再按 Enter 清除。
command-account-add = 新增客户
command-account-sort = 按列排序
command-account-filter = 筛选
