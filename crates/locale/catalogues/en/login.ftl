### Logging in, lock and session.

login-title = Log in
login-passkey = Use a passkey
login-wrong = We could not log you in. Check user name and password, and try again.
login-slow = There have been many attempts. Try again at { $time }.
login-locked = Locked
login-unlock = Unlock
login-other = Not { $name }? Switch user
login-lostphone = Lost your phone? Shut it out from here.
session-expired = You have been away a while. Log in again; what you wrote is kept.
session-kept = Here is what you wrote. It has not been sent yet.
