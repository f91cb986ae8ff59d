# 層
map-band-decision = 決策層
map-band-management = 管理層
map-band-operations = 操作層
map-band-peripheral = 外圍
map-band-unplaced = 未定層級
map-unplaced = 未定層級：{ $count }

# 卡片
map-unknown = 未知
map-vacant = （空缺）
map-age = { $days }天
map-influence = 影響力 { $of }/10

# 檢視、屬性、提示
map-view-bands = 組織圖：分層
map-view-outline = 組織圖：大綱
map-view-grid = 組織圖：層級 × 職能
map-attribute-support = 支持度
map-attribute-coverage = 覆蓋
map-attribute-trust = 信任
map-attribute-freshness = 新鮮度
map-attribute-leaning = 競爭傾向
map-attribute-shown = 卡片顯示：{ $attribute }
map-column-name = 姓名
map-column-status = 地位
map-filtered = { $filter }（{ $all } 人中的 { $shown } 人）
map-left-shown = 顯示已離任者
map-left-hidden = 隱藏已離任者
map-grabbed = 正在移動{ $name }：用方向鍵選擇位置
map-empty = 圖上還沒有人，先加入第一位。
map-nobody-passes = 沒有人符合篩選條件。
