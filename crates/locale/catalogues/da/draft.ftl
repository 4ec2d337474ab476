### Kladder og samtidige rettelser.

draft-saved = Kladde gemt kl. { $time }. Intet går tabt.
draft-offline = Ingen forbindelse. Lad siden stå åben; vi gemmer, når der er net.
draft-line = Kladde: { $alias }, { $when }
draft-continue = Fortsæt
draft-discard = Smid kladden ud? Du kan fortryde i 24 timer.
conflict-title = I har begge rettet her
conflict-text = { $name } gemte kl. { $time }. Vælg for hvert felt, eller behold begge.
conflict-both = Behold begge
