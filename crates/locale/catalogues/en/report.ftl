### Words and sentences of the report. The sentences carry the numbers of the report's rules (S1–S16, L1–L14).

## Cells

report-cell-of = { $x } of { $n }
report-cell-not-measured = not measured
report-cell-hidden = • hidden
report-cell-not-computable = cannot be computed

## Parts of sentences

report-on-who5 = in well-being
report-on-other = on { $label }
report-subject-who5 = well-being
report-subject-other = { $label }
report-measure-who5 = Well-being (WHO-5)
report-measure-paid = Payment for sex in the past month
report-measure-risk = In the risk zone
report-measure-risk-of = In the risk zone: { $label }
report-both = both { $from } and { $to }
report-occasion-start = at start
report-occasion-phase1 = after phase 1
report-occasion-phase2 = after phase 2
report-occasion-closing = at closing
report-occasion-follow-up = at follow-up
report-occasion-other = at occasion { $key }
report-occasion-at = at { $label }
report-and = { $first } and { $last }
report-points =
    { $d ->
        [one] { $d } point
       *[other] { $d } points
    }
report-reason-no-pairs = nobody was measured both times
report-reason-one-pair = only one was measured both times
report-reason-no-spread = all changed by the same amount
report-reason-no-discordant-pairs = nobody changed sides
report-reason-no-values = there are no answers
report-reason-suppressed = the figure is small or could give away another
report-reason-nobody-missing = nobody is missing
report-reason-no-range = the measure has no lowest and highest value
report-reason-perfect-separation = the answers can be told apart perfectly
report-reason-no-solution = the data do not determine a number
report-reason-no-events = nobody left early
report-reason-too-many-values = there are more different values than there is room for

## S1: who and how many

report-s1-begun =
    { $span ->
        [months] From { $from } to { $to } { $n ->
            [one] { $n } course started
           *[other] { $n } courses started
        }
        [month] In { $from } { $n ->
            [one] { $n } course started
           *[other] { $n } courses started
        }
       *[unknown] { $n ->
            [one] { $n } course has started
           *[other] { $n } courses have started
        }
    }
report-s1-none = No courses have started yet.
report-s1 = { $begun }; { $closed } have closed, { $running } are running.
report-s1-nearly-closed = { $begun }; nearly all have closed.
report-s1-most-closed = { $begun }; most have closed.
report-s1-most-running = { $begun }; most are running.
report-s1-all-closed =
    { $n ->
        [one] { $begun }; it has closed.
       *[other] { $begun }; all have closed.
    }
report-s1-none-closed =
    { $n ->
        [one] { $begun }; it is running.
       *[other] { $begun }; none has closed yet.
    }
report-s1-nearly-running = { $begun }; nearly all are running.
report-s1-few = { $begun }; some have closed, others are running.
report-s1-persons =
    { $n ->
        [0] There are no persons in the data.
        [one] The data are about { $n } person.
       *[other] The data are about { $n } persons, each measured up to { $k } times.
    }

## S2: what changed

report-s2-relevant = The { $n } measured { $both } rose by { $points } { $on } on average; the true figure is plausibly between { $lo } and { $hi }, and { $relevant } counts as noticeable.
report-s2-up-small = The { $n } measured { $both } rose by { $points } { $on } on average; it is a rise, but it may be as small as { $lo }.
report-s2-up = The { $n } measured { $both } rose by { $points } { $on } on average; the true figure is plausibly between { $lo } and { $hi }.
report-s2-unclear = Whether { $subject } changed cannot be told: the figures fit anything from { $lo } to { $hi } points.
report-s2-hidden = How much { $subject } changed is hidden, because the figure is small or could give away another.
report-s2-relevant-exact = The { $n } measured { $both } rose by { $points } { $on } on average; the uncertainty is under { $unit } point, and { $relevant } counts as noticeable.
report-s2-up-exact = The { $n } measured { $both } rose by { $points } { $on } on average; the uncertainty is under { $unit } point.
report-s2-down-exact = The { $n } measured { $both } fell by { $points } { $on } on average; the uncertainty is under { $unit } point.
report-s2-unclear-exact = Whether { $subject } changed cannot be told; a change is under { $unit } point in any case.
report-s2-up-tiny = The { $n } measured { $both } rose by { $points } { $on } on average; it is a rise, but it may be under { $unit } point.
report-s2-down-tiny = The { $n } measured { $both } fell by { $points } { $on } on average; it is a fall, but it may be under { $unit } point.
report-s2-down = The { $n } measured { $both } fell by { $points } { $on } on average; the true figure is plausibly between { $lo } and { $hi }.
report-s2-few =
    { $n ->
        [0] Nobody was measured { $both }; so we cannot say whether { $subject } changed.
        [one] Only one was measured { $both }; too few to say whether { $subject } changed.
       *[other] Only { $n } were measured { $both }; too few to say whether { $subject } changed.
    }
report-s2-shares-unclear = Whether the share answering yes to { $label } changed cannot be told: the figures fit anything from { $lo } to { $hi } percentage points.
report-s2-shares-down = Among the { $n } measured { $both } the share with yes to { $label } fell by { $d } percentage points; the true figure is plausibly between { $lo } and { $hi }.
report-s2-shares-up = Among the { $n } measured { $both } the share with yes to { $label } rose by { $d } percentage points; the true figure is plausibly between { $lo } and { $hi }.

## S3: who we do not know about

report-s3-many =
    { $m ->
       *[other] For { $m } of { $n } closed courses we do not know how it went, because the measurement is missing.
    }
report-s3-some =
    { $m ->
        [one] { $m } of { $n } closed courses lacks a measurement at closing.
       *[other] { $m } of { $n } closed courses lack a measurement at closing.
    }
report-s3-nearly = Nearly all closed courses are measured ({ $r } of { $n }).
report-s3-all =
    { $n ->
        [one] The one closed course is measured.
       *[other] All { $n } closed courses are measured.
    }
report-s3-nobody = No course has closed yet, so there are no measurements at closing yet.
report-s3-hidden = How many of the closed courses are not measured is hidden, because the figure is small or could give away another.
report-s3-many-persons = For { $m } of { $n } persons we do not know how it went, because the measurement { $to } is missing.
report-s3-some-persons =
    { $m ->
        [one] { $m } of { $n } persons lacks a measurement { $to }.
       *[other] { $m } of { $n } persons lack a measurement { $to }.
    }
report-s3-nearly-persons = Nearly all persons are measured { $to } ({ $r } of { $n }).
report-s3-all-persons =
    { $n ->
        [one] The one person is measured { $to }.
       *[other] All { $n } persons are measured { $to }.
    }

## S4: how sure is this

report-s4-measured-all = Measured: { $r } of { $n } – all.
report-s4-measured-nearly = Measured: { $r } of { $n } – nearly all.
report-s4-measured-most = Measured: { $r } of { $n } – most.
report-s4-measured-less =
    { $r ->
        [0] Measured: none of { $n }.
       *[other] Measured: { $r } of { $n } – less than half.
    }
report-s4-width-narrow = The interval is narrow: { $lo } to { $hi } points.
report-s4-width-medium = The interval is medium: { $lo } to { $hi } points.
report-s4-width-wide = The interval is wide: { $lo } to { $hi } points.
report-s4-width-plain = The interval is { $lo } to { $hi } points.
report-s4-width-exact = The interval is narrower than { $unit } point.
report-s4-width-few = Too few were measured both times for an interval to say anything.
report-s4-missing-few = Too few were measured both times to check this.
report-s4-open = The answer is open as it is, and the missing may move it either way.
report-s4-holds = The answer holds even if none of the missing changed ({ $points }).
report-s4-holds-better = The answer holds even if none of the missing got better ({ $points }).
report-s4-holds-but = The answer holds even if none of the missing got better ({ $points }), but then it may be as little as { $lo }.
report-s4-tips = The answer tips if none of the missing changed: then the figures fit anything from { $lo } to { $hi } points.
report-s4-none-missing = Nobody is missing, so the answer does not depend on anybody we do not know about.
report-s4-no-comparison = There is nobody to compare with. So we cannot say how much would have happened anyway.
report-s4-comparator = Compared with { $comparator }: difference { $d } points ({ $lo } to { $hi }); the groups were not drawn by lot.
report-s4-comparator-none = There is a series from elsewhere to compare with ({ $comparator }), but the change here cannot be computed.

