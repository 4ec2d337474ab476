### courses
