"""Paraph: the AWS command line, an order of magnitude faster, and a signer to keep."""
