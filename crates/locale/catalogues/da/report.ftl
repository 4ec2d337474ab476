### Ord og sætninger i rapporten. Sætningerne har numre som i rapportens regler (S1–S16, L1–L14).

## Celler

report-cell-of = { $x } af { $n }
report-cell-not-measured = ikke målt
report-cell-hidden = • skjult
report-cell-not-computable = kan ikke beregnes

## Byggesten

report-on-who5 = i trivsel
report-on-other = på { $label }
report-subject-who5 = trivslen
report-subject-other = { $label }
report-measure-who5 = Trivsel (WHO-5)
report-measure-paid = Betaling for sex den seneste måned
report-measure-risk = I risikozonen
report-measure-risk-of = I risikozonen: { $label }
report-both = både { $from } og { $to }
report-occasion-start = ved start
report-occasion-phase1 = efter fase 1
report-occasion-phase2 = efter fase 2
report-occasion-closing = ved afslutning
report-occasion-follow-up = ved opfølgning
report-occasion-other = ved måling { $key }
report-occasion-at = ved { $label }
report-and = { $first } og { $last }
report-points = { $d } point
report-reason-no-pairs = ingen er målt begge gange
report-reason-one-pair = kun én er målt begge gange
report-reason-no-spread = alle har ændret sig lige meget
report-reason-no-discordant-pairs = ingen har skiftet side
report-reason-no-values = der ingen svar er
report-reason-suppressed = tallet er lille eller kan røbe et andet
report-reason-nobody-missing = ingen mangler
report-reason-no-range = målingen ikke har en mindste og en største værdi
report-reason-perfect-separation = svarene kan skilles fuldstændigt ad
report-reason-no-solution = data ikke fastlægger et tal
report-reason-no-events = ingen er ophørt før tid
report-reason-too-many-values = der er flere forskellige værdier, end der er plads til

## S1: hvem og hvor mange

report-s1-begun =
    { $span ->
        [months] Fra { $from } til { $to } startede { $n } forløb
        [month] I { $from } startede { $n } forløb
       *[unknown] Der er startet { $n } forløb
    }
report-s1-none = Der er ikke startet nogen forløb endnu.
report-s1 = { $begun }; { $closed } er afsluttet, { $running } er i gang.
report-s1-nearly-closed = { $begun }; næsten alle er afsluttet.
report-s1-most-closed = { $begun }; de fleste er afsluttet.
report-s1-most-running = { $begun }; de fleste er i gang.
report-s1-all-closed =
    { $n ->
        [one] { $begun }; det er afsluttet.
       *[other] { $begun }; alle er afsluttet.
    }
report-s1-none-closed =
    { $n ->
        [one] { $begun }; det er i gang.
       *[other] { $begun }; ingen er afsluttet endnu.
    }
report-s1-nearly-running = { $begun }; næsten alle er i gang.
report-s1-few = { $begun }; nogle er afsluttet, andre er i gang.
report-s1-persons =
    { $n ->
        [0] Der er ingen personer i data.
        [one] Data handler om { $n } person.
       *[other] Data handler om { $n } personer, målt op til { $k } gange hver.
    }

## S2: hvad ændrede sig

report-s2-relevant = De { $n }, der er målt { $both }, gik i snit { $points } op { $on }; det sande tal ligger rimeligvis mellem { $lo } og { $hi }, og { $relevant } regnes for mærkbart.
report-s2-up-small = De { $n }, der er målt { $both }, gik i snit { $points } op { $on }; det er en stigning, men den kan være så lille som { $lo }.
report-s2-up = De { $n }, der er målt { $both }, gik i snit { $points } op { $on }; det sande tal ligger rimeligvis mellem { $lo } og { $hi }.
report-s2-unclear = Om { $subject } ændrede sig, kan ikke afgøres: tallene passer med alt fra { $lo } til { $hi } point.
report-s2-hidden = Hvor meget { $subject } ændrede sig, er skjult, fordi tallet er lille eller kan røbe et andet.
report-s2-relevant-exact = De { $n }, der er målt { $both }, gik i snit { $points } op { $on }; usikkerheden er under { $unit } point, og { $relevant } regnes for mærkbart.
report-s2-up-exact = De { $n }, der er målt { $both }, gik i snit { $points } op { $on }; usikkerheden er under { $unit } point.
report-s2-down-exact = De { $n }, der er målt { $both }, gik i snit { $points } ned { $on }; usikkerheden er under { $unit } point.
report-s2-unclear-exact = Om { $subject } ændrede sig, kan ikke afgøres; en ændring er i hvert fald under { $unit } point.
report-s2-up-tiny = De { $n }, der er målt { $both }, gik i snit { $points } op { $on }; det er en stigning, men den kan være under { $unit } point.
report-s2-down-tiny = De { $n }, der er målt { $both }, gik i snit { $points } ned { $on }; det er et fald, men det kan være under { $unit } point.
report-s2-down = De { $n }, der er målt { $both }, gik i snit { $points } ned { $on }; det sande tal ligger rimeligvis mellem { $lo } og { $hi }.
report-s2-few =
    { $n ->
        [0] Ingen er målt { $both }; derfor kan vi ikke sige, om { $subject } ændrede sig.
        [one] Kun én er målt { $both }; det er for få til at sige, om { $subject } ændrede sig.
       *[other] Kun { $n } er målt { $both }; det er for få til at sige, om { $subject } ændrede sig.
    }
report-s2-shares-unclear = Om andelen, der svarede ja til { $label }, ændrede sig, kan ikke afgøres: tallene passer med alt fra { $lo } til { $hi } procentpoint.
report-s2-shares-down = Blandt de { $n }, der er målt { $both }, faldt andelen med ja til { $label } { $d } procentpoint; det sande tal ligger rimeligvis mellem { $lo } og { $hi }.
report-s2-shares-up = Blandt de { $n }, der er målt { $both }, steg andelen med ja til { $label } { $d } procentpoint; det sande tal ligger rimeligvis mellem { $lo } og { $hi }.

## S3: hvem vi ikke ved noget om

report-s3-many =
    { $m ->
       *[other] Om { $m } af { $n } afsluttede ved vi ikke, hvordan det gik, fordi målingen mangler.
    }
report-s3-some = { $m } af { $n } afsluttede mangler en måling ved afslutning.
report-s3-nearly = Næsten alle afsluttede er målt ({ $r } af { $n }).
report-s3-all =
    { $n ->
        [one] Den ene, der er afsluttet, er målt.
       *[other] Alle { $n } afsluttede er målt.
    }
report-s3-nobody = Ingen er afsluttet endnu, så der er endnu ingen målinger ved afslutning.
report-s3-hidden = Hvor mange af de afsluttede der ikke er målt, er skjult, fordi tallet er lille eller kan røbe et andet.
report-s3-many-persons = Om { $m } af { $n } personer ved vi ikke, hvordan det gik, fordi målingen { $to } mangler.
report-s3-some-persons = { $m } af { $n } personer mangler en måling { $to }.
report-s3-nearly-persons = Næsten alle personer er målt { $to } ({ $r } af { $n }).
report-s3-all-persons =
    { $n ->
        [one] Den ene person er målt { $to }.
       *[other] Alle { $n } personer er målt { $to }.
    }

## S4: hvor sikkert er det

report-s4-measured-all = Målt: { $r } af { $n } – alle.
report-s4-measured-nearly = Målt: { $r } af { $n } – næsten alle.
report-s4-measured-most = Målt: { $r } af { $n } – de fleste.
report-s4-measured-less =
    { $r ->
        [0] Målt: ingen af { $n }.
       *[other] Målt: { $r } af { $n } – under halvdelen.
    }
report-s4-width-narrow = Intervallet er smalt: { $lo } til { $hi } point.
report-s4-width-medium = Intervallet er middel: { $lo } til { $hi } point.
report-s4-width-wide = Intervallet er bredt: { $lo } til { $hi } point.
report-s4-width-plain = Intervallet går fra { $lo } til { $hi } point.
report-s4-width-exact = Intervallet er smallere end { $unit } point.
report-s4-width-few = For få er målt begge gange til, at et interval siger noget.
report-s4-missing-few = For få er målt begge gange til at efterprøve det.
report-s4-open = Svaret er åbent i forvejen, og de manglende kan flytte det til begge sider.
report-s4-holds = Svaret holder, også hvis ingen af de manglende ændrede sig ({ $points }).
report-s4-holds-better = Svaret holder, også hvis ingen af de manglende fik det bedre ({ $points }).
report-s4-holds-but = Svaret holder, også hvis ingen af de manglende fik det bedre ({ $points }), men så kan det være så lidt som { $lo }.
report-s4-tips = Svaret vipper, hvis ingen af de manglende ændrede sig: så passer tallene med alt fra { $lo } til { $hi } point.
report-s4-none-missing = Ingen mangler, så svaret afhænger ikke af nogen, vi ikke kender.
report-s4-no-comparison = Der er ingen at sammenligne med. Derfor kan vi ikke sige, hvor meget der var sket alligevel.
report-s4-comparator = Sammenlignet med { $comparator }: forskel { $d } point ({ $lo } til { $hi }); grupperne er ikke valgt ved lodtrækning.
report-s4-comparator-none = Der er en opgørelse andetsteds fra at sammenligne med ({ $comparator }), men ændringen her kan ikke beregnes.

## S5–S6: andele

report-s5-first =
    { $x ->
        [0] { $from } var ingen af { $n } målte i risikozonen,
       *[other] { $from } var { $x } af { $n } målte i risikozonen,
    }
