accounts-empty = No accounts yet. Press a to add one.
accounts-none-match = No account fits the filter. Press / and Enter to clear it.
command-account-add = add account
command-account-sort = sort by column
command-account-filter = filter
