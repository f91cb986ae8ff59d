problems-in-files = 您的文件中有这些问题
problem-config-syntax = 不是合法的 TOML：{ $reason }
problem-config-unwritable = 无法写入选项文件：{ fault }
problem-config-unreadable = 无法读取文件：{ fault }
problem-config-option = 没有“{ $name }”这个选项。{ $near ->
    [none] { "" }
   *[other] 您是指“{ $near }”吗？
}可用选项：{ $known }。
problem-config-text = “{ $name }”需要用引号括起来的文字。
problem-config-bool = “{ $name }”只能是 true 或 false。
problem-config-choice = “{ $name }”只能是：{ $known }。
problem-config-directory = 无法创建目录 { $path }：{ fault }
problem-config-no-home = 找不到主目录。请用 --data 或 WARROOM_DATA 指定数据目录，用 --config 或 WARROOM_CONFIG 指定配置目录。

misuse-unknown-option = 没有“{ $what }”这个选项或参数。
misuse-unknown-command = 没有“{ $what }”这个命令。
misuse-value = “{ $value }”不能用作 { $what }。
misuse-missing-value = { $what } 缺少值。
misuse-missing = 缺少：{ $what }
misuse-too-many = { $what } 的值个数不对。
misuse-conflict = { $what } 不能与 { $other } 同用。
misuse-no-text = 有参数不是 UTF-8 文本。
misuse-meant = 您要的也许是：{ $said }
misuse-valid = 可用：{ $said }
misuse-usage = 用法：{ $usage }
misuse-help = 详见：{ $command } --help
problem-usage-now = --now：“{ $text }”不是时刻。请写日期（2026-10-20）、本地时间（2026-10-20 09:00），或带时区的时间（2026-10-20T09:00:00+08:00、2026-10-20T01:00Z）。
problem-usage-assignment = “{ $text }”应写成“名称=值”。
problem-usage-csv-kind = 一张表只能放一类记录，请指明是哪一类，例如：warroom export account --format csv
problem-name-empty = 缺少名称：请说明是哪一个 { $kind }。
problem-name-unknown = 没有名为“{ $text }”的 { $kind }。
problem-name-unknown-near = 没有名为“{ $text }”的 { $kind }。您要找的是不是：
    { "  " }{ $candidates }
problem-name-ambiguous = 有多个“{ $text }”，请改用编号：
    { "  " }{ $candidates }
problem-name-gone = 没有编号为 { $id } 的 { $kind }。
problem-name-wrong-kind = { $id } 是 { $found }，不是 { $kind }。
problem-output = 无法写入标准输出：{ fault }
problem-file-unreadable = 无法读取 { $path }：{ fault }
problem-file-unwritable = 无法写入 { $path }：{ fault }
problem-file-not-understood = { $path }：{ $reason }
problem-no-decision-maker = 还不知道{ $account }由谁拍板。请给某人加上采购角色 decision_maker，或设为决策层。
problem-no-way = 目前还没有通向{ $name }的路。最有帮助的一步：通过{ $from }争取。

cli-has = 已有记录
cli-has-last = { $kind }：{ $count }，最近一次 { $last }
cli-has-some = { $kind }：{ $count }
cli-removed = 已删除：{ $kind } { $name }{ $others ->
    [0] 。
   *[other] ，连同离不开它的 { $others } 条记录。
}撤销请用：warroom undo
cli-more-changes = { "  " }……另有 { $count } 处（--all 全部列出）
cli-more-edits = ……还有更早的（--limit N 可多列几条）
cli-more-rows = ……另有 { $count } 行有改动；--json 逐行列出。
cli-rebuilt = 已根据日志重建全部记录。
cli-sound = 一切正常：{ $records } 条记录，历史中有 { $edits } 步。
cli-coverage = 覆盖度 { $value }（满分 100），已知 { $known } %
cli-not-reached = 我们还没有任何一条路通向决策层。
cli-cut = { $name }：一旦失去，就没有路通向决策层。
cli-single-thread = { $name }只认识我们的一个人：{ $member }。
cli-nothing = 没有。
cli-nothing-fragile = 任何一个人离开都不会切断我们的路。
cli-imported = 新增 { $created }，更新 { $updated }，未变 { $unchanged }，未导入 { $left }{ $flawed ->
    [0] { "" }
   *[other] ；其中 { $flawed } 行附有说明
}
cli-would-import = 没有改动任何数据。若导入，将会：新增 { $created }，更新 { $updated }，未变 { $unchanged }，未导入 { $left }{ $flawed ->
    [0] { "" }
   *[other] ；其中 { $flawed } 行附有说明
}
cli-import-same = 另有 { $count } 行也是如此{ $lines ->
    [none] { "" }
   *[other] （第 { $lines } 行）
 }；--json 逐行列出。
