### Errors and empty states.

error-summary =
    { $n ->
        [one] One thing to correct before it can be saved
       *[other] { $n } things to correct before it can be saved
    }
error-date = That date does not exist. Write day, month and year, for example 24-11-2026.
error-future = That date is after today. Choose today or an earlier day.
error-cpr = This looks like a CPR number. Delete it, and save again; nothing here may lead to a name.
error-reason = Say briefly why, so that others can understand it.
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
error-notallowed = That is not part of your role. Ask your leader who can do it.
error-order = That date is before the one it should follow. Choose a later day.
error-empty = Something is missing here. Write it, or choose something else.
error-tooshort = That is too short. Write at least { $min } characters.
error-toolong = The text is too long. There is room for { $max } characters; split it, or shorten it.
error-unknown = We do not know that one. Choose one of the options.
error-range = The number is outside { $min }–{ $max }. Write a number in between.
error-closed = The course is closed, so it cannot be changed. Reopen it first if that is a mistake.
error-notstarted = Phase 1 has not begun yet. Begin it first, or record a contact.
error-alreadystarted = Phase 1 has begun already. Move the date instead if it is wrong.
error-alreadypaused = The course is paused already. End the pause before you begin a new one.
error-conflict = Somebody else changed it meanwhile. Look at both versions, and choose.
error-written = That date is after the day it was written down. Choose { $max } or an earlier day.
error-putaway = A colleague has put this area away meanwhile. Take it up again to save what you wrote.
error-toolate = It can no longer be undone. Change it instead, or write why.
error-duplicate = It is there already. Choose something else, or use the one that exists.
problem-home = To My day
problem-code = If you write to us, mention the code
problem-notfound = The page does not exist
problem-notfound-text = Perhaps the link is old, or you do not have access.
problem-refused = It could not be saved
problem-refused-text = Nothing was changed. Go back, and correct what is listed below.
problem-withheld = These numbers are not shown
problem-withheld-text = Beside numbers that were shown before they would tell of very few.
problem-conflict = Both of you have changed this
problem-conflict-text = Somebody else saved first. Go back, read the page again, and then try.
problem-foreign = It did not come from here
problem-foreign-text = The form was sent from another place, so nothing was saved. Open the page here, and send it again.
problem-unreadable = It could not be read
problem-unreadable-text = There was more than the page can take, or something else. Nothing was changed. Go back, and try again.
problem-readonly = You can read, but not save
problem-readonly-text = Go back, and keep the page open; what you wrote is still there. Try again shortly.
problem-server = Something went wrong on our side
problem-server-text = Go back, and try again. What was saved is still there.
error-keyreused = This page was sent before with something else. Reload it and try again.
problem-typed = What stood in the form
problem-typed-text = Nothing is kept or done. Copy what you want to use, and write it on the page itself.
error-overlap = The period from { $from } overlaps the one up to { $to }. Choose periods that share no months.
error-periods = It takes { $min }–{ $max } periods to put them side by side. Add or remove one.
problem-typed-copy = Copy what you want to use, if it is not there when you go back.
problem-draft = What you wrote is kept as a draft. Try again shortly.
problem-unreachable = Nothing can be read right now
problem-unreachable-text = What was saved is still there. Wait a little, and load the page again.
