# 读取文件时可能出现的问题。
problem-import-empty = 这个文件里什么也没有。
problem-import-no-text = 这不是表格：里面没有可读的文字。请另存为 CSV（如可选，用 UTF-8）。
problem-import-foreign = 这是{ $what ->
    [picture] 图片
    [pdf] PDF 文档
    [document] 文字处理或幻灯片文档
    [old-office] 旧版 Office 文件，或是加了密码的文件
    [open-document] OpenDocument 表格
    [archive] 压缩包
    [program] 程序
    [database] 数据库
    [mailbox] Outlook 邮箱文件
    [sound] 声音或影片
   *[other] 网页或 XML
 }。可以读取的有：表格（CSV、.xlsx）、名片（.vcf）、日历（.ics）、组织（.yaml、.json）以及自己的 .ndjson。{ $what ->
    [archive] 请解压后导入其中的文件。
    [old-office] 请打开并另存为 .xlsx 或 CSV，不要加密码。
    [open-document] 请打开并另存为 .xlsx 或 CSV。
    [page] 请用表格软件打开并另存为 .xlsx 或 CSV。
   *[other] 如果里面有联系人，请在原来的程序中导出为其中一种。
 }
problem-usage-rejects-workbook = --rejects：{ $path } 是工作簿的文件名，而略去的行写成文本。请用 .csv 或 .tsv 的文件名。没有导入任何内容。
problem-usage-rejects-input = --rejects：{ $path } 是要读取的文件之一，写入会毁掉它。请换一个文件。没有导入任何内容。
problem-usage-rejects-there = --rejects：{ $path } 已经存在，--dry-run 不替换任何文件。请换一个新文件。
problem-usage-format = 无法读取“{ $text }”格式。可用格式：{ $formats }。
problem-usage-accounts = 这些列用于人员名单。客户请用 --profile original（按读入时的样子）或不带 --profile 导出。
problem-import-not-json = 此行不是 JSON 对象：从第 { $column } 个字符起无法读取。请改正后重新导入。
problem-import-no-kind = 此行没有说明记录类型：需要 "kind"，例如 "kind":"account"。
problem-import-open-quote = 此行有一个引号没有闭合。请补上引号后重新导入。
problem-import-unknown-table = { $columns ->
    [none] 这些列都不是姓名。
   *[other] 看不懂这些列：{ $columns }。
 }请用“--map 列名=字段”说明，例如 --map "{ $example }"；只有公司没有人时用 --map "{ $firm }"。字段可写字段名，也可写这类列常用的叫法（phone、手机）。
problem-import-unknown-table-on-screen = { $columns ->
    [none] 这些列都不是姓名。
   *[other] 看不懂这些列：{ $columns }。
 }请按 { KEY("import-map") } 说明各列的内容；只有公司没有人时，说明哪一列是公司。
problem-import-no-target = 没有一列可以读作“{ $word }”。{ $near ->
    [none] { "" }
   *[other] 您是指“{ $near }”吗？
 }可以读作：{ $targets }。
