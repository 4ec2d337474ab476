### Errors and empty states.

error-summary =
    { $n ->
        [one] One thing to correct before it can be saved
       *[other] { $n } things to correct before it can be saved
    }
error-date = That date does not exist. Write day, month and year, for example 24-11-2026.
error-future = That date is after today. Choose today or an earlier day.
error-cpr = This looks like a CPR number. Delete it, and save again; nothing here may lead to a name.
error-maybeperson = Is there a name, a telephone number or an address? Change it if you can do without.
error-reason = Say briefly why, so that others can understand the change.
error-notfound = The page does not exist, or you do not have access. Go to My day, or search.
error-stale = The page had been open for long. Here is what you wrote; press Save again.
error-server = Something went wrong on our side. What you wrote is kept as a draft. Try again, or write to us: { $id }.
error-readonly = You can read but not save right now. Keep the page open, and try again shortly.
error-slow =
    { $n ->
        [one] There were too many attempts at once. Try again in { $n } minute.
       *[other] There were too many attempts at once. Try again in { $n } minutes.
    }
import-faults =
    { $n ->
        [one] { $n } line cannot be used, so nothing was imported. Correct it below, and try again.
       *[other] { $n } lines cannot be used, so nothing was imported. Correct those below, and try again.
    }
list-empty-filter = None match the filter. Clear it to see all { $n }.
list-empty-all = There are no courses here yet. Start one, or add an enquiry.
list-empty-rights = There is nothing here that you have access to. Your leader can assign you a course.
first-steps = Three things to start with: look at the practice municipality, confirm your phone, record the first contact.
partner-empty = You have not referred anyone yet. Refer with or without a name when the citizen agrees.
bulk-preview =
    { $n ->
        [one] { $n } course gets a new worker, and { $k } things move with it. You can undo this.
       *[other] { $n } courses get a new worker, and { $k } things move with them. You can undo this.
    }
rule-preview =
    { $n ->
        [one] The rule moves { $n } course. Look at it before you save.
       *[other] The rule moves { $n } courses. Look at them before you save.
    }
error-time = That time cannot be read. Write hours and minutes, for example 10:00.
