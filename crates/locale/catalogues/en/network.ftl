### network
network-title = Network
network-who = Who
network-since = Since
network-strength = How close?
network-strength-hers = How close, the citizen says?
network-strength-team = How close, the team says?
network-view-hers = The citizen’s view
network-view-team = The team’s view
network-takes = Takes over
network-holding = Is it holding?
network-notagreed = not agreed yet
network-empty = The network is empty. Ask whom the citizen can call.
network-add = Add
network-add-title = Add to the network
network-edit-title = Change the network
network-kind = Who is it?
network-kind-family = Family
network-kind-friend = Friend
network-kind-partner = Partner
network-kind-health = Doctor or health services
network-kind-ngo = NGO or association
network-kind-municipality = The municipality
network-kind-treatment = Treatment
network-kind-education-work = Education or work
network-kind-other = Others
network-name = Called here
network-name-hint = For example sister or debt adviser. Do not use a real name.
network-task = What do they take over?
network-task-hint = For example: eats together every other Sunday.
network-takes-over = Carries it on after the course
network-entry-is = Lasting way into the municipality
network-entry-chosen = Lasting way into the municipality: { $who }.
network-strength-weak = weak
network-strength-some = some
network-strength-strong = strong
network-strength-none = not said
network-holding-yes = yes
network-holding-no = no
network-holding-none = not asked
network-holding-ask = Is it still holding?
network-ended = Ended
network-ended-date = Ended on
network-ended-on = ended on { $date }
network-end = No longer in the network
network-save = Save
network-saved = The network is saved.
network-left = The network is saved. The tie stands as ended.
network-map = As a map
network-map-label = The network as a map. The table says the same.
network-map-citizen = the citizen
network-former =
    { $n ->
        [one] { $n } is no longer in it
       *[other] { $n } are no longer in it
    }
