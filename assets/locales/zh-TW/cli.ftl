problems-in-files = 您的檔案中有這些問題
problem-config-syntax = 不是合法的 TOML：{ $reason }
problem-config-unwritable = 無法寫入選項檔案：{ fault }
problem-config-unreadable = 無法讀取檔案：{ fault }
problem-config-option = 沒有「{ $name }」這個選項。{ $near ->
    [none] { "" }
   *[other] 您是指「{ $near }」嗎？
}可用選項：{ $known }。
problem-config-text = 「{ $name }」需要用引號括起來的文字。
problem-config-bool = 「{ $name }」只能是 true 或 false。
problem-config-choice = 「{ $name }」只能是：{ $known }。
problem-config-directory = 無法建立目錄 { $path }：{ fault }
problem-config-no-home = 找不到主目錄。請用 --data 或 WARROOM_DATA 指定資料目錄，用 --config 或 WARROOM_CONFIG 指定設定目錄。

misuse-unknown-option = 沒有「{ $what }」這個選項或參數。
misuse-unknown-command = 沒有「{ $what }」這個命令。
misuse-value = 「{ $value }」不能用作 { $what }。
misuse-missing-value = { $what } 缺少值。
misuse-missing = 缺少：{ $what }
misuse-too-many = { $what } 的值個數不對。
misuse-conflict = { $what } 不能與 { $other } 同用。
misuse-no-text = 有參數不是 UTF-8 文字。
misuse-meant = 您要的也許是：{ $said }
misuse-valid = 可用：{ $said }
misuse-usage = 用法：{ $usage }
misuse-help = 詳見：{ $command } --help
problem-usage-now = --now：「{ $text }」不是時刻。請寫日期（2026-10-20）、本地時間（2026-10-20 09:00），或帶時區的時間（2026-10-20T09:00:00+08:00、2026-10-20T01:00Z）。
problem-usage-assignment = 「{ $text }」應寫成「名稱=值」。
problem-usage-csv-kind = 一張表只能放一類記錄，請指明是哪一類，例如：warroom export account --format csv
problem-name-empty = 缺少名稱：請說明是哪一個 { $kind }。
problem-name-unknown = 沒有名為「{ $text }」的 { $kind }。
problem-name-unknown-near = 沒有名為「{ $text }」的 { $kind }。您要找的是不是：
    { "  " }{ $candidates }
problem-name-ambiguous = 有多個「{ $text }」，請改用識別碼：
    { "  " }{ $candidates }
problem-name-gone = 沒有識別碼為 { $id } 的 { $kind }。
problem-name-wrong-kind = { $id } 是 { $found }，不是 { $kind }。
problem-output = 無法寫入標準輸出：{ fault }
problem-file-unreadable = 無法讀取 { $path }：{ fault }
problem-file-unwritable = 無法寫入 { $path }：{ fault }
problem-file-not-understood = { $path }：{ $reason }
problem-no-decision-maker = 還不知道{ $account }由誰拍板。請給某人加上採購角色 decision_maker，或設為決策層。
problem-no-way = 目前還沒有通向{ $name }的路。最有幫助的一步：透過{ $from }爭取。

cli-has = 已有記錄
cli-has-last = { $kind }：{ $count }，最近一次 { $last }
cli-has-some = { $kind }：{ $count }
cli-removed = 已刪除：{ $kind } { $name }{ $others ->
    [0] 。
   *[other] ，連同離不開它的 { $others } 筆記錄。
}復原請用：warroom undo
cli-more-changes = { "  " }……另有 { $count } 處（--all 全部列出）
cli-more-edits = ……還有更早的（--limit N 可多列幾筆）
cli-more-rows = ……另有 { $count } 列有變更；--json 逐列列出。
cli-rebuilt = 已根據日誌重建全部記錄。
cli-sound = 一切正常：{ $records } 筆記錄，歷史中有 { $edits } 步。
cli-coverage = 覆蓋度 { $value }（滿分 100），已知 { $known } %
cli-not-reached = 我們還沒有任何一條路通向決策層。
cli-cut = { $name }：一旦失去，就沒有路通向決策層。
cli-single-thread = { $name }只認識我們的一個人：{ $member }。
cli-nothing = 沒有。
cli-nothing-fragile = 任何一個人離開都不會切斷我們的路。
cli-imported = 新增 { $created }，更新 { $updated }，未變 { $unchanged }，未匯入 { $left }{ $flawed ->
    [0] { "" }
   *[other] ；其中 { $flawed } 列附有說明
}
cli-would-import = 沒有改動任何資料。若匯入，將會：新增 { $created }，更新 { $updated }，未變 { $unchanged }，未匯入 { $left }{ $flawed ->
    [0] { "" }
   *[other] ；其中 { $flawed } 列附有說明
}
cli-import-same = 另有 { $count } 列也是如此{ $lines ->
    [none] { "" }
   *[other] （第 { $lines } 列）
 }；--json 逐列列出。
