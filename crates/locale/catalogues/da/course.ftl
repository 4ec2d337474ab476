### Forløbets side.

course-sum = Fase { $p }, uge { $w } af { $t }. Sidste kontakt { $since }.
course-noname = uden navn
course-today = i dag
course-pre = Kontaktskabelse
course-phase1 = Fase 1 · komme i gang
course-phase2 = Fase 2 · afprøve
course-phase3 = Fase 3 · give videre
course-next = Næste skridt
course-safe = Sikker kontakt
course-safe-none = Ingen aftale endnu. Spørg, før du ringer eller skriver.
course-timeline = Tidslinje
course-plan = Plan for fase { $p }
course-plan-old = Planen før { $date }
course-measures = Målinger
course-network = Netværk
course-network-entry = Fast indgang til kommunen er ikke valgt endnu.
course-about = Om forløbet
course-readers = Hvem har læst
course-earlier =
    { $n ->
        [one] Vis { $n } tidligere
       *[other] Vis { $n } tidligere
    }
course-pause = Pause fra { $from } til { $to }: { $reason }
course-closed = Forløbet sluttede { $date }: { $reason }. Opfølgning kan stadig skrives.
read-why-title = Hvorfor vil du læse?
read-why-text = Du arbejder ikke på dette forløb. Skriv hvorfor, så kan du læse i to timer. { $worker } får besked.
course-title = Forløb
course-back = Forløb
course-decided = bevilget støtte
course-sum-silent = Fase { $p }, uge { $w } af { $t }. I har ikke haft kontakt endnu.
course-sum-pre = Kontaktskabelse siden { $date }. Sidste kontakt { $since }.
course-sum-pre-silent = Kontaktskabelse siden { $date }. I har ikke haft kontakt endnu.
course-sum-paused = Pause siden { $date }. Sidste kontakt { $since }.
course-sum-paused-silent = Pause siden { $date }.
course-sum-over = Fase { $p } sluttede { $date }. Sidste kontakt { $since }.
course-closed-unknown = Forløbet er slut: { $reason }. Opfølgning kan stadig skrives.
course-reopen-until = Afslutningen kan fortrydes til { $date }.
course-band = Faser
course-band-pre = Kontaktskabelse
course-band-until = til { $date }
course-band-planned = planlagt til { $date }
course-band-done = gået
course-band-now = nu
course-band-coming = kommer
course-band-phase = Fase { $p }
course-pause-open = Pause fra { $from }: { $reason }
course-next-none = Intet venter lige nu.
course-next-begin = Start fase 1, når I er enige om det.
course-next-appointment = Næste aftale er { $when }.
course-next-phase = Fase { $p } begynder { $date }.
course-next-end = Forløbet slutter { $date }.
course-next-more =
    { $n ->
        [one] { $n } ting mere venter
       *[other] { $n } ting mere venter
    }
course-next-over = over tiden
course-safe-confirmed = Bekræftet { $date }.
course-safe-unconfirmed = Ikke bekræftet endnu.
course-safe-see = Se aftalen
course-safe-make = Lav aftalen
course-acts = Skriv på forløbet
course-jump = På forløbet
course-filter = Vis på tidslinjen
course-filter-all = Alt
course-filter-meetings = Kun møder
course-filter-notes = Noter
course-filter-measures = Målinger
course-filter-milestones = Milepæle
course-timeline-empty = Tidslinjen er tom. Skriv den første kontakt.
course-timeline-none =
    { $n ->
        [one] Intet passer til valget. Vis alt for at se den ene ting.
       *[other] Intet passer til valget. Vis alt for at se { $n } ting.
    }
course-legend-support = støtte
course-legend-coordination = koordinering
course-legend-notheld = blev ikke til noget
course-legend-milestone = milepæl
course-entry-minutes = { $what }, { $minutes }
course-entry-notheld = { $what }, blev ikke til noget
course-entry-moved = { $what }, flyttet
course-entry-unanswered = { $what }, intet svar
course-entry-with = med { $who }
course-mile-first = Første kontakt
course-mile-phase = Fase { $p } begyndte
course-mile-closed = Forløbet sluttede
course-mile-worker = { $name } tog over
course-mile-worker-first = { $name } blev fast medarbejder
course-mile-deputy = { $name } blev stedfortræder
course-mile-form = { $form } besvaret
course-mile-areas =
    { $n ->
        [one] Borgeren valgte ét område: { $areas }.
       *[other] Borgeren valgte { $n } områder: { $areas }.
    }