report-s5-first-percent = { $from } var { $x } af { $n } målte i risikozonen ({ $p } %),
report-s5-last =
    { $x ->
        [0] { $to } ingen af { $n }.
       *[other] { $to } { $x } af { $n }.
    }
report-s5-last-percent = { $to } { $x } af { $n } ({ $p } %).
report-s5-fell = Blandt de { $n } målt begge gange faldt andelen { $p } procentpoint ({ $lo } til { $hi }); { $out } ud af zonen, { $in } ind i den.
report-s5-rose = Blandt de { $n } målt begge gange steg andelen { $p } procentpoint ({ $lo } til { $hi }); { $out } ud af zonen, { $in } ind i den.
report-s5-unclear = Om andelen ændrede sig blandt de { $n } målt begge gange, kan ikke afgøres ({ $lo } til { $hi } procentpoint); { $out } ud af zonen, { $in } ind i den.
report-s5-moves-hidden = Blandt de { $n } målt begge gange gik antallet fra { $x } til { $y }; hvor mange der flyttede sig hver vej, er skjult, fordi tallet er lille eller kan røbe et andet.
report-s5-out =
    { $n ->
        [0] ingen kom
       *[other] { $n } kom
    }
report-s5-in =
    { $n ->
        [0] ingen kom
       *[other] { $n } kom
    }
report-s5-few =
    { $n ->
        [0] Ingen er målt begge gange, så vi kan ikke følge, om andelen ændrede sig.
        [one] Kun én er målt begge gange; det er for få til at sige, om andelen ændrede sig.
       *[other] Kun { $n } er målt begge gange; det er for få til at sige, om andelen ændrede sig.
    }
report-s6-first =
    { $x ->
        [0] { $from } havde ingen af { $n } fået betaling for sex den seneste måned,
       *[other] { $from } havde { $x } af { $n } fået betaling for sex den seneste måned,
    }
report-s6-first-other =
    { $x ->
        [0] { $from } svarede ingen af { $n } ja til { $label },
       *[other] { $from } svarede { $x } af { $n } ja til { $label },
    }
report-s6-fell = Blandt de { $n } målt begge gange faldt andelen { $p } procentpoint ({ $lo } til { $hi }): { $out } fra ja til nej, { $in } fra nej til ja.
report-s6-rose = Blandt de { $n } målt begge gange steg andelen { $p } procentpoint ({ $lo } til { $hi }): { $out } fra ja til nej, { $in } fra nej til ja.
report-s6-unclear = Om andelen ændrede sig blandt de { $n } målt begge gange, kan ikke afgøres ({ $lo } til { $hi } procentpoint): { $out } fra ja til nej, { $in } fra nej til ja.
report-s6-turned =
    { $n ->
        [0] ingen gik
       *[other] { $n } gik
    }

## S7: den enkelte

report-s7-better =
    { $x ->
        [0] Ingen af { $n } fik det mærkbart bedre,
        [one] Én af { $n } fik det mærkbart bedre,
       *[other] { $x } af { $n } fik det mærkbart bedre,
    }
report-s7-rose =
    { $x ->
        [0] Ingen af { $n } gik mærkbart op,
        [one] Én af { $n } gik mærkbart op,
       *[other] { $x } af { $n } gik mærkbart op,
    }
report-s7-worse =
    { $x ->
        [0] ingen mærkbart dårligere.
        [one] én mærkbart dårligere.
       *[other] { $x } mærkbart dårligere.
    }
report-s7-fell =
    { $x ->
        [0] ingen gik mærkbart ned.
        [one] én gik mærkbart ned.
       *[other] { $x } gik mærkbart ned.
    }
report-s7-reliable =
    { $x ->
        [0] For ingen er stigningen større, end én persons måling kan svinge af sig selv.
        [one] For én er stigningen større, end én persons måling kan svinge af sig selv.
       *[other] For { $x } er stigningen større, end én persons måling kan svinge af sig selv.
    }

## S8: livssituation

report-s8-all =
    { $k ->
        [one] Området ligger højere { $to }.
       *[other] Alle { $k } områder ligger højere { $to }
    }
report-s8-some =
    { $x ->
        [one] Ét af { $k } områder ligger højere { $to }
       *[other] { $x } af { $k } områder ligger højere { $to }
    }
report-s8-none = Om nogen af de { $k } områder ligger højere { $to }, kan ikke afgøres
report-s8-lower =
    { $x ->
        [one] ét ligger lavere
       *[other] { $x } ligger lavere
    }
report-s8-hidden =
    { $x ->
        [one] ét er skjult, fordi tallet er lille eller kan røbe et andet
       *[other] { $x } er skjult, fordi tallene er små eller kan røbe andre
    }
report-s8-rest = for resten kan det ikke afgøres
report-s8-largest = de største ændringer er i { $area1 } ({ $d1 }) og { $area2 } ({ $d2 })
report-s8-progress = { $x } af { $n } gik mindst { $least } point op i gennemsnit over alle områder.
report-s8-progress-full = Blandt { $n } fulde forløb gik { $x } mindst { $least } point op i gennemsnit over alle områder.

## S9–S10: at slutte før tid

report-s9-phase =
    { $x ->
        [0] Ingen af de { $n } forløb, der begyndte fase { $phase }, sluttede i den.
        [one] Ét af de { $n } forløb, der begyndte fase { $phase }, sluttede i den.
       *[other] { $x } af de { $n } forløb, der begyndte fase { $phase }, sluttede i den.
    }
report-s9-hidden = Hvor mange der sluttede før tid, er skjult, fordi tallet er lille eller kan røbe et andet.
report-s9-note = Nogle slutter før tid, fordi målet er nået; tallet skelner ikke.
report-s9-note-ways = Det er både de, der faldt fra, og de, der sluttede før tid af en anden grund; måned for måned står de hver for sig.
report-s10-alike = De, der senere sluttede før fase 3, lignede de andre ved start (forskel { $d }, { $lo } til { $hi } { $unit }).
report-s10-lower = De, der senere sluttede før fase 3, startede lavere end de andre (forskel { $d }, { $lo } til { $hi } { $unit }).
report-s10-higher = De, der senere sluttede før fase 3, startede højere end de andre (forskel { $d }, { $lo } til { $hi } { $unit }).
report-s10-moved-less = De havde rykket sig { $d } point mindre i fase 1 ({ $lo } til { $hi }).
report-s10-moved-more = De havde rykket sig { $d } point mere i fase 1 ({ $lo } til { $hi }).
report-s10-moved-unclear = Om de rykkede sig mindre i fase 1, kan ikke afgøres ({ $lo } til { $hi } point).
report-unit-who5 = point på WHO-5
report-unit-other = point

## S11: grupper

report-s11-alike = Ændringen var omtrent lige stor med og uden { $trait } (forskel { $d }, { $lo } til { $hi }).
report-s11-unclear = Om ændringen var forskellig med og uden { $trait }, kan ikke afgøres (forskel { $d }, { $lo } til { $hi }).
report-s11-larger = Ændringen var større med { $trait } (forskel { $d }, { $lo } til { $hi }); det siger ikke hvorfor.
report-s11-smaller = Ændringen var mindre med { $trait } (forskel { $d }, { $lo } til { $hi }); det siger ikke hvorfor.
report-s11-picked = De, der startede lavt, steg mest. Det ville de også gøre af sig selv, fordi gruppen er valgt på et lavt tal.
report-s11-picked-other = Gruppen { $trait } er valgt på sit eget starttal. Forskellen kan derfor ikke læses som andet end det.
report-s11-few = Der er for få med eller uden { $trait } til at sige, om ændringen var forskellig.

## S12: kontakter

report-s12 = Støtten faldt fra { $a } kontakter om ugen i fase { $first } til { $c } i fase { $last }; { $coordination }.
report-s12-rose = Støtten steg fra { $a } kontakter om ugen i fase { $first } til { $c } i fase { $last }; { $coordination }.
report-s12-same = Støtten lå på { $a } kontakter om ugen i fase { $first } og { $c } i fase { $last }; { $coordination }.
report-s12-one = Støtten lå på { $a } kontakter om ugen i fase { $first }; { $coordination }.
report-s12-coordination = koordineringen lå på { $k1 } og { $k3 }
report-s12-coordination-one = koordineringen lå på { $k1 }
report-s12-coordination-none = der er ikke registreret koordinering

## S16

report-s16 = { $what }: kan ikke beregnes, fordi { $reason }.

## Grænser

