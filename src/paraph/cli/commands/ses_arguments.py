"""`aws ses send-email --from A --to B C --subject S --text T`: a message without its structure."""

from __future__ import annotations

from paraph.cli.commands.conveniences import (
    AT_LEAST_ONE,
    Convenience,
    ExtraArgument,
    exclude,
    make_optional,
    rename,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from paraph.cli.commands.conveniences import Arguments, Params, Words
    from paraph.model.service import Operation


class SendEmail(Convenience):
    """The addresses and the parts of the message, one option each."""

    def arguments(self, arguments: Arguments, operation: Operation) -> Arguments:  # noqa: ARG002
        """Add the options; call the source `--from`."""
        make_optional(arguments, "message")
        make_optional(arguments, "destination")
        rename(arguments, "source", "from")
        arguments += [
            ExtraArgument("to", _put_addresses("ToAddresses"), takes=AT_LEAST_ONE),
            ExtraArgument("cc", _put_addresses("CcAddresses"), takes=AT_LEAST_ONE),
            ExtraArgument("bcc", _put_addresses("BccAddresses"), takes=AT_LEAST_ONE),
            ExtraArgument("subject", _put_subject),
            ExtraArgument("text", _put_body("Text")),
            ExtraArgument("html", _put_body("Html")),
        ]
        return arguments

    def check(self, words: Words) -> None:
        """Refuse the simple options beside the structures."""
        exclude(words, "destination", ("to", "cc", "bcc"))
        exclude(words, "message", ("text", "html"))


def _put_addresses(member: str) -> Callable[[Params, Any], None]:
    def put(params: Params, value: Any) -> None:
        if value:
            params.setdefault("Destination", {})[member] = value

    return put


def _put_subject(params: Params, value: Any) -> None:
    if value:
        _message(params)["Subject"] = {"Data": value}


def _put_body(member: str) -> Callable[[Params, Any], None]:
    def put(params: Params, value: Any) -> None:
        if value:
            _message(params)["Body"][member] = {"Data": value}

    return put


def _message(params: Params) -> Params:
    message: Params = params.setdefault("Message", {"Subject": {}, "Body": {}})
    return message