## S5–S6: shares

report-s5-first =
    { $x ->
        [0] { $from } none of { $n } measured were in the risk zone,
        [one] { $from } { $x } of { $n } measured was in the risk zone,
       *[other] { $from } { $x } of { $n } measured were in the risk zone,
    }
report-s5-first-percent = { $from } { $x } of { $n } measured were in the risk zone ({ $p }%),
report-s5-last =
    { $x ->
        [0] { $to } none of { $n }.
       *[other] { $to } { $x } of { $n }.
    }
report-s5-last-percent = { $to } { $x } of { $n } ({ $p }%).
report-s5-fell = Among the { $n } measured both times the share fell by { $p } percentage points ({ $lo } to { $hi }); { $out } the zone, { $in } it.
report-s5-rose = Among the { $n } measured both times the share rose by { $p } percentage points ({ $lo } to { $hi }); { $out } the zone, { $in } it.
report-s5-unclear = Whether the share changed among the { $n } measured both times cannot be told ({ $lo } to { $hi } percentage points); { $out } the zone, { $in } it.
report-s5-moves-hidden = Among the { $n } measured both times the number went from { $x } to { $y }; how many moved each way is hidden because the figure is small or could give away another.
report-s5-out =
    { $n ->
        [0] nobody left
       *[other] { $n } left
    }
report-s5-in =
    { $n ->
        [0] nobody entered
       *[other] { $n } entered
    }
report-s5-few =
    { $n ->
        [0] Nobody was measured both times, so we cannot follow whether the share changed.
        [one] Only one was measured both times; too few to say whether the share changed.
       *[other] Only { $n } were measured both times; too few to say whether the share changed.
    }
report-s6-first =
    { $x ->
        [0] { $from } none of { $n } had been paid for sex in the past month,
       *[other] { $from } { $x } of { $n } had been paid for sex in the past month,
    }
report-s6-first-other =
    { $x ->
        [0] { $from } none of { $n } answered yes to { $label },
       *[other] { $from } { $x } of { $n } answered yes to { $label },
    }
report-s6-fell = Among the { $n } measured both times the share fell by { $p } percentage points ({ $lo } to { $hi }): { $out } from yes to no, { $in } from no to yes.
report-s6-rose = Among the { $n } measured both times the share rose by { $p } percentage points ({ $lo } to { $hi }): { $out } from yes to no, { $in } from no to yes.
report-s6-unclear = Whether the share changed among the { $n } measured both times cannot be told ({ $lo } to { $hi } percentage points): { $out } from yes to no, { $in } from no to yes.
report-s6-turned =
    { $n ->
        [0] nobody went
       *[other] { $n } went
    }

## S7: the single person

report-s7-better =
    { $x ->
        [0] None of { $n } were noticeably better,
        [one] One of { $n } was noticeably better,
       *[other] { $x } of { $n } were noticeably better,
    }
report-s7-rose =
    { $x ->
        [0] None of { $n } rose noticeably,
        [one] One of { $n } rose noticeably,
       *[other] { $x } of { $n } rose noticeably,
    }
report-s7-worse =
    { $x ->
        [0] none noticeably worse.
        [one] one noticeably worse.
       *[other] { $x } noticeably worse.
    }
report-s7-fell =
    { $x ->
        [0] none fell noticeably.
        [one] one fell noticeably.
       *[other] { $x } fell noticeably.
    }
report-s7-reliable =
    { $x ->
        [0] For none is the rise larger than one person’s measurement can waver by itself.
        [one] For one the rise is larger than one person’s measurement can waver by itself.
       *[other] For { $x } the rise is larger than one person’s measurement can waver by itself.
    }

## S8: life situation

report-s8-all =
    { $k ->
        [one] The area is higher { $to }.
       *[other] All { $k } areas are higher { $to }
    }
report-s8-some =
    { $x ->
        [one] One of { $k } areas is higher { $to }
       *[other] { $x } of { $k } areas are higher { $to }
    }
report-s8-none = Whether any of the { $k } areas is higher { $to } cannot be told
report-s8-lower =
    { $x ->
        [one] one is lower
       *[other] { $x } are lower
    }
report-s8-hidden =
    { $x ->
        [one] one is hidden because it is small or could give away another
       *[other] { $x } are hidden because they are small or could give away others
    }
report-s8-rest = for the rest it cannot be told
report-s8-largest = the largest changes are in { $area1 } ({ $d1 }) and { $area2 } ({ $d2 })
report-s8-progress = { $x } of { $n } rose by at least { $least } points on average over all areas.
report-s8-progress-full = Among { $n } full courses { $x } rose by at least { $least } points on average over all areas.

## S9–S10: leaving early

report-s9-phase =
    { $x ->
        [0] None of the { $n } courses that began phase { $phase } ended in it.
        [one] One of the { $n } courses that began phase { $phase } ended in it.
       *[other] { $x } of the { $n } courses that began phase { $phase } ended in it.
    }
report-s9-hidden = How many ended early is hidden, because the figure is small or could give away another.
report-s9-note = Some end early because the goal was reached; the figures do not tell them apart.
report-s9-note-ways = These are both those who dropped out and those who ended early for another reason; month by month they stand apart.
report-s10-alike = Those who later ended before phase 3 were like the others at start (difference { $d }, { $lo } to { $hi } { $unit }).
report-s10-lower = Those who later ended before phase 3 started lower than the others (difference { $d }, { $lo } to { $hi } { $unit }).
report-s10-higher = Those who later ended before phase 3 started higher than the others (difference { $d }, { $lo } to { $hi } { $unit }).
report-s10-moved-less = They had moved { $d } points less in phase 1 ({ $lo } to { $hi }).
report-s10-moved-more = They had moved { $d } points more in phase 1 ({ $lo } to { $hi }).
report-s10-moved-unclear = Whether they moved less in phase 1 cannot be told ({ $lo } to { $hi } points).
report-unit-who5 = points on WHO-5
report-unit-other = points

## S11: groups

report-s11-alike = The change was about the same with and without { $trait } (difference { $d }, { $lo } to { $hi }).
report-s11-unclear = Whether the change differed with and without { $trait } cannot be told (difference { $d }, { $lo } to { $hi }).
report-s11-larger = The change was larger with { $trait } (difference { $d }, { $lo } to { $hi }); this does not say why.
report-s11-smaller = The change was smaller with { $trait } (difference { $d }, { $lo } to { $hi }); this does not say why.
report-s11-picked = Those who started low rose most. They would also do so by themselves, because the group is picked on a low value.
report-s11-picked-other = The group { $trait } is picked on its own value at start. The difference can be read as nothing else.
report-s11-few = There are too few with or without { $trait } to say whether the change differed.

## S12: contacts

report-s12 = Support fell from { $a } contacts a week in phase { $first } to { $c } in phase { $last }; { $coordination }.
report-s12-rose = Support rose from { $a } contacts a week in phase { $first } to { $c } in phase { $last }; { $coordination }.
report-s12-same = Support was { $a } contacts a week in phase { $first } and { $c } in phase { $last }; { $coordination }.
report-s12-one = Support was { $a } contacts a week in phase { $first }; { $coordination }.
report-s12-coordination = coordination was { $k1 } and { $k3 }
report-s12-coordination-one = coordination was { $k1 }
report-s12-coordination-none = no coordination is recorded

## S16

report-s16 = { $what }: cannot be computed, because { $reason }.

## Limits

