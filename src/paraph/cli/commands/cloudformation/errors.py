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


class ExportFailedError(CommandError):
    """A file or folder that a resource refers to could not be uploaded."""

    def __init__(self, resource: str, member: str, value: object, reason: Exception) -> None:
        super().__init__(
            f"Unable to upload artifact {value} referenced by {member} parameter of {resource} "
            f"resource.\n{reason}"
        )


class InvalidLocalPathError(CommandError):
    """A resource refers to nothing that is there."""

    def __init__(self, resource: str, member: str, path: str) -> None:
        super().__init__(
            f"Parameter {member} of resource {resource} refers to a file or folder that does not "
            f"exist {path}"
        )


class InvalidTemplateUrlError(CommandError):
    """A nested stack refers to no template."""

    def __init__(self, resource: str, member: str, path: str) -> None:
        super().__init__(
            f"{member} parameter of {resource} resource is invalid. It must be a S3 URL or path "
            f"to CloudFormation template file. Actual: {path}"
        )


class InvalidForEachError(CommandError):
    """A loop that is no list of three."""

    def __init__(self, resource: str) -> None:
        super().__init__(
            f'The value of {resource} has an invalid "Fn::ForEach::" format: '
            f"Must be a list of three entries"
        )
