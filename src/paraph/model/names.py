"""The command line's names for services, operations and parameters.

The names are a contract with ten years of scripts, so the tables below hold the AWS CLI v2.36.7's
own exceptions, as facts. Used when a model is compiled, never on the way of a command.
"""

import re

_ACRONYM_PLURAL = re.compile("[A-Z]{2,}s$")
_BEFORE_WORD = re.compile("(.)([A-Z][a-z]+)")
_BEFORE_CAPITAL = re.compile("([a-z0-9])([A-Z])")

# Names that the rule of `kebab` would split in the wrong place.
_IRREGULAR: dict[str, str] = {
    "CreateCachediSCSIVolume": "create-cached-iscsi-volume",
    "DescribeCachediSCSIVolumes": "describe-cached-iscsi-volumes",
    "DescribeStorediSCSIVolumes": "describe-stored-iscsi-volumes",
    "CreateStorediSCSIVolume": "create-stored-iscsi-volume",
    "ListHITsForQualificationType": "list-hits-for-qualification-type",
    "ExecutePartiQLStatement": "execute-partiql-statement",
    "ExecutePartiQLTransaction": "execute-partiql-transaction",
    "ExecutePartiQLBatch": "execute-partiql-batch",
    "AssociateWhatsAppBusinessAccount": "associate-whatsapp-business-account",
    "CreateWhatsAppFlow": "create-whatsapp-flow",
    "CreateWhatsAppMessageTemplate": "create-whatsapp-message-template",
    "CreateWhatsAppMessageTemplateFromLibrary": "create-whatsapp-message-template-from-library",
    "CreateWhatsAppMessageTemplateMedia": "create-whatsapp-message-template-media",
    "DeleteWhatsAppFlow": "delete-whatsapp-flow",
    "DeleteWhatsAppMessageMedia": "delete-whatsapp-message-media",
    "DeleteWhatsAppMessageTemplate": "delete-whatsapp-message-template",
    "DeprecateWhatsAppFlow": "deprecate-whatsapp-flow",
    "DisassociateWhatsAppBusinessAccount": "disassociate-whatsapp-business-account",
    "GetLinkedWhatsAppBusinessAccount": "get-linked-whatsapp-business-account",
    "GetLinkedWhatsAppBusinessAccountPhoneNumber": "get-linked-whatsapp-business-account-phone-number",
    "GetWhatsAppFlow": "get-whatsapp-flow",
    "GetWhatsAppFlowPreview": "get-whatsapp-flow-preview",
    "GetWhatsAppMessageMedia": "get-whatsapp-message-media",
    "GetWhatsAppMessageTemplate": "get-whatsapp-message-template",
    "ListLinkedWhatsAppBusinessAccounts": "list-linked-whatsapp-business-accounts",
    "ListWhatsAppFlowAssets": "list-whatsapp-flow-assets",
    "ListWhatsAppFlows": "list-whatsapp-flows",
    "ListWhatsAppMessageTemplates": "list-whatsapp-message-templates",
    "ListWhatsAppTemplateLibrary": "list-whatsapp-template-library",
    "PostWhatsAppMessageMedia": "post-whatsapp-message-media",
    "PublishWhatsAppFlow": "publish-whatsapp-flow",
    "PutWhatsAppBusinessAccountEventDestinations": "put-whatsapp-business-account-event-destinations",
    "SendWhatsAppMessage": "send-whatsapp-message",
    "UpdateWhatsAppFlow": "update-whatsapp-flow",
    "UpdateWhatsAppFlowAssets": "update-whatsapp-flow-assets",
    "UpdateWhatsAppMessageTemplate": "update-whatsapp-message-template",
}

