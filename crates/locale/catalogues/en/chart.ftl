### Words in charts. Arrows and signs of inequality are not used: the web font lacks them.

## Common
chart-span = { $low } to { $high }
chart-of = { $x } of { $of }
chart-at-occasion = at { $occasion }
chart-at-occasion-number = at occasion “{ $occasion }”
chart-n = n = { $count }
chart-today = today
chart-nobody = none
chart-too-few = too few to say
chart-phase = Phase { $n }
chart-phase-contact-making = Making contact
chart-phase-closed = Closed
chart-wedge-caption = Phase
chart-state-passed = completed
chart-state-current = under way
chart-state-ahead = ahead
chart-state-not-reached = not reached
chart-fall = Fall { $points } percentage points (95% interval { $low } to { $high })
chart-rise = Rise { $points } percentage points (95% interval { $low } to { $high })
chart-fall-hidden = Fall { $points } percentage points; how many moved each way is hidden
chart-rise-hidden = Rise { $points } percentage points; how many moved each way is hidden
chart-change = Change { $change } points (95% interval { $interval })
chart-change-few = Too few to say whether it changed
chart-note-interval = Lines with end caps: 95% interval.
chart-note-no-comparison = No comparison group: part of the change may come from people starting in a crisis.
chart-legend-risk = risk zone: { $limit } and below
chart-risk = Risk zone: { $name } of { $limit } or below.
chart-risk-who5 = Risk zone: { $name } of { $limit } or below, may be at risk of depression or stress.
chart-missing-third = but one in three lacks a measurement
chart-missing-fourth = but one in four lacks a measurement
chart-missing-second = but every second lacks a measurement
chart-missing-counts = but { $x } of { $of } lack a measurement
chart-number-2 = two
chart-number-3 = three
chart-number-4 = four
chart-number-5 = five
chart-number-6 = six
chart-number-7 = seven
chart-number-8 = eight
chart-number-9 = nine
chart-number-10 = ten
chart-number-11 = eleven
chart-number-12 = twelve
chart-fraction-all = all
chart-fraction-none = none
chart-fraction-three-quarters = three quarters
chart-fraction-two-thirds = two thirds
chart-fraction-half = half
chart-fraction-third = one third
chart-fraction-quarter = one quarter
chart-fraction-fifth = one fifth
chart-fraction-tenth = one tenth
chart-reason-no-pairs = Cannot be computed, because nobody was measured both times.
chart-reason-one-pair = Cannot be computed, because only one person was measured both times.
chart-reason-no-spread = Cannot be computed, because all changed by the same amount.
chart-reason-no-discordant-pairs = Nobody changed sides between the two measurements.
chart-reason-no-values = Cannot be computed, because there are no answers.
chart-reason-suppressed = Hidden because it is small or could give away another figure.
chart-shares-hidden = How many moved each way is hidden because it is small or could give away another figure.
chart-reason-nobody-missing = Cannot be computed, because nobody is missing.
chart-reason-no-range = Cannot be computed, because the measure has no lowest and highest value.
chart-reason-perfect-separation = Cannot be computed, because the answers can be told apart perfectly.
chart-reason-no-solution = Cannot be computed, because the data do not determine a number.
chart-reason-no-events = Cannot be computed, because nobody left early.
chart-reason-too-many-values = Cannot be computed, because there are more different values than there is room for.
chart-reason-needs-rows = Cannot be computed, because it needs the answers of single persons, and places do not send those.
chart-nothing = There are no measurements yet. Fill in the form at the start and at closing, and the picture will come.
chart-nothing-pairs = Nobody has been measured both at the start and at closing yet. Fill in the form at both, and the picture will come.

## What the data are
chart-data-synthetic-courses = SYNTHETIC DATA: { $count } invented courses. Shows the method, not what support does.
chart-data-synthetic-persons = SYNTHETIC DATA: { $count } invented persons. Shows the method, not what support does.
chart-data-synthetic-one = SYNTHETIC DATA: the person is invented.
chart-data-courses = { $count } courses, data up to { $day }.
chart-data-persons = { $count } persons, data up to { $day }.
chart-data-undated-courses = { $count } courses.
chart-data-undated-persons = { $count } persons.

