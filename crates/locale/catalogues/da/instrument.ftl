### Skemaer, der udfyldes.

ask-title = Skema
ask-progress = Spørgsmål { $i } af { $n }
ask-stop = Stop, og giv skærmen tilbage
ask-open =
    { $n ->
        [one] Der er { $n } spørgsmål uden svar. Vil du svare nu, eller lade det stå?
       *[other] Der er { $n } spørgsmål uden svar. Vil du svare nu, eller lade dem stå?
    }
ask-done = Tak. Giv skærmen tilbage.
ask-after = Tal om det, hvis borgeren vil. Tallet er ikke en diagnose.
ask-nopack = Skemaets tekst er ikke lagt ind. Din administrator kan hente tekstpakken.
ask-list-lead = Vælg et skema. Det kan udfyldes nu, også før eller efter tiden.
ask-list-due = Kan besvares nu
ask-list-later = Senere
ask-list-answered = Besvaret
ask-list-none = Indsatsen har ingen skemaer. Skriv en kontakt i stedet.
ask-list-until = til { $date }
ask-list-from = fra { $date }
ask-list-over = skulle være besvaret { $date }
ask-list-done = besvaret { $date }
ask-way-one = Giv skærmen til borgeren
ask-way-together = Udfyld sammen
ask-way-all = Skriv ind fra papir
ask-handover-title = Giv skærmen videre
ask-handover-text = Borgeren ser ét spørgsmål ad gangen og intet andet. Bagefter logger du ind igen.
ask-begin = Begynd
ask-notdue = Næste gang er fra { $date }. Du kan udfylde det nu, hvis I vil.
ask-finish = Lad dem stå
ask-answer-now = Svar nu
ask-all-answered = Du har svaret på det hele.
ask-finish-all = Færdig
ask-done-unlock = Lås op
ask-done-draft = Svarene er gemt.
ask-stopped = Stoppet. Svarene er gemt som kladde.
ask-date = Dato
ask-informer = Hvem svarede?
ask-informer-citizen = Borgeren
ask-informer-with-staff = Sammen
ask-informer-with-relative = Med en pårørende
ask-informer-staff = En medarbejder
ask-informer-relative = En pårørende
ask-mode = Hvordan?
ask-mode-screen = Skærm
ask-mode-paper = Papir
ask-mode-interview = Samtale
ask-mode-phone = Telefon
ask-keys = Taster: { $high }–{ $low } svarer og går videre. Pile retter.
ask-keys-profile = Taster: 1–9 og 0 for 10. Pile retter.
ask-save = Gem skema
ask-saved = Skemaet er gemt.
ask-changed = Skemaet er rettet.
ask-undone = Skemaet er taget tilbage. Det tæller ikke med.
ask-takeback = Tag skemaet tilbage
ask-yes = Ja
ask-no = Nej
ask-none = Intet svar
ask-noscore = Der er intet tal, fordi ikke alle spørgsmål er besvaret.
ask-edit = Ret besvarelsen
ask-nopack-title = Skemaet kan ikke bruges endnu
ask-nopack-typed = Tal fra papir kan stadig skrives ind.
ask-item = Spørgsmål { $i }
ask-number-hint = Mellem { $low } og { $high }
ask-stop-here = Stop her
