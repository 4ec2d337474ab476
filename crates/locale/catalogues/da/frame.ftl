### Rammen: menu, lås, skjulte rækker, ord for handlinger og svar.

nav-myday = Min dag
nav-courses = Forløb
nav-enquiries = Henvendelser
nav-team = Teamet
nav-results = Resultater
nav-newcontact = Ny kontakt
nav-search = Søg
nav-more = Mere
nav-skip = Gå til sidens indhold
frame-practice = Øvekommunen · alle personer er opdigtede
frame-lock = Lås
frame-howcount = Sådan tæller vi
frame-hidden-filter = { $n } er skjult af filter.
frame-hidden-rights = { $n } er skjult, fordi de hører til et andet team.
frame-hidden-later =
    { $n ->
        [one] { $n } ting kan vente til { $month }.
       *[other] { $n } ting kan vente til { $month }.
    }
frame-hidden-deputy =
    { $n ->
        [one] { $n } forløb er skjult, fordi du først er stedfortræder fra { $day }.
       *[other] { $n } forløb er skjult, fordi du først er stedfortræder fra { $day }.
    }
frame-show = Vis dem
frame-reset = Nulstil
frame-why = Hvorfor?
frame-new = nyt
act-save = Gem
act-edit = Ret
act-undo = Fortryd
act-print = Print
act-astable = Som tabel
act-previous = Forrige
act-next = Næste
answer-notasked = Ikke spurgt
answer-wont = Vil ikke svare
answer-dontknow = Ved ikke
nav-users = Brugere
nav-programmes = Indsatser
nav-profile = Min profil
nav-main = Hovedmenu
nav-short = Genveje
frame-fault = Fejl
frame-accessibility = Tilgængelighed
role-leader-short = leder
role-worker = Medarbejder
role-leader = Teamleder
role-evaluator = Evaluator
role-administrator = Administrator
paging-label = Sider
paging-page = Side
paging-shown = Viser { $a }–{ $b } af { $k }.
access-lead = Siderne skal kunne bruges af alle: med tastatur, skærmlæser, forstørrelse og uden scripts.
access-built = Sådan er siderne bygget
access-built-text = Siderne bygger på Det Fælles Designsystem og følger WCAG 2.2 på niveau AA. Alle diagrammer har en tabel, og ingen oplysning gives med farve alene.
access-depart = Her afviger vi fra designsystemet
access-depart-frame = Menuen står nederst på telefonen, så tommelfingeren kan nå den, og den virker uden scripts.
access-depart-chips = Korte valg vises som knapper på én linje. Det er stadig almindelige radioknapper og afkrydsningsfelter.
access-depart-links = Besøgte links har samme farve som andre, så ingen kan se, hvem du har læst om.
access-depart-colour = Rødt bruges kun til fejl, aldrig til tid.
access-limits = Det ved vi mangler
access-limits-text = Siderne er prøvet automatisk og med tastatur. De er ikke gennemgået af en uafhængig prøver endnu.
access-tell = Sig til, hvis noget driller
access-tell-text = Skriv til din administrator, hvad du ville, og hvad der skete. Er svaret ikke godt nok, kan du klage til Digitaliseringsstyrelsen.
frame-hidden-closed =
    { $n ->
        [one] { $n } afsluttet forløb er skjult.
       *[other] { $n } afsluttede forløb er skjult.
    }
frame-hidden-archived =
    { $n ->
        [one] { $n } forløb fra en afsluttet indsats er skjult.
       *[other] { $n } forløb fra afsluttede indsatser er skjult.
    }
line-phase = fase { $p }, uge { $w }
line-contact-making = kontaktskabelse
line-closed = afsluttet
line-paused = pause
