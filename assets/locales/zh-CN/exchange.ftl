# 读取文件时可能出现的问题。
problem-import-format = 无法读取“{ $text }”格式。可用格式：{ $formats }。
problem-import-not-json = 此行不是 JSON 对象：{ $why }。
problem-import-no-kind = 此行没有说明记录类型：需要 "kind"，例如 "kind":"account"。
problem-import-open-quote = 此行有一个引号没有闭合。请补上引号后重新导入。
problem-import-unknown-table = 看不懂这些列：{ $columns }。请用 --map 列名=字段 说明，例如 --map "谁=name,哪家=account"。
problem-import-no-column = 没有“{ $column }”这一列。现有列：{ $columns }。
problem-import-no-id = 此行没有自己的编号，下次将无法识别。
problem-import-no-name = 此行没有姓名。
problem-import-no-account = { $name } 已导入，但未放到任何客户的图上：此行没有写客户。可用 --account 指定。
problem-import-account-unknown = { $name } 已导入，但未放到任何客户的图上：这里没有客户 { $account }。请先导入客户，再导入此文件。
problem-import-deleted-there = { $name } 在原系统中已删除。
problem-import-post-eliminated = 岗位“{ $name }”已撤销。
problem-import-own-manager = { $name } 的上级 { $manager } 就是自己的岗位；已导入，未设上级。
problem-import-ring = { $name } 不能向 { $manager } 汇报：{ $manager } 已直接或间接向 { $name } 汇报。{ $name } 已导入，未设上级。
problem-import-manager-unknown = { $name } 的上级 { $manager } 不在该客户中；已将名字作为文字保留。
problem-import-manager-ambiguous = { $name } 的上级 { $manager } 在该客户中有多位同名者；已将名字作为文字保留。
problem-import-role-noted = “{ $text }”不是这里的角色，已记入备注。
