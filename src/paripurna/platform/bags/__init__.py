"""Bags (BagIt, RFC 8493) inside a ZIP: written as a stream, checked anywhere. Plain Python: no Django, no settings."""
