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
