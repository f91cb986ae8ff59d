# What can be wrong with a file that is read.
problem-import-empty = There is nothing in this file.
problem-import-no-text = This is no table: it holds no text that can be read. Save it as CSV, in UTF-8 if that is asked.
problem-import-foreign = This is { $what ->
    [picture] a picture
    [pdf] a PDF document
    [document] a document of a word processor or of slides
    [old-office] a file of an old version of Office, or one that is locked with a password
    [open-document] an OpenDocument spreadsheet
    [archive] an archive
    [program] a program
    [database] a database
    [mailbox] a mailbox of Outlook’s
    [sound] sound or a film
   *[other] a page of the web or XML
 }. What is read here: tables (CSV, .xlsx), cards (.vcf), calendars (.ics), organisations (.yaml, .json) and its own .ndjson. { $what ->
    [archive] Unpack it and import what is in it.
    [old-office] Open it and save it as .xlsx or CSV, without a password.
    [open-document] Open it and save it as .xlsx or CSV.
    [page] Open it in a spreadsheet program and save it as .xlsx or CSV.
   *[other] If there are contacts in it, export them from the program it is of as one of these.
 }
problem-usage-rejects-workbook = --rejects: { $path } is the name of a workbook, and what is left out is written as text. Name a .csv or .tsv. Nothing was imported.
problem-usage-rejects-input = --rejects: { $path } is one of the files to be read and would be lost. Name another file. Nothing was imported.
problem-usage-rejects-there = --rejects: { $path } is there already, and --dry-run replaces nothing. Name a new file.
problem-usage-format = “{ $text }” is not a format that can be read. Formats: { $formats }.
problem-usage-accounts = These columns are for lists of people. Accounts are written with --profile original, as their list was read, or without --profile.
problem-import-not-json = This line is not a JSON object: it cannot be read from character { $column } on. Mend it and import again.
problem-import-no-kind = This line does not say what it is: it needs "kind", for example "kind":"account".
problem-import-open-quote = A quotation mark is opened on this line and never closed. Close it and import again.
problem-import-unknown-table = { $columns ->
    [none] None of these columns is the name of somebody.
   *[other] None of these columns says what it holds: { $columns }.
 } Say it with --map COLUMN=FIELD, for example --map "{ $example }"; of accounts without people, --map "{ $firm }". FIELD is the name of a field, or what such columns are often called (phone, 手机).
problem-import-unknown-table-on-screen = { $columns ->
    [none] None of these columns is the name of somebody.
   *[other] None of these columns says what it holds: { $columns }.
 } Press { KEY("import-map") } and say what they hold; of accounts without people, say which column names them.
problem-import-no-target = A column cannot be read as “{ $word }”.{ $near ->
    [none] { "" }
   *[other] { " " }Do you mean “{ $near }”?
 } It can be read as: { $targets }.
