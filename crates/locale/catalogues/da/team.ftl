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
team-kind-decision = Beslutning
team-rule-decision = aftalt på teammødet
meet-title = Teammøde
meet-heading = Teammøde { $date }
meet-progress = { $a } af { $b } talt igennem.
meet-agenda = Dagsorden
meet-matter-skipped = Sprunget over sidst
meet-matter-new = Nye
meet-matter-phase = Faseskift
meet-matter-silent = Stille
meet-matter-outside = Uden for planen
meet-matter-decision = Beslutninger
meet-matter-round = Ugens runde
meet-over = Over loftet
meet-besides = Også talt om
meet-carries = { $name } bærer { $a } af { $b }.
meet-round = Ugens runde: { $a } af { $b } åbne forløb.
meet-more =
    { $n ->
        [one] { $n } til venter.
       *[other] { $n } til venter.
    }
meet-dealt-decided = besluttet
meet-dealt-noted = talt om
meet-dealt-not-now = ikke nu
meet-dealt-skipped = sprunget over
meet-empty = Dagsordenen er tom. Brug tiden på ugens gennemgang.
meet-ended = Dagsordenen er talt igennem. Resten står i referatet.
meet-nobody-open = Dagsordenen er tom. Der er ingen åbne forløb.
meet-present =
    { $n ->
        [0] Til stede: ingen endnu
       *[other] Til stede: { $n }
    }
meet-present-save = Gem, hvem der er her
meet-present-saved = Det er gemt, hvem der er til stede.
meet-present-line = Til stede: { $names }.
meet-present-none = Det er ikke skrevet, hvem der var til stede.
meet-who = Hvem
meet-until = Senest
meet-nobody = Ingen
meet-hint = Med hvem og senest kommer den på »Min dag« hos den, der gør det. Ellers er den en note.
meet-skip = Spring over
meet-view = Visning
meet-wall = Vægvisning
meet-words = Med ord
meet-wall-note = Noter, borgerens egne ord og navne i netværket er skjult.
meet-words-note = Noter, borgerens egne ord og navne i netværket er vist. Skift til vægvisning, hvis flere kan se skærmen.
meet-waits = Venter
meet-last = Sidst
meet-last-none = Ingen kontakt endnu.
meet-plan = Plan
meet-plan-none = Ingen plan endnu.
meet-measures = Målinger
meet-measure = { $form }: { $a } → { $b }
meet-measure-one = { $form }: { $b }
meet-note = Seneste note
meet-network = Netværk
meet-deciding = Det beslutter vi
meet-earlier = Sidst besluttet
meet-task = { $name }, senest { $date }
meet-task-done = { $name }, gjort { $date }
meet-minutes = Referat
meet-minutes-see = Se referatet
meet-minutes-heading = Referat af teammødet { $date }
meet-minutes-none = Der er ikke skrevet noget fra mødet.
meet-minutes-caption = Hvad der blev besluttet om hvert forløb
meet-minutes-skipped = Sprunget over og først næste gang:
meet-column-course = Forløb
meet-column-issue = Sagen
meet-column-who = Hvem og hvornår
meet-back = Teammødet
meet-held = Teammøder
meet-held-do = Tidligere møder
meet-held-sum = { $a } af de seneste { $b } uger har haft et møde. Metodevejledning er hver uge.
meet-held-present =
    { $n ->
        [one] { $n } til stede
       *[other] { $n } til stede
    }
meet-held-decided =
    { $n ->
        [one] { $n } beslutning
       *[other] { $n } beslutninger
    }
meet-held-attendance = Hvem var med
meet-held-times = { $a } af { $b } møder
meet-saved-decided = Beslutningen er gemt og står på »Min dag« hos den, der gør det.
meet-saved-noted = Det er gemt som en note.
meet-saved-not-now = Det er gemt: ikke nu.
meet-saved-skipped = Sprunget over. Forløbet kommer først næste gang.
meet-undone = Det er taget tilbage. Teksten står i felterne igen.
meet-done = Det er gjort.
