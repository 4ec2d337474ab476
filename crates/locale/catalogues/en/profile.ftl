### The life-situation profile.

profile-question = How well can you manage this?
profile-low = 1 = not at all right now
profile-high = 10 = well, or I have the help it takes
profile-choose = I want to work on this now
profile-count = You have chosen { $n }. Often 3–5 is about right; you decide.
profile-progress = Area { $i } of { $n }
profile-summary = This is how it looks
profile-summary-area = Area
profile-summary-last = last time
profile-summary-now = now
profile-summary-change = Change
profile-summary-choose = Choose
profile-first = first time
profile-up = up { $d }
profile-down = down { $d }
profile-same = as last time
profile-choose-title = Choose what you want to work on
profile-count-few = You have chosen { $n }. Often { $low }–{ $high } is about right; you decide.
profile-save = Save
profile-mean-up = The mean went up { $d } over the { $n } areas rated both times.
profile-mean-down = The mean went down { $d } over the { $n } areas rated both times.
