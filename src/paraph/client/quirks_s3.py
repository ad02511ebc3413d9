"""What Amazon S3 does differently; the reasons stand in the table of `quirks.py`."""

from __future__ import annotations

from binascii import b2a_base64

from paraph.client.digest import new_digest
from paraph.core.uri import decode, encode_path
from paraph.model.errors import ParamValidationError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from paraph.client.quirks import Presigner
    from paraph.core.message import Request, Response
    from paraph.model.service import Operation, Service

    Params = dict[str, Any]

# The patterns are part of the message.
_BUCKET = r"^[a-zA-Z0-9.\-_]{1,255}$"
_BUCKET_ARN = (
    r"^arn:(aws).*:(s3|s3-object-lambda):[a-z\-0-9]*:[0-9]{12}:accesspoint[/:]"
    r"[a-zA-Z0-9\-.]{1,63}$"
    r"|^arn:(aws).*:s3-outposts:[a-z\-0-9]+:[0-9]{12}:outpost[/:]"
    r"[a-zA-Z0-9\-]{1,63}[/:]accesspoint[/:][a-zA-Z0-9\-]{1,63}$"
)
_VERSION = "?versionId="

# Listing → members that hold keys, and (list, member) of those that hold lists of them.
_ENCODED = {
    "ListObjects": (
        ("Delimiter", "Marker", "NextMarker"),
        (("Contents", "Key"), ("CommonPrefixes", "Prefix")),
    ),
    "ListObjectsV2": (
        ("Delimiter", "Prefix", "StartAfter"),
        (("Contents", "Key"), ("CommonPrefixes", "Prefix")),
    ),
    "ListObjectVersions": (
        ("KeyMarker", "NextKeyMarker", "Prefix", "Delimiter"),
        (("Versions", "Key"), ("DeleteMarkers", "Key"), ("CommonPrefixes", "Prefix")),
    ),
}


class _OurEncoding(str):
    """The encoding that we asked for, which we therefore undo; the caller's own is left alone."""

    __slots__ = ()


def check_bucket_name(operation: Operation, params: Params) -> None:  # noqa: ARG001
    """Raise ParamValidationError for what is neither a bucket's name nor an access point's ARN."""
    bucket = params.get("Bucket")
    if isinstance(bucket, str) and not (_is_bucket_name(bucket) or _is_bucket_arn(bucket)):
        msg = (
            f'Invalid bucket name "{bucket}": Bucket name must match the regex "{_BUCKET}" '
            f'or be an ARN matching the regex "{_BUCKET_ARN}"'
        )
        raise ParamValidationError(msg)


def _is_bucket_name(text: str) -> bool:
    plain = text.replace("-", "").replace("_", "").replace(".", "")
    return 1 <= len(text) <= 255 and text.isascii() and (plain.isalnum() or not plain)


def _is_bucket_arn(text: str) -> bool:
    if not text.startswith("arn:"):
        return False
    import re  # noqa: PLC0415  lazy: 6 ms, for ARNs

    return re.search(_BUCKET_ARN, text) is not None


def ask_for_encoded_keys(operation: Operation, params: Params) -> None:  # noqa: ARG001
    """Ask for URL-encoded keys unless the caller has chosen."""
    params.setdefault("EncodingType", _OurEncoding("url"))


def decode_keys(operation: Operation, params: Params, response: Response, result: Params) -> None:
    """Undo the encoding of keys, if it was we who asked for it and S3 has obeyed."""
    del response
    asked = params.get("EncodingType")
    if not isinstance(asked, _OurEncoding) or result.get("EncodingType") != "url":
        return
    members, lists = _ENCODED[operation.name]
    for name in members:
        _decode_member(result, name)
    for list_name, name in lists:
        for item in result.get(list_name) or ():
            _decode_member(item, name)


def _decode_member(holder: Params, name: str) -> None:
    value = holder.get(name)
    if isinstance(value, str):
        # As in HTML forms: a blank is a plus.
        holder[name] = decode(value, plus=True)


