### Dage i ord.

date-today = i dag
date-yesterday = i går
date-day-before-yesterday = i forgårs
date-tomorrow = i morgen
date-days-ago =
    { $n ->
        [one] for { $n } dag siden
       *[other] for { $n } dage siden
    }
date-in-days =
    { $n ->
        [one] om { $n } dag
       *[other] om { $n } dage
    }
date-days =
    { $n ->
        [one] { $n } dag
       *[other] { $n } dage
    }
date-weeks =
    { $n ->
        [one] { $n } uge
       *[other] { $n } uger
    }
date-months =
    { $n ->
        [one] { $n } måned
       *[other] { $n } måneder
    }
date-minutes =
    { $n ->
        [one] { $n } minut
       *[other] { $n } minutter
    }
date-part-day = Dag
date-part-month = Måned
date-part-year = År
