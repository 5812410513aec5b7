"""The one door: facts, the pure rule over them, their words, and the projection that lists use."""