problem-import-one-target = “{ $first }”和“{ $second }”不能都读作 { $target }：只能有一列。请去掉其中一列。
problem-import-no-column = 没有“{ $column }”这一列。现有列：{ $columns }。
problem-import-no-id = 此行没有自己的编号，下次将无法识别。
problem-import-no-name = 这一行没有姓名。请填上姓名再导入，或删去这一行。
problem-import-named-by-email = 这一行只有邮箱没有姓名，按“{ $name }”录入。请在这里补上姓名。
problem-import-no-address = “{ $text }”不是邮箱地址；已有地址则保留，否则照原样导入。
problem-import-no-number = “{ $text }”不是电话号码；已有号码则保留，否则照原样导入。
problem-import-no-account-name = 这一行没有客户名称。请填上名称再导入，或删去这一行。
problem-import-who = 这里没有叫“{ $name }”的人。我方成员：{ $names }。什么都没有导入：请用 --who 指明其中一位，或先添加“{ $name }”（warroom add member name=… level=rep）。
problem-import-who-on-screen = 这里没有叫“{ $name }”的人。我方成员：{ $names }。请按 { KEY("import-who") } 选择其中一位。
problem-import-member-made = 这里原来没有{ $name }，因 --who 记为我方成员。
problem-import-team-made = 日历中{ $name }是我方成员，这里原来没有：记为销售。请设置级别和城市。
import-no-records = { $name }：里面没有记录，没有可导入的内容。
problem-import-total = “{ $name }”是合计行，不是人名。
problem-import-heading = 此行是表头，不是人：未导入。
problem-import-subitem = “{ $name }”是某人名下带有自己表头的子项，不是人：未导入。
problem-import-lone = “{ $name }”独占一行，像是小标题或说明，不是人名：未导入。如确是人名，请在此行再填一项，如职务。
problem-import-no-rows = 这个文件只有列名，没有内容。请连同各行一起保存后再导入。
problem-import-junior = 这是组织架构表的初级岗位部分：只写了每个高级岗位下各级别有多少岗位，没有人名，所以没有可导入的人。请导入高级岗位部分，即有“Post Unique Reference”一列的文件。
problem-import-no-account = { $name }照常导入，但不放到任何客户的图上：此行没有写客户。可用 --account 指定。
problem-import-no-account-on-screen = { $name }不会放到任何客户的图上：此行没有写客户。可按 { KEY("import-account") } 指定。
problem-import-no-account-done = { $name }已导入，但未放到任何客户的图上：此行没有写客户。请在这里给他一个席位，或重新导入并指定客户。
problem-import-account-unknown = { $name }照常导入，但不放到任何客户的图上：这里没有客户{ $account }。请先导入客户，再导入此文件。
problem-import-account-before = 这些行没有写明客户，照此表上次的做法归入{ $account }。要归入别的客户，请用 --account。
problem-import-account-elsewhere = { $name }照常导入，放在{ $at }：这里没有客户{ $account }。请先导入客户，再导入此文件。
problem-import-deleted-there = { $name }在原系统中已删除。
problem-import-deleted-there-seated = { $name }在原系统中已删除，但在这里仍任 { $seats }。若已离任：warroom set seat { $seat } to={ $day }，或在界面中删除此人。
problem-import-inactive = { $name }在名单中已停用或已离职：席位算作过去的，未写离任日期的截止到昨天。如知道是哪一天，请改“离任”。
problem-import-post-eliminated = 岗位“{ $name }”已撤销：作为过去的席位导入，截止到昨天。如知道是哪一天，请改“离任”。
problem-import-post-unnumbered = “{ $name }”没有岗位编号：按部门、职务和姓名识别，其中任何一项改变后会成为另一个岗位。
problem-import-post-twice = 岗位 { $post } 在第 { $line } 行已有，是“{ $other }”：“{ $name }”也导入，向 { $post } 汇报的人都归第一个。
problem-import-post-again = “{ $name }”在第 { $line } 行已有，逐字相同：因为没有写姓名，作为另一个岗位导入。
problem-import-vacant = “{ $name }”没有姓名：作为空缺席位导入。
problem-import-vacant-nowhere = 空缺岗位“{ $name }”没有写明客户，无处可放。请用 --account 指明。
problem-import-vacant-nowhere-on-screen = 空缺岗位“{ $name }”没有写明客户，无处可放。请用 { KEY("import-account") } 指明。
problem-import-vacant-untitled = “{ $name }”表示岗位空缺，但没有职务可以称呼它：未导入。
problem-import-post-handed-over = 此前任“{ $title }”的是{ $name }：该席位现已成为过去，对{ $name }的判断留在那里。
problem-import-post-moved = { $name }视为此前任“{ $title }”的同名者。
problem-import-row-again = { $name }在第 { $line } 行已有，逐字相同，只算一次。
problem-import-own-manager = “{ $name }”的上级“{ $manager }”就是自己的岗位；已有上级则保留，否则不设上级。
problem-import-ring = “{ $name }”不能向“{ $manager }”汇报：“{ $manager }”已直接或间接向“{ $name }”汇报。“{ $name }”导入时不设上级。
problem-import-manager-unknown = { $by ->
    [number] “{ $name }”的上级写的是编号{ $manager }，该客户中无人有此编号；编号作为文字保留。
   *[name] “{ $name }”的上级“{ $manager }”不在该客户中；名字作为文字保留。
 }
