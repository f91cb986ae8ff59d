problem-when-unreadable = “{ $text }” is neither a day (2026-03-12) nor a moment (2026-03-12T14:30:00+08:00).
problem-anniversary-unreadable = “{ $text }” is not a yearly date: write 1962-05-12, 05-12, or lunar:05-05 for the lunar calendar.
problem-period-unreadable = “{ $text }” is not a period: write a month as 2026-09 or a quarter as 2026Q3.
problem-holidays-unreadable = Holiday table, line { $line }: { $reason }
problem-regions-unreadable = Table of regions, line { $line }: { $reason }
problem-cities-unreadable = Table of cities, line { $line }: { $reason }
problem-festivals-unreadable = Table of festivals, line { $line }: { $reason }
problem-day-unreadable = “{ $text }” is not a day: try fri, +3d, 3/12 or 2026-03-12.
problem-no-such-day = There is no such day as “{ $text }”.
problem-time-unreadable = “{ $text }” is not a time: try 14:30 or 2pm.
problem-when-not-understood = “{ $text }” is not a day with a time: try fri 2pm or 3/12 14:30.
problem-range-unreadable = “{ $text }” is not a range of days: try 3/12-3/15 or fri-sun.
problem-range-backwards = The range ends on { $last }, before it begins on { $first }.

problem-not-an-id = “{ $text }” is not an id.
problem-not-money = “{ $text }” is not an amount: write 1200.00 CNY.
problem-not-a-number = “{ $text }” is not a number, as { $field } has to be.
problem-not-a-list = “{ $text }” is not a list this field can hold.
problem-unfit-value = “{ $text }” does not fit { $field }.
problem-out-of-range = { $value } is out of range for { $field }: allowed is { $min } to { $max }.
problem-unknown-choice = “{ $text }” is none of: { $choices }.
problem-unknown-kind = There is no kind of record called “{ $text }”. Kinds: { $kinds }.
problem-unknown-field = A field “{ $word }” does not exist for this kind of record ({ $kind }).{ $near ->
    [none] { "" }
   *[other] { " " }Do you mean “{ $near }”?
} Fields: { $fields }.
problem-malformed-record = This record cannot be read ({ $kind }): { $why }.
problem-required = { $kind }: “{ $field }” must be filled in.
problem-entry-required = “{ $field }” must be filled in.
problem-bad-stamp = “{ $text }” is not an edit's time stamp.
problem-gone = That record is no longer there ({ $kind }).
problem-id-taken = The id { $id } already belongs to another record ({ $kind }).
problem-dangling = { $kind }: “{ $field }” points to { $id }, which is not there.
problem-wrong-kind = { $kind }: “{ $field }” must point to: { $wanted }. This is: { $found }.
problem-still-used = { $name } cannot be deleted while standing in “{ $field }” of “{ $by }” ({ $kind }){ $others ->
    [0] { "" }
   *[other] { " " }and { $others } more
}. Put somebody else there first{ $of ->
    [seat] { "" }; of who has left, fill in “Left the seat” instead
   *[other] { "" }
}.
problem-reports-to-itself = { $name } cannot report to, or belong to, itself: choose another.
problem-reporting-cycle = { $name } cannot report to { $manager }: { $manager } already reports, directly or through others, to { $name }.
problem-manager-elsewhere = { $name } cannot report to somebody on another account's map.
problem-edge-to-itself = A line needs two people; { $name } was chosen twice.
problem-edge-across-accounts = A line can only join two people of the same account.
problem-tier-outside-developed = { $name } has no tier yet: gold, silver and bronze are for developed accounts only. Set the stage to developed first.
problem-done-visit-needs = A visit that is done needs “{ $field }”: who received us and what was said.
problem-closing-needs-result = A complaint is closed with a result: write down how it was solved.
problem-out-of-order = “{ $second }” ({ $to }) is before “{ $first }” ({ $from }).
problem-filter-quote-open = A quotation mark is not closed in: { $text }
problem-filter-equals = “{ $word }={ $value }”: a filter compares with a colon; write { $word }:{ $value }.
problem-filter-value-missing = “{ $word }:” needs a value: try { $word }:any or { $word }:none.
problem-filter-not-comparable = “{ $word }:{ $value }” compares with nothing: after > or < write a number, a length (7d) or a date.
problem-filter-choice = “{ $word }:{ $value }”: “{ $value }” is none of: { $choices }.
problem-filter-number = “{ $word }:{ $value }”: { $word } is a number; write for example { $word }:>3.
problem-filter-day = “{ $word }:{ $value }”: { $word } is a date; write for example { $word }:>2026-03 or { $word }:2026-03-12.
problem-filter-field-unknown = There is no field “{ $word }” here.{ $near ->
    [none] { "" }
   *[other] { " " }Do you mean “{ $near }”?
} Known: { $fields }. Put quotes around a word with a colon.