## Known instruments
chart-name-who5 = WHO-5
chart-subject-who5 = Well-being
chart-short-who5 = Risk zone
chart-sub-who5 = WHO-5 from 0 to 100, higher is better. The blocks show how citizens are spread; the dot is the mean.
chart-name-paid-last-month = Payment for sex in the past month
chart-short-paid-last-month = Payment
chart-question-paid-last-month = Was paid for sex in the past month

## Occasions, where the study does not name them
chart-occasion-start = Start
chart-occasion-fase1 = End of phase 1
chart-occasion-phase1 = End of phase 1
chart-occasion-phase-1 = End of phase 1
chart-occasion-phase-1-end = End of phase 1
chart-occasion-fase2 = End of phase 2
chart-occasion-phase2 = End of phase 2
chart-occasion-phase-2 = End of phase 2
chart-occasion-phase-2-end = End of phase 2
chart-occasion-afslutning = Closing
chart-occasion-closing = Closing
chart-occasion-close = Closing
chart-occasion-phase-3 = Closing
chart-occasion-follow-up = Follow-up

## Columns
chart-column-all = All
chart-column-area = Area
chart-column-assumes = Assumption
chart-column-at-risk = In the risk zone
chart-column-band-from = At the start
chart-column-band-to = At closing
chart-column-between = Difference between the groups
chart-column-ceiling = Ceiling
chart-column-change = Change
chart-column-coordination = Coordination
chart-column-coordination-week = Coordination per week
chart-column-courses = Courses
chart-column-day = Day
chart-column-difference = Change
chart-column-direction = Since last time
chart-column-dz = dz
chart-column-estimate = Estimate
chart-column-fall = Fall in percentage points
chart-column-from = From
chart-column-group = Group
chart-column-interval = 95% interval
chart-column-interval-percent = 95% interval in per cent
chart-column-kind = Kind
chart-column-leaves = Do not go on
chart-column-level = Trait
chart-column-lower = Lower
chart-column-mean = Mean
chart-column-meaning = Meaning
chart-column-median = Median
chart-column-missing = Missing
chart-column-n = n
chart-column-not-held = Did not take place
chart-column-not-measured = Not measured
chart-column-occasion = Occasion
chart-column-of = Of
chart-column-outside = Outside the risk zone
chart-column-owed = Owed
chart-column-p-holm = p (Holm)
chart-column-p-mcnemar = p (McNemar, exact)
chart-column-percent = Per cent
chart-column-phase = Phase
chart-column-planned-from = Planned from
chart-column-planned-to = Planned to
chart-column-planned-up-to = Planned to
chart-column-progress = Per cent with progress
chart-column-received = Received in all
chart-column-late = Of these, late
chart-column-received-beside = Received without being owed
chart-column-received-owed = Received of owed
chart-column-received-share = Received, per cent
chart-column-rise = Rise in percentage points
chart-column-score = Score
chart-column-sd = Standard deviation
chart-column-since = Since
chart-column-since-start = Since the start
chart-column-state = State
chart-column-step = Step
chart-column-support = Support
chart-column-support-week = Support per week
chart-column-takes-over = Takes over
chart-column-to = To
chart-column-upper = Upper
chart-column-value = Difference
chart-column-weeks = Weeks in all
chart-column-weeks-since = Weeks since the start
chart-column-weight = Weight
chart-column-what = What
chart-column-who = Who
chart-column-why = Why
chart-column-yes = Yes
chart-column-yes-first = Yes the first time
chart-column-yes-last = Yes the second time
chart-column-zone = Change in points
chart-caption-flow = Courses from start to closing
chart-caption-zones = Change in { $name }, by zone
chart-caption-areas = { $name }: change in each area
chart-caption-contacts = Contacts a week in each phase
chart-caption-estimates = Change in { $name }, calculated in more than one way
chart-caption-groups = Change in { $name } in each group
chart-caption-same = The same citizens both times
chart-caption-bands = Spread at each occasion

