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
team-sum =
    { $n ->
        [one] { $n } åbent forløb.
       *[other] { $n } åbne forløb.
    }
team-scope = Visning
team-kind-enquiry = Henvendelse
team-rule-silent = over fasens takt
team-rule-form = skal udfyldes
team-rule-plan = skal laves eller gennemgås
team-rule-phase = inden for 14 dage
team-rule-enquiry = uden svar
team-rule-promise = skal holdes
team-rule-safe = skal bekræftes
team-rule-closing = mangler skema eller er forbi slut
team-howcount = Tallet er ting, der er over tiden eller skal gøres inden for syv dage. Summen af en række er den samme som »Mit at gøre« hos medarbejderen. Vægten er forløbene gange fasens vægt; loftet er indsatsens grænse for fuld tid gange arbejdstiden.
team-caption = Antal ting pr. medarbejder, der venter
team-worker-sub = forløb og vægt efter fase
team-carries =
    { $n ->
        [one] { $n } forløb · { $hours }
       *[other] { $n } forløb · { $hours }
    }
team-carries-nobody =
    { $n ->
        [one] { $n } forløb · venter på tildeling
       *[other] { $n } forløb · venter på tildeling
    }
team-nobody = Uden medarbejder
team-hours-full = fuld tid
team-hours-half = halv tid
team-load-of = { $a } af { $b }
team-none = ingen
team-late = over tiden
team-total = I alt
team-legend-late = mindst ét er over tiden
team-legend-soon = snart
team-legend-link = Hvert tal er et link til listen bag.
team-hidden =
    { $n ->
        [one] { $n } afsluttet forløb er ikke talt med.
       *[other] { $n } afsluttede forløb er ikke talt med.
    }
team-silent-first =
    { $n ->
        [one] { $alias } har været stille længst: { $n } dag, under kontaktskabelsen.
       *[other] { $alias } har været stille længst: { $n } dage, under kontaktskabelsen.
    }
team-without-worker =
    { $n ->
        [one] { $n } forløb har ingen medarbejder
       *[other] { $n } forløb har ingen medarbejder
    }
team-past-end = { $alias } skulle være sluttet { $date }.
team-enquiry-link = Se henvendelser.
team-clear-none = Alle er ajour.
team-behind-none = Her venter ikke noget længere.
team-agenda = Dagsorden
team-agenda-do = Print dagsorden
team-load-heading = Hvem bærer hvor meget
