# industry
choice-industry-government = 政府
choice-industry-education = 教育
choice-industry-public-utilities = 公用事业
choice-industry-transport = 交通运输
choice-industry-finance = 金融
choice-industry-telecom = 电信
choice-industry-manufacturing = 制造
choice-industry-other = 其他

# stage
choice-stage-lead = 客户资料
choice-stage-prospect = 潜在客户
choice-stage-intent = 意向客户
choice-stage-developed = 已开发
choice-stage-lost = 已流失

# tier
choice-tier-gold = 黄金
choice-tier-silver = 白银
choice-tier-bronze = 铜

# abc
choice-abc-a = A
choice-abc-b = B
choice-abc-c = C

# temperament
choice-temperament-relationship-minded = 注重感情
choice-temperament-business-only = 公事公办

# our-role
choice-our-role-outsider = 局外人
choice-our-role-approved = 合格供应商
choice-our-role-vendor = 供应商
choice-our-role-preferred = 优选供应商
choice-our-role-strategic-partner = 战略伙伴

# layer
choice-layer-decision = 决策层
choice-layer-management = 管理层
choice-layer-operations = 操作层
choice-layer-peripheral = 外围

# function
choice-function-user = 使用
choice-function-technical = 技术
choice-function-finance = 财务
choice-function-procurement = 采购
choice-function-executive = 领导
choice-function-other = 其他

# buying-role
choice-buying-role-economic-buyer = 经济决策者
choice-buying-role-approver = 审批人
choice-buying-role-decision-maker = 决策者
choice-buying-role-technical-buyer = 技术把关者
choice-buying-role-user-buyer = 使用者
choice-buying-role-champion = 支持推动者
choice-buying-role-coach = 教练
choice-buying-role-influencer = 影响者
choice-buying-role-gatekeeper = 守门人
choice-buying-role-blocker = 阻碍者
choice-buying-role-executive-sponsor = 高层支持者
choice-buying-role-legal = 法务
choice-buying-role-economic-buyer-sign = 经
choice-buying-role-approver-sign = 审
choice-buying-role-decision-maker-sign = 决
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
choice-political-status-political-structure = 政治结构内
choice-political-status-inner-circle = 核心圈
choice-political-status-unknown = 未知
choice-political-status-outside-sign = –
choice-political-status-political-structure-sign = 政
choice-political-status-inner-circle-sign = 核
choice-political-status-unknown-sign = ?

# support
choice-support-enemy = 敌对
choice-support-non-supporter = 不支持
choice-support-neutral = 中立
choice-support-supporter = 支持
choice-support-mentor = 导师
choice-support-unknown = 未知
choice-support-enemy-sign = −−
choice-support-non-supporter-sign = −
choice-support-neutral-sign = 0
choice-support-supporter-sign = +
choice-support-mentor-sign = ++
choice-support-unknown-sign = ?

# mode
choice-mode-growth = 求增长
choice-mode-trouble = 有麻烦
choice-mode-even-keel = 安于现状
choice-mode-overconfident = 过于自信
choice-mode-unknown = 未知

# coverage
choice-coverage-none = 无
choice-coverage-brief = 一面之交
choice-coverage-multiple = 多次接触
choice-coverage-in-depth = 深入
choice-coverage-unknown = 未知
choice-coverage-none-sign = ○○○
choice-coverage-brief-sign = ●○○
choice-coverage-multiple-sign = ●●○
choice-coverage-in-depth-sign = ●●●
choice-coverage-unknown-sign = ???

# adaptability
choice-adaptability-innovator = 创新者
choice-adaptability-visionary = 有远见者
choice-adaptability-pragmatist = 务实者
choice-adaptability-conservative = 保守者
choice-adaptability-laggard = 落后者
choice-adaptability-unknown = 未知

# decision-orientation
choice-decision-orientation-price = 看价格
choice-decision-orientation-quality = 看质量
choice-decision-orientation-relationship = 看关系
choice-decision-orientation-innovation = 看创新
choice-decision-orientation-risk = 看风险
choice-decision-orientation-unknown = 未知

# confidence
choice-confidence-confirmed = 已证实
choice-confidence-assumed = 推测
choice-confidence-rumour = 传闻

