### Ord i diagrammer. Tegnene for pil og ulighed bruges ikke: skriften på nettet har dem ikke.

## Fælles
chart-span = { $low } til { $high }
chart-of = { $x } af { $of }
chart-at-occasion = ved { $occasion }
chart-at-occasion-number = ved måling »{ $occasion }«
chart-n = n = { $count }
chart-today = i dag
chart-nobody = ingen
chart-too-few = for få til at sige
chart-phase = Fase { $n }
chart-phase-contact-making = Kontaktskabelse
chart-phase-closed = Afsluttet
chart-wedge-caption = Fase
chart-state-passed = afsluttet
chart-state-current = i gang
chart-state-ahead = forude
chart-state-not-reached = ikke nået
chart-fall = Fald { $points } procentpoint (95 % interval { $low } til { $high })
chart-rise = Stigning { $points } procentpoint (95 % interval { $low } til { $high })
chart-fall-hidden = Fald { $points } procentpoint; hvor mange der flyttede sig hver vej, er skjult
chart-rise-hidden = Stigning { $points } procentpoint; hvor mange der flyttede sig hver vej, er skjult
chart-change = Ændring { $change } point (95 % interval { $interval })
chart-change-few = For få til at sige, om det har ændret sig
chart-note-interval = Streger med endestykker: 95 % interval.
chart-note-no-comparison = Ingen sammenligningsgruppe: noget af ændringen kan komme af, at mennesker starter i en krise.
chart-legend-risk = risikozone: { $limit } og derunder
chart-risk = Risikozone: { $name } på { $limit } eller derunder.
chart-risk-who5 = Risikozone: { $name } på { $limit } eller derunder, kan være i risiko for depression eller stressbelastning.
chart-missing-third = men hver tredje mangler en måling
chart-missing-fourth = men hver fjerde mangler en måling
chart-missing-second = men hver anden mangler en måling
chart-missing-counts = men { $x } af { $of } mangler en måling
chart-number-2 = to
chart-number-3 = tre
chart-number-4 = fire
chart-number-5 = fem
chart-number-6 = seks
chart-number-7 = syv
chart-number-8 = otte
chart-number-9 = ni
chart-number-10 = ti
chart-number-11 = elleve
chart-number-12 = tolv
chart-fraction-all = alle
chart-fraction-none = ingen
chart-fraction-three-quarters = tre fjerdedele
chart-fraction-two-thirds = to tredjedele
chart-fraction-half = halvdelen
chart-fraction-third = en tredjedel
chart-fraction-quarter = en fjerdedel
chart-fraction-fifth = en femtedel
chart-fraction-tenth = en tiendedel
chart-reason-no-pairs = Kan ikke beregnes, fordi ingen er målt begge gange.
chart-reason-one-pair = Kan ikke beregnes, fordi kun én er målt begge gange.
chart-reason-no-spread = Kan ikke beregnes, fordi alle ændrede sig lige meget.
chart-reason-no-discordant-pairs = Ingen skiftede side mellem de to målinger.
chart-reason-no-values = Kan ikke beregnes, fordi der ingen svar er.
chart-reason-suppressed = Skjult, fordi det er lille eller kan røbe et andet tal.
chart-shares-hidden = Hvor mange der flyttede sig hver vej, er skjult, fordi det er lille eller kan røbe et andet tal.
chart-reason-nobody-missing = Kan ikke beregnes, fordi ingen mangler.
chart-reason-no-range = Kan ikke beregnes, fordi målingen ikke har en mindste og en største værdi.
chart-reason-perfect-separation = Kan ikke beregnes, fordi svarene kan skilles fuldstændigt ad.
chart-reason-no-solution = Kan ikke beregnes, fordi data ikke fastlægger et tal.
chart-reason-no-events = Kan ikke beregnes, fordi ingen er ophørt før tid.
chart-reason-too-many-values = Kan ikke beregnes, fordi der er flere forskellige værdier, end der er plads til.
chart-reason-needs-rows = Kan ikke beregnes, fordi det kræver enkelte personers svar, og dem sender stederne ikke.
chart-nothing = Der er ingen målinger endnu. Udfyld skemaet ved start og ved afslutning, så kommer billedet.
chart-nothing-pairs = Ingen er målt både ved start og ved afslutning endnu. Udfyld skemaet ved begge, så kommer billedet.

## Hvad data er
chart-data-synthetic-courses = SYNTETISKE DATA: { $count } opdigtede forløb. Viser metoden, ikke virkningen.
chart-data-synthetic-persons = SYNTETISKE DATA: { $count } opdigtede personer. Viser metoden, ikke virkningen.
chart-data-synthetic-one = SYNTETISKE DATA: personen er opdigtet.
chart-data-courses = { $count } forløb, data til og med { $day }.
chart-data-persons = { $count } personer, data til og med { $day }.
chart-data-undated-courses = { $count } forløb.
chart-data-undated-persons = { $count } personer.

