import jwt

a = jwt.decode(token, key, algorithms=["none"])
b = jwt.decode(token, key, algorithms=["HS256"], options={"verify_exp": False})
c = jwt.decode(token, key, algorithms=["HS256"])
