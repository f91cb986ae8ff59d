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
cli-sound = 一切正常：{ $records } 筆記錄，{ $edits } 次修改。
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
cli-progress = { $file }：{ $done } / { $total }
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
}原有內容在 quarantine/ 中。
keep-mended = 已用這裡現有的內容把日誌整理好：{ $records } 筆記錄，{ $edits } 處改動。{ $gone ->
    [unknown] { "" }
    [0] 已儲存的沒有遺失。
   *[other] 已儲存的 { $gone } 處改動已遺失。
}原有內容在 quarantine/ 中。
keep-recovered = 日誌和備份中缺少 { $count } 處改動。記錄已從資料庫讀出，與最後儲存時一致；遺失的只是這些改動的歷史：不能再列出，也不能逐一復原。
keep-restored-short = { $path } 中沒有這裡缺少的內容。資料從最後一處改動（第 { $edits } 處）繼續；其後儲存的 { $gone } 處改動已遺失。
keep-ask-erase = 從所有歷史改動中永久抹除{ $name }？此操作無法復原。[y/N]
passphrase-ask = 密語：
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
cli-rejects-sheet = 工作表「{ $sheet }」中未匯入的列寫在 { $path }。
keep-nothing-missing = 日誌完好，沒有需要還原的內容。{ $path } 中沒有本庫的完好備份；要做一個備份：warroom backup
