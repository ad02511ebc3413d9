"""What is wrong with `cloudformation deploy` and `package`, in the words of v2.36.7."""

from __future__ import annotations

from paraph.cli.errors import CommandError


class InvalidTemplatePathError(CommandError):
    """The template is not there."""

    def __init__(self, path: str) -> None:
        super().__init__(f"Invalid template path {path}")


class ChangeEmptyError(CommandError):
    """The stack is already what the template says."""

    def __init__(self, stack: str) -> None:
        super().__init__(f"No changes to deploy. Stack {stack} is up to date")


class DeployFailedError(CommandError):
    """CloudFormation could not carry out the changes."""

    def __init__(self, stack: str) -> None:
        super().__init__(
            f"Failed to create/update the stack. Run the following command\n"
            f"to fetch the list of events leading up to the failure\n"
            f"aws cloudformation describe-stack-events --stack-name {stack}"
        )


class NoSuchBucketError(CommandError):
    """The bucket for uploads is not there."""

    def __init__(self, bucket: str) -> None:
        super().__init__(
            f"S3 Bucket does not exist. Execute the command to create a new bucket\n"
            f"aws s3 mb s3://{bucket}"
        )
