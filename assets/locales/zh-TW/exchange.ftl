# 讀取檔案時可能出現的問題。
problem-import-empty = 這個檔案裡什麼也沒有。
problem-import-no-text = 這不是表格：裡面沒有可讀的文字。請另存為 CSV（如可選，用 UTF-8）。
problem-import-foreign = 這是{ $what ->
    [picture] 圖片
    [pdf] PDF 文件
    [document] 文書處理或簡報文件
    [old-office] 舊版 Office 檔案，或是加了密碼的檔案
    [open-document] OpenDocument 試算表
    [archive] 壓縮檔
    [program] 程式
    [database] 資料庫
    [mailbox] Outlook 信箱檔
    [sound] 聲音或影片
   *[other] 網頁或 XML
 }。可以讀取的有：表格（CSV、.xlsx）、名片（.vcf）、行事曆（.ics）、組織（.yaml、.json）以及自己的 .ndjson。{ $what ->
    [archive] 請解壓縮後匯入其中的檔案。
    [old-office] 請開啟並另存為 .xlsx 或 CSV，不要加密碼。
    [open-document] 請開啟並另存為 .xlsx 或 CSV。
    [page] 請用試算表軟體開啟並另存為 .xlsx 或 CSV。
   *[other] 如果裡面有聯絡人，請在原來的程式中匯出為其中一種。
 }
problem-usage-rejects-workbook = --rejects：{ $path } 是活頁簿的檔名，而略去的列寫成文字。請用 .csv 或 .tsv 的檔名。沒有匯入任何內容。
problem-usage-rejects-input = --rejects：{ $path } 是要讀取的檔案之一，寫入會毀掉它。請換一個檔案。沒有匯入任何內容。
problem-usage-rejects-there = --rejects：{ $path } 已經存在，--dry-run 不取代任何檔案。請換一個新檔案。
problem-usage-format = 無法讀取「{ $text }」格式。可用格式：{ $formats }。
problem-usage-accounts = 這些欄用於人員名單。客戶請用 --profile original（依讀入時的樣子）或不帶 --profile 匯出。
problem-import-not-json = 此行不是 JSON 物件：從第 { $column } 個字元起無法讀取。請改正後重新匯入。
problem-import-no-kind = 此行沒有說明記錄類型：需要 "kind"，例如 "kind":"account"。
problem-import-open-quote = 此行有一個引號沒有閉合。請補上引號後重新匯入。
problem-import-unknown-table = { $columns ->
    [none] 這些欄都不是姓名。
   *[other] 看不懂這些欄：{ $columns }。
 }請用「--map 欄名=欄位」說明，例如 --map "{ $example }"；只有公司沒有人時用 --map "{ $firm }"。欄位可寫欄位名，也可寫這類欄常用的叫法（phone、手機）。
problem-import-unknown-table-on-screen = { $columns ->
    [none] 這些欄都不是姓名。
   *[other] 看不懂這些欄：{ $columns }。
 }請按 { KEY("import-map") } 說明各欄的內容；只有公司沒有人時，說明哪一欄是公司。
problem-import-no-target = 沒有一欄可以讀作「{ $word }」。{ $near ->
    [none] { "" }
   *[other] 您是指「{ $near }」嗎？
 }可以讀作：{ $targets }。
