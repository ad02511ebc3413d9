"""Why a request cannot be signed. The texts are those of aws-cli v2.36.7.

CredentialError
├── NoCredentialsError           nobody in the chain has any
├── PartialCredentialsError      one half of a pair is missing: provider, missing
├── CredentialRetrievalError     a provider was asked and failed: provider, reason
├── ExpiredCredentialsError      what a provider hands out is already over
└── UnresolvedCredentialsError   a way to credentials that this version does not go yet
"""

from paraph.core.errors import Error


class CredentialError(Error):
    """There are no credentials to sign with, or none that can be used."""


class NoCredentialsError(CredentialError):
    """No provider of the chain found any."""

    def __init__(self) -> None:
        super().__init__(
            'Unable to locate credentials. You can configure credentials by running "aws login".'
        )


class PartialCredentialsError(CredentialError):
    """A provider found one part and misses another. `provider` is its word in `configure list`."""

    def __init__(self, provider: str, missing: str) -> None:
        super().__init__(f"Partial credentials found in {provider}, missing: {missing}")
        self.provider = provider
        self.missing = missing


class CredentialRetrievalError(CredentialError):
    """A provider that has to ask somebody got no usable answer."""

    def __init__(self, provider: str, reason: str) -> None:
        super().__init__(f"Error when retrieving credentials from {provider}: {reason}")
        self.provider = provider
        self.reason = reason


class ExpiredCredentialsError(CredentialError):
    """Asked again, the provider still hands out credentials that are over."""

    def __init__(self) -> None:
        super().__init__(
            "Credentials were refreshed, but the refreshed credentials are still expired."
        )


class UnresolvedCredentialsError(CredentialError):
    """The configuration asks for credentials in a way that this version cannot follow.

    Going on would sign with other keys than the user means.
    """

    def __init__(self, place: str, setting: str) -> None:
        super().__init__(f"{place} sets {setting}, which this version does not resolve yet")
        self.place = place
        self.setting = setting