## 00 First page
chart-front-question = How many are in the risk zone at the start and at closing?
chart-front-nothing = Nobody has been measured both at the start and at closing yet. Fill in the form on well-being at both, and the picture will come.
chart-front-no-limit = The study does not say from which score there is a risk, so the picture cannot be drawn.
chart-front-fewer = Fewer are in the risk zone { $occasion }
chart-front-more = More are in the risk zone { $occasion }
chart-front-open = Whether fewer are in the risk zone { $occasion } cannot be decided
chart-front-few = There are too few measurements to say whether fewer are in the risk zone { $occasion }
chart-front-dot-one = Each dot is one course.
chart-front-dot-many = Each dot is { $count } courses.
chart-front-dot-person = Each dot is one person.
chart-front-dot-persons = Each dot is { $count } persons.
chart-front-field = { $occasion }
chart-front-at-risk = in the risk zone
chart-front-outside = outside the risk zone
chart-front-missing = not measured
chart-front-missing-running = not measured ({ $running } still running)
chart-front-both-fell = The { $pairs } measured both times: { $before } in the risk zone at the first, { $after } at the second. A fall of { $points } percentage points; the true fall is plausibly between { $low } and { $high }.
chart-front-both-rose = The { $pairs } measured both times: { $before } in the risk zone at the first, { $after } at the second. A rise of { $points } percentage points; the true change is plausibly between { $low } and { $high }.
chart-front-both-open = The { $pairs } measured both times: { $before } in the risk zone at the first, { $after } at the second. Whether the share changed cannot be told: the figures fit anything from a fall of { $high } to a rise of { $low } percentage points.
chart-front-both-few = The { $pairs } measured both times: { $before } in the risk zone at the first, { $after } at the second. They are too few to say whether the share changed.
chart-front-both-fell-hidden = The { $pairs } measured both times: { $before } in the risk zone at the first, { $after } at the second. A fall of { $points } percentage points; the interval is hidden, because it could give away a small figure.
chart-front-both-rose-hidden = The { $pairs } measured both times: { $before } in the risk zone at the first, { $after } at the second. A rise of { $points } percentage points; the interval is hidden, because it could give away a small figure.
chart-front-desc = Two fields, each of { $count } courses.
chart-front-desc-persons = Two fields, each of { $count } persons.
chart-front-desc-field = { $occasion }: { $risk } in the risk zone, { $outside } outside, { $missing } not measured.

## 01 Flow
chart-flow-question = Who came in, who went out, and whom have we measured?
chart-flow-nothing = These data hold no courses with start and closing, only measurements.
chart-flow-title = { $started } courses started; { $full } lasted at least { $months } months
chart-flow-sub = Width is the number of courses on one scale all the way down. Hatched: does not go on to the next line.
chart-flow-enquiries = enquiries
chart-flow-started = started
chart-flow-not-started = became no course
chart-flow-closed = closed
chart-flow-running = running
chart-flow-with-form = with closing form
chart-flow-without-form = without form
chart-flow-full = lasted { $months } months or more
chart-flow-early = ended earlier
chart-flow-measured = { $name } measurements: received out of owed
chart-flow-note-owed = Owed at the end of a phase: the course was running on that day. Owed at closing: the course is closed.
chart-flow-completed = of the closed had completed
chart-flow-ended-early = ended before the planned day
chart-flow-note-beside = Not in the bars: measurements that were not owed (the course had ended or not come so far): { $count }.
chart-flow-note-undated = { $count } closed without a known closing date count as running until the last contact.
chart-flow-note-enquiries = Enquiries that became no course are not in these data.
chart-flow-step = { $stays } { $what }.
chart-flow-step-leaving = { $stays } { $what }, { $leaves } { $why }.

