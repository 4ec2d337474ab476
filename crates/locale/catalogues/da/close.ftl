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
