"""The command line of one operation: its options, and the parameters that they make.

An operation's own options come from its compiled record; added to them are what a convenience
brings, the options of paged lists, documents as input and skeletons, and the file for streamed
output.
"""

from __future__ import annotations

from paraph.cli.commands.conveniences import ExtraArgument, find
from paraph.cli.errors import ParamValidationError
from paraph.cli.scan import (
    ANY,
    AT_MOST_ONE,
    FLAG,
    ONE,
    Option,
    Positional,
    number_check,
    scan_check,
    takes_many,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from paraph.cli.context import Context
    from paraph.cli.scan import Scanned
    from paraph.config.settings import Settings
    from paraph.model.service import Argument, Operation, Service

SKELETON = "generate-cli-skeleton"
_SKELETONS = ("input", "output", "yaml-input")
# Options with which the input may be a document, or is not needed
_DOCUMENTS = ("cli-input-json", "cli-input-yaml")
# Raw names that v2 takes for its own options even where they are the service's.
_NEVER_RAW = frozenset({"max-items", "start-token"})
# Values of paging options that count as none.
_UNUSED = (None, "", "0")
_PAGING = STARTING_TOKEN, PAGE_SIZE, MAX_ITEMS = "starting-token", "page-size", "max-items"


class OperationCommand:
    """`aws SERVICE OPERATION` with everything that may follow it."""

    __slots__ = (
        "_is_waiter",
        "_raw_paging",
        "arguments",
        "convenience",
        "name",
        "operation",
        "pages_alone",
        "service",
    )

    def __init__(
        self, service: Service, name: str, operation: Operation, *, is_waiter: bool = False
    ) -> None:
        self.service = service
        # As on the command line
        self.name = name
        self.operation = operation
        self.convenience = find(service.name, name)
        arguments: list[Argument | ExtraArgument] = list(operation.arguments)
        if self.convenience is not None:
            arguments = self.convenience.arguments(arguments, operation)
        self.arguments = arguments
        self._is_waiter = is_waiter
        # The options that turn pages by hand
        self._raw_paging = _raw_paging(operation)
        # Whether we turn the pages; see `turn_pages`
        self.pages_alone = False

    @property
    def has_outfile(self) -> bool:
        """Whether the answer's body goes to a file that the command line names."""
        return self.operation.streaming_output is not None

    @property
    def _takes_documents(self) -> bool:
        """Whether input may be a document, and a skeleton be shown: not beside an outfile."""
        return not self.has_outfile and all(item.name != "outfile" for item in self.arguments)

    def options(self, words: list[str]) -> dict[str, Option]:
        """Return the options to scan `words` for, by name with dashes."""
        is_lifted = self._takes_documents and _lifts_requirements(words)
        table: dict[str, Option] = {}
        for argument in self.arguments:
            if isinstance(argument, ExtraArgument) and argument.positional:
                continue
            option = self._option(argument, required=argument.required and not is_lifted)
            table[option.name] = option
        for option in self._general_options():
            table[option.name] = option
        return table

    def _option(self, argument: Argument | ExtraArgument, *, required: bool) -> Option:
        name = f"--{argument.name}"
        if isinstance(argument, ExtraArgument):
            return Option(
                name,
                argument.takes,
                required=required,
                choices=argument.choices,
                convert=argument.check,
            )
        shape = self.operation.input.members[argument.member]  # type: ignore[union-attr]  # it has an argument
        if shape.type_name == "boolean":
            # Either of `--x` and `--no-x` would do: that one is there is seen when it is validated.
            return Option(name, FLAG)
        takes = ANY if takes_many(shape) else ONE
        return Option(name, takes, required=required, convert=scan_check(name, shape))

    def _general_options(self) -> list[Option]:
        options = []
        if self._takes_documents:
            options += [Option(f"--{name}") for name in _DOCUMENTS]
        paginator = self.operation.paginator
        if paginator is not None and not self._is_waiter:
            options.append(Option(f"--{STARTING_TOKEN}"))
            number = self._limit_type()
            if paginator.limit_key is not None:
                check = number_check(f"--{PAGE_SIZE}", number)
                options.append(Option(f"--{PAGE_SIZE}", convert=check))
            check = number_check(f"--{MAX_ITEMS}", number)
            options.append(Option(f"--{MAX_ITEMS}", convert=check))
        if self._takes_documents:
            options.append(Option(f"--{SKELETON}", AT_MOST_ONE, choices=_SKELETONS))
        return options

    def _limit_type(self) -> type | None:
        """Return what paging numbers are checked as: nothing where the service wants text."""
        paginator, shape = self.operation.paginator, self.operation.input
        if paginator is None or paginator.limit_key is None or shape is None:
            return int
        return None if shape.members[paginator.limit_key].type_name == "string" else int

    def positionals(self) -> list[Positional]:
        """Return the words that stand by themselves."""
        found = [
            Positional(argument.name)
            for argument in self.arguments
            if isinstance(argument, ExtraArgument) and argument.positional
        ]
        if self.has_outfile:
            found.append(Positional("outfile"))
        return found

    def params(self, scanned: Scanned, context: Context) -> dict[str, Any]:
        """Return the parameters as they were written: no blob is decoded yet."""
        words = {**scanned.options, **scanned.positionals}
        if self.convenience is not None:
            self.convenience.check(words)
        if not words:
            return {}
        from paraph.cli.paramfile import ParamFiles  # noqa: PLC0415  lazy: commands with options
        from paraph.cli.params import build_params  # noqa: PLC0415

        files = ParamFiles(context.environ.get("AWS_CLI_FILE_ENCODING"))
        arguments = self.arguments
        if self.pages_alone:
            # `--max-items` of a paged list is ours, even where the operation has one of that name.
            arguments = [item for item in arguments if item.name not in _PAGING]
        path = f"{self.service.name}.{self.name}"
        return build_params(path, self.operation, arguments, words, files)

    def check_endpoint(self, settings: Settings) -> None:
        """Raise ParamValidationError for a service without endpoints where none is given."""
        if self.convenience is None or not self.convenience.requires_endpoint_url:
            return
        if settings.flags.endpoint_url is None:
            msg = f"--endpoint-url is required for {self.service.name} commands"
            raise ParamValidationError(msg)

    def turn_pages(self, scanned: Scanned, settings: Settings) -> None:
        """Decide whether we turn the pages: not where the user does, or says `--no-paginate`.

        Raises ParamValidationError for paging options that then mean nothing.
        """
        if self.operation.paginator is None or self._is_waiter:
            self.pages_alone = False
            return
        words = scanned.options
        by_hand = any(f"--{name}" in words for name in self._raw_paging - _NEVER_RAW)
        if self.convenience is not None and self.convenience.disables_paging(words):
            by_hand = True
        self.pages_alone = not (by_hand or settings.flags.no_paginate)
        if self.pages_alone:
            return
        own = {argument.name for argument in self.arguments}
        used = [
            f"--{name}"
            for name in _PAGING
            if name not in own and words.get(f"--{name}") not in _UNUSED
        ]
        if used:
            msg = f"Cannot specify --no-paginate along with pagination arguments: {', '.join(used)}"
            raise ParamValidationError(msg)

    def surplus(self, words: list[str]) -> list[str]:
        """Return unknown words as v2 orders them: the first that is no option comes last."""
        plain = next((word for word in words if not word.startswith("-")), None)
        if plain is None or self.positionals():
            return words
        rest = list(words)
        rest.remove(plain)
        return [*rest, plain]

    def similar(self, words: list[str]) -> list[str]:
        """Return the options that the unknown ones among `words` may have been meant to be."""
        from difflib import get_close_matches  # noqa: PLC0415  lazy: only for a mistake

        known = list(self.options([]))
        found: list[str] = []
        for word in words:
            if word.startswith("--"):
                found += get_close_matches(word.partition("=")[0], known, n=3, cutoff=0.8)
        return found

    def paging(self, scanned: Scanned, params: dict[str, Any]) -> dict[str, Any]:
        """Return the arguments of a PageStream."""
        words = scanned.options
        size: Any = words.get(f"--{PAGE_SIZE}")
        if size is None and self.convenience is not None:
            size = self.convenience.page_size(params)
        return {
            "page_size": size,
            "max_items": _whole_number(words.get(f"--{MAX_ITEMS}")),
            "starting_token": words.get(f"--{STARTING_TOKEN}"),
        }


def _lifts_requirements(words: list[str]) -> bool:
    """Say whether no option is required, because a document or a skeleton takes their place."""
    if not any(word.startswith(("--cli-input-", "--generate-")) for word in words):
        return False
    from paraph.cli import cli_input, skeleton  # noqa: PLC0415  lazy: rarely given

    return cli_input.lifts_requirements(words) or skeleton.lifts_requirements(words)


def _whole_number(word: Any) -> int | None:
    from paraph.cli.parameter_errors import ConversionError  # noqa: PLC0415  lazy: paged lists

    try:
        return None if word is None else int(word)
    except ValueError as error:
        raise ConversionError(str(error)) from None


def _raw_paging(operation: Operation) -> set[str]:
    """Return the options that set the operation's own tokens and page size."""
    paginator = operation.paginator
    if paginator is None:
        return set()
    members = {*paginator.input_tokens, paginator.limit_key}
    return {argument.name for argument in operation.arguments if argument.member in members}