def encode_copy_source(operation: Operation, params: Params) -> None:  # noqa: ARG001
    """Percent-encode `bucket/key?versionId=…`, or make it of {Bucket, Key, VersionId}."""
    source = params.get("CopySource")
    if isinstance(source, str):
        path, version = _split_version(source)
        params["CopySource"] = encode_path(path) + version
    elif isinstance(source, dict):
        params["CopySource"] = _format_copy_source(source)


def _split_version(source: str) -> tuple[str, str]:
    # A key may hold anything, so only one without blanks, at the end, is a version.
    start = source.find(_VERSION)
    while start >= 0:
        version = source[start + len(_VERSION) :]
        if version and not any(character.isspace() for character in version):
            return source[:start], source[start:]
        start = source.find(_VERSION, start + 1)
    return source, ""


def _format_copy_source(source: Params) -> str:
    for name in ("Bucket", "Key"):
        if name not in source:
            msg = f"Missing required parameter: '{name}'"
            raise ParamValidationError(msg)
    bucket = source["Bucket"]
    between = "/object/" if _is_bucket_arn(bucket) else "/"
    path = encode_path(f"{bucket}{between}{source['Key']}")
    version = source.get("VersionId")
    return path if version is None else f"{path}{_VERSION}{version}"


def check_metadata(operation: Operation, params: Params) -> None:  # noqa: ARG001
    """Raise ParamValidationError for metadata that are not ASCII."""
    metadata = params.get("Metadata")
    if not isinstance(metadata, dict):
        return
    for key, value in metadata.items():
        if not (str(key).isascii() and str(value).isascii()):
            msg = (
                "Non ascii characters found in S3 metadata "
                f'for key "{key}", value: "{value}".  \nS3 metadata can only '
                "contain ASCII characters. "
            )
            raise ParamValidationError(msg)


def encode_customer_key(operation: Operation, params: Params) -> None:  # noqa: ARG001
    """Make the customer's key base64 and add its MD5, unless the caller has done so."""
    _encode_key(params, "SSECustomerKey")


def encode_copy_source_customer_key(operation: Operation, params: Params) -> None:  # noqa: ARG001
    """Do the same for the key of the object that is copied."""
    _encode_key(params, "CopySourceSSECustomerKey")


def _encode_key(params: Params, name: str) -> None:
    key = params.get(name)
    if isinstance(key, str):
        key = key.encode()
    if isinstance(key, (bytes, bytearray)) and f"{name}MD5" not in params:
        digest = new_digest("md5")
        digest.update(bytes(key))
        params[name] = _base64(bytes(key))
        params[f"{name}MD5"] = _base64(digest.digest())


def _base64(data: bytes) -> str:
    return b2a_base64(data, newline=False).decode()


def expect_continue(
    service: Service,
    operation: Operation,
    params: Params,
    request: Request,
    presigner: Presigner,
) -> None:
    """Ask S3 to say whether it wants the body, when that is a stream."""
    del service, presigner
    if operation.method not in ("PUT", "POST"):
        return
    # v2 makes a stream of the bytes that are given for these two.
    is_upload = operation.name in ("PutObject", "UploadPart") and "Body" in params
    if is_upload or not isinstance(request.body, bytes):
        request.headers.set("Expect", "100-continue")


def escape_line_ends(
    service: Service,
    operation: Operation,
    params: Params,
    request: Request,
    presigner: Presigner,
) -> None:
    """Write line ends in the document as character references, which no parser changes."""
    del service, operation, params, presigner
    if isinstance(request.body, bytes):
        request.body = request.body.replace(b"\r", b"&#xD;").replace(b"\n", b"&#xA;")


def read_location(operation: Operation, params: Params, response: Response, result: Params) -> None:
    """Take the region from the text of the answer's root; none means us-east-1."""
    del operation, params
    from paraph.protocols.codecs.xmltext import XmlError  # noqa: PLC0415  lazy: pyexpat
    from paraph.protocols.codecs.xmltree import parse_tree  # noqa: PLC0415  lazy: pyexpat

    try:
        result["LocationConstraint"] = parse_tree(response.content()).text
    except XmlError:
        result["LocationConstraint"] = None