report-l1 = The report shows what happened while the courses ran. It cannot show what would have happened without them.
report-l1-persons = The report shows what happened between the measurements. It cannot show what would have happened without support.
report-l2 = People often begin in a crisis; some get better whatever is done.
report-l3 = Groups picked on a low start value rise by themselves (regression to the mean).
report-l4-plain = { $m } are missing at closing.
report-l4-plain-persons = { $m } are missing { $to }.
report-l4-like = { $m } are missing at closing. At start they were like the measured on what is in the table.
report-l4-differed = { $m } are missing at closing. At start they differed from the measured on { $vars }.
report-l4-others = other things in the table
report-l5 = { $x } of { $n } answers ({ $p }%) were given with a worker present; answers may be kinder for it.
report-l5-some = Some of the answers were given with a worker present; answers may be kinder for it.
report-l8 = Life situation is the citizen’s own rating on a scale not tested as a measure of effect.
report-l-far = In { $measures } at least one value lies so far from the rest that it may be a slip of the pen. It is part of every number; look at the source, and check the measure’s range in the study file.
report-l-repeated = The logistic regression uses several rows of the same person and takes them as independent; its intervals may be too narrow.
report-l9 = { $k } measures were looked at. Some may miss by chance; p-values are adjusted within { $families }.
report-l9-plain = { $k } measures were looked at. Some may miss by chance; the p-values are not adjusted.
report-l12 =
    { $r ->
        [one] One course is running; the latest starters are not in the closing figures.
       *[other] { $r } courses are running; the latest starters are not in the closing figures.
    }
report-l13 = With { $n } pairs the interval is so wide that a difference of { $h } points cannot be seen.
report-l14 = All persons are invented. The figures show what the report looks like, not what the programme does.

## The frame round the pages

report-synthetic-head = SYNTHETIC DATA
report-synthetic-line = Synthetic data: all persons are invented.
report-provisional = provisional
report-cut = Data up to { $date }
report-period = { $from } to { $to }
report-page-of = Page { $page } of { $total }
report-skip = Skip to the report
report-contents = Contents
report-figure = Figure { $number }
report-table = Table { $number }
report-caption-table = Table { $number }. { $caption }
report-caption-definition = definition
report-see-figure = Shown in { $figures }.
report-figure-table = The numbers behind the figure
report-h-written = Written by people
report-written-interpretation = Interpretation
report-written-deviations = Deviations from the approved plan
report-written-learning = Learning
report-written-money = Money
report-written-of = Written by { $author }, { $date }
report-source-written = written by { $author }, { $date }
report-written-by = Written by
report-written-date = Date
report-made-with = Computed with { $software }. The report says what follows from the numbers, and not why.
report-read-on = Read on: first for whoever runs the work, then what a researcher will want to check.

## Headings

report-h-front = What happened to those who started?
report-h-front-persons = What happened from the first to the last measurement?
report-h-sure = How sure is this?
report-h-sure-measured = How many are measured
report-h-sure-width = How wide is the interval
report-h-sure-missing = If the missing did not change
report-h-sure-comparison = Is there anybody to compare with
report-h-did = What we did, and for whom
report-h-did-persons = Whom the figures are about
report-h-changed = What changed, and what comes next
report-h-changed-persons = What changed
report-h-who = Who they are
report-h-way = The way through the course
report-h-contacts-lead = The contacts
report-fidelity-not = Of the points of the method (fidelity) the report measures here only whether support tapers. The others are not computed, nor how many courses will come in the next months.
report-h-leaving-lead = Leaving early
report-h-look = Things to look at
report-h-own = Your own learning
report-h-own-prompt = What have you learnt, and what will you try now?
report-h-research = For whoever wants to check
report-h-question = Question and measures
report-h-flow = Courses and measurements
report-h-baseline = Who started, and who lacks a last measurement
report-h-score-who5 = Well-being at each occasion
report-h-score-other = { $label } at each occasion
report-h-shares = Shares
report-h-individual = Individual change
report-h-subgroups = Groups fixed beforehand
report-h-contacts = Contacts
report-h-leaving = Leaving early
report-h-limits = What the figures cannot say
report-h-annex = Annex { $letter }. { $title }
report-h-methods = Methods
report-h-definitions = Definitions
report-h-all-tables = All tables

## Page 2: five lines on who they are

report-who-share = { $x } of { $n }
report-who-share-percent = { $x } of { $n } ({ $p }%)
report-who-missing =
    { $m ->
        [0] all known
       *[other] { $m } not known
    }
report-who-mean = { $value } on average (n = { $n })
report-way-closed-forms = { $x } of { $n } closing forms were received.
report-way-full =
    { $x ->
        [0] No course with a closing form lasted at least { $months } months.
        [one] One course with a closing form lasted at least { $months } months.
       *[other] { $x } courses with a closing form lasted at least { $months } months.
    }
report-way-enquiries =
    { $n ->
        [one] There was { $n } enquiry.
       *[other] There were { $n } enquiries.
    }
report-look-missing = { $m } of { $n } measurements { $to } are missing.
report-look-left = A larger share ended before phase 3 than in an earlier period. { $first }: { $a }%. { $later }: { $b }%.
report-look-where = See { $where }
report-look-forms =
    { $m ->
        [one] One of { $n } closing forms is missing.
       *[other] { $m } of { $n } closing forms are missing.
    }

## Question and measures

report-q-population = Who
report-q-population-courses = All { $n } courses started, also those that ended early.
report-q-population-persons = All { $n } persons in the data.
report-q-design = Design
report-q-design-text = The same group is followed from the first to the last measurement; there is no group to compare with.
report-q-design-recorded = The data were recorded while the work was done.
report-q-design-comparator = The same group is followed from the first to the last measurement, and its change is held against { $comparator }; the groups were not drawn by lot.
report-q-variables = Measures
report-q-window = Comparison
report-q-window-text = The measurement { $from } against the one { $to }, for those with both.
report-q-occasions = Occasions
report-q-early = When somebody ends early
report-q-early-text = The latest measurement is not carried forward. Whoever is not measured { $to } counts as not measured.
report-q-summary = Summary
report-q-summary-score = Mean change of the same people, with a 95% interval.
report-q-summary-share = Share at each occasion, and difference in share for the same people, with a 95% interval.
report-q-subgroups = Groups fixed beforehand
report-q-relevant = noticeable change: { $value } points
report-q-reliable = more than one person’s measurement can waver: { $value } points
report-q-risk = risk zone: { $value } or below

## Tables: titles

report-t-left = Ended early, by phase
report-t-reasons = How the courses ended
report-t-baseline = At start: all, and those with and without a last measurement
report-t-occasions = { $label } at each occasion
report-t-change = Change of the same people: { $label }
report-t-tests = Tests of the changes
report-t-shares = Shares at each occasion
report-t-paired = The same people’s answers twice
report-t-family = { $label }: change in each area
report-t-family-occasions = { $label }: mean over all areas
report-t-subgroups = Change in groups fixed beforehand
report-t-contacts = Contacts in each phase
report-t-contacts-rates = Support and coordination a week
report-t-kinds = Contacts by kind
report-t-leaving = Those who ended before phase 3, against the others

## Tables: columns and rows

