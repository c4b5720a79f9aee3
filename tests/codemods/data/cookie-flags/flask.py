from flask import jsonify, make_response, redirect


def login(token):
    answer = make_response(redirect("/"))
    answer.set_cookie("session_token", token)
    answer.set_cookie("refresh-token", value=token, max_age=60, httponly=True)
    answer.set_cookie(
        "sid",
        token,
        secure=not DEBUG,
    )
    return answer


def renew(token):
    answer = jsonify(ok=True)
    answer.set_cookie(key="jwt", value=token, samesite="Strict")
    return answer
# output
from flask import jsonify, make_response, redirect


def login(token):
    answer = make_response(redirect("/"))
    answer.set_cookie("session_token", token, secure=True, httponly=True, samesite="Lax")
    answer.set_cookie("refresh-token", value=token, max_age=60, httponly=True, secure=True, samesite="Lax")
    answer.set_cookie(
        "sid",
        token,
        secure=not DEBUG,
        httponly=True,
        samesite="Lax",
    )
    return answer


def renew(token):
    answer = jsonify(ok=True)
    answer.set_cookie(key="jwt", value=token, samesite="Strict", secure=True, httponly=True)
    return answer