## 02 Each occasion
chart-occasions-question = How are the measurements spread?
chart-occasions-higher = { $name } is higher { $occasion }: { $from } became { $to } for the { $pairs } we can follow
chart-occasions-lower = { $name } is lower { $occasion }: { $from } became { $to } for the { $pairs } we can follow
chart-occasions-slightly-higher = { $name } is higher { $occasion }, but it may be little: { $from } became { $to } for the { $pairs } we can follow
chart-occasions-slightly-lower = { $name } is lower { $occasion }, but it may be little: { $from } became { $to } for the { $pairs } we can follow
chart-occasions-open = { $name }: the change for the { $pairs } we can follow cannot be decided ({ $interval } points)
chart-occasions-few = { $name }: too few were measured both times to say whether it changed ({ $pairs })
chart-occasions-title-none = { $name } at each occasion
chart-occasions-sub = { $name }. The blocks show how people are spread; the dot is the mean.
chart-occasions-sub-range = { $name } from { $low } to { $high }. The blocks show how people are spread; the dot is the mean.
chart-occasions-legend = below: number measured · at the blocks: number of people
chart-occasions-legend-owed = below: measured of owed · at the blocks: number of people
chart-occasions-legend-n = below: number measured
chart-occasions-sub-means = { $name }. The dot is the mean of those measured.
chart-occasions-same = The same { $pairs } people, measured { $from } and { $to }
chart-occasions-note = The columns are not the same people: hence no line between them.
chart-occasions-note-bands = Blocks with fewer than 5 are joined with the next.
chart-occasions-desc = { $occasion }: { $count } measured, mean { $mean }.
chart-occasions-desc-same = The same { $pairs }: { $from } to { $to }. { $change }.
chart-occasions-desc-reason = The change for the same people: { $reason }

## 03 Each one
chart-zones-question = How many changed noticeably?
chart-zones-none = The study does not say how large a change is noticeable.
chart-zones-title-better = { $better } of { $pairs } were noticeably better; for { $reliable } it is more than the measurement can waver
chart-zones-title = { $name }: { $better } of { $pairs } rose noticeably; for { $reliable } it is more than the measurement can waver
chart-zones-title-relevant = { $name }: { $better } of { $pairs } rose noticeably
chart-zones-title-few = { $name }: too few were measured both times to say how many changed ({ $pairs })
chart-zones-sub = Each citizen's change in { $name } from the first to the last measurement, by zone.
chart-zone-at-least-down = { $least } or more down
chart-zone-at-least-up = { $least } or more up
chart-zone-down = { $low }–{ $high } down
chart-zone-up = { $low }–{ $high } up
chart-zone-any = all
chart-zone-words-fell-reliable = lower, beyond measurement error
chart-zone-words-fell-relevant = lower, may be chance
chart-zone-words-fell = noticeably lower
chart-zone-words-unchanged = no noticeable change
chart-zone-words-rose-relevant = noticeable, may be chance
chart-zone-words-rose-reliable = beyond measurement error
chart-zone-words-rose = noticeably higher
chart-zones-bands = From band to band
chart-zones-bands-from = Start { $band }
chart-zones-bands-to = At closing:
chart-zones-frame = frame: same band
chart-zones-frame-risk = frame: same band · { $limit } is the border of the risk zone
chart-zones-relevant = Noticeable: at least { $relevant } points.
chart-zones-relevant-step = Noticeable: at least { $relevant } points, and the scale moves in steps of { $step }, hence { $next }.
chart-zones-reliable = Measurement error for one person: { $reliable } points.
chart-zones-reliable-step = Measurement error for one person: { $reliable } points, hence { $next }.
chart-zones-merged = Two zones are joined, because one of them is under 5.
chart-zones-only = Only the { $pairs } measured both times. { $rest } cannot be followed here.
chart-zones-desc = Of { $pairs }: { $zones }.
chart-zones-desc-zone = { $zone }: { $count }

## 04 Life situation
chart-areas-question = In which areas do the same people stand differently?
chart-areas-title-all = All { $areas } areas are higher { $occasion }; most { $most }, least { $least }
chart-areas-title-some = { $rose } of { $areas } areas are higher { $occasion }; the rest cannot be decided
chart-areas-title-both = { $rose } of { $areas } areas are higher { $occasion }, { $fell } lower; the rest cannot be decided
chart-areas-title-open = Whether the { $areas } areas differ { $occasion } cannot be decided
chart-areas-title-few = Too few were measured both times to say whether the { $areas } areas differ
chart-areas-sub = Own rating from { $low } to { $high } of how well the area can be handled. The same { $pairs } citizens, sorted by change.
chart-areas-sub-varying = Own rating from { $low } to { $high } of how well the area can be handled. The same citizens both times, their number is in the table.
chart-areas-head = { $from } and { $to }
chart-areas-head-change = Change in points (95% interval)
chart-areas-mean = Mean of the { $areas }
chart-areas-note = The scale measures how well the area can be handled, not how big the problem is.
chart-areas-note-tests = Number of tests at once: { $areas }. All p-values in the table are Holm-adjusted.
chart-areas-desc = { $name } { $from } to { $to } ({ $change })