problem-import-manager-elsewhere = “{ $name }”的上级是编号{ $manager }，那是“{ $account }”的岗位：不同客户之间没有连线，编号作为文字保留。
problem-import-manager-ambiguous = “{ $name }”的上级“{ $manager }”在该客户中有多位同名者；名字作为文字保留。
problem-import-several-managers = “{ $name }”在这一行有多位上级：以“{ $manager }”为直属上级；“{ $others }”随原行保留。
problem-import-role-noted = “{ $text }”不是这里的角色，记入备注。
problem-import-changed-here = “{ $field }”{ $values ->
    [personal] 在这里与在文件中不同
   *[shown] 在这里是“{ $here }”，在文件中是“{ $there }”
}：保留这里的内容。{ $advice ->
    [later] { "" }
   *[now] 要用文件中的，请在这里改。此提示只出现一次，直到文件另有说法。
}
problem-import-other-file = “{ $field }”据{ $file ->
    [none] 另一个文件
   *[other] { $file }
}{ $values ->
    [personal] 与据本文件不同。保留这里的内容
   *[shown] 是“{ $here }”，据本文件是“{ $there }”。这里保留“{ $here }”
}，本文件的内容也另行保留；要用后者，请在这里设置。
problem-import-here-already = { $name }已在这里，保持不变。
problem-import-account-deleted = { $name }的客户已在这里删除，不再导入，那里的席位也不再导入。要恢复，请在历史中还原（{ KEY("go journal") }，然后 { KEY("history-restore") }）。
problem-import-deleted-here = “{ $name }”已于 { $day } 在这里删除，不再导入。要恢复，请在历史中还原（{ KEY("go journal") }，然后 { KEY("history-restore") }）；要另建一个，请用 --on-conflict new 导入。
problem-import-deleted-here-on-screen = “{ $name }”已于 { $day } 在这里删除，不再导入。要恢复，请在历史中还原（{ KEY("go journal") }，然后 { KEY("history-restore") }）；要另建一个，请按 { KEY("import-conflict") } 直到“全部另行新增”。
problem-import-deleted-here-done = “{ $name }”已于 { $day } 在这里删除，不再导入。要恢复，请关闭此报告后在历史中还原（{ KEY("go journal") }，然后 { KEY("history-restore") }）。
problem-import-held-back = 这一行可以导入，但没有保存：其他行不行，而 --atomic 要求全部导入或全不导入。
problem-import-encoding = 此行用 { $encoding } 编码，与文件中多数行不同，按此读取。
problem-import-atomic = 没有导入任何数据：有 { $count } 行无法导入，而 --atomic 要求全部导入或全部不导入。请修正上面指出的问题后重新导入。
problem-usage-on-conflict = --on-conflict 只能是 update、skip 或 new，不能是“{ $text }”。
problem-import-other-companies = { $name }在名单中属于多家公司：席位设在{ $company }；{ $others }随该行保留。
problem-import-owner = 名单中{ $name }的负责人{ $owner }不在我方人员中：添加该人员后重新导入即可。
problem-folder-aside = 文件夹中有 { $count } 个文件已被他人改动，保留为 NAME.before：如需这些改动，请在导出前先导入该文件夹。
problem-folder-gone = 已移除 { $count } 个记录已不存在的文件。
problem-import-moved = { $name }此前在这份名单中属于{ $from }：该席位现已成为过去。
problem-import-twice = { $name }在第 { $line } 行已有，且内容不同；以那一行为准。
problem-import-twice-but-seat = { $name }在第 { $line } 行已有，且内容不同：本行只读入席位、电话和地址。
problem-import-no-card = 这里没有可读取的内容：找不到“{ $what }”。
problem-import-not-closed = 缺少“{ $what }”；已有的内容照常导入。
problem-import-no-property = 这一行不是名片的属性，原样保留：“{ $text }”。
problem-import-cut = 文件在这里中断：缺少“{ $what }”。此条不导入；请取得完整文件后重新导入。
problem-import-not-a-card = 这不是人员名片，而是“{ $what }”。
problem-import-group-card = “{ $name }”是名片分组，不是人员。
problem-import-place-card = “{ $name }”是地点，不是人员。
problem-import-date-kept = 此日期无法识别，仅原样保留：{ $text }
problem-import-empty-folder = { $path } 中没有 .vcf 或 .ics 文件。其他类型的文件请直接指定文件名。
problem-usage-vdir-output = 需要指定文件夹：请加上 -o 文件夹。
problem-import-not-an-event = 这不是拜访、行程或日期，而是“{ $what }”。
problem-import-task = “{ $name }”是没有日期的任务（VTODO）。此条不导入；请用 `warroom note` 记下，或添加为跟进。
problem-import-task-account = “{ $name }”是我方的跟进，但任务（VTODO）没有写明客户。此条不导入；请用“--account 名称”导入。
problem-import-task-account-on-screen = “{ $name }”是我方的跟进，但任务（VTODO）没有写明客户。此条不导入；请按 { KEY("import-account") } 指定客户。
problem-import-task-account-done = “{ $name }”是我方的跟进，但任务（VTODO）没有写明客户。此条未导入；请重新导入并指定客户。
problem-import-task-strangers = 这里没有人叫：{ $names }。跟进照常录入，但不含他们；请先导入他们，再导入一次日历。
problem-import-journal = “{ $name }”是没有日期的日记（VJOURNAL）。此条不导入；请用 `warroom note` 记下。
problem-import-surplus = 最后一列之后还有“{ $cells }”，不导入：含分隔符的单元格请加引号。
problem-import-short = 这一行只有 { $count } 列，其他行有 { $others } 列：文件被截断，或缺少分隔符。该行不导入；请取得完整文件或补全该行后重新导入。
problem-import-no-start = “{ $name }”没有开始时间。
problem-import-ends-before = “{ $name }”的结束早于开始：结束时间（{ $text }）不导入。
problem-import-zone = “{ $name }”的时区（{ $zone }）无法识别：其时间按本地时间处理。
problem-import-rule-kept = 重复规则无法识别，仅导入一次：{ $text }
problem-import-rule-cut = 重复没有终点或过于频繁；只导入了 { $from } 至 { $to } 的 { $count } 天。
problem-import-older = “{ $name }”：此文件比这里的版本旧，保持不变。
problem-import-day-called-off = “{ $name }”（{ $day }）已不在其系列中，已取消。
problem-import-stays-called-off = “{ $name }”已被其日历取消，不再导入：这不是更新的版本。
problem-import-file-gone = “{ $name }”来自 { $folder }，其中已没有任何文件提到它。不会自动删除；如需删除：warroom rm { $code } { $id }
problem-import-cancelled = “{ $name }”已取消。
problem-import-no-days = “{ $name }”一天也没有：日历把该系列的每一天都排除了。
problem-import-remembered = 这里还没有人能记住已取消的事项：记在一条笔记里，免得以后再出现。
problem-import-called-off = “{ $name }”在文件中已取消，这里移除。
problem-import-outgrown = 笔记“{ $name }”已有正式记录，笔记移除。
problem-import-first-day = “{ $name }”会重复：只记下第一天。
problem-import-event-as-note = “{ $name }”没有提到客户，作为笔记导入。可用 --account 指定客户。
problem-import-event-as-note-on-screen = “{ $name }”没有提到客户，作为笔记导入。可按 { KEY("import-account") } 指定客户。
problem-import-event-as-note-done = “{ $name }”没有提到客户，已作为笔记导入。请重新导入并指定客户。
problem-import-whose = 此行程已记在{ $name }名下。如果是别人的，请用“--who 姓名”重新导入。
problem-import-whose-on-screen = 此行程记在{ $name }名下。如果是别人的，请按 { KEY("import-who") } 指明，或在日历上更改出行人。
problem-import-whose-done = 此行程已记在{ $name }名下。如果是别人的，请重新导入并指明是谁的，或在日历上更改出行人。
problem-import-who-differs = 文件写明出行人是{ $said }，因此此行程记在其名下，而不是{ $name }名下；可在日历上更改出行人。
problem-import-their-journey = 这里没有{ $name }，按导出文件作为对方人员录入；请把此人放到客户图上。
problem-import-passenger = 这里没有{ $passenger }：这次行程算作{ $name }的，姓名记在备注里。如果是别人的，请先添加此人再导入，或用“--who 姓名”导入。
problem-import-passenger-on-screen = 这里没有{ $passenger }：这次行程算作{ $name }的，姓名记在备注里。如果是别人的，请先添加此人、按 { KEY("import-who") } 指明，或在日历上更改出行人。
problem-import-passenger-done = 这里没有{ $passenger }：这次行程算作{ $name }的，姓名记在备注里。如果是别人的，请添加此人后重新导入，或在日历上更改出行人。
problem-import-strangers = 这里没有人叫这些名字或用这些地址：{ $names }。拜访按日历原样保留他们；请自己选择参加人，或先导入他们，再导入一次日历。
problem-import-seatless = { $names }在{ $account }没有席位。请把他们放到客户图上，再导入一次日历：拜访就会收录他们。
problem-import-declined = 已谢绝邀请，因此不在参加人之列：{ $names }。
problem-import-org = { $line ->
    [0] { "" }
   *[other] 从第 { $line } 行起，
 }这无法当作 YAML 或 JSON 读取。请改正，或把人员另存为 CSV。
