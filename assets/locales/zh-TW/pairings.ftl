# 對口矩陣
pairings-columns-key-players = 關鍵人
pairings-columns-paired = 關鍵人和已對口的人
pairings-columns-everybody = 所有在任的人
pairings-column-width = 17
pairings-uncovered = 無人對口
pairings-uncovered-names = { $count } 人無人對口：{ $names }
pairings-all-covered = 關鍵人都有對口
pairings-no-team = 團隊裡還沒有人。請到「團隊」（{ KEY("go team") }），在那裡按 { KEY("member-add", "team") } 新增成員。
pairings-empty =
    還沒有關鍵人。
    在關係圖（{ KEY("go map") }）上填寫政治地位，或在這裡按 { KEY("pairings-columns") } 檢視所有人。
pairings-left = （已離職）
pairings-days = { $days }天
pairings-never = 未見
pairings-last = 最近聯絡 { $when }（{ $day }）
pairings-never-met = 還沒有聯絡過，認識 { $days } 天
pairings-every = 每 { $ideal } 至 { $max } 天
pairings-light-green = 準時
pairings-light-yellow = 該聯絡了
pairings-light-red = 逾期
pairings-light-never = 從未見過
pairings-lived = 行為評分 { $score }/100（{ $count } 次聯絡，半衰期 { $days } 天）
pairings-contact = { $day } { $channel }：{ $weight } 分，現餘 { $left }
pairings-crossing = 跨級對口：我方{ $level }對對方{ $layer }。可以是有意的，但應有同級的人在旁。
pairings-not-paired = { $ours }與{ $theirs }沒有對口。
pairings-nobody-faces = { $theirs }是關鍵人，我方無人對口。
pairings-member-left = { $day } 已離職：這個對口等人接手。
pairings-form = 對口：{ $who }
pairings-form-new = 新對口：{ $who }
pairings-said-never-met = 說是「{ $declared }」，卻從未見過
pairings-said-silent = 說是「{ $declared }」，卻已 { $months } 個月沒有聯絡
pairings-less-than-said = 說是「{ $declared }」，行為評分卻只有 { $score }
pairings-more-than-said = 說是「{ $declared }」，行為評分卻有 { $score }
pairings-behaviour = 行為量化
choice-level-rep-sign = 業
choice-level-manager-sign = 經
choice-level-executive-sign = 高
choice-level-service-sign = 服
choice-level-engineer-sign = 技
choice-relationship-vendor-sign = 供
choice-relationship-credible-source-sign = 信
choice-relationship-problem-solver-sign = 解
choice-relationship-trusted-advisor-sign = 顧

# 命令
command-pairing-open = 編輯對口
command-pairing-open-help = 修改這一格的對口，沒有就新增
command-pairing-remove = 刪除對口
command-pairing-remove-help = 刪除這一格的對口
command-pairings-columns = 顯示哪些人
command-pairings-columns-help = 關鍵人、已對口的人、所有人，依次切換
command-pairings-uncovered = 下一個無人對口
command-pairings-uncovered-help = 跳到下一個我方無人對口的關鍵人
command-disagreement-list = 感覺與行為
command-disagreement-list-help = 列出說的關係和實際行為不一致的地方
command-team-view-next = 下一檢視
command-team-view-next-help = 團隊、對口，依次切換
command-touch-add = 記一次聯絡
command-touch-add-help = 用一行記下一次電話、訊息或拜訪
blocked-not-pairings = 這要在對口矩陣上用。
problem-all-covered = 關鍵人都有對口。
problem-no-disagreement = 說的和做的一致。

# 一行記一次聯絡
touch-ask = { $who }：怎麼聯絡的？談了什麼？
touch-hint = 電話 昨天：…… · 訊息 · 拜訪 · 來訪 · 引薦
touch-ask-theirs = 與誰聯絡？
touch-ask-ours = 我方是誰聯絡的？
problem-touch-channel = 請先寫聯絡方式：電話、訊息、拜訪、來訪或引薦。
problem-touch-ahead = { $day } 還沒到。聯絡過了再記。
problem-touch-nobody = 這裡還沒有可聯絡的人。請先在關係圖上新增。
problem-touch-no-member = 團隊裡還沒有人。
edit-touch = 已記聯絡：{ $name }