problem-import-one-target = “{ $first }” and “{ $second }” cannot both be read as { $target }: only one column says that. Leave one of them out.
problem-import-no-column = There is no column “{ $column }”. Columns: { $columns }.
problem-import-no-id = The row has no id of its own, so it could not be recognised again.
problem-import-no-name = The row names nobody. Fill in a name and import again, or delete the row.
problem-import-named-by-email = The row has an address and no name: it goes in as “{ $name }”. Give them their name here.
problem-import-no-address = “{ $text }” is no e-mail address; it goes in as it is where there is none here.
problem-import-no-number = “{ $text }” is no telephone number; it goes in as it is where there is none here.
problem-import-no-account-name = The row names no account. Fill in a name and import again, or delete the row.
problem-import-who = Nobody here is called “{ $name }”. Those of ours: { $names }. Nothing was imported: name one of them with --who, or add “{ $name }” first (warroom add member name=… level=rep).
problem-import-who-on-screen = Nobody here is called “{ $name }”. Those of ours: { $names }. Choose one of them with { KEY("import-who") }.
problem-import-member-made = { $name } is nobody here and becomes one of ours, because of --who.
problem-import-team-made = { $name } is one of ours in this calendar and is nobody here: taken up as a rep. Set the level and the city.
import-no-records = { $name }: there are no records in it, so there is nothing to import.
problem-import-total = “{ $name }” is a line of totals and nobody’s name.
problem-import-heading = The row is the headers of a table and nobody: left out.
problem-import-subitem = “{ $name }” is listed below somebody, with headers of its own, and is nobody: left out.
problem-import-lone = “{ $name }” stands alone in its row and reads like a heading or a remark, not like a name: left out. If it is somebody, say more in the row, such as a title.
problem-import-no-rows = There is nothing in this file but the names of columns. Save it with its rows and import again.
problem-import-junior = This is the junior half of an organogram: how many posts of a grade there are below each senior post. Nobody is named in it, so there is nobody to read; import the senior half, the file with “Post Unique Reference”.
problem-import-no-account = { $name } goes in without a seat on any map: the row names no account. Say which with --account.
problem-import-no-account-on-screen = { $name } goes in without a seat on any map: the row names no account. Say which with { KEY("import-account") }.
problem-import-no-account-done = { $name } went in without a seat on any map: the row names no account. Give them a seat here, or import the file again and say which account.
problem-import-account-unknown = { $name } goes in without a seat on any map: account { $account } is not here. Import the accounts first, then this file again.
problem-import-account-before = These rows name no account and go in at { $account }, where this list put them before. Another: --account.
problem-import-account-elsewhere = { $name } goes in at { $at }: account { $account } is not here. Import the accounts first, then this file again.
problem-import-deleted-there = { $name } is deleted in the other program.
problem-import-deleted-there-seated = { $name } is deleted in the other program, but stays here as { $seats }. If they have left: warroom set seat { $seat } to={ $day } – or delete them on the screens.
problem-import-inactive = { $name } is inactive there, or has left: the seat is one of the past, up to yesterday unless it had a last day. Where you know the day, set “Left the seat”.
problem-import-post-eliminated = The post “{ $name }” no longer exists: it goes in as a seat of the past, up to yesterday. Where you know the day, set “Left the seat”.
problem-import-post-unnumbered = “{ $name }” has no reference: it is known by unit, title and name, and will be another post once one of them changes.
problem-import-post-twice = Post { $post } is in line { $line } already, as “{ $other }”: “{ $name }” goes in beside it, and whoever reports to { $post } reports to the first.
problem-import-post-again = “{ $name }” is in line { $line } already, word for word: as nobody is named, it goes in as a post of its own.
problem-import-vacant = “{ $name }” has no name in it: it goes in as a vacant seat.
problem-import-vacant-nowhere = The vacant post “{ $name }” names no account, so there is no map to put it on. Say which with --account.
problem-import-vacant-nowhere-on-screen = The vacant post “{ $name }” names no account, so there is no map to put it on. Say which with { KEY("import-account") }.
problem-import-vacant-untitled = “{ $name }” stands for a vacant post, but there is no title to call it by: it is left out.
problem-import-post-handed-over = { $name } held “{ $title }” before: that seat is one of the past now, and what was judged of { $name } stays with it.
problem-import-post-moved = { $name } is taken for the one of that name who held “{ $title }” before.
problem-import-row-again = { $name } is in line { $line } already, word for word, and counts once.
problem-import-own-manager = “{ $name }” reports to “{ $manager }”, which is the same post; a manager who is here stays, else it goes in without one.
problem-import-ring = “{ $name }” cannot report to “{ $manager }”: “{ $manager }” already reports, directly or through others, to “{ $name }”. “{ $name }” goes in without a manager.
problem-import-manager-unknown = { $by ->
    [number] “{ $name }” reports to number { $manager }, which nobody in this account has; the number is kept as text.
   *[name] “{ $name }” reports to “{ $manager }”, who is not in this account; the name is kept as text.
 }
