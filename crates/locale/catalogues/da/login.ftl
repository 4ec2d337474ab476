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
