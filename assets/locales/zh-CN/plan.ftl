# 团队拜访：安排行程。

plan-half-am = 上午
plan-half-pm = 下午
plan-best = 最佳安排，价值 { $score }
plan-alternative = 备选 { $number }，价值 { $score }
plan-none = 这几天在这些城市没有可以见的人。
plan-unmet = 见不到的关键人物
plan-objective = 会见{ $names }
plan-unmet-dropped = 已由您排除
plan-unmet-elsewhere = 那几天在{ $city }
plan-unmet-somewhere = 那几天不知在何处
plan-unmet-stays = 对口的{ $names }不同行
plan-unmet-nobody = 无人对口，同行者中也没有相应级别的人
plan-unmet-busy = 没有大家都合适的半天
plan-unmet-no-room = 时间不够
problem-plan-no-cities = 请说明去哪里，例如：warroom plan --cities 北京,上海
problem-transfers-unreadable = 路程表第 { $line } 行无法读取：{ $reason }
