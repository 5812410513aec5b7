"""Awards with their evidence, PDF, verification."""
