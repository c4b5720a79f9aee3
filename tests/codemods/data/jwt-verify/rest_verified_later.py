import jwt


def claims(token):
    issuer = jwt.decode(
        token, KEY, algorithms=["RS256"], options={"verify_signature": False}
    )["iss"]
    return jwt.decode(token, KEYS[issuer], algorithms=["RS256"])