## Kendte skemaer
chart-name-who5 = WHO-5
chart-subject-who5 = Trivslen
chart-short-who5 = Risikozonen
chart-sub-who5 = WHO-5 fra 0 til 100, højere er bedre. Felterne viser, hvordan borgerne fordeler sig; prikken er gennemsnittet.
chart-name-paid-last-month = Betaling for sex den seneste måned
chart-short-paid-last-month = Betaling
chart-question-paid-last-month = Fik betaling for sex den seneste måned

## Målinger, når studiet ikke navngiver dem
chart-occasion-start = Start
chart-occasion-fase1 = Fase 1 slut
chart-occasion-phase1 = Fase 1 slut
chart-occasion-phase-1 = Fase 1 slut
chart-occasion-phase-1-end = Fase 1 slut
chart-occasion-fase2 = Fase 2 slut
chart-occasion-phase2 = Fase 2 slut
chart-occasion-phase-2 = Fase 2 slut
chart-occasion-phase-2-end = Fase 2 slut
chart-occasion-afslutning = Afslutning
chart-occasion-closing = Afslutning
chart-occasion-close = Afslutning
chart-occasion-phase-3 = Afslutning
chart-occasion-follow-up = Opfølgning

## Kolonner
chart-column-all = Alle
chart-column-area = Område
chart-column-assumes = Forudsætning
chart-column-at-risk = I risikozonen
chart-column-band-from = Ved start
chart-column-band-to = Ved afslutning
chart-column-between = Forskel mellem grupperne
chart-column-ceiling = Loft
chart-column-change = Ændring
chart-column-coordination = Koordinering
chart-column-coordination-week = Koordinering pr. uge
chart-column-courses = Forløb
chart-column-day = Dag
chart-column-difference = Ændring
chart-column-direction = Siden sidst
chart-column-dz = dz
chart-column-estimate = Beregning
chart-column-fall = Fald i procentpoint
chart-column-from = Fra
chart-column-group = Gruppe
chart-column-interval = 95 % interval
chart-column-interval-percent = 95 % interval i procent
chart-column-kind = Slags
chart-column-leaves = Går ikke videre
chart-column-level = Kendetegn
chart-column-lower = Nedre
chart-column-mean = Gennemsnit
chart-column-meaning = Betyder
chart-column-median = Median
chart-column-missing = Mangler
chart-column-n = n
chart-column-not-held = Blev ikke til noget
chart-column-not-measured = Ikke målt
chart-column-occasion = Måling
chart-column-of = Af
chart-column-outside = Uden for risikozonen
chart-column-owed = Ventet
chart-column-p-holm = p (Holm)
chart-column-p-mcnemar = p (McNemar, eksakt)
chart-column-percent = Procent
chart-column-phase = Fase
chart-column-planned-from = Planlagt fra
chart-column-planned-to = Planlagt til
chart-column-planned-up-to = Planlagt til
chart-column-progress = Procent med fremgang
chart-column-received = Modtaget i alt
chart-column-late = Heraf efter tiden
chart-column-received-beside = Modtaget uden at være ventet
chart-column-received-owed = Modtaget af ventede
chart-column-received-share = Modtaget i procent
chart-column-rise = Stigning i procentpoint
chart-column-score = Tal
chart-column-sd = Standardafvigelse
chart-column-since = Siden
chart-column-since-start = Siden start
chart-column-state = Tilstand
chart-column-step = Trin
chart-column-support = Støtte
chart-column-support-week = Støtte pr. uge
chart-column-takes-over = Overtager
chart-column-to = Til
chart-column-upper = Øvre
chart-column-value = Forskel
chart-column-weeks = Uger i alt
chart-column-weeks-since = Uger siden start
chart-column-weight = Vægt
chart-column-what = Hvad
chart-column-who = Hvem
chart-column-why = Hvorfor
chart-column-yes = Ja
chart-column-yes-first = Ja første gang
chart-column-yes-last = Ja anden gang
chart-column-zone = Ændring i point
chart-caption-flow = Forløb fra start til afslutning
chart-caption-zones = Ændring i { $name }, delt i zoner
chart-caption-areas = { $name }: ændring på hvert område
chart-caption-contacts = Kontakter om ugen i hver fase
chart-caption-estimates = Ændring i { $name }, regnet på flere måder
chart-caption-groups = Ændring i { $name } i hver gruppe
chart-caption-same = De samme borgere begge gange
chart-caption-bands = Fordeling ved hver måling

