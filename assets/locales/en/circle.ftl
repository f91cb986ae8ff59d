# The influence circle.
circle-title = Circle of { $name }
circle-empty = Nobody here yet. Add people on the Map, then lines between them.
circle-figures = support { $net } ({ $known } % known) · coverage { $coverage } · best way { $best }
circle-what-if = WHAT IF
# $moves and $moved are arrow heads.
circle-legend = { $moves } influences the centre  { $moved } influenced by it  ! fragile
circle-more = +{ $count } more
circle-ranks = Influence by lines and as declared
circle-column-name = Name
circle-column-who = Who
circle-column-computed = Lines
circle-column-declared = Said
circle-column-marks = Note
circle-mark-hidden = +{ $places } hidden
circle-mark-overrated = −{ $places } overrated
circle-mark-broker = broker
circle-mark-cut = no way around
circle-mark-thread = single thread
circle-lines-of = Lines of { $name }
circle-no-lines = No lines yet.
circle-route-title = Ways to { $name }
circle-route-missing = No way leads there. What would help most: { $from } wins over { $to } ({ $strength }).
circle-route-none = No way leads there: none of ours is paired with anybody here.
circle-route-nobody = Nobody on the map decides yet. Mark a decision maker.
circle-cuts = Everything hangs on: { $names }
