accounts-empty = No accounts yet. Press { KEY("account-add") } to add one, or { KEY("import-open") } to read a list of them from a file (“warroom import FILE” does the same).
people-without-seat = { $count ->
    [one] 1 person is here without a seat, for no account is: press { KEY("import-open") } and import the accounts, then that list again.
   *[other] { $count } people are here without a seat, for no account is: press { KEY("import-open") } and import the accounts, then that list again.
}
accounts-none-match = No account fits the filter. Press { KEY("go-back") } to see all.
command-account-add = add account
command-account-sort = sort by column
command-account-filter = filter
accounts-abc = ABC
accounts-next = Next
accounts-open = Open
accounts-overdue = Overdue
accounts-silent = Contact
accounts-people = People
accounts-health = Health
accounts-days = { $days } d
accounts-ungrouped = (not set)
accounts-grouped = by { $by }
accounts-shown = { $shown } of { $all }
accounts-year = 12 months: { $total }
accounts-top = largest: { $share } %
accounts-hhi = concentration: { $hhi }
accounts-together = together
accounts-filter-title = Filter: words, tier:gold, overdue:>7d, -stage:lost, abc:a
command-account-delete = delete account
command-account-delete-help = Delete the account and all that belongs to it; asks first and says how many records go
command-account-group = group
command-account-group-help = Group by industry, tier, owner, or not at all
command-account-add-help = Add an account with a form
command-account-sort-help = Sort by the column under the cursor; again turns the order round
command-account-filter-help = Show only the accounts that fit: words, pinyin, field:value, overdue:>7d, -stage:lost
