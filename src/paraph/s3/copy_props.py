"""`--copy-props`: what goes along when an object is copied.

| value              | metadata | tags | annotations |
| ------------------ | -------- | ---- | ----------- |
| none               |          |      |             |
| metadata-directive | x        |      |             |
| default            | x        | x    |             |
| all                | x        | x    | x           |

CopyObject takes everything along unless told not to. A copy in parts takes nothing: the properties
are read from the source and given to the upload, or to the object when it has been made.
`--metadata-directive` turns all this off.
"""

from __future__ import annotations

from paraph.core.uri import encode
from paraph.s3.errors import AnnotationCopyError
from paraph.s3.request_params import payer_params, source_head_params
from paraph.s3.uri import split_path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from paraph.s3.entry import Entry
    from paraph.s3.job import Workshop

    Params = dict[str, Any]

NONE, METADATA, DEFAULT, ALL = "none", "metadata-directive", "default", "all"
CHOICES = (NONE, METADATA, DEFAULT, ALL)

_METADATA = (
    *("CacheControl", "ContentDisposition", "ContentEncoding", "ContentLanguage"),
    *("ContentType", "Expires", "Metadata"),
)
# More does not fit into the header of CreateMultipartUpload.
_LONGEST_TAGGING = 2048


class CopyProps:
    """The properties of one copy."""

    __slots__ = ("_annotations", "_entry", "_is_large", "_shop", "_tags")

    def __init__(self, shop: Workshop, entry: Entry, *, is_large: bool) -> None:
        self._shop = shop
        self._entry = entry
        self._is_large = is_large
        # What can be given only to the finished object
        self._tags: list[Params] = []
        self._annotations: dict[str, bytes] = {}

    def add(self, params: Params) -> None:
        """Add to the parameters of CopyObject, or of the upload, what takes properties along."""
        options = self._shop.options
        if options.metadata_directive:
            return
        wanted = options.copy_props
        if wanted == NONE:
            params["MetadataDirective"] = "REPLACE"
        else:
            self._add_metadata(params)
        if wanted in (NONE, METADATA):
            params["TaggingDirective"] = "REPLACE"
        elif self._is_large:
            self._add_tags(params)
        if wanted != ALL:
            params["AnnotationDirective"] = "EXCLUDE"
        elif self._is_large:
            self._read_annotations()

    def finish(self, bucket: str, key: str, made: Params) -> None:
        """Give the object that was made of parts what it could not get before."""
        if self._tags:
            self._put_tags(bucket, key)
        if self._annotations:
            self._put_annotations(bucket, key, made)

    def _add_metadata(self, params: Params) -> None:
        if not self._is_large:
            if not any(name in params for name in _METADATA):
                return
            # One of them given means that all are: the others have to be repeated.
            params["MetadataDirective"] = "REPLACE"
        facts = self._head()
        for name in _METADATA:
            if name not in params and name in facts:
                params[name] = facts[name]

    def _head(self) -> Params:
        """Return what HeadObject says of the source; a listing says less."""
        options, response = self._shop.options, self._entry.response
        if not options.recursive and response is not None:
            return response
        asked = {**self._source(), **source_head_params(options)}
        return self._shop.source_calls.call("HeadObject", asked)

    def _source(self) -> Params:
        bucket, key = split_path(self._entry.path)
        return {"Bucket": bucket, "Key": key}

    def _add_tags(self, params: Params) -> None:
        asked = {**self._source(), **payer_params(self._shop.options)}
        tags = self._shop.source_calls.call("GetObjectTagging", asked).get("TagSet") or []
        if not tags:
            return
        text = "&".join([f"{encode(tag['Key'])}={encode(tag['Value'])}" for tag in tags])
        if len(text) <= _LONGEST_TAGGING:
            params["Tagging"] = text
        else:
            self._tags = tags

    def _put_tags(self, bucket: str, key: str) -> None:
        target = {"Bucket": bucket, "Key": key, **payer_params(self._shop.options)}
        try:
            tagging = {"Tagging": {"TagSet": self._tags}}
            self._shop.calls.call("PutObjectTagging", {**target, **tagging})
        except Exception:
            # A copy without its tags might be open to those whom the tags keep out.
            self._shop.calls.call("DeleteObject", target)
            raise

    def _read_annotations(self) -> None:
        source = {**self._source(), **payer_params(self._shop.options)}
        response = self._entry.response or {}
        if not self._shop.options.recursive and response.get("VersionId") is not None:
            source["VersionId"] = response["VersionId"]
        calls = self._shop.source_calls
        for page in calls.pages("ListObjectAnnotations", source):
            for annotation in page.get("Annotations") or ():
                name = annotation["AnnotationName"]
                asked = {**source, "AnnotationName": name}
                payload = calls.call("GetObjectAnnotation", asked)["AnnotationPayload"]
                self._annotations[name] = payload.read()

    def _put_annotations(self, bucket: str, key: str, made: Params) -> None:
        target = {"Bucket": bucket, "Key": key, **payer_params(self._shop.options)}
        for fact, member in (("ETag", "ObjectIfMatch"), ("VersionId", "VersionId")):
            if made.get(fact) is not None:
                target[member] = made[fact]
        succeeded: list[str] = []
        failed: list[tuple[str, str]] = []
        for name, payload in self._annotations.items():
            given = {"AnnotationName": name, "AnnotationPayload": payload}
            try:
                self._shop.calls.call("PutObjectAnnotation", {**target, **given})
                succeeded.append(name)
            except Exception as error:  # noqa: BLE001  the others are tried; all are told
                failed.append((name, str(error)))
        if failed:
            raise AnnotationCopyError(bucket, key, succeeded, failed)
