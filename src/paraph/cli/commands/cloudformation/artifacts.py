"""Which resources refer to files, how, and what stands in the template once they are uploaded."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

# What takes the place of a path: its `s3://` address, a structure of bucket, key and version, or
# the https URL of a template that has been packaged itself
ADDRESS = "address"
TEMPLATE = "template"


class Artifact:
    """A member of a resource that may be a path.

    `form` is ADDRESS, TEMPLATE or the names of the structure's members. Where the member is absent
    and `is_optional` nothing happens, else the template's folder is meant. `zips`: a single file is
    uploaded inside an archive.
    """

    __slots__ = ("form", "is_optional", "member", "zips")

    def __init__(
        self,
        member: str,
        form: str | tuple[str, ...] = ADDRESS,
        *,
        is_optional: bool = False,
        zips: bool = False,
    ) -> None:
        self.member = member
        self.form = form
        self.is_optional = is_optional
        self.zips = zips

    def find(self, properties: dict[str, Any]) -> Any:
        """Return the member's value; `A.B` is B inside A."""
        value: Any = properties
        for name in self.member.split("."):
            value = value.get(name) if isinstance(value, dict) else None
        return value

    def put(self, properties: dict[str, Any], value: Any) -> None:
        """Set the member, making what is around it."""
        *outer, last = self.member.split(".")
        for name in outer:
            inner = properties.get(name)
            if not isinstance(inner, dict):
                inner = properties[name] = {}
            properties = inner
        properties[last] = value


_OBJECT = ("Bucket", "Key", "Version")
_CODE = ("S3Bucket", "S3Key", "S3ObjectVersion")
_MAPPINGS = (
    Artifact("RequestMappingTemplateS3Location", is_optional=True),
    Artifact("ResponseMappingTemplateS3Location", is_optional=True),
)
# Resource type → its artifacts, in the order in which v2 uploads them
RESOURCES: dict[str, tuple[Artifact, ...]] = {
    "AWS::Serverless::Function": (Artifact("CodeUri", zips=True),),
    "AWS::Serverless::Api": (Artifact("DefinitionUri", is_optional=True),),
    "AWS::AppSync::GraphQLSchema": (Artifact("DefinitionS3Location", is_optional=True),),
    "AWS::AppSync::Resolver": _MAPPINGS,
    "AWS::AppSync::FunctionConfiguration": _MAPPINGS,
    "AWS::ApiGateway::RestApi": (Artifact("BodyS3Location", _OBJECT, is_optional=True),),
    "AWS::Lambda::Function": (Artifact("Code", _CODE, zips=True),),
    "AWS::ElasticBeanstalk::ApplicationVersion": (Artifact("SourceBundle", _CODE[:2]),),
    "AWS::CloudFormation::Stack": (Artifact("TemplateURL", TEMPLATE),),
    "AWS::Serverless::Application": (Artifact("Location", TEMPLATE),),
    "AWS::Serverless::LayerVersion": (Artifact("ContentUri", zips=True),),
    "AWS::Lambda::LayerVersion": (Artifact("Content", _CODE, zips=True),),
    "AWS::Glue::Job": (Artifact("Command.ScriptLocation"),),
    "AWS::StepFunctions::StateMachine": (
        Artifact("DefinitionS3Location", _OBJECT, is_optional=True),
    ),
    "AWS::Serverless::StateMachine": (Artifact("DefinitionUri", _OBJECT, is_optional=True),),
    "AWS::CodeCommit::Repository": (
        Artifact("Code.S3", ("Bucket", "Key", "ObjectVersion"), is_optional=True, zips=True),
    ),
}
# The same for the template's Metadata
METADATA: dict[str, tuple[Artifact, ...]] = {
    "AWS::ServerlessRepo::Application": (
        Artifact("ReadmeUrl", is_optional=True),
        Artifact("LicenseUrl", is_optional=True),
    ),
}
