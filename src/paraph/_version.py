"""The version of this distribution, and of the CLI that it reproduces; read by the build too."""

VERSION = "0.1.0"
# The release of the AWS CLI whose command lines, output and exit codes `aws` reproduces.
AWS_CLI_VERSION = "2.36.7"
