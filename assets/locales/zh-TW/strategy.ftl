strategy-role = 我方角色
strategy-weight = 重要程度
strategy-goals = 目標 → 壓力 → 舉措 → 障礙
