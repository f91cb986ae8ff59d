problem-when-unreadable = “{ $text }”既不是日期（2026-03-12），也不是时刻（2026-03-12T14:30:00+08:00）。
problem-anniversary-unreadable = “{ $text }”不是每年的日期：请写 1962-05-12、05-12，农历请写 lunar:05-05。
problem-period-unreadable = “{ $text }”不是期间：月份写作 2026-09，季度写作 2026Q3。
problem-holidays-unreadable = 节假日表第 { $line } 行：{ $reason }
