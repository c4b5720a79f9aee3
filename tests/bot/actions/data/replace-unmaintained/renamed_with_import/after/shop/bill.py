import io

from pypdf import PdfReader, PdfWriter  # both
from pypdf.generic import NameObject


def pages(data):
    """Read with PyPDF2."""
    return len(PdfReader(io.BytesIO(data)).pages), PdfWriter, NameObject