## 00 Forsiden
chart-front-question = Hvor mange er i risikozonen ved start og ved afslutning?
chart-front-nothing = Der er endnu ingen, som er målt både ved start og ved afslutning. Udfyld trivselsskemaet ved begge, så kommer billedet.
chart-front-no-limit = Studiet siger ikke, fra hvilket tal der er risiko, så billedet kan ikke tegnes.
chart-front-fewer = Færre er i risikozonen { $occasion }
chart-front-more = Flere er i risikozonen { $occasion }
chart-front-open = Om færre er i risikozonen { $occasion }, kan ikke afgøres
chart-front-few = Der er for få målinger til at sige, om færre er i risikozonen { $occasion }
chart-front-dot-one = Hver prik er ét forløb.
chart-front-dot-many = Hver prik er { $count } forløb.
chart-front-dot-person = Hver prik er én person.
chart-front-dot-persons = Hver prik er { $count } personer.
chart-front-field = { $occasion }
chart-front-at-risk = i risikozonen
chart-front-outside = uden for risikozonen
chart-front-missing = ikke målt
chart-front-missing-running = ikke målt ({ $running } er stadig i gang)
chart-front-both-fell = De { $pairs }, der er målt begge gange: { $before } i risikozonen ved den første, { $after } ved den anden. Fald på { $points } procentpoint; det sande fald ligger rimeligvis mellem { $low } og { $high }.
chart-front-both-rose = De { $pairs }, der er målt begge gange: { $before } i risikozonen ved den første, { $after } ved den anden. Stigning på { $points } procentpoint; den sande ændring ligger rimeligvis mellem { $low } og { $high }.
chart-front-both-open = De { $pairs }, der er målt begge gange: { $before } i risikozonen ved den første, { $after } ved den anden. Om andelen ændrede sig, kan ikke afgøres: tallene passer med alt fra et fald på { $high } til en stigning på { $low } procentpoint.
chart-front-both-few = De { $pairs }, der er målt begge gange: { $before } i risikozonen ved den første, { $after } ved den anden. De er for få til at sige, om andelen ændrede sig.
chart-front-both-fell-hidden = De { $pairs }, der er målt begge gange: { $before } i risikozonen ved den første, { $after } ved den anden. Fald på { $points } procentpoint; intervallet er skjult, fordi det kan røbe et lille tal.
chart-front-both-rose-hidden = De { $pairs }, der er målt begge gange: { $before } i risikozonen ved den første, { $after } ved den anden. Stigning på { $points } procentpoint; intervallet er skjult, fordi det kan røbe et lille tal.
chart-front-desc = To felter, hver med { $count } forløb.
chart-front-desc-persons = To felter, hver med { $count } personer.
chart-front-desc-field = { $occasion }: { $risk } i risikozonen, { $outside } uden for, { $missing } ikke målt.

## 01 Forløb og målinger
chart-flow-question = Hvem kom ind, hvem gik ud, og hvem har vi målt?
chart-flow-nothing = Disse data har ingen forløb med start og afslutning, kun målinger.
chart-flow-title = { $started } forløb startede; { $full } varede mindst { $months } måneder
chart-flow-sub = Bredden er antal forløb i samme skala hele vejen ned. Skraveret: går ikke videre til næste linje.
chart-flow-enquiries = henvendelser
chart-flow-started = startet
chart-flow-not-started = blev ikke til forløb
chart-flow-closed = afsluttet
chart-flow-running = i gang
chart-flow-with-form = med afslutningsskema
chart-flow-without-form = uden skema
chart-flow-full = varede mindst { $months } mdr.
chart-flow-early = sluttede før
chart-flow-measured = Målinger af { $name }: modtaget af ventede
chart-flow-note-owed = Ventet ved faseslut: forløbet var i gang den dag, fasen sluttede. Ventet ved afslutning: forløbet er afsluttet.
chart-flow-completed = af de afsluttede havde gennemført
chart-flow-ended-early = sluttede før den planlagte dag
chart-flow-note-beside = Ikke med i søjlerne: målinger, som ikke var ventede (forløbet var sluttet eller ikke nået så langt): { $count }.
chart-flow-note-undated = { $count } afsluttede uden kendt slutdato regnes i gang til sidste kontakt.
chart-flow-note-enquiries = Henvendelser, der ikke blev til forløb, er ikke med i disse data.
chart-flow-step = { $stays } { $what }.
chart-flow-step-leaving = { $stays } { $what }, { $leaves } { $why }.

## 02 Hver måling
chart-occasions-question = Hvordan fordeler målingerne sig?
chart-occasions-higher = { $name } ligger højere { $occasion }: { $from } blev til { $to } for de { $pairs }, vi kan følge
chart-occasions-lower = { $name } ligger lavere { $occasion }: { $from } blev til { $to } for de { $pairs }, vi kan følge
chart-occasions-slightly-higher = { $name } ligger højere { $occasion }, men det kan være lidt: { $from } blev til { $to } for de { $pairs }, vi kan følge
chart-occasions-slightly-lower = { $name } ligger lavere { $occasion }, men det kan være lidt: { $from } blev til { $to } for de { $pairs }, vi kan følge
chart-occasions-open = { $name }: ændringen for de { $pairs }, vi kan følge, kan ikke afgøres ({ $interval } point)
chart-occasions-few = { $name }: for få er målt begge gange til at sige, om den har ændret sig ({ $pairs })
chart-occasions-title-none = { $name } ved hver måling
chart-occasions-sub = { $name }. Felterne viser, hvordan personerne fordeler sig; prikken er gennemsnittet.
chart-occasions-sub-range = { $name } fra { $low } til { $high }. Felterne viser, hvordan personerne fordeler sig; prikken er gennemsnittet.
chart-occasions-legend = nederst: antal målt · ved felterne: antal personer
chart-occasions-legend-owed = nederst: målt af ventede · ved felterne: antal personer
chart-occasions-legend-n = nederst: antal målt
chart-occasions-sub-means = { $name }. Prikken er gennemsnittet af dem, der er målt.
chart-occasions-same = De samme { $pairs } mennesker, målt { $from } og { $to }
chart-occasions-note = Søjlerne er ikke de samme mennesker: derfor ingen streg imellem dem.
chart-occasions-note-bands = Felter med under 5 er lagt sammen med nabofeltet.
chart-occasions-desc = { $occasion }: { $count } målt, gennemsnit { $mean }.
chart-occasions-desc-same = De samme { $pairs }: { $from } til { $to }. { $change }.
chart-occasions-desc-reason = Ændringen for de samme mennesker: { $reason }

