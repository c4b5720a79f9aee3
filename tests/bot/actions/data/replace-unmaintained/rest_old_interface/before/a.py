import PyPDF2


def read(path):
    return PyPDF2.PdfFileReader(path)
