problem-when-unreadable = “{ $text }” is neither a day (2026-03-12) nor a moment (2026-03-12T14:30:00+08:00).
problem-anniversary-unreadable = “{ $text }” is not a yearly date: write 1962-05-12, 05-12, or lunar:05-05 for the lunar calendar.
problem-period-unreadable = “{ $text }” is not a period: write a month as 2026-09 or a quarter as 2026Q3.
problem-holidays-unreadable = Holiday table, line { $line }: { $reason }
