# Dates and numbers as the reader writes them.

weekday-1 = 一
weekday-2 = 二
weekday-3 = 三
weekday-4 = 四
weekday-5 = 五
weekday-6 = 六
weekday-7 = 日

month-1 = 1月
month-2 = 2月
month-3 = 3月
month-4 = 4月
month-5 = 5月
month-6 = 6月
month-7 = 7月
month-8 = 8月
month-9 = 9月
month-10 = 10月
month-11 = 11月
month-12 = 12月

month-title = { $year }年{ $name }
