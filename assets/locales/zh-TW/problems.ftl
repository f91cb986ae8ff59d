problem-when-unreadable = 「{ $text }」既不是日期（2026-03-12），也不是時刻（2026-03-12T14:30:00+08:00）。
problem-anniversary-unreadable = 「{ $text }」不是每年的日期：請寫 1962-05-12、05-12，農曆請寫 lunar:05-05。
problem-period-unreadable = 「{ $text }」不是期間：月份寫作 2026-09，季度寫作 2026Q3。
problem-holidays-unreadable = 節假日表第 { $line } 行：{ $reason }
