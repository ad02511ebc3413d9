"""The `aws` command."""
