problems-in-files = What is wrong in your files
problem-config-syntax = This is not TOML: { $reason }
problem-config-unwritable = The options file cannot be written: { fault }
problem-config-unreadable = The file cannot be read: { fault }
problem-config-option = There is no option “{ $name }”.{ $near ->
    [none] { "" }
   *[other] { " " }Do you mean “{ $near }”?
} Options: { $known }.
problem-config-text = “{ $name }” wants a text in quotation marks.
problem-config-bool = “{ $name }” wants true or false.
problem-config-choice = “{ $name }” wants one of: { $known }.
problem-config-directory = The directory { $path } cannot be created: { fault }
problem-config-no-home = There is no home directory. Say where to keep the data with --data or WARROOM_DATA, and the options with --config or WARROOM_CONFIG.

misuse-unknown-option = There is no option or argument “{ $what }” here.
misuse-unknown-command = There is no command “{ $what }”.
misuse-value = “{ $value }” does not fit { $what }.
misuse-missing-value = { $what } needs a value.
misuse-missing = This is missing: { $what }
misuse-too-many = { $what } takes fewer or more values.
misuse-conflict = { $what } does not go with { $other }.
misuse-no-text = An argument is no text in UTF-8.
misuse-meant = Perhaps this was meant: { $said }
misuse-valid = Possible: { $said }
misuse-usage = Usage: { $usage }
misuse-help = More: { $command } --help
problem-usage-now = --now: “{ $text }” is no moment. Write a day (2026-10-20), a time here (2026-10-20 09:00), or one with its zone (2026-10-20T09:00:00+08:00, 2026-10-20T01:00Z).
problem-usage-assignment = “{ $text }” should read NAME=VALUE.
problem-usage-csv-kind = A table holds one kind: name one, as in: warroom export account --format csv
problem-name-empty = A name is missing: say which { $kind } is meant.
problem-name-unknown = There is no { $kind } called “{ $text }”.
problem-name-unknown-near = There is no { $kind } called “{ $text }”. Do you mean:
    { "  " }{ $candidates }
problem-name-ambiguous = Several are called “{ $text }”; use the id:
    { "  " }{ $candidates }
problem-name-gone = There is no { $kind } with the id { $id }.
problem-name-wrong-kind = { $id } is a { $found }, not a { $kind }.
problem-output = Standard output cannot be written: { fault }
problem-file-unreadable = { $path } cannot be read: { fault }
problem-file-unwritable = { $path } cannot be written: { fault }
problem-file-not-understood = { $path }: { $reason }
problem-no-decision-maker = Nobody at { $account } is known to decide. Give somebody the buying role decision_maker, or the layer decision.
problem-no-way = No way leads to { $name } yet. What would help most: win them through { $from }.

cli-has = On record
cli-has-last = { $kind }: { $count }, the last on { $last }
cli-has-some = { $kind }: { $count }
cli-removed = Deleted: { $kind } { $name }{ $others ->
    [0] .
    [one] , and 1 record that cannot be without it.
   *[other] , and { $others } records that cannot be without it.
} Take it back with: warroom undo
cli-more-changes = { "  " }… and { $count } more (--all lists them)
cli-more-edits = … and older ones (--limit N shows more of them)
cli-rebuilt = The records were built anew from the journal.
cli-sound = All is sound: { $records ->
    [one] 1 record
   *[other] { $records } records
}, { $edits ->
    [one] 1 edit
   *[other] { $edits } edits
}.
cli-coverage = Coverage { $value } of 100, { $known } % known
cli-not-reached = No way leads from us to the decision layer.
cli-cut = { $name }: without them no way leads to the decision layer.
cli-single-thread = { $name } knows only one of us: { $member }.
cli-nothing = Nothing.
cli-nothing-fragile = Nobody's leaving alone would cut us off.
cli-imported = { $created } added, { $updated } updated, { $unchanged } unchanged, { $left } left out{ $flawed ->
    [0] { "" }
   *[other] ; { $flawed } of them with a remark
}
cli-would-import = Nothing was changed. It would be: { $created } added, { $updated } updated, { $unchanged } unchanged, { $left } left out{ $flawed ->
    [0] { "" }
   *[other] ; { $flawed } of them with a remark
}
cli-import-same = The same goes for { $count } more rows{ $lines ->
    [none] { "" }
   *[other] {" "}(lines { $lines })
 }; --json names each.