cli-withheld = 有 { $count } 筆記錄的私人資訊沒有匯出；加上 --sensitive 可一併匯出。
cli-progress = { $file }：{ $done } / { $total } 筆記錄
cli-keymap-sound = { $path }（疊加在按鍵方案 { $base } 之上）：沒有問題。
cli-keymap-none = 目前使用按鍵方案 { $base }。沒有自己的按鍵檔；如需要，請放在 { $path }。
edit-import = 已匯入 { $name }{ $created ->
    [none] { "" }
   *[other] ：新增 { $created }，更新 { $updated }
}
cli-mark-required = 必填
cli-mark-judged = 判斷
cli-mark-sensitive = 私人

column-kind = 類型
column-field = 欄位
column-label = 名稱
column-type = 類型
column-marks = 標記
column-values = 取值
column-account-name = 客戶
column-subject = 主題
column-state = 狀態
column-rung = 梯級
column-holder-name = 負責人
column-counterparts = 對口
column-climbs-at = 升級時間
column-overdue-days = 逾期天數
column-at = 時間
column-from = 從
column-to = 到
column-strength = 強度
column-steps = 路徑
column-name = 姓名
column-computed = 計算值
column-computed-rank = 名次
column-declared = 判斷值
column-declared-rank = 名次
column-betweenness = 居間度
column-mark = 標記
column-value = 數值
column-weight = 權重
column-key-player = 關鍵人
column-cross-level = 跨級
column-current = 現有關係
column-target = 目標關係
column-last-contact = 最近聯絡
column-light = 週期
column-disagreement = 感覺與行為
column-level = 級別
column-member-name = 我方
column-person-name = 對方
column-city = 城市
column-firmness = 確定程度
column-days = 天數
column-score = 得分
column-why = 原因
column-kind-name = 類別
column-a-name = 甲
column-b-name = 乙
column-a = 甲的 id
column-b = 乙的 id
column-until = 直到
column-group = 分組
column-what = 內容
column-due = 到期
column-urgency = 緊迫度
column-command = 命令
column-keys = 按鍵
column-context = 位置

# where keys are pressed, beside the screens
context-global = 任何地方
context-room = 客戶的每個畫面
context-forecast = 預測
context-receivables = 應收款
context-complaints = 投訴
context-inspector = 畫面旁的面板
context-grab = 正在移動卡片時
context-prompt = 輸入一行時
context-path = 選擇檔案時
context-picker = 選擇時
context-form = 表單
context-import = 待匯入的檔案
context-imported = 匯入的報告
context-page = 多行文字
context-confirm = 提問
context-text = 輸入文字時
context-explain = 逐項說明
cli-none-yet = 還沒有 { $kind }。「warroom add { $kind } 欄位=值 …」新增一筆（「warroom fields { $kind }」列出欄位），「warroom import 檔案」匯入。
cli-none-fits = 沒有符合條件的 { $kind }。
column-half = 半天
column-seat-names = 對方
column-member-names = 我方
column-date = 日期
cli-owed = 截至 { $day } 應收 { $amount }
cli-dso = 應收帳款週轉 { $days } 天（{ $known }% 有銷售額可比）
column-dso = 週轉天數
column-first-answer-minutes = 首次答覆用時
column-waiting-minutes = 等待答覆
column-answer-by = 應答覆於
column-resolve-by = 應解決於
column-content = 投訴
column-result = 結果
column-occurred-at = 發生時間

