edit-review = 已覆核 { $name } 的客戶卡