problem-store-in-use = { $pid ->
    [0] In use by another process that does not say who it is. Close it first; commands that only look work meanwhile.
   *[other] In use by warroom, pid { $pid }, since { $since } ({ $who }). Close it there first; commands that only look work meanwhile.
}
problem-changed-meanwhile = Not saved: in the open screens it was changed meanwhile. Run the command again.
problem-host-silent = The open screens took this over and then said nothing more: whether it was saved, `warroom history` tells.
problem-host-too-much = Not saved: this is more at once than the open screens take from another terminal. Close them first, or bring it in in parts.
problem-store-none = There is no store in { $path } yet; `warroom import FILE` or `warroom add` makes one.
problem-store-newer = This store was written by a newer warroom (format { $found }; this one knows { $known }). Update warroom; nothing was touched.
problem-store-damaged-identity = { $path } cannot be read. It only holds the names of this store and this device: move it away and start again; your records are not in it.
problem-store-identity-anew = STORE, which only holds the names of this store and this device, could not be read; it was set aside in quarantine/ and written anew.
problem-store-damaged-journal = { $path }, line { $row }, is damaged. What you see is everything before it; nothing can be changed. Run: warroom restore — it brings the newest backup back with what is sound after it, and says what is lost.
problem-store-damaged-short = The journal ends at edit { $number }, but edit { $applied } was already saved: part of the journal is missing. What is shown ends with edit { $shown }; nothing can be changed. Put the journal folder back, or run: warroom restore — it brings back what backups and database still have, and says what is lost.
problem-store-damaged-end = The journal ends at edit { $number }, but edit { $applied } was already saved: the end of the journal is missing. The database still has all records, and they are what you see; nothing can be changed. Put the journal folder back, or run: warroom restore — it writes the records into the journal again; of edits that are missing there and in the backups only the history is lost.
problem-store-damaged-foreign = The database in db/ is of another store, or sealed under another key, than the journal. It was set aside in quarantine/, and another is made from the journal.
problem-store-behind = The database ends at edit { $applied }, the journal at edit { $number }.
problem-store-damaged-edit = Edit { $number } cannot be read from the journal. Run: warroom restore
problem-store-damaged-db = The database beside the journal is damaged ({ $why }). Run: warroom check --rebuild
problem-store-damaged-panic = The database beside the journal stopped working. Your edits are safe in the journal: start warroom again.
problem-store-rebuilt = The database was damaged; it was set aside in quarantine/ and is built anew from the journal. Nothing was lost.
problem-snapshot-damaged = What was kept of the records for a fast start (the file snapshot) was damaged. It was not used, and is written anew. Nothing was lost.
problem-snapshot-lost = The records can no longer be read from the disk (the file snapshot): nothing is changed now, so that nothing is overwritten. Nothing that was saved is lost. Leave and start again; if it happens again, look after the disk.
problem-db-full = The database cannot be written: the disk is full. Nothing that was saved is lost. Free some space and try again.
problem-db-refused = The database in db/ cannot be opened: { $why }. Try again; if that does not help, move db/ away: it is made anew from the journal.
problem-journal-torn = { $path }, line { $row }, was never finished, so it was not saved; it is cut off. A copy is in quarantine/.
problem-journal-damaged-but-safe = { $path }, line { $row }, is damaged. The records are safe, that edit cannot be shown or undone any more, and no backup can be taken. Run: warroom restore — it puts the journal in order again.
problem-read-only = Opened read-only: nothing can be changed.
problem-not-saved = Not saved: { $why }. Nothing was changed; try again.
problem-not-saved-full = Not saved: the disk is full. Nothing was changed. Free some space and try again.
problem-undo-moved = Something else was saved meanwhile, and nothing was taken back: { KEY("undo") } asks anew.
problem-saved-but-closed = Saved, but the database beside the journal stopped working; nothing is lost. If the disk is full free some space; start warroom again to go on.
problem-disk-full = The disk is full: { $path }. Free some space and try again.
problem-disk-scarce = There is little room left where { $path } is: { $free } MB free, and { $needed } MB should be. Nothing is wrong yet; free some space before the disk is full.
problem-disk-forbidden = { $path } may not be read or written by you. See whose it is: ls -ld
problem-disk-read-only = { $path } is on a disk that can only be read at present (mounted read-only). To look at what is there add --read-only; to change it mount the disk for writing, or copy the folder elsewhere and name that with --data.
problem-disk-unwritable = { $path } may be read by you, but may not be written. To look at what is there add --read-only. To change it see whose it is: ls -ld; if it is yours, chmod u+w it and the folder it is in.
problem-disk-no-file = { $path } is not an ordinary file but a link, a folder, a pipe or a device. Move it away and try again.
problem-disk-error = { $path }: { fault }
problem-record-differs = The record { $id } is not what the journal says.
fix-rebuild = Run: warroom check --rebuild
fix-edit = Open the record and choose again, or clear the field.
fix-restore = Run: warroom restore
fix-backup = Take a new one: warroom backup. Then remove the bad one.
problem-journal-recovered = The journal had lost its last line. The database still had that change; it was written down again. No record is lost, but who made it, when and why.
problem-time-zone = “{ $zone }” is no time zone; a zone reads like Europe/Berlin.
edit-recovered = Recovered after damage to the journal
problem-travel-of-nobody = Say who travels: a person of theirs or a member of ours.
problem-travel-of-two = A journey is that of one traveller: either a person of theirs or a member of ours, not both.
problem-occasion-of-nobody = Say whose day it is: a person’s or an account’s.
problem-occasion-of-two = A day to remember is that of a person or of an account, not of both.
problem-line-too-long = “{ $field }” holds at most { $most } characters; this has { $length }. Put the rest into the notes.
problem-text-too-long = “{ $field }” holds at most { $most } characters; this has { $length }. Split it, for instance into several notes.
problem-holidays-missing = There is no table of days off for { $country } in { $year }: only weekends are taken off. Put one into the folder holidays beside config.toml.