cli-withheld = What is personal of { $count } records was left out; --sensitive writes them, too.
cli-progress = { $file }: { $done } of { $total }
cli-keymap-sound = { $path }, laid over the keymap { $base }: nothing is wrong.
edit-import = Imported { $name }{ $part ->
    [none] { "" }
   *[other] { " " }· { $part }
}{ $created ->
    [none] { "" }
   *[other] {": "}{ $created } added, { $updated } updated
}
cli-keymap-none = The keymap { $base } is in force. There is no file of your own; it would be { $path }.
cli-mark-required = required
cli-mark-judged = judgement
cli-mark-sensitive = personal

column-kind = Kind
column-field = Field
column-label = In words
column-type = Type
column-marks = Marks
column-values = Values
column-account-name = Account
column-subject = Subject
column-state = State
column-rung = Rung
column-holder-name = Held by
column-counterparts = Faces
column-climbs-at = Climbs
column-overdue-days = Days late
column-at = When
column-from = From
column-to = To
column-strength = Strength
column-steps = Way
column-name = Name
column-computed = Computed
column-computed-rank = Place
column-declared = Judged
column-declared-rank = Place
column-betweenness = Brokerage
column-mark = Mark
column-value = Value
column-weight = Weight
column-key-player = Key
column-cross-level = Across
column-current = Now
column-target = Wanted
column-last-contact = Last contact
column-light = Cycle
column-disagreement = Declared against lived
column-level = Level
column-member-name = Ours
column-person-name = Theirs
column-city = City
column-firmness = Firmness
column-days = Days
column-score = Score
column-why = Why
column-kind-name = Kind
column-a-name = A
column-b-name = B
column-a = Id of A
column-b = Id of B
column-until = Until
column-group = Group
column-what = What
column-due = Due
column-urgency = Urgency
column-command = Command
column-keys = Keys
column-context = Where

# where keys are pressed, beside the screens
context-global = Everywhere
context-room = On every screen of an account
context-forecast = Forecast
context-receivables = Receivables
context-complaints = Complaints
context-inspector = The panel beside the screen
context-grab = While a card is held
context-prompt = A line being typed
context-path = Choosing a file
context-picker = Choosing
context-form = A form
context-import = A file that is offered
context-imported = What became of a file
context-page = A page of text
context-confirm = A question
context-text = While typing
context-explain = A sum laid open
cli-none-yet = No { $kind } yet. “warroom add { $kind } FIELD=VALUE …” adds one (“warroom fields { $kind }” lists the fields); “warroom import FILE” reads a file.
cli-none-fits = No { $kind } fits.
column-half = Half
column-seat-names = Who of theirs
column-member-names = Who of ours
column-date = Date
cli-owed = { $amount } owed on { $day }
cli-dso = { $days } days of sales (sales known for { $known } %)
column-dso = Days of sales
column-first-answer-minutes = First answer (h:min)
column-waiting-minutes = Waiting (h:min)
column-answer-by = Answer by
column-resolve-by = Resolve by
column-content = Complaint
column-result = Result
column-occurred-at = Occurred