# edge-kind
choice-edge-kind-influences = 影响
choice-edge-kind-conflicts-with = 有矛盾
choice-edge-kind-ally-of = 同盟
choice-edge-kind-gatekeeps = 把门
choice-edge-kind-dotted-to = 虚线汇报
choice-edge-kind-social = 私交

# social-kind
choice-social-kind-kin = 亲属
choice-social-kind-classmate = 同学
choice-social-kind-home-town = 同乡
choice-social-kind-former-colleague = 前同事
choice-social-kind-friend = 朋友

# level
choice-level-rep = 销售
choice-level-manager = 经理
choice-level-executive = 老总
choice-level-service = 客服
choice-level-engineer = 售前

# relationship
choice-relationship-vendor = 供应商
choice-relationship-credible-source = 可信来源
choice-relationship-problem-solver = 问题解决者
choice-relationship-trusted-advisor = 信赖的顾问

# channel
choice-channel-visit = 拜访
choice-channel-hosted-visit = 来访接待
choice-channel-call = 电话
choice-channel-message = 消息
choice-channel-introduction = 引荐

# follow-up-kind
choice-follow-up-kind-pursue = 开发
choice-follow-up-kind-maintain = 维护
choice-follow-up-kind-promise = 承诺
choice-follow-up-kind-complaint = 投诉
choice-follow-up-kind-collection = 催款
choice-follow-up-kind-gift = 礼品
choice-follow-up-kind-other = 其他

# follow-up-state
choice-follow-up-state-open = 进行中
choice-follow-up-state-acknowledged = 已受理
choice-follow-up-state-waiting-client = 等客户
choice-follow-up-state-paused = 暂停
choice-follow-up-state-done = 完成
choice-follow-up-state-dropped = 放弃
choice-follow-up-state-stuck = 卡住

# event-what
choice-event-what-ack = 受理
choice-event-what-wait = 等客户
choice-event-what-resume = 恢复
choice-event-what-pause = 暂停
choice-event-what-up = 上报
choice-event-what-down = 下派
choice-event-what-assign = 指派
choice-event-what-done = 完成
choice-event-what-drop = 放弃
choice-event-what-note = 备注

# visit-status
choice-visit-status-planned = 已计划
choice-visit-status-done = 已完成
choice-visit-status-cancelled = 已取消

# visit-role
choice-visit-role-lead = 主谈
choice-visit-role-technical = 技术
choice-visit-role-sponsor = 领导支持
choice-visit-role-note-taker = 记录

# transport
choice-transport-flight = 飞机
choice-transport-train = 火车
choice-transport-car = 汽车
choice-transport-ship = 轮船
choice-transport-other = 其他

# firmness
choice-firmness-firm = 确定
choice-firmness-likely = 可能
choice-firmness-rumour = 传闻

# severity
choice-severity-low = 低
choice-severity-medium = 中
choice-severity-high = 高
choice-severity-critical = 严重

# need-kind
choice-need-kind-blind-spot = 盲点
choice-need-kind-pain-point = 痛点
choice-need-kind-sweet-spot = 甜蜜点

# need-level
choice-need-level-organisational = 组织
choice-need-level-personal = 个人

# goal-kind
choice-goal-kind-goal = 目标
choice-goal-kind-pressure = 压力
choice-goal-kind-initiative = 举措
choice-goal-kind-obstacle = 障碍

# swot-kind
choice-swot-kind-strength = 优势
choice-swot-kind-weakness = 劣势
choice-swot-kind-opportunity = 机会
choice-swot-kind-threat = 威胁

# white-space-state
choice-white-space-state-owned = 已占有
choice-white-space-state-potential = 有潜力
choice-white-space-state-lost = 已丢失
choice-white-space-state-competitor = 竞争对手

# gift-status
choice-gift-status-planned = 已计划
choice-gift-status-approved = 已批准
choice-gift-status-given = 已送出

# satisfaction-class
choice-satisfaction-class-hygiene = 保健因素
choice-satisfaction-class-motivator = 激励因素

choice-grade-stuck = 卡住
choice-grade-now = 现在
choice-grade-this-week = 本周
choice-grade-watch = 留意
