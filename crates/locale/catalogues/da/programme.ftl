### programme