# Doubles
dedupe-none = 沒有疑似重複的記錄。
dedupe-email = 電子郵件相同（{ $value }）
dedupe-phone = 電話相同（{ $value }）
dedupe-messenger = 即時通訊相同（{ $value }）
dedupe-website = 網站相同（{ $value }）
dedupe-name = 姓名相同
dedupe-reading = 姓名讀音相同
dedupe-alias = 名稱相同（{ $value }）
dedupe-birthday = 生日相同（{ $value }）
dedupe-account = 同一客戶
dedupe-title = 職務相同（{ $value }）
dedupe-address = 地址相同
merge-overruled = { $field }：保留 { $kept }，{ $lost } 只留在歷史裡
merge-done = { $name }與{ $gone }已合併{ $count ->
    [0] 。
   *[other] ，隨之合併重複的記錄 { $count } 筆。
}復原：warroom undo
merge-would = { $name }與{ $gone }將會合併{ $count ->
    [0] 。
   *[other] ，隨之合併重複的記錄 { $count } 筆。
}未作任何改動。
edit-merge = 已合併到{ $name }

# Backups and erasure
keep-backed-up = 已備份 { $edits } 處改動到 { $path }（{ $size }），重讀校驗無誤。
keep-restored = 已還原 { $records } 筆記錄：{ $at } 的備份 { $path } 中 { $backup } 處改動{ $followed ->
    [0] 。
   *[other] ，另加其後的 { $followed } 處改動。
}{ $gone ->
    [unknown] { "" }
    [0] 其後儲存的改動沒有遺失。
   *[other] 其後儲存的 { $gone } 處改動已遺失。
}{ $before ->
    [none] { "" }
   *[some] 原有內容在 quarantine/ 中。
}
keep-mended = 已用這裡現有的內容把日誌整理好：{ $records } 筆記錄，{ $edits } 處改動。{ $gone ->
    [unknown] { "" }
    [0] 已儲存的沒有遺失。
   *[other] 已儲存的 { $gone } 處改動已遺失。
}原有內容在 quarantine/ 中。
keep-recovered = 日誌和備份中缺少 { $count } 處改動。記錄已從資料庫讀出，與最後儲存時一致；遺失的只是這些改動的歷史：不能再列出，也不能逐一復原。
keep-restored-short = { $path } 中沒有這裡缺少的內容。資料從最後一處改動（第 { $edits } 處）繼續；其後儲存的 { $gone } 處改動已遺失。
keep-ask-erase = 從所有歷史改動中永久抹除{ $name }？此操作無法復原。[y/N]
passphrase-ask = 密語：
passphrase-advice = 好的密語由幾個互不相干的詞組成，最好不少於 12 個字。
passphrase-ask-new = 新密語：
passphrase-ask-again = 再輸入一次：
passphrase-working = 正在重寫全部內容……
passphrase-was-set = 密語已設定。沒有它，誰也打不開這些資料：請妥善保管。匯出的檔案和此前另存他處的備份仍是原樣。
passphrase-was-changed = 密語已更換，這裡的 { $count } 個備份也一併更換。另存他處的副本仍用舊密語：請用 `warroom backup FILE` 重新備份，並刪除舊的。
passphrase-was-removed = 密語已取消。能讀到檔案的人就能讀到全部內容。
passphrase-backups-gone = 這些備份無法讀取，已刪除：
passphrase-backups-old = 這些備份無法讀取，仍用舊密語（若還能開啟），請刪除：
passphrase-strangers = backups/ 中的這些並非本庫所有，保持原樣，能讀到它們的人就能讀到其中內容：
keep-not-erased = 沒有抹除任何人。
keep-erased = 已抹除{ $name }：{ $records } 筆記錄，並改寫了 { $edits } 處改動。
keep-mentions = 另有 { $count } 處文字仍提到此人，如不應保留請修改：
keep-backups-hold = 先前的副本仍含此人，如不應保留請刪除：
edit-erase = 抹除了一個人
keep-nothing-to-restore = 日誌完好：{ $path } 中沒有這裡缺少的內容。若要回到該備份並放棄其後的改動：warroom restore --only FILE
cli-rejects = 未匯入的列寫在 { $path }。請在那裡改好，再匯入該檔案。
cli-rejects-refused = 妨礙匯入的列寫在 { $path }，每列附有原因。請在原檔案中改好，再重新匯入原檔案：{ $path } 中沒有其他列。
cli-rejects-foreseen = 將不會匯入的列寫在 { $path }，每列附有原因。請在原檔案中改好，再匯入原檔案：{ $path } 中沒有其他列。
cli-rejects-sheet = 工作表「{ $sheet }」中未匯入的列寫在 { $path }。
cli-import-interrupted = 已中斷：沒有匯入任何內容。
cli-rejects-none = 沒有需要改正的列：未寫入 { $path }。
cli-rejects-gone = 沒有需要改正的列：已刪除先前匯入寫下的 { $path }。
cli-rejects-stays = 沒有需要改正的列：{ $path } 不是匯入寫下的檔案，保持原樣。
keep-nothing-missing = 日誌完好，沒有需要還原的內容。{ $path } 中沒有本庫的完好備份；要做一個備份：warroom backup