problem-import-manager-elsewhere = “{ $name }” reports to number { $manager }, a post of “{ $account }”: there is no line from one account to another, so the number is kept as text.
problem-import-manager-ambiguous = “{ $name }” reports to “{ $manager }”, but several people in this account are called that; the name is kept as text.
problem-import-several-managers = “{ $name }” reports to several by this row: “{ $manager }” is taken for the one above; “{ $others }” is kept with the row.
problem-import-role-noted = “{ $text }” is no role here; it is kept as a note.
problem-import-changed-here = “{ $field }” { $values ->
    [personal] is not the same here as in the file
   *[shown] is “{ $here }” here and “{ $there }” in the file
}: what is here stays.{ $advice ->
    [later] { "" }
   *[now] { " " }To have the other, set it here. This is told once, until the file says something else.
}
problem-import-other-file = { $values ->
    [personal] “{ $field }” is not the same by { $file ->
        [none] another file
       *[other] { $file }
    } as by this one. What is here
   *[shown] “{ $field }” is “{ $here }” by { $file ->
        [none] another file
       *[other] { $file }
    } and “{ $there }” by this one. “{ $here }”
} stays, and this file keeps its own; to have the other, set it here.
problem-import-here-already = { $name } is here already and stays as it is.
problem-import-account-deleted = The account of { $name } was deleted here and stays away, and so does their seat there. To have both back, restore them from the history ({ KEY("go journal") }, then { KEY("history-restore") }).
problem-import-deleted-here = “{ $name }” was deleted here on { $day } and stays away. To have it back, restore it from the history ({ KEY("go journal") }, then { KEY("history-restore") }); to make another of it, import with --on-conflict new.
problem-import-deleted-here-on-screen = “{ $name }” was deleted here on { $day } and stays away. To have it back, restore it from the history ({ KEY("go journal") }, then { KEY("history-restore") }); to make another of it, press { KEY("import-conflict") } until everything is added anew.
problem-import-deleted-here-done = “{ $name }” was deleted here on { $day } and stays away. To have it back, close this and restore it from the history ({ KEY("go journal") }, then { KEY("history-restore") }).
problem-import-held-back = This row could go in; it was not saved, because others cannot and --atomic wants all or nothing.
problem-import-encoding = This is written in { $encoding }, unlike most of the file, and is read so.
problem-import-atomic = Nothing was imported: { $count ->
    [one] one row
   *[other] { $count } rows
 } cannot go in, and --atomic wants all or nothing. Mend what is named above and import again.
problem-usage-on-conflict = --on-conflict takes update, skip or new, not “{ $text }”.
problem-import-other-companies = { $name } is listed at several companies: the seat is at { $company }; { $others } is kept with the row.
problem-import-owner = { $owner }, who looks after { $name } in the list, is nobody of ours here: with a team member of that name, import it again.
problem-folder-aside = { $count ->
    [one] A file that somebody had changed in the folder stays beside the new one, as NAME.before
   *[other] { $count } files that somebody had changed in the folder stay beside the new ones, as NAME.before
 }: import the folder before it is written to have such changes here.
problem-folder-gone = { $count ->
    [one] The file of a record that is no more was taken away.
   *[other] { $count } files of records that are no more were taken away.
 }
