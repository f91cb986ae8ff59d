# industry
choice-industry-government = 政府機關
choice-industry-education = 教育
choice-industry-public-utilities = 公用事業
choice-industry-transport = 交通運輸
choice-industry-finance = 金融
choice-industry-telecom = 電信
choice-industry-manufacturing = 製造
choice-industry-other = 其他

# stage
choice-stage-lead = 客戶資料
choice-stage-prospect = 潛在客戶
choice-stage-intent = 意向客戶
choice-stage-developed = 已開發
choice-stage-lost = 已流失

# tier
choice-tier-gold = 黃金
choice-tier-silver = 白銀
choice-tier-bronze = 銅

# abc
choice-abc-a = A
choice-abc-b = B
choice-abc-c = C

# temperament
choice-temperament-relationship-minded = 重感情
choice-temperament-business-only = 公事公辦

# our-role
choice-our-role-outsider = 局外人
choice-our-role-approved = 合格供應商
choice-our-role-vendor = 供應商
choice-our-role-preferred = 優先供應商
choice-our-role-strategic-partner = 策略夥伴

# layer
choice-layer-decision = 決策層
choice-layer-management = 管理層
choice-layer-operations = 操作層
choice-layer-peripheral = 外圍

# function
choice-function-user = 使用
choice-function-technical = 技術
choice-function-finance = 財務
choice-function-procurement = 採購
choice-function-executive = 高層
choice-function-other = 其他

# buying-role
choice-buying-role-economic-buyer = 經濟決策者
choice-buying-role-approver = 核准人
choice-buying-role-decision-maker = 決策者
choice-buying-role-technical-buyer = 技術把關者
choice-buying-role-user-buyer = 使用者
choice-buying-role-champion = 支持推動者
choice-buying-role-coach = 教練
choice-buying-role-influencer = 影響者
choice-buying-role-gatekeeper = 守門人
choice-buying-role-blocker = 阻擋者
choice-buying-role-executive-sponsor = 高層支持者
choice-buying-role-legal = 法務
choice-buying-role-economic-buyer-sign = 經
choice-buying-role-approver-sign = 准
choice-buying-role-decision-maker-sign = 決
choice-buying-role-technical-buyer-sign = 技
choice-buying-role-user-buyer-sign = 用
choice-buying-role-champion-sign = 推
choice-buying-role-coach-sign = 教
choice-buying-role-influencer-sign = 影
choice-buying-role-gatekeeper-sign = 守
choice-buying-role-blocker-sign = 阻
choice-buying-role-executive-sponsor-sign = 高
choice-buying-role-legal-sign = 法

# political-status
choice-political-status-outside = 圈外
choice-political-status-political-structure = 政治結構內
choice-political-status-inner-circle = 核心圈
choice-political-status-unknown = 未知
choice-political-status-outside-sign = –
choice-political-status-political-structure-sign = 政
choice-political-status-inner-circle-sign = 核
choice-political-status-unknown-sign = ?

# support
choice-support-enemy = 敵對
choice-support-non-supporter = 不支持
choice-support-neutral = 中立
choice-support-supporter = 支持
choice-support-mentor = 導師
choice-support-unknown = 未知
choice-support-enemy-sign = −−
choice-support-non-supporter-sign = −
choice-support-neutral-sign = 0
choice-support-supporter-sign = +
choice-support-mentor-sign = ++
choice-support-unknown-sign = ?

# mode
choice-mode-growth = 求成長
choice-mode-trouble = 有麻煩
choice-mode-even-keel = 安於現狀
choice-mode-overconfident = 過度自信
choice-mode-unknown = 未知

# coverage
choice-coverage-none = 無
choice-coverage-brief = 一面之緣
choice-coverage-multiple = 多次接觸
choice-coverage-in-depth = 深入
choice-coverage-unknown = 未知
choice-coverage-none-sign = ○○○
choice-coverage-brief-sign = ●○○
choice-coverage-multiple-sign = ●●○
choice-coverage-in-depth-sign = ●●●
choice-coverage-unknown-sign = ???

# adaptability
choice-adaptability-innovator = 創新者
choice-adaptability-visionary = 有遠見者
choice-adaptability-pragmatist = 務實者
choice-adaptability-conservative = 保守者
choice-adaptability-laggard = 落後者
choice-adaptability-unknown = 未知

# decision-orientation
choice-decision-orientation-price = 重價格
choice-decision-orientation-quality = 重品質
choice-decision-orientation-relationship = 重關係
choice-decision-orientation-innovation = 重創新
choice-decision-orientation-risk = 重風險
choice-decision-orientation-unknown = 未知