cli-withheld = 有 { $count } 条记录的私人信息没有导出；加上 --sensitive 可一并导出。
cli-progress = { $file }：{ $done } / { $total } 条记录
cli-keymap-sound = { $path }（叠加在按键方案 { $base } 之上）：没有问题。
cli-keymap-none = 当前使用按键方案 { $base }。没有自己的按键文件；如需要，请放在 { $path }。
edit-import = 已导入 { $name }{ $created ->
    [none] { "" }
   *[other] ：新增 { $created }，更新 { $updated }
}
cli-mark-required = 必填
cli-mark-judged = 判断
cli-mark-sensitive = 私人

column-kind = 类型
column-field = 字段
column-label = 名称
column-type = 类型
column-marks = 标记
column-values = 取值
column-account-name = 客户
column-subject = 主题
column-state = 状态
column-rung = 梯级
column-holder-name = 负责人
column-counterparts = 对口
column-climbs-at = 升级时间
column-overdue-days = 逾期天数
column-at = 时间
column-from = 从
column-to = 到
column-strength = 强度
column-steps = 路径
column-name = 姓名
column-computed = 计算值
column-computed-rank = 名次
column-declared = 判断值
column-declared-rank = 名次
column-betweenness = 居间度
column-mark = 标记
column-value = 数值
column-weight = 权重
column-key-player = 关键人
column-cross-level = 跨级
column-current = 现有关系
column-target = 目标关系
column-last-contact = 最近联系
column-light = 周期
column-disagreement = 感觉与行为
column-level = 级别
column-member-name = 我方
column-person-name = 对方
column-city = 城市
column-firmness = 确定程度
column-days = 天数
column-score = 得分
column-why = 原因
column-kind-name = 类别
column-a-name = 甲
column-b-name = 乙
column-a = 甲的 id
column-b = 乙的 id
column-until = 直到
column-group = 分组
column-what = 内容
column-due = 到期
column-urgency = 紧迫度
column-command = 命令
column-keys = 按键
column-context = 位置

# where keys are pressed, beside the screens
context-global = 任何地方
context-room = 客户的每个画面
context-forecast = 预测
context-receivables = 应收款
context-complaints = 投诉
context-inspector = 画面旁的面板
context-grab = 正在移动卡片时
context-prompt = 输入一行时
context-path = 选择文件时
context-picker = 选择时
context-form = 表单
context-import = 待导入的文件
context-imported = 导入的报告
context-page = 多行文字
context-confirm = 提问
context-text = 输入文字时
context-explain = 逐项说明
cli-none-yet = 还没有 { $kind }。“warroom add { $kind } 字段=值 …” 添加一条（“warroom fields { $kind }” 列出字段），“warroom import 文件” 导入。
cli-none-fits = 没有符合条件的 { $kind }。
column-half = 半天
column-seat-names = 对方
column-member-names = 我方
column-date = 日期
cli-owed = 截至 { $day } 应收 { $amount }
cli-dso = 应收账款周转 { $days } 天（{ $known }% 有销售额可比）
column-dso = 周转天数
column-first-answer-minutes = 首次答复用时
column-waiting-minutes = 等待答复
column-answer-by = 应答复于
column-resolve-by = 应解决于
column-content = 投诉
column-result = 结果
column-occurred-at = 发生时间