report-c-step = Step
report-c-n = n
report-c-count = Count
report-c-started = Started
report-c-closed = Closed
report-c-running = Running
report-c-full = Full courses (at least { $months } months)
report-c-of = of
report-c-occasion = Occasion
report-c-owed = Owed
report-c-missing = Missing
report-c-phase = Phase
report-c-entered = Began
report-c-left = Ended in the phase
report-c-share = Share, %
report-c-reason = Reason
report-c-characteristic = At start
report-c-all = All
report-c-with = With last measurement
report-c-without = Without
report-c-value = % or mean
report-c-difference-std = Standardised difference
report-c-mean = Mean
report-c-sd = SD
report-c-median = Median
report-c-interval = 95% interval
report-c-lower = from
report-c-upper = to
report-c-from = From
report-c-to = To
report-c-change = Change
report-c-t = t
report-c-df = df
report-c-p = p
report-c-p-holm = p (Holm)
report-c-dz = dz
report-c-measure = Measure
report-c-yes = Yes
report-c-yes-yes = Yes, yes
report-c-yes-no = Yes, no
report-c-no-yes = No, yes
report-c-no-no = No, no
report-c-fall = Fall, percentage points
report-c-mcnemar = p (McNemar)
report-c-band = Level
report-c-zone = Zone
report-c-span = Points
report-c-area = Area
report-c-progress = At least { $least } points up, %
report-c-group = Group
report-c-level = Part
report-c-level-with = with
report-c-level-without = without
report-c-level-difference = difference
report-c-level-model = difference by the model
report-c-courses = Courses
report-c-days = Days
report-c-held = Took place
report-c-not-held = Did not take place
report-c-support = Support a week
report-c-coordination = Coordination a week
report-c-coordination-share = Coordination, %
report-c-per-month = A month
report-c-planned = Planned a week
report-c-minutes = Hours
report-c-kind = Kind
report-c-weeks = Week
report-c-among = Among
report-c-among-full = full courses
report-c-among-paired = measured both times
report-c-least = At least, points
report-t-progress = Rise of the mean over all areas
report-c-table = Table
report-c-outside = Outside
report-c-overall = All areas
report-c-total = All
report-c-who = Who
report-c-change-or-difference = Points
report-c-stayed = The others
report-c-row-sd = { $name }: SD
report-c-row-start = At start, difference
report-c-row-early = Change in phase 1, difference
report-c-row-early-left = Change in phase 1, ended before phase 3
report-c-row-early-stayed = Change in phase 1, the others
report-kind-meeting = Meeting
report-kind-call = Call
report-kind-message = Message
report-kind-accompaniment = Accompaniment
report-kind-coordination = Coordination
report-yes = yes
report-no = no

## Notes under tables

report-note-left = Ended before the planned last day. Courses without a known closing date are not included.
report-note-baseline = Count is how many of those with an answer; the next column is their share in per cent, or the mean. Under ten there is no percentage.
report-note-std = Standardised difference: with against without a last measurement, in standard deviations. There are no p-values in this table.
report-note-same-people = The change is of the same people; the occasions above are not of the same people.
report-note-rounding = Each number is rounded by itself; sums may therefore differ.
report-note-holm = p (Holm) is adjusted for looking at { $k } areas at once.
report-note-picked = { $trait }: the group is picked on its own value at start, so the difference stands outside the adjustment.
report-note-contacts = Only contacts that took place. A week means per course and week in the phase.
report-note-fall = Fall is the share the first time minus the share the second time.
report-note-leaving = { $left } ended before phase 3, { $stayed } did not. Start: those who ended minus the others. Change: the others minus those who ended.

## Methods

report-m-made = Computed with { $software }.
report-m-cut = The data were cut on { $date }.
report-m-source = { $name }: { $rows } rows, SHA-256 { $hash }.
report-m-source-record = { $name }: { $rows } rows from the record.
report-m-rows = { $persons } persons and { $rows } rows were read.
report-m-source-moments = Moments from { $name }: { $persons } persons.
report-m-moments = Sums over { $persons } persons of { $places } places were read; no rows.
report-m-linked = Rows about the same person are joined by the id that the data have themselves; no other source is linked. Every row of the source was read.
report-m-cleaned = Nothing was mended on the way: a row with an unknown value, a value outside the measure’s range or a repeated measurement stops the computation until it is mended in the source.
report-m-cleaned-courses = Nothing was mended on the way: a row with an unknown value or a value outside the measure’s range stops the computation until it is mended in the source. Of several responses to one form at one measurement the newest counts. Courses that did not begin phase 1 and measurements that the study does not name are left out.
report-m-mean = Means have a 95% interval by the t distribution with n − 1 degrees of freedom. SD is with n − 1. The median is of type 7.
report-m-quartiles = Quartiles are of type 7.
report-m-change = Change is the difference for persons with both measurements: paired t-test with n − 1 degrees of freedom and two-sided p. dz is the change divided by its SD.
report-m-effect = Standardised changes: dz with an interval by the noncentral t distribution; Hedges’ g is dz times his factor, and its interval is the same times the factor; Glass’ delta divides by the SD at the first occasion, d(av) by the root of the mean of both variances.
report-m-wilcoxon = Wilcoxon’s signed rank test: differences of zero are left out, ties share their rank; p by the normal approximation without and with continuity correction, exact for at most 200 differences. The middle is Hodges and Lehmann’s of the differences that are not zero, with the shifts that the corrected test does not reject.
report-m-alpha = Cronbach’s alpha at each occasion, of those with all answers; interval by Feldt.
report-m-cautious = The cautious way takes all with a first measurement; whoever lacks the second counts as unchanged. Interval by the t distribution.
report-m-share = Shares have Wilson’s 95% interval without continuity correction.
report-m-clopper = Clopper and Pearson’s exact interval stands beside it.
report-m-paired = Differences in share for the same people have Newcombe’s paired interval (method 10). p is McNemar’s exact two-sided test.
report-m-mcnemar = McNemar’s test without and with continuity correction and by mid-p stands beside it, and the odds ratio with its exact interval.
report-m-jacobson-truax = Four groups after Jacobson and Truax: whether the change is larger than the noise of the measurement, and whether the limit of the risk zone is crossed.
report-m-holm = p (Holm) is adjusted by Holm within { $family } ({ $k } measures).
report-m-bh = p (BH) is adjusted by Benjamini and Hochberg within { $family } ({ $k } measures).
report-m-subgroups = Groups are compared on their change with Welch’s t interval of the difference.
report-m-subgroups-holm = p (Holm) of groups is adjusted over the groups not picked on their own value at start.
report-m-subgroups-model = The difference between groups by the model comes out of an MMRM with group × occasion: every measurement of every person, with Satterthwaite’s degrees of freedom and Kenward and Roger’s beside them.
report-m-dropout = Those who ended before phase 3 are compared with the others by Welch’s t interval.
report-m-contacts = Contacts are divided by the courses’ days in the phase; a month is 30.4375 days. The interval rests on the spread between courses.
report-m-std = The standardised difference is the difference in mean or share, divided by the pooled SD.
report-m-missing = Missing answers are not filled in. How many are missing stands in the tables at each occasion.
report-m-missing-imputed = Missing answers are not filled in, except where it is said what stands for them: in the multiple imputation and the other ways of counting who is missing. How many are missing stands in the tables at each occasion.
report-m-likely = “Plausibly between” on the first pages is the 95% interval: if the study were repeated many times, 95 of 100 intervals would hold the true figure.
report-m-settings = Settings
report-m-setting = { $name }: { $value }

## Definitions

report-d-started = A course has started when phase 1 has begun.
report-d-closed = A course is closed when its closing was recorded by the day the data were cut.
report-d-full = A full course has a closing form and lasted at least { $months } months.
report-d-owed = A measurement is owed when the course was running on the day it was to be taken.
report-d-who5 = WHO-5 is five questions on well-being in the past two weeks. The figure runs from 0 to 100, higher is better.
report-d-risk = The risk zone is { $value } or below; it is not a diagnosis.
report-d-relevant = A noticeable change is at least { $value } points.
report-d-reliable = A change of at least { $value } points is more than one person’s measurement usually wavers by itself.
report-d-interval = 95% interval: the values between which the true figure plausibly lies.
report-d-support = Support is contact with the citizen; coordination is contact with others about the course.
report-d-left = Ended early is ended before the planned day, whatever the reason.
report-d-missing = Not measured is the absence of an answer. “Does not know” and “will not answer” are answers.
report-d-change = Change is the second measurement less the first, for those who have both.
report-d-share = The part of the measured who said yes or are in the risk zone: x of n, with a 95% interval.
report-d-usual = How much the series wavers by itself; a point outside the limits says that something differs, not why.
report-d-chance = How far from everybody’s figure a municipality of the same size may lie for no other reason than chance.
report-d-areas = { $k } areas, tested each by itself and as a mean.
report-d-areas-rated = { $k } areas, each rated from { $low } to { $high }.
report-dt-started = Started
report-dt-closed = Closed
report-dt-full = Full course
report-dt-owed = Measurement owed
report-dt-who5 = WHO-5
report-dt-risk = Risk zone
report-dt-relevant = Noticeable change
report-dt-reliable = More than measurement noise
report-dt-interval = Interval
report-dt-support = Support and coordination
report-dt-left = Ended early
report-dt-missing = Not measured
report-dt-change = Change
report-dt-share = Share
report-dt-usual = Usual variation
report-dt-chance = What chance can give

