from flask import make_response

answer = make_response("ok")
answer.set_cookie("sid", sid, secure=True, httponly=True, samesite=None)
answer.set_cookie("sid", sid, httponly=False)
answer.set_cookie("sid", sid, secure=False, samesite="Lax")
answer.set_cookie("sid", sid, **flags)
answer.set_cookie("sid", sid, 60, None, "/", None, True)
