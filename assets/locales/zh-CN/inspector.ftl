inspector-empty = 未选中任何记录。
inspector-more = …另有 { $count } 条
