"""Values that cross a boundary between layers. Imports nothing of ours, does no I/O."""
