from flask import make_response

answer = make_response("ok")
answer.set_cookie("theme", "dark")
answer.set_cookie("csrf_token", token)
answer.set_cookie("obsession", "chess")
answer.set_cookie("inside", "yes")
answer.set_cookie(name, token)
