"""Question bank, quizzes, attempts, marking."""