problem-import-moved = { $name } was at { $from } in this list before: that seat is one of the past now.
problem-import-twice = { $name } is in line { $line } already, and differently; that line counts.
problem-import-twice-but-seat = { $name } is in line { $line } already, and differently: of this line only the seat goes in, and telephones and addresses.
problem-import-no-card = There is nothing to read here: no “{ $what }”.
problem-import-not-closed = “{ $what }” is missing; what is there goes in.
problem-import-no-property = This line is no property of a card; it is kept as it is: “{ $text }”.
problem-import-cut = The file ends in the middle of this: “{ $what }” is missing. It is left out; get the whole file and import again.
problem-import-not-a-card = This is no card of a person, but “{ $what }”.
problem-import-group-card = “{ $name }” is a list of other cards, not a person.
problem-import-place-card = “{ $name }” is a place, not a person.
problem-import-date-kept = This date cannot be read and is only kept as it is: { $text }
problem-import-empty-folder = There are no .vcf or .ics files in { $path }. A file of another kind is chosen by its own name.
problem-usage-vdir-output = A folder has to be named for this: add -o FOLDER.
problem-import-not-an-event = This is neither a visit, a journey nor a date, but “{ $what }”.
problem-import-task = “{ $name }” is a task (VTODO) of no day. It is left out; note it with `warroom note` or add it as a follow-up.
problem-import-task-account = “{ $name }” is a follow-up of ours, but its task (VTODO) names no account. It is left out; import it with --account NAME.
problem-import-task-account-on-screen = “{ $name }” is a follow-up of ours, but its task (VTODO) names no account. It is left out; say which account with { KEY("import-account") }.
problem-import-task-account-done = “{ $name }” is a follow-up of ours, but its task (VTODO) names no account. It was left out; import the file again and say which account.
problem-import-task-strangers = Nobody here is called so: { $names }. The follow-up goes in without them; import them, and the calendar again.
problem-import-journal = “{ $name }” is an entry of a diary (VJOURNAL) of no day. It is left out; note it with `warroom note`.
problem-import-surplus = Behind the last column there is “{ $cells }”, which did not go in: put a cell that has a separator in it into quotes.
problem-import-short = This row has { $count } of { $others } columns: the file has been cut, or a separator is missing. It is left out; get the whole file, or add what is missing, and import again.
problem-import-no-start = “{ $name }” does not say when it begins.
problem-import-ends-before = “{ $name }” ends before it begins: its end ({ $text }) is left out.
problem-import-zone = The time zone of “{ $name }” ({ $zone }) is unknown: its times are taken as local ones.
problem-import-rule-kept = When this comes back cannot be read; it goes in once: { $text }
problem-import-rule-cut = It comes back without end or very often; { $count } times from { $from } to { $to } go in.
problem-import-older = “{ $name }” is older in this file than here and stays as it is.
problem-import-day-called-off = “{ $name }” on { $day } is in its series no more and is called off.
problem-import-stays-called-off = “{ $name }” was called off by its calendar and stays away: this is no later version of it.
problem-import-file-gone = “{ $name }” came from { $folder }, and no file there speaks of it any more. Nothing is deleted by itself; whoever wants it gone: warroom rm { $code } { $id }
problem-import-cancelled = “{ $name }” is cancelled.
problem-import-no-days = “{ $name }” is a series without a day: each is excluded.
problem-import-remembered = Nobody is here yet who could remember what is called off: a note does, so that it stays away.
problem-import-called-off = “{ $name }” is cancelled in the file and is taken away here.
problem-import-outgrown = The note “{ $name }” is more than a note now and is taken away.
problem-import-first-day = “{ $name }” comes again: of its days only the first is noted.
problem-import-event-as-note = “{ $name }” names no account and goes in as a note. Say which account with --account.
problem-import-event-as-note-on-screen = “{ $name }” names no account and goes in as a note. Say which account with { KEY("import-account") }.
problem-import-event-as-note-done = “{ $name }” names no account and went in as a note. Import the file again and say which account.
problem-import-whose = This is taken for a journey of { $name }. If it is somebody else’s, import it again with --who NAME.
problem-import-whose-on-screen = This is taken for a journey of { $name }. If it is somebody else’s, say whose with { KEY("import-who") }, or change its traveller on the calendar.
problem-import-whose-done = This was taken for a journey of { $name }. If it is somebody else’s, import the file again and say whose, or change its traveller on the calendar.
problem-import-who-differs = The file says that { $said } travels, so this is theirs and not { $name }’s; its traveller can be changed on the calendar.
problem-import-their-journey = { $name } is nobody here and goes in as a person of theirs, as the export says; put them on a map.
problem-import-passenger = { $passenger } is nobody here: this is taken for a journey of { $name }, with that name in its notes. If it is somebody else’s, add them and import again, or import with --who NAME.
problem-import-passenger-on-screen = { $passenger } is nobody here: this is taken for a journey of { $name }, with that name in its notes. If it is somebody else’s, add them first, say whose it is with { KEY("import-who") }, or change its traveller on the calendar.
problem-import-passenger-done = { $passenger } is nobody here: this was taken for a journey of { $name }, with that name in its notes. If it is somebody else’s, add them and import the file again, or change its traveller on the calendar.
problem-import-strangers = Nobody here is called so or has such an address: { $names }. The visit keeps them as the calendar names them; choose who takes part in it, or import them, and the calendar again.
problem-import-seatless = On no seat of { $account }: { $names }. Put them on its map, and import the calendar again: the visit then takes them up.
problem-import-declined = Declined, and so not among who takes part: { $names }.
problem-import-org = This cannot be read as YAML or JSON{ $line ->
    [0] { "" }
   *[other] {" "}from line { $line } on
 }. Mend it there, or save the people as CSV.
