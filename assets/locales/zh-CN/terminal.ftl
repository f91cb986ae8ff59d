# The terminal itself: themes, keys, the editor that is started.

problem-theme-file = 主题文件第 { $line } 行无法读取：{ $reason }
problem-theme-base = 主题文件第 { $line } 行：没有名为“{ $name }”的基础主题，请使用 default、dark、light、mono 或 high-contrast。
problem-theme-role = 主题文件第 { $line } 行：没有“{ $name }”这个角色，全部角色见 assets/themes/default.toml。
problem-theme-style = 主题文件第 { $line } 行：“{ $word }”不是颜色或样式，写法示例：bold cyan on #102030