## 03 Hver enkelt
chart-zones-question = Hvor mange ændrede sig mærkbart?
chart-zones-none = Studiet siger ikke, hvor stor en ændring der er mærkbar.
chart-zones-title-better = { $better } af { $pairs } fik det mærkbart bedre; for { $reliable } er det mere, end målingen kan svinge
chart-zones-title = { $name }: { $better } af { $pairs } steg mærkbart; for { $reliable } er det mere, end målingen kan svinge
chart-zones-title-relevant = { $name }: { $better } af { $pairs } steg mærkbart
chart-zones-title-few = { $name }: for få er målt begge gange til at sige, hvor mange der ændrede sig ({ $pairs })
chart-zones-sub = Hver borgers ændring i { $name } fra første til sidste måling, delt i zoner.
chart-zone-at-least-down = mindst { $least } ned
chart-zone-at-least-up = mindst { $least } op
chart-zone-down = { $low }–{ $high } ned
chart-zone-up = { $low }–{ $high } op
chart-zone-any = alle
chart-zone-words-fell-reliable = lavere, mere end måleusikkerheden
chart-zone-words-fell-relevant = lavere, kan være tilfældigt
chart-zone-words-fell = mærkbart lavere
chart-zone-words-unchanged = ingen mærkbar ændring
chart-zone-words-rose-relevant = mærkbart, kan være tilfældigt
chart-zone-words-rose-reliable = mere end måleusikkerheden
chart-zone-words-rose = mærkbart højere
chart-zones-bands = Fra bånd til bånd
chart-zones-bands-from = Start { $band }
chart-zones-bands-to = Ved afslutning:
chart-zones-frame = ramme: samme bånd
chart-zones-frame-risk = ramme: samme bånd · { $limit } er grænsen for risikozonen
chart-zones-relevant = Mærkbar: mindst { $relevant } point.
chart-zones-relevant-step = Mærkbar: mindst { $relevant } point, og skalaen går i trin på { $step }, altså { $next }.
chart-zones-reliable = Måleusikkerhed for én person: { $reliable } point.
chart-zones-reliable-step = Måleusikkerhed for én person: { $reliable } point, altså { $next }.
chart-zones-merged = To zoner er lagt sammen, fordi den ene er under 5.
chart-zones-only = Kun de { $pairs } målt begge gange. { $rest } kan ikke følges her.
chart-zones-desc = Af { $pairs }: { $zones }.
chart-zones-desc-zone = { $zone }: { $count }

## 04 Livssituation
chart-areas-question = På hvilke områder står de samme mennesker anderledes?
chart-areas-title-all = Alle { $areas } områder ligger højere { $occasion }; mest { $most }, mindst { $least }
chart-areas-title-some = { $rose } af { $areas } områder ligger højere { $occasion }; resten kan ikke afgøres
chart-areas-title-both = { $rose } af { $areas } områder ligger højere { $occasion }, { $fell } lavere; resten kan ikke afgøres
chart-areas-title-open = Om de { $areas } områder ligger anderledes { $occasion }, kan ikke afgøres
chart-areas-title-few = For få er målt begge gange til at sige, om de { $areas } områder ligger anderledes
chart-areas-sub = Egen vurdering fra { $low } til { $high } af, hvor godt området kan håndteres. De samme { $pairs } borgere, sorteret efter ændring.
chart-areas-sub-varying = Egen vurdering fra { $low } til { $high } af, hvor godt området kan håndteres. De samme borgere begge gange, antallet står i tabellen.
chart-areas-head = { $from } og { $to }
chart-areas-head-change = Ændring i point (95 % interval)
chart-areas-mean = Gennemsnit af de { $areas }
chart-areas-note = Skalaen måler, hvor godt området kan håndteres, ikke hvor stort problemet er.
chart-areas-note-tests = Antal test på én gang: { $areas }. Alle p-værdier er Holm-justeret i tabellen.
chart-areas-desc = { $name } { $from } til { $to } ({ $change })

