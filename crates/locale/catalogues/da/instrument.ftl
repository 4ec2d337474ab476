### Skemaer, der udfyldes.

ask-title = Skema
ask-progress = Spørgsmål { $i } af { $n }
ask-stop = Stop, og giv skærmen tilbage
ask-open =
    { $n ->
        [one] Der er { $n } spørgsmål uden svar. Vil du svare nu, eller lade det stå?
       *[other] Der er { $n } spørgsmål uden svar. Vil du svare nu, eller lade dem stå?
    }
ask-done = Tak. Giv skærmen tilbage.
ask-after = Tal om det, hvis borgeren vil. Tallet er ikke en diagnose.
ask-nopack = Skemaets tekst er ikke lagt ind. Din administrator kan hente tekstpakken.
