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
nav-users = Users
nav-programmes = Programmes
nav-profile = My profile
nav-main = Main menu
nav-short = Shortcuts
frame-fault = Error
frame-accessibility = Accessibility
role-leader-short = leader
role-worker = Worker
role-leader = Team leader
role-evaluator = Evaluator
role-administrator = Administrator
paging-label = Pages
paging-page = Page
paging-shown = Showing { $a }–{ $b } of { $k }.
access-lead = Everyone should be able to use these pages: by keyboard, screen reader, magnification and without scripts.
access-built = How the pages are built
access-built-text = The pages build on Denmark's common design system and follow WCAG 2.2 at level AA. Every chart has a table, and nothing is told by colour alone.
access-depart = Where we depart from the design system
access-depart-frame = On a phone the menu stands at the bottom, where the thumb can reach it, and it works without scripts.
access-depart-chips = Short choices are shown as buttons in a line. They are still ordinary radio buttons and check boxes.
access-depart-links = Visited links look like other links, so that no one can see whom you have read about.
access-depart-colour = Red is used for errors only, never for time.
access-limits = What we know is missing
access-limits-text = The pages have been tested automatically and by keyboard. An independent tester has not gone through them yet.
access-tell = Tell us if something is in the way
access-tell-text = Write to your administrator what you wanted to do and what happened. If the answer is not good enough, you can complain to the Danish Agency for Digital Government.
frame-hidden-closed =
    { $n ->
        [one] { $n } closed course is hidden.
       *[other] { $n } closed courses are hidden.
    }
frame-hidden-archived =
    { $n ->
        [one] { $n } course of a finished programme is hidden.
       *[other] { $n } courses of finished programmes are hidden.
    }
line-phase = phase { $p }, week { $w }
line-contact-making = contact-making
line-closed = closed
line-paused = paused
