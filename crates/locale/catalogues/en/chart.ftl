### Words in charts. The signs → ≥ ≤ are not used: the web font lacks them.

## Common
chart-span = { $low } to { $high }
chart-of = { $x } of { $of }
chart-today = today
chart-phase = Phase { $n }
chart-phase-contact-making = Making contact
chart-phase-closed = Closed
chart-wedge-caption = Phase
chart-state-passed = completed
chart-state-current = under way
chart-state-ahead = ahead
chart-state-not-reached = not reached

## Columns
chart-column-phase = Phase
chart-column-from = From
chart-column-to = To
chart-column-planned-to = Planned to
chart-column-state = State
chart-column-support = Support
chart-column-coordination = Coordination
chart-column-not-held = Did not take place
chart-column-day = Day
chart-column-score = Score
chart-column-since-start = Since start

## The phase band
chart-band-title = Phase { $n }, week { $week } of { $weeks }
chart-band-phase = { $name }: { $from } to { $to }, { $state }.
chart-band-pause = pause { $from }–{ $to }
chart-band-pause-open = pause from { $from }
chart-band-closed = closed

## The curve of one course
chart-curve-title = { $name }: { $from } became { $to }
chart-curve-title-one = { $name }: { $from } at the first measurement
chart-curve-title-none = { $name }: no measurement yet
chart-curve-none = no measurement yet
chart-curve-point = { $score } on { $day }.
chart-curve-next = next
chart-curve-next-on = Next measurement { $day }.
chart-curve-planned = planned
chart-curve-risk = up to { $limit }: may be at risk
chart-curve-limit = Up to { $limit } there may be a risk of stress or depression.
