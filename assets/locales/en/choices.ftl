# industry
choice-industry-government = Government
choice-industry-education = Education
choice-industry-public-utilities = Public utilities
choice-industry-transport = Transport
choice-industry-finance = Finance
choice-industry-telecom = Telecom
choice-industry-manufacturing = Manufacturing
choice-industry-other = Other

# stage
choice-stage-lead = Lead
choice-stage-prospect = Prospect
choice-stage-intent = Intent
choice-stage-developed = Developed
choice-stage-lost = Lost

# tier
choice-tier-gold = Gold
choice-tier-silver = Silver
choice-tier-bronze = Bronze

# abc
choice-abc-a = A
choice-abc-b = B
choice-abc-c = C

# temperament
choice-temperament-relationship-minded = Relationship-minded
choice-temperament-business-only = Business only

# our-role
choice-our-role-outsider = Outsider
choice-our-role-approved = Approved
choice-our-role-vendor = Vendor
choice-our-role-preferred = Preferred
choice-our-role-strategic-partner = Strategic partner

# layer
choice-layer-decision = Decision
choice-layer-management = Management
choice-layer-operations = Operations
choice-layer-peripheral = Peripheral

# function
choice-function-user = User
choice-function-technical = Technical
choice-function-finance = Finance
choice-function-procurement = Procurement
choice-function-executive = Executive
choice-function-other = Other

# buying-role
choice-buying-role-economic-buyer = Economic buyer
choice-buying-role-approver = Approver
choice-buying-role-decision-maker = Decision maker
choice-buying-role-technical-buyer = Technical buyer
choice-buying-role-user-buyer = User buyer
choice-buying-role-champion = Champion
choice-buying-role-coach = Coach
choice-buying-role-influencer = Influencer
choice-buying-role-gatekeeper = Gatekeeper
choice-buying-role-blocker = Blocker
choice-buying-role-executive-sponsor = Executive sponsor
choice-buying-role-legal = Legal
choice-buying-role-economic-buyer-sign = EB
choice-buying-role-approver-sign = AP
choice-buying-role-decision-maker-sign = DM
choice-buying-role-technical-buyer-sign = TB
choice-buying-role-user-buyer-sign = UB
choice-buying-role-champion-sign = CH
choice-buying-role-coach-sign = CO
choice-buying-role-influencer-sign = IN
choice-buying-role-gatekeeper-sign = GK
choice-buying-role-blocker-sign = BL
choice-buying-role-executive-sponsor-sign = ES
choice-buying-role-legal-sign = LE

# political-status
choice-political-status-outside = Outside
choice-political-status-political-structure = Political structure
choice-political-status-inner-circle = Inner circle
choice-political-status-unknown = Unknown
choice-political-status-outside-sign = –
choice-political-status-political-structure-sign = PS
choice-political-status-inner-circle-sign = IC
choice-political-status-unknown-sign = ?

# support
choice-support-enemy = Enemy
choice-support-non-supporter = Non-supporter
choice-support-neutral = Neutral
choice-support-supporter = Supporter
choice-support-mentor = Mentor
choice-support-unknown = Unknown
choice-support-enemy-sign = −−
choice-support-non-supporter-sign = −
choice-support-neutral-sign = 0
choice-support-supporter-sign = +
choice-support-mentor-sign = ++
choice-support-unknown-sign = ?

# mode
choice-mode-growth = Growth
choice-mode-trouble = Trouble
choice-mode-even-keel = Even keel
choice-mode-overconfident = Overconfident
choice-mode-unknown = Unknown

# coverage
choice-coverage-none = None
choice-coverage-brief = Brief
choice-coverage-multiple = Multiple
choice-coverage-in-depth = In depth
choice-coverage-unknown = Unknown
choice-coverage-none-sign = ○○○
choice-coverage-brief-sign = ●○○
choice-coverage-multiple-sign = ●●○
choice-coverage-in-depth-sign = ●●●
choice-coverage-unknown-sign = ???

# adaptability
choice-adaptability-innovator = Innovator
choice-adaptability-visionary = Visionary
choice-adaptability-pragmatist = Pragmatist
choice-adaptability-conservative = Conservative
choice-adaptability-laggard = Laggard
choice-adaptability-unknown = Unknown

# decision-orientation
choice-decision-orientation-price = Price
choice-decision-orientation-quality = Quality
choice-decision-orientation-relationship = Relationship
choice-decision-orientation-innovation = Innovation
choice-decision-orientation-risk = Risk
choice-decision-orientation-unknown = Unknown

