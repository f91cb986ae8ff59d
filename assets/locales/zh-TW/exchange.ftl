# 讀取檔案時可能出現的問題。
problem-import-format = 無法讀取「{ $text }」格式。可用格式：{ $formats }。
problem-import-not-json = 此行不是 JSON 物件：{ $why }。
problem-import-no-kind = 此行沒有說明記錄類型：需要 "kind"，例如 "kind":"account"。
problem-import-open-quote = 此行有一個引號沒有閉合。請補上引號後重新匯入。
problem-import-unknown-table = 看不懂這些欄：{ $columns }。請用 --map 欄名=欄位 說明，例如 --map "誰=name,哪家=account"。
problem-import-no-column = 沒有「{ $column }」這一欄。現有欄：{ $columns }。
problem-import-no-id = 此列沒有自己的識別碼，下次將無法識別。
problem-import-no-name = 此列沒有姓名。
problem-import-no-account = { $name } 已匯入，但未放到任何客戶的圖上：此列沒有寫客戶。可用 --account 指定。
problem-import-account-unknown = { $name } 已匯入，但未放到任何客戶的圖上：這裡沒有客戶 { $account }。請先匯入客戶，再匯入此檔案。
problem-import-deleted-there = { $name } 在原系統中已刪除。
problem-import-post-eliminated = 職位「{ $name }」已裁撤。
problem-import-own-manager = { $name } 的主管 { $manager } 就是自己的職位；已匯入，未設主管。
problem-import-ring = { $name } 不能向 { $manager } 匯報：{ $manager } 已直接或間接向 { $name } 匯報。{ $name } 已匯入，未設主管。
problem-import-manager-unknown = { $name } 的主管 { $manager } 不在該客戶中；已將名字保留為文字。
problem-import-manager-ambiguous = { $name } 的主管 { $manager } 在該客戶中有多位同名者；已將名字保留為文字。
problem-import-role-noted = 「{ $text }」不是這裡的角色，已記入備註。
