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
problem-import-changed-here = “{ $field }” was changed here to “{ $here }” and in the file to “{ $there }”. What is here stays; set it to one of the two and import again.
problem-import-here-already = { $name } is here already and stays as it is.
problem-import-atomic = Nothing was imported: { $count ->
    [one] one row
   *[other] { $count } rows
 } cannot go in, and --atomic wants all or nothing. Mend what is named above and import again.
problem-usage-on-conflict = --on-conflict takes update, skip or new, not “{ $text }”.
problem-import-twice = { $name } is in line { $line } already, and differently; that line counts.
problem-import-no-card = There is nothing to read here: no “{ $what }”.
problem-import-not-closed = “{ $what }” is missing; what is there went in.
problem-import-cut = The file ends in the middle of this: “{ $what }” is missing. It was left out; get the whole file and import again.
problem-import-not-a-card = This is no card of a person, but “{ $what }”.
problem-import-group-card = “{ $name }” is a list of other cards, not a person.
problem-import-date-kept = This date cannot be read and was only kept as it is: { $text }
problem-import-empty-folder = There are no .vcf or .ics files in { $path }.
problem-usage-vdir-output = A folder has to be named for this: add -o FOLDER.
problem-import-not-an-event = This is neither a visit, a journey nor a date, but “{ $what }”.
problem-import-no-start = “{ $name }” does not say when it begins.
problem-import-rule-kept = When this comes back cannot be read; it went in once: { $text }
problem-import-cancelled = “{ $name }” is cancelled.
problem-import-called-off = “{ $name }” is cancelled in the file and was taken away here.
problem-import-event-as-note = “{ $name }” names no account and went in as a note. Say which account with --account.
problem-import-whose = This was taken for a journey of { $name }. If it is somebody else’s, import it again with --who NAME.
problem-import-org = This is neither YAML nor JSON: { $why }
problem-import-org-nobody = Nobody is in this file. People stand in a list, by itself or under one of: { $names }.
problem-import-workbook = This workbook cannot be read: { $why }
problem-import-workbook-size = This workbook would unpack to more than { $most } MB. Save the sheet with the contacts as CSV.
problem-import-date-order = “{ $text }” may be one of two days. Say which comes first: --date-order dmy or mdy.
problem-usage-date-order = --date-order takes dmy (the day first) or mdy (the month first), not “{ $text }”.
problem-usage-profile-csv = --profile is for contact lists: it goes with --format csv.
