"""Ground of the house: jobs, inbox, content store, keys, codes, text folding."""
