### Fejl i filer, der læses ind.
