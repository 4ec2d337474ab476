### Livssituationsprofilen.

profile-question = Hvor godt kan du klare det?
profile-low = 1 = slet ikke lige nu
profile-high = 10 = godt, eller jeg har den hjælp, der skal til
profile-choose = Det vil jeg arbejde med nu
profile-count = Du har valgt { $n }. Ofte er 3–5 passende; du bestemmer.
profile-progress = Område { $i } af { $n }
profile-summary = Sådan ser det ud
profile-summary-area = Område
profile-summary-last = sidst
profile-summary-now = nu
profile-summary-change = Ændring
profile-summary-choose = Vælg
profile-first = første gang
profile-up = { $d } op
profile-down = { $d } ned
profile-same = som sidst
profile-choose-title = Vælg, hvad du vil arbejde med
profile-count-few = Du har valgt { $n }. Ofte er { $low }–{ $high } passende; du bestemmer.
profile-save = Gem
profile-mean-up = Gennemsnittet er gået { $d } op over de { $n } områder, der er vurderet begge gange.
profile-mean-down = Gennemsnittet er gået { $d } ned over de { $n } områder, der er vurderet begge gange.
