import jwt


def claims(token):
    """Get the claims without verification (for debugging)."""
    return jwt.decode(
        token, KEY, algorithms=["RS256"], options={"verify_signature": False}
    )


unverified = jwt.decode(token, KEY, algorithms=["RS256"], verify=False)
