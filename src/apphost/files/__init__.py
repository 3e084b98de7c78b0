"""Stored pictures on the wire: signed addresses, the route that honours them, and the names of files."""

from apphost.files.addresses import FileUrls, RenditionUrls, keys_of, keys_of_picture
from apphost.files.download import attachment, file_name
from apphost.files.routes import router

__all__ = ["FileUrls", "RenditionUrls", "attachment", "file_name", "keys_of", "keys_of_picture", "router"]