problem-import-org-nobody = Nobody is in this file. People stand in a list, or each with what is said of them under their name, by itself or under one of: { $names }.
problem-import-org-nameless = Nobody with a name was found in this file. A person needs `name`, `full_name` or `displayName`, or `first_name` and `last_name`, and stands in a list: at the top, under `people`, `employees` or `data`, or under whom they report to.
problem-import-workbook = This workbook cannot be read: it is damaged, locked with a password, or no .xlsx. Open it in a spreadsheet program and save it again as .xlsx or CSV.
problem-import-sheet = Sheet “{ $sheet }” is not read: none of its columns says what it holds. Say it with --map, or save the sheet alone as CSV.
problem-import-sheet-on-screen = Sheet “{ $sheet }” is not read: none of its columns says what it holds. Press { KEY("import-map") } and say it, or save the sheet alone as CSV.
problem-import-sheet-done = Sheet “{ $sheet }” was not read: none of its columns says what it holds. Import the file again and say it, or save the sheet alone as CSV.
problem-import-workbook-size = This workbook would unpack to more than { $most } MB. Save the sheet with the contacts as CSV.
problem-import-no-list = { $count } lines with next to nothing in them: no list is like that. Split the file, or have its columns written out.
problem-import-date-order = “{ $text }” may be one of two days. Say which comes first: --date-order dmy or mdy.
problem-import-date-orders = “{ $text }” may be one of two days: this file has the day first in some places and the month in others. Write it there with the year first, 1970-12-31.
problem-import-date-order-on-screen = “{ $text }” may be one of two days. Say which comes first with { KEY("import-dates") }.
problem-import-date-order-done = “{ $text }” may be one of two days. Import the file again and say whether the day or the month comes first.
problem-usage-encoding = There is no encoding called “{ $text }”. Try one of these: { $encodings }.
problem-usage-date-order = --date-order takes dmy (the day first) or mdy (the month first), not “{ $text }”.
problem-usage-profile-csv = --profile is for contact lists: it goes with --format csv.
problem-usage-from = --from names a table that was imported: it goes with --profile original.
import-ask-file = Import which file? Choose one, or type its path
import-this-file = Read this file:
import-title = Import { $name }
import-reading = Reading … { $done } of { $total }
import-going = Saving …
import-counts = { $created } new · { $updated } changed · { $unchanged } here already · { $left } left out
import-unread = Neither .vcf nor .ics, so not read: { $names }
import-row-created = new
import-row-updated = changes
import-row-unchanged = here
import-row-skipped = left out
import-row-failed = left out
import-conflict-update = what is here is updated
import-conflict-skip = what is here is left alone
import-conflict-new = everything is added anew
import-encoding-said = written in { $encoding }
import-encoding-guessed = looks like { $encoding } ({ KEY("import-encoding") } for another)
import-dates-file = dates: as the file tells
import-dates-dmy = dates: day first
import-dates-mdy = dates: month first
import-way-account = rows without an account: { $name }
import-way-who = journeys of { $name }
import-ask-column = Which column?
import-ask-meaning = What does “{ $column }” mean?
import-ask-account = Account of rows that name none
import-ask-who = Whose journeys are these?
import-who-file = as the file tells
import-kept = only kept
cli-import-encoding = The file does not say what it is written in and was read as { $encoding }. If letters are wrong: --encoding.
import-kept-columns = Kept as they are, for there is no field for them, or another column fills it: { $columns }.
import-changed = changed
import-more = … and { $count } more
import-names-and-more = { $names }, … and { $count } more
import-nothing = { $name }: all of it is here already.
import-no-such-path = Nothing there begins so.
import-done = Imported { $name }: { $created } added, { $updated } updated, { $left } left out
import-undo-hint = undo: { KEY("import-undo", "imported") }
import-alike = { $count ->
    [one] One of the new people may be here already: warroom dedupe lists both.
   *[other] { $count } of the new people may be here already: warroom dedupe lists them.
}
import-alike-one = { $name } ({ $account })
import-alike-pair = { $one } and { $other }
import-alike-pairs = Perhaps one: { $pairs }.
import-dropped = { $what } “{ $field }” was left out.
import-no-files = There is no file here that can be read, nor in Downloads, Desktop or Documents. Type the path of one: { KEY("overlay-complete") } completes it.
import-ask-rejects = Write the rows left out to which file?
import-rejects-written = Left out: { $count }. Correct and import again: { $path }
problem-import-rejects-folder = Rows of a folder come from many files. Run `warroom import FOLDER --rejects FILE` to have them written.
import-none = { $name }: nothing went in, { $left } left out.
import-form-ndjson = our own records
import-form-csv = table
import-form-vcard = cards (vCard)
import-form-ical = calendar
import-form-xlsx = workbook
import-form-org = organisation
import-program-salesforce = Salesforce
import-program-dynamics = Dynamics 365
import-program-hubspot = HubSpot
import-program-linkedin = LinkedIn
import-program-google = Google
import-program-outlook = Outlook
import-program-organogram = organogram
import-target-lunar-birthday = Lunar birthday
import-target-name = name
import-target-first-name = given name
import-target-last-name = family name
import-target-account = account
import-target-manager = reports to
import-target-role = role in the purchase
import-target-wechat = WeChat
import-target-seat-notes = notes on the seat
import-target-id = number in the other program
problem-import-cut-off = The import of { $file } was cut off, and a part of it is in. “warroom undo” takes that back; importing the file again brings the rest.
problem-import-cut-off-undone = The import of { $file } was cut off; what it had brought in was taken back. Nothing of it is in: import the file again.
problem-import-broke-off = Reading the file broke off over something in it that was not foreseen. Nothing was changed. Save it in another form (CSV, vCard, iCalendar) and try again.
problem-import-still-reading = The file is still being read.
problem-import-thread = The file cannot be read beside the screen: { fault }
problem-file-special = { $path } is neither a file nor a folder.
problem-file-too-big = { $path } has more than { $most } MB. Split it.
blocked-not-import = This works while a file is offered.
blocked-import-ended = This is imported already: { KEY("import-close") } closes the report.
blocked-import-refused = This file cannot be read: why, and what to do, is said above.
blocked-import-not-saved = There is nothing to take back: nothing was saved, or another change came after it.
blocked-import-no-table = No table: it has no columns to explain.
blocked-import-no-columns = The columns of this file are known, or it has none.
blocked-import-no-calendar = No calendar: there are no journeys in it.
blocked-import-all-in = No row is left out, so there is none to write.
import-cancelled = Cancelled; nothing was imported.
blocked-as-it-was = Nothing can be changed in the past: { KEY("as-it-was") } comes back to today.
command-import-open = import
command-import-open-help = Read a file: contact lists, workbooks, cards, calendars, our own records; what it would do is shown first
command-import-go = import it
command-import-go-help = Save what the file brings, as one step that one undo takes back
command-import-rejects = left out
command-import-rejects-help = Write the rows that are left out to a file of their own, each with why
command-import-undo = take it back
command-import-undo-help = Take back all that the import did, and close the report
command-import-close = close
command-import-close-help = Close the report of an import
command-import-map = column
command-import-map-help = Say what a column of the file means
command-import-row = all of the row
command-import-row-help = Read all that is said of the row and its record
import-row-cut = more: { KEY("import-row", "import") }
command-import-conflict = on conflict
command-import-conflict-help = Update what is here already, leave it alone, or add everything anew
command-import-encoding = encoding
command-import-encoding-help = What the file is written in: as it looks, or by one of the usual encodings after the other
command-import-dates = dates
command-import-dates-help = What comes first in days like 3/4/1970: as the file tells, the day, the month
command-import-account = account
command-import-account-help = The account of rows that name none
command-import-who = traveller
command-import-who-help = Whose the journeys of the file are, where it does not say
export-ask-form = Write what?
export-form-html = The whole room, as a page to print
export-form-contacts = Contact list (English headers)
export-form-chinese = Contact list (Chinese headers)
export-form-google = Contact list for Google Contacts
export-form-outlook = Contact list for Outlook
export-form-hubspot = Contact list for HubSpot
export-form-dynamics = Contact list for Dynamics 365
export-form-salesforce = Contact list for Salesforce
export-form-original = Contact list with the columns of the lists that were imported
export-form-vcard = Cards of persons (vCard)
export-form-ical = Visits, journeys, dates, follow-ups (iCalendar)
export-form-vdir = A folder with a card or an event in each file (vdir)
export-form-ndjson = Everything, to move or to keep (NDJSON)
export-form-org-svg = Org chart (SVG)
export-form-circle-svg = Influence circle (SVG)
export-form-org-mermaid = Org chart (Mermaid)
export-form-circle-mermaid = Influence circle (Mermaid)
export-form-org-dot = Org chart (Graphviz)
export-form-circle-dot = Influence circle (Graphviz)
export-ask-scope = Of which account?
export-all = all accounts
export-ask-personal = With what is personal: birthdays, families, likes?
export-personal-without = without
export-personal-with = with what is personal
export-ask-file = Write it to
export-ask-replace = { $path } is there already. Replace it?
export-written = Written ({ $size } kB): { $path }
export-no-column = No column there for: { $fields }.
export-no-column-of = { $field } (of { $count ->
        [one] one person
       *[other] { $count } people
    })