report-l1 = Rapporten viser, hvad der skete, mens forløbene stod på. Den kan ikke vise, hvad der ville være sket uden dem.
report-l1-persons = Rapporten viser, hvad der skete mellem målingerne. Den kan ikke vise, hvad der ville være sket uden indsats.
report-l2 = Mennesker begynder ofte i en krise; nogle får det bedre, uanset hvad der gøres.
report-l3 = Grupper, der er valgt på et lavt starttal, stiger af sig selv (regression mod gennemsnittet).
report-l4-plain = { $m } mangler ved afslutning.
report-l4-plain-persons = { $m } mangler { $to }.
report-l4-like = { $m } mangler ved afslutning. De lignede de målte ved start på det, der er i tabellen.
report-l4-differed = { $m } mangler ved afslutning. De adskilte sig fra de målte ved start på { $vars }.
report-l4-others = andre forhold i tabellen
report-l5 = { $x } af { $n } besvarelser ({ $p } %) er givet sammen med en medarbejder; svar kan blive venligere af det.
report-l5-some = En del af besvarelserne er givet sammen med en medarbejder; svar kan blive venligere af det.
report-l8 = Livssituationen er borgerens egen vurdering på en skala, der ikke er afprøvet som mål for virkning.
report-l-far = I { $measures } ligger mindst én værdi så langt fra resten, at den kan være en skrivefejl. Den er med i alle tal; se efter i kilden, og se efter, om målets interval i studiefilen er rigtigt.
report-l-repeated = Den logistiske regression bruger flere rækker fra samme person og regner dem som uafhængige; dens intervaller kan være for smalle.
report-l9 = Der er set på { $k } mål. Nogle kan ramme ved siden af ved et tilfælde; p-værdier er justeret inden for { $families }.
report-l9-plain = Der er set på { $k } mål. Nogle kan ramme ved siden af ved et tilfælde; p-værdierne er ikke justeret.
report-l12 =
    { $r ->
        [one] Ét forløb er i gang; de senest startede er ikke med i afslutningstallene.
       *[other] { $r } forløb er i gang; de senest startede er ikke med i afslutningstallene.
    }
report-l13 = Med { $n } par er intervallet så bredt, at en forskel på { $h } point ikke kan ses.
report-l14 = Alle personer er opdigtede. Tallene viser, hvordan rapporten ser ud, ikke hvad indsatsen gør.

## Rammen om siderne

report-synthetic-head = SYNTETISKE DATA
report-synthetic-line = Syntetiske data: alle personer er opdigtede.
report-provisional = foreløbig
report-cut = Data til og med { $date }
report-period = { $from } til { $to }
report-page-of = Side { $page } af { $total }
report-skip = Gå til rapporten
report-contents = Indhold
report-figure = Figur { $number }
report-table = Tabel { $number }
report-caption-table = Tabel { $number }. { $caption }
report-caption-definition = definition
report-see-figure = Vist i { $figures }.
report-figure-table = Tallene bag figuren
report-h-written = Skrevet af mennesker
report-written-interpretation = Fortolkning
report-written-deviations = Afvigelser fra den godkendte plan
report-written-learning = Læring
report-written-money = Penge
report-written-of = Skrevet af { $author }, { $date }
report-source-written = skrevet af { $author }, { $date }
report-written-by = Skrevet af
report-written-date = Dato
report-made-with = Beregnet med { $software }. Rapporten siger, hvad der følger af tallene, og ikke hvorfor.
report-read-on = Læs videre: først for den, der leder arbejdet, derefter det, en forsker vil efterprøve.

## Overskrifter

report-h-front = Hvad skete der med dem, der startede?
report-h-front-persons = Hvad skete der fra første til sidste måling?
report-h-sure = Hvor sikkert er det?
report-h-sure-measured = Hvor mange er målt
report-h-sure-width = Hvor bredt er intervallet
report-h-sure-missing = Hvis de manglende ikke ændrede sig
report-h-sure-comparison = Er der nogen at sammenligne med
report-h-did = Hvad vi gjorde, og for hvem
report-h-did-persons = Hvem tallene handler om
report-h-changed = Hvad ændrede sig, og hvad er næste skridt
report-h-changed-persons = Hvad ændrede sig
report-h-who = Hvem de er
report-h-way = Vejen gennem forløbet
report-h-contacts-lead = Kontakterne
report-fidelity-not = Af metodens punkter (fidelitet) måler rapporten her kun, om støtten aftager. De andre er ikke regnet ud, og heller ikke hvor mange forløb der kommer i de næste måneder.
report-h-leaving-lead = At slutte før tid
report-h-look = Ting at se på
report-h-own = Jeres egen læring
report-h-own-prompt = Hvad har I lært, og hvad vil I prøve nu?
report-h-research = For den, der vil efterprøve
report-h-question = Spørgsmål og mål
report-h-flow = Forløb og målinger
report-h-baseline = Hvem der startede, og hvem der mangler en sidste måling
report-h-score-who5 = Trivsel ved hver måling
report-h-score-other = { $label } ved hver måling
report-h-shares = Andele
report-h-individual = Ændring for den enkelte
report-h-subgroups = Grupper valgt på forhånd
report-h-contacts = Kontakter
report-h-leaving = At slutte før tid
report-h-limits = Hvad tallene ikke kan sige
report-h-annex = Bilag { $letter }. { $title }
report-h-methods = Metode
report-h-definitions = Definitioner
report-h-all-tables = Alle tabeller

## Side 2: fem linjer om, hvem de er

report-who-share = { $x } af { $n }
report-who-share-percent = { $x } af { $n } ({ $p } %)
report-who-missing =
    { $m ->
        [0] alle oplyst
       *[other] { $m } ikke oplyst
    }
report-who-mean = i snit { $value } (n = { $n })
report-way-closed-forms = { $x } af { $n } afslutningsskemaer er kommet ind.
report-way-full =
    { $x ->
        [0] Ingen forløb med afslutningsskema varede mindst { $months } måneder.
        [one] Ét forløb med afslutningsskema varede mindst { $months } måneder.
       *[other] { $x } forløb med afslutningsskema varede mindst { $months } måneder.
    }
report-way-enquiries =
    { $n ->
        [one] Der kom { $n } henvendelse.
       *[other] Der kom { $n } henvendelser.
    }
report-look-missing = { $m } af { $n } målinger { $to } mangler.
report-look-left = En større andel sluttede før fase 3 end i en tidligere periode. { $first }: { $a } %. { $later }: { $b } %.
report-look-where = Se { $where }
report-look-forms =
    { $m ->
        [one] Ét af { $n } afslutningsskemaer mangler.
       *[other] { $m } af { $n } afslutningsskemaer mangler.
    }

## Spørgsmål og mål

report-q-population = Hvem
report-q-population-courses = Alle { $n } forløb, der er startet, også dem, der sluttede før tid.
report-q-population-persons = Alle { $n } personer i data.
report-q-design = Design
report-q-design-text = Den samme gruppe følges fra første til sidste måling; der er ingen gruppe at sammenligne med.
report-q-design-recorded = Data er optegnet, mens arbejdet blev gjort.
report-q-design-comparator = Den samme gruppe følges fra første til sidste måling, og ændringen holdes op mod { $comparator }; grupperne er ikke valgt ved lodtrækning.
report-q-variables = Mål
report-q-window = Sammenligning
report-q-window-text = Måling { $from } mod måling { $to }, for dem, der har begge.
report-q-occasions = Målinger
report-q-early = Når nogen slutter før tid
report-q-early-text = Den seneste måling flyttes ikke frem. Den, der ikke er målt { $to }, tæller som ikke målt.
report-q-summary = Opsummering
report-q-summary-score = Gennemsnitlig ændring for de samme personer, med 95 % interval.
report-q-summary-share = Andel ved hver måling, og forskel i andel for de samme personer, med 95 % interval.
report-q-subgroups = Grupper valgt på forhånd
report-q-relevant = mærkbar ændring: { $value } point
report-q-reliable = mere end én persons måling kan svinge: { $value } point
report-q-risk = risikozone: { $value } eller derunder

## Tabeller: titler

report-t-left = Sluttet før tid, efter fase
report-t-reasons = Hvordan forløbene sluttede
report-t-baseline = Ved start: alle, og dem med og uden en sidste måling
report-t-occasions = { $label } ved hver måling
report-t-change = Ændring for de samme personer: { $label }
report-t-tests = Prøver af ændringerne
report-t-shares = Andele ved hver måling
report-t-paired = De samme personers svar to gange
report-t-family = { $label }: ændring i hvert område
report-t-family-occasions = { $label }: gennemsnit over alle områder
report-t-subgroups = Ændring i grupper valgt på forhånd
report-t-contacts = Kontakter i hver fase
report-t-contacts-rates = Støtte og koordinering om ugen
report-t-kinds = Kontakter efter slags
report-t-leaving = De, der sluttede før fase 3, mod de andre

## Tabeller: kolonner og rækker