## Reasons for closing, as the form knows them

report-reason-phases_done = Completed as planned
report-reason-after_extension = Completed after an extension
report-reason-goals_reached = The goal is reached
report-reason-goals_reached_early = The goal was reached early
report-reason-did_not_wish = Did not wish to continue
report-reason-did_not_want_to_continue = Did not wish to continue
report-reason-no_new_worker = Did not wish to have a new worker
report-reason-did_not_want_new_worker = Did not wish to have a new worker
report-reason-lost_contact = Contact was lost
report-reason-moved = Moved
report-reason-moved_away = Moved out of the municipality
report-reason-other_service = Went on to another service
report-reason-institution = Came to an institution
report-reason-died = Died
report-reason-project_stopped = The programme stopped
report-reason-other = Other

## Settings

report-setting-pooled-coarsened = Persons in a coarser group because their own was too small (all measures)
report-setting-pooled-unclassed = Persons who are in models without covariates only, because their own class was too small or is not known (all measures)
report-setting-pooled-left-out = Persons in no group (all measures)
report-setting-pooled-months = Months that the places’ courses are counted between
report-setting-pooled-keys-compared = Files whose public key was compared with the one that is known of the place (0: none was)
report-setting-primary = Main measure
report-setting-from = First measurement
report-setting-to = Last measurement
report-setting-full-course-months = Full course, months
report-setting-window-days = Contacts are counted in windows of, days
report-setting-measured-within-days = A measurement is in time from and to, days from the planned day
report-setting-missing-cells = Cells that mean that the answer is missing
report-setting-ignored-occasions = Occasions of the file that are left out
report-setting-replaced-responses = Answers replaced by a newer one for the same occasion

## Workbook

report-x-readme = Read me
report-x-about = Each sheet is one table of the report. Numbers are rounded as in the report.
report-x-columns = Sheets

## Errors

error-report-typesetting = The report could not be set as PDF. Choose HTML, and tell us.
error-report-language = The report exists in Danish and English. Choose one of them.
error-report-format = The report exists as json, html, pdf, csv and xlsx. Choose among them.

## Annex A: the description of the programme (TIDieR)

report-h-tidier = The programme described (TIDieR)
report-t-tidier = The programme by TIDieR’s twelve headings
report-tidier-about = TIDieR is the international checklist for describing what was done. What the program knows is filled in, with its source; what nobody has described says so.
report-c-item = Item
report-c-description = Description
report-c-source = Source
report-source-programme = the programme’s file
report-source-computed = computed from the record
report-source-both = the programme’s file, and computed from the record
report-not-described = not described
report-tidier-1 = Brief name
report-tidier-2 = Why
report-tidier-3 = What: materials
report-tidier-4 = What: procedures
report-tidier-5 = Who provided
report-tidier-6 = How
report-tidier-7 = Where
report-tidier-8 = When and how much
report-tidier-9 = Tailoring
report-tidier-10 = Modifications
report-tidier-changed-extension = Extended: { $n } of { $of } courses.
report-tidier-changed-pause = Paused: { $n } of { $of } courses.
report-tidier-11 = How well: planned
report-tidier-12 = How well: actual
report-tidier-name = { $name }, version { $version } of its description.
report-tidier-why-cti = Critical Time Intervention: time-limited support in a transition, in three phases with less and less contact, while others take over what the worker did.
report-tidier-instrument = { $title }, version { $version } ({ $holder }): { $occasions }.
report-tidier-contact-making = Contact-making before the first phase, with contact at least every { $days } days.
report-tidier-areas = Areas that can be worked on: { $areas }.
report-tidier-workers =
    { $n ->
        [one] One worker.
       *[other] { $n } workers.
    }
report-tidier-caseload = At most { $n } courses to a full-time worker.
report-tidier-how = Individual contact; { $n } contacts took place: { $kinds }.
report-tidier-kind = { $kind } { $p }%
report-tidier-sites =
    { $n ->
        [one] One municipality or unit.
       *[other] { $n } municipalities or units.
    }
report-tidier-phase =
    { $months ->
        [one] Planned: phase { $phase } lasts one month, with contact at least every { $days } days.
       *[other] Planned: phase { $phase } lasts { $months } months, with contact at least every { $days } days.
    }
report-tidier-held = { $phase }: { $rate } contacts a month took place, { $minutes } minutes each on average.
report-tidier-focus = From { $low } to { $high } areas at a time, chosen with the citizen.
report-tidier-pause-moves = A pause moves the ends of the phases that follow.
report-tidier-pause-stays = A pause does not move the ends of the phases.
report-tidier-meetings = The team meets every { $days } days and goes through the courses.
report-tidier-band = In { $phase } support was { $rate } contacts a week, planned { $low } to { $high }.
report-tidier-full = { $x } of { $n } closed courses were full courses.

## Annex B: the checklist (RECORD)

report-h-record = Checklist for reports on recorded data (RECORD)
report-t-record = RECORD, item by item
report-record-about = RECORD is the international checklist for studies on data that were recorded for another purpose. Numbers without a point are STROBE’s. What the program cannot answer is open, and is the task of whoever writes the report.
report-c-asked = What is asked
report-c-where = Where
report-c-filled-by = Filled by
report-by-computed = the program
report-by-both = the program; people add
report-by-people = people
report-by-open = open: whoever writes the report
report-place-open = not in this report
report-place-page = p. { $page }
report-record-1 = Title and summary: what was studied, and what was found
report-record-1-1 = The kind of data, and the name of the source
report-record-1-2 = Area and period
report-record-1-3 = Whether sources were linked
report-record-2 = Background and reason
report-record-3 = Aims and questions set beforehand
report-record-4 = Design
report-record-5 = Setting, places, dates
report-record-6 = Participants: who is included, and how they were followed
report-record-6-1 = How the population was picked out of the data
report-record-6-2 = Whether the way of picking was validated
report-record-6-3 = A flow of the linkage and the selection
report-record-7 = Outcomes, exposures and other variables defined
report-record-7-1 = Codes and rules that make the variables
report-record-8 = How each variable was measured
report-record-9 = What was done about bias
report-record-10 = How the size came about
report-record-11 = How numbers were grouped
report-record-12 = Statistical methods, missing data, sub-groups, sensitivity
report-record-12-1 = Access to the data
report-record-12-2 = Cleaning of the data
report-record-12-3 = Linkage at the level of persons
report-record-13 = How many at each step, and why some are missing
report-record-13-1 = How persons were selected from the data
report-record-14 = Who they are at the start, with missing
report-record-15 = Outcomes at each time
report-record-16 = Main results with intervals
report-record-17 = Other analyses
report-record-18 = Key results
report-record-19 = Limits
report-record-19-1 = What it means that the data were not recorded for this question
report-record-20 = A careful reading of the whole
report-record-21 = Whether it holds elsewhere
report-record-22 = Funding
report-record-22-1 = Access to protocol, data and program

## Annex D: what is hidden

report-h-hidden = What is hidden
report-hidden-none = No figure is hidden in this report.

## Models, those who are missing, time

