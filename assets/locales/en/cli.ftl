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
cli-more-rows = … and { $count } more rows that change something; --json names each.
cli-rebuilt = The records were built anew from the journal.
cli-sound = All is sound: { $records ->
    [one] 1 record
   *[other] { $records } records
}, { $edits ->
    [one] 1 step
   *[other] { $edits } steps
} in the history.
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
cli-withheld = What is personal of { $count ->
    [one] one record
   *[other] { $count } records
} was left out; --sensitive writes it, too.
cli-progress = { $file }: { $done } of { $total } records
cli-keymap-sound = { $path }, laid over the keymap { $base }: nothing is wrong.
edit-import = Imported { $name }{ $created ->
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
}{ $before ->
    [none] { "" }
   *[some] { " " }What was here before is in quarantine/.
}
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
passphrase-advice = A good one is several words that have nothing to do with each other, 20 characters or more.
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
cli-rejects-refused = What stands in the way is in { $path }, each row with its reason. Correct it in what you imported and import that again: { $path } has none of the other rows.
cli-rejects-foreseen = What would be left out is in { $path }, each row with its reason. Correct it in what you are about to import and import that: { $path } has none of the other rows.
cli-rejects-sheet = What is left out of sheet “{ $sheet }” is in { $path }.
cli-import-interrupted = Interrupted: nothing was imported.
cli-rejects-none = There is nothing to correct: { $path } is not written.
cli-rejects-gone = There is nothing to correct: { $path }, which an earlier import wrote, is taken away.
cli-rejects-stays = There is nothing to correct: { $path } is no file of an import and stays as it is.
keep-nothing-missing = The journal is whole: there is nothing to restore. There is no sound backup of this store in { $path }; to take one: warroom backup

# What commands and their options are for. A command is `help-COMMAND`, what is told at its end `help-COMMAND-more`; an option
# is `help-COMMAND-OPTION`, or where it means the same in several `help-arg-OPTION`, an argument without dashes `help-what-NAME`.
help-warroom = The war room of a key-account team: org chart, influence circle, follow-up ladder and contact calendar
help-warroom-more = Without a command it opens the screens.
help-demo = Open the screens on a throw-away copy of the bundled sample
help-import = Read records from files; - is standard input
help-export = Write records out: as NDJSON, a table, cards, a calendar, a chart or a page to print
help-export-more = What is exported anybody can read, also from a store with a passphrase.
help-list = List the records of one kind
help-show = Show one record
help-add = Add a record and print its id
help-set = Change fields of a record; an empty value clears
help-rm = Delete a record and what cannot be without it
help-note = Save one line as what it says: a journey, a visit, a promise, a call, a gift, a birthday, else a note
help-undo = Take the last change back
help-redo = Do again what was last taken back
help-today = What to do now, and why
help-where = Where somebody of theirs or ours is
help-intercepts = Where one of ours and their counterpart will be in the same city, the best chance first
help-ladder = Where every open follow-up stands on its ladder
help-forecast = Which follow-ups climb, when and to whom, if nobody acts
help-receivables = What is owed, how late, and how many days of sales it stands for
help-complaints = Complaints against their clocks: the first answer, and the end
help-pairings = Who of ours faces whom, when they last met, and whom nobody faces
help-handover = Hand everything somebody of ours has on hand to somebody else, in one change
help-dedupe = Records that may mean the same, and why
help-merge = Make one record of two: the first stays and takes over what the second knew
help-backup = Write everything there is into one compressed file, and read it again to be sure
help-restore = Put back from a backup what the journal here has lost
help-erase = Forget a person: gone from records, journal and every backup made from then on
help-passphrase = Seal everything on the disk with a passphrase
help-passphrase-more =
    With a passphrase every command asks for it, and so do the screens. It is typed on the terminal and not shown, or taken
    from --passphrase-file or $WARROOM_PASSPHRASE, never from an argument. Without any of these: exit 2; with a wrong one, by
    the third try on a terminal: exit 1. A wrong one changes nothing. Nobody can open what is sealed without it.

    Sealed are records, history and backups. Exports, and backups that were copied elsewhere before, are as they are.
