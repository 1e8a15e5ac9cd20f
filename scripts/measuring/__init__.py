"""What `scripts/measure` measures, a module each."""
