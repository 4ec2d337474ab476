### Ord i diagrammer. Tegnene → ≥ ≤ bruges ikke: skriften på nettet har dem ikke.

## Fælles
chart-span = { $low } til { $high }
chart-of = { $x } af { $of }
chart-today = i dag
chart-phase = Fase { $n }
chart-phase-contact-making = Kontaktskabelse
chart-phase-closed = Afsluttet
chart-wedge-caption = Fase
chart-state-passed = afsluttet
chart-state-current = i gang
chart-state-ahead = forude
chart-state-not-reached = ikke nået

## Kolonner
chart-column-phase = Fase
chart-column-from = Fra
chart-column-to = Til
chart-column-planned-to = Planlagt til
chart-column-state = Tilstand
chart-column-support = Støtte
chart-column-coordination = Koordinering
chart-column-not-held = Blev ikke til noget
chart-column-day = Dag
chart-column-score = Tal
chart-column-since-start = Siden start

## Fasebåndet
chart-band-title = Fase { $n }, uge { $week } af { $weeks }
chart-band-phase = { $name }: { $from } til { $to }, { $state }.
chart-band-pause = pause { $from }–{ $to }
chart-band-pause-open = pause fra { $from }
chart-band-closed = afsluttet

## Kurven for ét forløb
chart-curve-title = { $name }: { $from } blev til { $to }
chart-curve-title-one = { $name }: { $from } ved første måling
chart-curve-title-none = { $name }: ingen måling endnu
chart-curve-none = ingen måling endnu
chart-curve-point = { $score } den { $day }.
chart-curve-next = næste
chart-curve-next-on = Næste måling { $day }.
chart-curve-planned = planlagt
chart-curve-risk = op til { $limit }: kan være i risiko
chart-curve-limit = Op til { $limit } kan der være risiko for stress eller depression.
