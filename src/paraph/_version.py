"""The version of this distribution; read by the build and by `aws --version`, by nobody at start."""

VERSION = "0.1.0"
# The release of the AWS CLI whose command lines, output and exit codes `aws` reproduces.
AWS_CLI_VERSION = "2.36.7"
