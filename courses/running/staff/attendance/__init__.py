"""Screens for what surrounds a roll: centres, devices, events, locks, power cuts, planned classes, cards."""
