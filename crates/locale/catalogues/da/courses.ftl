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
list-next-decision = beslutning
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
list-tab-mine = Mine
list-pick = Vælg { $alias }
list-pick-column = Vælg
list-pick-all = Vælg alle på siden
list-pick-several = Vælg flere
list-pick-stop = Vælg ikke flere
list-picked = De valgte:
list-picked-n = { $n } valgt:
bulk-worker = Skift medarbejder
bulk-contact = Fælles kontakt
bulk-dates = Flyt datoer
bulk-print = Print
bulk-export = Eksporter
bulk-none = Vælg mindst ét forløb i listen, og prøv igen.
bulk-worker-do = Skift medarbejder
bulk-closed =
    { $n ->
        [one] { $n } afsluttet forløb er valgt og bliver, hvor det er.
       *[other] { $n } afsluttede forløb er valgt og bliver, hvor de er.
    }
bulk-worker-done =
    { $n ->
        [one] { $n } forløb har fået ny medarbejder, og det, der venter, er fulgt med.
       *[other] { $n } forløb har fået ny medarbejder, og det, der venter, er fulgt med.
    }
bulk-worker-undone =
    { $n ->
        [one] Skiftet er taget tilbage. { $n } forløb er, som det var.
       *[other] Skiftet er taget tilbage. { $n } forløb er, som de var.
    }
group-title = Fælles kontakt
group-lead =
    { $n ->
        [one] { $n } forløb får en kontakt. Det fælles skriver du én gang.
       *[other] { $n } forløb får hver sin kontakt. Det fælles skriver du én gang.
    }
group-each = Hvem var med?
group-each-hint = fjern fluebenet ved den, der ikke kom
group-own = Kun for
group-saved =
    { $n ->
        [one] Kontakten er gemt på { $n } forløb.
       *[other] Kontakten er gemt på { $n } forløb.
    }
group-saved-asks = { group-saved } Står der et navn, et telefonnummer eller en adresse? Ret det i kontakten, hvis det kan undværes.
group-undone =
    { $n ->
        [one] Kontakten er taget tilbage på { $n } forløb.
       *[other] Kontakten er taget tilbage på { $n } forløb.
    }
group-several = Flere på én gang
list-keep = Gem listen
list-keep-lead = Filtre og søgning gemmes under et navn. Kun du ser listen.
list-name = Navn
list-name-hint = Kort, for eksempel: Fase 3 uden plan.
list-pin = Vis den som fane over listen
list-kept = Listen er gemt. Den viser altid det, der passer i dag.
list-own = Mine lister
list-own-lead = Kun du ser dem. De viser altid det, der passer i dag.
list-own-empty = Du har ingen lister endnu. Vælg filtre i forløbslisten, og gem listen.
list-is-pinned = fane
list-pin-do = Vis som fane
list-unpin = Fjern fanen
list-rename = Giv nyt navn
list-remove = Slet
list-changed = Listen er ændret.
list-pinned = Listen står nu som fane over forløbene.
list-unpinned = Fanen er fjernet. Listen står stadig her.
list-removed = Listen er slettet. Du kan fortryde i 24 timer.
list-back = Listen er her igen.
list-is-changed = Du ser noget andet, end listen har gemt.
list-keep-change = Gem ændringen
bulk-toomany = Vælg højst { $n } forløb ad gangen.
bulk-dates-lead = Den fase, der er i gang, slutter en anden dag. Faserne efter følger med. Du kan fortryde.
bulk-dates-days = Hvor mange dage?
bulk-dates-days-hint = Med minus foran slutter fasen før. Tryk Vis for at se de nye datoer.
bulk-dates-line = fase { $p } slutter { $date }; så { $new }
bulk-dates-staying =
    { $n ->
        [one] { $n } er ikke i en fase og bliver, hvor det er:
       *[other] { $n } er ikke i en fase og bliver, hvor de er:
    }
bulk-dates-reason-hint = Skrives på alle forløbene. Ingen navne.
bulk-dates-do =
    { $n ->
        [one] Flyt datoen på { $n } forløb
       *[other] Flyt datoen på { $n } forløb
    }
bulk-dates-done =
    { $n ->
        [one] Datoen er flyttet på { $n } forløb.
       *[other] Datoen er flyttet på { $n } forløb.
    }
bulk-dates-undone =
    { $n ->
        [one] Datoen står igen som før på { $n } forløb.
       *[other] Datoen står igen som før på { $n } forløb.
    }