## 05 Andele
chart-shares-question = Hvor stor en andel er det ved hver måling?
chart-shares-none = Studiet har ingen spørgsmål med ja og nej og ingen grænse for risiko.
chart-shares-title = { $name }: fra { $from } til { $to }
chart-shares-title-open = { $name }: { $from } og { $to }, forskellen kan ikke afgøres
chart-shares-title-few = { $name }: for få til at sige
chart-shares-title-none = { $name } ved hver måling
chart-shares-sub = Andel af de målte ved hver måling, og hvad der skete for dem, der er målt begge gange.
chart-shares-at-risk = I risikozonen ({ $name } på { $limit } eller derunder)
chart-shares-pairs = De { $pairs } målt både { $from } og { $to }:
chart-shares-yes-yes = ja begge gange
chart-shares-yes-no = ja, så nej
chart-shares-no-yes = nej, så ja
chart-shares-no-no = nej begge gange
chart-shares-note = De øvrige målinger har færre og andre borgere end den første. Intervaller: Wilson for andele, Newcombe (parret) for ændringen.
chart-shares-desc = De { $pairs } målt begge gange: { $before }, så { $after }. { $change }.

## 06 Kontakter
chart-taper-question = Trapper støtten ned som planlagt, og holder koordineringen sig?
chart-taper-nothing = Der er for få forløb med registrerede kontakter til at vise, hvordan de fordeler sig over tid.
chart-taper-title-both = Støtten trapper ned fra { $from } til { $to } kontakter om ugen; koordineringen holder sig omkring { $around }
chart-taper-title = Støtten trapper ned fra { $from } til { $to } kontakter om ugen
chart-taper-title-open = Støtten er { $from } kontakter om ugen i første fase og { $to } i sidste; om den trapper ned, kan ikke afgøres
chart-taper-sub = Gennemførte kontakter om ugen pr. igangværende forløb, { $weeks } uger ad gangen fra fase 1’s første dag. Støtte og koordinering hver for sig, samme skala.
chart-taper-planned = stiplet: planlagt bånd
chart-taper-weeks = uger siden fase 1 begyndte
chart-taper-running = Forløb i gang:
chart-taper-caption = Kontakter om ugen over tid
chart-taper-note = Flade om kurven: 95 % interval over forløb. Færre forløb er i gang mod slutningen: dem, der sluttede før, er ikke med i de sene uger.
chart-taper-note-band = Båndet er indsatsens egen plan.
chart-taper-desc = Støtte pr. uge: { $support }. Koordinering pr. uge: { $coordination }.
chart-taper-desc-phase = { $rate } i fase { $n }

## 08 Flere måder at regne på
chart-estimates-question = Hvor meget afhænger svaret af dem, vi ikke har målt?
chart-estimates-title =
    { $ways ->
        [2] To måder
        [3] Tre måder
       *[other] { $ways } måder
    } at regne på giver { $low } til { $high } point – fortegnet holder, størrelsen afhænger af de manglende
chart-estimates-title-open = Svaret afhænger af dem, vi ikke har målt: { $low } til { $high } point
chart-estimates-title-one = Ændringen er { $low } point for de målte; for de manglende ved vi det ikke
chart-estimates-title-few = Der er for få målt til at sige, hvor meget svaret afhænger af de manglende
chart-estimates-sub = Ændring i { $name } fra første til sidste måling i point. Ingen af dem er facit: de gør hver sin antagelse om dem, vi ikke har målt.
chart-estimates-measured = 1. De målte begge gange
chart-estimates-measured-assumes = forudsætter, at de manglende ligner dem
chart-estimates-model = 2. Alle startede, efter model
chart-estimates-model-assumes = forudsætter, at det manglende kan forudses af det målte
chart-estimates-cautious = { $number }. Forsigtigt: manglende = uændret
chart-estimates-cautious-assumes = antager, at ingen af de { $missing } manglende fik det bedre
chart-estimates-axis = point; stiplet: { $relevant } = mærkbar ændring
chart-estimates-axis-plain = point
chart-estimates-numbers = n = { $count } · { $value } ({ $interval })
chart-estimates-note = Hul ring: hviler på en antagelse. Intervallerne rummer ikke usikkerheden ved, at der ingen sammenligningsgruppe er.
chart-estimates-desc = { $name }: { $value } ({ $interval }), n = { $count }.

