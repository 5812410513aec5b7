"""Verbs about seats. All of them lock the cohort first."""