report-h-models = Models of all measurements
report-h-sensitivity = If those who are missing had answered
report-models-about = The models use every measurement of everybody who was measured at least once, also of those without a last measurement. They assume that what is missing can be foreseen from what was measured.
report-models-names = The names of terms are those of the columns, as in R: (Intercept) is the mean at the first occasion, and an occasion’s name is its difference from the first.
report-model-change = By the model, with all { $n } who were measured at least once, { $label } changed by { $d } points from first to last ({ $lo } to { $hi }).
report-model-odds = By the model, with all { $n } who were measured at least once, the odds of yes to { $label } at the last were { $ratio } times those at the first ({ $lo } to { $hi }).
report-model-random-intercept = Mixed model, random intercept
report-model-random-slope = Mixed model, random slope
report-model-mmrm = Repeated measures, free covariance (MMRM)
report-model-gee = Estimating equations (GEE)
report-model-logistic = Logistic regression
report-model-time-factor = occasion as a factor
report-model-time-absent = without time
report-model-time-linear = time as a line
report-model-time-own = time as a line in each measurement’s own time
report-model-working-exchangeable = exchangeable correlation
report-model-working-independence = independence
report-model-working-ar1 = AR(1) correlation
report-model-df-satterthwaite = df by Satterthwaite
report-model-df-normal = normal test
report-model-with = with { $columns }
report-model-singular = a variance is zero (singular)
report-variance-intercept = Between persons (intercept)
report-variance-slope = Between persons’ slopes
report-variance-covariance = Covariance of intercept and slope
report-variance-residual = Within persons (residual)
report-variance-icc = Share between persons (ICC)
report-variance-correlation = Working correlation
report-variance-scale = Scale
report-variance-at = Variance { $occasion }
report-variance-between = Covariance { $from } and { $to }
report-reason-collinear = columns say the same, or a group or occasion has no values
report-reason-too-few = there are too few measurements for so many terms
report-reason-no-variation = the answers do not vary
report-reason-no-repeats = nobody was measured more than once
report-reason-too-many-occasions = there are too many occasions
report-reason-too-many-levels = a column has too many different texts
report-reason-not-finite = a number is too large
report-reason-needs-rows = it needs the answers of single persons, and places do not send those
report-t-models = Model terms: { $label }
report-t-odds = Model terms, yes and no: { $label }
report-t-model-fit = Models and how they fit: { $label }
report-t-variance = What varies in the models: { $label }
report-t-small-sample = Model terms by methods for few persons: { $label }
report-t-ways = The change, counted in several ways: { $label }
report-t-delta = If the missing differed by so much from what is expected: { $label }
report-t-missing-compared = Those without a last measurement, at start
report-t-time-groups = Time to an early end in groups
report-t-kaplan-meier = Not ended early, completion as censoring (Kaplan–Meier)
report-t-leavers = Those who ended before phase 3, and the others, at start
report-t-dose = Change by number of contacts: { $label }
report-c-model = Model
report-c-term = Term
report-c-estimate = Estimate
report-c-se = SE
report-c-log-odds = Log odds
report-c-odds-ratio = Odds ratio
report-c-how = How
report-c-observations = Measurements
report-c-persons = Persons
report-c-left-out = Left out
report-c-log-likelihood = Log likelihood
report-c-aic = AIC
report-c-bic = BIC
report-c-component = Part
report-c-value-plain = Value
report-c-by = By
report-by-kenward-roger = Kenward and Roger
report-by-mancl-derouen = Mancl and DeRouen
report-by-kauermann-carroll = Kauermann and Carroll
report-c-way = Way of counting
report-c-assumes = What it assumes
report-c-delta = Difference of the missing
report-c-difference = Difference
report-c-start-difference = With minus without, at start
report-c-with-left = Ended early, with
report-c-without-left = Ended early, without
report-c-log-rank = Log-rank, χ²
report-c-hazard-ratio = Hazard ratio
report-c-month = Month
report-c-followed = Followed
report-c-not-left = Not ended early, %
report-c-interval-log = 95% interval, log
report-c-interval-log-log = log-log
report-c-interval-plain = plain
report-c-held-band = Contacts held
report-way-paired = 1. Measured both times
report-way-paired-assumes = that the missing are like the measured
report-way-model = 2. All who started, by model
report-way-model-assumes = that the missing can be foreseen from what was measured ({ $model })
report-way-cautious = 3. Cautious: missing = unchanged
report-way-cautious-assumes = that nobody who is missing changed
report-way-weighted = Measured, weighted
report-way-weighted-assumes = that the chance of being measured is known from the start; largest weight { $largest }, { $cut } cut, as good as { $effective } persons
report-way-imputed = Imputed { $sets } times
report-way-imputed-assumes = as the model; { $sets } imputations, seed { $seed }, { $lost }% of the information missing
report-way-least = Least possible
report-way-least-assumes = that all missing did as badly as the scale allows
report-way-greatest = Greatest possible
report-way-greatest-assumes = that all missing did as well as the scale allows
report-note-bounds = The interval of the two last rows is common: from the lower end of the least to the upper end of the greatest.
report-note-points = In percentage points.
report-note-delta = Difference 0 is what the model expects of the missing; below 0 they did worse.
report-note-missing-compared = Standardised difference: with against without a last measurement, in standard deviations.
report-note-time-groups = Log-rank tests whether the curves are equal. The hazard ratio is with against without (Cox, ties by Efron).
report-note-kaplan-meier = Months are shown where at least five courses have ended since the month before. Completion is taken as censoring here; the figure takes it as a competing event.
report-note-dose = Correlation of change and contacts: { $r } ({ $lo } to { $hi }), n = { $n }. Those who need more contact may change less for that reason; the figure says nothing about why.
report-dose-about = The change of those measured both times, by how many contacts they had. This only describes.
report-dose-band =
    { $from } to { $to }
report-missing-alike = The { $m } without a last measurement were like the others at start (difference { $d }, { $lo } to { $hi } { $unit }).
report-missing-lower = The { $m } without a last measurement started lower than the others (difference { $d }, { $lo } to { $hi } { $unit }).
report-missing-higher = The { $m } without a last measurement started higher than the others (difference { $d }, { $lo } to { $hi } { $unit }).
report-s4-tips-at = The answer tips if the missing did { $tip } worse than comparable measured citizens.
report-s4-tips-at-better = The answer tips if the missing did { $tip } better than comparable measured citizens.
report-s4-tips-there = The answer tips if the missing did like comparable measured citizens.
report-s4-holds-only-better = The answer tips unless the missing did at least { $tip } better than comparable measured citizens.
report-s4-holds-only-worse = The answer tips unless the missing did at least { $tip } worse than comparable measured citizens.
report-s4-never-tips = The answer does not tip within the scale, however much worse the missing did.
report-s9 = After { $m } months { $p }% had ended early ({ $lo } to { $hi }), some because the goal was reached; { $q }% had completed.
report-s9-ways = After { $m } months { $p }% had dropped out ({ $lo } to { $hi }); { $q }% had ended early for another reason, such as that the goal was reached.
report-s9-ways-dropped = After { $m } months { $p }% had dropped out ({ $lo } to { $hi }); nobody had ended early for another reason.
report-s9-ways-other = After { $m } months nobody had dropped out; { $q }% had ended early for another reason, such as that the goal was reached.
report-s9-ways-none = After { $m } months nobody had ended early.
report-s9-none-completed = After { $m } months { $p }% had ended early ({ $lo } to { $hi }); some ended because the goal was reached, and nobody had completed yet.
report-s15 = The figure is hidden because it is small or could give away another.
report-l6 = The way of answering changed for { $x } of { $n } ({ $p }%) from first to last measurement.
report-l6-some = The way of answering changed for some from first to last measurement.
report-l7 = { $x } of { $n } measurements ({ $p }%) lie outside the planned time.
report-l7-some = Some of the measurements lie outside the planned time.
report-l10 =
    { $k ->
        [one] { $groups } was chosen after the data were seen, and serves only new questions.
       *[other] { $groups } were chosen after the data were seen, and serve only new questions.
    }
report-l11 =
    { $h ->
        [one] One figure is hidden to protect individuals; see annex D.
       *[other] { $h } figures are hidden to protect individuals; see annex D.
    }
report-h-over-time = Over time

