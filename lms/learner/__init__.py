"""The trainee's front door: home, theme, sign-in."""
