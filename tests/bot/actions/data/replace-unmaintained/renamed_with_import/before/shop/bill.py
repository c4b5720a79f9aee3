import io

from PyPDF2 import PdfReader, PdfWriter  # both
from PyPDF2.generic import NameObject


def pages(data):
    """Read with PyPDF2."""
    return len(PdfReader(io.BytesIO(data)).pages), PdfWriter, NameObject
