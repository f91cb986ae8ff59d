# The terminal itself: themes, keys, the editor that is started.

problem-theme-file = 佈景主題檔第 { $line } 行無法讀取：{ $reason }
problem-theme-base = 佈景主題檔第 { $line } 行：沒有名為「{ $name }」的基礎佈景主題，請使用 default、dark、light、mono 或 high-contrast。
problem-theme-role = 佈景主題檔第 { $line } 行：沒有「{ $name }」這個角色，全部角色見 assets/themes/default.toml。
problem-theme-style = 佈景主題檔第 { $line } 行：「{ $word }」不是顏色或樣式，寫法範例：bold cyan on #102030
