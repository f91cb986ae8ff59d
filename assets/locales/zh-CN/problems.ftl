problem-when-unreadable = “{ $text }”既不是日期（2026-03-12），也不是时刻（2026-03-12T14:30:00+08:00）。
problem-anniversary-unreadable = “{ $text }”不是每年的日期：请写 1962-05-12、05-12，农历请写 lunar:05-05。
problem-period-unreadable = “{ $text }”不是期间：月份写作 2026-09，季度写作 2026Q3。
problem-holidays-unreadable = 节假日表第 { $line } 行：{ $reason }
problem-regions-unreadable = 地区表第 { $line } 行：{ $reason }
problem-cities-unreadable = 城市表第 { $line } 行：{ $reason }
problem-festivals-unreadable = 节日表第 { $line } 行：{ $reason }
problem-day-unreadable = 看不懂日期“{ $text }”：可以写“周五”“+3d”“3/12”或“2026-03-12”。
problem-no-such-day = 没有“{ $text }”这一天。
problem-time-unreadable = 看不懂时间“{ $text }”：可以写“14:30”或“下午2点半”。
problem-when-not-understood = 看不懂“{ $text }”：可以写“周五下午2点”或“3/12 14:30”。
problem-range-unreadable = 看不懂日期范围“{ $text }”：可以写 3/12-3/15 或 3月12日至15日。
problem-range-backwards = 范围在 { $last } 结束，早于开始日 { $first }。

problem-not-an-id = “{ $text }”不是有效的编号。
problem-not-money = “{ $text }”不是金额，请写成 1200.00 CNY。
problem-not-a-number = “{ $text }”不是数字，“{ $field }”须为数字。
problem-not-a-list = “{ $text }”不是此字段可用的列表。
problem-unfit-value = “{ $text }”不适合字段“{ $field }”。
problem-out-of-range = { $value } 超出“{ $field }”的范围，允许 { $min } 到 { $max }。
problem-unknown-choice = “{ $text }”不在可选项中：{ $choices }。
problem-unknown-kind = 没有名为“{ $text }”的记录类型。可用：{ $kinds }。
problem-unknown-field = 此类记录（{ $kind }）没有字段“{ $word }”。{ $near ->
    [none] { "" }
   *[other] 您是指“{ $near }”吗？
}可用：{ $fields }。
problem-malformed-record = 无法读取这条记录（{ $kind }）：{ $why }。
problem-required = { $kind }必须填写“{ $field }”。
problem-entry-required = 必须填写“{ $field }”。
problem-bad-stamp = “{ $text }”不是有效的修改时间戳。
problem-gone = 该记录已不存在（{ $kind }）。
problem-id-taken = 编号 { $id } 已属于另一条记录（{ $kind }）。
problem-dangling = { $kind }的“{ $field }”指向 { $id }，而它不存在。
problem-wrong-kind = { $kind }的“{ $field }”应是{ $wanted }，而不是{ $found }。
problem-still-used = { $name }还不能删除：“{ $by }”（{ $kind }）{ $others ->
    [0] { "" }
   *[other] 及另外 { $others } 条记录
}的“{ $field }”里写着{ $name }。请先在那里改选别人{ $of ->
    [seat] ；如果是人已离开，填写“离任”即可
   *[other] { "" }
}。
problem-reports-to-itself = { $name }不能以自己为上级，请另选一个。
problem-reporting-cycle = { $name }不能向{ $manager }汇报：{ $manager }已直接或间接向{ $name }汇报。
problem-manager-elsewhere = { $name }不能向其他客户的人汇报。
problem-edge-to-itself = 关系需要两个人；两端都选了{ $name }。
problem-edge-across-accounts = 关系只能连接同一客户内的两个人。
problem-tier-outside-developed = { $name }还不能分级：金、银、铜只适用于已开发客户，请先把阶段设为“已开发”。
problem-done-visit-needs = 已完成的拜访必须填写“{ $field }”：由谁接待、谈了什么。
problem-closing-needs-result = 投诉结案必须填写处理结果。
problem-out-of-order = “{ $second }”（{ $to }）早于“{ $first }”（{ $from }）。
problem-filter-quote-open = 引号没有配对：{ $text }
problem-filter-equals = “{ $word }={ $value }”：筛选用冒号比较，请写 { $word }:{ $value }。
problem-filter-value-missing = “{ $word }:”后面要写值，例如 { $word }:any 或 { $word }:none。
problem-filter-not-comparable = “{ $word }:{ $value }”无法比较：> 或 < 后面请写数字、时长（7d）或日期。
problem-filter-choice = “{ $word }:{ $value }”：“{ $value }”不在可选值之中：{ $choices }。
problem-filter-number = “{ $word }:{ $value }”：{ $word } 是数字，例如 { $word }:>3。
problem-filter-day = “{ $word }:{ $value }”：{ $word } 是日期，例如 { $word }:>2026-03 或 { $word }:2026-03-12。
problem-filter-field-unknown = 这里没有字段“{ $word }”。{ $near ->
    [none] { "" }
   *[other] 您是指“{ $near }”吗？
}可用：{ $fields }。带冒号的文字请加引号。

