# 團隊拜訪：安排行程。

plan-half-am = 上午
plan-half-pm = 下午
plan-best = 最佳安排，價值 { $score }
plan-alternative = 備選 { $number }，價值 { $score }
plan-none = 這幾天在這些城市沒有可以見的人。
plan-unmet = 見不到的關鍵人物
plan-objective = 會見{ $names }
plan-unmet-dropped = 已由您排除
plan-unmet-elsewhere = 那幾天在{ $city }
plan-unmet-somewhere = 那幾天不知在何處
plan-unmet-stays = 對口的{ $names }不同行
plan-unmet-nobody = 無人對口，同行者中也沒有相應級別的人
plan-unmet-busy = 沒有大家都合適的半天
plan-unmet-no-room = 時間不夠
problem-plan-no-cities = 請說明去哪裡，例如：warroom plan --cities 北京,上海
problem-transfers-unreadable = 路程表第 { $line } 行無法讀取：{ $reason }
