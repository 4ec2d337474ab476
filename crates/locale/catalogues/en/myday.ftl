### My day and the due list.

myday-sum =
    { $a ->
        [0] No appointments today.
        [one] One appointment today.
        [2] Two appointments today.
        [3] Three appointments today.
        [4] Four appointments today.
        [5] Five appointments today.
        [6] Six appointments today.
        [7] Seven appointments today.
        [8] Eight appointments today.
        [9] Nine appointments today.
        [10] Ten appointments today.
        [11] Eleven appointments today.
        [12] Twelve appointments today.
       *[other] { $a } appointments today.
    } { $b ->
        [0] Nothing is waiting for you.
        [one] One thing is waiting for you.
        [2] Two things are waiting for you.
        [3] Three things are waiting for you.
        [4] Four things are waiting for you.
        [5] Five things are waiting for you.
        [6] Six things are waiting for you.
        [7] Seven things are waiting for you.
        [8] Eight things are waiting for you.
        [9] Nine things are waiting for you.
        [10] Ten things are waiting for you.
        [11] Eleven things are waiting for you.
        [12] Twelve things are waiting for you.
       *[other] { $b } things are waiting for you.
    }
myday-empty = You are up to date. Your next appointment is { $when }.
myday-today = Today
myday-mine = Mine to do
myday-over = Past its time
myday-week = This week
myday-courses = My courses
myday-lastcontact = last contact
myday-deputy = As deputy for { $name } until { $date }
due-silent =
    { $n ->
        [one] You have not been in touch for { $n } day. In phase { $p } the rhythm is every { $k } days.
       *[other] You have not been in touch for { $n } days. In phase { $p } the rhythm is every { $k } days.
    }
due-form =
    { $form } after { $m ->
        [one] { $m } month
       *[other] { $m } months
    }. Can be answered from { $from } to { $to }.
due-form-late =
    { $form } after { $m ->
        [one] { $m } month
       *[other] { $m } months
    } was due on { $date }. It can still be filled in.
due-baseline = No first measurement. Without it you cannot see what changes.
due-plan-missing = There is no plan yet. Start with what the citizen wants.
due-plan-review = Go through the plan together before { $date }.
due-phase =
    { $n ->
        [one] Phase { $p } begins in { $n } day. Go through the plan together.
       *[other] Phase { $p } begins in { $n } days. Go through the plan together.
    }
due-promise = You have promised to { $what }. By { $date }.
due-referral = { $offer } has not answered since { $date }.
due-safe = The safe-contact agreement was to be confirmed on { $date }.
due-consent = The consent for { $partner } expires on { $date }.
due-handover = The first meeting after the change of worker was planned for { $date }.
due-closing = The closing form is missing. It takes five minutes.
due-followup-way-call = a call
due-followup-way-message = a message
due-followup-way-meeting = a meeting
due-followup-way-supporter = a word through the network
due-followup-way-no = nothing
due-followup =
    Follow-up { $m ->
        [one] { $m } month
       *[other] { $m } months
    } later. The citizen agreed to { $channel }.
due-enquiry =
    { $n ->
        [0] An enquiry came today.
        [one] An enquiry has waited { $n } day for an answer.
       *[other] An enquiry has waited { $n } days for an answer.
    }
due-do-contact = Record contact
due-do-fill = Fill in together
due-do-prepare = Prepare
due-do-done = It is done
due-do-confirm = Confirm
myday-sum-quiet =
    { $a ->
        [0] No appointments today.
        [one] One appointment today.
        [2] Two appointments today.
        [3] Three appointments today.
        [4] Four appointments today.
        [5] Five appointments today.
        [6] Six appointments today.
        [7] Seven appointments today.
        [8] Eight appointments today.
        [9] Nine appointments today.
        [10] Ten appointments today.
        [11] Eleven appointments today.
        [12] Twelve appointments today.
       *[other] { $a } appointments today.
    }
myday-empty-none = You are up to date. There are no appointments in the coming weeks.
myday-later = Later
myday-write = Record
myday-draft = Draft:
myday-draft-other = without a course
myday-first-meeting = first meeting
myday-kind-meeting = meeting
myday-kind-call = call
myday-kind-message = message
myday-kind-accompaniment = accompaniment
myday-kind-coordination = coordination
myday-deputy-open = As deputy for { $name }
myday-deputy-nobody = Courses without a worker
myday-howcount = What is past its time or due within seven days on your own courses. Silent means that more time has passed since the last contact both ways than the phase's rhythm says. The team's page counts by the same rules.
due-silent-first =
    { $n ->
        [one] You have not been in touch for { $n } day. While you get to know each other the rhythm is every { $k } days.
       *[other] You have not been in touch for { $n } days. While you get to know each other the rhythm is every { $k } days.
    }
due-form-start = Form at the start: { $form }. Can be answered from { $from } to { $to }.
due-form-start-late = Form at the start: { $form } was due on { $date }. It can still be filled in.
due-promise-sealed = You have promised something. By { $date }.
due-decision = Decided at the team meeting: { $what }. By { $date }.
due-decision-sealed = The team meeting gave you something to do. By { $date }.
due-past-end = Phase 3 ended on { $date }. Close together, or extend the phase.
due-do-plan = Make a plan
due-do-review = See the plan
due-do-close = Close
due-do-answer = Answer
myday-draft-group = shared contact
myday-draft-meeting = team meeting
myday-draft-enquiry = new enquiry
myday-draft-start = new course
myday-draft-enquiry-one = enquiry
first-title = Three things to start with
first-1 = See how the programme is built.
first-2 = Ask your leader to give you a course.
first-3 = Record the first enquiry when somebody knocks.
first-hide = Hide
due-baseline-form = No first measurement: { $form }. Without it you cannot see what changes.