## 09 Grupper
chart-groups-question = Er ændringen forskellig mellem grupper, der er fastlagt på forhånd?
chart-groups-nothing = Studiet har ingen grupper, eller ingen er målt begge gange endnu.
chart-groups-title-alike = Grupperne ændrer sig nogenlunde ens
chart-groups-title-alike-first = De { $groups } grupper ændrer sig nogenlunde ens
chart-groups-title-open = Forskelle mellem grupperne kan hverken vises eller afvises
chart-groups-title-differs = Ændringen er forskellig efter { $name }
chart-groups-title-few = Grupperne er for små til at sige noget om
chart-groups-title-picked = { $main }; »{ $name }« er valgt på et lavt starttal
chart-groups-sub = Ændring i { $name } efter { $groups } kendetegn ved start, fastlagt på forhånd. Det er forskellen mellem ja og nej, der siger noget.
chart-groups-head-change = Ændring i hver gruppe
chart-groups-head-difference = Forskel: ja minus nej
chart-groups-everybody = Alle ({ $count })
chart-groups-all = alle
chart-groups-yes = ja
chart-groups-no = nej
chart-groups-side = { $side }, n = { $count }
chart-groups-picked = valgt på starttallet: se noten
chart-groups-difference = Forskel { $difference } ({ $interval })
chart-groups-difference-few = Forskel: for få til at sige
chart-groups-note-picked = Gruppen »{ $name }« er valgt på et lavt starttal. Så stiger den også af sig selv (regression mod gennemsnittet); forskellen er derfor vist som åben rude og må ikke læses som virkning.
chart-groups-note = Grupper under { $few } vises ikke med tal. Streger med endestykker: 95 % interval. Farvet felt: interval for alle.
chart-groups-desc = { $name }: ja { $with }, nej { $without }, forskel { $difference } ({ $interval }).
chart-groups-desc-few = { $name }: ja { $with }, nej { $without }.

## Fasebåndet
chart-band-title = Fase { $n }, uge { $week } af { $weeks }
chart-band-phase = { $name }: { $from } til { $to }, { $state }.
chart-band-pause = pause { $from }–{ $to }
chart-band-pause-short = pause
chart-band-pause-open = pause fra { $from }
chart-band-closed = afsluttet

## Kurven for ét forløb
chart-curve-title = { $name }: { $from } blev til { $to }
chart-curve-title-one = { $name }: { $from } ved første måling
chart-curve-title-none = { $name }: ingen måling endnu
chart-curve-none = ingen måling endnu
chart-curve-point = { $score } den { $day }.
chart-curve-next = næste
chart-curve-next-on = Næste måling { $day }.
chart-curve-planned = planlagt
chart-curve-risk = op til { $limit }: kan være i risiko
chart-curve-limit = Op til { $limit } kan der være risiko for stress eller depression.

## 14 Ét forløb på én linje
chart-course-title = { $alias }: forløbet på én linje
chart-course-sub = { $held } kontakter holdt, { $not } aflyst eller ikke holdt.
chart-course-sub-closed = { $held } kontakter holdt, { $not } aflyst eller ikke holdt. Afsluttet { $day }.
chart-course-phases = Faser
chart-course-contact = Kontakt
chart-course-events = Begivenheder
chart-course-risk = { $limit } og derunder: risikozone
chart-course-note = Hvid kasse: kontaktskabelse før fase 1. Streg: kontakt holdt, højere er længere. Ring: aflyst eller ikke holdt, uden skyld.
chart-course-note-noise = { $name } for én person kan svinge { $noise } point, uden at noget er ændret.
chart-course-desc-phase = Fase { $n } fra { $day }.
chart-course-row-held = { $role }, { $minutes } minutter
chart-course-row-held-untimed = { $role }
chart-course-row-not-held = { $role }, blev ikke til noget
chart-course-row-phase = Fase { $n } begyndte

## 15 Gnisten
chart-spark = { $from } til { $to } ({ $change })
chart-spark-one = { $score }, kun én måling
chart-spark-none = ingen måling endnu
chart-spark-nothing = ingen mærkbar ændring
chart-spark-noticeable = mærkbart, kan være tilfældigt
chart-spark-beyond = mere end måleusikkerhed

## Livssituationen for én borger
chart-profile-title = { $up } områder op, { $same } som sidst, { $down } ned
chart-profile-title-first = Livssituationen første gang
chart-profile-last = sidst
chart-profile-now = nu
chart-profile-first = første gang
chart-profile-same = som sidst
chart-profile-up = { $n } op
chart-profile-down = { $n } ned
chart-profile-unanswered = ikke svaret

## 16 Netværket
chart-network-title = { $carries } af { $all } i netværket bærer en opgave
chart-network-title-gone = { $carries } af { $all } i netværket bærer en opgave; { $gone } slap den igen
chart-network-none = Ingen i netværket endnu. Spørg, hvem borgeren selv ville ringe til.
chart-network-many = Der er for mange til et kort. Tabellen har dem alle.
chart-network-carries = har overtaget en opgave
chart-network-in-place = på plads, uden opgave
chart-network-introduced = introduceret
chart-network-let-go = overtog en opgave, holder ikke længere
chart-network-ring-inner = bærer en opgave
chart-network-ring-middle = på plads
chart-network-ring-outer = introduceret
chart-network-citizen = Borger
chart-network-worker-near = CTI-medarbejder: tæt på
chart-network-worker-midway = CTI-medarbejder: på vej ud
chart-network-worker-away = CTI-medarbejder: trækker sig
chart-network-private = privat
chart-network-service = tilbud
chart-network-key-carries = bærer en opgave
chart-network-key-not-yet = endnu ingen opgave
chart-network-key-private = rund: privat
chart-network-key-service = kantet: tilbud
chart-network-key-let-go = slap opgaven igen

