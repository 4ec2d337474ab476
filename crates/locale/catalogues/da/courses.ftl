### courses

list-start = Start forløb
list-tabs = Lister
list-tab-all = Alle
list-tab-silent = Stille
list-tab-phase = Faseskift
list-tab-baseline = Uden startmåling
list-tab-network = Uden netværk
list-tab-longterm = Uden langsigtet plan
list-search = Alias eller kode
list-filters = Filtre
list-filters-n =
    { $n ->
        [one] Filtre: { $n } valgt
       *[other] Filtre: { $n } valgt
    }
list-show = Vis
list-any = alle
list-me = mig
list-nobody = ingen
list-phase = fase { $p }
list-phase-label = Fase
list-worker-label = Hos
list-stage-label = Stadie
list-stage-open = åbne
list-stage-contact = kontaktskabelse
list-stage-running = i gang
list-stage-closed = afsluttede
list-stage-all = alle
list-programme-label = Indsats
list-column-alias = Alias
list-column-code = Kode
list-column-phase = Fase
list-column-silence = Sidste kontakt
list-column-next = Næste
list-column-worker = Hos
list-silent = stille
list-next-silent = kontakt
list-next-form = skema
list-next-plan = plan
list-next-phase = ny fase { $date }
list-next-promise = løfte
list-next-safe = bekræft aftale
list-next-closing = afslutning
list-next-enquiry = svar
list-empty-page = Her er ingen på denne side. Gå til næste, eller nulstil.
paging-first = Til starten
search-label = Alias eller kode
search-hint = Der søges kun i det, du må se.
search-none = Ingen passer til det, du skrev. Prøv en del af aliasset, eller koden.
search-found =
    { $n ->
        [one] { $n } forløb
       *[other] { $n } forløb
    }
search-more = Der er flere. Skriv lidt mere.