course-plan-none = Plan
course-plan-empty = Ingen plan endnu. Start med, hvad borgeren gerne vil.
course-plan-make = Lav planen
course-plan-nogoal = Målet er ikke skrevet endnu.
course-plan-carried = Planen er fra fase { $p }. Gå den igennem sammen.
course-measures-empty = Ingen målinger endnu. Udfyld den første sammen.
course-measures-next = Næste gang er fra { $date }.
course-measures-date = Dato
course-measures-occasion = Hvornår
course-measures-score = Tal
course-measures-band = I ord
course-measures-noscore = Ikke alle spørgsmål er besvaret
course-measures-answers = Besvarelsen
course-measures-fill = Udfyld et skema
course-measures-other = Andre besvarelser
course-change-up-small = { $d } point op siden start. Under { $l } point regnes ikke som mærkbart.
course-change-up-relevant = { $d } point op siden start. { $l } point regnes som mærkbart, men for én person kan udsving under { $m } være tilfældige.
course-change-up-noticeable = { $d } point op siden start. { $l } point regnes som mærkbart.
course-change-up-reliable = { $d } point op siden start. Det er mere, end udsving plejer at forklare.
course-change-down-small = { $d } point ned siden start. Under { $l } point regnes ikke som mærkbart.
course-change-down-relevant = { $d } point ned siden start. { $l } point regnes som mærkbart, men for én person kan udsving under { $m } være tilfældige.
course-change-down-noticeable = { $d } point ned siden start. { $l } point regnes som mærkbart.
course-change-down-reliable = { $d } point ned siden start. Det er mere, end udsving plejer at forklare.
course-change-same = Det samme tal som ved start.
course-change-mean = Gennemsnittet er over de { $n } områder, der er vurderet begge gange.
course-about-worker = Fast medarbejder
course-about-deputy = Stedfortræder
course-about-noworker = Ingen lige nu
course-about-programme = Indsats
course-about-track = Spor
course-about-first = Første kontakt
course-about-start = Fase 1 begyndte
course-about-end = Planlagt slut
course-about-closed = Sluttede
course-about-previous = Tidligere forløb
course-about-phases = Faser og datoer
course-about-phase = Fase
course-about-planned = Planlagt
course-about-actual = Som det blev
course-about-asplanned = som planlagt
course-about-changes = Ændringer
course-about-workers = Hvem har været der
course-about-since = siden { $date }
course-readers-lead = Hver læsning skrives ned. De seneste står her.
course-readers-who = Hvem
course-readers-when = Hvornår
course-readers-what = Hvad
course-more-title = Mere
course-more-lead = Det, der sker sjældnere.
course-more-begin = Start fase 1
course-more-phases = Faser: pause, flyt, ret
course-more-worker = Medarbejder og stedfortræder
course-more-safe = Sikker kontakt
course-more-alias = Ret alias
course-more-plan = Plan og mål
course-more-network = Netværk
course-more-print = Print forløbet
course-more-planprint = Print planen til borgeren
course-more-close = Afslut forløb
course-more-reopen = Fortryd afslutningen
course-more-again = Start et nyt forløb
course-saved = Det er gemt.
course-undone = Det er taget tilbage.
course-alias-title = Ret alias
course-alias-label = Alias
course-alias-hint = Brug ikke et rigtigt navn.
course-safe-title = Sikker kontakt
course-safe-lead = Hvornår og hvordan må I kontakte hinanden? Skriv det, så en stedfortræder kan følge det.
course-safe-label = Aftalen
course-safe-hint = For eksempel: Sms tirsdag–torsdag kl. 10–14. Ring ikke.
course-safe-nonumber = Skriv ikke nummer eller adresse her.
course-safe-save = Gem aftalen
course-safe-same = Den gælder stadig
course-print-title = Forløb
course-print-made = Udskrevet { $date }
course-print-back = Tilbage
course-print-hint = Brug browserens udskriv.
course-first-title = Til det første møde
course-first-1 = Sig, hvad der skrives ned, og hvem der kan læse det
course-first-2 = Aftal, hvordan I kontakter hinanden
course-first-3 = Spørg, hvad borgeren gerne vil
course-first-4 = Aftal det næste møde
course-due-silent-pre =
    { $n ->
        [one] I har ikke haft kontakt i { $n } dag. Kontaktskabelse lever af at blive ved.
       *[other] I har ikke haft kontakt i { $n } dage. Kontaktskabelse lever af at blive ved.
    }
course-due-end = Fase 3 sluttede { $date }. Afslut forløbet sammen, eller forlæng det.
course-sum-over-silent = Fase { $p } sluttede { $date }. I har ikke haft kontakt.
course-sum-ahead = Fase 1 begynder { $date }.
course-list-and = { $first } og { $last }
course-change-up-plain = { $d } op siden start.
course-change-down-plain = { $d } ned siden start.
course-about-previous-see = Se det tidligere forløb
course-act-logged-in = loggede ind
course-act-logged-out = loggede ud
course-act-read-course = læste
course-act-created-course = startede forløbet
course-act-changed-course = rettede forløbet
course-act-closed-course = afsluttede
course-act-reopened-course = fortrød afslutningen
course-act-recorded-contact = skrev en kontakt
course-act-changed-contact = rettede en kontakt
course-act-recorded-response = skrev et skema
course-act-changed-plan = rettede planen
course-act-changed-network = rettede netværket
course-act-changed-enquiry = rettede en henvendelse
course-act-changed-assignment = skiftede medarbejder
course-act-evaluated = lavede resultater
course-act-imported = læste ind
course-act-exported = tog en kopi ud
course-act-changed-user = rettede en bruger
course-act-initialised = satte systemet op
course-act-changed-draft = rettede en kladde
course-purpose-own-course = eget forløb
course-purpose-deputy = som stedfortræder
course-purpose-oversight = som leder
course-purpose-supervision = metodevejledning
course-purpose-handover = overtager forløbet
course-purpose-request = spørgsmål fra borgeren
course-purpose-other = andet