report-c-step = Trin
report-c-n = n
report-c-count = Antal
report-c-started = Startet
report-c-closed = Afsluttet
report-c-running = I gang
report-c-full = Fulde forløb (mindst { $months } måneder)
report-c-of = af
report-c-occasion = Måling
report-c-owed = Ventet
report-c-missing = Mangler
report-c-phase = Fase
report-c-entered = Begyndt
report-c-left = Sluttet i fasen
report-c-share = Andel, %
report-c-reason = Grund
report-c-characteristic = Ved start
report-c-all = Alle
report-c-with = Med sidste måling
report-c-without = Uden
report-c-value = % eller snit
report-c-difference-std = Standardiseret forskel
report-c-mean = Snit
report-c-sd = SD
report-c-median = Median
report-c-interval = 95 % interval
report-c-lower = fra
report-c-upper = til
report-c-from = Fra
report-c-to = Til
report-c-change = Ændring
report-c-t = t
report-c-df = df
report-c-p = p
report-c-p-holm = p (Holm)
report-c-dz = dz
report-c-measure = Mål
report-c-yes = Ja
report-c-yes-yes = Ja, ja
report-c-yes-no = Ja, nej
report-c-no-yes = Nej, ja
report-c-no-no = Nej, nej
report-c-fall = Fald, procentpoint
report-c-mcnemar = p (McNemar)
report-c-band = Niveau
report-c-zone = Zone
report-c-span = Point
report-c-area = Område
report-c-progress = Mindst { $least } point op, %
report-c-group = Gruppe
report-c-level = Del
report-c-level-with = med
report-c-level-without = uden
report-c-level-difference = forskel
report-c-level-model = forskel efter modellen
report-c-courses = Forløb
report-c-days = Dage
report-c-held = Gennemført
report-c-not-held = Blev ikke til noget
report-c-support = Støtte om ugen
report-c-coordination = Koordinering om ugen
report-c-coordination-share = Koordinering, %
report-c-per-month = Pr. måned
report-c-planned = Planlagt om ugen
report-c-minutes = Timer
report-c-kind = Slags
report-c-weeks = Uge
report-c-among = Blandt
report-c-among-full = fulde forløb
report-c-among-paired = målt begge gange
report-c-least = Mindst, point
report-t-progress = Stigning i gennemsnittet over alle områder
report-c-table = Tabel
report-c-outside = Uden for
report-c-overall = Alle områder
report-c-total = I alt
report-c-who = Hvem
report-c-change-or-difference = Point
report-c-stayed = De andre
report-c-row-sd = { $name }: SD
report-c-row-start = Ved start, forskel
report-c-row-early = Ændring i fase 1, forskel
report-c-row-early-left = Ændring i fase 1, sluttede før fase 3
report-c-row-early-stayed = Ændring i fase 1, de andre
report-kind-meeting = Møde
report-kind-call = Opkald
report-kind-message = Besked
report-kind-accompaniment = Følgeskab
report-kind-coordination = Koordinering
report-yes = ja
report-no = nej

## Noter under tabeller

report-note-left = Sluttet før den planlagte slutdato. Forløb uden kendt slutdato er ikke med.
report-note-baseline = Antal er hvor mange af dem, der har et svar; kolonnen efter er deres andel i procent eller gennemsnittet. Under ti er der ingen procent.
report-note-std = Standardiseret forskel: med mod uden sidste måling, i standardafvigelser. Der er ingen p-værdier i denne tabel.
report-note-same-people = Ændringen er for de samme personer; målingerne ovenfor er ikke fra de samme personer.
report-note-rounding = Tallene er afrundet hver for sig; summer kan derfor afvige.
report-note-holm = p (Holm) er justeret for, at { $k } områder er set på én gang.
report-note-picked = { $trait }: gruppen er valgt på sit eget starttal, og forskellen ligger derfor uden for justeringen.
report-note-contacts = Kun gennemførte kontakter. Om ugen er pr. forløb og uge i fasen.
report-note-fall = Fald er andelen første gang minus andelen anden gang.
report-note-leaving = { $left } sluttede før fase 3, { $stayed } gjorde ikke. Start: dem, der sluttede, minus de andre. Ændring: de andre minus dem, der sluttede.

## Metode

report-m-made = Beregnet med { $software }.
report-m-cut = Data er opgjort pr. { $date }.
report-m-source = { $name }: { $rows } rækker, SHA-256 { $hash }.
report-m-source-record = { $name }: { $rows } rækker fra journalen.
report-m-rows = { $persons } personer og { $rows } rækker er læst.
report-m-source-moments = Momenter fra { $name }: { $persons } personer.
report-m-moments = Summer over { $persons } personer fra { $places } steder er læst; ingen rækker.
report-m-linked = Rækker om den samme person er samlet efter det løbenummer, som data selv har; der er ikke koblet andre kilder på. Hver række i kilden er læst.
report-m-cleaned = Intet er rettet undervejs: en række med en ukendt værdi, en værdi uden for målets interval eller en gentaget måling standser beregningen, indtil den er rettet i kilden.
report-m-cleaned-courses = Intet er rettet undervejs: en række med en ukendt værdi eller en værdi uden for målets interval standser beregningen, indtil den er rettet i kilden. Af flere besvarelser af samme skema til samme måling tæller den nyeste. Forløb, der ikke begyndte fase 1, og målinger, som undersøgelsen ikke nævner, er ikke med.
report-m-mean = Gennemsnit har 95 % interval efter t-fordelingen med n − 1 frihedsgrader. SD er med n − 1. Medianen er af type 7.
report-m-quartiles = Kvartiler er af type 7.
report-m-change = Ændring er forskellen for personer med begge målinger: parret t-test med n − 1 frihedsgrader og tosidet p. dz er ændringen divideret med sin SD.
report-m-effect = Standardiserede ændringer: dz med interval efter den ikke-centrale t-fordeling; Hedges’ g er dz gange hans faktor, og intervallet er det samme gange faktoren; Glass’ delta deler med SD ved første måling, d(av) med roden af de to variansers gennemsnit.
report-m-wilcoxon = Wilcoxons rangtest: nulforskelle udelades, lige store deler rang; p ved normaltilnærmelse uden og med kontinuitetskorrektion, eksakt ved højst 200 forskelle. Midten er Hodges og Lehmanns for de forskelle, der ikke er nul, med de forskydninger, som prøven med korrektion ikke forkaster.
report-m-alpha = Cronbachs alfa ved hver måling, af dem med alle svar; interval efter Feldt.
report-m-cautious = Den forsigtige måde tager alle med første måling; den, der mangler anden måling, regnes som uændret. Interval efter t-fordelingen.
report-m-share = Andele har Wilsons 95 % interval uden kontinuitetskorrektion.
report-m-clopper = Ved siden af står Clopper og Pearsons eksakte interval.
report-m-paired = Forskel i andel for de samme personer har Newcombes parrede interval (metode 10). p er McNemars eksakte, tosidede test.
report-m-mcnemar = Ved siden af står McNemars prøve uden og med kontinuitetskorrektion og med mid-p, og oddsratio med eksakt interval.
report-m-jacobson-truax = Fire grupper efter Jacobson og Truax: om ændringen er større end måleusikkerheden, og om grænsen for risikozonen er krydset.
report-m-holm = p (Holm) er justeret efter Holm inden for { $family } ({ $k } mål).
report-m-bh = p (BH) er justeret efter Benjamini og Hochberg inden for { $family } ({ $k } mål).
report-m-subgroups = Grupper er sammenlignet på ændringen med Welchs t-interval for forskellen.
report-m-subgroups-holm = p (Holm) for grupper er justeret over de grupper, der ikke er valgt på deres eget starttal.
report-m-subgroups-model = Forskellen mellem grupper efter modellen kommer af en MMRM med gruppe × måling: alle målinger af alle personer, med Satterthwaites frihedsgrader og Kenward og Rogers ved siden af.
report-m-dropout = De, der sluttede før fase 3, er sammenlignet med de andre ved Welchs t-interval.
report-m-contacts = Kontakter er delt med forløbenes dage i fasen; en måned er 30,4375 dage. Intervallet bygger på spredningen mellem forløb.
report-m-std = Standardiseret forskel er forskellen i gennemsnit eller andel, divideret med den fælles SD.
report-m-missing = Manglende svar er ikke udfyldt. Antallet, der mangler, står i tabellerne ved hver måling.
report-m-missing-imputed = Manglende svar er ikke udfyldt, undtagen hvor der står, hvad de sættes til: ved den multiple imputation og de andre måder at regne de manglende med. Antallet, der mangler, står i tabellerne ved hver måling.
report-m-likely = »Rimeligvis mellem« på de første sider er 95 % intervallet: gentog man undersøgelsen mange gange, ville 95 af 100 intervaller indeholde det sande tal.
report-m-settings = Indstillinger
report-m-setting = { $name }: { $value }

## Definitioner

report-d-started = Et forløb er startet, når fase 1 er begyndt.
report-d-closed = Et forløb er afsluttet, når afslutningen er registreret inden opgørelsesdagen.
report-d-full = Et fuldt forløb har et afslutningsskema og varede mindst { $months } måneder.
report-d-owed = En måling er ventet, når forløbet var i gang, den dag målingen skulle tages.
report-d-who5 = WHO-5 er fem spørgsmål om trivsel de seneste to uger. Tallet går fra 0 til 100, højere er bedre.
report-d-risk = Risikozonen er { $value } eller derunder; det er ikke en diagnose.
report-d-relevant = Mærkbar ændring er mindst { $value } point.
report-d-reliable = En ændring på mindst { $value } point er mere, end én persons måling plejer at svinge af sig selv.
report-d-interval = 95 % interval: de værdier, det sande tal rimeligvis ligger imellem.
report-d-support = Støtte er kontakt med borgeren; koordinering er kontakt med andre om forløbet.
report-d-left = Sluttet før tid er sluttet før den planlagte dato, uanset grund.
report-d-missing = Ikke målt er fravær af svar. »Ved ikke« og »vil ikke svare« er svar.
report-d-change = Ændring er anden måling minus første for dem, der har begge.
report-d-share = Den del af de målte, der svarede ja eller er i risikozonen: x af n, med 95 % interval.
report-d-usual = Hvor meget rækken svinger af sig selv; et punkt uden for grænserne siger, at noget er anderledes, ikke hvorfor.
report-d-chance = Så langt fra alles tal kan en kommune af samme størrelse ligge uden anden grund end tilfældet.
report-d-areas = { $k } områder, prøvet hvert for sig og som gennemsnit.
report-d-areas-rated = { $k } områder, hvert vurderet fra { $low } til { $high }.
report-dt-started = Startet
report-dt-closed = Afsluttet
report-dt-full = Fuldt forløb
report-dt-owed = Ventet måling
report-dt-who5 = WHO-5
report-dt-risk = Risikozone
report-dt-relevant = Mærkbar ændring
report-dt-reliable = Mere end måleusikkerhed
report-dt-interval = Interval
report-dt-support = Støtte og koordinering
report-dt-left = Sluttet før tid
report-dt-missing = Ikke målt
report-dt-change = Ændring
report-dt-share = Andel
report-dt-usual = Sædvanlig variation
report-dt-chance = Det, tilfældet kan give