problem-import-org-nobody = 文件里没有人。人员应在一个列表里，或各自写在姓名之下（其下再写各项），也可放在以下之一下面：{ $names }。
problem-import-org-nameless = 这个文件里没有找到有姓名的人。每人要有 `name`、`full_name` 或 `displayName`，或者 `first_name` 和 `last_name`，并列在最上层，或在 `people`、`employees`、`data` 之下，或在其上级之下。
problem-import-workbook = 无法读取这个工作簿：文件已损坏、有密码，或不是 .xlsx。请用表格软件打开，再另存为 .xlsx 或 CSV。
problem-import-sheet = 工作表“{ $sheet }”没有读取：各列都没有说明内容。请用 --map 说明，或把这张表单独存为 CSV。
problem-import-sheet-on-screen = 工作表“{ $sheet }”没有读取：各列都没有说明内容。请按 { KEY("import-map") } 说明，或把这张表单独存为 CSV。
problem-import-sheet-done = 工作表“{ $sheet }”没有读取：各列都没有说明内容。请重新导入并说明，或把这张表单独存为 CSV。
problem-import-workbook-size = 这个工作簿解开后超过 { $most } MB。请把联系人那张表另存为 CSV。
problem-import-no-list = { $count } 行几乎都是空的：这不是名单。请拆分文件，或写出完整的列。
problem-import-date-order = “{ $text }”可能是两个日期之一。请说明顺序：--date-order dmy（日在前）或 mdy（月在前）。
problem-import-date-orders = “{ $text }”可能是两个日期之一：此文件有的地方日在前，有的地方月在前。请在文件中改成年在前，如 1970-12-31。
problem-import-date-order-on-screen = “{ $text }”可能是两个日期之一。请按 { KEY("import-dates") } 说明日在前还是月在前。
problem-import-date-order-done = “{ $text }”可能是两个日期之一。请重新导入并说明日在前还是月在前。
problem-usage-encoding = 没有名为“{ $text }”的编码。可用：{ $encodings }。
problem-usage-date-order = --date-order 只能是 dmy（日在前）或 mdy（月在前），不能是“{ $text }”。
problem-usage-profile-csv = --profile 用于联系人列表，须与 --format csv 一起用。
problem-usage-from = --from 指导入过的表，须与 --profile original 一起用。
import-ask-file = 导入哪个文件？选一个，或输入路径
import-this-file = 读取这个文件：
import-title = 导入 { $name }
import-reading = 正在读取……{ $done }/{ $total }
import-going = 正在保存……
import-counts = 新增 { $created } · 更改 { $updated } · 已有 { $unchanged } · 略去 { $left }
import-unread = 不是 .vcf 或 .ics，未读取：{ $names }
import-row-created = 新增
import-row-updated = 更改
import-row-unchanged = 已有
import-row-skipped = 略去
import-row-failed = 略去
import-conflict-update = 已有的更新
import-conflict-skip = 已有的不动
import-conflict-new = 全部另行新增
import-encoding-said = 编码：{ $encoding }
import-encoding-guessed = 看似 { $encoding } 编码（{ KEY("import-encoding") } 换）
import-dates-file = 日期：按文件判断
import-dates-dmy = 日期：日在前
import-dates-mdy = 日期：月在前
import-way-account = 没写客户的行归：{ $name }
import-way-who = 行程归：{ $name }
import-ask-column = 哪一列？
import-ask-meaning = “{ $column }”是什么意思？
import-ask-account = 没写客户的行归哪个客户
import-ask-who = 这些是谁的行程
import-who-file = 以文件所写为准
import-kept = 只保留
cli-import-encoding = 文件没有说明编码，按 { $encoding } 读取。如果文字不对，请用 --encoding 指定。
import-kept-columns = 原样保留，没有对应的字段，或已由另一列填写：{ $columns }。
import-changed = 有改动
import-more = ……另有 { $count } 项
import-names-and-more = { $names }……另有 { $count } 项
import-nothing = { $name }：内容都已经有了。
import-no-such-path = 那里没有以此开头的文件。
import-done = 已导入 { $name }：新增 { $created }，更新 { $updated }，略去 { $left }
import-undo-hint = 撤销：{ KEY("import-undo", "imported") }
import-alike = 新增的人中有 { $count } 位可能已经在库中：请用 warroom dedupe 查看。
import-alike-one = { $name }（{ $account }）
import-alike-pair = { $one }与{ $other }
import-alike-pairs = 可能是同一人：{ $pairs }。
import-dropped = { $what }“{ $field }”未导入。
import-no-files = 这里以及“下载”“桌面”“文档”里都没有可读的文件。请输入文件路径，按 { KEY("overlay-complete") } 补全。
import-ask-rejects = 略去的行写到哪个文件？
import-rejects-written = 略去 { $count } 行，请改好后再导入：{ $path }
problem-import-rejects-folder = 文件夹里的行来自许多文件。请运行 `warroom import 文件夹 --rejects 文件` 写出它们。
import-none = { $name }：没有导入任何内容，略去 { $left }。
import-form-ndjson = 本程序的记录
import-form-csv = 表格
import-form-vcard = 名片（vCard）
import-form-ical = 日历
import-form-xlsx = 工作簿
import-form-org = 组织
import-program-salesforce = Salesforce
import-program-dynamics = Dynamics 365
import-program-hubspot = HubSpot
import-program-linkedin = LinkedIn
import-program-google = Google
import-program-outlook = Outlook
import-program-organogram = 组织机构表
import-target-lunar-birthday = 农历生日
import-target-name = 姓名
import-target-first-name = 名
import-target-last-name = 姓
import-target-account = 客户
import-target-manager = 上级
import-target-role = 采购角色
import-target-wechat = 微信
import-target-seat-notes = 席位备注
import-target-id = 在对方程序里的编号
problem-import-cut-off = { $file } 的导入中途被打断：只导入了一部分。“warroom undo”可撤销这些；再次导入该文件会补上其余部分。
problem-import-cut-off-undone = { $file } 的导入中途被打断，已导入的部分已撤回。该文件没有任何内容留下：请重新导入。
problem-import-broke-off = 读取文件时遇到意料之外的内容而中断。没有改动任何数据。请另存为其他格式（CSV、vCard、iCalendar）再试。
problem-import-still-reading = 文件还在读取。
problem-import-thread = 无法在后台读取文件：{ fault }
problem-file-special = { $path } 既不是文件也不是文件夹。
problem-file-too-big = { $path } 超过 { $most } MB，请拆分。
blocked-not-import = 这只能在导入文件时用。
blocked-import-ended = 已经导入：按 { KEY("import-close") } 关闭报告。
blocked-import-refused = 此文件无法读取：原因和办法见上。
blocked-import-not-saved = 没有可以收回的：什么都没有保存，或者之后又有了别的更改。
blocked-import-no-table = 不是表格：没有可说明的列。
blocked-import-no-columns = 这个文件的列是已知的，或者没有列。
blocked-import-no-calendar = 不是日历：里面没有行程。
blocked-import-all-in = 没有略去任何行，无可写出。
import-cancelled = 已取消，什么都没有导入。
blocked-as-it-was = 过去的内容不能更改：按 { KEY("as-it-was") } 回到今天。
command-import-open = 导入
command-import-open-help = 读取文件：联系人列表、工作簿、名片、日历、本程序的记录；先显示会做什么
command-import-go = 导入
command-import-go-help = 保存文件带来的内容，作为一步，一次撤销即可收回
command-import-rejects = 略去的行
command-import-rejects-help = 把略去的行写入单独的文件，每行附有原因
command-import-undo = 撤销导入
command-import-undo-help = 收回导入所做的一切，并关闭报告
command-import-close = 关闭
command-import-close-help = 关闭导入报告
command-import-map = 列
command-import-map-help = 说明文件里某一列的含义
command-import-row = 整行
command-import-row-help = 通读这一行的全部说明与记录
import-row-cut = 更多：{ KEY("import-row", "import") }
command-import-conflict = 冲突时
command-import-conflict-help = 已有的更新、不动，或全部另行新增
command-import-encoding = 编码
command-import-encoding-help = 文件的编码：按文件判断，或依次用常见的编码
command-import-dates = 日期顺序
command-import-dates-help = 3/4/1970 这样的日期：按文件判断、日在前、月在前
command-import-account = 客户
command-import-account-help = 没写客户的行归哪个客户
command-import-who = 出行人
command-import-who-help = 文件没有写明时，行程是谁的
export-ask-form = 写出什么？
export-form-html = 整间作战室，可打印的网页
export-form-contacts = 联系人列表（英文表头）
export-form-chinese = 联系人列表（中文表头）
export-form-google = 给 Google 通讯录的联系人列表
export-form-outlook = 给 Outlook 的联系人列表
export-form-hubspot = 给 HubSpot 的联系人列表
export-form-dynamics = 给 Dynamics 365 的联系人列表
export-form-salesforce = 给 Salesforce 的联系人列表
export-form-original = 联系人列表（按导入文件的列）
export-form-vcard = 名片（vCard）
export-form-ical = 拜访、行程、日子、跟进（iCalendar）
export-form-vdir = 文件夹，每张名片、每个事件一个文件（vdir）
export-form-ndjson = 全部记录，用于搬家或保存（NDJSON）
export-form-org-svg = 组织图（SVG）
export-form-circle-svg = 影响圈（SVG）
export-form-org-mermaid = 组织图（Mermaid）
export-form-circle-mermaid = 影响圈（Mermaid）
export-form-org-dot = 组织图（Graphviz）
export-form-circle-dot = 影响圈（Graphviz）
export-ask-scope = 哪个客户的？
export-all = 全部客户
export-ask-personal = 是否包含个人信息：生日、家庭、爱好？
export-personal-without = 不包含
export-personal-with = 包含个人信息
export-ask-file = 写到
export-ask-replace = { $path } 已存在，要替换吗？
export-written = 已写入（{ $size } kB）：{ $path }
export-no-column = 对方没有相应列、未写出的字段：{ $fields }。
export-no-column-of = { $field }（{ $count } 人）
export-no-row = 有 { $count } 个席位上没有人，连同谁向其汇报均未写出：此列表只列人。
export-no-former = 有 { $count } 个已卸任的席位未写出：此列表无法注明任期已结束，而任职者现在另有席位。用本程序自己表头的联系人列表会写出。
problem-import-industry-other = “{ $text }”不在这里区分的行业之中，计为“其他”；原词保留。
problem-import-answer = “{ $name }”是对邀请的答复（METHOD:{ $method }），日程保持不变。
problem-import-merged = “{ $name }”已在此并入“{ $heir }”；此行的不同内容不采用。要分开，可从历史中撤销合并。
problem-import-namesakes = 有几个人叫“{ $name }”，按{ $account }的那位处理。可用 --account 或 --who 指明。
problem-import-accounts = 其中还提到{ $name }，按{ $account }处理。可用 --account 指明。
problem-import-hidden-sheet = 工作表“{ $name }”在工作簿中是隐藏的；其中的行照常读入。
problem-import-no-results = { $count } 个单元格（{ $cells }）是公式，工作簿中没有其结果，按空白读入：请用电子表格程序打开并保存，再重新导入。
problem-import-cell-errors = { $count } 个单元格（{ $cells }）是错误值（{ $error }），按空白读入：请在电子表格程序中改正并保存，再重新导入。
problem-import-empty-stays = 空单元格不会删去任何内容：这些行来自另一份列表 { $file }。
export-as-planned = 有 { $count } 次已完成的拜访按原定安排写出：日历没有地方写其结果，NDJSON 有。
problem-export-no-file = 请输入写到哪里。
command-export-open = 写文件
command-export-open-help = 写出可打印的网页、联系人列表、名片、日历、图或全部记录
problem-export-several-originals = 所要的内容来自几张表：{ $tables }。一个文件不能同时像它们。请选其中一张：--from "{ $first }"；或选别的列表格式。
problem-export-several-originals-on-screen = 所要的内容来自几张表：{ $tables }。一个文件不能同时像它们。请选只来自一张表的客户，或别的格式；命令行可以写出其中一张。
problem-export-no-such-original = 这里没有导入过表“{ $table }”。{ $tables ->
    [none] 没有导入过任何表。
   *[other] 导入过的有：{ $tables }。
}
problem-export-no-original = 这里没有人也没有客户来自导入的表格（联系人列表、客户列表、Salesforce 表格或组织架构表）。请选别的格式。
problem-import-birthday = 这是{ $name }的生日，但此人不在这里，因此不导入。请先导入人员（在原处 export --format vcard 或 ndjson）。
problem-import-birthday-other = { $name }的生日在这里是 { $here }，文件中是 { $said }。保留这里的日期。