problem-import-one-target = 「{ $first }」和「{ $second }」不能都讀作 { $target }：只能有一欄。請去掉其中一欄。
problem-import-no-column = 沒有「{ $column }」這一欄。現有欄：{ $columns }。
problem-import-no-id = 此列沒有自己的識別碼，下次將無法識別。
problem-import-no-name = 這一列沒有姓名。請填上姓名再匯入，或刪去這一列。
problem-import-named-by-email = 這一列只有電子郵件沒有姓名，按「{ $name }」錄入。請在這裡補上姓名。
problem-import-no-address = 「{ $text }」不是電子郵件地址；已有地址則保留，否則照原樣匯入。
problem-import-no-number = 「{ $text }」不是電話號碼；已有號碼則保留，否則照原樣匯入。
problem-import-no-account-name = 這一列沒有客戶名稱。請填上名稱再匯入，或刪去這一列。
problem-import-who = 這裡沒有叫「{ $name }」的人。我方成員：{ $names }。什麼都沒有匯入：請用 --who 指明其中一位，或先新增「{ $name }」（warroom add member name=… level=rep）。
problem-import-who-on-screen = 這裡沒有叫「{ $name }」的人。我方成員：{ $names }。請按 { KEY("import-who") } 選擇其中一位。
problem-import-member-made = 這裡原來沒有{ $name }，因 --who 記為我方成員。
problem-import-team-made = 行事曆中{ $name }是我方成員，這裡原來沒有：記為業務。請設定級別和城市。
import-no-records = { $name }：裡面沒有記錄，沒有可匯入的內容。
problem-import-total = 「{ $name }」是合計列，不是人名。
problem-import-heading = 此列是表頭，不是人：未匯入。
problem-import-subitem = 「{ $name }」是某人名下帶有自己表頭的子項，不是人：未匯入。
problem-import-lone = 「{ $name }」獨佔一列，像是小標題或說明，不是人名：未匯入。如確是人名，請在此列再填一項，如職務。
problem-import-no-rows = 這個檔案只有欄名，沒有內容。請連同各列一起儲存後再匯入。
problem-import-junior = 這是組織架構表的初級職位部分：只寫了每個高級職位下各級別有多少職位，沒有人名，所以沒有可匯入的人。請匯入高級職位部分，即有「Post Unique Reference」一欄的檔案。
problem-import-no-account = { $name }照常匯入，但不放到任何客戶的圖上：此列沒有寫客戶。可用 --account 指定。
problem-import-no-account-on-screen = { $name }不會放到任何客戶的圖上：此列沒有寫客戶。可按 { KEY("import-account") } 指定。
problem-import-no-account-done = { $name }已匯入，但未放到任何客戶的圖上：此列沒有寫客戶。請在這裡給他一個席位，或重新匯入並指定客戶。
problem-import-account-unknown = { $name }照常匯入，但不放到任何客戶的圖上：這裡沒有客戶{ $account }。請先匯入客戶，再匯入此檔案。
problem-import-account-before = 這些列沒有寫明客戶，照此表上次的做法歸入{ $account }。要歸入別的客戶，請用 --account。
problem-import-account-elsewhere = { $name }照常匯入，放在{ $at }：這裡沒有客戶{ $account }。請先匯入客戶，再匯入此檔案。
problem-import-deleted-there = { $name }在原系統中已刪除。
problem-import-deleted-there-seated = { $name }在原系統中已刪除，但在這裡仍任 { $seats }。若已離任：warroom set seat { $seat } to={ $day }，或在畫面中刪除此人。
problem-import-inactive = { $name }在名單中已停用或已離職：席位算作過去的，未寫離任日期的截止到昨天。如知道是哪一天，請改「離任日期」。
problem-import-post-eliminated = 職位「{ $name }」已裁撤：作為過去的席位匯入，截止到昨天。如知道是哪一天，請改「離任日期」。
problem-import-post-unnumbered = 「{ $name }」沒有職位編號：按部門、職務和姓名識別，其中任何一項改變後會成為另一個職位。
problem-import-post-twice = 職位 { $post } 在第 { $line } 列已有，是「{ $other }」：「{ $name }」也匯入，向 { $post } 匯報的人都歸第一個。
problem-import-post-again = 「{ $name }」在第 { $line } 列已有，逐字相同：因為沒有寫姓名，作為另一個職位匯入。
problem-import-vacant = 「{ $name }」沒有姓名：作為空缺席位匯入。
problem-import-vacant-nowhere = 空缺職位「{ $name }」沒有寫明客戶，無處可放。請用 --account 指明。
problem-import-vacant-nowhere-on-screen = 空缺職位「{ $name }」沒有寫明客戶，無處可放。請用 { KEY("import-account") } 指明。
problem-import-vacant-untitled = 「{ $name }」表示職位空缺，但沒有職務可以稱呼它：未匯入。
problem-import-post-handed-over = 此前任「{ $title }」的是{ $name }：該席位現已成為過去，對{ $name }的判斷留在那裡。
problem-import-post-moved = { $name }視為此前任「{ $title }」的同名者。
problem-import-row-again = { $name }在第 { $line } 列已有，逐字相同，只算一次。
problem-import-own-manager = 「{ $name }」的上級「{ $manager }」就是自己的職位；已有上級則保留，否則不設上級。
problem-import-ring = 「{ $name }」不能向「{ $manager }」匯報：「{ $manager }」已直接或間接向「{ $name }」匯報。「{ $name }」已匯入，未設上級。
problem-import-manager-unknown = { $by ->
    [number] 「{ $name }」的上級寫的是編號{ $manager }，該客戶中無人有此編號；編號作為文字保留。
   *[name] 「{ $name }」的上級「{ $manager }」不在該客戶中；將名字保留為文字。
 }