# "service.operation.argument" → the name shown instead, mostly because the plain one is a global
# option; "*" is every operation.
_RENAMED_ARGUMENTS: dict[str, str] = {
    "ec2.create-image.no-no-reboot": "reboot",
    "ec2.*.no-egress": "ingress",
    "ec2.*.no-disable-api-termination": "enable-api-termination",
    "swf.register-activity-type.version": "activity-version",
    "swf.register-workflow-type.version": "workflow-version",
    "datapipeline.*.query": "objects-query",
    "datapipeline.get-pipeline-definition.version": "pipeline-version",
    "emr.*.job-flow-ids": "cluster-ids",
    "emr.*.job-flow-id": "cluster-id",
    "cloudsearchdomain.search.query": "search-query",
    "cloudsearchdomain.suggest.query": "suggest-query",
    "sns.subscribe.endpoint": "notification-endpoint",
    "deploy.*.s-3-location": "s3-location",
    "deploy.*.ec-2-tag-filters": "ec2-tag-filters",
    "codepipeline.get-pipeline.version": "pipeline-version",
    "codepipeline.create-custom-action-type.version": "action-version",
    "codepipeline.delete-custom-action-type.version": "action-version",
    "kinesisanalytics.add-application-output.output": "application-output",
    "kinesisanalyticsv2.add-application-output.output": "application-output",
    "route53.delete-traffic-policy.version": "traffic-policy-version",
    "route53.get-traffic-policy.version": "traffic-policy-version",
    "route53.update-traffic-policy-comment.version": "traffic-policy-version",
    "gamelift.create-build.version": "build-version",
    "gamelift.update-build.version": "build-version",
    "gamelift.create-script.version": "script-version",
    "gamelift.update-script.version": "script-version",
    "route53domains.view-billing.start": "start-time",
    "route53domains.view-billing.end": "end-time",
    "apigateway.create-rest-api.version": "api-version",
    "apigatewayv2.create-api.version": "api-version",
    "apigatewayv2.update-api.version": "api-version",
    "pinpoint.get-campaign-version.version": "campaign-version",
    "pinpoint.get-segment-version.version": "segment-version",
    "pinpoint.delete-email-template.version": "template-version",
    "pinpoint.delete-in-app-template.version": "template-version",
    "pinpoint.delete-push-template.version": "template-version",
    "pinpoint.delete-sms-template.version": "template-version",
    "pinpoint.delete-voice-template.version": "template-version",
    "pinpoint.get-email-template.version": "template-version",
    "pinpoint.get-in-app-template.version": "template-version",
    "pinpoint.get-push-template.version": "template-version",
    "pinpoint.get-sms-template.version": "template-version",
    "pinpoint.get-voice-template.version": "template-version",
    "pinpoint.update-email-template.version": "template-version",
    "pinpoint.update-in-app-template.version": "template-version",
    "pinpoint.update-push-template.version": "template-version",
    "pinpoint.update-sms-template.version": "template-version",
    "pinpoint.update-voice-template.version": "template-version",
    "stepfunctions.send-task-success.output": "task-output",
    "clouddirectory.publish-schema.version": "schema-version",
    "mturk.list-qualification-types.query": "types-query",
    "workdocs.create-notification-subscription.endpoint": "notification-endpoint",
    "workdocs.describe-users.query": "user-query",
    "lex-models.delete-bot.version": "bot-version",
    "lex-models.delete-intent.version": "intent-version",
    "lex-models.delete-slot-type.version": "slot-type-version",
    "lex-models.get-intent.version": "intent-version",
    "lex-models.get-slot-type.version": "slot-type-version",
    "lex-models.delete-bot-version.version": "bot-version",
    "lex-models.delete-intent-version.version": "intent-version",
    "lex-models.delete-slot-type-version.version": "slot-type-version",
    "lex-models.get-export.version": "resource-version",
    "license-manager.get-grant.version": "grant-version",
    "license-manager.delete-grant.version": "grant-version",
    "license-manager.get-license.version": "license-version",
    "rekognition.create-stream-processor.output": "stream-processor-output",
    "eks.create-cluster.version": "kubernetes-version",
    "eks.update-cluster-version.version": "kubernetes-version",
    "eks.create-nodegroup.version": "kubernetes-version",
    "eks.update-nodegroup-version.version": "kubernetes-version",
    "eks.update-cluster-components-version.version": "kubernetes-version",
    "schemas.*.version": "schema-version",
    "sagemaker.delete-image-version.version": "version-number",
    "sagemaker.describe-image-version.version": "version-number",
    "sagemaker.list-aliases.version": "version-number",
    "sagemaker.update-image-version.version": "version-number",
    "iotwireless.*.lo-ra-wan": "lorawan",
    "codepipeline.get-action-type.version": "action-version",
    "ecs.*.no-enable-execute-command": "disable-execute-command",
    "ecs.execute-command.no-interactive": "non-interactive",
    "controltower.create-landing-zone.version": "landing-zone-version",
    "controltower.update-landing-zone.version": "landing-zone-version",
    "glue.get-unfiltered-partition-metadata.region": "resource-region",
    "glue.get-unfiltered-partitions-metadata.region": "resource-region",
    "glue.get-unfiltered-table-metadata.region": "resource-region",
    "agent-toolkit.*.name": "skill-name",
    "agent-toolkit.search-skills.query": "search-query",
}

# Old misspellings that still work but are not shown.
_HIDDEN_ALIASES: dict[str, str] = {
    "mgn.*.replication-servers-security-groups-ids": "replication-servers-security-groups-i-ds",
    "mgn.*.source-server-ids": "source-server-i-ds",
    "mgn.*.replication-configuration-template-ids": "replication-configuration-template-i-ds",
    "elasticache.create-replication-group.preferred-cache-cluster-azs": "preferred-cache-cluster-a-zs",
}

