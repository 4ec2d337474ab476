### Livssituationsprofilen.

profile-question = Hvor godt kan du klare det?
profile-low = 1 = slet ikke lige nu
profile-high = 10 = godt, eller jeg har den hjælp, der skal til
profile-choose = Det vil jeg arbejde med nu
profile-count = Du har valgt { $n }. Ofte er 3–5 passende; du bestemmer.
