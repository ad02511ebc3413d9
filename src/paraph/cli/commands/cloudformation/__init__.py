"""`aws cloudformation deploy` and `package`."""