# Doubles
dedupe-none = 没有疑似重复的记录。
dedupe-email = 邮箱相同（{ $value }）
dedupe-phone = 电话相同（{ $value }）
dedupe-messenger = 即时通讯相同（{ $value }）
dedupe-website = 网站相同（{ $value }）
dedupe-name = 姓名相同
dedupe-reading = 姓名读音相同
dedupe-alias = 名称相同（{ $value }）
dedupe-birthday = 生日相同（{ $value }）
dedupe-account = 同一客户
dedupe-title = 职务相同（{ $value }）
dedupe-address = 地址相同
merge-overruled = { $field }：保留 { $kept }，{ $lost } 只留在历史里
merge-done = { $name }与{ $gone }已合并{ $count ->
    [0] 。
   *[other] ，随之合并重复的记录 { $count } 条。
}撤销：warroom undo
merge-would = { $name }与{ $gone }将会合并{ $count ->
    [0] 。
   *[other] ，随之合并重复的记录 { $count } 条。
}未作任何改动。
edit-merge = 已合并到{ $name }

# Backups and erasure
keep-backed-up = 已备份 { $edits } 处改动到 { $path }（{ $size }），重读校验无误。
keep-restored = 已恢复 { $records } 条记录：{ $at } 的备份 { $path } 中 { $backup } 处改动{ $followed ->
    [0] 。
   *[other] ，另加其后的 { $followed } 处改动。
}{ $gone ->
    [unknown] { "" }
    [0] 其后保存的改动没有丢失。
   *[other] 其后保存的 { $gone } 处改动已丢失。
}{ $before ->
    [none] { "" }
   *[some] 原有内容在 quarantine/ 中。
}
keep-mended = 已用这里现有的内容把日志整理好：{ $records } 条记录，{ $edits } 处改动。{ $gone ->
    [unknown] { "" }
    [0] 已保存的没有丢失。
   *[other] 已保存的 { $gone } 处改动已丢失。
}原有内容在 quarantine/ 中。
keep-recovered = 日志和备份中缺少 { $count } 处改动。记录已从数据库读出，与最后保存时一致；丢失的只是这些改动的历史：不能再列出，也不能逐一撤销。
keep-restored-short = { $path } 中没有这里缺少的内容。数据从最后一处改动（第 { $edits } 处）继续；其后保存的 { $gone } 处改动已丢失。
keep-ask-erase = 从所有历史改动中永久抹除{ $name }？此操作无法撤销。[y/N]
passphrase-ask = 口令：
passphrase-advice = 好的口令由几个互不相干的词组成，最好不少于 12 个字。
passphrase-ask-new = 新口令：
passphrase-ask-again = 再输一次：
passphrase-working = 正在重写全部内容……
passphrase-was-set = 口令已设置。没有它，谁也打不开这些数据：请妥善保管。导出的文件和此前另存他处的备份仍是原样。
passphrase-was-changed = 口令已更换，这里的 { $count } 个备份也一并更换。另存他处的副本仍用旧口令：请用 `warroom backup FILE` 重新备份，并删除旧的。
passphrase-was-removed = 口令已取消。能读到文件的人就能读到全部内容。
passphrase-backups-gone = 这些备份无法读取，已删除：
passphrase-backups-old = 这些备份无法读取，仍用旧口令（若还能打开），请删除：
passphrase-strangers = backups/ 中的这些并非本库所有，保持原样，能读到它们的人就能读到其中内容：
keep-not-erased = 没有抹除任何人。
keep-erased = 已抹除{ $name }：{ $records } 条记录，并改写了 { $edits } 处改动。
keep-mentions = 另有 { $count } 处文字仍提到此人，如不应保留请修改：
keep-backups-hold = 此前的副本仍含此人，如不应保留请删除：
edit-erase = 抹除了一个人
keep-nothing-to-restore = 日志完好：{ $path } 中没有这里缺少的内容。若要回到该备份并放弃其后的改动：warroom restore --only FILE
cli-rejects = 未导入的行写在 { $path }。请在那里改好，再导入该文件。
cli-rejects-refused = 妨碍导入的行写在 { $path }，每行附有原因。请在原文件中改好，再重新导入原文件：{ $path } 中没有其他行。
cli-rejects-foreseen = 将不会导入的行写在 { $path }，每行附有原因。请在原文件中改好，再导入原文件：{ $path } 中没有其他行。
cli-rejects-sheet = 工作表“{ $sheet }”中未导入的行写在 { $path }。
cli-import-interrupted = 已中断：没有导入任何内容。
cli-rejects-none = 没有需要改正的行：未写入 { $path }。
cli-rejects-gone = 没有需要改正的行：已删除先前导入写下的 { $path }。
cli-rejects-stays = 没有需要改正的行：{ $path } 不是导入写下的文件，保持原样。
keep-nothing-missing = 日志完好，没有需要恢复的内容。{ $path } 中没有本库的完好备份；要做一个备份：warroom backup

