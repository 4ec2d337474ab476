### programme

programme-title = Programme
programme-archived = finished
programme-months =
    { $n ->
        [one] { $n } month in three phases
       *[other] { $n } months in three phases
    }
programme-courses = { $a } in contact-making, { $b } running, { $c } closed
programme-phases = Phases
programme-length = Length
programme-rhythm-head = Rhythm
programme-own-dates = as needed
programme-rhythm =
    { $n ->
        [one] contact every day
       *[other] contact every { $n } days
    }
programme-occasions = What is asked, and when?
programme-when = When
programme-forms = Forms
programme-optional = may be left out
programme-terms = Terms of the forms
programme-no-text = the text is not installed
programme-areas = Areas of the plan
programme-life = Areas of the life situation
programme-limits = Limits
programme-limit-caseload = At most { $n } courses on full time
programme-limit-areas = Often { $a }–{ $b } focus areas
programme-limit-meeting =
    { $n ->
        [one] Team meeting every day
       *[other] Team meeting every { $n } days
    }
programme-version = Version
programme-at-start = at the start
programme-at-phase-end = when phase { $p } ends
programme-at-closing = at closing
programme-at-after =
    { $n ->
        [one] { $n } month after closing
       *[other] { $n } months after closing
    }