## 05 Shares
chart-shares-question = What is the share at each occasion?
chart-shares-none = The study has no questions with yes and no, and no limit of risk.
chart-shares-title = { $name }: from { $from } to { $to }
chart-shares-title-open = { $name }: { $from } and { $to }, the difference cannot be decided
chart-shares-title-few = { $name }: too few to say
chart-shares-title-none = { $name } at each occasion
chart-shares-sub = Share of those measured at each occasion, and what happened to those measured both times.
chart-shares-at-risk = In the risk zone ({ $name } of { $limit } or below)
chart-shares-pairs = The { $pairs } measured both { $from } and { $to }:
chart-shares-yes-yes = yes both times
chart-shares-yes-no = yes, then no
chart-shares-no-yes = no, then yes
chart-shares-no-no = no both times
chart-shares-note = The other occasions have fewer and other citizens than the first. Intervals: Wilson for shares, Newcombe (paired) for the change.
chart-shares-desc = The { $pairs } measured both times: { $before }, then { $after }. { $change }.

## 06 Contacts
chart-taper-question = Does support taper as planned, and does coordination stay?
chart-taper-nothing = There are too few courses with recorded contacts to show how they are spread over time.
chart-taper-title-both = Support tapers from { $from } to { $to } contacts a week; coordination stays around { $around }
chart-taper-title = Support tapers from { $from } to { $to } contacts a week
chart-taper-title-open = Support is { $from } contacts a week in the first phase and { $to } in the last; whether it tapers cannot be decided
chart-taper-sub = Contacts held a week per running course, { $weeks } weeks at a time from the first day of phase 1. Support and coordination apart, same scale.
chart-taper-planned = dashed: planned band
chart-taper-weeks = weeks since phase 1 began
chart-taper-running = Courses running:
chart-taper-caption = Contacts a week over time
chart-taper-note = Area around the curve: 95% interval over courses. Fewer courses run towards the end: those who left earlier are not in the late weeks.
chart-taper-note-band = The band is the programme's own plan.
chart-taper-desc = Support per week: { $support }. Coordination per week: { $coordination }.
chart-taper-desc-phase = { $rate } in phase { $n }

## 08 More than one way to calculate
chart-estimates-question = How much does the answer depend on those we have not measured?
chart-estimates-title =
    { $ways ->
        [2] Two ways
        [3] Three ways
       *[other] { $ways } ways
    } to calculate give { $low } to { $high } points – the sign holds, the size depends on the missing
chart-estimates-title-open = The answer depends on those we have not measured: { $low } to { $high } points
chart-estimates-title-one = The change is { $low } points for those measured; for the missing we do not know
chart-estimates-title-few = Too few were measured to say how much the answer depends on the missing
chart-estimates-sub = Change in { $name } from the first to the last measurement in points. None of them is the truth: each makes its own assumption on those we have not measured.
chart-estimates-measured = 1. Those measured both times
chart-estimates-measured-assumes = assumes that the missing are like them
chart-estimates-model = 2. All who started, by model
chart-estimates-model-assumes = assumes that the missing can be foreseen from the measured
chart-estimates-cautious = { $number }. Cautious: missing = unchanged
chart-estimates-cautious-assumes = assumes that none of the { $missing } missing got better
chart-estimates-axis = points; dashed: { $relevant } = noticeable change
chart-estimates-axis-plain = points
chart-estimates-numbers = n = { $count } · { $value } ({ $interval })
chart-estimates-note = Hollow ring: rests on an assumption. The intervals do not hold the uncertainty of having no comparison group.
chart-estimates-desc = { $name }: { $value } ({ $interval }), n = { $count }.

