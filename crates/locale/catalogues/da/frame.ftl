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
