### Closing a course.

close-title = Close the course
close-goal-reached = Reached
close-goal-partly = Partly
close-goal-not = Not
close-who = Who takes over?
close-consequence =
    { $n ->
        [one] When you close: { $n } open thing lapses, and follow-up goes on the list.
       *[other] When you close: { $n } open things lapse, and follow-up goes on the list.
    }
close-missing = The form can wait. It will stand under “Mine to do”.
close-done = The course is closed. You can undo this until { $date }.
close-lead = Everything but the date can wait.
close-date = Date
close-reason = Why?
close-reason-citizen = The citizen’s way
close-reason-programme = The programme’s reasons
close-reason-life = Other things that happened
close-reason-goals-reached = The goals are reached
close-reason-phases-done = All phases are gone through
close-reason-did-not-wish = The citizen did not wish to go on
close-reason-no-new-worker = The citizen did not want a new worker
close-reason-lost-contact = Contact was lost
close-reason-moved = Moved away
close-reason-institution = In hospital, treatment or prison
close-reason-died = The citizen has died
close-reason-programme-stopped = The programme stopped
close-reason-other = Other
close-reason-not-known = Not known
close-decided = Who decided?
close-decided-citizen = The citizen
close-decided-together = Together
close-decided-team = Worker or team
close-decided-others = Others
close-decided-none = Not said
close-goals = The goals
close-goals-none = No goals were set. You are welcome to write what mattered.
close-agreed = agreed
close-network-none = Nobody in the network yet. It can wait.
close-plan = Long-term plan
close-plan-hint = What holds, and who? Or why there is no plan.
close-note = Notes
close-note-hint = Write so that the citizen can read along.
close-forms = Last measurements
close-forms-open = Missing: { $form }.
close-forms-done = All forms are answered.
close-followup-title = Follow-up
close-followup = How may you ask how things are?
close-followup-when = { $months } months later
close-followup-hint = The citizen decides, and the answer can be changed later. Without a yes nobody asks.
close-followup-call = A call
close-followup-message = A message
close-followup-meeting = A meeting
close-followup-supporter = Through the network
close-followup-no = Would rather not
close-followup-none = Not asked
close-happens = What happens when you close
close-happens-open =
    { $n ->
        [one] { $n } open thing lapses, marked “closed”
       *[other] { $n } open things lapse, marked “closed”
    }
close-happens-noopen = Nothing open lapses
close-happens-follow = With the citizen’s yes, follow-up goes on the list on { $dates }
close-happens-undo = It can be undone for 14 days
close-do = Close the course
close-died-lead = Only the date. Nothing more is asked.
close-died-link = Has the citizen died?
close-undo-title = Undo the closing
close-undo-reason = Briefly why
close-undo-do = Undo the closing
close-undone = The course is running again.
close-reason-choose = Choose
