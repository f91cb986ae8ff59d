problem-when-unreadable = 「{ $text }」既不是日期（2026-03-12），也不是時刻（2026-03-12T14:30:00+08:00）。
problem-anniversary-unreadable = 「{ $text }」不是每年的日期：請寫 1962-05-12、05-12，農曆請寫 lunar:05-05。
problem-period-unreadable = 「{ $text }」不是期間：月份寫作 2026-09，季度寫作 2026Q3。
problem-holidays-unreadable = 節假日表第 { $line } 行：{ $reason }
problem-regions-unreadable = 地區表第 { $line } 行：{ $reason }
problem-cities-unreadable = 城市表第 { $line } 行：{ $reason }
problem-festivals-unreadable = 節日表第 { $line } 行：{ $reason }
problem-day-unreadable = 看不懂日期「{ $text }」：可以寫「週五」「+3d」「3/12」或「2026-03-12」。
problem-no-such-day = 沒有「{ $text }」這一天。
problem-time-unreadable = 看不懂時間「{ $text }」：可以寫「14:30」或「下午2點半」。
problem-when-not-understood = 看不懂「{ $text }」：可以寫「週五下午2點」或「3/12 14:30」。
problem-range-unreadable = 看不懂日期範圍「{ $text }」：可以寫 3/12-3/15 或 3月12日至15日。
problem-range-backwards = 範圍在 { $last } 結束，早於開始日 { $first }。

problem-not-an-id = 「{ $text }」不是有效的識別碼。
problem-not-money = 「{ $text }」不是金額，請寫成 1200.00 CNY。
problem-not-a-number = 「{ $text }」不是數字，「{ $field }」須為數字。
problem-not-a-list = 「{ $text }」不是此欄位可用的清單。
problem-unfit-value = 「{ $text }」不適合欄位「{ $field }」。
problem-out-of-range = { $value } 超出「{ $field }」的範圍，允許 { $min } 到 { $max }。
problem-unknown-choice = 「{ $text }」不在可選項中：{ $choices }。
problem-unknown-kind = 沒有名為「{ $text }」的記錄類型。可用：{ $kinds }。
problem-unknown-field = 此類記錄（{ $kind }）沒有欄位「{ $word }」。{ $near ->
    [none] { "" }
   *[other] 您是指「{ $near }」嗎？
}可用：{ $fields }。
problem-malformed-record = 無法讀取這筆記錄（{ $kind }）：{ $why }。
problem-required = { $kind }必須填寫「{ $field }」。
problem-entry-required = 必須填寫「{ $field }」。
problem-bad-stamp = 「{ $text }」不是有效的修改時間戳記。
problem-gone = 該記錄已不存在（{ $kind }）。
problem-id-taken = 識別碼 { $id } 已屬於另一筆記錄（{ $kind }）。
problem-dangling = { $kind }的「{ $field }」指向 { $id }，而它不存在。
problem-wrong-kind = { $kind }的「{ $field }」應是{ $wanted }，而不是{ $found }。
problem-still-used = { $name }還不能刪除：「{ $by }」（{ $kind }）{ $others ->
    [0] { "" }
   *[other] 及另外 { $others } 筆記錄
}的「{ $field }」裡寫著{ $name }。請先在那裡改選別人{ $of ->
    [seat] ；如果是人已離開，填寫「離任日期」即可
   *[other] { "" }
}。
problem-reports-to-itself = { $name }不能以自己為上級，請另選一個。
problem-reporting-cycle = { $name }不能向{ $manager }匯報：{ $manager }已直接或間接向{ $name }匯報。
problem-manager-elsewhere = { $name }不能向其他客戶的人匯報。
problem-edge-to-itself = 關係需要兩個人；兩端都選了{ $name }。
problem-edge-across-accounts = 關係只能連接同一客戶內的兩個人。
problem-tier-outside-developed = { $name }還不能分級：金、銀、銅只適用於已開發客戶，請先把階段設為「已開發」。
problem-done-visit-needs = 已完成的拜訪必須填寫「{ $field }」：由誰接待、談了什麼。
problem-closing-needs-result = 客訴結案必須填寫處理結果。
problem-out-of-order = 「{ $second }」（{ $to }）早於「{ $first }」（{ $from }）。
problem-filter-quote-open = 引號沒有配對：{ $text }
problem-filter-equals = 「{ $word }={ $value }」：篩選用冒號比較，請寫 { $word }:{ $value }。
problem-filter-value-missing = 「{ $word }:」後面要寫值，例如 { $word }:any 或 { $word }:none。
problem-filter-not-comparable = 「{ $word }:{ $value }」無法比較：> 或 < 後面請寫數字、時長（7d）或日期。
problem-filter-choice = 「{ $word }:{ $value }」：「{ $value }」不在可選值之中：{ $choices }。
problem-filter-number = 「{ $word }:{ $value }」：{ $word } 是數字，例如 { $word }:>3。
problem-filter-day = 「{ $word }:{ $value }」：{ $word } 是日期，例如 { $word }:>2026-03 或 { $word }:2026-03-12。
problem-filter-field-unknown = 這裡沒有欄位「{ $word }」。{ $near ->
    [none] { "" }
   *[other] 您是指「{ $near }」嗎？
}可用：{ $fields }。帶冒號的文字請加引號。

