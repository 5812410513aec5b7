"""What a phone may keep of a person, for how long, and how it forgets."""
