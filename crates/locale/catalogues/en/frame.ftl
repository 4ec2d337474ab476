### The frame: menu, lock, hidden rows, words for acts and answers.

nav-myday = My day
nav-courses = Courses
nav-enquiries = Enquiries
nav-team = The team
nav-results = Results
nav-newcontact = New contact
nav-search = Search
nav-more = More
nav-skip = Skip to content
frame-practice = Practice municipality · all people are invented
frame-lock = Lock
frame-howcount = How we count
frame-hidden-filter = { $n } hidden by the filter.
frame-hidden-rights = { $n } hidden because they belong to another team.
frame-hidden-later =
    { $n ->
        [one] { $n } thing can wait until { $month }.
       *[other] { $n } things can wait until { $month }.
    }
frame-hidden-deputy =
    { $n ->
        [one] { $n } course is hidden because you are not deputy until { $day }.
       *[other] { $n } courses are hidden because you are not deputy until { $day }.
    }
frame-show = Show them
frame-reset = Clear
frame-why = Why?
frame-new = new
act-save = Save
act-edit = Edit
act-undo = Undo
act-print = Print
act-astable = As a table
act-previous = Back
act-next = Next
answer-notasked = Not asked
answer-wont = Will not answer
answer-dontknow = Does not know
