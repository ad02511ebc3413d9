"""What a service does differently in the client: one table, and nothing else anywhere.

Every row says which operations, at which stage of a call, which function, and why. A function is
loaded when one of its operations is called, so that a row costs the others nothing. The stages, in
the order of a call (`client/call.py`):

* `prepare`: the parameters, before they are validated and serialised;
* `request`: the request with its absolute URL, before compression, checksum and signature;
* `result`: the parsed result.

What the endpoint rules, the protocols and the signer do themselves is not here. The rows are the
AWS CLI v2.36.7's own (each seen on the wire or in its output), and the documentation named beside.
"""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any, Protocol

    from paraph.core.message import Request, Response
    from paraph.model.service import Operation, Service

    Params = dict[str, Any]

    class Presigner(Protocol):
        """Signs a request into its URL, for the few calls that carry another call."""

        @property
        def region(self) -> str:
            """The region that the call itself goes to."""

        def presign(self, request: Request, region: str) -> str:
            """Return the URL of `request`, signed for `region` and good for an hour."""

    Prepare = Callable[[Operation, Params], None]
    AdjustRequest = Callable[[Service, Operation, Params, Request, Presigner], None]
    AdjustResult = Callable[[Operation, Params, Response, Params], None]

_PREPARE = "prepare"
_REQUEST = "request"
_RESULT = "result"

_SSE_C = (
    "HeadObject GetObject PutObject CopyObject CreateMultipartUpload UploadPart UploadPartCopy "
    "CompleteMultipartUpload"
)
_LISTINGS = "ListObjects ListObjectsV2 ListObjectVersions"
_RDS_COPIES = (
    "CopyDBSnapshot CopyDBClusterSnapshot CreateDBCluster CreateDBInstanceReadReplica "
    "StartDBInstanceAutomatedBackupsReplication"
)

