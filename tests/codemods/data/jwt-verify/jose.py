from jose import jwt

claims = jwt.decode(
    token, key, algorithms="HS256", options={"verify_signature": False}
)["sub"]
# output
from jose import jwt

claims = jwt.decode(
    token, key, algorithms="HS256"
)["sub"]
