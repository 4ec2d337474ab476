### Ord og sætninger i rapporten.

report-cell-not-measured = ikke målt
report-cell-hidden = skjult
report-cell-not-computable = kan ikke beregnes
