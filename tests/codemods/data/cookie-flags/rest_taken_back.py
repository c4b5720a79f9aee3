from flask import make_response

answer = make_response("bye")
answer.set_cookie("sid", "", expires=0)
answer.set_cookie("sid", None)
answer.set_cookie("sid")
answer.set_cookie("token", "gone", max_age=0)
