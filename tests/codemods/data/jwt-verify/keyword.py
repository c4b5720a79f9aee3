import jwt


def claims(token, key):
    return jwt.decode(token, key, verify=False, algorithms=["HS256"])
# output
import jwt


def claims(token, key):
    return jwt.decode(token, key, algorithms=["HS256"])
