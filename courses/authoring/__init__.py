"""What is taught: pages and editions; knows no person's progress."""