problem-import-manager-elsewhere = 「{ $name }」的上級是編號{ $manager }，那是「{ $account }」的職位：不同客戶之間沒有連線，編號作為文字保留。
problem-import-manager-ambiguous = 「{ $name }」的上級「{ $manager }」在該客戶中有多位同名者；將名字保留為文字。
problem-import-several-managers = 「{ $name }」在這一列有多位上級：以「{ $manager }」為直屬上級；「{ $others }」隨原列保留。
problem-import-role-noted = 「{ $text }」不是這裡的角色，記入備註。
problem-import-changed-here = 「{ $field }」{ $values ->
    [personal] 在這裡與在檔案中不同
   *[shown] 在這裡是「{ $here }」，在檔案中是「{ $there }」
}：保留這裡的內容。{ $advice ->
    [later] { "" }
   *[now] 要用檔案中的，請在這裡改。此提示只出現一次，直到檔案另有說法。
}
problem-import-other-file = 「{ $field }」據{ $file ->
    [none] 另一個檔案
   *[other] { $file }
}{ $values ->
    [personal] 與據本檔案不同。保留這裡的內容
   *[shown] 是「{ $here }」，據本檔案是「{ $there }」。這裡保留「{ $here }」
}，本檔案的內容也另行保留；要用後者，請在這裡設定。
problem-import-here-already = { $name }已在這裡，保持不變。
problem-import-account-deleted = { $name }的客戶已在這裡刪除，不再匯入，那裡的席位也不再匯入。要恢復，請在歷史中還原（{ KEY("go journal") }，然後 { KEY("history-restore") }）。
problem-import-deleted-here = 「{ $name }」已於 { $day } 在這裡刪除，不再匯入。要恢復，請在歷史中還原（{ KEY("go journal") }，然後 { KEY("history-restore") }）；要另建一個，請用 --on-conflict new 匯入。
problem-import-deleted-here-on-screen = 「{ $name }」已於 { $day } 在這裡刪除，不再匯入。要恢復，請在歷史中還原（{ KEY("go journal") }，然後 { KEY("history-restore") }）；要另建一個，請按 { KEY("import-conflict") } 直到「全部另行新增」。
problem-import-deleted-here-done = 「{ $name }」已於 { $day } 在這裡刪除，不再匯入。要恢復，請關閉此報告後在歷史中還原（{ KEY("go journal") }，然後 { KEY("history-restore") }）。
problem-import-held-back = 這一列可以匯入，但沒有儲存：其他列不行，而 --atomic 要求全部匯入或全不匯入。
problem-import-encoding = 此列用 { $encoding } 編碼，與檔案中多數列不同，按此讀取。
problem-import-atomic = 沒有匯入任何資料：有 { $count } 列無法匯入，而 --atomic 要求全部匯入或全部不匯入。請修正上面指出的問題後重新匯入。
problem-usage-on-conflict = --on-conflict 只能是 update、skip 或 new，不能是「{ $text }」。
problem-import-other-companies = { $name }在名單中屬於多家公司：席位設在{ $company }；{ $others }隨該列保留。
problem-import-owner = 名單中{ $name }的負責人{ $owner }不在我方人員中：新增該人員後重新匯入即可。
problem-folder-aside = 資料夾中有 { $count } 個檔案已被他人改動，保留為 NAME.before：如需這些改動，請在匯出前先匯入該資料夾。
problem-folder-gone = 已移除 { $count } 個記錄已不存在的檔案。
problem-import-moved = { $name }此前在這份名單中屬於{ $from }：該席位現已成為過去。
problem-import-twice = { $name }在第 { $line } 列已有，且內容不同；以那一列為準。
problem-import-twice-but-seat = { $name }在第 { $line } 列已有，且內容不同：本列只讀入席位、電話和地址。
problem-import-no-card = 這裡沒有可讀取的內容：找不到「{ $what }」。
problem-import-not-closed = 缺少「{ $what }」；已有的內容照常匯入。
problem-import-no-property = 這一行不是名片的屬性，原樣保留：「{ $text }」。
problem-import-cut = 檔案在這裡中斷：缺少「{ $what }」。此筆不匯入；請取得完整檔案後重新匯入。
problem-import-not-a-card = 這不是人員名片，而是「{ $what }」。
problem-import-group-card = 「{ $name }」是名片群組，不是人員。
problem-import-place-card = 「{ $name }」是地點，不是人員。
problem-import-date-kept = 此日期無法識別，僅原樣保留：{ $text }
problem-import-empty-folder = { $path } 中沒有 .vcf 或 .ics 檔案。其他類型的檔案請直接指定檔名。
problem-usage-vdir-output = 需要指定資料夾：請加上 -o 資料夾。
problem-import-not-an-event = 這不是拜訪、行程或日期，而是「{ $what }」。
problem-import-task = 「{ $name }」是沒有日期的任務（VTODO）。此筆不匯入；請用 `warroom note` 記下，或新增為跟進。
problem-import-task-account = 「{ $name }」是我方的跟進，但任務（VTODO）沒有寫明客戶。此筆不匯入；請用「--account 名稱」匯入。
problem-import-task-account-on-screen = 「{ $name }」是我方的跟進，但任務（VTODO）沒有寫明客戶。此筆不匯入；請按 { KEY("import-account") } 指定客戶。
problem-import-task-account-done = 「{ $name }」是我方的跟進，但任務（VTODO）沒有寫明客戶。此筆未匯入；請重新匯入並指定客戶。
problem-import-task-strangers = 這裡沒有人叫：{ $names }。跟進照常錄入，但不含他們；請先匯入他們，再匯入一次行事曆。
problem-import-journal = 「{ $name }」是沒有日期的日記（VJOURNAL）。此筆不匯入；請用 `warroom note` 記下。
problem-import-surplus = 最後一欄之後還有「{ $cells }」，不匯入：含分隔符的儲存格請加引號。
problem-import-short = 這一列只有 { $count } 欄，其他列有 { $others } 欄：檔案被截斷，或缺少分隔符。該列不匯入；請取得完整檔案或補全該列後重新匯入。
problem-import-no-start = 「{ $name }」沒有開始時間。
problem-import-ends-before = 「{ $name }」的結束早於開始：結束時間（{ $text }）不匯入。
problem-import-zone = 「{ $name }」的時區（{ $zone }）無法識別：其時間按本地時間處理。
problem-import-rule-kept = 重複規則無法識別，僅匯入一次：{ $text }
problem-import-rule-cut = 重複沒有終點或過於頻繁；只匯入了 { $from } 至 { $to } 的 { $count } 天。
problem-import-older = 「{ $name }」：此檔案比這裡的版本舊，保持不變。
problem-import-day-called-off = 「{ $name }」（{ $day }）已不在其系列中，已取消。
problem-import-stays-called-off = 「{ $name }」已被其日曆取消，不再匯入：這不是更新的版本。
problem-import-file-gone = 「{ $name }」來自 { $folder }，其中已沒有任何檔案提到它。不會自動刪除；如需刪除：warroom rm { $code } { $id }
problem-import-cancelled = 「{ $name }」已取消。
problem-import-no-days = 「{ $name }」一天也沒有：行事曆把該系列的每一天都排除了。
problem-import-remembered = 這裡還沒有人能記住已取消的事項：記在一則筆記裡，免得以後再出現。
problem-import-called-off = 「{ $name }」在檔案中已取消，這裡移除。
problem-import-outgrown = 筆記「{ $name }」已有正式記錄，筆記移除。
problem-import-first-day = 「{ $name }」會重複：只記下第一天。
problem-import-event-as-note = 「{ $name }」沒有提到客戶，作為筆記匯入。可用 --account 指定客戶。
problem-import-event-as-note-on-screen = 「{ $name }」沒有提到客戶，作為筆記匯入。可按 { KEY("import-account") } 指定客戶。
problem-import-event-as-note-done = 「{ $name }」沒有提到客戶，已作為筆記匯入。請重新匯入並指定客戶。
problem-import-whose = 此行程已記在{ $name }名下。如果是別人的，請用「--who 姓名」重新匯入。
problem-import-whose-on-screen = 此行程記在{ $name }名下。如果是別人的，請按 { KEY("import-who") } 指明，或在日曆上更改出行人。
problem-import-whose-done = 此行程已記在{ $name }名下。如果是別人的，請重新匯入並指明是誰的，或在日曆上更改出行人。
problem-import-who-differs = 檔案寫明出行人是{ $said }，因此此行程記在其名下，而不是{ $name }名下；可在日曆上更改出行人。
problem-import-their-journey = 這裡沒有{ $name }，已依匯出檔作為對方人員錄入；請把此人放到客戶圖上。
problem-import-passenger = 這裡沒有{ $passenger }：這次行程算作{ $name }的，姓名記在備註裡。如果是別人的，請先新增此人再匯入，或用「--who 姓名」匯入。
problem-import-passenger-on-screen = 這裡沒有{ $passenger }：這次行程算作{ $name }的，姓名記在備註裡。如果是別人的，請先新增此人、按 { KEY("import-who") } 指明，或在日曆上更改出行人。
problem-import-passenger-done = 這裡沒有{ $passenger }：這次行程算作{ $name }的，姓名記在備註裡。如果是別人的，請新增此人後重新匯入，或在日曆上更改出行人。
problem-import-strangers = 這裡沒有人叫這些名字或用這些地址：{ $names }。拜訪依行事曆原樣保留他們；請自己選擇參加人，或先匯入他們，再匯入一次行事曆。
problem-import-seatless = { $names }在{ $account }沒有席位。請把他們放到客戶圖上，再匯入一次行事曆：拜訪就會收錄他們。
problem-import-declined = 已婉拒邀請，因此不在參加人之列：{ $names }。
problem-import-org = { $line ->
    [0] { "" }
   *[other] 從第 { $line } 行起，
 }這無法當作 YAML 或 JSON 讀取。請改正，或把人員另存為 CSV。
