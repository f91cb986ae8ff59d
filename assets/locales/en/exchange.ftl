# What can be wrong with a file that is read.
problem-import-format = “{ $text }” is not a format that can be read. Formats: { $formats }.
problem-import-not-json = This line is not a JSON object: { $why }.
problem-import-no-kind = This line does not say what it is: it needs "kind", for example "kind":"account".
problem-import-open-quote = A quotation mark is opened on this line and never closed. Close it and import again.
problem-import-unknown-table = None of these columns says what it holds: { $columns }. Say it with --map COLUMN=FIELD, for example --map "Who=name,Firm=account".
problem-import-no-column = There is no column “{ $column }”. Columns: { $columns }.
problem-import-no-id = The row has no id of its own, so it could not be recognised again.
problem-import-no-name = The row names nobody.
problem-import-no-account = { $name } went in without a seat on any map: the row names no account. Say which with --account.
problem-import-account-unknown = { $name } went in without a seat on any map: account { $account } is not here. Import the accounts first, then this file again.
problem-import-deleted-there = { $name } is deleted in the other program.
problem-import-post-eliminated = The post “{ $name }” no longer exists.
problem-import-own-manager = { $name } reports to { $manager }, which is the same post; it went in without a manager.
problem-import-ring = { $name } cannot report to { $manager }: { $manager } already reports, directly or through others, to { $name }. { $name } went in without a manager.
problem-import-manager-unknown = { $name } reports to { $manager }, who is not in this account; the name was kept as text.
problem-import-manager-ambiguous = { $name } reports to { $manager }, but several people in this account are called that; the name was kept as text.
problem-import-role-noted = “{ $text }” is no role here; it was kept as a note.