problem-store-in-use = { $pid ->
    [0] 另一个未说明身份的进程正在使用。请先将其关闭；只查看的命令照常可用。
   *[other] warroom 正在使用（进程 { $pid }，始于 { $since }，{ $who }）。请先在那边关闭；只查看的命令照常可用。
}
problem-changed-meanwhile = 未保存：打开着的界面里刚改过同一内容。请重新运行该命令。
problem-host-silent = 打开着的界面接手后没有再回应：是否已保存，请看 `warroom history`。
problem-host-too-much = 未保存：一次的量超过打开着的界面能从另一个终端接收的量。请先关闭界面，或分批导入。
problem-store-none = { $path } 里还没有数据；用 `warroom import 文件` 或 `warroom add` 建立。
problem-store-newer = 这份数据由更新版本的 warroom 写入（格式 { $found }，本程序只认识 { $known }）。请升级 warroom；数据未被改动。
problem-store-damaged-identity = 无法读取 { $path }。其中只有数据和设备的标识：移走后重新启动即可，记录不在里面。
problem-store-identity-anew = STORE 只记有本库和本机的代号，已无法读取；它已移到 quarantine/ 并重新写好。
problem-store-damaged-journal = { $path } 第 { $row } 行已损坏。所见为该行之前的全部内容，不能改动。请运行：warroom restore（恢复最新备份及其后完好的改动）。
problem-store-damaged-short = 日志止于第 { $number } 处改动，但第 { $applied } 处已经保存：日志缺了一部分。可见内容止于第 { $shown } 处改动，不能改动。请放回日志文件夹，或运行：warroom restore，它会找回备份和数据库中仍有的内容，并说明丢失了什么。
problem-store-damaged-end = 日志止于第 { $number } 处改动，但第 { $applied } 处已经保存：日志缺了末尾。数据库中仍有全部记录，即您所见的内容；不能改动。请放回日志文件夹，或运行：warroom restore，它会把这些记录重新写入日志；日志和备份都缺失的改动只丢失其历史。
problem-store-damaged-foreign = db/ 中的数据库属于另一个库，或用的是与日志不同的密钥。已移到 quarantine/，并由日志另建一个。
problem-store-behind = 数据库止于第 { $applied } 处改动，日志止于第 { $number } 处。
problem-store-damaged-edit = 日志中的第 { $number } 次修改无法读取。请运行：warroom restore
problem-store-damaged-db = 日志旁的数据库已损坏（{ $why }）。请运行：warroom check --rebuild
problem-store-damaged-panic = 日志旁的数据库停止工作。修改都在日志里，安全无损：请重新启动 warroom。
problem-store-rebuilt = 数据库曾损坏，已移到 quarantine/，并由日志重建。没有丢失任何内容。
problem-snapshot-damaged = 为快速启动而存的记录（文件 snapshot）已损坏，未予使用，会重新写入。没有丢失任何内容。
problem-snapshot-lost = 无法再从磁盘读取记录（文件 snapshot）：现在不作任何改动，以免覆盖。已保存的内容没有丢失。请退出后重新启动；若再次发生，请检查磁盘。
problem-db-full = 无法写入数据库：磁盘已满。已保存的内容没有丢失，请腾出空间后重试。
problem-db-refused = 无法打开数据库 db/：{ $why }。请再试一次；若仍不行，请把 db/ 移走，它会从日志重新生成。
problem-journal-torn = { $path } 第 { $row } 行没有写完，因此未曾保存，现已截去。副本在 quarantine/ 中。
problem-journal-damaged-but-safe = { $path } 第 { $row } 行已损坏。记录完好，但那次修改不能再查看或撤销，也无法再备份。请运行：warroom restore，它会把日志整理好。
problem-read-only = 以只读方式打开，不能修改。
problem-not-saved = 未保存：{ $why }。没有任何改动，请重试。
problem-not-saved-full = 未保存：磁盘已满。没有任何改动，请腾出空间后重试。
problem-undo-moved = 其间又保存了别的修改，因此什么也没有撤销：请再按 { KEY("undo") }。
problem-saved-but-closed = 已保存，但日志旁的数据库停止工作。没有丢失任何内容。若磁盘已满请腾出空间；重新启动 warroom 即可继续。
problem-disk-full = 磁盘已满：{ $path }。请腾出空间后重试。
problem-disk-scarce = { $path } 所在的磁盘空间不多了：剩余 { $free } MB，至少应有 { $needed } MB。目前一切正常；请在磁盘写满之前腾出空间。
problem-disk-forbidden = 您无权读写 { $path }。请查看其所有者：ls -ld
problem-disk-read-only = { $path } 所在的磁盘目前只能读取（以只读方式挂载）。查看请加 --read-only；要修改，请以可写方式挂载，或把文件夹复制到别处并用 --data 指定。
problem-disk-unwritable = 您可以读取 { $path }，但不能写入。查看请加 --read-only。要修改，请查看其所有者：ls -ld；若是您的，请对它及其所在文件夹执行 chmod u+w。
problem-disk-no-file = { $path } 不是普通文件，而是链接、文件夹、管道或设备。请将其移开后重试。
problem-disk-error = { $path }：{ fault }
problem-record-differs = 记录 { $id } 与日志不一致。
fix-rebuild = 请运行：warroom check --rebuild
fix-edit = 打开该记录，重新选择或清空该字段。
fix-restore = 请运行：warroom restore
fix-backup = 重新备份一次：warroom backup，然后删掉坏的那份。
problem-journal-recovered = 日志丢失了最后一行。数据库中仍有这次修改，已重新写入日志：记录没有丢失，但由谁、何时、为何修改已不可考。
edit-recovered = 日志损坏后恢复
problem-time-zone = “{ $zone }”不是时区，时区写作 Europe/Berlin 这样。
problem-travel-of-nobody = 请说明谁出行：客户的人，或我方人员。
problem-travel-of-two = 一次行程只属于一位出行人：客户的人或我方人员，不能两者都填。
problem-occasion-of-nobody = 请说明这是谁的日子：某个人的，或某个客户的。
problem-occasion-of-two = 纪念日属于一个人或一个客户，不能两者都填。
problem-line-too-long = “{ $field }”最多 { $most } 个字，这里有 { $length } 个。其余请写入备注。
problem-text-too-long = “{ $field }”最多 { $most } 个字，这里有 { $length } 个。请拆分，例如分成几条笔记。
problem-holidays-missing = 没有 { $country } { $year } 年的节假日表，只扣除周末。请在 config.toml 旁的 holidays 文件夹里补上。