export-no-row = { $count ->
    [one] One seat with nobody in it is not written, nor who reports to it: this list is of people.
   *[other] { $count } seats with nobody in them are not written, nor who reports to them: this list is of people.
}
export-no-former = { $count ->
    [one] One former seat is not written: this list cannot say that it has ended, and who sat there sits elsewhere now. The contact list with our own headers has it.
   *[other] { $count } former seats are not written: this list cannot say that they have ended, and who sat there sits elsewhere now. The contact list with our own headers has them.
}
problem-import-industry-other = “{ $text }” is none of the industries that are told apart here and counts as “Other”; the word itself is kept.
problem-import-answer = “{ $name }” is an answer to an invitation (METHOD:{ $method }); the event stays as it is.
problem-import-merged = “{ $name }” was merged with “{ $heir }” here; what this row says otherwise stays out. The history can take the merge back.
problem-import-namesakes = Several people are called “{ $name }”; the one at { $account } is taken. --account or --who says which.
problem-import-accounts = It names { $name }, too, and is taken for { $account }. --account says which.
problem-import-hidden-sheet = The sheet “{ $name }” is hidden in its workbook; its rows are read like any others.
problem-import-no-results = { $count ->
    [one] Cell { $cells } is a formula and is read as empty, for the workbook has no result of it
   *[other] { $count } cells ({ $cells }) are formulas and are read as empty, for the workbook has no results of them
 }: open it in the spreadsheet program, save it, and import again.
