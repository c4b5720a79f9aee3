def write(path, data):
    try:
        path.write_bytes(data)
    except:
        path.unlink()
        raise
