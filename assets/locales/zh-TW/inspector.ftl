inspector-empty = 未選取任何記錄。
inspector-more = …另有 { $count } 筆
