### Henvendelser.

enq-new = Ny henvendelse
enq-door = Hvilken vej kom den?
enq-said = Hvad blev sagt?
enq-dates-asked = Spurgt
enq-dates-offered = Tilbudt
enq-dates-met = Mødt første gang
enq-outcome = Hvad blev det til?
enq-empty = Ingen nye henvendelser. Den seneste kom { $date }.
enq-one = Henvendelse
enq-tab-new = Nye
enq-tab-mine = Mine
enq-tab-offered = Tilbudt
enq-tab-waiting = Venteliste
enq-tab-settled = Afgjorte
enq-door-short = Vej
enq-door-ngo = NGO
enq-door-municipality = Kommunen
enq-door-self = Selv
enq-door-health = Sundhed
enq-door-other = Andre
enq-doors = Hvilken vej kom de?
enq-since = siden
enq-met-short = Mødt
enq-dates-settled = Afgjort
enq-recorded = Skrevet
enq-said-hint = Skriv det, der hjælper den næste. Ingen navne, ingen numre.
enq-offered-when = Tilbudt et møde
enq-met-when = Mødt første gang
enq-outcome-open = ikke afgjort endnu
enq-outcome-course = Forløb
enq-outcome-waiting = Venteliste
enq-outcome-referred = Givet videre til andre
enq-outcome-not-target-group = Ikke målgruppen
enq-outcome-does-not-want = Ønsker det ikke
enq-outcome-no-energy = Har ikke overskud nu
enq-outcome-lost = Mistede kontakten
enq-reason = Hvorfor?
enq-owner = Hos
enq-owner-nobody = ingen endnu
enq-state-met = mødt
enq-state-offered = tilbudt et møde
enq-waits =
    { $n ->
        [one] { $n } dag uden svar
       *[other] { $n } dage uden svar
    }
enq-empty-door = Ingen nye henvendelser. Den seneste kom { $date }, vej: { $door }.
enq-empty-all = Her er ingen henvendelser endnu. Skriv den første, når nogen banker på.
enq-empty-tab = Her er ingen henvendelser. Se de andre lister.
enq-saved = Henvendelsen er gemt.
enq-became = Det blev til et forløb.
enq-see-course = Se forløbet
enq-do-wait = Sæt på venteliste
enq-do-refer = Giv videre
enq-period = Periode
enq-period-month = 30 dage
enq-period-quarter = 3 måneder
enq-period-year = 13 måneder
