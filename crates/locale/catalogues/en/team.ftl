### The team and its meeting.

team-follow = What I oversee
team-first = Talk about these first
team-matrix = Who is waiting for what
team-kind-silent = Silent
team-kind-form = Form
team-kind-plan = Plan
team-kind-phase = Phase change
team-kind-referral = Referral
team-kind-promise = Promise
team-kind-safe = Safe contact
team-kind-closing = Closing
team-silent =
    { $n ->
        [one] { $alias } has been silent longest: { $n } day, phase { $p }.
       *[other] { $alias } has been silent longest: { $n } days, phase { $p }.
    }
team-leave =
    { $n ->
        [one] { $name } is on leave from { $date }. { $n } course has no deputy.
       *[other] { $name } is on leave from { $date }. { $n } courses have no deputy.
    }
team-load =
    { $n ->
        [one] { $name } has { $n } course on { $hours }.
       *[other] { $name } has { $n } courses on { $hours }.
    }
team-load-link = See what can be moved.
team-clear = Everyone is up to date. The next phase change is { $date }.
meet-open = Open the team meeting
meet-issue = What is the matter?
meet-decision = Decision
meet-next = Save, and next
meet-notnow = Not now
team-sum =
    { $n ->
        [one] { $n } open course.
       *[other] { $n } open courses.
    }
team-scope = View
team-kind-enquiry = Enquiry
team-rule-silent = beyond the phase's rhythm
team-rule-form = to fill in
team-rule-plan = to make or go through
team-rule-phase = within 14 days
team-rule-enquiry = without an answer
team-rule-promise = to keep
team-rule-safe = to confirm
team-rule-closing = form missing or past its end
team-howcount = The number is things past their time or due within seven days. The sum of a row is the same as “Mine to do” of that worker. The weight is courses times the weight of their phase; the ceiling is the programme's limit for full time times working time.
team-caption = Number of things waiting, by worker
team-worker-sub = courses and weight by phase
team-carries =
    { $n ->
        [one] { $n } course · { $hours }
       *[other] { $n } courses · { $hours }
    }
team-carries-nobody =
    { $n ->
        [one] { $n } course · waiting to be assigned
       *[other] { $n } courses · waiting to be assigned
    }
team-nobody = Without a worker
team-hours-full = full time
team-hours-half = half time
team-load-of = { $a } of { $b }
team-none = none
team-late = past its time
team-total = In all
team-legend-late = at least one is past its time
team-legend-soon = soon
team-legend-link = Each number is a link to the list behind it.
team-hidden =
    { $n ->
        [one] { $n } closed course is not counted.
       *[other] { $n } closed courses are not counted.
    }
team-silent-first =
    { $n ->
        [one] { $alias } has been silent longest: { $n } day, while contact is being made.
       *[other] { $alias } has been silent longest: { $n } days, while contact is being made.
    }
team-without-worker =
    { $n ->
        [one] { $n } course has no worker
       *[other] { $n } courses have no worker
    }
team-past-end = { $alias } was to end on { $date }.
team-enquiry-link = See the enquiries.
team-clear-none = Everyone is up to date.
team-behind-none = Nothing is waiting here any more.
team-agenda = Agenda
team-agenda-do = Print the agenda
team-load-heading = Who carries how much
