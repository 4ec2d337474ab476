### courses

list-start = Start a course
list-tabs = Lists
list-tab-all = All
list-tab-silent = Silent
list-tab-phase = Phase change
list-tab-baseline = No first measurement
list-tab-network = No network
list-tab-longterm = No long-term plan
list-search = Alias or code
list-filters = Filters
list-filters-n =
    { $n ->
        [one] Filters: { $n } chosen
       *[other] Filters: { $n } chosen
    }
list-show = Show
list-any = all
list-me = me
list-nobody = nobody
list-phase = phase { $p }
list-phase-label = Phase
list-worker-label = With
list-stage-label = Stage
list-stage-open = open
list-stage-contact = contact-making
list-stage-running = running
list-stage-closed = closed
list-stage-all = all
list-programme-label = Programme
list-column-alias = Alias
list-column-code = Code
list-column-phase = Phase
list-column-silence = Last contact
list-column-next = Next
list-column-worker = With
list-silent = silent
list-next-silent = contact
list-next-form = form
list-next-plan = plan
list-next-phase = new phase { $date }
list-next-promise = promise
list-next-decision = decision
list-next-safe = confirm agreement
list-next-closing = closing
list-next-enquiry = answer
list-empty-page = There is nobody on this page. Go to the next one, or clear.
paging-first = To the beginning
search-label = Alias or code
search-hint = Only what you may see is searched.
search-none = No one matches what you wrote. Try a part of the alias, or the code.
search-found =
    { $n ->
        [one] { $n } course
       *[other] { $n } courses
    }
search-more = There are more. Write a little more.
list-tab-mine = Mine
list-pick = Choose { $alias }
list-pick-column = Choose
list-pick-all = Choose all on this page
list-pick-several = Choose several
list-pick-stop = Stop choosing
list-picked = The chosen ones:
list-picked-n = { $n } chosen:
bulk-worker = Change worker
bulk-contact = Shared contact
bulk-dates = Move dates
bulk-print = Print
bulk-export = Export
bulk-none = Choose at least one course in the list, and try again.
bulk-worker-do = Change worker
bulk-closed =
    { $n ->
        [one] { $n } closed course is chosen and stays where it is.
       *[other] { $n } closed courses are chosen and stay where they are.
    }
bulk-worker-done =
    { $n ->
        [one] { $n } course has a new worker, and what was waiting has moved with it.
       *[other] { $n } courses have a new worker, and what was waiting has moved with them.
    }
bulk-worker-undone =
    { $n ->
        [one] The change is taken back. { $n } course is as it was.
       *[other] The change is taken back. { $n } courses are as they were.
    }
group-title = Shared contact
group-lead =
    { $n ->
        [one] { $n } course gets a contact. You write the shared part once.
       *[other] { $n } courses get a contact each. You write the shared part once.
    }
group-each = Who was there?
group-each-hint = remove the tick of those who did not come
group-own = Only for
group-saved =
    { $n ->
        [one] The contact is saved on { $n } course.
       *[other] The contact is saved on { $n } courses.
    }
group-saved-asks = { group-saved } Is there a name, a telephone number or an address? Change the contact if you can do without.
group-undone =
    { $n ->
        [one] The contact is taken back on { $n } course.
       *[other] The contact is taken back on { $n } courses.
    }
group-several = Several at once
list-keep = Save the list
list-keep-lead = Filters and search are kept under a name. Only you see the list.
list-name = Name
list-name-hint = Short, for example: Phase 3 without a plan.
list-pin = Show it as a tab above the list
list-kept = The list is saved. It always shows what fits today.
list-own = My lists
list-own-lead = Only you see them. They always show what fits today.
list-own-empty = You have no lists yet. Choose filters in the course list, and save the list.
list-is-pinned = tab
list-pin-do = Show as a tab
list-unpin = Remove the tab
list-rename = Rename
list-remove = Delete
list-changed = The list is changed.
list-pinned = The list now stands as a tab above the courses.
list-unpinned = The tab is removed. The list is still here.
list-removed = The list is deleted. You can undo this for 24 hours.
list-back = The list is here again.
list-is-changed = You see something else than the list has kept.
list-keep-change = Save the change
bulk-toomany = Choose at most { $n } courses at a time.
bulk-dates-lead = The phase that is running ends on another day. The phases after it follow. You can undo this.
bulk-dates-days = How many days?
bulk-dates-days-hint = With a minus in front the phase ends earlier. Press Show to see the new dates.
bulk-dates-line = phase { $p } ends on { $date }; then { $new }
bulk-dates-staying =
    { $n ->
        [one] { $n } is not in a phase and stays where it is:
       *[other] { $n } are not in a phase and stay where they are:
    }
bulk-dates-reason-hint = Written on all the courses. No names.
bulk-dates-do =
    { $n ->
        [one] Move the date on { $n } course
       *[other] Move the date on { $n } courses
    }
bulk-dates-done =
    { $n ->
        [one] The date is moved on { $n } course.
       *[other] The date is moved on { $n } courses.
    }
bulk-dates-undone =
    { $n ->
        [one] The date is as before on { $n } course.
       *[other] The date is as before on { $n } courses.
    }
