### Faults in files that are read.
