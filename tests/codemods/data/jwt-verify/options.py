import jwt as j
from jwt import decode

a = j.decode(token, key, ["HS256"], {"verify_signature": False, "verify_aud": False})
b = decode(token, key=KEY, algorithms=["RS256"], options={"verify_signature": False})
c = decode(
    token,
    KEY,
    options={"verify_signature": False},
    algorithms=ALGORITHMS,  # ours
)
d = decode(token, KEY, algorithms=["RS256"], options=dict(verify_signature=False))
e = j.decode(token, key, algorithms=["HS256"], options={
    "verify_signature": False,
    **more,
})
# output
import jwt as j
from jwt import decode

a = j.decode(token, key, ["HS256"], {"verify_signature": True, "verify_aud": False})
b = decode(token, key=KEY, algorithms=["RS256"])
c = decode(
    token,
    KEY,
    algorithms=ALGORITHMS,  # ours
)
d = decode(token, KEY, algorithms=["RS256"])
e = j.decode(token, key, algorithms=["HS256"], options={
    "verify_signature": True,
    **more,
})