problem-store-in-use = { $pid ->
    [0] 另一個未說明身分的行程正在使用。請先將其關閉；只檢視的指令照常可用。
   *[other] warroom 正在使用（行程 { $pid }，始於 { $since }，{ $who }）。請先在那邊關閉；只檢視的指令照常可用。
}
problem-changed-meanwhile = 未儲存：開著的畫面裡剛改過同一內容。請重新執行該指令。
problem-host-silent = 開著的畫面接手後沒有再回應：是否已儲存，請看 `warroom history`。
problem-host-too-much = 未儲存：一次的量超過開著的畫面能從另一個終端機接收的量。請先關閉畫面，或分批匯入。
problem-store-none = { $path } 裡還沒有資料；用 `warroom import 檔案` 或 `warroom add` 建立。
problem-store-newer = 這份資料由較新版本的 warroom 寫入（格式 { $found }，本程式只認得 { $known }）。請升級 warroom；資料未被更動。
problem-store-damaged-identity = 無法讀取 { $path }。其中只有資料與裝置的識別：移走後重新啟動即可，記錄不在裡面。
problem-store-identity-anew = STORE 只記有本庫和本機的代號，已無法讀取；它已移到 quarantine/ 並重新寫好。
problem-store-damaged-journal = { $path } 第 { $row } 行已損壞。所見為該行之前的全部內容，不能改動。請執行：warroom restore（還原最新備份及其後完好的改動）。
problem-store-damaged-short = 日誌止於第 { $number } 處改動，但第 { $applied } 處已經儲存：日誌缺了一部分。可見內容止於第 { $shown } 處改動，不能更動。請放回日誌資料夾，或執行：warroom restore，它會找回備份和資料庫中仍有的內容，並說明遺失了什麼。
problem-store-damaged-end = 日誌止於第 { $number } 處改動，但第 { $applied } 處已經儲存：日誌缺了末尾。資料庫中仍有全部記錄，即您所見的內容；不能更動。請放回日誌資料夾，或執行：warroom restore，它會把這些記錄重新寫入日誌；日誌和備份都缺失的改動只遺失其歷史。
problem-store-damaged-foreign = db/ 中的資料庫屬於另一個庫，或用的是與日誌不同的金鑰。已移到 quarantine/，並由日誌另建一個。
problem-store-behind = 資料庫止於第 { $applied } 處改動，日誌止於第 { $number } 處。
problem-store-damaged-edit = 日誌中的第 { $number } 次修改無法讀取。請執行：warroom restore
problem-store-damaged-db = 日誌旁的資料庫已損壞（{ $why }）。請執行：warroom check --rebuild
problem-store-damaged-panic = 日誌旁的資料庫停止運作。修改都在日誌裡，安全無損：請重新啟動 warroom。
problem-store-rebuilt = 資料庫曾損壞，已移到 quarantine/，並由日誌重建。沒有遺失任何內容。
problem-snapshot-damaged = 為快速啟動而存的記錄（檔案 snapshot）已損壞，未予使用，會重新寫入。沒有遺失任何內容。
problem-snapshot-lost = 無法再從磁碟讀取記錄（檔案 snapshot）：現在不作任何更動，以免覆寫。已儲存的內容沒有遺失。請離開後重新啟動；若再次發生，請檢查磁碟。
problem-db-full = 無法寫入資料庫：磁碟已滿。已儲存的內容沒有遺失，請騰出空間後重試。
problem-db-refused = 無法開啟資料庫 db/：{ $why }。請再試一次；若仍不行，請把 db/ 移走，它會從日誌重新產生。
problem-journal-torn = { $path } 第 { $row } 行沒有寫完，因此未曾儲存，現已截去。副本在 quarantine/ 中。
problem-journal-damaged-but-safe = { $path } 第 { $row } 行已損壞。記錄完好，但那次修改不能再檢視或復原，也無法再備份。請執行：warroom restore，它會把日誌整理好。
problem-read-only = 以唯讀方式開啟，不能修改。
problem-not-saved = 未儲存：{ $why }。沒有任何更動，請重試。
problem-not-saved-full = 未儲存：磁碟已滿。沒有任何更動，請騰出空間後重試。
problem-undo-moved = 其間又儲存了別的修改，因此什麼也沒有復原：請再按 { KEY("undo") }。
problem-saved-but-closed = 已儲存，但日誌旁的資料庫停止運作。沒有遺失任何內容。若磁碟已滿請騰出空間；重新啟動 warroom 即可繼續。
problem-disk-full = 磁碟已滿：{ $path }。請騰出空間後重試。
problem-disk-scarce = { $path } 所在的磁碟空間不多了：剩餘 { $free } MB，至少應有 { $needed } MB。目前一切正常；請在磁碟寫滿之前騰出空間。
problem-disk-forbidden = 您無權讀寫 { $path }。請查看其擁有者：ls -ld
problem-disk-read-only = { $path } 所在的磁碟目前只能讀取（以唯讀方式掛載）。檢視請加 --read-only；要更動，請以可寫方式掛載，或把資料夾複製到別處並用 --data 指定。
problem-disk-unwritable = 您可以讀取 { $path }，但不能寫入。檢視請加 --read-only。要更動，請查看其擁有者：ls -ld；若是您的，請對它及其所在資料夾執行 chmod u+w。
problem-disk-no-file = { $path } 不是一般檔案，而是連結、資料夾、管道或裝置。請將其移開後重試。
problem-disk-error = { $path }：{ fault }
problem-record-differs = 記錄 { $id } 與日誌不一致。
fix-rebuild = 請執行：warroom check --rebuild
fix-edit = 開啟該記錄，重新選擇或清空該欄位。
fix-restore = 請執行：warroom restore
fix-backup = 重新備份一次：warroom backup，然後刪掉壞的那份。
problem-journal-recovered = 日誌遺失了最後一行。資料庫中仍有這次修改，已重新寫入日誌：記錄沒有遺失，但由誰、何時、為何修改已不可考。
edit-recovered = 日誌損壞後還原
problem-time-zone = 「{ $zone }」不是時區，時區寫作 Europe/Berlin 這樣。
problem-travel-of-nobody = 請說明誰出行：客戶的人，或我方人員。
problem-travel-of-two = 一次行程只屬於一位出行人：客戶的人或我方人員，不能兩者都填。
problem-occasion-of-nobody = 請說明這是誰的日子：某個人的，或某個客戶的。
problem-occasion-of-two = 紀念日屬於一個人或一個客戶，不能兩者都填。
problem-line-too-long = 「{ $field }」最多 { $most } 個字，這裡有 { $length } 個。其餘請寫入備註。
problem-text-too-long = 「{ $field }」最多 { $most } 個字，這裡有 { $length } 個。請拆分，例如分成幾則筆記。
problem-holidays-missing = 沒有 { $country } { $year } 年的假日表，只扣除週末。請在 config.toml 旁的 holidays 資料夾裡補上。

