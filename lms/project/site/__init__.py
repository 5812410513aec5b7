"""From nothing to a real, empty site: the answers it needs, its one environment file, the units that run it."""
