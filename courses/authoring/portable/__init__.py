"""A course as its authors wrote it, free of this site's numbers: what an archive carries beside the edition's bytes."""
