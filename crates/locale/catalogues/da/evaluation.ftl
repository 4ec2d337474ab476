### Hvad tallene siger og ikke kan sige.

stat-pair = { $x } af { $n }, som vi har begge målinger for. { $m } mangler mindst én.
stat-forms = { $r } af { $o } afslutningsskemaer er kommet ind ({ $p } pct.).
stat-interval = Det sande tal ligger sandsynligvis mellem { $a } og { $b }.
stat-hidden = Skjult, fordi tallet er så lille, at man kunne kende nogen.
stat-toofew = Der er for få til at vise noget, uden at man kan kende nogen.
stat-nocontrol = Vi har ingen at sammenligne med. Noget af det kunne være sket uden indsatsen.
stat-regression = Mange starter, når det er sværest. Så går det ofte lidt bedre af sig selv.
stat-missing = De, der stoppede før tid, er sjældnere målt igen. Tallene kan være for pæne.
stat-many = Vi har set på mange tal. Et enkelt kan se stort ud ved et tilfælde.
stat-small = Små grupper svinger meget fra år til år. Se på flere år sammen.
stat-self = Svarene er borgernes egne. De kan være givet sammen med en medarbejder.
stat-rank = Kommuner kan ikke rangordnes her. De har mødt forskellige mennesker.
stat-person-relevant = { $d } point op siden start. 10 point regnes som mærkbart, men for én person kan udsving under 24 være tilfældige.
stat-person-reliable = { $d } point op siden start. Det er mere, end udsving plejer at forklare.
stat-person-risk = Tallet kan betyde risiko for stress eller depression. Det er ikke en diagnose.