problem-import-org-nobody = 檔案裡沒有人。人員應在一個列表裡，或各自寫在姓名之下（其下再寫各項），也可放在以下之一下面：{ $names }。
problem-import-org-nameless = 這個檔案裡沒有找到有姓名的人。每人要有 `name`、`full_name` 或 `displayName`，或者 `first_name` 和 `last_name`，並列在最上層，或在 `people`、`employees`、`data` 之下，或在其上級之下。
problem-import-workbook = 無法讀取這個活頁簿：檔案已損壞、有密碼，或不是 .xlsx。請用試算表軟體開啟，再另存為 .xlsx 或 CSV。
problem-import-sheet = 工作表「{ $sheet }」沒有讀取：各欄都沒有說明內容。請用 --map 說明，或把這張表單獨存為 CSV。
problem-import-sheet-on-screen = 工作表「{ $sheet }」沒有讀取：各欄都沒有說明內容。請按 { KEY("import-map") } 說明，或把這張表單獨存為 CSV。
problem-import-sheet-done = 工作表「{ $sheet }」沒有讀取：各欄都沒有說明內容。請重新匯入並說明，或把這張表單獨存為 CSV。
problem-import-workbook-size = 這個活頁簿解開後超過 { $most } MB。請把聯絡人那張表另存為 CSV。
problem-import-no-list = { $count } 列幾乎都是空的：這不是名單。請拆分檔案，或寫出完整的欄。
problem-import-date-order = 「{ $text }」可能是兩個日期之一。請說明順序：--date-order dmy（日在前）或 mdy（月在前）。
problem-import-date-orders = 「{ $text }」可能是兩個日期之一：此檔案有的地方日在前，有的地方月在前。請在檔案中改成年在前，如 1970-12-31。
problem-import-date-order-on-screen = 「{ $text }」可能是兩個日期之一。請按 { KEY("import-dates") } 說明日在前還是月在前。
problem-import-date-order-done = 「{ $text }」可能是兩個日期之一。請重新匯入並說明日在前還是月在前。
problem-usage-encoding = 沒有名為「{ $text }」的編碼。可用：{ $encodings }。
problem-usage-date-order = --date-order 只能是 dmy（日在前）或 mdy（月在前），不能是「{ $text }」。
problem-usage-profile-csv = --profile 用於聯絡人列表，須與 --format csv 一起用。
problem-usage-from = --from 指匯入過的表，須與 --profile original 一起用。
import-ask-file = 匯入哪個檔案？選一個，或輸入路徑
import-this-file = 讀取這個檔案：
import-title = 匯入 { $name }
import-reading = 正在讀取……{ $done }/{ $total }
import-going = 正在儲存……
import-counts = 新增 { $created } · 更改 { $updated } · 已有 { $unchanged } · 略去 { $left }
import-unread = 不是 .vcf 或 .ics，未讀取：{ $names }
import-row-created = 新增
import-row-updated = 更改
import-row-unchanged = 已有
import-row-skipped = 略去
import-row-failed = 略去
import-conflict-update = 已有的更新
import-conflict-skip = 已有的不動
import-conflict-new = 全部另行新增
import-encoding-said = 編碼：{ $encoding }
import-encoding-guessed = 看似 { $encoding } 編碼（{ KEY("import-encoding") } 換）
import-dates-file = 日期：按檔案判斷
import-dates-dmy = 日期：日在前
import-dates-mdy = 日期：月在前
import-way-account = 沒寫客戶的列歸：{ $name }
import-way-who = 行程歸：{ $name }
import-ask-column = 哪一欄？
import-ask-meaning = 「{ $column }」是什麼意思？
import-ask-account = 沒寫客戶的列歸哪個客戶
import-ask-who = 這些是誰的行程
import-who-file = 以檔案所寫為準
import-kept = 只保留
cli-import-encoding = 檔案沒有說明編碼，按 { $encoding } 讀取。如果文字不對，請用 --encoding 指定。
import-kept-columns = 原樣保留，沒有對應的欄位，或已由另一欄填寫：{ $columns }。
import-changed = 有變更
import-more = ……另有 { $count } 項
import-names-and-more = { $names }……另有 { $count } 項
import-nothing = { $name }：內容都已經有了。
import-no-such-path = 那裡沒有以此開頭的檔案。
import-done = 已匯入 { $name }：新增 { $created }，更新 { $updated }，略去 { $left }
import-undo-hint = 復原：{ KEY("import-undo", "imported") }
import-alike = 新增的人中有 { $count } 位可能已經在庫中：請用 warroom dedupe 查看。
import-alike-one = { $name }（{ $account }）
import-alike-pair = { $one }與{ $other }
import-alike-pairs = 可能是同一人：{ $pairs }。
import-dropped = { $what }「{ $field }」未匯入。
import-no-files = 這裡以及「下載」「桌面」「文件」裡都沒有可讀的檔案。請輸入檔案路徑，按 { KEY("overlay-complete") } 補全。
import-ask-rejects = 略去的列寫到哪個檔案？
import-rejects-written = 略去 { $count } 列，請改好後再匯入：{ $path }
problem-import-rejects-folder = 資料夾裡的列來自許多檔案。請執行 `warroom import 資料夾 --rejects 檔案` 寫出它們。
import-none = { $name }：沒有匯入任何內容，略去 { $left }。
import-form-ndjson = 本程式的記錄
import-form-csv = 表格
import-form-vcard = 名片（vCard）
import-form-ical = 行事曆
import-form-xlsx = 活頁簿
import-form-org = 組織
import-program-salesforce = Salesforce
import-program-dynamics = Dynamics 365
import-program-hubspot = HubSpot
import-program-linkedin = LinkedIn
import-program-google = Google
import-program-outlook = Outlook
import-program-organogram = 組織機構表
import-target-lunar-birthday = 農曆生日
import-target-name = 姓名
import-target-first-name = 名
import-target-last-name = 姓
import-target-account = 客戶
import-target-manager = 上級
import-target-role = 採購角色
import-target-wechat = 微信
import-target-seat-notes = 席位備註
import-target-id = 在對方程式裡的編號
problem-import-cut-off = { $file } 的匯入中途被打斷：只匯入了一部分。「warroom undo」可復原這些；再次匯入該檔案會補上其餘部分。
problem-import-cut-off-undone = { $file } 的匯入中途被打斷，已匯入的部分已撤回。該檔案沒有任何內容留下：請重新匯入。
problem-import-broke-off = 讀取檔案時遇到意料之外的內容而中斷。沒有改動任何資料。請另存為其他格式（CSV、vCard、iCalendar）再試。
problem-import-still-reading = 檔案還在讀取。
problem-import-thread = 無法在背景讀取檔案：{ fault }
problem-file-special = { $path } 既不是檔案也不是資料夾。
problem-file-too-big = { $path } 超過 { $most } MB，請拆分。
blocked-not-import = 這只能在匯入檔案時用。
blocked-import-ended = 已經匯入：按 { KEY("import-close") } 關閉報告。
blocked-import-refused = 此檔案無法讀取：原因和辦法見上。
blocked-import-not-saved = 沒有可以收回的：什麼都沒有儲存，或者之後又有了別的變更。
blocked-import-no-table = 不是表格：沒有可說明的欄。
blocked-import-no-columns = 這個檔案的欄是已知的，或者沒有欄。
blocked-import-no-calendar = 不是日曆：裡面沒有行程。
blocked-import-all-in = 沒有略去任何列，無可寫出。
import-cancelled = 已取消，什麼都沒有匯入。
blocked-as-it-was = 過去的內容不能更改：按 { KEY("as-it-was") } 回到今天。
command-import-open = 匯入
command-import-open-help = 讀取檔案：聯絡人列表、活頁簿、名片、行事曆、本程式的記錄；先顯示會做什麼
command-import-go = 匯入
command-import-go-help = 儲存檔案帶來的內容，作為一步，一次復原即可收回
command-import-rejects = 略去的列
command-import-rejects-help = 把略去的列寫入單獨的檔案，每列附有原因
command-import-undo = 復原匯入
command-import-undo-help = 收回匯入所做的一切，並關閉報告
command-import-close = 關閉
command-import-close-help = 關閉匯入報告
command-import-map = 欄
command-import-map-help = 說明檔案裡某一欄的含義
command-import-row = 整列
command-import-row-help = 通讀這一列的全部說明與記錄
import-row-cut = 更多：{ KEY("import-row", "import") }
command-import-conflict = 衝突時
command-import-conflict-help = 已有的更新、不動，或全部另行新增
command-import-encoding = 編碼
command-import-encoding-help = 檔案的編碼：按檔案判斷，或依次用常見的編碼
command-import-dates = 日期順序
command-import-dates-help = 3/4/1970 這樣的日期：按檔案判斷、日在前、月在前
command-import-account = 客戶
command-import-account-help = 沒寫客戶的列歸哪個客戶
command-import-who = 出行人
command-import-who-help = 檔案沒有寫明時，行程是誰的
export-ask-form = 寫出什麼？
export-form-html = 整間作戰室，可列印的網頁
export-form-contacts = 聯絡人列表（英文表頭）
export-form-chinese = 聯絡人列表（中文表頭）
export-form-google = 給 Google 通訊錄的聯絡人列表
export-form-outlook = 給 Outlook 的聯絡人列表
export-form-hubspot = 給 HubSpot 的聯絡人列表
export-form-dynamics = 給 Dynamics 365 的聯絡人列表
export-form-salesforce = 給 Salesforce 的聯絡人列表
export-form-original = 聯絡人列表（按匯入檔案的欄）
export-form-vcard = 名片（vCard）
export-form-ical = 拜訪、行程、日子、跟進（iCalendar）
export-form-vdir = 資料夾，每張名片、每個事件一個檔案（vdir）
export-form-ndjson = 全部記錄，用於搬家或保存（NDJSON）
export-form-org-svg = 組織圖（SVG）
export-form-circle-svg = 影響圈（SVG）
export-form-org-mermaid = 組織圖（Mermaid）
export-form-circle-mermaid = 影響圈（Mermaid）
export-form-org-dot = 組織圖（Graphviz）
export-form-circle-dot = 影響圈（Graphviz）
export-ask-scope = 哪個客戶的？
export-all = 全部客戶
export-ask-personal = 是否包含個人資訊：生日、家庭、愛好？
export-personal-without = 不包含
export-personal-with = 包含個人資訊
export-ask-file = 寫到
export-ask-replace = { $path } 已存在，要取代嗎？
export-written = 已寫入（{ $size } kB）：{ $path }
export-no-column = 對方沒有相應欄、未寫出的欄位：{ $fields }。
export-no-column-of = { $field }（{ $count } 人）
export-no-row = 有 { $count } 個席位上沒有人，連同誰向其匯報均未寫出：此清單只列人。
export-no-former = 有 { $count } 個已卸任的席位未寫出：此清單無法註明任期已結束，而任職者現在另有席位。用本程式自己表頭的聯絡人清單會寫出。
problem-import-industry-other = 「{ $text }」不在這裡區分的產業之中，計為「其他」；原詞保留。
problem-import-answer = 「{ $name }」是對邀請的答覆（METHOD:{ $method }），行程保持不變。
problem-import-merged = 「{ $name }」已在此併入「{ $heir }」；此列的不同內容不採用。要分開，可從歷史中撤銷合併。
problem-import-namesakes = 有幾個人叫「{ $name }」，按{ $account }的那位處理。可用 --account 或 --who 指明。
problem-import-accounts = 其中還提到{ $name }，按{ $account }處理。可用 --account 指明。
problem-import-hidden-sheet = 工作表「{ $name }」在活頁簿中是隱藏的；其中的列照常讀入。
problem-import-no-results = { $count } 個儲存格（{ $cells }）是公式，活頁簿中沒有其結果，按空白讀入：請用試算表程式開啟並儲存，再重新匯入。
problem-import-cell-errors = { $count } 個儲存格（{ $cells }）是錯誤值（{ $error }），按空白讀入：請在試算表程式中改正並儲存，再重新匯入。
problem-import-empty-stays = 空儲存格不會刪去任何內容：這些列來自另一份清單 { $file }。
export-as-planned = 有 { $count } 次已完成的拜訪按原定安排寫出：行事曆沒有地方寫其結果，NDJSON 有。
problem-export-no-file = 請輸入寫到哪裡。
command-export-open = 寫檔案
command-export-open-help = 寫出可列印的網頁、聯絡人列表、名片、行事曆、圖或全部記錄
problem-export-several-originals = 所要的內容來自幾張表：{ $tables }。一個檔案不能同時像它們。請選其中一張：--from "{ $first }"；或選別的清單格式。
problem-export-several-originals-on-screen = 所要的內容來自幾張表：{ $tables }。一個檔案不能同時像它們。請選只來自一張表的客戶，或別的格式；命令列可以寫出其中一張。
problem-export-no-such-original = 這裡沒有匯入過表「{ $table }」。{ $tables ->
    [none] 沒有匯入過任何表。
   *[other] 匯入過的有：{ $tables }。
}
problem-export-no-original = 這裡沒有人也沒有客戶來自匯入的表格（聯絡人列表、客戶列表、Salesforce 表格或組織架構表）。請選別的格式。
problem-import-birthday = 這是{ $name }的生日，但此人不在這裡，因此不匯入。請先匯入人員（在原處 export --format vcard 或 ndjson）。
problem-import-birthday-other = { $name }的生日在這裡是 { $here }，檔案中是 { $said }。保留這裡的日期。
