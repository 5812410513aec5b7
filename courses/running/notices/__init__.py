"""Notices: short words in the product for one person, until she has read them or they no longer matter."""
