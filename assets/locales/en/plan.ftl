# Team visits: planning the tour.

plan-half-am = a.m.
plan-half-pm = p.m.
plan-best = The best plan, worth { $score }
plan-alternative = Alternative { $number }, worth { $score }
plan-none = There is nobody to meet in these cities in those days.
plan-unmet = Key players who are not met
plan-objective = Meet { $names }
plan-unmet-dropped = left out by you
plan-unmet-elsewhere = in { $city } those days
plan-unmet-somewhere = nobody knows where those days
plan-unmet-stays = paired with { $names }, who does not come along
plan-unmet-nobody = paired with nobody, and nobody of the fitting level comes along
plan-unmet-busy = has no half day that suits everybody
plan-unmet-no-room = there is no time left for it
problem-plan-no-cities = Say where to go, as in: warroom plan --cities 北京,上海
problem-transfers-unreadable = Line { $line } of the table of transfers cannot be read: { $reason }
