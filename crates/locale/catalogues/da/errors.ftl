### Fejl og tomme lister.

error-summary =
    { $n ->
        [one] Der er én ting at rette, før det kan gemmes
       *[other] Der er { $n } ting at rette, før det kan gemmes
    }
error-date = Datoen findes ikke. Skriv dag, måned og år, for eksempel 24-11-2026.
error-future = Datoen ligger efter i dag. Vælg i dag eller en tidligere dag.
error-cpr = Det ligner et CPR-nummer. Slet det, og gem igen; her skal intet kunne føre til et navn.
error-maybeperson = Står der et navn, et telefonnummer eller en adresse? Ret det, hvis det kan undværes.
error-reason = Skriv kort hvorfor, så andre kan forstå ændringen.
error-notfound = Siden findes ikke, eller du har ikke adgang. Gå til Min dag, eller søg.
error-stale = Siden havde stået længe. Her er det, du skrev; tryk Gem igen.
error-server = Det gik galt hos os. Det, du skrev, er gemt som kladde. Prøv igen, eller skriv til os: { $id }.
error-readonly = Der kan læses, men ikke gemmes lige nu. Lad siden stå åben, og prøv igen om lidt.
error-slow =
    { $n ->
        [one] Der kom for mange forsøg på én gang. Prøv igen om { $n } minut.
       *[other] Der kom for mange forsøg på én gang. Prøv igen om { $n } minutter.
    }
import-faults =
    { $n ->
        [one] { $n } linje kan ikke bruges, så intet er læst ind. Ret den herunder, og prøv igen.
       *[other] { $n } linjer kan ikke bruges, så intet er læst ind. Ret dem herunder, og prøv igen.
    }
list-empty-filter = Ingen passer til filteret. Nulstil det for at se alle { $n }.
list-empty-all = Her er ingen forløb endnu. Start et, eller opret en henvendelse.
list-empty-rights = Her er intet, du har adgang til. Din leder kan give dig et forløb.
first-steps = Tre ting at begynde med: se Øvekommunen, bekræft din telefon, skriv den første kontakt.
partner-empty = I har ikke henvist nogen endnu. Henvis med eller uden navn, når borgeren siger ja.
bulk-preview =
    { $n ->
        [one] { $n } forløb får ny medarbejder, og { $k } ting følger med. Du kan fortryde.
       *[other] { $n } forløb får ny medarbejder, og { $k } ting følger med. Du kan fortryde.
    }
rule-preview =
    { $n ->
        [one] Reglen flytter { $n } forløb. Se dem, før du gemmer.
       *[other] Reglen flytter { $n } forløb. Se dem, før du gemmer.
    }
error-time = Klokkeslættet kan ikke læses. Skriv timer og minutter, for eksempel 10.00.
