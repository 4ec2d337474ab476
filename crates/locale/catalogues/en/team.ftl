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
team-kind-decision = Decision
team-rule-decision = agreed at the team meeting
meet-title = Team meeting
meet-heading = Team meeting { $date }
meet-progress = { $a } of { $b } talked through.
meet-agenda = Agenda
meet-matter-skipped = Skipped last time
meet-matter-new = New
meet-matter-phase = Phase change
meet-matter-silent = Silent
meet-matter-outside = Outside the plan
meet-matter-decision = Decisions
meet-matter-round = This week's round
meet-over = Over the ceiling
meet-besides = Also talked about
meet-carries = { $name } carries { $a } of { $b }.
meet-round = This week's round: { $a } of { $b } open courses.
meet-more =
    { $n ->
        [one] { $n } more is waiting.
       *[other] { $n } more are waiting.
    }
meet-dealt-decided = decided
meet-dealt-noted = talked about
meet-dealt-not-now = not now
meet-dealt-skipped = skipped
meet-empty = The agenda is empty. Use the time for this week's round.
meet-ended = The agenda has been talked through. The rest stands in the minutes.
meet-nobody-open = The agenda is empty. There are no open courses.
meet-present =
    { $n ->
        [0] Here: nobody yet
       *[other] Here: { $n }
    }
meet-present-save = Save who is here
meet-present-saved = It is saved who is here.
meet-present-line = Present: { $names }.
meet-present-none = It was not written down who was there.
meet-who = Who
meet-until = By
meet-nobody = Nobody
meet-hint = With who and by when it goes on “My day” of the one who does it. Otherwise it is a note.
meet-skip = Skip
meet-view = View
meet-wall = Wall view
meet-words = With words
meet-wall-note = Notes, the citizen's own words and names in the network are hidden.
meet-words-note = Notes, the citizen's own words and names in the network are shown. Change to the wall view if others can see the screen.
meet-waits = Waiting
meet-last = Last
meet-last-none = No contact yet.
meet-plan = Plan
meet-plan-none = No plan yet.
meet-measures = Measurements
meet-measure = { $form }: { $a } → { $b }
meet-measure-one = { $form }: { $b }
meet-note = Latest note
meet-network = Network
meet-deciding = What we decide
meet-earlier = Decided before
meet-task = { $name }, by { $date }
meet-task-done = { $name }, done { $date }
meet-minutes = Minutes
meet-minutes-see = See the minutes
meet-minutes-heading = Minutes of the team meeting { $date }
meet-minutes-none = Nothing was written down at the meeting.
meet-minutes-caption = What was decided about each course
meet-minutes-skipped = Skipped, and first next time:
meet-column-course = Course
meet-column-issue = The matter
meet-column-who = Who and when
meet-back = The team meeting
meet-held = Team meetings
meet-held-do = Earlier meetings
meet-held-sum = { $a } of the last { $b } weeks had a meeting. Supervision of the method is weekly.
meet-held-present =
    { $n ->
        [one] { $n } present
       *[other] { $n } present
    }
meet-held-decided =
    { $n ->
        [one] { $n } decision
       *[other] { $n } decisions
    }
meet-held-attendance = Who was there
meet-held-times = { $a } of { $b } meetings
meet-saved-decided = The decision is saved and stands on “My day” of the one who does it.
meet-saved-noted = It is saved as a note.
meet-saved-not-now = It is saved: not now.
meet-saved-skipped = Skipped. The course comes first next time.
meet-undone = It is taken back. The text stands in the fields again.
meet-done = It is done.