## Grunde til afslutning, som skemaet kender dem

report-reason-phases_done = Gennemført som planlagt
report-reason-after_extension = Gennemført efter forlængelse
report-reason-goals_reached = Målet er nået
report-reason-goals_reached_early = Målet blev nået før tid
report-reason-did_not_wish = Ønskede ikke at fortsætte
report-reason-did_not_want_to_continue = Ønskede ikke at fortsætte
report-reason-no_new_worker = Ønskede ikke en ny medarbejder
report-reason-did_not_want_new_worker = Ønskede ikke en ny medarbejder
report-reason-lost_contact = Kontakten blev tabt
report-reason-moved = Flyttede
report-reason-moved_away = Flyttede fra kommunen
report-reason-other_service = Gik over til en anden indsats
report-reason-institution = Kom på en institution
report-reason-died = Døde
report-reason-project_stopped = Indsatsen stoppede
report-reason-other = Andet

## Indstillinger

report-setting-pooled-coarsened = Personer i en grovere gruppe, fordi deres egen var for lille (alle mål)
report-setting-pooled-unclassed = Personer, der kun er med i modeller uden baggrundsoplysninger, fordi deres egen klasse var for lille eller er ukendt (alle mål)
report-setting-pooled-left-out = Personer, der står i ingen gruppe (alle mål)
report-setting-pooled-months = Måneder, som stedernes forløb er talt op imellem
report-setting-pooled-keys-compared = Filer, hvis offentlige nøgle er sammenlignet med den, der kendes til stedet (0: ingen)
report-setting-primary = Vigtigste mål
report-setting-from = Første måling
report-setting-to = Sidste måling
report-setting-full-course-months = Fuldt forløb, måneder
report-setting-window-days = Kontakter er talt i tidsrum af, dage
report-setting-measured-within-days = En måling er i tide fra og til, dage fra den planlagte dag
report-setting-missing-cells = Celler, der betyder, at svaret mangler
report-setting-ignored-occasions = Målinger i filen, der ikke er med
report-setting-replaced-responses = Besvarelser, der blev erstattet af en nyere til samme måling

## Regneark

report-x-readme = Læs mig
report-x-about = Hvert ark er én tabel i rapporten. Tallene er afrundet som i rapporten.
report-x-columns = Ark

## Fejl

error-report-typesetting = Rapporten kunne ikke sættes som PDF. Vælg HTML, og fortæl os det.
error-report-language = Rapporten findes på dansk og engelsk. Vælg et af dem.
error-report-format = Rapporten findes som json, html, pdf, csv og xlsx. Vælg blandt dem.

## Bilag A: beskrivelsen af indsatsen (TIDieR)

report-h-tidier = Indsatsen beskrevet (TIDieR)
report-t-tidier = Indsatsen efter TIDieRs tolv overskrifter
report-tidier-about = TIDieR er den internationale tjekliste til at beskrive, hvad der blev gjort. Det, programmet ved, er udfyldt med sin kilde; det, ingen har beskrevet, står der som ikke beskrevet.
report-c-item = Punkt
report-c-description = Beskrivelse
report-c-source = Kilde
report-source-programme = indsatsens beskrivelse
report-source-computed = beregnet af registreringerne
report-source-both = indsatsens beskrivelse, og beregnet af registreringerne
report-not-described = ikke beskrevet
report-tidier-1 = Navn
report-tidier-2 = Hvorfor
report-tidier-3 = Hvad: materialer
report-tidier-4 = Hvad: fremgangsmåde
report-tidier-5 = Hvem udførte
report-tidier-6 = Hvordan
report-tidier-7 = Hvor
report-tidier-8 = Hvornår og hvor meget
report-tidier-9 = Tilpasning til den enkelte
report-tidier-10 = Ændringer undervejs
report-tidier-changed-extension = Forlænget: { $n } af { $of } forløb.
report-tidier-changed-pause = Sat på pause: { $n } af { $of } forløb.
report-tidier-11 = Metodetroskab: planlagt
report-tidier-12 = Metodetroskab: faktisk
report-tidier-name = { $name }, beskrivelsens version { $version }.
report-tidier-why-cti = Critical Time Intervention: tidsafgrænset støtte i en overgang, i tre faser med mindre og mindre kontakt, mens andre overtager det, medarbejderen gjorde.
report-tidier-instrument = { $title }, version { $version } ({ $holder }): { $occasions }.
report-tidier-contact-making = Kontaktskabelse før første fase med kontakt mindst hver { $days }. dag.
report-tidier-areas = Områder, der kan arbejdes med: { $areas }.
report-tidier-workers =
    { $n ->
        [one] Én medarbejder.
       *[other] { $n } medarbejdere.
    }
report-tidier-caseload = Højst { $n } forløb til en medarbejder på fuld tid.
report-tidier-how = Individuel kontakt; { $n } kontakter blev holdt: { $kinds }.
report-tidier-kind = { $kind } { $p } %
report-tidier-sites =
    { $n ->
        [one] Én kommune eller enhed.
       *[other] { $n } kommuner eller enheder.
    }
report-tidier-phase =
    { $months ->
        [one] Planlagt: fase { $phase } varer én måned med kontakt mindst hver { $days }. dag.
       *[other] Planlagt: fase { $phase } varer { $months } måneder med kontakt mindst hver { $days }. dag.
    }
report-tidier-held = { $phase }: { $rate } holdte kontakter om måneden, i snit { $minutes } minutter hver.
report-tidier-focus = Fra { $low } til { $high } områder ad gangen, valgt sammen med borgeren.
report-tidier-pause-moves = En pause flytter slutningen på de faser, der følger.
report-tidier-pause-stays = En pause flytter ikke fasernes slutning.
report-tidier-meetings = Teamet mødes hver { $days }. dag og gennemgår forløbene.
report-tidier-band = I { $phase } var støtten { $rate } kontakter om ugen, planlagt { $low } til { $high }.
report-tidier-full = { $x } af { $n } afsluttede forløb var fulde forløb.

## Bilag B: tjeklisten (RECORD)

report-h-record = Tjekliste for rapporter om registrerede data (RECORD)
report-t-record = RECORD, punkt for punkt
report-record-about = RECORD er den internationale tjekliste for undersøgelser af data, der er registreret til et andet formål. Numre uden punktum er STROBEs. Det, programmet ikke kan svare på, er åbent og er en opgave for den, der skriver rapporten.
report-c-asked = Hvad der spørges om
report-c-where = Hvor
report-c-filled-by = Udfyldt af
report-by-computed = programmet
report-by-both = programmet; mennesker tilføjer
report-by-people = mennesker
report-by-open = åbent: den, der skriver rapporten
report-place-open = ikke i denne rapport
report-place-page = s. { $page }
report-record-1 = Titel og sammenfatning: hvad der er undersøgt, og hvad der blev fundet
report-record-1-1 = Hvilken slags data, og kildens navn
report-record-1-2 = Område og periode
report-record-1-3 = Om kilder er koblet sammen
report-record-2 = Baggrund og grund til undersøgelsen
report-record-3 = Formål og spørgsmål, som de var fastlagt på forhånd
report-record-4 = Design
report-record-5 = Rammer, steder, datoer
report-record-6 = Deltagere: hvem der er med, og hvordan de er fulgt
report-record-6-1 = Hvordan gruppen er fundet i data
report-record-6-2 = Om måden at finde gruppen på er efterprøvet
report-record-6-3 = Flow over kobling og udvælgelse
report-record-7 = Mål og andre variable, defineret
report-record-7-1 = Koder og regler, der danner variablene
report-record-8 = Hvordan hver variabel er målt
report-record-9 = Hvad der er gjort mod skævhed
report-record-10 = Hvordan antallet blev, som det er
report-record-11 = Hvordan tal er grupperet
report-record-12 = Statistiske metoder, manglende data, undergrupper, følsomhed
report-record-12-1 = Adgang til data
report-record-12-2 = Rensning af data
report-record-12-3 = Kobling på personniveau
report-record-13 = Hvor mange ved hvert trin, og hvorfor nogle mangler
report-record-13-1 = Hvordan personer er udvalgt af data
report-record-14 = Hvem de er ved start, med manglende
report-record-15 = Mål ved hvert tidspunkt
report-record-16 = Hovedresultater med intervaller
report-record-17 = Andre analyser
report-record-18 = Hovedfund
report-record-19 = Begrænsninger
report-record-19-1 = Hvad det betyder, at data ikke er registreret til dette spørgsmål
report-record-20 = En varsom læsning af det hele
report-record-21 = Om det gælder andre steder
report-record-22 = Finansiering
report-record-22-1 = Adgang til protokol, data og program

## Bilag D: hvad der er skjult

report-h-hidden = Hvad der er skjult
report-hidden-none = Intet tal er skjult i denne rapport.

## Modeller, de manglende, tid

