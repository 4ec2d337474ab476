### Kladder og samtidige rettelser.

draft-saved = Kladde gemt kl. { $time }. Intet går tabt.
draft-offline = Ingen forbindelse. Lad siden stå åben; vi gemmer, når der er net.
draft-line = Kladde: { $alias }, { $when }
draft-continue = Fortsæt
draft-discard = Smid kladden ud? Du kan fortryde i 24 timer.
conflict-title = I har begge rettet her
conflict-text = { $name } gemte kl. { $time }. Vælg for hvert felt, eller behold begge.
conflict-both = Behold begge
draft-none = Kladden gemmes, mens du skriver.
draft-restored = Her er din kladde fra { $when }.
draft-discard-title = Smid kladden ud?
draft-discard-text = Du kan fortryde i 24 timer.
draft-discard-do = Smid ud
draft-discard-link = Smid kladden ud
draft-discarded = Kladden er smidt ud. Du kan fortryde i 24 timer.
draft-back = Kladden er her igen.
draft-gone = Kladden er der ikke længere. Måske er den sendt.
draft-kept = Kladden er gemt. Den står på Min dag.
conflict-mine = Det, du skrev
conflict-theirs = Det, { $name } gemte
conflict-save = Gem valget
conflict-empty = tomt
