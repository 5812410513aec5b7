"""The staff's front door: what to do today, across rooms."""
