import jwt


def a(token):
    return jwt.decode(token, options={"verify_signature": False})


def b(token):
    return jwt.decode(token, "", algorithms=["HS256"], verify=False)


def c(token, key):
    return jwt.decode(token, key, options={"verify_signature": False})


def d(token):
    first = jwt.decode(token, None, options={"verify_signature": False})
    return jwt.decode(token, verify=False), first
