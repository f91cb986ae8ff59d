strategy-role = 我方角色
strategy-weight = 重要程度
strategy-goals = 目标 → 压力 → 举措 → 障碍
