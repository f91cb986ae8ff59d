# 层
map-band-decision = 决策层
map-band-management = 管理层
map-band-operations = 操作层
map-band-peripheral = 外围
map-band-unplaced = 未定层级
map-unplaced = 未定层级：{ $count }

# 卡片
map-unknown = 未知
map-vacant = （空缺）
map-age = { $days }天
map-influence = 影响力 { $of }/10

# 视图、属性、提示
map-view-bands = 组织图：分层
map-view-outline = 组织图：大纲
map-view-grid = 组织图：层级 × 职能
map-attribute-support = 支持度
map-attribute-coverage = 覆盖
map-attribute-trust = 信任
map-attribute-freshness = 新鲜度
map-attribute-leaning = 竞争倾向
map-attribute-shown = 卡片显示：{ $attribute }
map-column-name = 姓名
map-column-status = 地位
map-filtered = { $filter }（{ $all } 人中的 { $shown } 人）
map-left-shown = 显示已离任者
map-left-hidden = 隐藏已离任者
map-grabbed = 正在移动{ $name }：用方向键选择位置
map-empty = 图上还没有人，先添加第一位。
map-nobody-passes = 没有人符合筛选条件。
