strategy-role = Our role
strategy-weight = Importance
strategy-goals = Goals → pressures → initiatives → obstacles
