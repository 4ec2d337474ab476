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
