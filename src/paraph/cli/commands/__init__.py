"""Commands of the CLI's own, and what single operations take beyond their model."""