## Figur 07: hvor forløbene er

chart-time-question = Hvor mange slutter før tid, og hvornår?
chart-time-nothing = Der er endnu ingen datoer for start og slutning. De udfyldes på forløbet.
chart-time-title = Efter { $month } måneder er { $left } sluttet før tid, og { $completed } har gennemført
chart-time-sub = { $count } forløb fra første dag i fase 1. Sluttet før tid er sluttet før den planlagte dag, uanset grund.
chart-time-desc = Efter { $month } måneder: sluttet før tid { $left }, gennemført { $completed }, i gang { $running }.
chart-time-completed = gennemført { $share }
chart-time-running = i gang { $share }
chart-time-left = sluttet før tid { $share }
chart-time-axis = måneder siden start; nederst forløb, der stadig følges
chart-time-note = Aalen–Johansen: gennemførelse er en konkurrerende hændelse, og forløb i gang tæller med, så længe de følges. Der er punkter, hvor mindst fem forløb er sluttet siden det forrige. Streg med endestykker: 95 % interval.
chart-time-caption = Hvor forløbene er, måned for måned
chart-time-column-month = Måned
chart-time-column-followed = Fulgt
chart-time-column-left = Sluttet før tid
chart-time-column-completed = Gennemført
chart-time-column-running = I gang, %
chart-time-title-ways = Efter { $month } måneder er { $dropped } faldet fra, og { $completed } har gennemført
chart-time-sub-ways = { $count } forløb fra første dag i fase 1. Både de, der faldt fra, og de, der havde en anden grund, sluttede før den planlagte dag.
chart-time-desc-ways = Efter { $month } måneder: faldet fra { $dropped }, sluttet før tid af en anden grund { $other }, i gang { $running }, gennemført { $completed }.
chart-time-dropped = faldet fra { $share }
chart-time-other = anden grund { $share }
chart-time-column-dropped = Faldet fra
chart-time-column-other = Før tid, anden grund, %
chart-time-column-done = Gennemført, %
chart-time-note-ways = Faldet fra: ønskede ikke at fortsætte eller at få en ny medarbejder, kontakten gik tabt, eller grunden kendes ikke. Anden grund: for eksempel at målet er nået.

## Figur 11: over tid

chart-control-question = Er noget ændret, eller er det de sædvanlige udsving?
chart-control-nothing = Der er endnu for få kvartaler med nok målinger. Der skal seks til.
chart-control-sub = Kvartal for kvartal. Stiplet: grænserne for de sædvanlige udsving.
chart-control-not-held = aftaler, der ikke blev til noget
chart-control-start-score = { $name } ved start
chart-control-usual = { $name }: svinger om { $mean }, ingen tegn på ændring.
chart-control-outside =
    { $signs ->
        [one] { $name }: svinger om { $mean }, ét tegn på ændring, i { $period }.
       *[other] { $name }: svinger om { $mean }, { $signs } tegn på ændring, først i { $period }.
    }
chart-control-runs = { $name }: svinger om { $mean }, med længere stræk på én side, end tilfældet laver.
chart-control-quarter = { $quarter }. kvartal { $year }
chart-control-mean = snit { $mean }
chart-control-limits = Sædvanlige udsving
chart-control-column-period = Kvartal
chart-control-column-x = Ikke til noget
chart-control-column-mean = Snit
chart-control-column-sign = Tegn
chart-control-sign = uden for grænserne
chart-control-note = Andele: grænser på tre standardafvigelser (p-diagram). Gennemsnit: 2,66 gange det gennemsnitlige spring (XmR). Rude: uden for grænserne. Skraveret: for få til et punkt. Et tegn siger, at noget er ændret, ikke hvorfor.
chart-control-runs-note = Snit { $mean }. Længste stræk på én side { $run } (tegn over { $runlimit }); krydsninger { $crossings } (tegn under { $crossingslimit }), efter Anhøjs regler.

## Figur 08, nederst: hvornår svaret vipper

chart-tipping-heading = Hvis de manglende klarede sig dårligere end tilsvarende målte
chart-tipping-axis = de manglendes afvigelse fra tilsvarende målte, point
chart-tipping-zero = Ved { $delta } point når intervallet { $value }: da kan ændringen ikke længere afgøres.
chart-tipping-relevant = Ved { $delta } point når intervallet { $value }, det mindste, der regnes for mærkbart.
chart-tipping-column-what = Intervallet når
chart-tipping-column-value = Point
chart-tipping-column-delta = Ved en afvigelse på
chart-tipping-row-zero = ingen ændring
chart-tipping-row-relevant = mærkbar ændring

## Figur 10: kommuner

chart-units-question = Ligger nogen kommune længere fra det hele, end tilfældet lægger den?
chart-units-nothing = Der er kun én kommune i tallene.
chart-units-alike = { $units } kommuner: ingen ligger uden for det, tilfældet kan give
chart-units-outside =
    { $outside ->
       *[other] { $names } ligger uden for det, tilfældet kan give: se først på data og på, hvem der er med
    }
