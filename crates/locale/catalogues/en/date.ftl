### Days in words.

date-today = today
date-yesterday = yesterday
date-day-before-yesterday = the day before yesterday
date-tomorrow = tomorrow
date-days-ago =
    { $n ->
        [one] { $n } day ago
       *[other] { $n } days ago
    }
date-in-days =
    { $n ->
        [one] in { $n } day
       *[other] in { $n } days
    }
date-days =
    { $n ->
        [one] { $n } day
       *[other] { $n } days
    }
date-weeks =
    { $n ->
        [one] { $n } week
       *[other] { $n } weeks
    }
date-months =
    { $n ->
        [one] { $n } month
       *[other] { $n } months
    }
date-minutes =
    { $n ->
        [one] { $n } minute
       *[other] { $n } minutes
    }
date-part-day = Day
date-part-month = Month
date-part-year = Year
