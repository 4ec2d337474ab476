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
login-name = User name
login-password = Password
login-show = Show
login-do = Log in
login-out = Log out
login-help = Can you not get in?
login-help-text = Your administrator can give you a new password. We never send anything to a private e-mail or telephone.
login-first = There are no users yet. This command makes the first administrator:
login-locked-text = The page is closed to others. What you wrote is kept as a draft.
login-switch = Switch user
