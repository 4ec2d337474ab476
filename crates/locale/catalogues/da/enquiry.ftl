### Henvendelser.

enq-new = Ny henvendelse
enq-door = Hvilken vej kom den?
enq-said = Hvad blev sagt?
enq-dates-asked = Spurgt
enq-dates-offered = Tilbudt
enq-dates-met = Mødt første gang
enq-outcome = Hvad blev det til?
enq-empty = Ingen nye henvendelser. Den seneste kom { $date }.
