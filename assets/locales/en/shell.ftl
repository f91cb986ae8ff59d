word-yes = yes
word-no = no
word-and-whole = { "; " }
word-and = { ", " }
word-pair = { $name }: { $value }
word-aside = ({ $text })
kin-spouse = spouse
kin-husband = husband
kin-wife = wife
kin-partner = partner
kin-child = child
kin-son = son
kin-daughter = daughter
kin-parent = parent
kin-mother = mother
kin-father = father
kin-sibling = sibling
kin-brother = brother
kin-sister = sister
kin-sweetheart = sweetheart
day-called-anniversary = Anniversary
day-called-event = Event
# Who said it, where a file did.
said-by-calendar = a calendar
word-choice = { $label } ({ $code })
word-required = required
word-lunar = lunar { $date }
word-leap = { " " }(leap)
word-today = today
word-tomorrow = tomorrow
word-yesterday = yesterday
word-in-days = in { $days } days
word-days-ago = { $days } days ago
place-today = Today
place-accounts = Accounts
place-map = Map
place-circle = Circle
place-ladder = Ladder
place-rungs = Ladder
place-calendar = Calendar
place-agenda = Calendar
place-card = Card
place-strategy = Strategy
place-history = History
place-journal = History
place-team = Team
place-pairings = Pairings
place-planner = Planner
place-pairs = Pairs
place-visits = Visits
place-calls = Visits
place-debrief = Debriefing
label-go = go to …
too-small = Too small: warroom needs { $cols }×{ $rows }.
lock-title = locked
lock-ask = The screens are hidden. Type the passphrase and press Enter to go on where you were{ $leaves ->
    [yes] ; ctrl+c leaves.
   *[no] ; something there is half filled in.
}
lock-half-filled = Something is half filled in: type the passphrase.
lock-trying = One moment …
lock-wrong = That is not the passphrase.
form-title = New: { $kind }
form-keys = Enter edit · Ctrl+S save · Esc cancel
page-keys = { KEY("overlay-accept", "page") } save · { KEY("overlay-editor") } your editor · { KEY("overlay-cancel", "page") } cancel
confirm-keys = { KEY("overlay-accept", "confirm") } yes · { KEY("overlay-cancel", "confirm") } no
word-create = create
word-add = add
word-none = (none)
screen-late = being worked out …
word-unknown = ? unknown
message-undone = Undone: { $what }
message-redone = Done again: { $what }
message-elsewhere = { $who }: { $what } · from another terminal
message-nothing-to-undo = There is nothing to undo.
message-nothing-to-redo = There is nothing to do again.
message-nowhere-back = This is where you started.
message-nowhere-forward = This is the latest place you were.
message-nowhere-to-paste = Open a field first (Enter), then paste.
message-unbound = { $keys } does nothing here; ? lists what does.
message-copied = Copied: { $text }
problem-nothing-to-copy = There is nothing to copy here.
message-undo-hint = undo: { $key }
blocked-no-account = Open an account first: go to Accounts ({ KEY("go accounts") }) and press { KEY("account-open") }.
blocked-no-passphrase = There is no passphrase to open them again. To set one, leave and run: warroom passphrase set
blocked-nothing-selected = Nothing is selected here.
blocked-at-home = You are there: this is its own screen.
ask-discard = Discard what you have written? It is not saved.
ask-delete-many = Delete { $name }{ $told }? One undo ({ KEY("undo") }) brings all back.
ask-undo-many = Take back “{ $what }”? That is { $count } records. ({ KEY("redo") } does it again.)
delete-goes = { $count ->
    [one] , and with it 1 record ({ $what })
   *[other] , and with it { $count } records ({ $what })
}
delete-stays = { $count ->
    [one] ; 1 other no longer names it ({ $what })
   *[other] ; { $count } others no longer name it ({ $what })
}
problem-no-such-field-here = What is selected has no field “{ $field }”.
problem-not-a-judgement = Only judgements carry a basis: put the cursor on one (support, influence, …).
problem-no-such-place = There is no screen called “{ $name }”.
problem-no-such-theme = There is no theme called “{ $name }”.
language-own-name = English
edit-set = { $name }: { $count } fields changed
edit-taken-out = { $said } (taken out)
edit-add = Added { $kind }: { $name }
edit-delete = Deleted: { $name }
title-due = ! { $count } due
title-meetings = { $count ->
    [one] 1 intercept in 14 d
   *[other] { $count } intercepts in 14 d
}
title-pending = working out what is due …
title-nothing-due = nothing due
picker-nothing = Nothing matches.
picker-waiting = Looking everybody up …
blocked-nothing-to-remove = Nothing here can be taken out.
blocked-one-only = Only one can be chosen here: press { KEY("overlay-accept", "picker") } on it.
edit-back = { $said } (as before)

opening = Opening { $size } MiB … { $seconds } s
opening-leave = ctrl+c leaves
opening-last = Opening … what you see is as of { $when } · ctrl+c leaves
opening-changed = This is newer than what you saw while opening: what you typed on that was not done.
