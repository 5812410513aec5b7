"""Links that lead out of a course: found in what readers get, tried by a job, told to authors when they are dead."""
