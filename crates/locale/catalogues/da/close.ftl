### Afslut forløb.

close-title = Afslut forløb
close-goal-reached = Nået
close-goal-partly = Delvist
close-goal-not = Ikke
close-who = Hvem tager over?
close-consequence =
    { $n ->
        [one] Det sker, når du afslutter: { $n } åben ting bortfalder, og opfølgning kommer på listen.
       *[other] Det sker, når du afslutter: { $n } åbne ting bortfalder, og opfølgning kommer på listen.
    }
close-missing = Skemaet kan vente. Så står det under »Mit at gøre«.
close-done = Forløbet er afsluttet. Du kan fortryde til { $date }.
close-lead = Alt andet end datoen kan vente.
close-date = Dato
close-reason = Hvorfor?
close-reason-citizen = Borgerens vej
close-reason-programme = Indsatsens grunde
close-reason-life = Andet, der skete
close-reason-goals-reached = Målene er nået
close-reason-phases-done = Alle faser er gået igennem
close-reason-did-not-wish = Borgeren ville ikke fortsætte
close-reason-no-new-worker = Borgeren ville ikke have en ny medarbejder
close-reason-lost-contact = Kontakten er gået tabt
close-reason-moved = Flyttet
close-reason-institution = Indlagt, i behandling eller i fængsel
close-reason-died = Borgeren er død
close-reason-programme-stopped = Indsatsen stoppede
close-reason-other = Andet
close-reason-not-known = Ikke kendt
close-decided = Hvem besluttede?
close-decided-citizen = Borgeren
close-decided-together = Sammen
close-decided-team = Medarbejder eller team
close-decided-others = Andre
close-decided-none = Ikke sagt
close-goals = Målene
close-goals-none = Der blev ikke sat mål. Skriv gerne, hvad der betød noget.
close-agreed = aftalt
close-network-none = Ingen i netværket endnu. Det kan vente.
close-plan = Langsigtet plan
close-plan-hint = Hvad holder fast, og hvem? Eller hvorfor der ikke er en plan.
close-note = Noter
close-note-hint = Skriv, så borgeren kan læse med.
close-forms = Sidste målinger
close-forms-open = { $form } mangler.
close-forms-done = Alle skemaer er besvaret.
close-followup-title = Opfølgning
close-followup = Hvordan må I spørge, hvordan det går?
close-followup-when = { $months } måneder efter
close-followup-hint = Borgeren bestemmer, og svaret kan ændres senere. Uden et ja spørger ingen.
close-followup-call = Opkald
close-followup-message = Besked
close-followup-meeting = Møde
close-followup-supporter = Gennem netværket
close-followup-no = Helst ikke
close-followup-none = Ikke spurgt
close-happens = Det sker, når du afslutter
close-happens-open =
    { $n ->
        [one] { $n } åben ting bortfalder med årsagen »afsluttet«
       *[other] { $n } åbne ting bortfalder med årsagen »afsluttet«
    }
close-happens-noopen = Intet åbent bortfalder
close-happens-follow = Med borgerens ja kommer opfølgning på listen { $dates }
close-happens-undo = Det kan fortrydes i 14 dage
close-do = Afslut forløb
close-died-lead = Kun datoen. Der spørges ikke om mere.
close-died-link = Er borgeren død?
close-undo-title = Fortryd afslutningen
close-undo-reason = Kort hvorfor
close-undo-do = Fortryd afslutningen
close-undone = Forløbet er i gang igen.
close-reason-choose = Vælg
