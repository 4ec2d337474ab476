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