problem-import-cell-errors = { $count ->
    [one] Cell { $cells } holds an error ({ $error }) and is read as empty
   *[other] { $count } cells ({ $cells }) hold errors ({ $error }) and are read as empty
 }: mend it in the spreadsheet program, save it, and import again.
problem-import-empty-stays = Empty cells take nothing away: these rows are known from { $file }, which is another list.
export-as-planned = { $count ->
    [one] One visit that was made goes out as it was planned: a calendar has no place for what it came to. NDJSON has.
   *[other] { $count } visits that were made go out as they were planned: a calendar has no place for what they came to. NDJSON has.
}
problem-export-no-file = Type where to write it.
command-export-open = write a file
command-export-open-help = Write a page to print, a contact list, cards, a calendar, a drawing or everything
problem-export-several-originals = What is asked for came from several tables: { $tables }. One file cannot be like all of them. Choose one: --from "{ $first }"; or another profile.
problem-export-several-originals-on-screen = What is asked for came from several tables: { $tables }. One file cannot be like all of them. Choose an account of one table alone, or another form; the command line writes one of several.
problem-export-no-such-original = No table “{ $table }” was imported here. { $tables ->
    [none] None was.
   *[other] These were: { $tables }.
}
problem-export-no-original = Nobody and no account here came from a table that was imported: a contact list, a list of accounts, Salesforce’s, an organogram. Choose another profile.
problem-import-birthday = This is the birthday of { $name }, who is not here. It is left out. Bring the people in first (export --format vcard or ndjson there).
problem-import-birthday-other = The birthday of { $name } is { $here } here and { $said } in the file. It stays as it is here.