## 09 Groups
chart-groups-question = Does the change differ between groups fixed beforehand?
chart-groups-nothing = The study names no groups, or nobody has been measured both times yet.
chart-groups-title-alike = The groups change about alike
chart-groups-title-alike-first = The { $groups } groups change about alike
chart-groups-title-open = Differences between the groups can be neither shown nor ruled out
chart-groups-title-differs = The change differs by { $name }
chart-groups-title-few = The groups are too small to say anything about
chart-groups-title-picked = { $main }; “{ $name }” is picked on a low start value
chart-groups-sub = Change in { $name } by { $groups } traits at the start, fixed in advance. It is the difference between yes and no that says something.
chart-groups-head-change = Change in each group
chart-groups-head-difference = Difference: yes minus no
chart-groups-everybody = All ({ $count })
chart-groups-all = all
chart-groups-yes = yes
chart-groups-no = no
chart-groups-side = { $side }, n = { $count }
chart-groups-picked = picked on the start value: see note
chart-groups-difference = Difference { $difference } ({ $interval })
chart-groups-difference-few = Difference: too few to say
chart-groups-note-picked = The group “{ $name }” is picked on a low start value. It then rises by itself too (regression to the mean); the difference is therefore an open diamond and must not be read as caused by the support.
chart-groups-note = Groups under { $few } are shown without figures. Lines with end caps: 95% interval. Tinted area: interval for all.
chart-groups-desc = { $name }: yes { $with }, no { $without }, difference { $difference } ({ $interval }).
chart-groups-desc-few = { $name }: yes { $with }, no { $without }.

## The phase band
chart-band-title = Phase { $n }, week { $week } of { $weeks }
chart-band-phase = { $name }: { $from } to { $to }, { $state }.
chart-band-pause = pause { $from }–{ $to }
chart-band-pause-short = pause
chart-band-pause-open = pause from { $from }
chart-band-closed = closed

## The curve of one course
chart-curve-title = { $name }: { $from } became { $to }
chart-curve-title-one = { $name }: { $from } at the first measurement
chart-curve-title-none = { $name }: no measurement yet
chart-curve-none = no measurement yet
chart-curve-point = { $score } on { $day }.
chart-curve-next = next
chart-curve-next-on = Next measurement { $day }.
chart-curve-planned = planned
chart-curve-risk = up to { $limit }: may be at risk
chart-curve-limit = Up to { $limit } there may be a risk of stress or depression.

## 14 One course on one line
chart-course-title = { $alias }: the course on one line
chart-course-sub = { $held } contacts held, { $not } cancelled or not held.
chart-course-sub-closed = { $held } contacts held, { $not } cancelled or not held. Closed { $day }.
chart-course-phases = Phases
chart-course-contact = Contact
chart-course-events = Events
chart-course-risk = { $limit } and below: risk zone
chart-course-note = White box: making contact before phase 1. Bar: contact held, taller is longer. Ring: cancelled or not held, without blame.
chart-course-note-noise = One person's { $name } can waver by { $noise } points with nothing changed.
chart-course-desc-phase = Phase { $n } from { $day }.
chart-course-row-held = { $role }, { $minutes } minutes
chart-course-row-held-untimed = { $role }
chart-course-row-not-held = { $role }, did not take place
chart-course-row-phase = Phase { $n } began

## 15 The spark
chart-spark = { $from } to { $to } ({ $change })
chart-spark-one = { $score }, one measurement only
chart-spark-none = no measurement yet
chart-spark-nothing = no noticeable change
chart-spark-noticeable = noticeable, may be chance
chart-spark-beyond = beyond measurement error

## The life situation of one citizen
chart-profile-title = { $up } areas up, { $same } as last time, { $down } down
chart-profile-title-first = The life situation for the first time
chart-profile-last = last time
chart-profile-now = now
chart-profile-first = first time
chart-profile-same = as last time
chart-profile-up = { $n } up
chart-profile-down = { $n } down
chart-profile-unanswered = not answered

## 16 The network
chart-network-title = { $carries } of { $all } in the network carry a task
chart-network-title-gone = { $carries } of { $all } in the network carry a task; { $gone } let go of it again
chart-network-none = Nobody in the network yet. Ask whom the citizen would call.
chart-network-many = There are too many for a map. The table holds them all.
chart-network-carries = has taken over a task
chart-network-in-place = in place, without a task
chart-network-introduced = introduced
chart-network-let-go = took over a task, no longer holds it
chart-network-ring-inner = carries a task
chart-network-ring-middle = in place
chart-network-ring-outer = introduced
chart-network-citizen = Citizen
chart-network-worker-near = CTI worker: near
chart-network-worker-midway = CTI worker: on the way out
chart-network-worker-away = CTI worker: steps back
chart-network-private = private
chart-network-service = service
chart-network-key-carries = carries a task
chart-network-key-not-yet = no task yet
chart-network-key-private = round: private
chart-network-key-service = square: service
chart-network-key-let-go = let go of the task