# Service id → rows of (operations, stage, "module:function"). Rows of a stage run in this order.
_TABLE: dict[str, tuple[tuple[str, str, str], ...]] = {
    "S3": (
        # A name that can be no bucket's would become another host or path.
        # https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
        ("*", _PREPARE, "quirks_s3:check_bucket_name"),
        # XML 1.0 cannot hold every character of a key: keys are asked for, and undone, URL-encoded.
        # https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html (encoding-type)
        (_LISTINGS, _PREPARE, "quirks_s3:ask_for_encoded_keys"),
        (_LISTINGS, _RESULT, "quirks_s3:decode_keys"),
        # The source is a header and must be percent-encoded; a structure is accepted too.
        # https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html (x-amz-copy-source)
        ("CopyObject UploadPartCopy", _PREPARE, "quirks_s3:encode_copy_source"),
        # Metadata are headers, which are ASCII.
        # https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html
        ("PutObject CopyObject CreateMultipartUpload", _PREPARE, "quirks_s3:check_metadata"),
        # A customer's key is given as it is; on the wire it is base64 and has its MD5 beside it.
        # https://docs.aws.amazon.com/AmazonS3/latest/userguide/specifying-s3-c-encryption.html
        (_SSE_C, _PREPARE, "quirks_s3:encode_customer_key"),
        ("CopyObject UploadPartCopy", _PREPARE, "quirks_s3:encode_copy_source_customer_key"),
        # A refusal or a redirect shall come before the body has been sent (RFC 9110 §10.1.1).
        ("*", _REQUEST, "quirks_s3:expect_continue"),
        # Line ends in keys would be normalised away by the XML parser (XML 1.0 §2.11).
        (
            "DeleteObjects PutBucketLifecycleConfiguration",
            _REQUEST,
            "quirks_s3:escape_line_ends",
        ),
        # The answer's root is the value itself, which the model cannot say.
        # https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLocation.html
        ("GetBucketLocation", _RESULT, "quirks_s3:read_location"),
    ),
    "Glacier": (
        # "-" is the account of the credentials.
        # https://docs.aws.amazon.com/amazonglacier/latest/dev/api-archive-post.html
        ("*", _PREPARE, "quirks_glacier:default_account"),
        # https://docs.aws.amazon.com/amazonglacier/latest/dev/api-common-request-headers.html
        ("*", _REQUEST, "quirks_glacier:add_version"),
        # https://docs.aws.amazon.com/amazonglacier/latest/dev/checksum-calculations.html
        ("UploadArchive UploadMultipartPart", _REQUEST, "quirks_glacier:add_hashes"),
    ),
    "EC2": (
        # https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html
        ("RunInstances", _PREPARE, "quirks_documents:encode_user_data"),
        # https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_GetConsoleOutput.html
        ("GetConsoleOutput", _RESULT, "quirks_documents:decode_console_output"),
        # https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CopySnapshot.html
        ("CopySnapshot", _REQUEST, "quirks_copies:add_presigned_url_for_ec2"),
    ),
    "Auto Scaling": (("CreateLaunchConfiguration", _PREPARE, "quirks_documents:encode_user_data"),),
    # https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CopyDBSnapshot.html
    "RDS": ((_RDS_COPIES, _REQUEST, "quirks_copies:add_presigned_url_for_rds"),),
    "Neptune": (
        (
            "CopyDBClusterSnapshot CreateDBCluster",
            _REQUEST,
            "quirks_copies:add_presigned_url_for_rds",
        ),
    ),
    "DocDB": (
        (
            "CopyDBClusterSnapshot CreateDBCluster",
            _REQUEST,
            "quirks_copies:add_presigned_url_for_rds",
        ),
    ),
    # Policies come as percent-encoded JSON (RFC 3986).
    # https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRolePolicy.html
    "IAM": (("*", _RESULT, "quirks_documents:decode_policies"),),
    # A template that is JSON is shown as an object, not as a string of JSON.
    "CloudFormation": (("GetTemplate", _RESULT, "quirks_documents:decode_template"),),
    # What one operation returns ("/hostedzone/Z1") is taken by the next, which wants "Z1".
    "Route 53": (("*", _PREPARE, "quirks_http:shorten_ids"),),
    # Without it answers come as HAL. https://docs.aws.amazon.com/apigateway/latest/api/making-http-requests.html
    "API Gateway": (("*", _REQUEST, "quirks_http:accept_json"),),
    # Each model has an endpoint of its own.
    # https://docs.aws.amazon.com/machine-learning/latest/APIReference/API_Predict.html
    "Machine Learning": (("Predict", _REQUEST, "quirks_http:send_to_predictor"),),
    # A query may be longer than a URL.
    # https://docs.aws.amazon.com/cloudsearch/latest/developerguide/search-api.html
    "CloudSearch Domain": (("Search", _REQUEST, "quirks_http:send_as_form"),),
    # Endpoint discovery: https://docs.aws.amazon.com/timestream/latest/developerguide/Using.API.html
    "DynamoDB": (
        ("DescribeEndpoints", _REQUEST, "quirks_http:add_api_version"),
        # The key begins the next page: its bytes must be bytes, however blobs are read.
        ("ExecuteStatement Query Scan", _RESULT, "quirks_documents:decode_last_key"),
    ),
    "Timestream Query": (("DescribeEndpoints", _REQUEST, "quirks_http:add_api_version"),),
    "Timestream Write": (("DescribeEndpoints", _REQUEST, "quirks_http:add_api_version"),),
}


def prepare(service: Service, operation: Operation, params: Params) -> Params:
    """Return the parameters as they are to be validated and serialised; `params` stays as it is.

    Raises ParamValidationError.
    """
    functions: list[Prepare] = list(_functions(service, operation, _PREPARE))
    if functions:
        params = dict(params)
        for function in functions:
            function(operation, params)
    return params


def adjust_request(
    service: Service,
    operation: Operation,
    params: Params,
    request: Request,
    presigner: Presigner,
) -> None:
    """Change `request` (absolute URL, unsigned) where the service wants something else."""
    function: AdjustRequest
    for function in _functions(service, operation, _REQUEST):
        function(service, operation, params, request, presigner)


def adjust_result(
    service: Service,
    operation: Operation,
    params: Params,
    response: Response,
    result: Params,
) -> None:
    """Change the parsed `result` of `response`; `params` are those that `prepare` returned."""
    function: AdjustResult
    for function in _functions(service, operation, _RESULT):
        function(operation, params, response, result)


def _functions(service: Service, operation: Operation, stage: str) -> Iterator[Any]:
    for operations, row_stage, target in _TABLE.get(service.service_id, ()):
        if row_stage == stage and (operations == "*" or operation.name in operations.split()):
            yield load(target)


def load(target: str) -> Any:
    """Return the function that "module:function" names."""
    module, _, function = target.partition(":")
    path = f"paraph.client.{module}"
    __import__(path)
    return getattr(sys.modules[path], function)


def targets() -> list[str]:
    """Return every function that the table names."""
    return [target for rows in _TABLE.values() for _, _, target in rows]
