"""Files that mean harm: made by hand (``hand_made``), or good ones spoilt (``mutations``), and a sweep over them."""
