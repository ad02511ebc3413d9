"""XML into values: what counts, what is passed over, and what is refused."""

import pytest

from paraph.core.message import Response
from paraph.protocols import rest_xml
from paraph.protocols.codecs.xmltext import XmlError
from paraph.protocols.codecs.xmltree import parse_tree
from paraph.protocols.errors import MalformedResponseError
from tests.unit.protocols.models import make_service, structure

_SHAPES = {
    "Out": structure(
        Name="String",
        Size="Integer",
        Flag="Boolean",
        Inner="Inner",
        Items="Items",
        Flat={"shape": "Flat", "locationName": "Flat"},
        Tags="Tags",
        Choice="Choice",
    ),
    "Inner": structure(
        Kind={"shape": "String", "xmlAttribute": True, "locationName": "xsi:type"}, Deep="Inner"
    ),
    "Items": {"type": "list", "member": {"shape": "Inner"}},
    "Flat": {"type": "list", "member": {"shape": "String"}, "flattened": True},
    "Tags": {"type": "map", "key": {"shape": "String"}, "value": {"shape": "Integer"}},
    "Choice": {**structure(A="String", B="String"), "union": True},
}


def _read(body, **options):
    service, operation = make_service("rest-xml", _SHAPES, output="Out")
    return rest_xml.read_response(service, operation, Response(200, (), body), **options)


def test_members_come_in_the_models_order():
    output = _read(b"<R><Flag>true</Flag><Size>5</Size><Name>n</Name></R>")
    assert list(output.items()) == [("Name", "n"), ("Size", 5), ("Flag", True)]


def test_unknown_elements_are_passed_over_with_all_they_hold():
    body = b"<R><New><Name>x</Name><New>y</New></New><Name>n</Name><Name2/></R>"
    assert _read(body) == {"Name": "n"}


def test_a_scalars_text_ends_where_a_child_begins():
    assert _read(b"<R><Name>a<b>c</b>d<e/>f</Name><Size>1</Size></R>") == {"Name": "a", "Size": 1}


def test_prefixes_do_not_count():
    body = (
        b'<x:R xmlns:x="urn:x"><x:Name>n</x:Name><x:Items><x:any><x:Deep/></x:any></x:Items></x:R>'
    )
    assert _read(body) == {"Name": "n", "Items": [{"Deep": {}}]}


def test_an_attribute_is_found_under_any_prefix():
    assert _read(b'<R><Inner i:type="T" xmlns:i="urn:i"/></R>') == {"Inner": {"Kind": "T"}}
    assert _read(b'<R><Inner type="T"/></R>') == {"Inner": {}}


def test_collections():
    body = (
        b"<R><Flat>1</Flat><Name/><Flat>2</Flat><Items/>"
        b"<Tags><entry><value>2</value><key>k</key></entry></Tags></R>"
    )
    assert _read(body) == {"Name": "", "Items": [], "Flat": ["1", "2"], "Tags": {"k": 2}}


def test_of_repeated_members_the_first_counts():
    assert _read(b"<R><Name>a</Name><Name>b</Name></R>") == {"Name": "a"}


def test_a_union_has_one_member():
    assert _read(b"<R><Choice><A>1</A></Choice></R>") == {"Choice": {"A": "1"}}
    unknown = _read(b"<R><Choice><C><D/></C></Choice></R>")
    assert unknown == {"Choice": {"SDK_UNKNOWN_MEMBER": {"name": "C"}}}
    with pytest.raises(MalformedResponseError, match="Choice must have one and only one member"):
        _read(b"<R><Choice><A>1</A><B>2</B></Choice></R>")


def test_a_value_of_another_type_is_an_error_of_the_response():
    with pytest.raises(MalformedResponseError, match="invalid literal for int"):
        _read(b"<R><Size>many</Size></R>")
    with pytest.raises(MalformedResponseError, match="Unknown tag: wrong"):
        _read(b"<R><Tags><entry><wrong/></entry></Tags></R>")


def test_a_document_that_stops_is_quoted():
    with pytest.raises(MalformedResponseError) as caught:
        _read(b"<R><Name>")
    assert str(caught.value) == (
        "Unable to parse response (no element found: line 1, column 9), invalid XML received."
        " Further retries may succeed:\nb'<R><Name>'"
    )


def test_a_long_text_arrives_whole():
    text = "abc&amp;" * 50_000
    assert _read(f"<R><Name>{text}</Name></R>".encode()) == {"Name": "abc&" * 50_000}


def test_utf_8_whatever_the_document_says():
    body = '<?xml version="1.0" encoding="latin-1"?><R><Name>é</Name></R>'.encode()
    assert _read(body) == {"Name": "é"}
    assert _read(b"\xef\xbb\xbf<R><Name>n</Name></R>") == {"Name": "n"}


def test_a_tree_holds_names_texts_and_children():
    root = parse_tree(b"<a:R xmlns:a='urn:a'><E>x<F/>y</E><E>z</E><G/></a:R>")
    assert root.name == "R"
    assert root.content() == {"E": {"F": None}, "G": None}
    with pytest.raises(XmlError, match="mismatched tag"):
        parse_tree(b"<a></b>")
