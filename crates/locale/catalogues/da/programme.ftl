### programme

programme-title = Indsats
programme-archived = afsluttet
programme-months =
    { $n ->
        [one] { $n } måned i tre faser
       *[other] { $n } måneder i tre faser
    }
programme-courses = { $a } i kontaktskabelse, { $b } i gang, { $c } afsluttet
programme-phases = Faser
programme-length = Længde
programme-rhythm-head = Takt
programme-own-dates = efter behov
programme-rhythm =
    { $n ->
        [one] kontakt hver dag
       *[other] kontakt hver { $n }. dag
    }
programme-occasions = Hvad spørges der om, og hvornår?
programme-when = Hvornår
programme-forms = Skemaer
programme-optional = kan udelades
programme-terms = Skemaernes vilkår
programme-no-text = teksten er ikke lagt ind
programme-areas = Områder i planen
programme-life = Områder i livssituationen
programme-limits = Grænser
programme-limit-caseload = Højst { $n } forløb på fuld tid
programme-limit-areas = Ofte { $a }–{ $b } fokusområder
programme-limit-meeting =
    { $n ->
        [one] Teammøde hver dag
       *[other] Teammøde hver { $n }. dag
    }
programme-version = Version
programme-at-start = ved start
programme-at-phase-end = når fase { $p } slutter
programme-at-closing = ved afslutning
programme-at-after =
    { $n ->
        [one] { $n } måned efter afslutning
       *[other] { $n } måneder efter afslutning
    }
