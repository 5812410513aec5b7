"""`make run`: one supervisor that prepares the site, starts web and workers, and leaves nothing behind."""
