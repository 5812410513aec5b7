"""Word files: guarded, stripped of what only its authors see, then converted by mammoth."""