help-passphrase-set = Seal records, history and backups with one
help-passphrase-change = Put another one in its place
help-passphrase-change-new-passphrase-file = File whose first line is the new one [default: $WARROOM_NEW_PASSPHRASE, else it is asked for]
help-passphrase-remove = Write everything as it was without one
help-path = The best ways from us to who decides
help-coverage = How well the key players are covered
help-influence = Who moves whom: computed against declared
help-fragility = Whose leaving would cut us off
help-plan = Plan a team visit: the best tour of meetings through some cities
help-abc = Classes A, B and C by sales or profit, and how far the business hangs on few clients
help-health = How healthy an account is, and what of
help-churn = How likely an account is to leave us, and why
help-kpi = The key figures of the last twelve full months
help-warnings = What to worry about, each with the numbers that say so
help-brief = The briefing of a visit or an account: whom one meets, what is open, what to ask
help-daypack = The briefings of a day's visits
help-history = Every change: who, when, what, old and new, why
help-check = Verify every record, reference and index
help-keys = Every command of the screens and its keys
help-keys-markdown = As tables for a page of documentation, one for each place where keys are pressed
help-keymap = Look after a keymap
help-keymap-check = Say what is wrong in a keymap file, line by line
help-keymap-check-file = The file [default: your own keymap.toml]
help-fields = The fields of every kind of record
help-sample = The bundled sample as records, one a line: warroom sample | warroom import -
help-completions = Completions for a shell
help-completions-shell = Which shell
help-man = The manual page
help-help = Print this, or the help of a command
help-arg-help = Print help
help-arg-version = Print version
help-arg-data = Where the records are [default: $WARROOM_DATA, else the platform's data directory]
help-arg-config = File or directory of options [default: $WARROOM_CONFIG, else the platform's configuration directory]
help-arg-now = Pretend it is this moment: RFC 3339, or a day
help-arg-lang = Language of texts
help-arg-passphrase-file = File whose first line is the passphrase [default: $WARROOM_PASSPHRASE, else it is asked for]
help-arg-read-only = Look, and change nothing; works while another process has the store
help-arg-account = Only this account
help-arg-json = For programs: one JSON array, or one object for a single thing
help-arg-reason = Why, for the history
help-arg-days = How many days to look ahead
help-arg-kind = Only this kind
help-arg-dry-run = Say what would happen, and change nothing
help-arg-format = As Markdown, plain text or a web page that prints on A4
help-arg-no-personal = Without likes and taboos, for handing it on
help-what-account = An account: its id or name
help-what-kind = What it is
help-what-name = Which one: its id, or a name that only one has
help-import-files = What to read: files, folders of cards and events (vdir)
help-import-format = ndjson, csv, xlsx, org (people as YAML or JSON), vcard or ical (reservations in JSON, too) [default: by what it holds]
help-import-account = The account of rows that name none
help-import-who = Whose the journeys of a calendar are, where it does not say: one of ours or theirs who is here
help-import-map = What columns mean: COLUMN=FIELD, several with commas between, a name that holds one in quotation marks; a field goes by its name or by what such a column is often called
help-import-encoding = What it is written in, where the file does not say: gb18030, big5, windows-1252, macintosh, euc-kr …
help-import-date-order = What comes first in days like 3/4/1970, where the file itself does not tell
help-import-on-conflict = What to do with records that are here already: update them (what was changed here stays), skip them, or, where a row would change something, make all of that row anew beside them
help-import-atomic = All or nothing: where a row cannot go in, none does
help-import-rejects = Write the rows that were left out here, each with why; of a workbook, a file for every sheet
help-import-json = Print JSON: an object a row, the counts last
help-export-kinds = Which kinds [default: all]
help-export-format = json (a record a line), csv (one kind; people by account and name, accounts by name, visits by day), vcard (persons), ical (visits, journeys, dates, follow-ups), vdir (a folder with a file for each of those); of an account the org chart, or with `edge` the circle: mermaid, dot, svg; html: the whole room of an account, or of all, as one page to print
help-export-profile = With csv, a contact list as another program writes it; `original`: as the lists that were imported
help-export-from = With `original`, where people came from several tables: whose columns, by the name of its file
help-export-bom = With csv, a mark at the beginning that tells spreadsheets the encoding
help-export-vcard = Which version of vCard
help-export-output = Write here instead of standard output
help-export-account = Only what belongs to this account
help-export-sensitive = With personal fields: birthdays, families, likes
help-backup-file = Where to [default: the store's own folder of backups]
help-restore-file = From which [default: the newest sound one of the store's own]
help-restore-only = The backup alone, whatever is here now and whatever was done after it
help-restore-lay-open = Also where the store has a passphrase and the backup has none: then nothing is sealed any more
help-erase-person = Whom: a person, an id or a name that only one has
help-erase-yes = At a terminal, too, do it without asking
help-check-rebuild = Build the records anew from the journal first
help-list-kind = What to list
help-list-account = { help-export-account }
help-list-filter = As in the screens: 'tier:gold city:北京 -stage:lost'
help-add-kind = What to add
help-add-fields = Its fields; `warroom fields KIND` lists them
help-set-fields = What to change
help-note-line = The line, as in the screens: "张局 北京 3/12-3/15 CA1234 北京饭店 firm"; `-` reads lines from standard input
help-note-account = The account whose people are meant first
help-note-dry-run = Say what it is understood as, and change nothing
help-note-yes = At a terminal, too, save without asking
help-dedupe-kind = Only among these: account, person or member
help-merge-kind = What they are
help-merge-kept = Which stays: its id, or a name that only one has
help-merge-gone = Which goes: its id, or a name that only one has
help-merge-dry-run = Say what would be lost, and change nothing
help-history-limit = How many, the newest first [default: all]
help-history-all = Every change of an edit, also where there are many
help-fields-kind = { help-arg-kind }
help-handover-member = Whose: one of ours, an id or a name
help-handover-to = Who takes over: one of ours, an id or a name
help-handover-account = { help-export-account }
help-handover-left-on = Note with it the last day of the one who leaves: 2026-10-31, fri, +3d
help-handover-dry-run = Say what would move, and change nothing
help-handover-pack = Write the handover pack, Markdown, here instead of printing it; - is standard output
help-handover-sensitive = With what is personal in the pack: families, likes, birthdays
help-today-member = Only what one of ours must do; "me" is whoever config.toml says you are
help-today-short = One line for a shell prompt, nothing where nothing is due
help-today-snoozed = What is put off, and until when
help-ladder-member = Only what this one of ours is on the hook for
help-forecast-member = { help-ladder-member }
help-where-name = A person or one of ours: an id or a name
help-where-on = Which day: 2026-03-12, fri, +3d [default: today]
help-plan-cities = Where to go, with commas between
help-plan-from = The first day: 2026-10-19, mon, +3d
help-plan-days = How many days
help-plan-members = Who of ours travels, with commas between [default: everybody]
help-plan-save = Make the stops of the plan planned visits
help-plan-ics = Write the plan here as a calendar (.ics)
help-abc-period = A month (2026-09), a quarter (2026Q3) or a year (2026) [default: the last twelve full months]
help-abc-base = What accounts are ranked by
help-brief-about = An account or a visit: its id or name
help-daypack-on = Which day: 2026-10-20, fri, +1d [default: today]
help-commands = Commands
help-arguments = Arguments
help-options = Options
help-global = Options of every command
help-example = Example: { $example }
help-default = [default: { $value }]
help-values = [possible values: { $values }]
