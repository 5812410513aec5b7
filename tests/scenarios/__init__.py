"""What the programmes asked for, walked by the doors a person uses."""
