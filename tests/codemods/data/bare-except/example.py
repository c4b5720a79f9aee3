def read(path):
    try:
        return path.read_text()
    except:
        return ""
# output
def read(path):
    try:
        return path.read_text()
    except Exception:
        return ""
