import jwt
from ours import tokens


def claims(jwt, token, key):
    return jwt.decode(token, key, algorithms=["HS256"], verify=False)


a = tokens.jwt.decode(token, key, algorithms=["HS256"], verify=False)
