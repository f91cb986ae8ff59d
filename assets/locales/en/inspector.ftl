inspector-empty = Nothing selected.
inspector-more = … and { $count } more
