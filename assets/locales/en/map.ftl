# bands
map-band-decision = DECISION
map-band-management = MANAGEMENT
map-band-operations = OPERATIONS
map-band-peripheral = PERIPHERAL
map-band-unplaced = UNPLACED
map-unplaced = unplaced: { $count }

# cards
map-unknown = Unknown
map-vacant = (vacant)
map-age = { $days }d
map-influence = influence { $of }/10

# views, attributes, notices
map-view-bands = Map as bands
map-view-outline = Map as an outline
map-view-grid = Map as layer × function
map-attribute-support = Support
map-attribute-coverage = Coverage
map-attribute-trust = Trust
map-attribute-freshness = Freshness
map-attribute-leaning = Leaning
map-attribute-shown = Cards show: { $attribute }
map-column-name = Name
map-column-status = Status
map-filtered = { $filter } ({ $shown } of { $all })
map-left-shown = those who left are shown
map-left-hidden = those who left are hidden
map-grabbed = moving { $name }: arrows choose the place
map-empty = Nobody is on this map yet. Add the first person.
map-nobody-passes = Nobody passes the filter.
