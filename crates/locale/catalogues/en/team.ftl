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
