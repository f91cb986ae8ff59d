# The terminal itself: themes, keys, the editor that is started.

problem-theme-file = 主题文件第 { $line } 行无法读取：{ $reason }
problem-theme-base = 主题文件第 { $line } 行：没有名为“{ $name }”的基础主题，请使用 default、dark、light、mono 或 high-contrast。
problem-theme-role = 主题文件第 { $line } 行：没有“{ $name }”这个角色，全部角色见 assets/themes/default.toml。
problem-theme-style = 主题文件第 { $line } 行：“{ $word }”不是颜色或样式，写法示例：bold cyan on #102030

problem-keymap-syntax = 这一行无法读取：{ $reason }
problem-keymap-outside = “{ $key }”不在任何表内，请放到 [global] 这样的标题之下。
problem-keymap-context = 没有名为“{ $name }”的位置，可用的有：{ $known }
problem-keymap-key = “{ $key }”不是按键，写法示例：g、G、ctrl+x、shift+tab、space、f1
problem-keymap-terminal = 终端无法区分 { $key } 和 { $twin }，请换一个键。
problem-keymap-twice = { $key } 在此处绑定了两次，以第一行为准。
problem-keymap-value = { $key } 之后应是带引号的命令、命令列表，或用 false 取消绑定。
problem-keymap-clash = { $key } 与 { $other } 开头相同，其中之一将永远按不到。请先取消 { $other }："{ $other }" = false
problem-keymap-command = 没有名为“{ $command }”的命令，命令面板中列有全部命令。
problem-keymap-argument-missing = 命令 { $command } 需要参数：“{ $command } …”。
problem-keymap-argument-needless = 命令 { $command } 不带参数，后面却有“{ $arg }”。

problem-terminal-none = 需要在终端中运行。在管道或脚本里请改用子命令：warroom --help
problem-terminal-failed = 终端未能执行操作：{ fault }
problem-editor-failed = 无法使用编辑器“{ $editor }”：{ $reason }。可用环境变量 EDITOR 另选编辑器；原文未改动。
problem-copy-too-long = 内容过长，终端剪贴板放不下，请改为导出到文件。
