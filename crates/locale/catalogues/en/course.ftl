### The course page.

course-sum = Phase { $p }, week { $w } of { $t }. Last contact { $since }.
course-noname = without a name
course-today = today
course-pre = Contact-making
course-phase1 = Phase 1 · getting started
course-phase2 = Phase 2 · trying out
course-phase3 = Phase 3 · handing over
course-next = Next step
course-safe = Safe contact
course-safe-none = No agreement yet. Ask before you call or write.
course-timeline = Timeline
course-plan = Plan for phase { $p }
course-one-line = See the course on one line
course-plan-old = The plan before { $date }
course-measures = Measurements
course-network = Network
course-network-entry = A lasting way into the municipality has not been chosen yet.
course-about = About the course
course-readers = Who has read
course-earlier =
    { $n ->
        [one] Show { $n } earlier
       *[other] Show { $n } earlier
    }
course-pause = Pause from { $from } to { $to }: { $reason }
course-closed = The course ended on { $date }: { $reason }. Follow-up can still be recorded.
read-why-title = Why do you want to read this?
read-why-text = You do not work on this course. Say why, and you can read for two hours. { $worker } will be told.
read-why-text-nobody = You do not work on this course. Say why, and you can read for two hours.
read-why-ask = What is it about?
read-why-supervision = Supervision of the method
read-why-handover = I am taking over
read-why-request = A question from the citizen
read-why-words = In your own words
read-why-do = Read
read-told = { $name } read here on { $when }: { $why }.
read-told-of = { $name } read { $alias } on { $when }: { $why }.
course-title = Course
course-back = Courses
course-decided = decided support
course-sum-silent = Phase { $p }, week { $w } of { $t }. You have not been in touch yet.
course-sum-pre = Contact-making since { $date }. Last contact { $since }.
course-sum-pre-silent = Contact-making since { $date }. You have not been in touch yet.
course-sum-paused = On pause since { $date }. Last contact { $since }.
course-sum-paused-silent = On pause since { $date }.
course-sum-over = Phase { $p } ended on { $date }. Last contact { $since }.
course-closed-unknown = The course has ended: { $reason }. Follow-up can still be recorded.
course-reopen-until = The closing can be undone until { $date }.
course-band = Phases
course-band-pre = Contact-making
course-band-until = until { $date }
course-band-planned = planned until { $date }
course-band-done = passed
course-band-now = now
course-band-coming = to come
course-band-phase = Phase { $p }
course-pause-open = Pause from { $from }: { $reason }
course-next-none = Nothing is waiting right now.
course-entry-newtime-offered = New time offered.
course-entry-newtime-not-offered = No new time offered.
course-entry-newtime-later = New time comes later.
course-next-askfollowup = The citizen has not been asked about follow-up yet.
course-next-askfollowup-do = Record the answer
course-followup-title = Follow-up
course-followup-lead = How may you ask the citizen afterwards, if you may?
course-followup-saved = The answer is saved. Follow-up goes on the list when the time comes.
course-followup-saved-no = The answer is saved. Nobody asks.
course-mile-followup = Follow-up: { $way }.
course-more-followup = Follow-up: may you ask?
course-next-begin = Begin phase 1 when you agree on it.
course-next-appointment = The next appointment is { $when }.
course-next-phase = Phase { $p } begins on { $date }.
course-next-end = The course ends on { $date }.
course-next-more =
    { $n ->
        [one] { $n } more thing is waiting
       *[other] { $n } more things are waiting
    }
course-next-over = past its time
course-safe-confirmed = Confirmed on { $date }.
course-safe-unconfirmed = Not confirmed yet.
course-safe-see = See the agreement
course-safe-make = Make the agreement
course-acts = Write on the course
course-jump = On this course
course-filter = Show on the timeline
course-filter-all = All
course-filter-meetings = Meetings only
course-filter-notes = Notes
course-filter-measures = Measurements
course-filter-milestones = Milestones
course-timeline-empty = The timeline is empty. Record the first contact.
course-timeline-none =
    { $n ->
        [one] Nothing matches the choice. Show all to see the one thing.
       *[other] Nothing matches the choice. Show all to see { $n } things.
    }
course-legend-support = support
course-legend-coordination = coordination
course-legend-notheld = not taken place
course-legend-milestone = milestone
course-entry-minutes = { $what }, { $minutes }
course-entry-notheld = { $what }, not taken place
course-entry-moved = { $what }, moved
course-entry-unanswered = { $what }, no answer
course-entry-with = with { $who }
course-mile-first = First contact
course-mile-phase = Phase { $p } began
course-mile-closed = The course ended
course-mile-worker = { $name } took over
course-mile-worker-first = { $name } became the steady worker
course-mile-deputy = { $name } became deputy
course-mile-form = { $form } answered
course-mile-areas =
    { $n ->
        [one] The citizen chose one area: { $areas }.
       *[other] The citizen chose { $n } areas: { $areas }.
    }
course-plan-none = Plan
course-plan-empty = No plan yet. Start with what the citizen wants.
course-plan-make = Make the plan
course-plan-nogoal = The goal has not been written yet.
course-plan-carried = The plan is from phase { $p }. Go through it together.
course-measures-empty = No measurements yet. Fill in the first together.
course-measures-next = Next time is from { $date }.
course-measures-date = Date
course-measures-occasion = When
course-measures-score = Figure
course-measures-band = In words
course-measures-noscore = Not all questions are answered
course-measures-answers = The answers
course-measures-fill = Fill in a form
course-measures-other = Other answers
course-change-up-small =
    { $l ->
        [one] Up { $d } since the start. Less than { $l } point does not count as noticeable.
       *[other] Up { $d } points since the start. Less than { $l } points does not count as noticeable.
    }
