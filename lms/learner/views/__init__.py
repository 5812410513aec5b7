"""HTTP of the trainee's front door."""