chart-units-sub = { $name }. Kommuner i rækkefølge efter navn.
chart-units-risk = Risikozonen i { $label }, { $at }
chart-units-yes = { $label }, { $at }
chart-units-of-change = Ændring i { $label }, målt begge gange
chart-units-change = { $d } ({ $n })
chart-units-desc = { $name }: alle { $all }. Skjult: { $hidden }.
chart-units-all = Alle
chart-units-hidden = skjult
chart-units-axis = målte personer
chart-units-note-rows = Streg med endestykker: 95 % interval. Stiplet: alle under ét. Intervaller, der overlapper, kan ikke skelnes.
chart-units-note-funnel = Stiplet: hvor tilfældet lægger 95 af 100 kommuner af den størrelse; streg: 998 af 1000. Uden for er en rude med navn.
chart-units-note = Skraveret: skjult. Der er ingen rangorden: andelenes rækkefølge er mest tilfældig.
chart-units-note-changes = Der er ingen rangorden: ændringernes rækkefølge er mest tilfældig.
chart-units-column-unit = Kommune
chart-units-column-within = Inden for tilfældet
chart-units-column-drawn = Trukket mod alle, %
chart-units-column-change = Ændring
chart-units-column-drawn-change = Trukket mod alle
chart-units-yes-within = ja
chart-units-no-within = nej
chart-units-changes-note = Inden for tilfældet: inden for de grænser om alles ændring, hvor tilfældet lægger 998 af 1000 kommuner af den størrelse, når personerne i en kommune spreder sig med { $sd }. Trukket mod alle: tilfældige effekter (restricted likelihood).
chart-units-table-note = Inden for tilfældet: inden for grænserne for 998 af 1000 om alles andel, { $counts } ({ $all }). Trukket mod alle: tilfældige effekter på logit (restricted likelihood).

## Teamets belastning

chart-team-title = Teamet bærer { $x } af { $of }
chart-team-title-over =
    { $over ->
        [one] Teamet bærer { $x } af { $of }; én bærer mere, end tiden rækker til
       *[other] Teamet bærer { $x } af { $of }; { $over } bærer mere, end tiden rækker til
    }
chart-team-sub = Vægtede forløb for hver medarbejder i sidens rækkefølge. Streger: det, arbejdstiden rækker til.
chart-team-note = Skraveret: mere, end tiden rækker til. Tallet siger noget om fordelingen, ikke om den enkelte.
chart-team-caption = Teamets belastning
chart-team-column-who = Medarbejder
chart-team-all = Teamet
chart-caption-periods = Ændring i { $name }, periode for periode
chart-column-df = df
chart-column-end = Ved slut
chart-column-p = p
chart-column-period = Begyndt
chart-column-start = Ved start
chart-periods-at-start = { $name }, ved start
chart-periods-began = { $count } forløb begyndte
chart-periods-difference = Forskel: { $later } minus { $first }
chart-periods-note = Hul ring: forskel mellem to perioder. Intervallet rummer ikke, at det er andre mennesker i en anden tid.
chart-periods-others = andre mennesker i en anden tid
chart-periods-sub = Ændring i { $name } fra første til sidste måling i point, for dem, der er målt begge gange, efter hvornår de begyndte.
chart-periods-title-alike = Ændringen var omtrent lige stor i perioderne
chart-periods-title-apart = Ændringen var ikke lige stor i perioderne; det siger ikke hvorfor
chart-periods-title-few = Der er for få målt til at sige, om perioderne er forskellige
chart-periods-title-unclear = Om ændringen var forskellig i perioderne, kan ikke afgøres
chart-periods-welch = Forskel: den senere periode minus den første; Welchs interval for to grupper af forskellige mennesker.

## 12

chart-fidelity-sub = Andel af de forløb, det kan siges om, i procent; 95 % interval. Under rækkerne de samme tal som net.
chart-fidelity-note = Skraveret: skjult eller ikke registreret. Nettet er åbent, hvor intet kan siges; dets areal betyder ikke noget.
chart-fidelity-own = Egne regler, ikke CACTIs skala. Der er ingen samlet score, og ikke registreret er ikke talt som ikke gjort.
chart-fidelity-web = Nettet: punkternes numre som ovenfor
chart-fidelity-unknown-all = kan ikke vurderes
chart-fidelity-unknown = { $n } kan ikke vurderes
chart-fidelity-table = Metodens punkter, forløb for forløb
chart-fidelity-column-item = Punkt
chart-fidelity-column-rule = Regel
chart-fidelity-column-of = Spurgt om
chart-fidelity-column-met = Opfyldt
chart-fidelity-column-not-met = Ikke opfyldt
chart-fidelity-column-unknown = Kan ikke vurderes
chart-fidelity-of-closed = afsluttede forløb
chart-fidelity-of-reached = forløb, der nåede fase { $phase }
