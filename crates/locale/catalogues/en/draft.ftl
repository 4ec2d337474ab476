### Drafts and conflicts.

draft-saved = Draft saved at { $time }. Nothing is lost.
draft-offline = No connection. Keep the page open; we save when you are online.
draft-line = Draft: { $alias }, { $when }
draft-continue = Continue
draft-discard = Throw the draft away? You can undo this for 24 hours.
conflict-title = Both of you have changed this
conflict-text = { $name } saved at { $time }. Choose for each field, or keep both.
conflict-both = Keep both