problem-merge-itself = { $name }不能与自己合并，请指定两条记录。
problem-merge-kinds = 只有同类记录才能合并：{ $name }属于{ $other }，不是 { $kind }。
problem-dedupe-kind = 查重只针对 account、person、member，不支持 { $kind }。
problem-line-heaviest = { $name }的权重已是最大。
problem-line-lightest = { $name }的权重已是最小：按 d 删除这条关系。
problem-no-way-at-all = { $account }没有与我方对口的人，或没有关系通往决策者：找不到路径。

problem-backup-failed = 备份失败，您的记录已保存：{ $why }
problem-backup-damaged = 日志在第 { $edits } 处改动之后已损坏，因此没有备份。请运行：warroom check
problem-backup-unsound = { $path } 不是完好的备份（第 { $row } 行）。没有改动任何内容。请试试 backups/ 中较早的备份。
problem-backup-unsound-skipped = { $path } 已损坏，跳过。
problem-restore-other = { $path } 是另一个库的备份。若要用它替换这里的全部内容：warroom restore --only FILE
problem-restore-none = { $path } 中没有本库的完好备份，这里也没有可用来继续的内容。请指定文件：warroom restore FILE
problem-erased-for-good = 抹除之前的改动无法再撤销。
problem-data-open = 其他人可以读取 { $path }，那里存有客户资料。请先关闭权限再试：chmod -R go= { $quoted }
problem-passphrase-wrong = 口令不对。没有改动任何内容。
problem-passphrase-short = 口令至少 { $least } 个字符，四五个词为宜。没有改动任何内容。
problem-passphrase-there = 已经有口令。要更换，请运行：warroom passphrase change
problem-passphrase-none = 没有口令。要设置，请运行：warroom passphrase set
problem-passphrase-differs = 两次输入不一致。没有改动任何内容。
problem-passphrase-cancelled = 没有输入口令，因此没有打开任何内容。
problem-passphrase-changed = 口令刚被设置、更换或取消。没有改动任何内容，请重试。
problem-usage-passphrase = 数据有口令，而这里无法询问。请用“--passphrase-file 文件”或环境变量 WARROOM_PASSPHRASE 提供。
problem-usage-passphrase-file = 口令不从标准输入读取。请指定文件：--passphrase-file 文件
problem-store-damaged-key = 记录已加密，而打开它们的 { $path } 缺失、损坏或属于另一个库。没有触动任何内容。请放回该文件，或由最近的备份带回：warroom restore，用备份当时的口令。两者都没有，谁也打不开。
problem-restore-key = { $path } 与这里的内容口令不同，无法合并。若只要备份的内容：warroom restore --only FILE
problem-restore-lays-open = { $path } 没有口令，而这里的数据有：恢复后一切都会裸露。没有任何改动。若确要如此：warroom restore --only --lay-open FILE，然后 warroom passphrase set
problem-restore-open = 该备份没有口令，所以现在的数据也没有口令了。要设置，请运行：warroom passphrase set
problem-restore-sealed = 该备份有口令，所以现在的数据也有这个口令了。要去掉，请运行：warroom passphrase remove
problem-restore-uncounted = 记有改动总数的 STORE 文件不在了：最后的改动是否有丢失，无从得知。
problem-config-open = 其他人可以读取或改动 { $path }，那里是您的设置。请关闭权限：chmod -R go= { $quoted }
problem-config-number = { $name } 要写数字：0 或更大，不加引号。
problem-page-fixed = 此页仅供阅读：方向键移动，Ctrl+g 用编辑器打开副本，Esc 关闭。
problem-usage-chart-account = 图表针对一个客户：--account 名称
problem-restore-erased = 此备份之后曾抹除过某人，恢复会把其资料带回：请再次抹除。
problem-restore-differs = { $path } 所记的改动与这里不同，无法合并。若只要备份的内容：warroom restore --only FILE
problem-payment-positive = 付款必须大于零，{ $amount } 不行。
problem-not-saved-import = 没有导入任何内容：磁盘写不下了，已写入的部分已撤回。请腾出空间后重新导入。
problem-import-taken-back = 导入时磁盘写不下了，该次导入已撤回。请腾出空间，并重新启动 warroom 再继续。
problem-passphrase-file-special = 不能从 { $path } 读取口令。请指定一个首行为口令的文件。
problem-passphrase-file-long = { $path } 的首行超过口令的长度（{ $most } 字节）。请指定一个首行为口令的文件。
problem-passphrase-file-open = 其他人可以读取存有口令的 { $path }。请关闭权限：chmod go= { $quoted }
# Why a file operation failed, within the sentences that tell which one.
fault = { $fault ->
    [missing] 没有这个文件或文件夹，请检查名称。
    [folder] 这里需要文件，而它是文件夹。请指定一个文件。
    [no-folder] 路径中有一段是文件而不是文件夹，请检查路径。
    [there] 已有别的同名内容。请移开它，或换一个名称。
    [forbidden] 没有权限。请查看其所有者和权限：ls -ld
    [full] 磁盘已满。请腾出空间后重试。
    [no-text] 它不是 UTF-8 文本。
   *[other] { $reason }
}
