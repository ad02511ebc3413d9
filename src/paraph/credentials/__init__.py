"""The provider chain: one provider a file, in the order of the AWS CLI v2."""
