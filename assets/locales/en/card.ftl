edit-review = reviewed the card of { $name }