report-hidden-threshold = Counts of persons under { $threshold } are hidden, and so is what they could be worked out from; means need at least { $threshold } persons, percentages at least ten.
report-hidden-some =
    { $n ->
        [one] One figure is hidden.
       *[other] { $n } figures are hidden.
    }
report-t-hidden = Hidden figures, by place and rule
report-c-rule = Rule
report-c-cells = Figures
report-rule-count = small count, or one that a small count could be worked out from
report-rule-mean = too few persons for a mean, spread or interval
report-rule-quantile = too few persons on a side of a median or quartile
report-rule-share = too few persons for a share
report-rule-follows = made of figures that are hidden
report-hidden-in-flow = courses and measurements
report-hidden-in-baseline = who they are at start
report-hidden-in-families = areas taken together
report-hidden-in-contacts = contacts
report-hidden-in-subgroups = groups
report-hidden-in-dropout = those who left early
report-hidden-in-survival = time to an early end
report-hidden-in-sensitivity = those who are missing
report-hidden-in-dose = change by contacts
report-hidden-in-series = over time
report-hidden-in-occasions = at each occasion
report-hidden-in-change = change
report-hidden-in-paired-shares = the same people twice
report-hidden-in-individual = individual change
report-hidden-in-cautious = the cautious way
report-hidden-in-models = models
report-hidden-in-limits = limits of the design
report-hidden-in-other = other figures
report-c-left-early = Ended before phase 3
report-note-leavers = Standardised difference: those who ended before phase 3 against the others, in standard deviations. There are no p-values in this table.

report-h-units = Between municipalities
report-t-case-mix = Who they are in each municipality, % or mean
report-note-case-mix = Differences in who is included come before differences in what was done.
report-s14-alike = The differences between municipalities are no larger than chance can give.
report-s14-outside =
    { $n ->
        [one] { $names } lies outside what chance can give; the first step is to look at the data and at who is included.
       *[other] { $names } lie outside what chance can give; the first step is to look at the data and at who is included.
    }

report-m-mixed =
    Mixed models: linear, estimated by { $by ->
        [reml] REML, with Satterthwaite’s degrees of freedom; Kenward and Roger’s stand beside them
        [ml] maximum likelihood (ML), with Satterthwaite’s degrees of freedom
       *[both] REML or ML, as stands at each model, with Satterthwaite’s degrees of freedom; Kenward and Roger’s stand beside them after REML
    }.
report-m-mmrm =
    MMRM: linear model with any covariance between occasions, estimated by { $by ->
        [reml] REML, with Satterthwaite’s degrees of freedom; Kenward and Roger’s stand beside them
        [ml] maximum likelihood (ML), with Satterthwaite’s degrees of freedom
       *[both] REML or ML, as stands at each model, with Satterthwaite’s degrees of freedom; Kenward and Roger’s stand beside them after REML
    }.
report-m-gee =
    GEE: { $link ->
        [logistic] logistic
        [linear] linear
       *[both] linear (scores) and logistic (yes and no)
    } estimating equations with robust errors; the corrections of Mancl and DeRouen and of Kauermann and Carroll stand beside them.
report-m-logistic = Logistic regression by maximum likelihood, with profile intervals.
report-m-logistic-repeated = The logistic regression has more rows than persons and takes all of them as independent; its intervals may be too narrow. GEE allows for the same person being measured more than once.
report-m-survival = Time to an early end: Aalen–Johansen with completion as a competing event; Kaplan–Meier with completion as censoring (log, log-log and plain intervals, Greenwood). Running courses are censored at the data cut.
report-m-log-rank = Groups are compared over time by the log-rank test.
report-m-cox = The ratio between groups’ rates is Cox’, with Efron’s method for ties; Breslow’s stands beside it.
report-m-bounds = Bounds: all missing at the lowest or highest score possible.
report-m-delta = Delta adjustment: the model’s expectation of the missing, moved by a constant; the answer tips where the interval reaches no change, or the least noticeable change.
report-m-weighted = Inverse probability weights: logistic regression of being measured on what is known at start; weights stabilised and cut, errors robust.
report-m-imputed = Multiple imputation: { $sets } imputations, seed { $seed }; pooled by Rubin’s rules with Barnard and Rubin’s degrees of freedom.
report-m-dose = Change by number of contacts is described only: mean in bands with t interval, correlation with Fisher’s z interval.
report-m-series = Over time: p chart with limits of three standard deviations; XmR with 2.66 mean moving ranges; Anhøj’s rules on runs and crossings.
report-m-units = Between municipalities: exact binomial limits round the share of all (95% and 99.8%); shares drawn towards it by random effects on the logit, restricted likelihood. No rank.
report-m-unit-changes = Between municipalities: limits of a mean change round that of all by the spread within municipalities (95% and 99.8%, normal); changes drawn towards that of all by random effects, restricted likelihood. No rank.
report-units-share = Share
report-units-change = Change
report-m-comparator = The difference to a series from elsewhere is found by Welch’s method; their error is half of their 95% interval divided by t.
report-m-hidden = Small numbers are hidden before anything is printed, with threshold { $threshold }; see annex D.
report-setting-disclosure-threshold = Smallest count that is shown
report-tables-filed = Tables { $from } to { $to } stand in the workbook and the CSV files only.
report-period-all = all
report-period-until = up to { $to }
report-period-since = from { $from }
report-period-half = { $half ->
    [1] first half of { $year }
   *[other] second half of { $year }
}
report-period-months = { $from } – { $to }
report-h-periods = Periods side by side
report-h-periods-limits = What the numbers can and cannot say
report-h-periods-tables = The numbers
report-periods-began = { $period }: { $n } courses began; { $x } of them are measured { $both }.
report-periods-began-only = { $period }: { $n } courses began.
report-periods-larger = The change { $on } was larger for those who began later. { $first }: { $a } points. { $later }: { $b } points. Difference { $d }, plausibly between { $lo } and { $hi }. It does not say why.
report-periods-smaller = The change { $on } was smaller for those who began later. { $first }: { $a } points. { $later }: { $b } points. Difference { $d }, plausibly between { $lo } and { $hi }. It does not say why.
report-periods-alike = The change { $on } was about the same. { $first }: { $a } points. { $later }: { $b } points. Difference { $d }, plausibly between { $lo } and { $hi }.
report-periods-unclear = Whether the change { $on } differed cannot be decided. { $first }: { $a } points. { $later }: { $b } points. Difference { $d }, plausibly between { $lo } and { $hi }.
report-periods-few = { $first } and { $later }: too few are measured both times to say whether the change differed.
report-periods-not = { $first } and { $later }: the difference in change is not shown because { $reason }. Longer periods help.
report-periods-left-apart = The shares that left before phase 3 are not the same. { $first }: { $a }%. { $later }: { $b }%. Difference plausibly between { $lo } and { $hi } percentage points.
report-periods-left-unclear = Whether more or fewer left before phase 3 cannot be decided. { $first }: { $a }%. { $later }: { $b }%. Difference plausibly between { $lo } and { $hi } percentage points.
report-periods-limit-people = These are other people in another time, and there is no comparison group. A difference does not say that the programme has become better or worse.
report-periods-limit-running = { $period }: { $x } of { $n } courses are still running. Their last measurement is yet to come, and those who finish first may not be like the others.
report-periods-limit-start-higher = They did not begin at the same place: at the start those who began later lay higher ({ $first } and { $later }: difference { $d }, { $lo } to { $hi }). Those who start low mostly rise most.
report-periods-limit-start-lower = They did not begin at the same place: at the start those who began later lay lower ({ $first } and { $later }: difference { $d }, { $lo } to { $hi }). Those who start low mostly rise most.
report-periods-limit-measured = The shares measured both times are not the same ({ $first } and { $later }). Who is missing can move the numbers.
report-periods-limit-many = { $n } differences were looked at. Where many are, some show by chance.
report-t-periods-who = Who began, period by period
report-t-periods-shares = Shares, period by period
report-t-periods-contacts = Contacts held, period by period
report-c-period = Began
report-c-periods-between = Difference: { $later } minus { $first }
report-c-row-left-early = Left before phase 3
report-c-periods-left-early = Left before phase 3
report-c-periods-paired = { $measure }: measured both times
report-c-periods-at-risk = { $measure }: at risk { $occasion }
report-c-periods-yes = { $measure }: yes { $occasion }
report-note-periods-who = Everything is as of the report's date. Left before phase 3: of those who closed or reached phase 3. What nobody has in any of the periods is left out.
report-note-periods-shares = Differences are in percentage points, the later period minus the first, with Newcombe's interval for two groups of different people.
report-note-periods-contacts = Per month is contacts held per course and month in the phase, up to the report's date.
report-m-periods = Periods side by side: the difference of two mean changes with Welch's interval, the difference of two shares with Newcombe's interval for independent groups (method 10). Everything is as of the same date.

