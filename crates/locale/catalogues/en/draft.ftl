### Drafts and conflicts.

draft-saved = Draft saved at { $time }. Nothing is lost.
draft-offline = No connection. Keep the page open; we save when you are online.
draft-line = Draft: { $alias }, { $when }
draft-continue = Continue
draft-discard = Throw the draft away? You can undo this for 24 hours.
conflict-title = Both of you have changed this
conflict-text = { $name } saved at { $time }. Choose for each field, or keep both.
conflict-both = Keep both
draft-none = The draft is kept while you write.
draft-restored = Here is your draft from { $when }.
draft-discard-title = Throw the draft away?
draft-discard-text = You can undo this for 24 hours.
draft-discard-do = Throw away
draft-discard-link = Throw the draft away
draft-discarded = The draft is thrown away. You can undo this for 24 hours.
draft-back = The draft is back.
draft-gone = The draft is no longer there. It may have been sent.
draft-kept = The draft is kept. It stands on My day.
conflict-mine = What you wrote
conflict-theirs = What { $name } saved
conflict-save = Save the choice
conflict-empty = empty