# 命令及其選項的說明。
help-warroom = 大客戶團隊的作戰室：組織架構、影響力圈、跟進階梯與聯絡行事曆
help-warroom-more = 不帶命令即開啟畫面。
help-demo = 用自帶範例的臨時副本開啟畫面，用完即棄
help-import = 從檔案讀取記錄；- 表示標準輸入
help-export = 寫出記錄：NDJSON、表格、名片、行事曆、圖，或可列印的網頁
help-export-more = 匯出的內容誰都能讀，設有密語的資料也一樣。
help-list = 列出某一類記錄
help-show = 顯示一筆記錄
help-add = 新增一筆記錄，並顯示其編號
help-set = 修改記錄的欄位；空值即清除
help-rm = 刪除一筆記錄，以及離開它就不能存在的內容
help-note = 一行話，說的是什麼就存成什麼：行程、拜訪、承諾、通話、禮品、生日，否則為筆記
help-undo = 復原上一次變更
help-redo = 重做上一次復原的變更
help-today = 現在該做什麼，為什麼
help-where = 對方或我方某人在哪裡
help-intercepts = 我方人員與其對口何時同在一城，機會最好的在前
help-ladder = 每項未結跟進在階梯上的位置
help-forecast = 若無人處理，哪些跟進會在何時升級給誰
help-receivables = 欠款多少、逾期多久、相當於多少天的銷售額
help-complaints = 投訴與時限：首次答覆與辦結
help-pairings = 我方誰對口誰、上次何時見面、誰還無人對口
help-handover = 把我方某人手上的一切一次交接給另一人
help-dedupe = 可能重複的記錄，以及理由
help-merge = 兩筆記錄合成一筆：保留前者，並接收後者的內容
help-backup = 把全部內容寫入一個壓縮檔案，並重讀校驗
help-restore = 從備份補回這裡的日誌遺失的內容
help-erase = 抹除一個人：從記錄、日誌和此後的每個備份中消失
help-passphrase = 用密語加密磁碟上的全部內容
help-passphrase-more =
    設有密語時，每個命令和畫面都會詢問。密語在終端機上輸入而不顯示，或取自 --passphrase-file 或 $WARROOM_PASSPHRASE，
    從不取自參數。都沒有時結束狀態為 2；密語錯誤（終端機上可試三次）為 1。密語錯誤不會變更任何內容。沒有密語，誰也打不開加密的內容。

    加密的是記錄、歷史和備份。匯出的檔案，以及先前另存他處的備份，仍是原樣。
