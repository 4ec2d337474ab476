### The life-situation profile.

profile-question = How well can you manage this?
profile-low = 1 = not at all right now
profile-high = 10 = well, or I have the help it takes
profile-choose = I want to work on this now
profile-count = You have chosen { $n }. Often 3–5 is about right; you decide.
