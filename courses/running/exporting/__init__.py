"""A batch as a table to take away: one row a trainee, as CSV and as XLSX, with the numbers of the screens."""
