import jwt

OPTIONS = {"verify_signature": False}
a = jwt.decode(token, key, algorithms=["HS256"], options=OPTIONS)
b = jwt.decode(token, key, algorithms=["HS256"], options={"verify_signature": check})
c = jwt.decode(token, key, algorithms=["HS256"], verify=check)
d = jwt.decode(token, key, algorithms=["HS256"], **{"verify": False})
e = jwt.decode(token, verify=False, **options)
