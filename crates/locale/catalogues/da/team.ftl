### Teamet og teammødet.

team-follow = Det, jeg følger
team-first = Tal om det først
team-matrix = Hvem venter på hvad
team-kind-silent = Stille
team-kind-form = Skema
team-kind-plan = Plan
team-kind-phase = Faseskift
team-kind-referral = Henvisning
team-kind-promise = Løfte
team-kind-safe = Sikker kontakt
team-kind-closing = Afslutning
team-silent =
    { $n ->
        [one] { $alias } har været stille længst: { $n } dag, fase { $p }.
       *[other] { $alias } har været stille længst: { $n } dage, fase { $p }.
    }
team-leave =
    { $n ->
        [one] { $name } har ferie fra { $date }. { $n } forløb mangler stedfortræder.
       *[other] { $name } har ferie fra { $date }. { $n } forløb mangler stedfortræder.
    }
team-load =
    { $n ->
        [one] { $name } har { $n } forløb på { $hours }.
       *[other] { $name } har { $n } forløb på { $hours }.
    }
team-load-link = Se, hvad der kan flyttes.
team-clear = Alle er ajour. Næste faseskift er { $date }.
meet-open = Åbn teammødet
meet-issue = Hvad er sagen?
meet-decision = Beslutning
meet-next = Gem, og næste
meet-notnow = Ikke nu