# 命令及其选项的说明。
help-warroom = 大客户团队的作战室：组织架构、影响力圈、跟进阶梯与联络日历
help-warroom-more = 不带命令即打开画面。
help-demo = 用自带样例的临时副本打开画面，用完即弃
help-import = 从文件读取记录；- 表示标准输入
help-export = 写出记录：NDJSON、表格、名片、日历、图，或可打印的网页
help-export-more = 导出的内容谁都能读，设有口令的数据也一样。
help-list = 列出某一类记录
help-show = 显示一条记录
help-add = 新增一条记录，并显示其编号
help-set = 修改记录的字段；空值即清除
help-rm = 删除一条记录，以及离开它就不能存在的内容
help-note = 一行话，说的是什么就存成什么：行程、拜访、承诺、通话、礼品、生日，否则为笔记
help-undo = 撤销上一次改动
help-redo = 重做上一次撤销的改动
help-today = 现在该做什么，为什么
help-where = 对方或我方某人在哪里
help-intercepts = 我方人员与其对口何时同在一城，机会最好的在前
help-ladder = 每项未结跟进在阶梯上的位置
help-forecast = 若无人处理，哪些跟进会在何时升级给谁
help-receivables = 欠款多少、逾期多久、相当于多少天的销售额
help-complaints = 投诉与时限：首次答复与办结
help-pairings = 我方谁对口谁、上次何时见面、谁还无人对口
help-handover = 把我方某人手上的一切一次交接给另一人
help-dedupe = 可能重复的记录，以及理由
help-merge = 两条记录合成一条：保留前者，并接收后者的内容
help-backup = 把全部内容写入一个压缩文件，并重读校验
help-restore = 从备份补回这里的日志丢失的内容
help-erase = 抹除一个人：从记录、日志和此后的每个备份中消失
help-passphrase = 用口令加密磁盘上的全部内容
help-passphrase-more =
    设有口令时，每个命令和画面都会询问。口令在终端上输入而不显示，或取自 --passphrase-file 或 $WARROOM_PASSPHRASE，
    从不取自参数。都没有时退出状态为 2；口令错误（终端上可试三次）为 1。口令错误不会改动任何内容。没有口令，谁也打不开加密的内容。

    加密的是记录、历史和备份。导出的文件，以及此前另存他处的备份，仍是原样。
