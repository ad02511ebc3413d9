"""How AWS CLI v2 words what a rule set refuses.

The rule's own text is what most users see. For some rules v2 keeps the sentences that it had before
there were rule sets; scripts match them. The texts and their conditions are v2.36.7's.
"""

from paraph.endpoints.errors import EndpointError

# First match of: service id (None for all), beginning of the rule's text, v2's sentence, whether it
# counts as a parameter error. In a sentence "{text}" is the rule's text, "{label}" what that has in
# backquotes, "{bucket}" the parameter Bucket.
_SENTENCES = (
    (
        None,
        "Invalid region in ARN: ",
        'Invalid host label to be bound to the hostname of the endpoint: "{label}".',
        False,
    ),
    *(
        ("S3", beginning, "Unsupported configuration when using S3: {text}", False)
        for beginning in (
            "S3 Object Lambda does not support S3 Accelerate",
            "Accelerate cannot be used with FIPS",
        )
    ),
    *(
        ("S3", beginning, "Unsupported configuration when using S3 access-points: {text}", False)
        for beginning in (
            "S3 Outposts does not support",
            "S3 MRAP does not support",
            "S3 Object Lambda does not support",
            "Access Points do not support",
            "Invalid configuration:",
            "Client was configured for partition",
        )
    ),
    ("S3", "Invalid ARN:", "Parameter validation failed:\n{text}", True),
    ("S3", "Invalid Arn:", "Parameter validation failed:\n{text}", True),
    (
        "S3 Control",
        "Invalid ARN:",
        'S3 ARN "{bucket}" provided is invalid for this operation. {text}',
        False,
    ),
    *(
        ("S3 Control", beginning, "Unsupported configuration when using S3 Control: {text}", False)
        for beginning in ("Invalid configuration:", "Client was configured for partition")
    ),
    (
        "S3 Control",
        "AccountId is required but not set",
        "Parameter validation failed:\n{text}",
        True,
    ),
    *(
        ("EventBridge", beginning, "Invalid endpoint configuration: {text}", False)
        for beginning in (
            "Invalid Configuration: FIPS is not supported with EventBridge multi-region endpoints.",
            "EndpointId must be a valid host label.",
        )
    ),
)


def worded(error: EndpointError, service_id: str, values: dict[str, object]) -> EndpointError:
    """Return the error as v2 words it for this service; `values` are the rule set's parameters."""
    text = error.rule_message
    for only, beginning, sentence, is_parameter_error in _SENTENCES:
        if only in (None, service_id) and text.startswith(beginning):
            label = text.split("`")[1] if "`" in text else text
            # One pass: what a user wrote is never itself taken for a template.
            message = sentence.format(text=text, label=label, bucket=values.get("Bucket"))
            return EndpointError(message, rule_message=text, is_parameter_error=is_parameter_error)
    return error
