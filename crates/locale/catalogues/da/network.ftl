### network
network-title = Netværk
network-who = Hvem
network-since = Siden
network-strength = Hvor tæt?
network-strength-hers = Hvor tæt synes borgeren?
network-strength-team = Hvor tæt synes teamet?
network-view-hers = Borgerens blik
network-view-team = Teamets blik
network-takes = Overtager
network-holding = Holder det?
network-notagreed = ikke aftalt endnu
network-empty = Netværket er tomt. Spørg, hvem borgeren kan ringe til.
network-add = Tilføj
network-add-title = Tilføj til netværket
network-edit-title = Ret i netværket
network-kind = Hvem er det?
network-kind-family = Familie
network-kind-friend = Ven
network-kind-partner = Partner
network-kind-health = Læge eller sundhed
network-kind-ngo = NGO eller forening
network-kind-municipality = Kommunen
network-kind-treatment = Behandling
network-kind-education-work = Uddannelse eller arbejde
network-kind-other = Andre
network-name = Kaldes her
network-name-hint = For eksempel søster eller gældsrådgiver. Brug ikke et rigtigt navn.
network-task = Hvad tager de over?
network-task-hint = For eksempel: spiser sammen hver anden søndag.
network-takes-over = Bærer det videre efter forløbet
network-entry-is = Fast indgang til kommunen
network-entry-chosen = Fast indgang til kommunen: { $who }.
network-strength-weak = løst
network-strength-some = noget
network-strength-strong = tæt
network-strength-none = ikke sagt
network-holding-yes = ja
network-holding-no = nej
network-holding-none = ikke spurgt
network-holding-ask = Holder det stadig?
network-ended = Slut
network-ended-date = Sluttede
network-ended-on = sluttede { $date }
network-end = Ikke længere i netværket
network-save = Gem
network-saved = Netværket er gemt.
network-left = Netværket er gemt. Tilknytningen står som sluttet.
network-map = Som kort
network-map-label = Netværket som kort. Det samme står i tabellen.
network-map-citizen = borgeren
network-former =
    { $n ->
        [one] { $n } er ikke længere med
       *[other] { $n } er ikke længere med
    }
