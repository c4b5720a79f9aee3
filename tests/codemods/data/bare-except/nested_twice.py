def close(a, b):
    try:
        try:
            a.close()
        except:
            b.close()
    except:
        pass
# output
def close(a, b):
    try:
        try:
            a.close()
        except Exception:
            b.close()
    except Exception:
        pass
