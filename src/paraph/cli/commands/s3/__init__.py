"""The `aws s3` commands: one file each."""
