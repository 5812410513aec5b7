"""Pages of a trainee: HTTP in, HTTP out. Whose page it is and whether its door is open is decided before anything."""
