"""Reading editions: manifests, fragments, files; every byte by its hash, kept in the process."""
