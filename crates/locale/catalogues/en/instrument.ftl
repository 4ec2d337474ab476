### Filling in forms.

ask-title = Form
ask-progress = Question { $i } of { $n }
ask-stop = Stop, and hand back the screen
ask-open =
    { $n ->
        [one] { $n } question has no answer. Answer now, or leave it?
       *[other] { $n } questions have no answer. Answer now, or leave them?
    }
ask-done = Thank you. Hand back the screen.
ask-after = Talk about it if the citizen wants to. The number is not a diagnosis.
ask-nopack = The text of this form is not installed. Your administrator can load it.
ask-list-lead = Choose a form. It can be filled in now, also before or after its time.
ask-list-due = Can be answered now
ask-list-later = Later
ask-list-answered = Answered
ask-list-none = The programme has no forms. Record a contact instead.
ask-list-until = until { $date }
ask-list-from = from { $date }
ask-list-over = was to be answered by { $date }
ask-list-done = answered on { $date }
ask-way-one = Hand the screen to the citizen
ask-way-together = Fill in together
ask-way-all = Type in from paper
ask-handover-title = Hand over the screen
ask-handover-text = The citizen sees one question at a time and nothing else. Afterwards you log in again.
ask-begin = Begin
ask-notdue = Next time is from { $date }. You can fill it in now if you like.
ask-finish = Leave them
ask-answer-now = Answer now
ask-all-answered = You have answered everything.
ask-finish-all = Done
ask-done-unlock = Unlock
ask-done-draft = The answers are kept.
ask-stopped = Stopped. The answers are kept as a draft.
ask-date = Date
ask-informer = Who answered?
ask-informer-citizen = The citizen
ask-informer-with-staff = Together
ask-informer-with-relative = With a relative
ask-informer-staff = A worker
ask-informer-relative = A relative
ask-mode = How?
ask-mode-screen = Screen
ask-mode-paper = Paper
ask-mode-interview = Talk
ask-mode-phone = Telephone
ask-keys = Keys: { $high }–{ $low } answer and go on. Arrows correct.
ask-keys-profile = Keys: 1–9 and 0 for 10. Arrows correct.
ask-save = Save form
ask-saved = The form is saved.
ask-changed = The form is changed.
ask-undone = The form is taken back. It does not count.
ask-takeback = Take the form back
ask-yes = Yes
ask-no = No
ask-none = No answer
ask-noscore = There is no figure because not all questions are answered.
ask-edit = Change the answers
ask-nopack-title = The form cannot be used yet
ask-nopack-typed = Figures from paper can still be typed in.
ask-item = Question { $i }
ask-number-hint = Between { $low } and { $high }
ask-stop-here = Stop here