problem-merge-itself = { $name }不能與自己合併，請指定兩筆記錄。
problem-merge-kinds = 只有同類記錄才能合併：{ $name }屬於{ $other }，不是 { $kind }。
problem-dedupe-kind = 查重只針對 account、person、member，不支援 { $kind }。
problem-line-heaviest = { $name }的權重已是最大。
problem-line-lightest = { $name }的權重已是最小：按 d 刪除這條關係。
problem-no-way-at-all = { $account }沒有與我方對口的人，或沒有關係通往決策者：找不到路徑。

problem-backup-failed = 備份失敗，您的記錄已儲存：{ $why }
problem-backup-damaged = 日誌在第 { $edits } 處改動之後已損壞，因此沒有備份。請執行：warroom check
problem-backup-unsound = { $path } 不是完好的備份（第 { $row } 行）。沒有改動任何內容。請試試 backups/ 中較早的備份。
problem-backup-unsound-skipped = { $path } 已損壞，略過。
problem-restore-other = { $path } 是另一個庫的備份。若要用它取代這裡的全部內容：warroom restore --only FILE
problem-restore-none = { $path } 中沒有本庫的完好備份，這裡也沒有可用來繼續的內容。請指定檔案：warroom restore FILE
problem-erased-for-good = 抹除之前的改動無法再復原。
problem-data-open = 其他人可以讀取 { $path }，那裡存有客戶資料。請先關閉權限再試：chmod -R go= { $quoted }
problem-passphrase-wrong = 密語不對。沒有更動任何內容。
problem-passphrase-short = 密語至少 { $least } 個字元，四五個詞為宜。沒有更動任何內容。
problem-passphrase-there = 已經有密語。要更換，請執行：warroom passphrase change
problem-passphrase-none = 沒有密語。要設定，請執行：warroom passphrase set
problem-passphrase-differs = 兩次輸入不一致。沒有更動任何內容。
problem-passphrase-cancelled = 沒有輸入密語，因此沒有開啟任何內容。
problem-passphrase-changed = 密語剛被設定、更換或取消。沒有更動任何內容，請重試。
problem-usage-passphrase = 資料有密語，而這裡無法詢問。請用「--passphrase-file 檔案」或環境變數 WARROOM_PASSPHRASE 提供。
problem-usage-passphrase-file = 密語不從標準輸入讀取。請指定檔案：--passphrase-file 檔案
problem-store-damaged-key = 記錄已加密，而開啟它們的 { $path } 遺失、損壞或屬於另一個庫。沒有觸動任何內容。請放回該檔案，或由最近的備份帶回：warroom restore，用備份當時的密語。兩者都沒有，誰也打不開。
problem-restore-key = { $path } 與這裡的內容密語不同，無法合併。若只要備份的內容：warroom restore --only FILE
problem-restore-lays-open = { $path } 沒有密語，而這裡的資料有：還原後一切都會裸露。沒有任何更動。若確要如此：warroom restore --only --lay-open FILE，然後 warroom passphrase set
problem-restore-open = 該備份沒有密語，所以現在的資料也沒有密語了。要設定，請執行：warroom passphrase set
problem-restore-sealed = 該備份有密語，所以現在的資料也有這個密語了。要移除，請執行：warroom passphrase remove
problem-restore-uncounted = 記有改動總數的 STORE 檔案不在了：最後的改動是否有遺失，無從得知。
problem-config-open = 其他人可以讀取或更動 { $path }，那裡是您的設定。請關閉權限：chmod -R go= { $quoted }
problem-config-number = { $name } 要寫數字：0 或更大，不加引號。
problem-page-fixed = 此頁僅供閱讀：方向鍵移動，Ctrl+g 用編輯器開啟副本，Esc 關閉。
problem-usage-chart-account = 圖表針對一個客戶：--account 名稱
problem-restore-erased = 此備份之後曾抹除過某人，還原會把其資料帶回：請再次抹除。
problem-restore-differs = { $path } 所記的改動與這裡不同，無法合併。若只要備份的內容：warroom restore --only FILE
problem-payment-positive = 付款必須大於零，{ $amount } 不行。
problem-not-saved-import = 沒有匯入任何內容：磁碟寫不下了，已寫入的部分已撤回。請騰出空間後重新匯入。
problem-import-taken-back = 匯入時磁碟寫不下了，該次匯入已撤回。請騰出空間，並重新啟動 warroom 再繼續。
problem-passphrase-file-special = 不能從 { $path } 讀取密語。請指定一個首行為密語的檔案。
problem-passphrase-file-long = { $path } 的首行超過密語的長度（{ $most } 位元組）。請指定一個首行為密語的檔案。
problem-passphrase-file-open = 其他人可以讀取存有密語的 { $path }。請關閉權限：chmod go= { $quoted }
# Why a file operation failed, within the sentences that tell which one.
fault = { $fault ->
    [missing] 沒有這個檔案或資料夾，請檢查名稱。
    [folder] 這裡需要檔案，而它是資料夾。請指定一個檔案。
    [no-folder] 路徑中有一段是檔案而不是資料夾，請檢查路徑。
    [there] 已有別的同名內容。請移開它，或換一個名稱。
    [forbidden] 沒有權限。請查看其擁有者和權限：ls -ld
    [full] 磁碟已滿。請騰出空間後重試。
    [no-text] 它不是 UTF-8 文字。
   *[other] { $reason }
}