# Doubles
dedupe-none = Nothing looks like a double.
dedupe-email = same e-mail ({ $value })
dedupe-phone = same phone ({ $value })
dedupe-messenger = same messenger ({ $value })
dedupe-website = same website ({ $value })
dedupe-name = same name
dedupe-reading = names read alike
dedupe-alias = same name ({ $value })
dedupe-birthday = same birthday ({ $value })
dedupe-account = same account
dedupe-title = same title ({ $value })
dedupe-address = same address
merge-overruled = { $field }: { $kept } stays, { $lost } is only in the history
merge-done = { $name } and { $gone } are one now{ $count ->
    [0] .
    [one] , and with them 1 record that was there twice.
   *[other] , and with them { $count } records that were there twice.
} Take it back with: warroom undo
merge-would = { $name } and { $gone } would become one{ $count ->
    [0] .
    [one] , and with them 1 record that is there twice.
   *[other] , and with them { $count } records that are there twice.
} Nothing was changed.
edit-merge = Merged into { $name }

# Backups and erasure
keep-backed-up = Backed up { $edits } changes to { $path } ({ $size }), read again and sound.
keep-restored = Restored { $records } records: { $backup } changes from { $path } of { $at }{ $followed ->
    [0] .
    [one] , and 1 change after it.
   *[other] , and { $followed } changes after it.
}{ $gone ->
    [unknown] { "" }
    [0] { " " }Nothing that was saved after that is lost.
    [one] { " " }1 change that was saved after that is lost.
   *[other] { " " }{ $gone } changes that were saved after that are lost.
} What was here before is in quarantine/.
keep-mended = The journal is in order again, from what is here: { $records } records, { $edits } changes. { $gone ->
    [unknown] { "" }
    [0] Nothing that was saved is lost.
    [one] 1 change that was saved is lost.
   *[other] { $gone } changes that were saved are lost.
} What was here before is in quarantine/.
keep-recovered = { $count ->
    [one] 1 change was
   *[other] { $count } changes were
} missing from the journal and from the backups. The records were read off the database and are as they were last saved; only the history of those changes is gone: they cannot be listed, nor undone one by one.
keep-restored-short = { $path } knows nothing that is not here. The store goes on after change { $edits } as the last; { $gone ->
    [one] 1 change that was saved after it is lost.
   *[other] { $gone } changes that were saved after it are lost.
}
keep-ask-erase = Erase { $name } for good, from every change ever made? This cannot be undone. [y/N]
passphrase-ask = Passphrase:
passphrase-ask-new = New passphrase:
passphrase-ask-again = Once more:
passphrase-working = Everything is being written anew …
passphrase-was-set = The passphrase is set. Nobody can open this store without it: keep it where you will find it again. Exports, and backups copied elsewhere before, stay as they are.
passphrase-was-changed = The passphrase is changed, also of { $count ->
    [one] the backup
   *[other] the { $count } backups
} here. Copies kept elsewhere still open with the old one: take new ones with `warroom backup FILE`, and remove those.
passphrase-was-removed = The passphrase is removed. Whoever can read the files can read everything.
passphrase-backups-gone = These backups could not be read, so they are removed:
passphrase-backups-old = These backups could not be read, so they still open with the old passphrase, if with any; remove them:
passphrase-strangers = These in backups/ are not the store's own: they stay as they are, and whoever can read them can read what is in them:
keep-not-erased = Nobody was erased.
keep-erased = Erased { $name }: { $records ->
    [one] 1 record
   *[other] { $records } records
} and what { $edits ->
    [one] 1 change
   *[other] { $edits } changes
} told of them.
keep-mentions = { $count ->
    [one] 1 text of another record still names them; change it if it should not:
   *[other] { $count } texts of other records still name them; change those that should not:
}
keep-backups-hold = Copies made before still hold them; remove those that should not:
edit-erase = Somebody was erased
keep-nothing-to-restore = The journal is whole: { $path } knows nothing that is not here. To go back to it, and lose what was done since: warroom restore --only FILE
cli-rejects = What was left out is in { $path }. Correct it there and import that file.
cli-rejects-sheet = What was left out of sheet “{ $sheet }” is in { $path }.
keep-nothing-missing = The journal is whole: there is nothing to restore. There is no sound backup of this store in { $path }; to take one: warroom backup