# confidence
choice-confidence-confirmed = Confirmed
choice-confidence-assumed = Assumed
choice-confidence-rumour = Rumour

# edge-kind
choice-edge-kind-influences = Influences
choice-edge-kind-conflicts-with = Conflicts with
choice-edge-kind-ally-of = Ally of
choice-edge-kind-gatekeeps = Gatekeeps
choice-edge-kind-dotted-to = Dotted line to
choice-edge-kind-social = Social tie

# social-kind
choice-social-kind-kin = Kin
choice-social-kind-classmate = Classmate
choice-social-kind-home-town = Home town
choice-social-kind-former-colleague = Former colleague
choice-social-kind-friend = Friend

# level
choice-level-rep = Rep
choice-level-manager = Manager
choice-level-executive = Executive
choice-level-service = Service
choice-level-engineer = Presales engineer

# relationship
choice-relationship-vendor = Vendor
choice-relationship-credible-source = Credible source
choice-relationship-problem-solver = Problem solver
choice-relationship-trusted-advisor = Trusted advisor

# channel
choice-channel-visit = Visit
choice-channel-hosted-visit = Hosted visit
choice-channel-call = Call
choice-channel-message = Message
choice-channel-introduction = Introduction

# follow-up-kind
choice-follow-up-kind-pursue = Pursue
choice-follow-up-kind-maintain = Maintain
choice-follow-up-kind-promise = Promise
choice-follow-up-kind-complaint = Complaint
choice-follow-up-kind-collection = Collection
choice-follow-up-kind-gift = Gift
choice-follow-up-kind-other = Other

# follow-up-state
choice-follow-up-state-open = Open
choice-follow-up-state-acknowledged = Acknowledged
choice-follow-up-state-waiting-client = Waiting for the client
choice-follow-up-state-paused = Paused
choice-follow-up-state-done = Done
choice-follow-up-state-dropped = Dropped
choice-follow-up-state-stuck = Stuck

# event-what
choice-event-what-ack = Acknowledged
choice-event-what-wait = Waiting for the client
choice-event-what-resume = Resumed
choice-event-what-pause = Paused
choice-event-what-up = Sent up
choice-event-what-down = Sent down
choice-event-what-assign = Assigned
choice-event-what-done = Done
choice-event-what-drop = Dropped
choice-event-what-note = Note

# visit-status
choice-visit-status-planned = Planned
choice-visit-status-done = Done
choice-visit-status-cancelled = Cancelled

# visit-role
choice-visit-role-lead = Lead
choice-visit-role-technical = Technical
choice-visit-role-sponsor = Sponsor
choice-visit-role-note-taker = Note-taker

# transport
choice-transport-flight = Flight
choice-transport-train = Train
choice-transport-car = Car
choice-transport-ship = Ship
choice-transport-other = Other

# firmness
choice-firmness-firm = Firm
choice-firmness-likely = Likely
choice-firmness-rumour = Rumour

# severity
choice-severity-low = Low
choice-severity-medium = Medium
choice-severity-high = High
choice-severity-critical = Critical

# need-kind
choice-need-kind-blind-spot = Blind spot
choice-need-kind-pain-point = Pain point
choice-need-kind-sweet-spot = Sweet spot

# need-level
choice-need-level-organisational = Organisational
choice-need-level-personal = Personal

# goal-kind
choice-goal-kind-goal = Goal
choice-goal-kind-pressure = Pressure
choice-goal-kind-initiative = Initiative
choice-goal-kind-obstacle = Obstacle

# swot-kind
choice-swot-kind-strength = Strength
choice-swot-kind-weakness = Weakness
choice-swot-kind-opportunity = Opportunity
choice-swot-kind-threat = Threat

# white-space-state
choice-white-space-state-owned = Owned
choice-white-space-state-potential = Potential
choice-white-space-state-lost = Lost
choice-white-space-state-competitor = Competitor

# gift-status
choice-gift-status-planned = Planned
choice-gift-status-approved = Approved
choice-gift-status-given = Given

# satisfaction-class
choice-satisfaction-class-hygiene = Hygiene factor
choice-satisfaction-class-motivator = Motivator

choice-grade-stuck = stuck
choice-grade-now = now
choice-grade-this-week = this week
choice-grade-watch = watch
