"""From one recording to small files, without database, settings or site: probe, survey, plan, make, settle."""
