problem-config-syntax = 不是合法的 TOML：{ $reason }
problem-config-unreadable = 无法读取文件：{ $reason }
problem-config-option = 没有“{ $name }”这个选项。可用选项：{ $known }。
problem-config-text = “{ $name }”需要用引号括起来的文字。
problem-config-bool = “{ $name }”只能是 true 或 false。
problem-config-choice = “{ $name }”只能是：{ $known }。
problem-config-directory = 无法创建目录 { $path }：{ $reason }
problem-config-no-home = 找不到主目录。请用 --data 或 WARROOM_DATA 指定数据目录，用 --config 或 WARROOM_CONFIG 指定配置目录。
