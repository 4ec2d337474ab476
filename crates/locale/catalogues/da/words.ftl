### words