## Figure 07: where courses are

chart-time-question = How many end early, and when?
chart-time-nothing = There are no dates of start and closing yet. They are filled in on the course.
chart-time-title = After { $month } months { $left } have ended early and { $completed } have completed
chart-time-sub = { $count } courses from the first day of phase 1. Ended early is ended before the planned day, whatever the reason.
chart-time-desc = After { $month } months: ended early { $left }, completed { $completed }, running { $running }.
chart-time-completed = completed { $share }
chart-time-running = running { $share }
chart-time-left = ended early { $share }
chart-time-axis = months since start; below, courses still followed
chart-time-note = Aalen–Johansen: completion is a competing event, running courses count as long as they are followed. Points stand where at least five courses have ended since the last. Line with end caps: 95% interval.
chart-time-caption = Where courses are, month by month
chart-time-column-month = Month
chart-time-column-followed = Followed
chart-time-column-left = Ended early
chart-time-column-completed = Completed
chart-time-column-running = Running, %
chart-time-title-ways = After { $month } months { $dropped } have dropped out and { $completed } have completed
chart-time-sub-ways = { $count } courses from the first day of phase 1. Both those who dropped out and those with another reason ended before the planned day.
chart-time-desc-ways = After { $month } months: dropped out { $dropped }, ended early for another reason { $other }, running { $running }, completed { $completed }.
chart-time-dropped = dropped out { $share }
chart-time-other = other reason { $share }
chart-time-column-dropped = Dropped out
chart-time-column-other = Early, other reason, %
chart-time-column-done = Completed, %
chart-time-note-ways = Dropped out: did not wish to continue or to have a new worker, contact was lost, or the reason is not known. Another reason: for example that the goal is reached.

## Figure 11: over time

chart-control-question = Has something changed, or is this the usual variation?
chart-control-nothing = There are too few quarters with enough measurements yet. Six are needed.
chart-control-sub = Quarter by quarter. Dashed: the limits of the usual variation.
chart-control-not-held = appointments that came to nothing
chart-control-start-score = { $name } at start
chart-control-usual = { $name }: varies around { $mean }, no signs of change.
chart-control-outside =
    { $signs ->
        [one] { $name }: varies around { $mean }, one sign of change, in { $period }.
       *[other] { $name }: varies around { $mean }, { $signs } signs of change, first in { $period }.
    }
chart-control-runs = { $name }: varies around { $mean }, with longer runs on one side than chance makes.
chart-control-quarter = { $year } Q{ $quarter }
chart-control-mean = mean { $mean }
chart-control-limits = Usual variation
chart-control-column-period = Quarter
chart-control-column-x = Came to nothing
chart-control-column-mean = Mean
chart-control-column-sign = Sign
chart-control-sign = outside the limits
chart-control-note = Shares: limits of three standard deviations (p chart). Means: 2.66 times the mean moving range (XmR). Diamond: outside the limits. Hatched: too few for a point. A sign says that something changed, not why.
chart-control-runs-note = Mean { $mean }. Longest run on one side { $run } (a sign above { $runlimit }); crossings { $crossings } (a sign under { $crossingslimit }), by Anhøj’s rules.

## Figure 08, below: when the answer tips

chart-tipping-heading = If the missing did worse than comparable measured people
chart-tipping-axis = difference of the missing from comparable measured people, points
chart-tipping-zero = At { $delta } points the interval reaches { $value }: then the change can no longer be told.
chart-tipping-relevant = At { $delta } points the interval reaches { $value }, the least that counts as noticeable.
chart-tipping-column-what = The interval reaches
chart-tipping-column-value = Points
chart-tipping-column-delta = At a difference of
chart-tipping-row-zero = no change
chart-tipping-row-relevant = noticeable change

## Figure 10: units