report-h-models = Modeller af alle målinger
report-h-sensitivity = Hvis de manglende havde svaret
report-models-about = Modellerne bruger hver måling fra alle, der er målt mindst én gang, også fra dem uden en sidste måling. De forudsætter, at det manglende kan forudses ud fra det, der er målt.
report-models-names = Leddenes navne er kolonnernes, som i R: (Intercept) er gennemsnittet ved første måling, og en målings navn er forskellen fra den første.
report-model-change = Regnet med modellen og alle { $n }, der er målt mindst én gang, ændrede { $label } sig { $d } point fra første til sidste måling ({ $lo } til { $hi }).
report-model-odds = Regnet med modellen og alle { $n }, der er målt mindst én gang, var oddsene for ja til { $label } ved sidste måling { $ratio } gange dem ved første ({ $lo } til { $hi }).
report-model-random-intercept = Blandet model, tilfældigt niveau
report-model-random-slope = Blandet model, tilfældig hældning
report-model-mmrm = Gentagne målinger, fri kovarians (MMRM)
report-model-gee = Estimationsligninger (GEE)
report-model-logistic = Logistisk regression
report-model-time-factor = måletidspunkt som faktor
report-model-time-absent = uden tid
report-model-time-linear = tid som linje
report-model-time-own = tid som linje i hver målings egen tid
report-model-working-exchangeable = ens korrelation
report-model-working-independence = uafhængighed
report-model-working-ar1 = AR(1)-korrelation
report-model-df-satterthwaite = df efter Satterthwaite
report-model-df-normal = normaltest
report-model-with = med { $columns }
report-model-singular = en varians er nul (singulær)
report-variance-intercept = Mellem personer (niveau)
report-variance-slope = Mellem personers hældninger
report-variance-covariance = Kovarians af niveau og hældning
report-variance-residual = Inden for personer (residual)
report-variance-icc = Andel mellem personer (ICC)
report-variance-correlation = Arbejdskorrelation
report-variance-scale = Skala
report-variance-at = Varians { $occasion }
report-variance-between = Kovarians { $from } og { $to }
report-reason-collinear = kolonner siger det samme, eller en gruppe eller måling er uden værdier
report-reason-too-few = der er for få målinger til så mange led
report-reason-no-variation = svarene varierer ikke
report-reason-no-repeats = ingen er målt mere end én gang
report-reason-too-many-occasions = der er for mange måletidspunkter
report-reason-too-many-levels = en kolonne har for mange forskellige tekster
report-reason-not-finite = et tal er for stort
report-reason-needs-rows = tallet kræver enkelte personers svar, og dem sender stederne ikke
report-t-models = Modellens led: { $label }
report-t-odds = Modellens led, ja og nej: { $label }
report-t-model-fit = Modeller, og hvor godt de passer: { $label }
report-t-variance = Hvad der varierer i modellerne: { $label }
report-t-small-sample = Modellens led efter metoder for få personer: { $label }
report-t-ways = Ændringen regnet på flere måder: { $label }
report-t-delta = Hvis de manglende afveg så meget fra det ventede: { $label }
report-t-missing-compared = De uden sidste måling, ved start
report-t-time-groups = Tid til tidlig slutning i grupper
report-t-kaplan-meier = Ikke sluttet før tid, gennemførelse som censurering (Kaplan–Meier)
report-t-leavers = De, der sluttede før fase 3, og de andre, ved start
report-t-dose = Ændring efter antal kontakter: { $label }
report-c-model = Model
report-c-term = Led
report-c-estimate = Estimat
report-c-se = SE
report-c-log-odds = Log-odds
report-c-odds-ratio = Oddsratio
report-c-how = Hvordan
report-c-observations = Målinger
report-c-persons = Personer
report-c-left-out = Udeladt
report-c-log-likelihood = Log-likelihood
report-c-aic = AIC
report-c-bic = BIC
report-c-component = Del
report-c-value-plain = Værdi
report-c-by = Efter
report-by-kenward-roger = Kenward og Roger
report-by-mancl-derouen = Mancl og DeRouen
report-by-kauermann-carroll = Kauermann og Carroll
report-c-way = Måde at regne på
report-c-assumes = Hvad den forudsætter
report-c-delta = De manglendes afvigelse
report-c-difference = Forskel
report-c-start-difference = Med minus uden, ved start
report-c-with-left = Sluttet før tid, med
report-c-without-left = Sluttet før tid, uden
report-c-log-rank = Log-rank, χ²
report-c-hazard-ratio = Hazardratio
report-c-month = Måned
report-c-followed = Fulgt
report-c-not-left = Ikke sluttet før tid, %
report-c-interval-log = 95 % interval, log
report-c-interval-log-log = log-log
report-c-interval-plain = lige
report-c-held-band = Holdte kontakter
report-way-paired = 1. De målte begge gange
report-way-paired-assumes = at de manglende ligner de målte
report-way-model = 2. Alle startede, efter model
report-way-model-assumes = at det manglende kan forudses ud fra det målte ({ $model })
report-way-cautious = 3. Forsigtigt: manglende = uændret
report-way-cautious-assumes = at ingen af de manglende ændrede sig
report-way-weighted = De målte, vægtet
report-way-weighted-assumes = at chancen for at blive målt kendes fra start; største vægt { $largest }, { $cut } skåret, så godt som { $effective } personer
report-way-imputed = Udfyldt { $sets } gange
report-way-imputed-assumes = som modellen; { $sets } udfyldninger, frø { $seed }, { $lost } % af oplysningerne mangler
report-way-least = Mindst mulige
report-way-least-assumes = at alle manglende klarede sig så dårligt, som skalaen tillader
report-way-greatest = Størst mulige
report-way-greatest-assumes = at alle manglende klarede sig så godt, som skalaen tillader
report-note-bounds = De to sidste rækker har fælles interval: fra den nedre ende af det mindste til den øvre ende af det største.
report-note-points = I procentpoint.
report-note-delta = Afvigelsen 0 er det, modellen venter af de manglende; under 0 klarede de sig dårligere.
report-note-missing-compared = Standardiseret forskel: med mod uden sidste måling, i standardafvigelser.
report-note-time-groups = Log-rank prøver, om kurverne er ens. Hazardratio er med mod uden (Cox, samtidige efter Efron).
report-note-kaplan-meier = Måneder vises, hvor mindst fem forløb er sluttet siden måneden før. Gennemførelse regnes her som censurering; figuren regner den som en konkurrerende hændelse.
report-note-dose = Korrelation af ændring og kontakter: { $r } ({ $lo } til { $hi }), n = { $n }. De, der har brug for mere kontakt, kan ændre sig mindre af den grund; tallet siger intet om hvorfor.
report-dose-about = Ændringen for dem, der er målt begge gange, efter hvor mange kontakter de havde. Det er kun en beskrivelse.
report-dose-band =
    { $from } til { $to }
report-missing-alike = De { $m } uden sidste måling lignede de andre ved start (forskel { $d }, { $lo } til { $hi } { $unit }).
report-missing-lower = De { $m } uden sidste måling startede lavere end de andre (forskel { $d }, { $lo } til { $hi } { $unit }).
report-missing-higher = De { $m } uden sidste måling startede højere end de andre (forskel { $d }, { $lo } til { $hi } { $unit }).
report-s4-tips-at = Svaret vipper, hvis de manglende klarede sig { $tip } dårligere end tilsvarende målte.
report-s4-tips-at-better = Svaret vipper, hvis de manglende klarede sig { $tip } bedre end tilsvarende målte.
report-s4-tips-there = Svaret vipper, hvis de manglende klarede sig som tilsvarende målte.
report-s4-holds-only-better = Svaret vipper, medmindre de manglende klarede sig mindst { $tip } bedre end tilsvarende målte.
report-s4-holds-only-worse = Svaret vipper, medmindre de manglende klarede sig mindst { $tip } dårligere end tilsvarende målte.
report-s4-never-tips = Svaret vipper ikke inden for skalaen, uanset hvor meget dårligere de manglende klarede sig.
report-s9 = Efter { $m } måneder var { $p } % sluttet før tid ({ $lo } til { $hi }), nogle fordi målet var nået; { $q } % havde gennemført.
report-s9-ways = Efter { $m } måneder var { $p } % faldet fra ({ $lo } til { $hi }); { $q } % var sluttet før tid af en anden grund, for eksempel fordi målet var nået.
report-s9-ways-dropped = Efter { $m } måneder var { $p } % faldet fra ({ $lo } til { $hi }); ingen var sluttet før tid af en anden grund.
report-s9-ways-other = Efter { $m } måneder var ingen faldet fra; { $q } % var sluttet før tid af en anden grund, for eksempel fordi målet var nået.
report-s9-ways-none = Efter { $m } måneder var ingen sluttet før tid.
report-s9-none-completed = Efter { $m } måneder var { $p } % sluttet før tid ({ $lo } til { $hi }); nogle sluttede, fordi målet var nået, og ingen havde gennemført endnu.
report-s15 = Tallet er skjult, fordi det er lille eller kan røbe et andet.
report-l6 = Måden at svare på skiftede for { $x } af { $n } ({ $p } %) fra første til sidste måling.
report-l6-some = Måden at svare på skiftede for nogle fra første til sidste måling.
report-l7 = { $x } af { $n } målinger ({ $p } %) ligger uden for det planlagte tidsrum.
report-l7-some = En del af målingerne ligger uden for det planlagte tidsrum.
report-l10 =
    { $k ->
       *[other] { $groups } blev valgt, efter at data var set, og er kun til nye spørgsmål.
    }
report-l11 =
    { $h ->
        [one] Ét tal er skjult for at beskytte enkeltpersoner; se bilag D.
       *[other] { $h } tal er skjult for at beskytte enkeltpersoner; se bilag D.
    }
