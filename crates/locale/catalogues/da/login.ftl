### Log ind, lås og session.

login-title = Log ind
login-passkey = Brug adgangsnøgle
login-wrong = Vi kunne ikke logge dig ind. Tjek brugernavn og adgangskode, og prøv igen.
login-slow = Der har været mange forsøg. Prøv igen kl. { $time }.
login-locked = Låst
login-unlock = Lås op
login-other = Er du ikke { $name }? Skift bruger
login-lostphone = Mistet telefon? Luk den ude herfra.
session-expired = Du har været væk lidt. Log ind igen; det, du skrev, er gemt.
session-kept = Her er det, du skrev. Det er ikke sendt endnu.
login-name = Brugernavn
login-password = Adgangskode
login-show = Vis
login-do = Log ind
login-out = Log ud
login-help = Kan du ikke komme ind?
login-help-text = Din administrator kan give dig en ny adgangskode. Vi sender aldrig noget til en privat mail eller telefon.
login-first = Der er ingen brugere endnu. Den første administrator laves med denne kommando:
login-locked-text = Siden er lukket for andre. Det, du skrev, er gemt som kladde.
login-switch = Skift bruger
