# 客戶影響圈。
circle-title = { $name } 的影響圈
circle-empty = 這裡還沒有人。先在組織圖上新增人員，再連線。
circle-figures = 淨支持 { $net }（已知 { $known }%）· 覆蓋 { $coverage } · 最佳路徑 { $best }
circle-what-if = 假設
# $moves 與 $moved 是箭頭。
circle-legend = { $moves } 影響中心  { $moved } 受中心影響  ! 脆弱
circle-more = 另有 { $count } 人
circle-ranks = 影響力：按連線與按判斷
circle-column-name = 姓名
circle-column-who = 對方
circle-column-computed = 連線
circle-column-declared = 判斷
circle-column-marks = 提示
circle-mark-hidden = +{ $places } 隱形影響
circle-mark-overrated = −{ $places } 高估
circle-mark-broker = 中間人
circle-mark-cut = 繞不開
circle-mark-thread = 單線聯繫
circle-lines-of = { $name } 的關係
circle-no-lines = 還沒有連線。
circle-route-title = 通向 { $name } 的路徑
circle-route-missing = 走不通。最有幫助的一條：{ $from } 爭取 { $to }（{ $strength }）。
circle-route-none = 走不通：我方無人與這裡的人對口。
circle-route-nobody = 圖上還沒有決策人，請先標出。
circle-cuts = 全繫於：{ $names }
