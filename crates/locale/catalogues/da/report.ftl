### Ord og sætninger i rapporten.
