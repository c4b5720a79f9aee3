import jwt

a = jwt.decode(token, options={"verify_signature": False})
b = jwt.decode(token, "", algorithms=["HS256"], options={"verify_signature": False})
c = jwt.decode(token, None, False)
d = jwt.decode(token, key, options={"verify_signature": False})
e = jwt.decode(token, verify=False)
