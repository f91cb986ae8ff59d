edit-review = 已复核 { $name } 的客户卡