problem-merge-itself = { $name } cannot be merged with itself: name two records.
problem-merge-kinds = Only records of one kind become one: { $name } is of kind { $other }, not { $kind }.
problem-dedupe-kind = Doubles are looked for among account, person and member, not { $kind }.
problem-line-heaviest = { $name } already has the greatest weight there is.
problem-line-lightest = { $name } already has the least weight there is: d takes the line away.
problem-no-way-at-all = Nobody of ours is paired at { $account }, or no line leads on from there: no way leads to who decides.

problem-backup-failed = The backup failed, your records are saved: { $why }
problem-backup-damaged = The journal is damaged after change { $edits }, so it was not backed up. Run: warroom check
problem-backup-unsound = { $path } is no sound backup (line { $row }). Nothing was changed. Try an older one from the folder backups/.
problem-backup-unsound-skipped = { $path } is not sound and was passed over.
problem-restore-other = { $path } is a backup of another store than the one here. To put it in its place, whatever is here now: warroom restore --only FILE
problem-restore-none = There is no sound backup of this store in { $path }, and nothing here to go on from. Name a file: warroom restore FILE
problem-erased-for-good = What came before an erasure cannot be undone any more.
problem-data-open = Others can read { $path }, where your clients' data are. Close it and try again: chmod -R go= { $quoted }
problem-passphrase-wrong = That is not the passphrase. Nothing was changed.
problem-passphrase-short = A passphrase has at least { $least } characters; four or five words are good. Nothing was changed.
problem-passphrase-there = There is a passphrase already. For another one run: warroom passphrase change
problem-passphrase-none = There is no passphrase. To set one run: warroom passphrase set
problem-passphrase-differs = The two are not the same. Nothing was changed.
problem-passphrase-cancelled = No passphrase, so nothing was opened.
problem-passphrase-changed = The passphrase was set, changed or removed meanwhile. Nothing was changed; try again.
problem-usage-passphrase = The store has a passphrase, and nobody can be asked for it here. Give it by --passphrase-file FILE or in WARROOM_PASSPHRASE.
problem-usage-passphrase-file = A passphrase is not read from standard input. Name a file: --passphrase-file FILE
problem-store-damaged-key = The records are sealed, and { $path }, which opens them, is missing, damaged or of another store. Nothing was touched. Put it back, or have the newest backup bring it: warroom restore, with the passphrase of when that was taken. Without either nobody can open them.
problem-restore-key = { $path } and what is here do not open with the same passphrase, so the two do not go together. To have the backup alone: warroom restore --only FILE
problem-restore-lays-open = { $path } has no passphrase, and the store here has one: everything would lie open. Nothing was changed. If that is meant: warroom restore --only --lay-open FILE, and then warroom passphrase set
problem-restore-open = The backup has no passphrase, so the store has none any more. To set one run: warroom passphrase set
problem-restore-sealed = The backup has a passphrase, so the store has it from now on. To remove it run: warroom passphrase remove
problem-restore-uncounted = STORE, where it says how many changes there were, was missing: whether the last of them are lost cannot be told.
problem-config-open = Others can read or change { $path }, where your settings are. Close it: chmod -R go= { $quoted }
problem-config-number = { $name } needs a number: 0 or more, without quotes.
problem-page-fixed = This page is there to be read: arrows move, Ctrl+g opens a copy in your editor, Esc closes.
problem-usage-chart-account = A chart is of one account: --account NAME
problem-restore-erased = Somebody was erased after this backup was taken, and it brings them back: erase them again.
problem-restore-differs = { $path } tells of other changes than what is here, so the two do not go together. To have the backup alone: warroom restore --only FILE
problem-payment-positive = A payment is more than nothing: { $amount } is not.
problem-not-saved-import = Nothing was imported: the disk takes no more, and what had been written was taken back. Free some space and import again.
problem-import-taken-back = The disk took no more during an import, which was taken back. Free some space and start warroom again to go on.
problem-passphrase-file-special = { $path } is no file that a passphrase can be read from. Name one whose first line is the passphrase.
problem-passphrase-file-long = The first line of { $path } is longer than a passphrase can be ({ $most } bytes). Name a file whose first line is the passphrase.
problem-passphrase-file-open = Others can read { $path }, where the passphrase is. Close it: chmod go= { $quoted }
# Why a file operation failed, within the sentences that tell which one.
fault = { $fault ->
    [missing] there is no such file or folder. Check the name.
    [folder] it is a folder where a file is wanted. Name a file.
    [no-folder] a part of the path is a file, not a folder. Check the path.
    [there] something else of that name is there already. Move it away, or take another name.
    [forbidden] you may not. See whose it is and what is allowed there: ls -ld
    [full] the disk is full. Free some space and try again.
    [no-text] it is no text in UTF-8.
   *[other] { $reason }
}
