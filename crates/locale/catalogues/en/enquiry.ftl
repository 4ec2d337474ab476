### Enquiries.

enq-new = New enquiry
enq-door = How did it reach you?
enq-said = What was said?
enq-dates-asked = Asked
enq-dates-offered = Offered
enq-dates-met = First met
enq-outcome = What came of it?
enq-empty = No new enquiries. The latest came on { $date }.
enq-one = Enquiry
enq-tab-new = New
enq-tab-mine = Mine
enq-tab-offered = Offered
enq-tab-waiting = Waiting list
enq-tab-settled = Settled
enq-door-short = Way in
enq-door-ngo = NGO
enq-door-municipality = Municipality
enq-door-self = Own accord
enq-door-health = Health services
enq-door-other = Others
enq-doors = How did they reach you?
enq-since = since
enq-met-short = Met
enq-dates-settled = Settled
enq-recorded = Recorded
enq-said-hint = Write what helps the next person. No names, no numbers.
enq-offered-when = Offered a meeting
enq-met-when = First met
enq-outcome-open = not settled yet
enq-outcome-course = Course
enq-outcome-waiting = Waiting list
enq-outcome-referred = Passed on to others
enq-outcome-not-target-group = Not the target group
enq-outcome-does-not-want = Does not want it
enq-outcome-no-energy = No energy for it now
enq-outcome-lost = Contact was lost
enq-reason = Why?
enq-owner = With
enq-owner-nobody = nobody yet
enq-state-met = met
enq-state-offered = meeting offered
enq-waits =
    { $n ->
        [one] { $n } day without an answer
       *[other] { $n } days without an answer
    }
enq-empty-door = No new enquiries. The latest came on { $date }, by: { $door }.
enq-empty-all = There are no enquiries yet. Record the first when somebody knocks.
enq-empty-tab = There are no enquiries here. See the other lists.
enq-saved = The enquiry is saved.
enq-became = It became a course.
enq-see-course = See the course
enq-do-wait = Put on the waiting list
enq-do-refer = Pass it on
enq-period = Period
enq-period-month = 30 days
enq-period-quarter = 3 months
enq-period-year = 13 months
