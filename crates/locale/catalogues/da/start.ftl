### Start forløb.

start-title = Start forløb
start-lead = Alt kan rettes bagefter.
start-alias-hint = Brug ikke et rigtigt navn. Vi foreslår { $alias }.
start-track-noname = Rådgivning uden navn: deltagelsen skrives ikke i en sag.
start-track-decided = Bevilget støtte: der er en afgørelse, og den står i kommunens sag.
start-funding = De tre faser slutter { $end }. Pengene rækker til { $fund }. Skriv, hvad I gør bagefter.
start-load = { $name } har { $a } af { $cap } nu og { $b } efter dette forløb.
start-done = Forløbet er startet. Fase 1 slutter { $date }.
