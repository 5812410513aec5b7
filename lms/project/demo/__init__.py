"""The demo: one programme, four courses, two centres, people at every stage."""