report-h-over-time = Over tid

report-hidden-threshold = Antal personer under { $threshold } er skjult, og det samme er det, de kan regnes ud af; gennemsnit kræver mindst { $threshold } personer, procenter mindst ti.
report-hidden-some =
    { $n ->
        [one] Ét tal er skjult.
       *[other] { $n } tal er skjult.
    }
report-t-hidden = Skjulte tal efter sted og regel
report-c-rule = Regel
report-c-cells = Tal
report-rule-count = lille antal, eller et, som et lille antal kan regnes ud af
report-rule-mean = for få personer til gennemsnit, spredning eller interval
report-rule-quantile = for få personer på den ene side af median eller kvartil
report-rule-share = for få personer til en andel
report-rule-follows = dannet af skjulte tal
report-hidden-in-flow = forløb og målinger
report-hidden-in-baseline = hvem de er ved start
report-hidden-in-families = områder under ét
report-hidden-in-contacts = kontakter
report-hidden-in-subgroups = grupper
report-hidden-in-dropout = de, der sluttede før tid
report-hidden-in-survival = tid til tidlig slutning
report-hidden-in-sensitivity = de, der mangler
report-hidden-in-dose = ændring efter kontakter
report-hidden-in-series = over tid
report-hidden-in-occasions = ved hver måling
report-hidden-in-change = ændring
report-hidden-in-paired-shares = de samme personer to gange
report-hidden-in-individual = ændring for den enkelte
report-hidden-in-cautious = den forsigtige måde
report-hidden-in-models = modeller
report-hidden-in-limits = begrænsninger
report-hidden-in-other = andre tal
report-c-left-early = Sluttet før fase 3
report-note-leavers = Standardiseret forskel: de, der sluttede før fase 3, mod de andre, i standardafvigelser. Der er ingen p-værdier i tabellen.

report-h-units = Mellem kommuner
report-t-case-mix = Hvem de er i hver kommune, % eller gennemsnit
report-note-case-mix = Forskelle i, hvem der er med, kommer før forskelle i, hvad der blev gjort.
report-s14-alike = Forskellene mellem kommunerne er ikke større, end tilfældet kan give.
report-s14-outside =
    { $n ->
       *[other] { $names } ligger uden for det, tilfældet kan give; det første skridt er at se på data og på, hvem der er med.
    }

report-m-mixed =
    Blandede modeller: lineære, estimeret ved { $by ->
        [reml] REML, med Satterthwaites frihedsgrader; Kenward og Rogers står ved siden af
        [ml] maximum likelihood (ML), med Satterthwaites frihedsgrader
       *[both] REML eller ML, som der står ved hver model, med Satterthwaites frihedsgrader; Kenward og Rogers står ved siden af efter REML
    }.
report-m-mmrm =
    MMRM: lineær model med fri kovarians mellem målinger, estimeret ved { $by ->
        [reml] REML, med Satterthwaites frihedsgrader; Kenward og Rogers står ved siden af
        [ml] maximum likelihood (ML), med Satterthwaites frihedsgrader
       *[both] REML eller ML, som der står ved hver model, med Satterthwaites frihedsgrader; Kenward og Rogers står ved siden af efter REML
    }.
report-m-gee =
    GEE: { $link ->
        [logistic] logistiske
        [linear] lineære
       *[both] lineære (scorer) og logistiske (ja og nej)
    } estimationsligninger med robuste fejl; Mancl og DeRouens og Kauermann og Carrolls korrektioner står ved siden af.
report-m-logistic = Logistisk regression ved maximum likelihood med profilintervaller.
report-m-logistic-repeated = Den logistiske regression har flere rækker end personer og regner dem alle som uafhængige; dens intervaller kan være for smalle. GEE tager hensyn til, at samme person er målt flere gange.
report-m-survival = Tid til tidlig slutning: Aalen–Johansen med gennemførelse som konkurrerende hændelse; Kaplan–Meier med gennemførelse som censurering (intervaller log, log-log og lige, Greenwood). Forløb i gang censureres på opgørelsesdagen.
report-m-log-rank = Grupper er sammenlignet over tid med log-rank.
report-m-cox = Forholdet mellem gruppers hyppighed er Cox’, med Efrons metode for samtidige; Breslows står ved siden af.
report-m-bounds = Grænser: alle manglende på den lavest eller højest mulige score.
report-m-delta = Delta-justering: modellens forventning til de manglende, flyttet med et fast tal; svaret vipper, hvor intervallet når ingen ændring eller den mindst mærkbare.
report-m-weighted = Omvendte sandsynlighedsvægte: logistisk regression af at være målt på det, der kendes ved start; vægte stabiliseret og skåret, fejl robuste.
report-m-imputed = Multipel imputation: { $sets } udfyldninger, frø { $seed }; samlet efter Rubins regler med Barnard og Rubins frihedsgrader.
report-m-dose = Ændring efter antal kontakter beskrives kun: gennemsnit i bånd med t-interval, korrelation med Fishers z-interval.
report-m-series = Over tid: p-diagram med grænser på tre standardafvigelser; XmR med 2,66 gennemsnitlige spring; Anhøjs regler om stræk og krydsninger.
report-m-units = Mellem kommuner: eksakte binomiale grænser om alles andel (95 % og 99,8 %); andele trukket mod den ved tilfældige effekter på logit, restricted likelihood. Ingen rangorden.
report-m-unit-changes = Mellem kommuner: grænser for en gennemsnitsændring ud fra alles ændring og spredningen inden for kommunerne (95 % og 99,8 %, normalfordeling); ændringer trukket mod alles ved tilfældige effekter, restricted likelihood. Ingen rangorden.
report-units-share = Andel
report-units-change = Ændring
report-m-comparator = Forskellen til en opgørelse andetsteds fra er fundet ved Welchs metode; deres fejl er halvdelen af deres 95 % interval divideret med t.
report-m-hidden = Små tal skjules, før noget trykkes, med tærsklen { $threshold }; se bilag D.
report-setting-disclosure-threshold = Mindste antal, der vises
report-tables-filed = Tabel { $from } til { $to } findes kun i regnearket og CSV-filerne.
report-period-all = alle
report-period-until = til og med { $to }
report-period-since = fra { $from }
report-period-half = { $half }. halvår { $year }
report-period-months = { $from } – { $to }
report-h-periods = Perioder ved siden af hinanden
report-h-periods-limits = Hvad tallene kan og ikke kan sige
report-h-periods-tables = Tallene
report-periods-began = { $period }: { $n } forløb begyndte; { $x } af dem er målt { $both }.
report-periods-began-only = { $period }: { $n } forløb begyndte.
report-periods-larger = Ændringen { $on } var større for dem, der begyndte senere. { $first }: { $a } point. { $later }: { $b } point. Forskel { $d }, rimeligvis mellem { $lo } og { $hi }. Det siger ikke hvorfor.
report-periods-smaller = Ændringen { $on } var mindre for dem, der begyndte senere. { $first }: { $a } point. { $later }: { $b } point. Forskel { $d }, rimeligvis mellem { $lo } og { $hi }. Det siger ikke hvorfor.
report-periods-alike = Ændringen { $on } var omtrent lige stor. { $first }: { $a } point. { $later }: { $b } point. Forskel { $d }, rimeligvis mellem { $lo } og { $hi }.
report-periods-unclear = Om ændringen { $on } var forskellig, kan ikke afgøres. { $first }: { $a } point. { $later }: { $b } point. Forskel { $d }, rimeligvis mellem { $lo } og { $hi }.
report-periods-few = { $first } og { $later }: der er for få målt begge gange til at sige, om ændringen var forskellig.
report-periods-not = { $first } og { $later }: forskellen i ændring vises ikke, fordi { $reason }. Længere perioder hjælper.
report-periods-left-apart = Ikke lige mange sluttede før fase 3. { $first }: { $a } %. { $later }: { $b } %. Forskel rimeligvis mellem { $lo } og { $hi } procentpoint.
report-periods-left-unclear = Om flere eller færre sluttede før fase 3, kan ikke afgøres. { $first }: { $a } %. { $later }: { $b } %. Forskel rimeligvis mellem { $lo } og { $hi } procentpoint.
report-periods-limit-people = Det er andre mennesker i en anden tid, og der er ingen sammenligningsgruppe. En forskel siger ikke, at indsatsen er blevet bedre eller dårligere.
report-periods-limit-running = { $period }: { $x } af { $n } forløb er stadig i gang. Deres sidste måling mangler endnu, og de, der er færdige først, ligner måske ikke de andre.
report-periods-limit-start-higher = De begyndte ikke samme sted: ved start lå de, der begyndte senere, højere ({ $first } og { $later }: forskel { $d }, { $lo } til { $hi }). De, der starter lavt, stiger oftest mest.
report-periods-limit-start-lower = De begyndte ikke samme sted: ved start lå de, der begyndte senere, lavere ({ $first } og { $later }: forskel { $d }, { $lo } til { $hi }). De, der starter lavt, stiger oftest mest.
report-periods-limit-measured = Ikke lige store dele er målt begge gange ({ $first } og { $later }). Hvem der mangler, kan flytte tallene.
report-periods-limit-many = Der er set på { $n } forskelle. Når der ses på mange, viser nogle sig ved et tilfælde.
report-t-periods-who = Hvem der begyndte, periode for periode
report-t-periods-shares = Andele, periode for periode
report-t-periods-contacts = Gennemførte kontakter, periode for periode
report-c-period = Begyndt
report-c-periods-between = Forskel: { $later } minus { $first }
report-c-row-left-early = Sluttede før fase 3
report-c-periods-left-early = Sluttede før fase 3
report-c-periods-paired = { $measure }: målt begge gange
report-c-periods-at-risk = { $measure }: i risikozonen { $occasion }
report-c-periods-yes = { $measure }: ja { $occasion }
report-note-periods-who = Alt er gjort op ved rapportens dato. Sluttede før fase 3: af dem, der er afsluttet eller er nået til fase 3. Det, som ingen har i nogen af perioderne, er udeladt.
report-note-periods-shares = Forskelle er i procentpoint, den senere periode minus den første, med Newcombes interval for to grupper af forskellige mennesker.
report-note-periods-contacts = Pr. måned er gennemførte kontakter pr. forløb og måned i fasen, indtil rapportens dato.
report-m-periods = Perioder ved siden af hinanden: forskel mellem to gennemsnitlige ændringer med Welchs interval, forskel mellem to andele med Newcombes interval for uafhængige grupper (metode 10). Alt er gjort op ved samme dato.

