from PyPDF2 import PdfReader
