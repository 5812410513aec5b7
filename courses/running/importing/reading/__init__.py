"""Files of lists: rows of cells out of whatever a spreadsheet wrote."""
