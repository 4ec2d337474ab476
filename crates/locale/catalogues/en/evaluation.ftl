### What the figures say and cannot say.

stat-pair = { $x } of { $n } for whom we have both measurements. { $m } lack at least one.
stat-forms = { $r } of { $o } closing forms have come in ({ $p } per cent).
stat-interval = The true figure probably lies between { $a } and { $b }.
stat-hidden = Hidden because the number is so small that someone could be recognised.
stat-toofew = There are too few to show anything without someone being recognised.
stat-nocontrol = We have no one to compare with. Some of this might have happened without the programme.
stat-regression = Many start when things are hardest. Then they often get a little better on their own.
stat-missing = Those who stopped early are less often measured again. The figures may be too kind.
stat-many = We have looked at many figures. One of them may look large by chance.
stat-small = Small groups vary a lot from year to year. Look at several years together.
stat-self = The answers are the citizens' own. They may have been given together with a worker.
stat-rank = Municipalities cannot be ranked here. They have met different people.
stat-person-relevant = Up { $d } points since the start. 10 points count as noticeable, but for one person changes below 24 may be chance.
stat-person-reliable = Up { $d } points since the start. That is more than fluctuation usually explains.
stat-person-risk = The figure may mean a risk of stress or depression. It is not a diagnosis.
