### Fejl og tomme lister.

error-summary =
    { $n ->
        [one] Der er én ting at rette, før det kan gemmes
       *[other] Der er { $n } ting at rette, før det kan gemmes
    }
error-date = Datoen findes ikke. Skriv dag, måned og år, for eksempel 24-11-2026.
error-future = Datoen ligger efter i dag. Vælg i dag eller en tidligere dag.
error-cpr = Det ligner et CPR-nummer. Slet det, og gem igen; her skal intet kunne føre til et navn.
error-reason = Skriv kort hvorfor, så andre kan forstå det.
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
error-notallowed = Det hører ikke til din rolle. Spørg din leder, hvem der kan.
error-order = Datoen ligger før den, den skal følge. Vælg en senere dag.
error-empty = Her mangler noget. Skriv det, eller vælg noget andet.
error-tooshort = Det er for kort. Skriv mindst { $min } tegn.
error-toolong = Teksten er for lang. Der er plads til { $max } tegn; del den, eller kort den af.
error-unknown = Det kender vi ikke. Vælg en af mulighederne.
error-range = Tallet ligger uden for { $min }–{ $max }. Skriv et tal imellem.
error-closed = Forløbet er afsluttet, så det kan ikke rettes. Genåbn det først, hvis det er en fejl.
error-notstarted = Fase 1 er ikke begyndt endnu. Begynd den først, eller skriv en kontakt.
error-alreadystarted = Fase 1 er allerede begyndt. Flyt datoen i stedet, hvis den er forkert.
error-alreadypaused = Forløbet holder allerede pause. Slut den, før du begynder en ny.
error-conflict = En anden har rettet det imens. Se begge udgaver, og vælg.
error-written = Datoen ligger efter den dag, det blev skrevet ned. Vælg { $max } eller en tidligere dag.
error-putaway = En kollega har lagt området væk imens. Tag det op igen, så gemmes det, du skrev.
error-toolate = Det kan ikke fortrydes længere. Ret det i stedet, eller skriv hvorfor.
error-duplicate = Det findes allerede. Vælg noget andet, eller brug det, der er.
problem-home = Til Min dag
problem-code = Skriver du til os, så nævn koden
problem-notfound = Siden findes ikke
problem-notfound-text = Måske er linket gammelt, eller du har ikke adgang.
problem-refused = Det kunne ikke gemmes
problem-refused-text = Intet er ændret. Gå tilbage, og ret det herunder.
problem-withheld = Disse tal vises ikke
problem-withheld-text = Lagt ved siden af tal, der er vist før, ville de fortælle om ganske få.
problem-conflict = I har begge rettet her
problem-conflict-text = En anden gemte først. Gå tilbage, læs siden igen, og prøv så.
problem-foreign = Det kom ikke herfra
problem-foreign-text = Formularen blev sendt fra et andet sted, så intet er gemt. Åbn siden her, og send den igen.
problem-unreadable = Det kunne ikke læses
problem-unreadable-text = Der kom mere eller andet, end siden kan tage. Intet er ændret. Gå tilbage, og prøv igen.
problem-readonly = Der kan læses, men ikke gemmes
problem-readonly-text = Gå tilbage, og lad siden stå åben; det, du skrev, står der endnu. Prøv igen om lidt.
problem-server = Det gik galt hos os
problem-server-text = Gå tilbage, og prøv igen. Det, der var gemt, er der stadig.
error-keyreused = Siden blev sendt før med noget andet. Hent den igen, og prøv en gang til.
problem-typed = Det, der stod i formularen
problem-typed-text = Intet er gemt eller gjort. Kopiér det, du vil bruge, og skriv det på siden selv.
error-overlap = Perioden fra { $from } overlapper den, der går til og med { $to }. Vælg perioder, der ikke deler måneder.
error-periods = Der skal være { $min }–{ $max } perioder for at stille dem ved siden af hinanden. Tilføj eller fjern en.
problem-typed-copy = Kopiér det, du vil bruge, hvis det ikke står der, når du går tilbage.
problem-draft = Det, du skrev, er gemt som kladde. Prøv igen om lidt.
problem-unreachable = Der kan ikke læses lige nu
problem-unreachable-text = Det, der er gemt, er der stadig. Vent lidt, og hent siden igen.
