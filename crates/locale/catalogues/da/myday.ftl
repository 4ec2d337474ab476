### Min dag og listen over det, der venter.

myday-sum =
    { $a ->
        [0] Ingen aftaler i dag.
        [one] Én aftale i dag.
        [2] To aftaler i dag.
        [3] Tre aftaler i dag.
        [4] Fire aftaler i dag.
        [5] Fem aftaler i dag.
        [6] Seks aftaler i dag.
        [7] Syv aftaler i dag.
        [8] Otte aftaler i dag.
        [9] Ni aftaler i dag.
        [10] Ti aftaler i dag.
        [11] Elleve aftaler i dag.
        [12] Tolv aftaler i dag.
       *[other] { $a } aftaler i dag.
    } { $b ->
        [0] Intet venter på dig.
        [one] Én ting venter på dig.
        [2] To ting venter på dig.
        [3] Tre ting venter på dig.
        [4] Fire ting venter på dig.
        [5] Fem ting venter på dig.
        [6] Seks ting venter på dig.
        [7] Syv ting venter på dig.
        [8] Otte ting venter på dig.
        [9] Ni ting venter på dig.
        [10] Ti ting venter på dig.
        [11] Elleve ting venter på dig.
        [12] Tolv ting venter på dig.
       *[other] { $b } ting venter på dig.
    }
myday-empty = Du er ajour. Næste aftale er { $when }.
myday-today = I dag
myday-mine = Mit at gøre
myday-over = Over tiden
myday-week = Denne uge
myday-courses = Mine forløb
myday-lastcontact = sidste kontakt
myday-deputy = Som stedfortræder for { $name } til { $date }
due-silent =
    { $n ->
        [one] I har ikke haft kontakt i { $n } dag. I fase { $p } er takten hver { $k }. dag.
       *[other] I har ikke haft kontakt i { $n } dage. I fase { $p } er takten hver { $k }. dag.
    }
due-form =
    { $form } efter { $m ->
        [one] { $m } måned
       *[other] { $m } måneder
    }. Kan besvares fra { $from } til { $to }.
due-form-late =
    { $form } efter { $m ->
        [one] { $m } måned
       *[other] { $m } måneder
    } skulle være besvaret { $date }. Den kan stadig udfyldes.
due-baseline = Startmåling mangler. Uden den kan I ikke se, hvad der flytter sig.
due-plan-missing = Der er ingen plan endnu. Start med, hvad borgeren gerne vil.
due-plan-review = Gå planen igennem sammen inden { $date }.
due-phase =
    { $n ->
        [one] Fase { $p } begynder om { $n } dag. Gå planen igennem sammen.
       *[other] Fase { $p } begynder om { $n } dage. Gå planen igennem sammen.
    }
due-promise = Du har lovet at { $what }. Senest { $date }.
due-referral = { $offer } har ikke svaret siden { $date }.
due-safe = Aftalen om sikker kontakt skulle være bekræftet { $date }.
due-consent = Samtykket til { $partner } udløber { $date }.
due-handover = Første møde efter skiftet skulle være holdt { $date }.
due-closing = Afslutningsskemaet mangler. Det tager fem minutter.
due-followup-way-call = et opkald
due-followup-way-message = en besked
due-followup-way-meeting = et møde
due-followup-way-supporter = en hilsen gennem netværket
due-followup-way-no = ingenting
due-followup =
    Opfølgning { $m ->
        [one] { $m } måned
       *[other] { $m } måneder
    } efter. Borgeren har sagt ja til { $channel }.
due-enquiry =
    { $n ->
        [0] Der er kommet en henvendelse i dag.
        [one] En henvendelse har ventet { $n } dag på svar.
       *[other] En henvendelse har ventet { $n } dage på svar.
    }
due-do-contact = Skriv kontakt
due-do-fill = Udfyld sammen
due-do-prepare = Forbered
due-do-done = Det er gjort
due-do-confirm = Bekræft
myday-sum-quiet =
    { $a ->
        [0] Ingen aftaler i dag.
        [one] Én aftale i dag.
        [2] To aftaler i dag.
        [3] Tre aftaler i dag.
        [4] Fire aftaler i dag.
        [5] Fem aftaler i dag.
        [6] Seks aftaler i dag.
        [7] Syv aftaler i dag.
        [8] Otte aftaler i dag.
        [9] Ni aftaler i dag.
        [10] Ti aftaler i dag.
        [11] Elleve aftaler i dag.
        [12] Tolv aftaler i dag.
       *[other] { $a } aftaler i dag.
    }
myday-empty-none = Du er ajour. Der er ingen aftaler de næste uger.
myday-later = Senere
myday-write = Skriv
myday-draft = Kladde:
myday-draft-other = uden forløb
myday-first-meeting = første møde
myday-kind-meeting = møde
myday-kind-call = opkald
myday-kind-message = besked
myday-kind-accompaniment = følgeskab
myday-kind-coordination = koordinering
myday-deputy-open = Som stedfortræder for { $name }
myday-deputy-nobody = Forløb uden medarbejder
myday-howcount = Det, der er over tiden eller skal gøres inden for syv dage på dine egne forløb. Stille betyder, at der er gået længere siden sidste kontakt begge veje, end fasens takt siger. Teamets side tæller med de samme regler.
due-silent-first =
    { $n ->
        [one] I har ikke haft kontakt i { $n } dag. Mens I lærer hinanden at kende, er takten hver { $k }. dag.
       *[other] I har ikke haft kontakt i { $n } dage. Mens I lærer hinanden at kende, er takten hver { $k }. dag.
    }
due-form-start = Startskema: { $form }. Kan besvares fra { $from } til { $to }.
due-form-start-late = Startskema: { $form } skulle være besvaret { $date }. Den kan stadig udfyldes.
due-promise-sealed = Du har lovet noget. Senest { $date }.
due-decision = Besluttet på teammødet: { $what }. Senest { $date }.
due-decision-sealed = Teammødet gav dig noget at gøre. Senest { $date }.
due-past-end = Fase 3 sluttede { $date }. Afslut sammen, eller forlæng fasen.
due-do-plan = Lav plan
due-do-review = Se planen
due-do-close = Afslut
due-do-answer = Svar
myday-draft-group = fælles kontakt
myday-draft-meeting = teammøde
myday-draft-enquiry = ny henvendelse
myday-draft-start = nyt forløb
myday-draft-enquiry-one = henvendelse
first-title = Tre ting at begynde med
first-1 = Se, hvordan indsatsen er bygget.
first-2 = Bed din leder om at give dig et forløb.
first-3 = Skriv den første henvendelse, når nogen banker på.
first-hide = Skjul
due-baseline-form = Startmåling mangler: { $form }. Uden den kan I ikke se, hvad der flytter sig.