## What is computed beside the rest

report-t-effects = Standardised changes
report-t-effects-sd = Changes in standard deviations
report-t-ranks = Wilcoxon’s signed rank test of the changes
report-t-ranks-middle = The middle of the changes
report-t-adjusted = p-values adjusted in two ways
report-t-subgroups-differences = Differences between groups, in two ways
report-t-quartiles = Quartiles at each occasion
report-t-alpha = Cronbach’s alpha
report-t-areas-occasions = Each area at each occasion
report-t-shares-exact = Shares with exact interval
report-t-shares-tests = McNemar’s test in several forms
report-t-shares-odds = From yes to no against no to yes
report-t-jacobson-truax = Four groups after Jacobson and Truax
report-t-time-ends = How the courses ended
report-t-time-hazards = Ratio between groups’ rates, the logarithm
report-t-time-errors = Standard errors of the curves
report-c-size = value
report-c-hedges = Hedges’ g
report-c-glass = Glass’ delta
report-c-d-av = d(av)
report-c-hedges-factor = Hedges’ factor
report-c-correlation = Correlation
report-c-n-changed = n changed
report-c-rank-sum = V
report-c-z = z
report-c-p-corrected = p (corrected)
report-c-p-exact = p (exact)
report-c-p-mid = p (mid-p)
report-c-p-bh = p (BH)
report-c-rank-biserial = Rank-biserial
report-c-hodges-lehmann = Hodges–Lehmann
report-c-quartile-lower = Lower quartile
report-c-quartile-upper = Upper quartile
report-c-items = Items
report-c-alpha = Alpha
report-c-chi-squared = χ²
report-c-chi-squared-corrected = χ² (corrected)
report-c-ended-early = Ended early
report-c-completed = Completed
report-c-still-running = Running
report-c-median-days = Middle time, days
report-c-log-hazard-ratio = Log of the ratio
report-c-se-not-left = SE, not ended early, %
report-c-se-left = SE, ended early, %
report-c-se-completed = SE, completed, %
report-by-welch = Welch
report-by-mmrm = MMRM, group × occasion
report-by-efron = Efron
report-by-breslow = Breslow
report-progress-least = at least { $least } points up
report-no-limit = no limit
report-zone-fell = fell
report-zone-fell-reliable = fell by more than the noise
report-zone-fell-relevant = fell noticeably
report-zone-unchanged = about unchanged
report-zone-rose-relevant = rose noticeably
report-zone-rose-reliable = rose by more than the noise
report-zone-rose = rose
report-jt-recovered = rose by more than the noise and across the limit
report-jt-improved = rose by more than the noise without crossing the limit
report-jt-unchanged = the change lies within the noise
report-jt-deteriorated = fell by more than the noise
report-note-effects = Sizes in standard deviations of the change; they cannot be compared between studies of another spread.
report-note-ranks = n changed are those whose difference is not zero. “–”: there is no exact p with more than 200 of them.
report-note-subgroups-differences = With minus without. Welch: those measured both times. MMRM: every measurement of everybody whose group is known.
report-note-shares-odds = Number from yes to no divided by number from no to yes.
report-note-jacobson-truax = Noise of the measurement: { $reliable } points. The limit: above { $cut }.
report-note-time-ends = Middle time: days until half have ended early, completion taken as censoring. “Cannot be computed”: so many do not end early.
report-note-units-spread = Between municipalities on the logit: variance { $tau }; I² { $i }%.
report-note-units-spread-change = Between municipalities, the change: variance { $tau }; I² { $i }%.
report-t-model-means = { $label }: means by the models
report-t-model-change = { $label }: change by the models
report-t-missing-differences = Those without the last measurement against the others
report-t-missing-errors = Weights and imputation: errors
report-t-series-rules = Over time: what the series are judged by
report-t-units-limits = Where chance alone puts each municipality
report-t-contacts-with-whom = Contacts with the citizen and with others
report-c-mean-or-share = Mean or %
report-c-compared = Compared
report-c-n-missing = n, missing
report-c-n-measured = n, measured
report-c-n-left = n, ended
report-c-n-others = n, the others
report-c-within = Variance within
report-c-between = Variance between
report-c-cut-at = Cut at
report-c-series = Series
report-c-centre = Centre
report-c-mean-range = Mean moving range
report-c-longest-run = Longest run
report-c-run-limit = Limit
report-c-crossings = Crossings
report-c-crossings-limit = At least
report-c-outside-limits = Outside the limits
report-c-unit = Municipality
report-c-what = What
report-c-limits-95 = 95 of 100
report-c-limits-998 = 998 of 1000
report-c-support-count = With the citizen
report-c-coordination-count = With others
report-c-left-interval = 95% interval, ended early, %
report-c-wilson = Wilson, %
report-c-clopper-pearson = Clopper–Pearson, %
report-compared-start = at start
report-compared-early = early change
report-by-weights = Weights
report-by-imputation = Imputation
report-by-satterthwaite = Satterthwaite
report-by-normal = normal distribution
report-by-profile = profile interval
report-note-leaving-std = Standardised difference at start: { $d }.
report-note-contacts-before = Before phase 1: { $n } contacts.
report-t-comparator = The change and a series from elsewhere
report-c-own = This study
report-note-comparator = The groups were not drawn by lot; they may differ in more than what was done.

## Items of the method

report-s13 = { $k } of { $all } items are met in at least eight of ten courses
report-s13-unknown = { $u } cannot be assessed because it is not recorded
report-s13-hidden = { $h } { $h ->
    [one] is
   *[other] are
} hidden
report-h-fidelity = Is the method followed
report-look-item = “{ $name }” is met in { $x } of { $n } courses.
report-look-item-unknown = “{ $name }” cannot be assessed: it is not recorded.
report-dt-fidelity = Items of the method
report-d-fidelity = Met by the courses of which it can be said. Rules of our own, no recognised scale; not recorded is not the same as not done.
report-m-fidelity = Items of the method were counted course by course by the rules of the study; the share is of those of which it can be said, with Wilson’s interval. There is no total score.
report-fidelity-rule-time-limit = ended { $grace_days ->
    [0] no later than the planned day
   *[other] no later than { $grace_days } days after the planned day
}
report-fidelity-rule-equal-phases = the three phases are equally long, within { $tolerance_days } days
report-fidelity-rule-areas = { $least } to { $most } areas chosen in phase { $phase }
report-fidelity-rule-meetings = at least { $least } meetings in phase { $phase }
report-fidelity-rule-meetings-outside = at least { $least } meetings outside the office in phase { $phase }
report-fidelity-rule-supports = at least { $least } contacts with network or other services in phase { $phase }
report-fidelity-rule-tapering = fewer contacts a day in each phase than in the one before
report-fidelity-rule-not-ended-by-programme = the programme did not end the course before the planned day
report-fidelity-rule-early-contacts = at least { $least } contacts that reached the citizen in the first { $days } days
report-fidelity-rule-plan-made = the activity plan was made before phase { $phase } ended
report-fidelity-rule-meeting-first = the first meeting was held
report-fidelity-rule-meeting-transfer = the meeting about handing over was held
report-fidelity-rule-meeting-last = the last meeting was held