# Operations without a generated command: their answer is a stream of events that a command line
# cannot show, they are obsolete, or (EMR) a command of the CLI's own takes their place.
_REMOVED_OPERATIONS: dict[str, frozenset[str]] = {
    "ses": frozenset(
        {
            "delete-verified-email-address",
            "list-verified-email-addresses",
            "verify-email-address",
        }
    ),
    "ec2": frozenset(
        {
            "import-instance",
            "import-volume",
        }
    ),
    "emr": frozenset(
        {
            "run-job-flow",
            "describe-job-flows",
            "add-job-flow-steps",
            "terminate-job-flows",
            "list-bootstrap-actions",
            "list-instance-groups",
            "set-termination-protection",
            "set-keep-job-flow-alive-when-no-steps",
            "set-visible-to-all-users",
            "set-unhealthy-node-replacement",
        }
    ),
    "kinesis": frozenset(
        {
            "subscribe-to-shard",
        }
    ),
    "lexv2-runtime": frozenset(
        {
            "start-conversation",
        }
    ),
    "lambda": frozenset(
        {
            "invoke-with-response-stream",
        }
    ),
    "sagemaker-runtime": frozenset(
        {
            "invoke-endpoint-with-response-stream",
        }
    ),
    "bedrock-runtime": frozenset(
        {
            "invoke-model-with-bidirectional-stream",
            "invoke-model-with-response-stream",
            "converse-stream",
        }
    ),
    "bedrock-agent-runtime": frozenset(
        {
            "agentic-retrieve-stream",
            "invoke-agent",
            "invoke-flow",
            "invoke-inline-agent",
            "optimize-prompt",
            "retrieve-and-generate-stream",
        }
    ),
    "bedrock-agentcore": frozenset(
        {
            "invoke-code-interpreter",
            "invoke-agent-runtime-command",
            "invoke-harness",
        }
    ),
    "qbusiness": frozenset(
        {
            "chat",
        }
    ),
    "iotsitewise": frozenset(
        {
            "invoke-assistant",
        }
    ),
    "logs": frozenset(
        {
            "get-log-object",
        }
    ),
    "polly": frozenset(
        {
            "start-speech-synthesis-stream",
        }
    ),
    "connecthealth": frozenset(
        {
            "start-medical-scribe-listening-session",
        }
    ),
    "devops-agent": frozenset(
        {
            "send-message",
        }
    ),
}

# "service.operation" → the name shown instead.
_RENAMED_OPERATIONS = {
    "cloudwatch.get-o-tel-enrichment": "get-otel-enrichment",
    "cloudwatch.start-o-tel-enrichment": "start-otel-enrichment",
    "cloudwatch.stop-o-tel-enrichment": "stop-otel-enrichment",
    "signin.create-o-auth2-token": "create-oauth2-token",
    "signin.create-o-auth2-token-with-iam": "create-oauth2-token-with-iam",
    "signin.introspect-o-auth2-token-with-iam": "introspect-oauth2-token-with-iam",
    "signin.revoke-o-auth2-token-with-iam": "revoke-oauth2-token-with-iam",
}
# Renamed ones whose plain name still works, unlisted.
_OPERATION_ALIASES = frozenset(
    {
        "cloudwatch.get-o-tel-enrichment",
        "cloudwatch.start-o-tel-enrichment",
        "cloudwatch.stop-o-tel-enrichment",
        "signin.create-o-auth2-token",
    }
)


def kebab(name: str) -> str:
    """Return an API name as on the command line: `DescribeDBInstances` → describe-db-instances."""
    if "-" in name:
        return name
    irregular = _IRREGULAR.get(name)
    if irregular is not None:
        return irregular
    plural = _ACRONYM_PLURAL.search(name)
    if plural is not None:
        name = f"{name[: plural.start()]}-{plural.group().lower()}"
    name = _BEFORE_WORD.sub(r"\1-\2", name)
    return _BEFORE_CAPITAL.sub(r"\1-\2", name).lower()


def is_removed(service: str, operation: str) -> bool:
    """Say whether `aws SERVICE OPERATION` does not exist although the API has the operation."""
    return operation in _REMOVED_OPERATIONS.get(service, ())


def operation_names(service: str, operation: str) -> tuple[str, str | None]:
    """Return the listed name of `operation` and its unlisted second one, if it has one."""
    path = f"{service}.{operation}"
    return (
        _RENAMED_OPERATIONS.get(path, operation),
        operation if path in _OPERATION_ALIASES else None,
    )


def renamed_argument(service: str, operation: str, argument: str) -> str | None:
    """Return the name that takes the place of `argument`, or None."""
    return _look_up(_RENAMED_ARGUMENTS, service, operation, argument)


def hidden_alias(service: str, operation: str, argument: str) -> str | None:
    """Return the unlisted second name of `argument`, or None."""
    return _look_up(_HIDDEN_ALIASES, service, operation, argument)


def _look_up(table: dict[str, str], service: str, operation: str, argument: str) -> str | None:
    for middle in (operation, "*"):
        found = table.get(f"{service}.{middle}.{argument}")
        if found is not None:
            return found
    return None
