"""What is said in a recording, as text with times: reading, writing and editing WebVTT and SRT. Pure."""