## Det, der er beregnet ved siden af

report-t-effects = Standardiserede ændringer
report-t-effects-sd = Ændringer i standardafvigelser
report-t-ranks = Wilcoxons rangtest af ændringerne
report-t-ranks-middle = Midten af ændringerne
report-t-adjusted = p-værdier justeret på to måder
report-t-subgroups-differences = Forskelle mellem grupper, på to måder
report-t-quartiles = Kvartiler ved hver måling
report-t-alpha = Cronbachs alfa
report-t-areas-occasions = Hvert område ved hver måling
report-t-shares-exact = Andele med eksakt interval
report-t-shares-tests = McNemars prøve i flere former
report-t-shares-odds = Fra ja til nej mod fra nej til ja
report-t-jacobson-truax = Fire grupper efter Jacobson og Truax
report-t-time-ends = Hvordan forløbene sluttede
report-t-time-hazards = Forholdet mellem gruppers hyppighed, logaritmen
report-t-time-errors = Standardfejl af kurverne
report-c-size = værdi
report-c-hedges = Hedges’ g
report-c-glass = Glass’ delta
report-c-d-av = d(av)
report-c-hedges-factor = Hedges’ faktor
report-c-correlation = Korrelation
report-c-n-changed = n ændrede
report-c-rank-sum = V
report-c-z = z
report-c-p-corrected = p (korrigeret)
report-c-p-exact = p (eksakt)
report-c-p-mid = p (mid-p)
report-c-p-bh = p (BH)
report-c-rank-biserial = Rang-biserial
report-c-hodges-lehmann = Hodges–Lehmann
report-c-quartile-lower = Nedre kvartil
report-c-quartile-upper = Øvre kvartil
report-c-items = Spørgsmål
report-c-alpha = Alfa
report-c-chi-squared = χ²
report-c-chi-squared-corrected = χ² (korrigeret)
report-c-ended-early = Sluttet før tid
report-c-completed = Gennemført
report-c-still-running = I gang
report-c-median-days = Midterste tid, dage
report-c-log-hazard-ratio = Log af forholdet
report-c-se-not-left = SE, ikke sluttet før tid, %
report-c-se-left = SE, sluttet før tid, %
report-c-se-completed = SE, gennemført, %
report-by-welch = Welch
report-by-mmrm = MMRM, gruppe × måling
report-by-efron = Efron
report-by-breslow = Breslow
report-progress-least = mindst { $least } point op
report-no-limit = uden grænse
report-zone-fell = faldt
report-zone-fell-reliable = faldt mere end måleusikkerheden
report-zone-fell-relevant = faldt mærkbart
report-zone-unchanged = omtrent uændret
report-zone-rose-relevant = steg mærkbart
report-zone-rose-reliable = steg mere end måleusikkerheden
report-zone-rose = steg
report-jt-recovered = steg mere end måleusikkerheden og kom over grænsen
report-jt-improved = steg mere end måleusikkerheden uden at krydse grænsen
report-jt-unchanged = ændringen er inden for måleusikkerheden
report-jt-deteriorated = faldt mere end måleusikkerheden
report-note-effects = Størrelser i standardafvigelser af ændringen; de kan ikke sammenlignes mellem undersøgelser med forskellig spredning.
report-note-ranks = n ændrede er dem, hvis forskel ikke er nul. »–«: der er ingen eksakt p ved flere end 200 af dem.
report-note-subgroups-differences = Med minus uden. Welch: de målte begge gange. MMRM: alle målinger af alle, hvis gruppe kendes.
report-note-shares-odds = Antal fra ja til nej delt med antal fra nej til ja.
report-note-jacobson-truax = Måleusikkerhed: { $reliable } point. Grænsen: over { $cut }.
report-note-time-ends = Midterste tid: dage, til halvdelen er sluttet før tid, når gennemførelse regnes som censurering. »Kan ikke beregnes«: så mange slutter ikke før tid.
report-note-units-spread = Mellem kommuner på logit: varians { $tau }; I² { $i } %.
report-note-units-spread-change = Mellem kommuner, ændringen: varians { $tau }; I² { $i } %.
report-t-model-means = { $label }: gennemsnit efter modellerne
report-t-model-change = { $label }: ændring efter modellerne
report-t-missing-differences = De, der mangler sidste måling, mod de andre
report-t-missing-errors = Vægte og imputation: fejl
report-t-series-rules = Over tid: hvad rækkerne bedømmes efter
report-t-units-limits = Hvor tilfældet alene placerer hver kommune
report-t-contacts-with-whom = Kontakter med borgeren og med andre
report-c-mean-or-share = Snit eller %
report-c-compared = Sammenlignet
report-c-n-missing = n, mangler
report-c-n-measured = n, målt
report-c-n-left = n, sluttet
report-c-n-others = n, de andre
report-c-within = Varians inden for
report-c-between = Varians mellem
report-c-cut-at = Skåret ved
report-c-series = Række
report-c-centre = Midte
report-c-mean-range = Gennemsnitligt spring
report-c-longest-run = Længste stræk
report-c-run-limit = Grænse
report-c-crossings = Krydsninger
report-c-crossings-limit = Mindst
report-c-outside-limits = Uden for grænserne
report-c-unit = Kommune
report-c-what = Hvad
report-c-limits-95 = 95 af 100
report-c-limits-998 = 998 af 1000
report-c-support-count = Med borgeren
report-c-coordination-count = Med andre
report-c-left-interval = 95 % interval, sluttet før tid, %
report-c-wilson = Wilson, %
report-c-clopper-pearson = Clopper–Pearson, %
report-compared-start = ved start
report-compared-early = tidlig ændring
report-by-weights = Vægte
report-by-imputation = Imputation
report-by-satterthwaite = Satterthwaite
report-by-normal = normalfordeling
report-by-profile = profilinterval
report-note-leaving-std = Standardiseret forskel ved start: { $d }.
report-note-contacts-before = Før fase 1: { $n } kontakter.
report-t-comparator = Ændringen og en opgørelse andetsteds fra
report-c-own = Denne undersøgelse
report-note-comparator = Grupperne er ikke valgt ved lodtrækning; de kan være forskellige i andet end det, der blev gjort.

## Metodens punkter

report-s13 = { $k } af { $all } punkter er opfyldt i mindst otte af ti forløb
report-s13-unknown = { $u } kan ikke vurderes, fordi det ikke er registreret
report-s13-hidden = { $h } er skjult
report-h-fidelity = Er metoden fulgt
report-look-item = »{ $name }« er opfyldt i { $x } af { $n } forløb.
report-look-item-unknown = »{ $name }« kan ikke vurderes: det er ikke registreret.
report-dt-fidelity = Metodens punkter
report-d-fidelity = Opfyldt af de forløb, det kan siges om. Egne regler, ikke en anerkendt skala; ikke registreret er ikke det samme som ikke gjort.
report-m-fidelity = Metodens punkter er talt op forløb for forløb efter undersøgelsens egne regler; andelen er af dem, det kan siges om, med Wilsons interval. Der er ingen samlet score.
report-fidelity-rule-time-limit = sluttet { $grace_days ->
    [0] senest den planlagte dag
   *[other] senest { $grace_days } dage efter den planlagte dag
}
report-fidelity-rule-equal-phases = de tre faser er lige lange, på nær { $tolerance_days } dage
report-fidelity-rule-areas = { $least } til { $most } områder valgt i fase { $phase }
report-fidelity-rule-meetings = mindst { $least } møder i fase { $phase }
report-fidelity-rule-meetings-outside = mindst { $least } møder uden for kontoret i fase { $phase }
report-fidelity-rule-supports = mindst { $least } kontakter med netværk eller andre tilbud i fase { $phase }
report-fidelity-rule-tapering = færre kontakter om dagen i hver fase end i den før
report-fidelity-rule-not-ended-by-programme = indsatsen sluttede ikke forløbet før den planlagte dag
report-fidelity-rule-early-contacts = mindst { $least } kontakter, der nåede borgeren, de første { $days } dage
report-fidelity-rule-plan-made = aktivitetsplanen er lagt, inden fase { $phase } er slut
report-fidelity-rule-meeting-first = det første møde er holdt
report-fidelity-rule-meeting-transfer = overdragelsesmødet er holdt
report-fidelity-rule-meeting-last = det sidste møde er holdt
