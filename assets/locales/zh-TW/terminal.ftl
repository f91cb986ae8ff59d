# The terminal itself: themes, keys, the editor that is started.

problem-theme-file = 佈景主題檔第 { $line } 行無法讀取：{ $reason }
problem-theme-base = 佈景主題檔第 { $line } 行：沒有名為「{ $name }」的基礎佈景主題，請使用 default、dark、light、mono 或 high-contrast。
problem-theme-role = 佈景主題檔第 { $line } 行：沒有「{ $name }」這個角色，全部角色見 assets/themes/default.toml。
problem-theme-style = 佈景主題檔第 { $line } 行：「{ $word }」不是顏色或樣式，寫法範例：bold cyan on #102030

problem-keymap-syntax = 這一行無法讀取：{ $reason }
problem-keymap-outside = 「{ $key }」不在任何表格內，請放到 [global] 這樣的標題之下。
problem-keymap-context = 沒有名為「{ $name }」的位置，可用的有：{ $known }
problem-keymap-key = 「{ $key }」不是按鍵，寫法範例：g、G、ctrl+x、shift+tab、space、f1
problem-keymap-terminal = 終端機無法區分 { $key } 和 { $twin }，請換一個鍵。
problem-keymap-twice = { $key } 在此處綁定了兩次，以第一行為準。
problem-keymap-value = { $key } 之後應是帶引號的命令、命令清單，或用 false 取消綁定。
problem-keymap-clash = { $key } 與 { $other } 開頭相同，其中之一將永遠按不到。請先取消 { $other }："{ $other }" = false
problem-keymap-command = 沒有名為「{ $command }」的命令，命令面板中列有全部命令。
problem-keymap-argument-missing = 命令 { $command } 需要參數：「{ $command } …」。
problem-keymap-argument-needless = 命令 { $command } 不帶參數，後面卻有「{ $arg }」。

problem-terminal-none = 需要在終端機中執行。在管線或指令稿裡請改用子命令：warroom --help
problem-terminal-failed = 終端機未能執行操作：{ fault }
problem-editor-failed = 無法使用編輯器「{ $editor }」：{ $reason }。可用環境變數 EDITOR 另選編輯器；原文未更動。
problem-copy-too-long = 內容過長，終端機剪貼簿放不下，請改為匯出到檔案。
