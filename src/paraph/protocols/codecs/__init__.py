"""The encodings under the protocols: XML, CBOR, forms."""
