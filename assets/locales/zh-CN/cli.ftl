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
cli-sound = 一切正常：{ $records } 条记录，{ $edits } 次修改。
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
cli-progress = { $file }：{ $done } / { $total }
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
}原有内容在 quarantine/ 中。
keep-mended = 已用这里现有的内容把日志整理好：{ $records } 条记录，{ $edits } 处改动。{ $gone ->
    [unknown] { "" }
    [0] 已保存的没有丢失。
   *[other] 已保存的 { $gone } 处改动已丢失。
}原有内容在 quarantine/ 中。
keep-recovered = 日志和备份中缺少 { $count } 处改动。记录已从数据库读出，与最后保存时一致；丢失的只是这些改动的历史：不能再列出，也不能逐一撤销。
keep-restored-short = { $path } 中没有这里缺少的内容。数据从最后一处改动（第 { $edits } 处）继续；其后保存的 { $gone } 处改动已丢失。
keep-ask-erase = 从所有历史改动中永久抹除{ $name }？此操作无法撤销。[y/N]
passphrase-ask = 口令：
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
cli-rejects-sheet = 工作表“{ $sheet }”中未导入的行写在 { $path }。
keep-nothing-missing = 日志完好，没有需要恢复的内容。{ $path } 中没有本库的完好备份；要做一个备份：warroom backup
