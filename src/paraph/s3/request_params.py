"""From options to the parameters of S3's operations."""

from __future__ import annotations

from paraph.s3.errors import ParamValidationError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from paraph.s3.options import TransferOptions

    Params = dict[str, Any]

# Option → member, of whatever makes an object
_OBJECT = {
    "acl": "ACL",
    "storage_class": "StorageClass",
    "website_redirect": "WebsiteRedirectLocation",
    "content_type": "ContentType",
    "cache_control": "CacheControl",
    "content_disposition": "ContentDisposition",
    "content_encoding": "ContentEncoding",
    "content_language": "ContentLanguage",
    "expires": "Expires",
}
_ENCRYPTION = {"sse": "ServerSideEncryption", "sse_kms_key_id": "SSEKMSKeyId"}
_PAYER = {"request_payer": "RequestPayer"}
_ALGORITHM = {"checksum_algorithm": "ChecksumAlgorithm"}
_MODE = {"checksum_mode": "ChecksumMode"}
_PERMISSIONS = {
    "read": "GrantRead",
    "full": "GrantFullControl",
    "readacl": "GrantReadACP",
    "writeacl": "GrantWriteACP",
}

# Members that the parts of an upload take too, and those for its end
PART = ("ChecksumAlgorithm", "SSECustomerKey", "SSECustomerAlgorithm", "RequestPayer")
COPIED_PART = (
    *("SSECustomerKey", "SSECustomerAlgorithm", "RequestPayer"),
    *("CopySourceSSECustomerKey", "CopySourceSSECustomerAlgorithm"),
)
COMPLETION = ("SSECustomerKey", "SSECustomerAlgorithm", "RequestPayer", "IfNoneMatch")
# Members of CopyObject that an upload in parts does without
_COPY_ALONE = (
    *("CopySourceSSECustomerKey", "CopySourceSSECustomerAlgorithm"),
    *("MetadataDirective", "TaggingDirective", "AnnotationDirective", "IfNoneMatch"),
)


def put_params(options: TransferOptions) -> Params:
    """Return the parameters of PutObject. Raises ParamValidationError for a wrong grant."""
    params = _object_params(options)
    _add(params, options, _ENCRYPTION)
    _add_customer_key(params, options)
    _add(params, options, _PAYER | _ALGORITHM)
    return _without_overwriting(params, options)


def get_params(options: TransferOptions) -> Params:
    """Return the parameters of GetObject and, for the same object, HeadObject."""
    params: Params = {}
    _add_customer_key(params, options)
    _add(params, options, _PAYER | _MODE)
    return params


def copy_params(options: TransferOptions) -> Params:
    """Return the parameters of CopyObject. Raises ParamValidationError for a wrong grant."""
    params = _object_params(options)
    if options.metadata_directive:
        params["MetadataDirective"] = options.metadata_directive
    elif options.metadata:
        # Otherwise S3 would copy the old metadata and not look at the new.
        params["MetadataDirective"] = "REPLACE"
    _add(params, options, _ENCRYPTION)
    _add_customer_key(params, options)
    _add_source_key(params, options, "CopySource")
    _add(params, options, _PAYER | _ALGORITHM)
    return _without_overwriting(params, options)


def source_head_params(options: TransferOptions) -> Params:
    """Return the parameters of HeadObject for the source of a copy."""
    params: Params = {}
    _add_source_key(params, options, "")
    _add(params, options, _PAYER)
    return params


def payer_params(options: TransferOptions) -> Params:
    """Return the parameters of operations that know who pays and nothing else."""
    params: Params = {}
    _add(params, options, _PAYER)
    return params


def creation_params(params: Params) -> Params:
    """Return what CreateMultipartUpload takes of the parameters of PutObject or CopyObject."""
    return {name: value for name, value in params.items() if name not in _COPY_ALONE}


def chosen(params: Params, names: tuple[str, ...]) -> Params:
    """Return the parameters of these names."""
    return {name: params[name] for name in names if name in params}


def _object_params(options: TransferOptions) -> Params:
    params: Params = {}
    _add(params, options, _OBJECT)
    for grant in options.grants:
        permission, equals, grantee = grant.partition("=")
        if not equals:
            raise ParamValidationError("grants should be of the form permission=principal")
        if permission not in _PERMISSIONS:
            raise ParamValidationError("permission must be one of: read|readacl|writeacl|full")
        params[_PERMISSIONS[permission]] = grantee
    if options.metadata:
        params["Metadata"] = options.metadata
    return params


def _add(params: Params, options: TransferOptions, members: dict[str, str]) -> None:
    for option, member in members.items():
        value = getattr(options, option)
        if value:
            params[member] = value


def _add_customer_key(params: Params, options: TransferOptions) -> None:
    if options.sse_c:
        params["SSECustomerAlgorithm"] = options.sse_c
        params["SSECustomerKey"] = options.sse_c_key


def _add_source_key(params: Params, options: TransferOptions, prefix: str) -> None:
    if options.sse_c_copy_source:
        params[f"{prefix}SSECustomerAlgorithm"] = options.sse_c_copy_source
        params[f"{prefix}SSECustomerKey"] = options.sse_c_copy_source_key


def _without_overwriting(params: Params, options: TransferOptions) -> Params:
    # `sync` has compared both ends already and sends the condition no more.
    if options.no_overwrite and options.command != "sync":
        params["IfNoneMatch"] = "*"
    return params
