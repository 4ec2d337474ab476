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
