### Faseskift, pause og forlængelse.

phase-title = Fra fase { $a } til fase { $b }
phase-question-planned = Hvad ville I?
phase-question-happened = Hvad skete der?
phase-question-next = Hvad nu?