# confidence
choice-confidence-confirmed = 已證實
choice-confidence-assumed = 推測
choice-confidence-rumour = 傳聞

# edge-kind
choice-edge-kind-influences = 影響
choice-edge-kind-conflicts-with = 有衝突
choice-edge-kind-ally-of = 盟友
choice-edge-kind-gatekeeps = 把關
choice-edge-kind-dotted-to = 虛線匯報
choice-edge-kind-social = 私交

# social-kind
choice-social-kind-kin = 親屬
choice-social-kind-classmate = 同學
choice-social-kind-home-town = 同鄉
choice-social-kind-former-colleague = 前同事
choice-social-kind-friend = 朋友

# level
choice-level-rep = 業務
choice-level-manager = 經理
choice-level-executive = 高階主管
choice-level-service = 客服
choice-level-engineer = 售前

# relationship
choice-relationship-vendor = 供應商
choice-relationship-credible-source = 可信來源
choice-relationship-problem-solver = 問題解決者
choice-relationship-trusted-advisor = 信賴的顧問

# channel
choice-channel-visit = 拜訪
choice-channel-hosted-visit = 來訪接待
choice-channel-call = 電話
choice-channel-message = 訊息
choice-channel-introduction = 引薦

# follow-up-kind
choice-follow-up-kind-pursue = 開發
choice-follow-up-kind-maintain = 維護
choice-follow-up-kind-promise = 承諾
choice-follow-up-kind-complaint = 客訴
choice-follow-up-kind-collection = 催收
choice-follow-up-kind-gift = 禮品
choice-follow-up-kind-other = 其他

# follow-up-state
choice-follow-up-state-open = 進行中
choice-follow-up-state-acknowledged = 已受理
choice-follow-up-state-waiting-client = 等客戶
choice-follow-up-state-paused = 暫停
choice-follow-up-state-done = 完成
choice-follow-up-state-dropped = 放棄
choice-follow-up-state-stuck = 卡住

# event-what
choice-event-what-ack = 受理
choice-event-what-wait = 等客戶
choice-event-what-resume = 恢復
choice-event-what-pause = 暫停
choice-event-what-up = 上報
choice-event-what-down = 下派
choice-event-what-assign = 指派
choice-event-what-done = 完成
choice-event-what-drop = 放棄
choice-event-what-note = 備註

# visit-status
choice-visit-status-planned = 已規劃
choice-visit-status-done = 已完成
choice-visit-status-cancelled = 已取消

# visit-role
choice-visit-role-lead = 主談
choice-visit-role-technical = 技術
choice-visit-role-sponsor = 高層支持
choice-visit-role-note-taker = 記錄

# transport
choice-transport-flight = 飛機
choice-transport-train = 火車
choice-transport-car = 汽車
choice-transport-ship = 輪船
choice-transport-other = 其他

# firmness
choice-firmness-firm = 確定
choice-firmness-likely = 可能
choice-firmness-rumour = 傳聞

# severity
choice-severity-low = 低
choice-severity-medium = 中
choice-severity-high = 高
choice-severity-critical = 嚴重

# need-kind
choice-need-kind-blind-spot = 盲點
choice-need-kind-pain-point = 痛點
choice-need-kind-sweet-spot = 甜蜜點

# need-level
choice-need-level-organisational = 組織
choice-need-level-personal = 個人

# goal-kind
choice-goal-kind-goal = 目標
choice-goal-kind-pressure = 壓力
choice-goal-kind-initiative = 行動方案
choice-goal-kind-obstacle = 障礙

# swot-kind
choice-swot-kind-strength = 優勢
choice-swot-kind-weakness = 劣勢
choice-swot-kind-opportunity = 機會
choice-swot-kind-threat = 威脅

# white-space-state
choice-white-space-state-owned = 已取得
choice-white-space-state-potential = 有潛力
choice-white-space-state-lost = 已失去
choice-white-space-state-competitor = 競爭對手

# gift-status
choice-gift-status-planned = 已規劃
choice-gift-status-approved = 已核准
choice-gift-status-given = 已送出

# satisfaction-class
choice-satisfaction-class-hygiene = 保健因素
choice-satisfaction-class-motivator = 激勵因素

choice-grade-stuck = 卡住
choice-grade-now = 現在
choice-grade-this-week = 本週
choice-grade-watch = 留意
