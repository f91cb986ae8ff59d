problem-config-syntax = 不是合法的 TOML：{ $reason }
problem-config-unreadable = 無法讀取檔案：{ $reason }
problem-config-option = 沒有「{ $name }」這個選項。可用選項：{ $known }。
problem-config-text = 「{ $name }」需要用引號括起來的文字。
problem-config-bool = 「{ $name }」只能是 true 或 false。
problem-config-choice = 「{ $name }」只能是：{ $known }。
problem-config-directory = 無法建立目錄 { $path }：{ $reason }
problem-config-no-home = 找不到主目錄。請用 --data 或 WARROOM_DATA 指定資料目錄，用 --config 或 WARROOM_CONFIG 指定設定目錄。