chart-units-question = Is any municipality further from the whole than chance puts it?
chart-units-nothing = There is only one municipality in the figures.
chart-units-alike = { $units } municipalities: none lies outside what chance can give
chart-units-outside =
    { $outside ->
        [one] { $names } lies outside what chance can give: look at data and at who is included first
       *[other] { $names } lie outside what chance can give: look at data and at who is included first
    }
chart-units-sub = { $name }. Municipalities in the order of their names.
chart-units-risk = Risk zone on { $label }, { $at }
chart-units-yes = { $label }, { $at }
chart-units-of-change = Change on { $label }, measured both times
chart-units-change = { $d } ({ $n })
chart-units-desc = { $name }: all { $all }. Hidden: { $hidden }.
chart-units-all = All
chart-units-hidden = hidden
chart-units-axis = persons measured
chart-units-note-rows = Line with end caps: 95% interval. Dashed: all together. Intervals that overlap cannot be told apart.
chart-units-note-funnel = Dashed: where chance puts 95 of 100 municipalities of that size; line: 998 of 1000. Outside is a diamond with its name.
chart-units-note = Hatched: hidden. There is no rank: the order of the shares is mostly chance.
chart-units-note-changes = There is no rank: the order of the changes is mostly chance.
chart-units-column-unit = Municipality
chart-units-column-within = Within chance
chart-units-column-drawn = Drawn towards all, %
chart-units-column-change = Change
chart-units-column-drawn-change = Drawn towards all
chart-units-yes-within = yes
chart-units-no-within = no
chart-units-changes-note = Within chance: within the limits round the change of all where chance puts 998 of 1000 municipalities of that size, the persons of one varying by { $sd }. Drawn towards all: random effects (restricted likelihood).
chart-units-table-note = Within chance: within the limits for 998 of 1000 round the share of all, { $counts } ({ $all }). Drawn towards all: random effects on the logit (restricted likelihood).

## The team’s load

chart-team-title = The team carries { $x } of { $of }
chart-team-title-over =
    { $over ->
        [one] The team carries { $x } of { $of }; one carries more than the hours reach to
       *[other] The team carries { $x } of { $of }; { $over } carry more than the hours reach to
    }
chart-team-sub = Weighted courses of each worker, in the order of the page. Strokes: what the hours reach to.
chart-team-note = Hatched: more than the hours reach to. It says something on how work is shared, not on the single worker.
chart-team-caption = The team’s load
chart-team-column-who = Worker
chart-team-all = The team
chart-caption-periods = Change in { $name }, period by period
chart-column-df = df
chart-column-end = At the end
chart-column-p = p
chart-column-period = Began
chart-column-start = At start
chart-periods-at-start = { $name }, at start
chart-periods-began = { $count } courses began
chart-periods-difference = Difference: { $later } minus { $first }
chart-periods-note = Hollow ring: difference between two periods. The interval does not hold that these are other people in another time.
chart-periods-others = other people in another time
chart-periods-sub = Change in { $name } from the first to the last measurement in points, for those measured both times, by when they began.
chart-periods-title-alike = The change was about the same in the periods
chart-periods-title-apart = The change was not the same in the periods; that does not say why
chart-periods-title-few = Too few are measured to say whether the periods differ
chart-periods-title-unclear = Whether the change differed between the periods cannot be decided
chart-periods-welch = Difference: the later period minus the first; Welch's interval for two groups of different people.

## 12

chart-fidelity-sub = Share of the courses of which it can be said, in per cent; 95% interval. Below the rows the same numbers as a web.
chart-fidelity-note = Hatched: hidden or not recorded. The web is open where nothing can be said; its area means nothing.
chart-fidelity-own = Rules of our own, not CACTI’s scale. There is no total score, and not recorded is not counted as not done.
chart-fidelity-web = The web: numbers of the items as above
chart-fidelity-unknown-all = cannot be assessed
chart-fidelity-unknown = { $n } cannot be assessed
chart-fidelity-table = Items of the method, course by course
chart-fidelity-column-item = Item
chart-fidelity-column-rule = Rule
chart-fidelity-column-of = Asked of
chart-fidelity-column-met = Met
chart-fidelity-column-not-met = Not met
chart-fidelity-column-unknown = Cannot be assessed
chart-fidelity-of-closed = closed courses
chart-fidelity-of-reached = courses that reached phase { $phase }
