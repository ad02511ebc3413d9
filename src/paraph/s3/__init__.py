"""Transfers between local files and Amazon S3: what `aws s3` does, without its command line."""
