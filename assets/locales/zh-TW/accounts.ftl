accounts-empty = 還沒有客戶。按 a 新增。
accounts-none-match = 沒有符合篩選條件的客戶。按 / 再按 Enter 清除。
command-account-add = 新增客戶
command-account-sort = 依欄排序
command-account-filter = 篩選
