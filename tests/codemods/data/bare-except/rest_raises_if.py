def write(path, data, strict):
    try:
        path.write_bytes(data)
    except:
        if strict:
            raise
        path.unlink()