help-passphrase-set = 设置口令，加密记录、历史和备份
help-passphrase-change = 更换口令
help-passphrase-change-new-passphrase-file = 首行为新口令的文件 [默认：$WARROOM_NEW_PASSPHRASE，否则询问]
help-passphrase-remove = 取消口令，全部内容恢复原样
help-path = 从我方通向决策者的最佳路径
help-coverage = 关键人物的覆盖程度
help-influence = 谁影响谁：计算所得与名义上的对照
help-fragility = 谁离开会切断我们的路
help-plan = 规划团队拜访：走遍若干城市的最佳会面路线
help-abc = 按销售额或利润分 A、B、C 类，以及业务对少数客户的依赖程度
help-health = 客户的健康度及其由来
help-churn = 客户流失的可能性及原因
help-kpi = 最近十二个整月的关键指标
help-warnings = 值得担心的事，各附依据的数字
help-brief = 拜访或客户的简报：见谁、有何未结、要问什么
help-daypack = 某一天各次拜访的简报
help-history = 每一处改动：谁、何时、何事、旧值与新值、为何
help-check = 核对每条记录、引用和索引
help-keys = 画面的每个命令及其按键
help-keys-markdown = 写成文档页用的表格，每个按键场合一张
help-keymap = 管理按键方案
help-keymap-check = 逐行指出按键文件的问题
help-keymap-check-file = 文件 [默认：自己的 keymap.toml]
help-fields = 每类记录的字段
help-sample = 以记录形式输出自带样例，每行一条：warroom sample | warroom import -
help-completions = 某种 shell 的补全脚本
help-completions-shell = 哪种 shell
help-man = 手册页
help-help = 显示本页，或某个命令的帮助
help-arg-help = 显示帮助
help-arg-version = 显示版本
help-arg-data = 记录所在的目录 [默认：$WARROOM_DATA，否则为系统的数据目录]
help-arg-config = 选项的文件或目录 [默认：$WARROOM_CONFIG，否则为系统的配置目录]
help-arg-now = 假定现在是这一时刻：RFC 3339，或某一天
help-arg-lang = 文字的语言
help-arg-passphrase-file = 首行为口令的文件 [默认：$WARROOM_PASSPHRASE，否则询问]
help-arg-read-only = 只看不改；别的进程占用数据时也可用
help-arg-account = 只限这个客户
help-arg-json = 供程序使用：一个 JSON 数组，单项则为一个对象
help-arg-reason = 原因，记入历史
help-arg-days = 往后看多少天
help-arg-kind = 只限这一类
help-arg-dry-run = 只说明会发生什么，不作改动
help-arg-format = Markdown、纯文本，或可打印在 A4 上的网页
help-arg-no-personal = 不含喜好与忌讳，便于转交
help-what-account = 客户：编号或名称
help-what-kind = 记录的类别
help-what-name = 哪一条：编号，或唯一的名称
help-import-files = 要读取的文件，或存放名片和日程的文件夹（vdir）
help-import-format = ndjson、csv、xlsx、org（YAML 或 JSON 的人员）、vcard 或 ical（也包括 JSON 的预订） [默认：按内容判断]
help-import-account = 未写客户的行归哪个客户
help-import-who = 日历没有写明时，行程是谁的：这里已有的我方或对方人员
help-import-map = 各列的含义：列=字段，多个用逗号隔开，含逗号的列名加英文引号；字段可用其名称，也可用这类列的常见叫法
help-import-encoding = 文件用什么编码写成，文件本身看不出时：gb18030、big5、windows-1252、macintosh、euc-kr……
help-import-date-order = 3/4/1970 这样的日期，文件本身看不出时，日在前还是月在前
help-import-on-conflict = 已有的记录怎么办：更新（这里改过的保留）、略过，或在某行会带来改动时，把整行另行新增
help-import-atomic = 全有或全无：有一行进不来，就全部不导入
help-import-rejects = 把略去的行写到这里，每行附有原因；工作簿则每张表一个文件
help-import-json = 输出 JSON：每行一个对象，最后是合计
help-export-kinds = 哪些类别 [默认：全部]
help-export-format = json（每行一条记录）、csv（一类记录；人员按客户和姓名排，客户按名称，拜访按日期）、vcard（人员）、ical（拜访、行程、日期、跟进）、vdir（一个文件夹，上述各成一个文件）；某客户的组织架构图，或加 `edge` 为影响力圈：mermaid、dot、svg；html：某客户或全部客户的完整内容，一页可打印
help-export-profile = 用于 csv：写成别的程序的联系人列表；`original`：写成导入时的列表
help-export-from = 用于 `original`：人员来自多张表时，用哪张表的列，写其文件名
help-export-bom = 用于 csv：开头加标记，让电子表格识别编码
help-export-vcard = vCard 的版本
help-export-output = 写到这里，而不是标准输出
help-export-account = 只限属于这个客户的
help-export-sensitive = 包括个人字段：生日、家庭、喜好
help-backup-file = 写到哪里 [默认：数据自带的备份文件夹]
help-restore-file = 用哪个备份 [默认：自带备份中最新的完好的一个]
help-restore-only = 只用备份，不管这里现在有什么、之后做过什么
help-restore-lay-open = 数据有口令而备份没有时也恢复：之后不再有任何加密
help-erase-person = 抹除谁：人员，编号或唯一的名称
help-erase-yes = 在终端上也不询问，直接执行
help-check-rebuild = 先根据日志重建记录
help-list-kind = 列出哪一类
help-list-account = { help-export-account }
help-list-filter = 与画面中相同：'tier:gold city:北京 -stage:lost'
help-add-kind = 新增哪一类
help-add-fields = 其字段；`warroom fields KIND` 会列出
help-set-fields = 改什么
help-note-line = 一行话，与画面中相同："张局 北京 3/12-3/15 CA1234 北京饭店 firm"；`-` 从标准输入逐行读取
help-note-account = 优先指哪个客户的人
help-note-dry-run = 只说明会理解成什么，不作改动
help-note-yes = 在终端上也不询问，直接保存
help-dedupe-kind = 只在这一类中找：account、person 或 member
help-merge-kind = 两条记录的类别
help-merge-kept = 保留哪一条：编号，或唯一的名称
help-merge-gone = 并入哪一条：编号，或唯一的名称
help-merge-dry-run = 只说明会丢失什么，不作改动
help-history-limit = 多少条，最新的在前 [默认：全部]
help-history-all = 列出一次操作的每处改动，再多也列
help-fields-kind = { help-arg-kind }
help-handover-member = 谁的：我方人员，编号或姓名
help-handover-to = 由谁接手：我方人员，编号或姓名
help-handover-account = { help-export-account }
help-handover-left-on = 一并记下离任者的最后一天：2026-10-31、fri、+3d
help-handover-dry-run = 只说明会交接什么，不作改动
help-handover-pack = 把交接资料（Markdown）写到这里，而不是显示；- 表示标准输出
help-handover-sensitive = 资料中包括个人内容：家庭、喜好、生日
help-today-member = 只限我方某人要做的；“me”即 config.toml 中写明的您本人
help-today-short = 供 shell 提示符用的一行；没有待办则不输出
help-today-snoozed = 暂缓了什么，到何时
help-ladder-member = 只限我方此人负责的
help-forecast-member = { help-ladder-member }
help-where-name = 对方或我方的人：编号或姓名
help-where-on = 哪一天：2026-03-12、fri、+3d [默认：今天]
help-plan-cities = 去哪些城市，用逗号隔开
help-plan-from = 第一天：2026-10-19、mon、+3d
help-plan-days = 多少天
help-plan-members = 我方谁去，用逗号隔开 [默认：所有人]
help-plan-save = 把规划的各站存为计划中的拜访
help-plan-ics = 把规划写成日历（.ics）到这里
help-abc-period = 某月（2026-09）、某季（2026Q3）或某年（2026） [默认：最近十二个整月]
help-abc-base = 客户按什么排名
help-brief-about = 客户或拜访：编号或名称
help-daypack-on = 哪一天：2026-10-20、fri、+1d [默认：今天]
help-commands = 命令
help-arguments = 参数
help-options = 选项
help-global = 每个命令都有的选项
help-example = 示例：{ $example }
help-default = [默认：{ $value }]
help-values = [可用值：{ $values }]