course-change-up-relevant = Up { $d } points since the start. { $l } points count as noticeable, but for one person changes below { $m } may be chance.
course-change-up-noticeable =
    { $l ->
        [one] Up { $d } since the start. { $l } point counts as noticeable.
       *[other] Up { $d } points since the start. { $l } points count as noticeable.
    }
course-change-up-reliable = Up { $d } points since the start. That is more than fluctuation usually explains.
course-change-down-small =
    { $l ->
        [one] Down { $d } since the start. Less than { $l } point does not count as noticeable.
       *[other] Down { $d } points since the start. Less than { $l } points does not count as noticeable.
    }
course-change-down-relevant = Down { $d } points since the start. { $l } points count as noticeable, but for one person changes below { $m } may be chance.
course-change-down-noticeable =
    { $l ->
        [one] Down { $d } since the start. { $l } point counts as noticeable.
       *[other] Down { $d } points since the start. { $l } points count as noticeable.
    }
course-change-down-reliable = Down { $d } points since the start. That is more than fluctuation usually explains.
course-change-same = The same figure as at the start.
course-change-mean = The mean is over the { $n } areas rated both times.
course-about-worker = Steady worker
course-about-deputy = Deputy
course-about-noworker = Nobody right now
course-about-programme = Programme
course-about-track = Track
course-about-first = First contact
course-about-start = Phase 1 began
course-about-end = Planned end
course-about-closed = Ended
course-about-previous = Earlier course
course-about-phases = Phases and dates
course-about-phase = Phase
course-about-planned = Planned
course-about-actual = As it was
course-about-asplanned = as planned
course-about-changes = Changes
course-about-workers = Who has been there
course-about-since = since { $date }
course-readers-lead = Every reading is written down. The latest stand here.
course-readers-who = Who
course-readers-when = When
course-readers-what = What
course-more-title = More
course-more-lead = What happens less often.
course-more-begin = Begin phase 1
course-more-phases = Phases: pause, move, correct
course-more-worker = Worker and deputy
course-more-safe = Safe contact
course-more-alias = Change the alias
course-more-plan = Plan and goals
course-more-longterm = Long-term plan
course-more-network = Network
course-more-print = Print the course
course-more-planprint = Print the plan for the citizen
course-more-close = Close the course
course-more-reopen = Undo the closing
course-more-again = Start a new course
course-saved = It is saved.
course-undone = It is taken back.
course-alias-title = Change the alias
course-alias-label = Alias
course-alias-hint = Do not use a real name.
course-safe-title = Safe contact
course-safe-lead = When and how may you contact each other? Write it so that a deputy can follow it.
course-safe-label = The agreement
course-safe-hint = For example: Text Tuesday to Thursday 10 to 14. Do not call.
course-safe-nonumber = Do not write a number or an address here.
course-safe-save = Save the agreement
course-safe-same = It still holds
course-print-title = Course
course-print-made = Printed on { $date }
course-print-back = Back
course-print-hint = Use the browser to print.
course-first-title = For the first meeting
course-first-1 = Say what is written down, and who can read it
course-first-2 = Agree on how to contact each other
course-first-3 = Ask what the citizen wants
course-first-4 = Agree on the next meeting
course-due-silent-pre =
    { $n ->
        [one] You have not been in touch for { $n } day. Contact-making lives by keeping at it.
       *[other] You have not been in touch for { $n } days. Contact-making lives by keeping at it.
    }
course-due-end = Phase 3 ended on { $date }. Close the course together, or extend it.
course-sum-over-silent = Phase { $p } ended on { $date }. You have not been in touch.
course-sum-ahead = Phase 1 begins on { $date }.
course-list-and = { $first } and { $last }
course-change-up-plain = Up { $d } since the start.
course-change-down-plain = Down { $d } since the start.
course-about-previous-see = See the earlier course
course-act-logged-in = logged in
course-act-logged-out = logged out
course-act-read-course = read
course-act-created-course = started the course
course-act-changed-course = changed the course
course-act-closed-course = closed
course-act-reopened-course = undid the closing
course-act-recorded-contact = recorded a contact
course-act-changed-contact = changed a contact
course-act-recorded-response = recorded a form
course-act-changed-plan = changed the plan
course-act-changed-network = changed the network
course-act-changed-enquiry = changed an enquiry
course-act-changed-assignment = changed the worker
course-act-held-meeting = held a team meeting
course-act-changed-decision = wrote from the team meeting
course-due-decision = Decided at the team meeting: { $what }. { $name }, by { $date }.
course-act-evaluated = made results
course-act-imported = imported
course-act-exported = exported
course-act-changed-user = changed a user
course-act-initialised = set the system up
course-act-released = showed numbers for the first time
course-act-changed-study = changed a study
course-act-changed-draft = changed a draft
course-purpose-own-course = own course
course-purpose-deputy = as deputy
course-purpose-oversight = as leader
course-purpose-supervision = method supervision
course-purpose-handover = takes the course over
course-purpose-team-meeting = team meeting
course-purpose-request = question from the citizen
course-purpose-other = other