help-passphrase-set = 設定密語，加密記錄、歷史和備份
help-passphrase-change = 更換密語
help-passphrase-change-new-passphrase-file = 首行為新密語的檔案 [預設：$WARROOM_NEW_PASSPHRASE，否則詢問]
help-passphrase-remove = 取消密語，全部內容恢復原樣
help-path = 從我方通向決策者的最佳路徑
help-coverage = 關鍵人物的覆蓋程度
help-influence = 誰影響誰：計算所得與名義上的對照
help-fragility = 誰離開會切斷我們的路
help-plan = 規劃團隊拜訪：走遍若干城市的最佳會面路線
help-abc = 按銷售額或利潤分 A、B、C 類，以及業務對少數客戶的依賴程度
help-health = 客戶的健康度及其由來
help-churn = 客戶流失的可能性及原因
help-kpi = 最近十二個整月的關鍵指標
help-warnings = 值得擔心的事，各附依據的數字
help-brief = 拜訪或客戶的簡報：見誰、有何未結、要問什麼
help-daypack = 某一天各次拜訪的簡報
help-history = 每一處變更：誰、何時、何事、舊值與新值、為何
help-check = 核對每筆記錄、引用和索引
help-keys = 畫面的每個命令及其按鍵
help-keys-markdown = 寫成文件頁用的表格，每個按鍵場合一張
help-keymap = 管理按鍵方案
help-keymap-check = 逐行指出按鍵檔案的問題
help-keymap-check-file = 檔案 [預設：自己的 keymap.toml]
help-fields = 每類記錄的欄位
help-sample = 以記錄形式輸出自帶範例，每行一筆：warroom sample | warroom import -
help-completions = 某種 shell 的補全指令稿
help-completions-shell = 哪種 shell
help-man = 手冊頁
help-help = 顯示本頁，或某個命令的說明
help-arg-help = 顯示說明
help-arg-version = 顯示版本
help-arg-data = 記錄所在的目錄 [預設：$WARROOM_DATA，否則為系統的資料目錄]
help-arg-config = 選項的檔案或目錄 [預設：$WARROOM_CONFIG，否則為系統的設定目錄]
help-arg-now = 假定現在是這一時刻：RFC 3339，或某一天
help-arg-lang = 文字的語言
help-arg-passphrase-file = 首行為密語的檔案 [預設：$WARROOM_PASSPHRASE，否則詢問]
help-arg-read-only = 只看不改；別的程式佔用資料時也可用
help-arg-account = 只限這個客戶
help-arg-json = 供程式使用：一個 JSON 陣列，單項則為一個物件
help-arg-reason = 原因，記入歷史
help-arg-days = 往後看多少天
help-arg-kind = 只限這一類
help-arg-dry-run = 只說明會發生什麼，不作變更
help-arg-format = Markdown、純文字，或可列印在 A4 上的網頁
help-arg-no-personal = 不含喜好與忌諱，便於轉交
help-what-account = 客戶：編號或名稱
help-what-kind = 記錄的類別
help-what-name = 哪一筆：編號，或唯一的名稱
help-import-files = 要讀取的檔案，或存放名片和日程的資料夾（vdir）
help-import-format = ndjson、csv、xlsx、org（YAML 或 JSON 的人員）、vcard 或 ical（也包括 JSON 的預訂） [預設：按內容判斷]
help-import-account = 未寫客戶的列歸哪個客戶
help-import-who = 行事曆沒有寫明時，行程是誰的：這裡已有的我方或對方人員
help-import-map = 各欄的含義：欄=欄位，多個用逗號隔開，含逗號的欄名加英文引號；欄位可用其名稱，也可用這類欄的常見叫法
help-import-encoding = 檔案用什麼編碼寫成，檔案本身看不出時：gb18030、big5、windows-1252、macintosh、euc-kr……
help-import-date-order = 3/4/1970 這樣的日期，檔案本身看不出時，日在前還是月在前
help-import-on-conflict = 已有的記錄怎麼辦：更新（這裡改過的保留）、略過，或在某列會帶來變更時，把整列另行新增
help-import-atomic = 全有或全無：有一列進不來，就全部不匯入
help-import-rejects = 把略去的列寫到這裡，每列附有原因；活頁簿則每張表一個檔案
help-import-json = 輸出 JSON：每列一個物件，最後是合計
help-export-kinds = 哪些類別 [預設：全部]
help-export-format = json（每行一筆記錄）、csv（一類記錄；人員按客戶和姓名排，客戶按名稱，拜訪按日期）、vcard（人員）、ical（拜訪、行程、日期、跟進）、vdir（一個資料夾，上述各成一個檔案）；某客戶的組織架構圖，或加 `edge` 為影響力圈：mermaid、dot、svg；html：某客戶或全部客戶的完整內容，一頁可列印
help-export-profile = 用於 csv：寫成別的程式的聯絡人列表；`original`：寫成匯入時的列表
help-export-from = 用於 `original`：人員來自多張表時，用哪張表的欄，寫其檔名
help-export-bom = 用於 csv：開頭加標記，讓試算表識別編碼
help-export-vcard = vCard 的版本
help-export-output = 寫到這裡，而不是標準輸出
help-export-account = 只限屬於這個客戶的
help-export-sensitive = 包括個人欄位：生日、家庭、喜好
help-backup-file = 寫到哪裡 [預設：資料自帶的備份資料夾]
help-restore-file = 用哪個備份 [預設：自帶備份中最新的完好的一個]
help-restore-only = 只用備份，不管這裡現在有什麼、之後做過什麼
help-restore-lay-open = 資料有密語而備份沒有時也恢復：之後不再有任何加密
help-erase-person = 抹除誰：人員，編號或唯一的名稱
help-erase-yes = 在終端機上也不詢問，直接執行
help-check-rebuild = 先根據日誌重建記錄
help-list-kind = 列出哪一類
help-list-account = { help-export-account }
help-list-filter = 與畫面中相同：'tier:gold city:北京 -stage:lost'
help-add-kind = 新增哪一類
help-add-fields = 其欄位；`warroom fields KIND` 會列出
help-set-fields = 改什麼
help-note-line = 一行話，與畫面中相同："張局 北京 3/12-3/15 CA1234 北京飯店 firm"；`-` 從標準輸入逐行讀取
help-note-account = 優先指哪個客戶的人
help-note-dry-run = 只說明會理解成什麼，不作變更
help-note-yes = 在終端機上也不詢問，直接儲存
help-dedupe-kind = 只在這一類中找：account、person 或 member
help-merge-kind = 兩筆記錄的類別
help-merge-kept = 保留哪一筆：編號，或唯一的名稱
help-merge-gone = 併入哪一筆：編號，或唯一的名稱
help-merge-dry-run = 只說明會遺失什麼，不作變更
help-history-limit = 多少筆，最新的在前 [預設：全部]
help-history-all = 列出一次操作的每處變更，再多也列
help-fields-kind = { help-arg-kind }
help-handover-member = 誰的：我方人員，編號或姓名
help-handover-to = 由誰接手：我方人員，編號或姓名
help-handover-account = { help-export-account }
help-handover-left-on = 一併記下離任者的最後一天：2026-10-31、fri、+3d
help-handover-dry-run = 只說明會交接什麼，不作變更
help-handover-pack = 把交接資料（Markdown）寫到這裡，而不是顯示；- 表示標準輸出
help-handover-sensitive = 資料中包括個人內容：家庭、喜好、生日
help-today-member = 只限我方某人要做的；「me」即 config.toml 中寫明的您本人
help-today-short = 供 shell 提示符用的一行；沒有待辦則不輸出
help-today-snoozed = 暫緩了什麼，到何時
help-ladder-member = 只限我方此人負責的
help-forecast-member = { help-ladder-member }
help-where-name = 對方或我方的人：編號或姓名
help-where-on = 哪一天：2026-03-12、fri、+3d [預設：今天]
help-plan-cities = 去哪些城市，用逗號隔開
help-plan-from = 第一天：2026-10-19、mon、+3d
help-plan-days = 多少天
help-plan-members = 我方誰去，用逗號隔開 [預設：所有人]
help-plan-save = 把規劃的各站存為計劃中的拜訪
help-plan-ics = 把規劃寫成行事曆（.ics）到這裡
help-abc-period = 某月（2026-09）、某季（2026Q3）或某年（2026） [預設：最近十二個整月]
help-abc-base = 客戶按什麼排名
help-brief-about = 客戶或拜訪：編號或名稱
help-daypack-on = 哪一天：2026-10-20、fri、+1d [預設：今天]
help-commands = 命令
help-arguments = 參數
help-options = 選項
help-global = 每個命令都有的選項
help-example = 範例：{ $example }
help-default = [預設：{ $value }]
help-values = [可用值：{ $values }]
